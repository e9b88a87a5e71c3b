//! A diagnostic as programs read it: text and numbers only.

use hmeval_diag::{Origin, Pos};
use hmeval_eval::Evaluator;
use serde::Serialize;

use super::super::diagnostic::{Diagnostic, Edit, Fix, Related};
use crate::diagnose::{Place, findable};

/// A diagnostic; the fields and their names are those of `check --format json`.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    pub(super) severity: &'static str,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) notes: Vec<String>,
    pub(super) help: Vec<String>,
    #[serde(flatten)]
    pub(super) region: Option<Region>,
    pub(super) option: Vec<String>,
    pub(super) suggestions: Vec<String>,
    pub(super) related: Vec<RelatedRecord>,
    pub(super) fix: Option<FixRecord>,
}

/// A piece of a source: lines and columns count from 1, columns in characters, the end is behind the last one.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    /// Nothing for what is no file (an expression of the command line).
    pub(super) file: Option<String>,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

/// Another place.
#[derive(Debug, Serialize)]
pub(super) struct RelatedRecord {
    #[serde(flatten)]
    pub(super) region: Region,
    pub(super) message: String,
}

/// A change that mends it.
#[derive(Debug, Serialize)]
pub(super) struct FixRecord {
    pub(super) title: String,
    pub(super) edits: Vec<EditRecord>,
}

/// A piece of text to replace.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EditRecord {
    #[serde(flatten)]
    pub(super) region: Region,
    pub(super) new_text: String,
}

impl Record {
    /// What programs read of a diagnostic.
    pub(super) fn of(ev: &Evaluator<'_>, diagnostic: &Diagnostic) -> Self {
        Record {
            severity: diagnostic.severity.name(),
            code: diagnostic.code,
            message: text(&diagnostic.message),
            notes: diagnostic.notes.clone(),
            help: diagnostic.help.clone(),
            region: Region::of_token(ev, diagnostic.pos),
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
