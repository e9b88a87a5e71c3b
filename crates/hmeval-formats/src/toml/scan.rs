//! Scanners: small grammars that match at a position and can tell what they expected there.

/// A grammar. All are constants, see [`super::syntax`].
#[derive(Debug)]
pub(super) enum Scanner {
    /// This byte.
    Byte(u8),
    /// One of these bytes.
    OneOf(&'static [u8]),
    /// A byte between these, inclusive.
    Range(u8, u8),
    /// This text.
    Literal(&'static str),
    /// All in sequence.
    Sequence(&'static [Scanner]),
    /// The first that matches.
    Either(&'static [Scanner]),
    /// Exactly so many times.
    Exactly(usize, &'static Scanner),
    /// As often as possible, but at least so many times.
    AtLeast(usize, &'static Scanner),
    /// Once or not at all.
    Maybe(&'static Scanner),
    /// A grammar that errors describe in these words.
    Named(&'static Scanner, &'static str),
}

impl Scanner {
    /// The end of the match at `start`, if there is one.
    pub(super) fn scan(&self, text: &[u8], start: usize) -> Option<usize> {
        match self {
            Self::Byte(byte) => (text.get(start)? == byte).then_some(start + 1),
            Self::OneOf(bytes) => bytes.contains(text.get(start)?).then_some(start + 1),
            Self::Range(from, to) => (from..=to).contains(&text.get(start)?).then_some(start + 1),
            Self::Literal(literal) => {
                text.get(start..)?.starts_with(literal.as_bytes()).then_some(start + literal.len())
            }
            Self::Sequence(parts) => parts.iter().try_fold(start, |position, part| part.scan(text, position)),
            Self::Either(branches) => branches.iter().find_map(|branch| branch.scan(text, start)),
            Self::Exactly(count, part) => {
                (0..*count).try_fold(start, |position, _| part.scan(text, position))
            }
            Self::AtLeast(count, part) => {
                let mut position = (0..*count).try_fold(start, |position, _| part.scan(text, position))?;
                while let Some(end) = part.scan(text, position) {
                    position = end;
                }
                Some(position)
            }
            Self::Maybe(part) => Some(part.scan(text, start).unwrap_or(start)),
            Self::Named(part, _) => part.scan(text, start),
        }
    }

    /// What was expected where the scanner failed. `position` is moved there.
    pub(super) fn expected(&self, text: &[u8], position: &mut usize) -> String {
        match self {
            Self::Byte(byte) => show(*byte),
            Self::OneOf(bytes) => either(bytes.iter().map(|byte| show(*byte)).collect()),
            Self::Range(from, to) => format!("from `{}` to `{}`", show(*from), show(*to)),
            Self::Literal(literal) => (*literal).to_owned(),
            Self::Sequence(parts) => first_failure(parts.iter(), text, position),
            Self::Either(branches) => {
                let expected = branches.iter().map(|branch| branch.expected(text, position)).collect();
                either(expected)
            }
            Self::Exactly(count, part) | Self::AtLeast(count, part) => {
                first_failure(std::iter::repeat_n(*part, *count), text, position)
            }
            Self::Maybe(_) => String::new(),
            Self::Named(_, name) => (*name).to_owned(),
        }
    }
}

/// What the first of `parts` that fails expected.
fn first_failure<'s>(parts: impl Iterator<Item = &'s Scanner>, text: &[u8], position: &mut usize) -> String {
    for part in parts {
        match part.scan(text, *position) {
            Some(end) => *position = end,
            None => return part.expected(text, position),
        }
    }
    String::new()
}

/// `a`, `a or b`, `a, b, or c`
fn either(mut choices: Vec<String>) -> String {
    if choices.len() > 2
        && let Some(last) = choices.last_mut()
    {
        last.insert_str(0, "or ");
        return choices.join(", ");
    }
    choices.join(" or ")
}

/// A byte as errors show it: itself if visible, else its code and name.
pub(super) fn show(byte: u8) -> String {
    if byte.is_ascii_graphic() {
        return char::from(byte).to_string();
    }
    let name = match byte {
        0 => "(NUL)",
        b' ' => "(SPACE)",
        b'\n' => "(LINE FEED)",
        b'\r' => "(CARRIAGE RETURN)",
        b'\t' => "(TAB)",
        0x0B => "(VERTICAL TAB)",
        0x0C => "(FORM FEED)",
        0x1B => "(ESCAPE)",
        _ => "",
    };
    format!("0x{byte:02x}{name}")
}
