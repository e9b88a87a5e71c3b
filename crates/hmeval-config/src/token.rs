//! How wide the token at a place is, for the carets under it.

/// Bytes of the token that `text` begins with; at least 1.
pub fn width(text: &[u8]) -> usize {
    let count = |accept: &dyn Fn(u8) -> bool| text.iter().take_while(|byte| accept(**byte)).count();
    let Some(&first) = text.first() else { return 1 };
    let path_byte =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'/');
    let width = match first {
        b'"' => string(text),
        b'\'' if text.starts_with(b"''") => 2,
        b'.' | b'/' | b'~'
            if text.get(1).is_some_and(|next| matches!(next, b'.' | b'/')) || first != b'.' =>
        {
            match text {
                [b'.', b'.', b'.', ..] => 3,
                [b'/', b'/', ..] => 2,
                [b'/', b' ' | b'\t' | b'\n', ..] => 1,
                [_, rest @ ..] => 1 + rest.iter().take_while(|byte| path_byte(**byte)).count(),
                [] => 1,
            }
        }
        b'<' => match text.iter().position(|byte| *byte == b'>') {
            Some(end) if text[1..end].iter().all(|byte| path_byte(*byte)) && end > 1 => end + 1,
            _ => operator(text),
        },
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            count(&|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'\''))
        }
        b'0'..=b'9' => count(&|byte| byte.is_ascii_alphanumeric() || byte == b'.'),
        _ => operator(text),
    };
    width.max(1)
}

/// A string up to its end, or to the end of the line.
fn string(text: &[u8]) -> usize {
    let mut escaped = false;
    for (index, &byte) in text.iter().enumerate().skip(1) {
        match byte {
            b'\n' => return index,
            b'"' if !escaped => return index + 1,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    text.len()
}

fn operator(text: &[u8]) -> usize {
    let two: [&[u8]; 12] =
        [b"==", b"!=", b"<=", b">=", b"//", b"++", b"&&", b"||", b"->", b"${", b"|>", b"<|"];
    if two.iter().any(|operator| text.starts_with(operator)) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn tokens_have_their_width() {
        let cases: [(&str, usize); 14] = [
            ("foo-bar.x", 7),
            ("\"a\\\"b\" c", 6),
            ("\"a\nb\"", 2),
            ("''x''", 2),
            ("12.5e3 ", 6),
            ("./a/b;", 5),
            ("...", 3),
            ("// x", 2),
            ("/etc/x)", 6),
            ("<nixpkgs/lib> x", 13),
            ("< x", 1),
            ("{ }", 1),
            ("", 1),
            (".x", 1),
        ];
        for (text, expected) in cases {
            assert_eq!(width(text.as_bytes()), expected, "{text}");
        }
    }
}
