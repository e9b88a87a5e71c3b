//! How a text may be written in YAML: plain, in single quotes, in double quotes.

use super::yaml_types::Version;

/// In which styles a text can be written where it stands in a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Styles {
    /// Without quotes.
    pub(super) plain: bool,
    /// In single quotes.
    pub(super) single: bool,
    /// It has line breaks.
    pub(super) multiline: bool,
}

/// Characters that a reader takes for the end of a line.
pub(super) fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(character: Option<char>) -> bool {
    character.is_none_or(|found| matches!(found, '\0' | ' ' | '\t' | '\r') || is_break(found))
}

/// Characters that need no escape.
fn is_printable(character: char) -> bool {
    matches!(character, '\n' | '\u{85}' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}'
        | '\u{10000}'..='\u{10fffe}')
        && character != '\u{feff}'
}

impl Styles {
    /// Looks at a text.
    pub(super) fn of(text: &[char]) -> Self {
        let (Some(first), Some(last)) = (text.first(), text.last()) else {
            return Styles { plain: true, single: true, multiline: false };
        };
        let is_space = |character: &char| *character == ' ';
        let pairs = || text.iter().zip(text.iter().skip(1));
        let multiline = text.iter().any(|character| is_break(*character));
        let space_before_break = pairs().any(|(a, b)| is_space(a) && is_break(*b));
        let space_after_break = pairs().any(|(a, b)| is_break(*a) && is_space(b));
        let special = text.iter().any(|character| !is_printable(*character));
        let single = !space_after_break && !space_before_break && !special;
        let at_edge = is_space(first) || is_space(last);
        let plain = single && !at_edge && !multiline && !has_indicator(text, *first);
        Styles { plain, single, multiline }
    }
}

/// Whether something in the text would be taken for syntax in a block.
fn has_indicator(text: &[char], first: char) -> bool {
    let marker = |mark: char| text.len() >= 3 && text.iter().take(3).all(|found| *found == mark);
    if marker('-') || marker('.') {
        return true;
    }
    if "#,[]{}&*!|>'\"%@`".contains(first) || ("?:-".contains(first) && is_blank(text.get(1).copied())) {
        return true;
    }
    (1..text.len()).any(|at| match text.get(at) {
        Some(':') => is_blank(text.get(at.saturating_add(1)).copied()),
        Some('#') => is_blank(text.get(at.saturating_sub(1)).copied()),
        _ => false,
    })
}

/// A character in double quotes; nothing if it stands for itself.
pub(super) fn escape(character: char, version: Version) -> Option<String> {
    let short = match character {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' => '"',
        '\\' => '\\',
        '\u{85}' => 'N',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' => return None,
        '\u{10000}'.. if version == Version::V1_2 => return None,
        other => {
            let code = u32::from(other);
            return Some(match code {
                ..=0xff => format!("\\x{code:02X}"),
                0x100..=0xffff => format!("\\u{code:04X}"),
                _ => format!("\\U{code:08X}"),
            });
        }
    };
    Some(format!("\\{short}"))
}
