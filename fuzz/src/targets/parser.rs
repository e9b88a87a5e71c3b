//! The parser: no panic, and what it accepts, rnix accepts.

use hmeval_syntax::{Options, parse};

/// Pieces of Nix.
pub const WORDS: &[&str] = &[
    "let ", " in ", "rec ", "with ", "assert ", "if ", " then ", " else ", "inherit ", " or ", "{", "}", "[",
    "]", "(", ")", ";", ":", ",", "@", "=", "==", "!=", "//", "++", "->", "&&", "||", "?", "!", "-", "+",
    "*", "/", "<", ">", "<=", ">=", ".", "...", "''", "'''", "''${", "''\\", "${", "}", "\"", "\\", "$",
    "$$", "./a", "/b/c", "~/d", "<e/f>", "http://g", "1", "2.5", "1e3", "x", "true", "null", "#", "/*", "*/",
    "\n", " ", "__curPos",
];

/// Parses the input.
///
/// Only one direction is held: rnix recovers from many mistakes without reporting them, so what it accepts says little.
///
/// # Panics
/// If rnix refuses what is accepted.
pub fn run(data: &[u8]) {
    let parsed = parse(data, &Options { pipe_operators: true });
    let Ok(text) = std::str::from_utf8(data) else { return };
    // rnix is recursive without limit.
    if parsed.errors.is_empty() && nesting(data) < 200 && !differs_by_design(text) {
        assert!(rnix::Root::parse(text).errors().is_empty(), "rnix refuses what hmeval accepts");
    }
}

/// An upper bound of how deep a text is nested.
fn nesting(data: &[u8]) -> usize {
    data.iter().filter(|byte| b"([{!-:;".contains(byte)).count()
}

/// Where rnix refuses what Nix accepts: the end of the text at a NUL byte; `1.e` and `.5e`, numbers followed by a name; `1 + !x`; the
/// old `let { … }` as an operand; a division without spaces, which looks like a path; a search path behind another `<`.
fn differs_by_design(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number_then_name = bytes
        .windows(2)
        .any(|two| (two[0] == b'.' || two[0].is_ascii_digit()) && matches!(two[1], b'e' | b'E'));
    let old_let = text.split("let").skip(1).any(|rest| rest.trim_start().starts_with(['{', '#', '/']));
    let search_path = text.matches('<').count() > 1 && text.contains('>');
    number_then_name || old_let || search_path || text.contains(['\0', '!', '/'])
}
