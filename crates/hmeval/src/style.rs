//! Colours of a terminal, or none.

/// Whether and how text is coloured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    color: bool,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The word `error`.
    Error,
    /// The word `warning`.
    Warning,
    /// What helps: suggestions.
    Help,
    /// Frames of source excerpts: line numbers, bars, arrows.
    Frame,
    /// What stands out: messages, headings.
    Strong,
    /// What steps back.
    Faint,
    /// Strings.
    Text,
    /// Numbers, booleans, null.
    Number,
    /// What has no literal: `«lambda»`, `«derivation …»`.
    Special,
}

impl Style {
    /// With colours, or without.
    pub(crate) fn new(color: bool) -> Self {
        Style { color }
    }

    /// Whether there are colours.
    pub(crate) fn has_color(self) -> bool {
        self.color
    }

    /// Writes text in the colour of what it is.
    pub(crate) fn paint(self, out: &mut Vec<u8>, ink: Ink, text: &[u8]) {
        if !self.color {
            out.extend_from_slice(text);
            return;
        }
        let code = match ink {
            Ink::Error => "1;31",
            Ink::Warning => "1;35",
            Ink::Help => "1;36",
            Ink::Frame => "1;34",
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Text => "32",
            Ink::Number => "36",
            Ink::Special => "34",
        };
        out.extend_from_slice(format!("\x1b[{code}m").as_bytes());
        out.extend_from_slice(text);
        out.extend_from_slice(b"\x1b[0m");
    }
}

/// Colours a printed value: strings, numbers and words, `«…»`.
pub(crate) fn highlight(out: &mut Vec<u8>, style: Style, text: &[u8]) {
    if !style.color {
        out.extend_from_slice(text);
        return;
    }
    let mut rest = text;
    while let Some(&first) = rest.first() {
        let (length, ink) = match first {
            b'"' => (string_length(rest), Some(Ink::Text)),
            0xc2 if rest.starts_with("«".as_bytes()) => {
                let end = rest.windows(2).position(|pair| pair == "»".as_bytes());
                let error = rest.starts_with("«error".as_bytes());
                (end.map_or(rest.len(), |end| end + 2), Some(if error { Ink::Error } else { Ink::Special }))
            }
            b'0'..=b'9' | b'-' | b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let word =
                    |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b'-' | b'.' | b'\'');
                let length = rest.iter().take_while(word).count().max(1);
                let number = first.is_ascii_digit() || first == b'-';
                let constant = matches!(&rest[..length], b"true" | b"false" | b"null");
                (length, (number || constant).then_some(Ink::Number))
            }
            _ => (1, None),
        };
        let (piece, tail) = rest.split_at(length);
        match ink {
            Some(ink) => style.paint(out, ink, piece),
            None => out.extend_from_slice(piece),
        }
        rest = tail;
    }
}

/// Bytes of the string literal that a text begins with.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    for (index, &byte) in text.iter().enumerate().skip(1) {
        if byte == b'"' && !escaped {
            return index + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_coloured_only_if_wanted() {
        let text = "{ a-1 = \"x\\\"y\"; b = 12; c = «lambda»; }".as_bytes();
        let shown = |color| {
            let mut out = Vec::new();
            highlight(&mut out, Style::new(color), text);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown(false).as_bytes(), text);
        let expected =
            "{ a-1 = \x1b[32m\"x\\\"y\"\x1b[0m; b = \x1b[36m12\x1b[0m; c = \x1b[34m«lambda»\x1b[0m; }";
        assert_eq!(shown(true), expected);
    }
}
