//! Strings and versions.

mod replace;
#[cfg(test)]
pub(crate) mod testing;

use hmeval_diag::Pos;
use hmeval_formats::version;

use super::{Builtin, builtin};
use crate::coerce::Coerce;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, List, Value};
use crate::string::ContextBuilder;
use crate::symbol::known;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    Builtin {
        global: true,
        ..builtin!(
            "toString",
            ["e"],
            "The text of *e*: strings, paths (which are not copied to the store), numbers, `true` (`\"1\"`), `false` and \
             `null` (`\"\"`), lists (their elements with spaces between them), and sets with `__toString` or `outPath`.",
            to_string,
            [0]
        )
    },
    builtin!("stringLength", ["e"], "The number of bytes of the string *e*.", string_length, [0]),
    builtin!(
        "substring",
        ["start", "len", "s"],
        "The part of the string *s* that begins at byte *start* (from 0) and is *len* bytes long, or as long as there \
         is text. If *len* is negative, the part reaches to the end.",
        substring
    ),
    builtin!(
        "concatStringsSep",
        ["separator", "list"],
        "The strings of *list* one after another, with *separator* between them.",
        concat_strings_sep,
        [0, 1]
    ),
    builtin!(
        "replaceStrings",
        ["from", "to", "s"],
        "The string *s* with every occurrence of an element of *from* replaced by the element of *to* at the same \
         place. Where several match, the first in *from* counts; elements of *to* are only evaluated when they are \
         needed.",
        replace::replace_strings,
        [0, 1]
    ),
    builtin!(
        "compareVersions",
        ["s1", "s2"],
        "`-1` if the version *s1* is older than *s2*, `1` if it is newer, and `0` if they are the same.",
        compare_versions,
        [0, 1]
    ),
    builtin!(
        "splitVersion",
        ["s"],
        "The components of the version *s*: runs of digits and of other characters between dots and dashes.",
        split_version,
        [0]
    ),
    builtin!(
        "parseDrvName",
        ["s"],
        "A set with the `name` and the `version` that the package name *s* consists of. The version begins behind the \
         first dash that no letter follows.",
        parse_drv_name,
        [0]
    ),
];

/// The most common way to coerce an argument: paths are copied to the store.
fn coerced<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    context: &mut ContextBuilder<'h>,
    what: &str,
) -> Result<'h, &'h [u8]> {
    if let Some(str) = value.as_str() {
        context.add(str.context);
        return Ok(str.bytes);
    }
    ev.coerce(Pos::NONE, value, context, what, Coerce::INTERPOLATION)
}

fn to_string<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.toString";
    ev.coerced_value(Pos::NONE, args[0], what, Coerce::TO_STRING)
}

fn string_length<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.stringLength";
    let text = coerced(ev, args[0], &mut ContextBuilder::new(), what)?;
    // No text in memory is longer than the largest integer.
    Ok(ev.int(i64::try_from(text.len()).unwrap_or(i64::MAX)))
}

fn substring<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument (the start offset) passed to builtins.substring";
    let start = ev.force_int(args[0], Pos::NONE, what)?;
    let Ok(start) = usize::try_from(start) else {
        return Err(ev.error(ErrorKind::Eval, "negative start position in 'substring'"));
    };
    let what = "while evaluating the second argument (the substring length) passed to builtins.substring";
    // A negative length means all that is left.
    let len = usize::try_from(ev.force_int(args[1], Pos::NONE, what)?).unwrap_or(usize::MAX);
    let value = ev.force(args[2], Pos::NONE)?;
    if let Some(str) = value.as_str() {
        if start == 0 && len >= str.bytes.len() {
            return Ok(value);
        }
        return Ok(Value::string_in(ev.heap, slice(str.bytes, start, len), str.context));
    }
    let mut context = ContextBuilder::new();
    let what = "while evaluating the third argument (the string) passed to builtins.substring";
    let text = coerced(ev, value, &mut context, what)?;
    Ok(Value::string_in(ev.heap, slice(text, start, len), context.finish(ev.heap)))
}

/// At most `len` bytes from `start` on.
fn slice(text: &[u8], start: usize, len: usize) -> &[u8] {
    let end = start.saturating_add(len).min(text.len());
    text.get(start..end).unwrap_or_default()
}

pub(crate) fn concat_strings_sep<'h>(
    ev: &Evaluator<'h>,
    args: &[Value<'h>],
    _: Pos,
) -> Result<'h, Value<'h>> {
    let mut context = ContextBuilder::new();
    let what =
        "while evaluating the first argument (the separator string) passed to builtins.concatStringsSep";
    let separator = ev.force_str(args[0], Pos::NONE, what)?;
    context.add(separator.context);
    let what = "while evaluating the second argument (the list of strings to concat) passed to builtins.concatStringsSep";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what =
        "while evaluating one element of the list of strings to concat passed to builtins.concatStringsSep";
    if let [single] = list.items() {
        let text = coerced(ev, *single, &mut context, what)?;
        return Ok(Value::string_in(ev.heap, text, context.finish(ev.heap)));
    }
    // Most elements are short: then this is the only allocation.
    let mut out = Vec::with_capacity(list.len().saturating_mul(separator.bytes.len() + 16));
    for (index, item) in list.items().iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(separator.bytes);
        }
        out.extend_from_slice(coerced(ev, *item, &mut context, what)?);
    }
    Ok(Value::string_in(ev.heap, ev.heap.bytes(&out), context.finish(ev.heap)))
}

