//! What a reader takes an unquoted word for: strings that look like something else have to be quoted.

use std::sync::LazyLock;

use crate::regex::Regex;

/// Which YAML is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// As PyYAML does it.
    V1_1,
    /// As ruamel.yaml does it.
    V1_2,
}

/// Patterns for words, and the characters that words begin with to be looked at.
///
/// They are those of the `Resolver` of PyYAML or ruamel.yaml; groups there do not count, so that all groups here are plain.
struct Pattern {
    first: &'static str,
    regex: Option<Regex>,
}

fn pattern(first: &'static str, text: &str) -> Pattern {
    Pattern { first, regex: Regex::new(text.as_bytes()).ok() }
}

/// What is read alike in both.
fn common() -> [Pattern; 5] {
    [
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
}

static PATTERNS_1_1: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let mut all = vec![
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
    ];
    all.extend(common());
    all
});

static PATTERNS_1_2: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let mut all = vec![
        pattern("tTfF", "true|True|TRUE|false|False|FALSE"),
        pattern(
            "-+0123456789.",
            "[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+\
             |[-+]?\\.[0-9_]+([eE][-+][0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)",
        ),
        pattern("-+0123456789", "[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+"),
    ];
    all.extend(common());
    all
});

/// Whether an unquoted text is read as a string.
pub(super) fn is_string(text: &str, version: Version) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let looks = |pattern: &Pattern| {
        pattern.first.contains(first)
            && pattern.regex.as_ref().is_none_or(|regex| regex.full_match(text.as_bytes()).is_some())
    };
    let patterns = match version {
        Version::V1_1 => &PATTERNS_1_1,
        Version::V1_2 => &PATTERNS_1_2,
    };
    !patterns.iter().any(looks)
}
