//! A diagnostic as programs read it: text and numbers only.

use hmeval_diag::{Origin, Pos};
use hmeval_eval::Evaluator;
use serde::Serialize;

use super::diagnostic::{Diagnostic, Edit, Fix, Related};
use crate::place::{Place, findable};
use crate::written;

/// A diagnostic; the fields and their names are those of `check --format json`.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// How bad it is, by name.
    pub severity: &'static str,
    /// The rule.
    pub code: &'static str,
    /// What it is.
    pub message: String,
    /// More about it.
    pub notes: Vec<String>,
    /// The way out.
    pub help: Vec<String>,
    /// Where it is.
    #[serde(flatten)]
    pub region: Option<Region>,
    /// The option that it is about.
    pub option: Vec<String>,
    /// What may have been meant, best first.
    pub suggestions: Vec<String>,
    /// Other places that it is about.
    pub related: Vec<RelatedRecord>,
    /// A change that mends it.
    pub fix: Option<FixRecord>,
}

/// A piece of a source: lines and columns count from 1, columns in characters, the end is behind the last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// Nothing for what is no file (an expression of the command line).
    pub file: Option<String>,
    /// The first line.
    pub line: u32,
    /// The first column.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// The column behind the last.
    pub end_column: u32,
}

/// Another place.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedRecord {
    /// Where.
    #[serde(flatten)]
    pub region: Region,
    /// What it is.
    pub message: String,
}

/// A change that mends it.
#[derive(Clone, Debug, Serialize)]
pub struct FixRecord {
    /// What it does.
    pub title: String,
    /// The pieces of text to replace.
    pub edits: Vec<EditRecord>,
}

/// A piece of text to replace.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EditRecord {
    /// Where.
    #[serde(flatten)]
    pub region: Region,
    /// What to put there.
    pub new_text: String,
}

impl Record {
    /// What programs read of a diagnostic.
    pub fn of(ev: &Evaluator<'_>, diagnostic: &Diagnostic) -> Self {
        Record {
            severity: diagnostic.severity.name(),
            code: diagnostic.code,
            message: text(&diagnostic.message),
            notes: diagnostic.notes.clone(),
            help: diagnostic.help.clone(),
            region: match diagnostic.is_about_value() {
                true => Region::of_value(ev, diagnostic.pos),
                false => Region::of_token(ev, diagnostic.pos),
            },
            option: diagnostic.option.iter().map(|name| text(name)).collect(),
            suggestions: diagnostic.suggestions.iter().map(|name| text(name)).collect(),
            related: diagnostic.related.iter().filter_map(|related| RelatedRecord::of(ev, related)).collect(),
            fix: diagnostic.fix.as_ref().and_then(|fix| FixRecord::of(ev, fix)),
        }
    }
}

impl Region {
    fn of_token(ev: &Evaluator<'_>, pos: Pos) -> Option<Self> {
        let place = Place::of(ev, pos)?;
        let (end_line, end_column) = place.end;
        Some(Region {
            file: place.file.map(|file| text(&findable(ev, &file))),
            line: place.line,
            column: place.column,
            end_line,
            end_column,
        })
    }

    /// The expression that begins at a position; its token where that is none.
    fn of_value(ev: &Evaluator<'_>, pos: Pos) -> Option<Self> {
        let end = written::end_of_expression(ev, pos);
        end.and_then(|end| Self::between(ev, pos, end)).or_else(|| Self::of_token(ev, pos))
    }

    fn between(ev: &Evaluator<'_>, start: Pos, end: Pos) -> Option<Self> {
        let (file, line, column) = point(ev, start)?;
        let (_, end_line, end_column) = point(ev, end)?;
        Some(Region { file, line, column, end_line, end_column })
    }
}

/// The file, line and column (in characters) of a position.
fn point(ev: &Evaluator<'_>, pos: Pos) -> Option<(Option<String>, u32, u32)> {
    let sources = ev.sources.borrow();
    let (file, line) = sources.line(pos)?;
    let file = sources.file(file);
    let written = file.line_text(line.line)?;
    let before = written.get(..(line.column as usize).saturating_sub(1)).unwrap_or(written);
    let column = u32::try_from(String::from_utf8_lossy(before).chars().count()).ok()? + 1;
    let path = match &file.origin {
        Origin::File(path) => Some(text(&findable(ev, path))),
        Origin::String | Origin::Stdin | Origin::Internal(_) => None,
    };
    Some((path, line.line, column))
}

impl RelatedRecord {
    fn of(ev: &Evaluator<'_>, related: &Related) -> Option<Self> {
        let region = Region::of_token(ev, related.pos)?;
        Some(RelatedRecord { region, message: related.message.clone() })
    }
}

impl FixRecord {
    /// Nothing unless all of it can be placed: half a fix is none.
    fn of(ev: &Evaluator<'_>, fix: &Fix) -> Option<Self> {
        let edit = |edit: &Edit| {
            let region = Region::between(ev, edit.start, edit.end)?;
            Some(EditRecord { region, new_text: edit.text.clone() })
        };
        let edits = fix.edits.iter().map(edit).collect::<Option<_>>()?;
        Some(FixRecord { title: fix.title.clone(), edits })
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
