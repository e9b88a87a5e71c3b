//! All mistakes of a text against the grammar.

use std::ops::Range;

use rnix::{ParseError, SyntaxKind, TextSize};

use super::{Tree, range};

/// A mistake against the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
}

impl Tree {
    /// All mistakes against the grammar, in the order in which they were met: one at a place, and what is missing at the
    /// end only where nothing else is wrong, for that is mostly what the first mistake leads to.
    pub fn errors(&self) -> Vec<TextError> {
        let errors = self.parsed.errors();
        if errors.is_empty() {
            return Vec::new();
        }
        let text = self.root().to_string();
        let mut found: Vec<TextError> = Vec::new();
        for error in errors {
            if !found.is_empty() && is_at_end(error) {
                continue;
            }
            let error = no_semicolon(error, &text).unwrap_or_else(|| self.error(error, &text));
            if found.iter().all(|known| known.range.start != error.range.start) {
                found.push(error);
            }
        }
        found
    }

    /// The token that a mistake begins with: what was skipped behind it says nothing.
    fn first_token(&self, at: Range<usize>) -> Range<usize> {
        let start = u32::try_from(at.start).ok().filter(|_| at.start < self.length).map(TextSize::from);
        let token = start.and_then(|start| self.root().token_at_offset(start).right_biased());
        let end = token.map_or(at.end, |token| usize::from(token.text_range().end()));
        at.start..end.clamp(at.start, at.end.max(at.start))
    }

    fn error(&self, error: &ParseError, text: &str) -> TextError {
        // What is missing at the end is missing behind the last thing that is there, which can be seen.
        let written = text.trim_end();
        let end = written.len() - written.chars().next_back().map_or(0, char::len_utf8)..written.len();
        let (message, range) = match error {
            ParseError::Unexpected(at) => ("unexpected text".to_owned(), range(*at)),
            ParseError::UnexpectedExtra(at) => {
                ("unexpected text behind the end of the expression".to_owned(), range(*at))
            }
            ParseError::UnexpectedWanted(SyntaxKind::TOKEN_ERROR, at, wanted) => {
                let in_string = wanted.contains(&SyntaxKind::TOKEN_STRING_END);
                let message = if in_string { "the string does not end" } else { "unexpected invalid token" };
                (message.to_owned(), self.first_token(range(*at)))
            }
            ParseError::UnexpectedWanted(found, at, wanted) => (
                format!("unexpected {}, expecting {}", shown(*found), list(wanted)),
                self.first_token(range(*at)),
            ),
            ParseError::UnexpectedDoubleBind(at) => {
                ("the whole argument is named twice".to_owned(), range(*at))
            }
            ParseError::DuplicatedArgs(at, name) => {
                (format!("duplicate formal function argument '{name}'"), range(*at))
            }
            ParseError::UnexpectedEOF => ("unexpected end of file".to_owned(), end),
            ParseError::UnexpectedEOFWanted(wanted) => {
                (format!("unexpected end of file, expecting {}", list(wanted)), end)
            }
            ParseError::RecursionLimitExceeded => {
                ("nested too deeply for the editor".to_owned(), 0..self.length.min(1))
            }
            _ => ("syntax error".to_owned(), end),
        };
        TextError { message, range }
    }
}

/// Whether something is missing at the end of the text.
fn is_at_end(error: &ParseError) -> bool {
    matches!(error, ParseError::UnexpectedEOF | ParseError::UnexpectedEOFWanted(_))
}

/// Where a `;` is missing at the end of a line, the next name is read as an argument of the value, and only the `=` behind it
/// is one too many. The mistake is at the end of that line.
fn no_semicolon(error: &ParseError, text: &str) -> Option<TextError> {
    let ParseError::UnexpectedWanted(SyntaxKind::TOKEN_ASSIGN, at, wanted) = error else { return None };
    let range = missing_semicolon(text, usize::from(at.start()))
        .filter(|_| wanted.contains(&SyntaxKind::TOKEN_SEMICOLON))?;
    Some(TextError { message: "a ';' is missing behind this".to_owned(), range })
}

