//! All mistakes of a text against the grammar.

use std::ops::Range;

use rnix::ParseError;
use rnix::SyntaxKind;

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
    /// All mistakes against the grammar, in the order in which they were met.
    pub fn errors(&self) -> Vec<TextError> {
        self.parsed.errors().iter().map(|error| self.error(error)).collect()
    }

    fn error(&self, error: &ParseError) -> TextError {
        let end = self.length..self.length;
        let (message, range) = match error {
            ParseError::Unexpected(at) => ("unexpected text".to_owned(), range(*at)),
            ParseError::UnexpectedExtra(at) => {
                ("unexpected text behind the end of the expression".to_owned(), range(*at))
            }
            ParseError::UnexpectedWanted(found, at, wanted) => {
                (format!("unexpected {}, expecting {}", shown(*found), list(wanted)), range(*at))
            }
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
        assert_eq!(Tree::parse("{ a = 1 }").errors()[0].message, "unexpected '}', expecting ';'");
    }
}
