//! The configuration that a file belongs to: of what may have it, the first that reads it.
//!
//! Each configuration is opened in an evaluation of its own. What an evaluation has read and observed would be that of all
//! configurations in it, so that nobody could tell which of them reads the file, and what one of them found.

use std::sync::Arc;

use hmeval_config::check::compute;
use hmeval_config::configuration::{Configuration, at_path};
use hmeval_config::failure::Failure;
use hmeval_diag::Pos;
use hmeval_eval::heap::Storage;
use hmeval_eval::path::{base_name, parent};
use hmeval_eval::prefetch::ReadAhead;
use hmeval_eval::world::World;
use hmeval_eval::{Evaluator, Heap, Settings, Value};
use hmeval_flake::Sources;

use super::{Choice, Opened, Setup, State, forget_failures, is_ended};
use crate::overlay::Overlay;
use crate::project::{Project, candidates, files_in, has_read};

/// Whoever keeps fewer parsed files than this has evaluated no configuration yet.
const FEW_FILES: usize = 128;

/// What was found for a file.
pub(crate) enum Found<T> {
    /// Its configuration, and what the work on it gave.
    Done(T),
    /// No configuration reads it.
    Nowhere,
    /// Somebody has ended the search.
    Interrupted,
}

/// Runs `work` on the configuration that the state's file belongs to: the chosen one if it still reads the file, else the
/// first that does. `begin` gets each evaluation that is begun: none where nothing may have the file.
pub(crate) fn with_configuration<T>(
    setup: &Setup,
    state: &State,
    chosen: Option<Choice>,
    begin: &mut dyn FnMut(&Evaluator<'_>),
    mut work: impl for<'h> FnMut(&Evaluator<'h>, Opened<'h>, &Choice) -> T,
) -> Found<T> {
    let overlay = Arc::new(Overlay::new(Arc::clone(&setup.machine), Arc::clone(&state.texts)));
    let text = state.texts.get(&state.focus).map(|text| &**text).unwrap_or_default();
    let mut projects = candidates(&*overlay, &state.focus, state.root.as_deref(), text);
    let mut wanted = state.wanted.clone();
    if let Some(choice) = chosen {
        // Inputs may have come since.
        if !matches!(choice.project, Project::StandIn(_)) {
            projects.retain(|project| *project != choice.project);
            projects.insert(0, choice.project);
        }
        wanted.get_or_insert(choice.name);
    }
    let mut look = |project: &Project, how: How| {
        let wanted = wanted.as_deref();
        let mut search = Search {
            setup,
            state,
            overlay: &overlay,
            project,
            wanted,
            how,
            tried: Vec::new(),
            failed: None,
            broken: false,
            missing: false,
        };
        loop {
            match search.attempt(begin, &mut work) {
                Attempt::Done(done) => return Looked::Done(done),
                // What was not read by then might have been: nothing else is the file's configuration because of that.
                Attempt::Interrupted => return Looked::Interrupted,
                Attempt::Passed(name) => search.tried.push(name),
                Attempt::Failed(name) => {
                    search.failed.get_or_insert_with(|| name.clone());
                    search.tried.push(name);
                }
                Attempt::Over if search.missing => return Looked::Missing,
                Attempt::Over if search.broken => return Looked::Broken,
                Attempt::Over => return Looked::Elsewhere,
            }
        }
    };
    let (mut alone, mut broken) = (Vec::new(), Vec::new());
    let (mut others, mut stand_ins) = (Vec::new(), Vec::new());
    for (index, project) in projects.into_iter().enumerate() {
        if index > 0 && matches!(project, Project::Module(..)) {
            alone.push((project, How::Shallow));
            continue;
        }
        match look(&project, How::Shallow) {
            Looked::Done(done) => return Found::Done(done),
            Looked::Interrupted => return Found::Interrupted,
            Looked::Missing => {
                stand_ins.extend(project.with_stand_ins().map(|project| (project, How::Deep)));
                broken.push(project);
            }
            Looked::Broken => broken.push(project),
            Looked::Elsewhere => others.push((project, How::Deep)),
        }
    }
    // A flake of which not all can be had is better with other inputs than not at all, and what it says of itself is better
    // than what a module says without it.
    others.extend(stand_ins);
    others.extend(broken.into_iter().map(|project| (project, How::WithFailure)));
    others.extend(alone);
    for (project, how) in others {
        match look(&project, how) {
            Looked::Done(done) => return Found::Done(done),
            Looked::Interrupted => return Found::Interrupted,
            Looked::Missing | Looked::Broken | Looked::Elsewhere => {}
        }
    }
    Found::Nowhere
}

/// How far it is looked whether a configuration is that of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Its modules are read, and those of its homes.
    Shallow,
    /// Where a text names the file, all is computed that the configuration is for: functions and texts are read only then.
    Deep,
    /// If it has none that can be opened, why that is so is what is told.
    WithFailure,
}

