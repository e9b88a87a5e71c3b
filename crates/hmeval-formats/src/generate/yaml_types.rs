//! What YAML 1.1 reads an unquoted word as: strings that look like something else have to be quoted.

use std::sync::LazyLock;

use crate::regex::Regex;

/// Patterns for words, and the characters that words begin with to be looked at.
///
/// They are those of PyYAML's `Resolver`; groups there do not count, so that all groups here are plain.
struct Pattern {
    first: &'static str,
    regex: Option<Regex>,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let pattern = |first, text: &str| Pattern { first, regex: Regex::new(text.as_bytes()).ok() };
    vec![
        pattern("yYnNtTfFoO", "yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
        pattern(
            "-+0123456789.",
            "[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?|\\.[0-9][0-9_]*([eE][-+][0-9]+)?\
             |[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)",
        ),
        pattern(
            "-+0123456789",
            "[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+",
        ),
        pattern("<", "<<"),
        pattern("~nN", "~|null|Null|NULL"),
        pattern(
            "0123456789",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}\
             |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\\.[0-9]*)?\
             ([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?",
        ),
        pattern("=", "="),
        pattern("!&*", "[!&*]"),
    ]
});

/// Whether an unquoted text is read as a string.
pub(super) fn is_string(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let looks = |pattern: &Pattern| {
        pattern.first.contains(first)
            && pattern.regex.as_ref().is_none_or(|regex| regex.full_match(text.as_bytes()).is_some())
    };
    !PATTERNS.iter().any(looks)
}
