//! Texts whose expected results were observed in Nix 2.34.

use proptest::prelude::*;

use super::*;

/// Writes down what it is told.
#[derive(Default)]
struct Recorder(Vec<String>);

impl Builder for Recorder {
    type Error = std::convert::Infallible;

    fn null(&mut self) -> Result<(), Self::Error> {
        self.note("null")
    }
    fn bool(&mut self, value: bool) -> Result<(), Self::Error> {
        self.note(value)
    }
    fn int(&mut self, value: i64) -> Result<(), Self::Error> {
        self.note(value)
    }
    fn float(&mut self, value: f64) -> Result<(), Self::Error> {
        self.note(format_args!("{value:?}f"))
    }
    fn string(&mut self, value: &[u8]) -> Result<(), Self::Error> {
        self.note(format_args!("{:?}", str::from_utf8(value).unwrap()))
    }
    fn start_list(&mut self) -> Result<(), Self::Error> {
        self.note("[")
    }
    fn end_list(&mut self) -> Result<(), Self::Error> {
        self.note("]")
    }
    fn start_object(&mut self) -> Result<(), Self::Error> {
        self.note("{")
    }
    fn key(&mut self, key: &[u8]) -> Result<(), Self::Error> {
        self.note(format_args!("{}:", str::from_utf8(key).unwrap()))
    }
    fn end_object(&mut self) -> Result<(), Self::Error> {
        self.note("}")
    }
}

impl Recorder {
    fn note(&mut self, event: impl std::fmt::Display) -> Result<(), std::convert::Infallible> {
        self.0.push(event.to_string());
        Ok(())
    }
}

fn events(text: &[u8]) -> String {
    let mut recorder = Recorder::default();
    match read(text, &mut recorder) {
        Ok(()) => recorder.0.join(" "),
        Err(ReadError::Syntax(message) | ReadError::Unrepresentable(message)) => {
            String::from_utf8_lossy(&message).into_owned()
        }
    }
}

#[test]
fn values_arrive_in_order() {
    assert_eq!(events(b" {\"a\": [1, -2.5, {}], \"b\": [[]]}\n"), "{ a: [ 1 -2.5f { } ] b: [ [ ] ] }");
    assert_eq!(events(b"[null,true,false]"), "[ null true false ]");
    assert_eq!(events(b"\xEF\xBB\xBF1"), "1");
    assert_eq!(events(b"1\0garbage"), "1");
    assert_eq!(events(br#""\u00e4\ud83d\ude00\/\n""#), "\"ä😀/\\n\"");
}

#[test]
fn numbers_that_do_not_fit() {
    assert_eq!(events(b"-0"), "0");
    assert_eq!(events(b"-0.0"), "-0.0f");
    assert_eq!(events(b"9223372036854775807"), "9223372036854775807");
    assert_eq!(
        events(b"9223372036854775808"),
        "unsigned json number 9223372036854775808 outside of Nix integer range"
    );
    assert_eq!(events(b"18446744073709551616"), "1.8446744073709552e19f");
    assert_eq!(events(b"-9223372036854775809"), "-9.223372036854775808e18f".replace("4775808", "4776"));
    assert_eq!(events(b"-1e-400"), "-0.0f");
    assert_eq!(events(b"1e400"), "[json.exception.out_of_range.406] number overflow parsing '1e400'");
}

#[test]
fn syntax_errors_are_worded_as_nlohmann_does() {
    const START: &str = "[json.exception.parse_error.101] parse error at line 1, column ";
    let cases: &[(&[u8], &str)] = &[
        (
            b"",
            "1: attempting to parse an empty input; check that your input string or stream contains the expected \
             JSON",
        ),
        (
            b" ",
            "2: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal",
        ),
        (b"[1,]", "4: syntax error while parsing value - unexpected ']'; expected '[', '{', or a literal"),
        (b"{\"a\":1,}", "8: syntax error while parsing object key - unexpected '}'; expected string literal"),
        (b"[1, x]", "5: syntax error while parsing value - invalid literal; last read: '1, x'"),
        (b"1 2", "3: syntax error while parsing value - unexpected number literal; expected end of input"),
        (b"nul", "4: syntax error while parsing value - invalid literal; last read: 'nul'"),
        (b"[1", "3: syntax error while parsing array - unexpected end of input; expected ']'"),
        (b"[1 2]", "4: syntax error while parsing array - unexpected number literal; expected ']'"),
        (
            b"\"abc",
            "5: syntax error while parsing value - invalid string: missing closing quote; last read: '\"abc'",
        ),
        (b"{\"a\"}", "5: syntax error while parsing object separator - unexpected '}'; expected ':'"),
        (
            b"{a}",
            "2: syntax error while parsing object key - invalid literal; last read: '{a'; expected string literal",
        ),
        (
            b"-",
            "2: syntax error while parsing value - invalid number; expected digit after '-'; last read: '-'",
        ),
        (
            b"1.",
            "3: syntax error while parsing value - invalid number; expected digit after '.'; last read: '1.'",
        ),
        (
            b"\"\\ud800\"",
            "8: syntax error while parsing value - invalid string: surrogate U+D800..U+DBFF must be followed by \
             U+DC00..U+DFFF; last read: '\"\\ud800\"'",
        ),
        (
            b"\"\\u12g4\"",
            "6: syntax error while parsing value - invalid string: '\\u' must be followed by 4 hex digits; last \
             read: '\"\\u12g'",
        ),
        (
            b"\"\t",
            "2: syntax error while parsing value - invalid string: control character U+0009 (HT) must be escaped to \
             \\u0009 or \\t; last read: '\"<U+0009>'",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(events(text), format!("{START}{expected}"));
    }
}

#[test]
fn nul_bytes_are_refused() {
    assert_eq!(
        events(br#"["a\u0000b"]"#),
        "input string 'a␀b' cannot be represented as Nix string because it contains null bytes"
    );
}

#[test]
fn deep_nesting_does_not_recurse() {
    let depth = 200_000;
    let text = [b"[".repeat(depth), b"]".repeat(depth)].concat();
    assert_eq!(events(&text).len(), 4 * depth - 1);
}

#[test]
fn strings_are_escaped() {
    let mut out = Vec::new();
    write_string(&mut out, "a\"\\\n\u{1}\u{7f}ä".as_bytes()).unwrap();
    assert_eq!(out, "\"a\\\"\\\\\\n\\u0001\u{7f}ä\"".as_bytes());
}

#[test]
fn invalid_utf8_cannot_be_written() {
    let message = |string: &[u8]| write_string(&mut Vec::new(), string).unwrap_err().to_string();
    assert_eq!(message(b"a\xff"), "[json.exception.type_error.316] invalid UTF-8 byte at index 1: 0xFF");
    assert_eq!(message(b"\xe2\x28"), "[json.exception.type_error.316] invalid UTF-8 byte at index 1: 0x28");
    assert_eq!(
        message(b"a\xe2\x82"),
        "[json.exception.type_error.316] incomplete UTF-8 string; last byte: 0x82"
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(text: Vec<u8>) {
        events(&text);
    }

    #[test]
    fn any_tokens_are_read_without_panic(text in r#"([\[\]{},:" \\]|"a"|-?[0-9.eE+]{1,3}|null|\\u[dD][89c]00)*"#) {
        events(text.as_bytes());
    }

    #[test]
    fn written_strings_read_back(string in "[^\0]*") {
        let mut out = Vec::new();
        write_string(&mut out, string.as_bytes()).unwrap();
        prop_assert_eq!(events(&out), format!("{string:?}"));
    }
}