/// What became of a project.
enum Looked<T> {
    /// It has the file's configuration.
    Done(T),
    /// The same as with [`Looked::Broken`], for inputs are missing that others can stand in for.
    Missing,
    /// It cannot be opened, or some of its configurations cannot.
    Broken,
    /// It has none that reads the file.
    Elsewhere,
    /// Somebody has ended the evaluation.
    Interrupted,
}

/// What became of one configuration.
enum Attempt<T> {
    /// It is that of the file.
    Done(T),
    /// The one of this name is not.
    Passed(String),
    /// The one of this name reads the file, but is none that can be looked at.
    Failed(String),
    /// There are no more.
    Over,
    /// Somebody has ended the evaluation.
    Interrupted,
}

/// The search among the configurations of a project.
struct Search<'s> {
    setup: &'s Setup,
    state: &'s State,
    overlay: &'s Arc<Overlay>,
    project: &'s Project,
    /// The one that is tried first.
    wanted: Option<&'s str>,
    how: How,
    /// Those that are not it.
    tried: Vec<String>,
    /// The first of them that reads the file and fails: it is better than none.
    failed: Option<String>,
    /// Something could not be opened, and the file has nothing to do with that.
    broken: bool,
    /// Something could not be opened because it is not on this machine, and the built-in library may have it.
    missing: bool,
}

