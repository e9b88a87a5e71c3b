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
