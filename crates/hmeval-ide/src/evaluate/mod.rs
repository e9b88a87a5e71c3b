//! Evaluations: one for each state of the texts, on the thread of the caller, which has a large stack.
//!
//! `open` finds the configuration of a file, `resolve` walks options and what is in their values, `info` says all about an option, `items` what can be written, `formals` what functions get, `rename`
//! what has to be changed so that an option has another name, `value` what a variable is,
//! `symbols` what files bind, `unbound` what a name that nothing binds may mean, `inputs` what a flake gets,
//! `placed` says where in the editor's files something is,
//! `at_once` what is wrong with a text that was not evaluated yet, `early` with one whose configuration is still being made,
//! `glance` with definitions that cannot be.

mod at_once;
mod early;
mod formals;
mod glance;
mod info;
mod inputs;
mod items;
mod open;
mod placed;
mod rename;
mod resolve;
mod symbols;
mod unbound;
mod value;

use std::sync::Arc;
use std::time::Instant;

use hmeval_config::check::record::Record;
use hmeval_config::check::rule::Levels;
use hmeval_config::check::{Unneeded, find, only};
use hmeval_config::configuration::Configuration;
use hmeval_config::failure::Failure;
use hmeval_diag::Pos;
use hmeval_eval::parsed::ParsedFiles;
use hmeval_eval::{Error, Evaluator, Settings};
use hmeval_flake::SourceSettings;

use crate::answer::{Answer, Drafted, Question};
use crate::overlay::{Machine, Texts};
use crate::project::{Libraries, Project};
use crate::report::Report;
pub(crate) use at_once::Evaluated;
pub(crate) use early::{tell_early, tell_no_more};
pub(crate) use items::files;
pub(crate) use open::{Found, with_configuration};
use placed::{place, real_file};

/// What is evaluated with what.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) machine: Arc<dyn Machine>,
    pub(crate) settings: Settings,
    pub(crate) libraries: Libraries,
    pub(crate) sources: SourceSettings,
    pub(crate) parsed: Parsed,
}

/// Parsed files: those of evaluations that read the whole machine, and of those that read flakes, which see other variables.
#[derive(Clone, Default)]
pub(crate) struct Parsed {
    impure: Arc<ParsedFiles>,
    pure: Arc<ParsedFiles>,
}

/// A state of the open texts, and the one that is looked at.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) texts: Texts,
    /// The file whose configuration is evaluated.
    pub(crate) focus: Vec<u8>,
    /// The folder that is open in the editor.
    pub(crate) root: Option<Vec<u8>>,
    /// The configuration that somebody asked for, by its name.
    pub(crate) wanted: Option<String>,
}

/// A configuration that was chosen for a file: what yields it, and its name there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) project: Project,
    pub(crate) name: String,
    /// The names of all that are there.
    pub(crate) all: Vec<String>,
}

/// What an evaluation begins with.
pub(crate) enum Opened<'h> {
    /// A configuration.
    Configuration(Configuration<'h>),
    /// Nothing can be evaluated.
    Failed(Error<'h>),
}

/// Whether somebody has ended an evaluation: then it fails everywhere.
fn is_ended(ev: &Evaluator<'_>) -> bool {
    ev.check_stack(Pos::NONE).is_err()
}

/// Whether to look again where something failed: `check` finds more so, for everything else it would be slow.
fn forget_failures(ev: &Evaluator<'_>, forget: bool) {
    if let Some(observed) = ev.observed() {
        observed.forget_failures(forget);
    }
}

/// A configuration that can be asked: one that was refused (an option that does not exist) is looked at unchecked.
pub(crate) fn readable<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) -> Configuration<'h> {
    forget_failures(ev, false);
    match configuration.options(ev) {
        Ok(_) => configuration,
        Err(_) => Configuration::seen(ev).unwrap_or(configuration),
    }
}

/// What is wrong with the text that is looked at, told before everything is checked.
pub(crate) fn check_opened<'h>(ev: &Evaluator<'h>, opened: &Opened<'h>, state: &State) -> Option<Drafted> {
    match opened {
        Opened::Configuration(configuration) => at_once::opened(ev, *configuration, &state.focus),
        Opened::Failed(_) => None,
    }
}

/// Everything that is wrong.
pub(crate) fn check<'h>(ev: &Evaluator<'h>, opened: &Opened<'h>, choice: &Choice, state: &State) -> Report {
    let start = Instant::now();
    let levels = Levels::read(&[]).unwrap_or_default();
    let (found, has_failed) = match opened {
        Opened::Configuration(configuration) => {
            match find(ev, *configuration, b"", &levels, Unneeded::Skipped) {
                Err(Failure::Eval(error)) => (only(ev, error, &levels), true),
                found => (found, false),
            }
        }
        Opened::Failed(error) => (only(ev, *error, &levels), true),
    };
    let mut report = Report {
        texts: Arc::clone(&state.texts),
        project: choice.name.clone(),
        stands_in: matches!(choice.project, Project::StandIn(_)),
        projects: choice.all.clone(),
        has_failed,
        elapsed: start.elapsed(),
        heap_bytes: ev.heap.allocated(),
        ..Report::default()
    };
    for diagnostic in found.unwrap_or_default() {
        let mut record = Record::of(ev, &diagnostic);
        let file = place(ev, &mut record, &state.focus);
        report.findings.entry(file).or_default().push(record);
    }
    report
}

/// Answers a question. `evaluated` is what the evaluation knows of the texts.
pub(crate) fn answer<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    question: &Question,
    evaluated: &Evaluated<'h>,
) -> Answer {
    match question {
        Question::Option(path) => info::option(ev, configuration, path),
        Question::Glance(text) => Answer::Glance(at_once::at_once(ev, configuration, text, evaluated)),
        Question::Keys(path) => Answer::Items(items::keys(ev, configuration, path)),
        Question::Values(path) => Answer::Items(items::values(ev, configuration, path)),
        Question::Words(path, opened) => {
            Answer::Items(items::words(ev, configuration, path, opened, evaluated))
        }
        Question::Unbound(file, names) => {
            Answer::Unbound(unbound::meant(ev, configuration, file, names, evaluated))
        }
        Question::Files(folder) => Answer::Items(files(ev.world, folder)),
        Question::Formals(file, function) => Answer::Items(formals::items(ev, configuration, file, function)),
        Question::Rename(renaming) => Answer::Rename(rename::rename(ev, configuration, renaming)),
        Question::Value(paths) => value::first(ev, configuration, paths, evaluated)
            .map_or(Answer::Nothing, |value| Answer::Value(Box::new(value))),
        Question::Input(name) => match inputs::input(ev, name, evaluated) {
            Some(input) => Answer::Input(Box::new(input)),
            // Modules may get something else under the name `inputs`.
            None => value::value(ev, configuration, "inputs", std::slice::from_ref(name), evaluated)
                .map_or(Answer::Nothing, |(value, _)| Answer::Value(Box::new(value))),
        },
        Question::Symbols(folder) => Answer::Symbols(symbols::symbols(ev, folder, evaluated)),
        Question::Package(base, path) => items::package(ev, configuration, base, path)
            .map_or(Answer::Nothing, |item| Answer::Items(vec![item])),
        Question::Members(base, path) => {
            Answer::Items(items::members(ev, configuration, base, path, evaluated))
        }
    }
}
