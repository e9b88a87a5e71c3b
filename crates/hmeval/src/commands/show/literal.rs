//! Values without anything in them, as Nix writes them down.

use hmeval_eval::print::string_literal;
use hmeval_eval::{Value, View};

/// Writes null, a boolean, a number, a string or a path so that Nix reads the same value.
pub(super) fn literal(out: &mut Vec<u8>, value: Value<'_>) {
    match value.view() {
        View::Null => out.extend_from_slice(b"null"),
        View::Bool(b) => out.extend_from_slice(if b { b"true" } else { b"false" }),
        View::Int(n) => int(out, n),
        View::Float(n) => float(out, n),
        View::Str(text) => string_literal(out, text.bytes),
        View::Path(path) => path_literal(out, path),
        _ => {}
    }
}

fn int(out: &mut Vec<u8>, n: i64) {
    match n {
        // The smallest one has no literal, for the minus sign is no part of literals.
        i64::MIN => out.extend_from_slice(b"(-9223372036854775807 - 1)"),
        _ => out.extend_from_slice(n.to_string().as_bytes()),
    }
}

/// With all digits, and with the dot that Nix wants in floats.
fn float(out: &mut Vec<u8>, n: f64) {
    if !n.is_finite() {
        let text: &[u8] = match (n.is_nan(), n > 0.0) {
            (true, _) => b"(1.0e308 * 10 - 1.0e308 * 10)",
            (_, true) => b"(1.0e308 * 10)",
            _ => b"(1.0e308 * (-10))",
        };
        out.extend_from_slice(text);
        return;
    }
    let mut text = format!("{n:?}");
    if !text.contains('.') {
        let exponent = text.find('e').unwrap_or(text.len());
        text.insert_str(exponent, ".0");
    }
    out.extend_from_slice(text.as_bytes());
}

/// Whether a value needs parentheses as an element of a list: the minus sign binds less tightly than those stand.
pub(super) fn is_negative(value: Value<'_>) -> bool {
    match value.view() {
        View::Int(n) => n < 0 && n != i64::MIN,
        View::Float(n) => n.is_finite() && n.is_sign_negative(),
        _ => false,
    }
}

fn path_literal(out: &mut Vec<u8>, path: &[u8]) {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'/');
    if path.len() > 1 && path.iter().all(plain) {
        out.extend_from_slice(path);
        return;
    }
    out.extend_from_slice(b"(/. + ");
    string_literal(out, path);
    out.push(b')');
}

/// Writes a string of several lines between `''`, its lines behind `indent` spaces. Answers whether that can be done:
/// Nix must strip exactly the indentation that was added.
pub(super) fn indented_string(out: &mut Vec<u8>, text: &[u8], indent: usize) -> bool {
    let contains = |part: &[u8]| text.windows(part.len()).any(|window| window == part);
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    let blank = |line: &&[u8]| line.iter().all(|byte| *byte == b' ');
    let shifted = lines.iter().filter(|line| !blank(line)).all(|line| line.starts_with(b" "));
    let control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\n' | b'\t');
    let open_end = lines.last().is_some_and(|line| line.ends_with(b"'") || !line.is_empty() && blank(line));
    if lines.len() < 2 || shifted || open_end || text.iter().any(control) {
        return false;
    }
    // An apostrophe or a dollar sign right before what has to be escaped would be read together with the escape.
    if contains(b"'''") || contains(b"'${") || contains(b"$${") {
        return false;
    }
    out.extend_from_slice(b"''\n");
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        if !line.is_empty() {
            out.resize(out.len() + indent + 2, b' ');
            escaped(out, line);
        }
        if !last {
            out.push(b'\n');
        } else if line.is_empty() {
            out.resize(out.len() + indent, b' ');
        }
    }
    out.extend_from_slice(b"''");
    true
}

fn escaped(out: &mut Vec<u8>, line: &[u8]) {
    let mut rest = line;
    while let Some(&byte) = rest.first() {
        if rest.starts_with(b"''") {
            out.extend_from_slice(b"'''");
            rest = &rest[2..];
        } else if rest.starts_with(b"${") {
            out.extend_from_slice(b"''${");
            rest = &rest[2..];
        } else {
            out.push(byte);
            rest = &rest[1..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_read_back() {
        let cases = [
            (1.0, "1.0"),
            (1e20, "1.0e20"),
            (1.5e-7, "1.5e-7"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.30000000000000004"),
        ];
        for (number, expected) in cases {
            assert_eq!(written(|out| float(out, number)), expected);
        }
        assert_eq!(written(|out| int(out, i64::MIN)), "(-9223372036854775807 - 1)");
    }

    #[test]
    fn paths_read_back() {
        assert_eq!(written(|out| path_literal(out, b"/a/b")), "/a/b");
        assert_eq!(written(|out| path_literal(out, b"/")), "(/. + \"/\")");
        assert_eq!(written(|out| path_literal(out, b"/a b")), "(/. + \"/a b\")");
    }

    #[test]
    fn strings_of_several_lines() {
        let text = b"a ''x'' ${b}\n\n  c\n";
        let expected = "''\n  a '''x''' ''${b}\n\n    c\n''";
        assert_eq!(written(|out| assert!(indented_string(out, text, 0))), expected);
        assert_eq!(written(|out| assert!(indented_string(out, b"a\nb", 2))), "''\n    a\n    b''");
        for text in [
            &b"one line"[..],
            b"  a\n  b\n",
            b"a\rb\nc",
            b"a\nit'",
            b"a\n   ",
            b"'''\n",
            b"$${a}\nb",
            b"'${a}\nb",
        ] {
            assert!(!indented_string(&mut Vec::new(), text, 0), "{}", String::from_utf8_lossy(text));
        }
    }
}