/// The last character of the line that lacks a `;`, if the `=` at `assign`, where one was expected, stands behind the first
/// name of the line after it.
pub fn missing_semicolon(text: &str, assign: usize) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '.' | '"');
    let before = text.get(..assign)?.trim_end_matches([' ', '\t']);
    let line = before.trim_end_matches(is_name).trim_end_matches([' ', '\t']);
    let value = line.trim_end();
    let last = value.chars().next_back().filter(|_| line.ends_with('\n'))?;
    Some(value.len() - last.len_utf8()..value.len())
}

fn list(wanted: &[SyntaxKind]) -> String {
    let names: Vec<String> = wanted.iter().map(|kind| shown(*kind)).collect();
    names.join(" or ")
}

/// A kind of token as people write it.
fn shown(kind: SyntaxKind) -> String {
    let written = match kind {
        SyntaxKind::TOKEN_SEMICOLON => "';'",
        SyntaxKind::TOKEN_ASSIGN => "'='",
        SyntaxKind::TOKEN_DOT => "'.'",
        SyntaxKind::TOKEN_COMMA => "','",
        SyntaxKind::TOKEN_COLON => "':'",
        SyntaxKind::TOKEN_AT => "'@'",
        SyntaxKind::TOKEN_L_BRACE => "'{'",
        SyntaxKind::TOKEN_R_BRACE => "'}'",
        SyntaxKind::TOKEN_L_BRACK => "'['",
        SyntaxKind::TOKEN_R_BRACK => "']'",
        SyntaxKind::TOKEN_L_PAREN => "'('",
        SyntaxKind::TOKEN_R_PAREN => "')'",
        SyntaxKind::TOKEN_INTERPOL_END => "'}'",
        SyntaxKind::TOKEN_STRING_END => "the end of the string",
        SyntaxKind::TOKEN_IDENT => "a name",
        SyntaxKind::TOKEN_ELLIPSIS => "'...'",
        SyntaxKind::TOKEN_IN => "'in'",
        SyntaxKind::TOKEN_THEN => "'then'",
        SyntaxKind::TOKEN_ELSE => "'else'",
        SyntaxKind::TOKEN_IF => "'if'",
        SyntaxKind::TOKEN_LET => "'let'",
        SyntaxKind::TOKEN_REC => "'rec'",
        SyntaxKind::TOKEN_WITH => "'with'",
        SyntaxKind::TOKEN_ASSERT => "'assert'",
        SyntaxKind::TOKEN_INHERIT => "'inherit'",
        SyntaxKind::TOKEN_OR => "'or'",
        SyntaxKind::TOKEN_CUR_POS => "'__curPos'",
        SyntaxKind::TOKEN_STRING_START => "a string",
        other => return format!("{other:?}").trim_start_matches("TOKEN_").to_lowercase().replace('_', " "),
    };
    written.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_errors_are_found() {
        let text = "{ a = ; b = [ 1 2; c = 3; }";
        let errors = Tree::parse(text).errors();
        assert!(errors.len() >= 2, "{errors:?}");
        assert!(errors.iter().all(|error| error.range.end <= text.len()));
        assert_eq!(Tree::parse("{ a = 1; }").errors(), []);
        let count = |text: &str| Tree::parse(text).errors().len();
        assert_eq!(count("{\n  a = { b = true; ;\n}\n"), 1);
        assert_eq!(count("{\n  a = { b = true };\n}\n"), 1);
        assert_eq!(count("{\n  a = \"b;\n}\n"), 1);
        assert_eq!(count("{\n  a = { b = true;\n"), 1);
        assert_eq!(count("{\n  a = [ 1, 2 ];\n  b = [ 1, 2 ];\n}\n"), 2);
        let message = |text: &str| Tree::parse(text).errors()[0].message.clone();
        assert_eq!(message("{ x = \"a"), "the string does not end");
        assert_eq!(message("\u{feff}{ }"), "unexpected invalid token");
        let text = "{\n  a = [ ]\n  b.c = 1;\n}\n";
        assert_eq!(Tree::parse(text).errors()[0].range, 10..11);
        assert_eq!(missing_semicolon(text, text.find("= 1").unwrap()), Some(10..11));
        assert_eq!(missing_semicolon("{ a = [ ] b = 1; }", 12), None);
        assert_eq!(Tree::parse("{ a = 1 }").errors()[0].message, "unexpected '}', expecting ';'");
    }
}