fn compare_versions<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.compareVersions";
    let left = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.compareVersions";
    let right = ev.force_str_no_context(args[1], Pos::NONE, what)?;
    Ok(ev.int(version::compare(left, right) as i64))
}

fn split_version<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.splitVersion";
    let text = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    let components: Vec<_> =
        version::components(text).map(|component| Value::string_in(ev.heap, component, None)).collect();
    Ok(Value::list(List::from_slice(ev.heap, &components)))
}

fn parse_drv_name<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.parseDrvName";
    let text = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    let (name, version) = version::parse_drv_name(text);
    let mut attrs = AttrsBuilder::new(2, Pos::NONE);
    attrs.insert(known::NAME, Pos::NONE, Value::string_in(ev.heap, name, None));
    attrs.insert(ev.symbols.intern(b"version"), Pos::NONE, Value::string_in(ev.heap, version, None));
    Ok(Value::attrs(attrs.finish(ev.heap)))
}

#[cfg(test)]
mod tests {
    use super::testing::{assert_answers, assert_failures};

    /// A string that refers to a store path.
    const CONTEXT: &str = r#"c = s: builtins.appendContext s { "/nix/store/s66mzxpvicwk07gjbjfw9izjfa797vsw-a".path = true; };"#;

    #[test]
    fn substrings_end_with_the_text() {
        assert_answers(&[
            (r#"builtins.substring 1 3 "hello""#, r#""ell""#),
            (r#"builtins.substring 3 100 "hello""#, r#""lo""#),
            (r#"builtins.substring 2 (-1) "hello""#, r#""llo""#),
            (r#"builtins.substring 9 1 "hello""#, r#""""#),
            (r#"builtins.substring 1 9223372036854775807 "hello""#, r#""ello""#),
        ]);
        assert_failures(&[
            (r#"builtins.substring (-1) 1 "x""#, "negative start position in 'substring'"),
            ("builtins.substring 0 0 1", "cannot coerce an integer to a string: 1"),
        ]);
    }

    #[test]
    fn context_stays_with_every_part() {
        for part in [
            r#"builtins.substring 0 0 (c "x")"#,
            r#"builtins.concatStringsSep (c ",") [ ]"#,
            r#"builtins.concatStringsSep "," [ "a" (c "") ]"#,
            r#"builtins.replaceStrings [ "a" ] [ (c "b") ] "a""#,
            r#"builtins.replaceStrings [ ] [ ] (c "a")"#,
        ] {
            assert_answers(&[(&format!("let {CONTEXT} in builtins.hasContext ({part})"), "true")]);
        }
        let unused = r#"builtins.replaceStrings [ (c "a") "x" ] [ "b" (c "y") ] "a""#;
        assert_answers(&[(&format!("let {CONTEXT} in builtins.hasContext ({unused})"), "false")]);
    }

    #[test]
    fn strings_are_joined() {
        assert_answers(&[
            (r#"builtins.concatStringsSep ", " [ "a" "b" "c" ]"#, r#""a, b, c""#),
            (r#"builtins.concatStringsSep ", " [ { outPath = "o"; } ]"#, r#""o""#),
            (r#"toString [ 1 [ ] [ true [ null ] ] 1.5 ]"#, r#""1 1  1.500000""#),
            (r#"builtins.stringLength "é""#, "2"),
        ]);
        let message = "cannot coerce an integer to a string: 1";
        assert_failures(&[(r#"builtins.concatStringsSep "" [ "a" 1 ]"#, message)]);
    }

    #[test]
    fn replacements_are_evaluated_when_needed() {
        assert_answers(&[
            (r#"builtins.replaceStrings [ "oo" "a" ] [ "a" "i" ] "foobar""#, r#""fabir""#),
            (r#"builtins.replaceStrings [ "a" "z" ] [ "b" (throw "z") ] "aXa""#, r#""bXb""#),
            (r#"builtins.replaceStrings [ "" "b" ] [ "-" (throw "b") ] "ab""#, r#""-a-b-""#),
            (r#"builtins.replaceStrings [ "b" "" ] [ "B" "-" ] "abc""#, r#""-aB-c-""#),
        ]);
        let message = "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths";
        assert_failures(&[(r#"builtins.replaceStrings [ "a" ] [ ] (throw "s")"#, message)]);
    }

    #[test]
    fn versions_are_taken_apart() {
        assert_answers(&[
            (r#"builtins.splitVersion "1.2rc3""#, r#"[ "1" "2" "rc" "3" ]"#),
            (r#"builtins.compareVersions "2.3pre1" "2.3""#, "-1"),
            (r#"builtins.compareVersions "2.3.1" "2.3a""#, "1"),
            (r#"builtins.parseDrvName "nix-0.12pre""#, r#"{ name = "nix"; version = "0.12pre"; }"#),
        ]);
    }
}