impl Search<'_> {
    /// Opens the next configuration.
    fn attempt<T>(
        &mut self,
        begin: &mut dyn FnMut(&Evaluator<'_>),
        work: &mut impl for<'h> FnMut(&Evaluator<'h>, Opened<'h>, &Choice) -> T,
    ) -> Attempt<T> {
        let (setup, project) = (self.setup, self.project);
        let mut settings = Settings { pure_eval: project.is_pure(), observe: true, ..setup.settings.clone() };
        if let Project::StandIn(_) = project {
            settings.library.clone_from(&setup.libraries.builtin);
        }
        let storage = Storage::default();
        let sources = Sources::new(setup.sources.clone());
        let evaluator = Evaluator::new(Heap::new(&storage), &**self.overlay, settings);
        let Some(mut evaluator) = evaluator else { return Attempt::Interrupted };
        evaluator.fetcher = Some(&sources);
        let parsed = if project.is_pure() { &setup.parsed.pure } else { &setup.parsed.impure };
        evaluator.parsed = Some(Arc::clone(parsed));
        // Later evaluations find nearly all files among those that are kept.
        let first =
            (parsed.len() < FEW_FILES).then(|| Arc::clone(self.overlay) as Arc<dyn World + Send + Sync>);
        let _reading = first.map(|world| ReadAhead::start(&mut evaluator, &world, || ()));
        let ev = &evaluator;
        begin(ev);
        forget_failures(ev, true);
        self.open_next(ev, &sources, work)
    }

    fn open_next<'h, T>(
        &mut self,
        ev: &Evaluator<'h>,
        sources: &Sources,
        work: &mut impl FnMut(&Evaluator<'h>, Opened<'h>, &Choice) -> T,
    ) -> Attempt<T> {
        let focus = &self.state.focus;
        let choice = |name, all| Choice { project: self.project.clone(), name, all };
        let offered = match self.project.offered(ev, &self.setup.libraries) {
            Ok(offered) => offered,
            Err(_) if is_ended(ev) => return Attempt::Interrupted,
            Err(Failure::Eval(error)) if self.tells(ev, sources) => {
                let name = String::from_utf8_lossy(focus).into_owned();
                return Attempt::Done(work(ev, Opened::Failed(error), &choice(name, Vec::new())));
            }
            Err(_) => {
                self.note_broken(sources);
                return Attempt::Over;
            }
        };
        let all = offered.names();
        let Some((name, is_last)) = self.next(&all) else { return Attempt::Over };
        match offered.open(ev, &name) {
            Ok(configuration) if self.is_read(ev, configuration) => {
                Attempt::Done(work(ev, Opened::Configuration(configuration), &choice(name, all)))
            }
            Err(Failure::Eval(error)) if is_last && self.tells(ev, sources) => {
                Attempt::Done(work(ev, Opened::Failed(error), &choice(name, all)))
            }
            _ if is_ended(ev) => Attempt::Interrupted,
            Err(Failure::Eval(_)) if has_read(ev, focus) => Attempt::Failed(name),
            opened => {
                if opened.is_err() {
                    self.note_broken(sources);
                }
                Attempt::Passed(name)
            }
        }
    }

    /// Whether it is told why the project, or its last configuration, cannot be opened: to who edits what it read, unless that
    /// can be opened with other inputs.
    fn tells(&self, ev: &Evaluator<'_>, sources: &Sources) -> bool {
        self.how == How::WithFailure || has_read(ev, &self.state.focus) && !self.misses(sources)
    }

    /// Whether inputs are missing that the built-in library can stand in for.
    fn misses(&self, sources: &Sources) -> bool {
        let stand_in = self.project.with_stand_ins();
        sources.has_missed() && self.setup.settings.library.is_none() && stand_in.is_some()
    }

    /// Remembers that something could not be opened.
    fn note_broken(&mut self, sources: &Sources) {
        self.broken |= matches!(self.project, Project::Flake(_));
        self.missing |= self.misses(sources);
    }

    /// Whether a configuration reads the file.
    fn is_read<'h>(&self, ev: &Evaluator<'h>, configuration: Configuration<'h>) -> bool {
        let focus = &self.state.focus;
        if reads(ev, configuration, focus) {
            return true;
        }
        if self.how == How::Deep && is_named(ev, focus, self.state.root.as_deref()) {
            compute(ev, configuration);
        }
        has_read(ev, focus)
    }

    /// The name of the configuration that is tried next, and whether it is taken even if it fails: where nothing else is left,
    /// and where it was the right one until now.
    fn next(&mut self, all: &[String]) -> Option<(String, bool)> {
        let is_new = |name: &&String| !self.tried.contains(name);
        let wanted = all.iter().filter(is_new).find(|name| self.wanted == Some(name));
        if let Some(wanted) = wanted {
            return Some((wanted.clone(), true));
        }
        let mut left = all.iter().filter(is_new);
        match left.next() {
            Some(next) => Some((next.clone(), left.next().is_none() && self.failed.is_none())),
            None => self.failed.take().map(|failed| (failed, true)),
        }
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

/// Whether a text that was read names a file: by its name, or, if that is `default.nix`, by that of its folder.
fn is_named(ev: &Evaluator<'_>, file: &[u8], root: Option<&[u8]>) -> bool {
    let name = match base_name(file) {
        b"default.nix" => base_name(parent(file)),
        name => name,
    };
    let texts = files_in(ev, root.unwrap_or_else(|| parent(file)));
    texts.values().any(|text| text.windows(name.len()).any(|part| part == name))
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
