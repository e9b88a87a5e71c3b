//! Of nixpkgs' `lib/strings.nix` and `lib/options.nix`.

use std::borrow::Cow;

use super::Use::{Builtin, Lib, Value as Any};
use super::{Answer, Call, Native, Use};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Value, View};
use crate::string::Str;
use hmeval_diag::Pos;

pub(super) const NATIVES: &[&Native] = &[
    &Native { name: "strings.optionalString", arity: 2, uses: &[], names: &[], run: optional_string },
    &Native { name: "strings.hasPrefix", arity: 2, uses: PREFIX_USES, names: &[], run: has_prefix },
    &Native { name: "strings.hasSuffix", arity: 2, uses: PREFIX_USES, names: &[], run: has_suffix },
    &Native { name: "strings.removePrefix", arity: 2, uses: PREFIX_USES, names: &[], run: remove_prefix },
    &Native {
        name: "strings.concatMapStringsSep",
        arity: 3,
        uses: &[Builtin("concatStringsSep")],
        names: &[],
        run: concat_map_strings_sep,
    },
    // It is only recognised.
    &Native {
        name: "strings.escape",
        arity: 1,
        uses: &[Builtin("replaceStrings")],
        names: &[],
        run: |_| Ok(None),
    },
    &Native {
        name: "strings.escapeNixString",
        arity: 1,
        uses: &[Lib("escape", "strings.escape"), Builtin("toJSON")],
        names: &[],
        run: |call| Ok(plain(call, 0)?.and_then(quoted).map(|text| call.ev.string(text))),
    },
    &Native {
        name: "strings.escapeNixIdentifier",
        arity: 1,
        uses: &[
            Any("nixKeywords"),
            Builtin("match"),
            Builtin("lib.elem"),
            Lib("escapeNixString", "strings.escapeNixString"),
        ],
        names: &[],
        run: escape_identifier,
    },
    // As it was until 2026: no word is special.
    &Native {
        name: "strings.escapeNixIdentifier@plain",
        arity: 1,
        uses: &[Builtin("match"), Lib("escapeNixString", "strings.escapeNixString")],
        names: &[],
        run: escape_identifier,
    },
    &Native {
        name: "options.showOption",
        arity: 1,
        uses: &[
            Lib("lib.strings.escapeNixIdentifier", "strings.escapeNixIdentifier"),
            Builtin("concatStringsSep"),
        ],
        names: &["strings", "escapeNixIdentifier"],
        run: show_option,
    },
];

/// The text of an argument, if it is a string without context.
fn plain<'h>(call: &Call<'_, 'h>, argument: usize) -> Result<'h, Option<&'h [u8]>> {
    Ok(call.forced(argument)?.as_str().filter(|text| text.context.is_none()).map(|text| text.bytes))
}

/// A text as a string literal (`escapeNixString`). Nothing, if it is not UTF-8.
fn quoted(text: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    hmeval_formats::json::write_string(&mut json, text).ok()?;
    if !json.contains(&b'$') {
        return Some(json);
    }
    Some(
        json.into_iter().flat_map(|byte| [b'\\', byte].into_iter().skip(usize::from(byte != b'$'))).collect(),
    )
}

/// The words that cannot be attribute names without quotes, as the library's `escapeNixIdentifier` has them.
pub(super) struct Keywords<'h>(&'h [Value<'h>]);

impl<'h> Keywords<'h> {
    /// Those of a function `escapeNixIdentifier`.
    pub(super) fn of(ev: &Evaluator<'h>, escape: Value<'h>) -> Result<'h, Option<Self>> {
        let Some(escape) = Call::of(ev, escape) else { return Ok(None) };
        Keywords::known_to(&escape)
    }

    fn known_to(escape: &Call<'_, 'h>) -> Result<'h, Option<Self>> {
        if escape.is_variant("plain") {
            return Ok(Some(Keywords(&[])));
        }
        Ok(escape.used(NIX_KEYWORDS)?.as_list().map(|list| Keywords(list.items())))
    }

    /// A name as an attribute name. Nothing, if it is not UTF-8.
    pub(super) fn identifier<'n>(
        &self,
        ev: &Evaluator<'h>,
        name: &'n [u8],
    ) -> Result<'h, Option<Cow<'n, [u8]>>> {
        if !is_word(name) {
            return Ok(quoted(name).map(Cow::Owned));
        }
        for keyword in self.0 {
            if ev.force(*keyword, Pos::NONE)?.as_str().is_some_and(|keyword| keyword.bytes == name) {
                return Ok(quoted(name).map(Cow::Owned));
            }
        }
        Ok(Some(Cow::Borrowed(name)))
    }
}

/// The place of `nixKeywords` among the free variables of `escapeNixIdentifier`.
const NIX_KEYWORDS: usize = 0;

fn is_word(text: &[u8]) -> bool {
    let mut bytes = text.iter();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\'' | b'-'))
}

fn escape_identifier<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(name) = plain(call, 0)? else { return Ok(None) };
    let Some(keywords) = Keywords::known_to(call)? else { return Ok(None) };
    let text = keywords.identifier(call.ev, name)?;
    Ok(text.map(|text| match text {
        Cow::Borrowed(_) => call.arg(0),
        Cow::Owned(text) => call.ev.string(text),
    }))
}

/// The parts of an option's name with dots between them.
fn show_option<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(parts) = call.forced(0)?.as_list() else { return Ok(None) };
    let strings = call.select(call.used(0)?, call.name(0));
    let escape = call.ev.force(call.select(strings, call.name(1)), call.pos)?;
    let Some(keywords) = Keywords::of(call.ev, escape)? else { return Ok(None) };
    let mut out = Vec::with_capacity(parts.len() * 16);
    for (index, part) in parts.items().iter().enumerate() {
        let part = call.ev.force(*part, call.pos)?;
        let Some(Str { bytes: part, context: None }) = part.as_str() else { return Ok(None) };
        if index > 0 {
            out.push(b'.');
        }
        // `*` and `<name>` stand for any name.
        if *part == b"*" || part.len() > 1 && part.starts_with(b"<") && part.ends_with(b">") {
            out.extend_from_slice(part);
        } else {
            let Some(text) = keywords.identifier(call.ev, part)? else { return Ok(None) };
            out.extend_from_slice(&text);
        }
    }
    Ok(Some(call.ev.string(out)))
}

const PREFIX_USES: &[Use] =
    &[Lib("warnIf", "trivial.warnIf"), Builtin("isPath"), Builtin("substring"), Builtin("stringLength")];

fn optional_string<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.condition(0)? { call.forced(1).map(Some) } else { Ok(Some(call.ev.empty_string())) }
}

/// Prefix (or suffix) and text, if both are strings, and the functions that look at them are the known ones.
fn prefix_and_text<'h>(call: &Call<'_, 'h>) -> Result<'h, Option<(&'h Str<'h>, Value<'h>)>> {
    let View::Str(prefix) = call.forced(0)?.view() else { return Ok(None) };
    Ok(Some((prefix, call.forced(1)?)).filter(|(_, text)| text.as_str().is_some()))
}

fn has_prefix<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some((prefix, text)) = prefix_and_text(call)? else { return Ok(None) };
    Ok(text.as_str().map(|text| Value::bool(text.bytes.starts_with(prefix.bytes))))
}

fn has_suffix<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some((suffix, text)) = prefix_and_text(call)? else { return Ok(None) };
    Ok(text.as_str().map(|text| Value::bool(text.bytes.ends_with(suffix.bytes))))
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
