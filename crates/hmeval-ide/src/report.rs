//! What an evaluation found to be wrong, by file.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use hmeval_config::check::record::{Record, Region};

use crate::answer::Drafted;
use crate::lines::{LineIndex, Units};
use crate::overlay::Texts;
use crate::shift::shifted;

/// What is wrong in a configuration.
#[derive(Debug, Default)]
pub struct Report {
    /// The texts that were evaluated.
    pub texts: Texts,
    /// Which configuration it is, for people.
    pub project: String,
    /// Whether the built-in library stands in for inputs of its flake that are not on this machine.
    pub stands_in: bool,
    /// The names of all configurations that are there to choose from.
    pub projects: Vec<String>,
    /// What is wrong, by file. What has no place is under the empty name.
    pub findings: BTreeMap<Vec<u8>, Vec<Record>>,
    /// Whether the configuration as a whole fails: then the one thing that was found is why.
    pub has_failed: bool,
    /// How long it took.
    pub elapsed: Duration,
    /// Bytes of heap that it took.
    pub heap_bytes: usize,
}

impl Report {
    /// A newer text of a file was evaluated by itself: what was found in the older one stays if it is about something
    /// else, at the place where it is now.
    pub fn redraft(&mut self, file: &[u8], text: &Arc<str>, draft: Drafted) {
        let old = self.texts.get(file).cloned();
        let moving = old.as_deref().map(|old| Move::new(file, old, text));
        let known = self.findings.remove(file).unwrap_or_default();
        let mut records = draft.records;
        let kept = known.into_iter().filter(|record| !is_past(record, &draft.options));
        for record in kept {
            let moved = match &moving {
                Some(moving) => moving.record(record),
                None => Some(record),
            };
            let new = moved.filter(|record| records.iter().all(|known| known.message != record.message));
            records.extend(new);
        }
        self.findings.insert(file.to_vec(), records);
        Arc::make_mut(&mut self.texts).insert(file.to_vec(), Arc::clone(text));
    }
}

/// Whether evaluating the text by itself would have found it again.
fn is_past(record: &Record, options: &[Vec<String>]) -> bool {
    let about = |option: &Vec<String>| record.option.starts_with(option);
    // Whether a setting is needed shows only where everything is evaluated.
    let everywhere = matches!(record.code, "unused-setting" | "assertion" | "warning" | "infinite-recursion");
    let always = matches!(record.code, "unknown-option" | "syntax" | "missing-argument");
    always || !everywhere && options.iter().any(about)
}

/// From an older text of a file to a newer one.
struct Move<'t> {
    file: &'t [u8],
    old: (&'t str, LineIndex),
    new: (&'t str, LineIndex),
}

impl<'t> Move<'t> {
    fn new(file: &'t [u8], old: &'t str, new: &'t str) -> Self {
        Move { file, old: (old, LineIndex::new(old)), new: (new, LineIndex::new(new)) }
    }

    /// A record where it is now; nothing if the change touches it.
    fn record(&self, mut record: Record) -> Option<Record> {
        record.region = match record.region {
            Some(region) => Some(self.region(region)?),
            None => None,
        };
        let related = std::mem::take(&mut record.related);
        let moved = related.into_iter().filter_map(|mut related| {
            related.region = self.region(related.region)?;
            Some(related)
        });
        record.related = moved.collect();
        record.fix = record.fix.take().and_then(|mut fix| {
            for edit in &mut fix.edits {
                edit.region = self.region(edit.region.clone())?;
            }
            Some(fix)
        });
        Some(record)
    }

    fn region(&self, region: Region) -> Option<Region> {
        if region.file.as_ref().is_none_or(|file| file.as_bytes() != self.file) {
            return Some(region);
        }
        let (from, to) = ((region.line, region.column), (region.end_line, region.end_column));
        let at = shifted(self.old.0, self.new.0, &self.old.1.between(self.old.0, from, to))?;
        let place = |offset| self.new.1.position(self.new.0, offset, Units::Utf32);
        let (start, end) = (place(at.start), place(at.end));
        Some(Region {
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
            ..region
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(code: &'static str, option: &str, line: u32) -> Record {
        let region = Region { file: Some("/f".to_owned()), line, column: 1, end_line: line, end_column: 2 };
        Record {
            severity: "error",
            code,
            message: format!("{code} {option}"),
            notes: Vec::new(),
            help: Vec::new(),
            region: Some(region),
            option: option.split('.').map(str::to_owned).collect(),
            suggestions: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    #[test]
    fn what_a_newer_text_does_not_say_again_stays_where_it_is_now() {
        let mut report = Report::default();
        Arc::make_mut(&mut report.texts).insert(b"/f".to_vec(), "a\n\nb\nc\n".into());
        let old = vec![
            record("type", "a.x", 1),
            record("assertion", "b", 3),
            record("unknown-option", "q", 3),
            record("evaluation", "c", 4),
            record("type", "d", 1),
        ];
        report.findings.insert(b"/f".to_vec(), old);
        let options = vec![vec!["a".to_owned()], vec!["b".to_owned()]];
        let draft = Drafted { records: vec![record("conflict", "a", 1)], options };
        report.redraft(b"/f", &"a\nnew\n\nb\nc\n".into(), draft);
        let found: Vec<_> = report.findings[&b"/f"[..]]
            .iter()
            .map(|record| (record.code, record.region.as_ref().unwrap().line))
            .collect();
        assert_eq!(found, [("conflict", 1), ("assertion", 4), ("evaluation", 5), ("type", 1)]);
    }
}
