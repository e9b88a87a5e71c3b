//! Evaluations: one for each state of the texts, on the thread of the caller, which has a large stack.
//!
//! `resolve` walks options and what is in their values, `info` says all about an option, `items` what can be written, `rename`
//! what has to be changed so that an option has another name, `value` what a variable is,
//! `symbols` what files bind, `inputs` what a flake gets,
//! `at_once` what is wrong with a text that was not evaluated yet, `glance` with definitions that cannot be.

mod at_once;
mod glance;
mod info;
mod inputs;
mod items;
mod rename;
mod resolve;
mod symbols;
mod value;

use std::sync::Arc;
use std::time::Instant;

use hmeval_config::check::record::{FixRecord, Record, Region};
use hmeval_config::check::rule::Levels;
use hmeval_config::check::{find, only};
use hmeval_config::configuration::{Configuration, at_path};
use hmeval_config::failure::Failure;
use hmeval_diag::Pos;
use hmeval_eval::evaluator::Interrupter;
use hmeval_eval::heap::Storage;
use hmeval_eval::parsed::ParsedFiles;
use hmeval_eval::prefetch::ReadAhead;
use hmeval_eval::world::World;
use hmeval_eval::{Error, Evaluator, Heap, Settings, Value};
use hmeval_flake::{SourceSettings, Sources};

use crate::answer::{Answer, Drafted, Question};
use crate::overlay::{Machine, Overlay, Texts};
use crate::project::{Libraries, Project, candidates, has_read};
use crate::report::Report;
pub(crate) use at_once::Evaluated;

/// Whoever keeps fewer parsed files than this has evaluated no configuration yet.
const FEW_FILES: usize = 128;

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

/// Runs `work` on the configuration that the state's file belongs to: the chosen one if it still reads the file, else the
/// first that does. `begin` gets a handle of each evaluation that is begun. `None` if there is none, or it was interrupted.
pub(crate) fn with_configuration<T>(
    setup: &Setup,
    state: &State,
    chosen: Option<Choice>,
    begin: &mut dyn FnMut(Interrupter),
    mut work: impl for<'h> FnMut(&Evaluator<'h>, Opened<'h>, &Choice) -> T,
) -> Option<T> {
    let overlay = Arc::new(Overlay::new(Arc::clone(&setup.machine), Arc::clone(&state.texts)));
    let text = state.texts.get(&state.focus).map(|text| &**text).unwrap_or_default();
    let mut projects = candidates(&*overlay, &state.focus, state.root.as_deref(), text);
    let mut wanted = state.wanted.clone();
    if let Some(choice) = chosen {
        projects.insert(0, choice.project);
        wanted.get_or_insert(choice.name);
    }
    for project in projects {
        let settings = Settings { pure_eval: project.is_pure(), observe: true, ..setup.settings.clone() };
        let storage = Storage::default();
        let sources = Sources::new(setup.sources.clone());
        let mut evaluator = Evaluator::new(Heap::new(&storage), &*overlay, settings)?;
        evaluator.fetcher = Some(&sources);
        let parsed = if project.is_pure() { &setup.parsed.pure } else { &setup.parsed.impure };
        evaluator.parsed = Some(Arc::clone(parsed));
        // Later evaluations find nearly all files among those that are kept.
        let first = (parsed.len() < FEW_FILES).then(|| Arc::clone(&overlay) as Arc<dyn World + Send + Sync>);
        let _reading = first.map(|world| ReadAhead::start(&mut evaluator, &world, || ()));
        begin(evaluator.interrupter());
        let ev = &evaluator;
        forget_failures(ev, true);
        let mut configurations = match project.configurations(ev, &setup.libraries) {
            Ok(configurations) => configurations,
            Err(Failure::Eval(error)) if has_read(ev, &state.focus) => {
                let name = String::from_utf8_lossy(&state.focus).into_owned();
                return Some(work(ev, Opened::Failed(error), &Choice { project, name, all: Vec::new() }));
            }
            Err(_) if is_ended(ev) => return None,
            Err(_) => continue,
        };
        let all: Vec<String> = configurations.iter().map(|(name, _)| name.clone()).collect();
        configurations.sort_by_key(|(name, _)| Some(name) != wanted.as_ref());
        for (name, configuration) in configurations {
            if reads(ev, configuration, &state.focus) {
                return Some(work(ev, Opened::Configuration(configuration), &Choice { project, name, all }));
            }
        }
        // What was not read by then might have been: nothing else is the file's configuration because of that.
        if is_ended(ev) {
            return None;
        }
    }
    None
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

/// Whether a configuration reads a file: as a module, or as one of the homes in it.
fn reads<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>, file: &[u8]) -> bool {
    let _ = configuration.options(ev);
    if has_read(ev, file) {
        return true;
    }
    for user in users(ev, configuration) {
        let _ = ev.force(user, Pos::NONE);
    }
    has_read(ev, file)
}

