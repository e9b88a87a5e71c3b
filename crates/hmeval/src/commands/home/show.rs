//! What a switch would do, as text and as JSON.

use std::fmt::Write as _;
use std::path::Path;

use hmeval_activate::diff::{self, Action, FileChange, PackageChange};
use hmeval_activate::error::shown;
use hmeval_activate::units::{self, UnitPlan};
use hmeval_activate::{Generations, Goal, Pointer, Request, Result, prepare};
use serde::Serialize;

use crate::style::{Ink, Style};

/// What would change.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Changes {
    /// Whether the last switch did not come to its end, so that the next one completes it.
    pub(super) interrupted: bool,
    /// The current generation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) generation: Option<u64>,
    /// Files.
    pub(super) files: Vec<FileChange>,
    /// Packages.
    pub(super) packages: Vec<PackageChange>,
    /// Units that would be started and stopped.
    pub(super) units: UnitPlan,
    /// Files whose `onChange` would run.
    pub(super) on_change: Vec<String>,
    /// Activation blocks, in their order.
    pub(super) activation: Vec<String>,
}

impl Changes {
    /// What a switch would change.
    pub(super) fn find(request: &Request<'_>, goal: &Goal) -> Result<Self> {
        let prepared = prepare(request, goal)?;
        let generations = Generations::new(&request.home.state);
        let generation = generations.pointer(Pointer::Current);
        let old = generation.and_then(|number| generations.plan(number).ok());
        Ok(Changes {
            interrupted: prepared.is_interrupted,
            generation,
            files: diff::files(request.home, goal, &prepared)?,
            packages: diff::packages(old.as_ref(), &goal.plan),
            units: units::planned(request, goal, &prepared),
            on_change: prepared.changed.iter().map(|target| target.display().to_string()).collect(),
            activation: goal.plan.activation.iter().map(|block| block.name.clone()).collect(),
        })
    }

    /// For people.
    pub(super) fn text(&self, style: Style) -> String {
        let mut out = String::new();
        if self.interrupted {
            out.push_str("the last switch did not come to its end; what it has left is done\n");
        } else if self.files.is_empty() && self.packages.is_empty() {
            out.push_str("nothing changes\n");
        }
        for file in &self.files {
            file_text(&mut out, file, style);
        }
        packages_text(&mut out, &self.packages, style);
        let units = self.units.changes.text();
        if !units.is_empty() {
            let without = if self.units.systemd { "" } else { " (none of the user is running now)" };
            let _ = writeln!(out, "systemd{without} {units}");
        }
        for target in &self.on_change {
            let _ = writeln!(out, "runs the commands for changes of {}", shown(Path::new(target)));
        }
        if !self.activation.is_empty() {
            let _ = writeln!(out, "runs {}", self.activation.join(", "));
        }
        out
    }
}

/// A file, with its mark and the difference of its text.
pub(super) fn file_text(out: &mut String, file: &FileChange, style: Style) {
    let (mark, ink, word) = match file.action {
        Action::Create => ("+", Ink::Text, ""),
        Action::Change => ("~", Ink::Number, ""),
        Action::Remove => ("-", Ink::Error, ""),
        Action::BackUp => ("~", Ink::Warning, " (the present file is moved away)"),
        Action::Keep => ("=", Ink::Faint, " (the same content is there already and stays)"),
        Action::Collision => ("!", Ink::Error, ""),
    };
    let _ = write!(out, "{} {}{word}", painted(style, ink, mark), shown(Path::new(&file.target)));
    if !file.detail.is_empty() {
        let _ = write!(out, ": {}", shown(Path::new(&file.detail)));
    }
    out.push('\n');
    diff_lines(out, &file.diff, style);
}

/// The lines of a difference, below what they belong to.
pub(super) fn diff_lines(out: &mut String, diff: &str, style: Style) {
    for line in diff.lines() {
        let ink = match line.as_bytes().first() {
            Some(b'+') => Ink::Text,
            Some(b'-') => Ink::Error,
            _ => Ink::Faint,
        };
        let _ = writeln!(out, "    {}", painted(style, ink, line));
    }
}

/// Packages: new ones, those that go, other versions.
pub(super) fn packages_text(out: &mut String, packages: &[PackageChange], style: Style) {
    for package in packages {
        let versions = |versions: &[String]| versions.join(", ");
        let (mark, ink, shown) = match (&package.old[..], &package.new[..]) {
            ([], new) => ("+", Ink::Text, versions(new)),
            (old, []) => ("-", Ink::Error, versions(old)),
            (old, new) => ("~", Ink::Number, format!("{} -> {}", versions(old), versions(new))),
        };
        let text = format!("package {} {shown}", package.name);
        let _ = writeln!(out, "{} {}", painted(style, ink, mark), text.trim_end());
    }
}

pub(super) fn painted(style: Style, ink: Ink, text: &str) -> String {
    let mut out = Vec::new();
    style.paint(&mut out, ink, text.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}
