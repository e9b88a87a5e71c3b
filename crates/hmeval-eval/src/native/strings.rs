//! Of nixpkgs' `lib/strings.nix` and `lib/options.nix`.

use super::Use::{Builtin, Lib};
use super::{Answer, Call, Native, Use};
use crate::heap::{Value, View};
use crate::string::Str;

pub(super) const NATIVES: &[&Native] = &[
    &Native { name: "strings.optionalString", arity: 2, uses: &[], names: &[], run: optional_string },
    &Native { name: "strings.hasPrefix", arity: 2, uses: PREFIX_USES, names: &[], run: has_prefix },
    &Native { name: "strings.removePrefix", arity: 2, uses: PREFIX_USES, names: &[], run: remove_prefix },
    &Native {
        name: "strings.concatMapStringsSep",
        arity: 3,
        uses: &[Builtin("concatStringsSep")],
        names: &[],
        run: concat_map_strings_sep,
    },
];

const PREFIX_USES: &[Use] =
    &[Lib("warnIf", "trivial.warnIf"), Builtin("isPath"), Builtin("substring"), Builtin("stringLength")];

fn optional_string<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.condition(0)? { call.forced(1).map(Some) } else { Ok(Some(call.ev.empty_string())) }
}

/// Prefix and text, if both are strings, and the functions that look at them are the known ones.
fn prefix_and_text<'h>(call: &Call<'_, 'h>) -> crate::error::Result<'h, Option<(&'h Str<'h>, Value<'h>)>> {
    let View::Str(prefix) = call.forced(0)?.view() else { return Ok(None) };
    Ok(Some((prefix, call.forced(1)?)).filter(|(_, text)| text.as_str().is_some()))
}

fn has_prefix<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some((prefix, text)) = prefix_and_text(call)? else { return Ok(None) };
    Ok(text.as_str().map(|text| Value::bool(text.bytes.starts_with(prefix.bytes))))
}

fn remove_prefix<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some((prefix, value)) = prefix_and_text(call)? else { return Ok(None) };
    let Some(text) = value.as_str() else { return Ok(None) };
    Ok(Some(match text.bytes.strip_prefix(prefix.bytes) {
        Some(rest) if !prefix.bytes.is_empty() => Value::string_in(call.ev.heap, rest, text.context),
        _ => value,
    }))
}

/// `concatStringsSep sep (map f list)`.
fn concat_map_strings_sep<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let separator = call.forced(0)?;
    if separator.as_str().is_none() {
        return Ok(None);
    }
    let Some(list) = call.forced(2)?.as_list() else { return Ok(None) };
    let mut texts = Vec::with_capacity(list.len());
    for item in list.items() {
        texts.push(call.ev.call(call.arg(1), &[*item], call.pos)?);
    }
    crate::builtins::strings::concat_strings_sep(call.ev, &[separator, call.list(&texts)], call.pos).map(Some)
}