/// The homes of a configuration.
fn users<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) -> Vec<Value<'h>> {
    let users = || {
        let config = configuration.get(ev, "config")?;
        let users = at_path(ev, config, &["home-manager", "users"]).ok()??;
        ev.force(users, Pos::NONE).ok()?.as_attrs()
    };
    let users = users().map(|users| ev.sorted_attrs(users)).unwrap_or_default();
    users.into_iter().map(|(_, user)| user).collect()
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
    let found = match opened {
        Opened::Configuration(configuration) => match find(ev, *configuration, b"", &levels) {
            Err(Failure::Eval(error)) => only(ev, error, &levels),
            found => found,
        },
        Opened::Failed(error) => only(ev, *error, &levels),
    };
    let mut report = Report {
        texts: Arc::clone(&state.texts),
        project: choice.name.clone(),
        projects: choice.all.clone(),
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
        Question::Rename(renaming) => Answer::Rename(rename::rename(ev, configuration, renaming)),
        Question::Value(base, path) => value::value(ev, configuration, base, path, evaluated)
            .map_or(Answer::Nothing, |value| Answer::Value(Box::new(value))),
        Question::Input(name) => match inputs::input(ev, name, evaluated) {
            Some(input) => Answer::Input(Box::new(input)),
            // Modules may get something else under the name `inputs`.
            None => value::value(ev, configuration, "inputs", std::slice::from_ref(name), evaluated)
                .map_or(Answer::Nothing, |value| Answer::Value(Box::new(value))),
        },
        Question::Symbols(folder) => Answer::Symbols(symbols::symbols(ev, folder, evaluated)),
        Question::Package(base, path) => items::package(ev, configuration, base, path)
            .map_or(Answer::Nothing, |item| Answer::Items(vec![item])),
        Question::Members(base, path) => {
            Answer::Items(items::members(ev, configuration, base, path, evaluated))
        }
    }
}

/// Files of flakes have names in the store: what the editor has open lies elsewhere. Answers the file of the record: where
/// definitions contradict each other that is the one that is looked at, if one of them is in it.
fn place(ev: &Evaluator<'_>, record: &mut Record, focus: &[u8]) -> Vec<u8> {
    for related in &mut record.related {
        place_region(ev, &mut related.region);
    }
    if let Some(FixRecord { edits, .. }) = &mut record.fix {
        edits.iter_mut().for_each(|edit| place_region(ev, &mut edit.region));
    }
    let Some(region) = &mut record.region else { return Vec::new() };
    place_region(ev, region);
    let is_focus = |region: &Region| region.file.as_ref().is_some_and(|file| file.as_bytes() == focus);
    if record.code == "conflict"
        && !is_focus(region)
        && let Some(other) = record.related.iter_mut().find(|related| is_focus(&related.region))
    {
        std::mem::swap(region, &mut other.region);
    }
    region.file.as_ref().map(|file| file.as_bytes().to_vec()).unwrap_or_default()
}

fn place_region(ev: &Evaluator<'_>, region: &mut Region) {
    if let Some(file) = &mut region.file {
        *file = String::from_utf8_lossy(&real_file(ev, file.as_bytes())).into_owned();
    }
}

/// Where a file really lies.
fn real_file(ev: &Evaluator<'_>, file: &[u8]) -> Vec<u8> {
    ev.real_path(file).map_or_else(|| file.to_vec(), |real| real.to_vec())
}
