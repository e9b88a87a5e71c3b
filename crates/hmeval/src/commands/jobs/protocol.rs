//! What the coordinator and its workers say to each other: a path of attributes as a line of JSON, an answer as another.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A path of attributes from the root.
pub(super) type AttrPath = Vec<String>;

/// What a worker found at a path.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Answer {
    /// The fields of a job, or of an error.
    pub(super) job: Option<Map<String, Value>>,
    /// Paths below, at which there may be jobs.
    pub(super) inner: Vec<AttrPath>,
    /// It failed, and only an evaluation without native functions knows all of the trace.
    pub(super) again: bool,
    /// The worker uses too much memory, and ends.
    pub(super) ends: bool,
}

/// The path as nix-eval-jobs shows it: names with dots are quoted.
pub(super) fn show(path: &[String]) -> String {
    let names = path.iter().map(|name| match name.contains('.') {
        true => format!("\"{name}\""),
        false => name.clone(),
    });
    names.collect::<Vec<_>>().join(".")
}

/// The fields that every line has.
pub(super) fn line_for(path: &[String]) -> Map<String, Value> {
    let mut line = Map::new();
    line.insert("attr".to_owned(), show(path).into());
    line.insert("attrPath".to_owned(), path.into());
    line
}

/// The line for what failed.
pub(super) fn error_line(path: &[String], error: String) -> Map<String, Value> {
    let mut line = line_for(path);
    line.insert("error".to_owned(), error.into());
    line
}
