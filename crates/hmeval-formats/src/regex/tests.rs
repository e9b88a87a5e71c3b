//! Matches whose expected results were observed in Nix 2.34.

use proptest::prelude::*;

use super::exec::Effort;
use super::*;

/// The groups of a whole match as text; `-` for those that took no part.
fn groups(pattern: &str, text: &str) -> Option<Vec<String>> {
    let captures = Regex::new(pattern.as_bytes()).unwrap().full_match(text.as_bytes())?;
    let group = |span: &Option<Span>| span.map_or("-".to_owned(), |(start, end)| text[start..end].to_owned());
    Some(captures.groups().iter().map(group).collect())
}

fn spans(pattern: &str, text: &str) -> Vec<Span> {
    Regex::new(pattern.as_bytes())
        .unwrap()
        .find_iter(text.as_bytes())
        .map(|captures| captures.whole())
        .collect()
}

#[test]
fn groups_of_whole_matches() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("(a|ab)(c|bcd)(d*)", "abcd", &["a", "bcd", ""]),
        ("(x|(a))*", "ax", &["x", "a"]),
        ("(a*)*", "", &[""]),
        ("()", "", &[""]),
        ("([a-z]+)-([0-9.]+)(-(.*))?", "foo-1.2", &["foo", "1.2", "-", "-"]),
        ("([a-z]+)-([0-9.]+)(-(.*))?", "foo-1.2-b-c", &["foo", "1.2", "-b-c", "b-c"]),
        ("(.*)\n(.*)", "a\nb", &["a", "b"]),
        ("(a{2})(a{1,2})a{0}(a*)", "aaaaa", &["aa", "aa", "a"]),
    ];
    for (pattern, text, expected) in cases {
        assert_eq!(groups(pattern, text).unwrap(), *expected, "{pattern} on {text:?}");
    }
    assert_eq!(groups("(a*)*", "b"), None);
    assert_eq!(groups("b|^a$", "ab"), None);
}

#[test]
fn brackets() {
    let accepted = [
        ("[]a]", "]"),
        ("[^]a]", "b"),
        ("[a-]", "-"),
        ("[-a]", "-"),
        ("[[:ALPHA:]]", "A"),
        ("[[:w:]]", "_"),
        ("[[=a=]]", "A"),
        ("[[.space.]-a]", "0"),
        ("[a\\]", "\\"),
        ("[^a]", "\n"),
    ];
    for (pattern, text) in accepted {
        assert!(groups(pattern, text).is_some(), "{pattern} on {text:?}");
    }
    for pattern in
        ["[a-z--0]", "[z-a]", "[[:alpha:]-z]", "[[:nope:]]", "[[.nope.]]", "[", "[]", "[a", "[[:alpha]"]
    {
        assert_eq!(Regex::new(pattern.as_bytes()).err(), Some(RegexError::Invalid), "{pattern}");
    }
}

#[test]
fn invalid_patterns() {
    for pattern in
        ["+a", "a|*", "(", ")", "a)", "^*", "a{,3}", "a{3,2}", "a{1", "a{4294967297}", "\\d", "\\-", "\\"]
    {
        assert_eq!(Regex::new(pattern.as_bytes()).err(), Some(RegexError::Invalid), "{pattern}");
    }
    for pattern in ["a{99999}", "(a{1000}){1000}"] {
        assert_eq!(Regex::new(pattern.as_bytes()).err(), Some(RegexError::TooLarge), "{pattern}");
    }
    assert_eq!(RegexError::Invalid.message(b"+"), b"invalid regular expression '+'");
    assert!(Regex::new("(".repeat(40_000).as_bytes()).is_err());
}

#[test]
fn searches_take_the_longest_match_of_alternatives() {
    assert_eq!(spans("a|ab", "abab"), [(0, 2), (2, 4)]);
    assert_eq!(spans("(a|ab)(c|bcd)?", "abcd"), [(0, 4)]);
    assert_eq!(spans("[,;] *", "a, b;c"), [(1, 3), (4, 5)]);
    assert_eq!(spans("b*", "abb"), [(0, 0), (1, 3), (3, 3)]);
    assert_eq!(spans("^a", "aa"), [(0, 1)]);
    assert_eq!(spans("a$", "aa"), [(1, 2)]);
    let regex = Regex::new(b"b+").unwrap();
    assert_eq!(regex.find_at(b"bbabb", 2).unwrap().whole(), (3, 5));
    assert_eq!(regex.find_at(b"bba", 2), None);
}

#[test]
fn matching_never_takes_exponential_time() {
    let text = "a".repeat(2_000) + "b";
    for pattern in ["(a*)*", "(a|a)*", "(a|aa)+", "((a*)*)*c", "(a?){50}a{50}c", "(.*)(.*)(.*)(.*)c"] {
        let regex = Regex::new(pattern.as_bytes()).unwrap();
        assert!(regex.full_match(text.as_bytes()).is_none());
        regex.find_iter(text.as_bytes()).for_each(drop);
    }
}

#[test]
fn long_texts_do_not_exhaust_the_stack() {
    let text = "ab".repeat(200_000);
    assert_eq!(groups("((a|b)*)", &text).unwrap(), [text.as_str(), "b"]);
}

/// Patterns over a small alphabet, most of them valid.
const PATTERNS: &str = r"(\(?(a|b|[ab]|\.|\((a|b*|)\)|\(a\|b?\)|\^|\$)[*+?]?(\{0,2\})?\)?[*|]?){1,4}";

proptest! {
    #[test]
    fn remembering_does_not_change_the_result(pattern in PATTERNS, text in "[ab]{0,8}") {
        if let Ok(regex) = Regex::new(pattern.as_bytes()) {
            for goal in [Goal::Whole, Goal::Prefix] {
                let run = |effort| {
                    Matcher::with_effort(&regex.program, text.as_bytes(), effort).run(0, goal, Flags::default())
                };
                let plain = run(Effort::Budget(1_000_000));
                prop_assert_eq!(&plain, &run(Effort::Remembering));
                prop_assert_eq!(plain.map(|found| found.whole()), run(Effort::Coarse).map(|found| found.whole()));
            }
        }
    }

    #[test]
    fn any_bytes_are_compiled_and_matched_without_panic(pattern: Vec<u8>, text: Vec<u8>) {
        if let Ok(regex) = Regex::new(&pattern) {
            let _ = regex.full_match(&text);
            regex.find_iter(&text).for_each(drop);
        }
    }

    #[test]
    fn any_syntax_is_compiled_without_panic(pattern in r"[\[\]\\(){}*+?|^$.:=,a0-]{0,12}", text in "[a0:=-]{0,6}") {
        if let Ok(regex) = Regex::new(pattern.as_bytes()) {
            let _ = regex.full_match(text.as_bytes());
            regex.find_iter(text.as_bytes()).for_each(drop);
        }
    }
}
