//! Places as people and programs name them: a file, a line, the columns of a token.

use hmeval_diag::{Origin, Pos};
use hmeval_eval::Evaluator;

use crate::token;

/// A place as people and programs name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file; nothing for what has none (an expression of the command line).
    pub file: Option<Vec<u8>>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line and column behind the token.
    pub end: (u32, u32),
}

impl Place {
    /// The place of the token at a position.
    pub fn of(ev: &Evaluator<'_>, pos: Pos) -> Option<Place> {
        let sources = ev.sources.borrow();
        let (file, line) = sources.line(pos)?;
        let file = sources.file(file);
        let text = file.line_text(line.line)?;
        let start = (line.column as usize - 1).min(text.len());
        let token = &text[start..];
        let token = &token[..token::width(token).min(token.len())];
        let characters =
            |text: &[u8]| u32::try_from(String::from_utf8_lossy(text).chars().count()).unwrap_or(0);
        let column = characters(&text[..start]) + 1;
        let path = match &file.origin {
            Origin::File(path) => Some(path.to_vec()),
            Origin::String | Origin::Stdin | Origin::Internal(_) => None,
        };
        Some(Place { file: path, line: line.line, column, end: (line.line, column + characters(token)) })
    }
}
