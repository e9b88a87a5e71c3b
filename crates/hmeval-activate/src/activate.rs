//! An activation from beginning to end.
//!
//! The order is what makes it safe: decide everything, write objects and the generation (nothing of that is in the home),
//! write down what comes behind the links, set `pending`, add and replace links, remove links that are no more, set
//! `current`, remove `pending`, do what comes behind and strike it off. A run that is ended at any point leaves a state
//! from which the next one, with any plan, gets to its end.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::block;
use crate::decide::{Decisions, Verdict, decide};
use crate::error::{Error, Result, shown};
use crate::generation::{Generations, Links, Pointer};
use crate::home::Home;
use crate::leaf::{Leaf, Material, leaves};
use crate::lock::Lock;
use crate::object::{self, Lasting};
use crate::plan::{Content, File, Plan};
use crate::request::{Report, Request};
use crate::run::{Ground, Run};
use crate::stage::Stage;
use crate::supply::{self, Supplied};
use crate::unfinished::{self, Unfinished};

/// What the home shall become: a new plan, or an old generation.
pub struct Goal {
    /// The plan.
    pub plan: Plan,
    pub(crate) leaves: BTreeMap<OsString, Leaf>,
    /// The names of the objects.
    pub links: Links,
    /// The objects that texts refer to.
    pub(crate) supplies: Vec<Supplied>,
    /// The generation, if there is one already.
    pub(crate) number: Option<u64>,
    /// Whether it is gone to because it is the one before.
    pub(crate) is_rollback: bool,
}

impl Goal {
    /// What a plan wants of a home: what its texts refer to, and is not there, is made with the files where no builder is
    /// needed.
    ///
    /// # Errors
    /// Everything that is wrong with its files.
    pub fn of_home(plan: Plan, home: &Home) -> Result<Self> {
        let (plan, supplies) = supply::settle(plan, &home.objects()).map_err(Error::Refused)?;
        Ok(Goal { supplies, ..Goal::of_plan(plan)? })
    }

    /// What a plan wants: its files as a build would make them.
    ///
    /// # Errors
    /// Everything that is wrong with its files.
    pub fn of_plan(plan: Plan) -> Result<Self> {
        let leaves = leaves(&plan).map_err(Error::Refused)?;
        let mut links = Links::new();
        let mut problems = Vec::new();
        for (target, leaf) in &leaves {
            match object::name(leaf) {
                Ok(name) => drop(links.insert(target.clone(), name)),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Goal { plan, leaves, links, supplies: Vec::new(), number: None, is_rollback: false })
        } else {
            Err(Error::Refused(problems))
        }
    }

    /// What a generation was.
    ///
    /// # Errors
    /// If there is no such generation, or something of it is gone.
    pub fn of_generation(state: &Path, number: u64) -> Result<Self> {
        let generations = Generations::new(state);
        if !generations.path(number).is_dir() {
            return Err(Error::refused(format!("there is no generation {number}")));
        }
        let failed =
            |error: std::io::Error| Error::refused(format!("cannot read generation {number}: {error}"));
        let plan = generations.plan(number).map_err(failed)?;
        let links = generations.links(number).map_err(failed)?;
        let forced: BTreeSet<PathBuf> = plan
            .files
            .iter()
            .filter(|file| file.force)
            .map(|file| file.target.as_path().to_owned())
            .collect();
        let object = |name: &OsString| object::material(&state.join("objects").join(name)).map_err(failed);
        let mut supplies = Vec::new();
        for name in generations.supplies(number).map_err(failed)? {
            supplies.push((name.clone(), object(&name)?));
        }
        let mut leaves = BTreeMap::new();
        for (target, name) in &links {
            let material = object(name)?;
            let path = PathBuf::from(target);
            let force = !forced.is_empty() && path.ancestors().any(|above| forced.contains(above));
            leaves.insert(target.clone(), Leaf { target: path, material, force });
        }
        Ok(Goal { plan, leaves, links, supplies, number: Some(number), is_rollback: false })
    }

    /// The same, gone to because it is the generation before: a second rollback completes this one, if it does not come to
    /// its end.
    #[must_use]
    pub fn as_rollback(self) -> Self {
        Goal { is_rollback: true, ..self }
    }
}

impl Goal {
    /// Writes the files to a folder that does not exist yet: what the home would get, without links.
    ///
    /// # Errors
    /// If the folder exists, or cannot be written.
    pub fn export(&self, disk: crate::disk::Disk<'_>, folder: &Path) -> std::result::Result<(), String> {
        if fs::symlink_metadata(folder).is_ok() {
            return Err(format!("'{}' exists already", folder.display()));
        }
        let failed = |path: &Path, error| crate::error::describe("write", path, &error);
        disk.create_dirs(folder, 0o755).map_err(|error| failed(folder, error))?;
        for (target, leaf) in &self.leaves {
            let path = folder.join(target);
            let write = || {
                path.parent().map_or(Ok(()), |parent| disk.create_dirs(parent, 0o755))?;
                object::write(disk, &path, &leaf.material, Lasting::No)
            };
            write().map_err(|error| failed(&path, error))?;
        }
        Ok(())
    }
}

/// What is known before anything is done.
pub struct Prepared {
    /// What happens to each link.
    pub decisions: Decisions,
    /// The targets of files whose `onChange` will run.
    pub changed: BTreeSet<PathBuf>,
    /// The links that the home has now, as far as they are ours.
    pub old: Links,
    /// What earlier runs have left to do behind the links.
    pub(crate) unfinished: Unfinished,
    /// The links whose units systemd may have, if these are not the ones that the home has now.
    pub(crate) old_units: Vec<Links>,
    /// Whether the last run did not come to its end.
    pub is_interrupted: bool,
}

impl Prepared {
    /// The links whose units systemd may have.
    pub(crate) fn units_of_systemd(&self) -> &[Links] {
        if self.old_units.is_empty() { std::slice::from_ref(&self.old) } else { &self.old_units }
    }
}

/// Decides what has to happen, and writes nothing.
///
/// # Errors
/// If the state cannot be read.
pub fn prepare(request: &Request<'_>, goal: &Goal) -> Result<Prepared> {
    let home = request.home;
    let generations = Generations::new(&home.state);
    let read = |number: Option<u64>| match number {
        Some(number) => generations
            .links(number)
            .map_err(|error| Error::refused(format!("cannot read generation {number}: {error}"))),
        None => Ok(Links::new()),
    };
    let pending = generations.pointer(Pointer::Pending);
    let unfinished = Unfinished::read(&home.state)
        .map_err(|error| Error::refused_by("read", &unfinished::path(&home.state), &error))?;
    let old_units = unfinished.units.iter().map(|number| read(*number)).collect::<Result<_>>()?;
    let old = read(generations.pointer(Pointer::Current))?;
    // Of the targets of before, those are of interest that are no more.
    let is_gone = |target: &&OsString| !goal.leaves.contains_key(*target);
    let mut targets: BTreeSet<OsString> = old.keys().filter(is_gone).cloned().collect();
    targets.extend(read(pending)?.keys().filter(is_gone).cloned());
    if let Some(files) = home.manager_files() {
        collect_leaves(&files, Path::new(""), &mut targets)
            .map_err(|error| Error::refused_by("read", &files, &error))?;
    }
    let decisions = decide(home, &goal.leaves, &goal.links, &targets, &request.backup);
    let changed = goal.plan.files.iter().filter(|file| !file.on_change.is_empty());
    let changed =
        changed.filter(|file| unfinished.has(file.target.as_path()) || has_changed(file, goal, &decisions));
    let changed = changed.map(|file| file.target.as_path().to_owned()).collect();
    let is_interrupted = pending.is_some() || !unfinished.is_empty();
    Ok(Prepared { decisions, changed, old, unfinished, old_units, is_interrupted })
}

/// The files and links below a folder.
pub(crate) fn collect_leaves(
    root: &Path,
    within: &Path,
    into: &mut BTreeSet<OsString>,
) -> std::io::Result<()> {
    for entry in fs::read_dir(root.join(within))? {
        let entry = entry?;
        let path = within.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect_leaves(root, &path, into)?;
        } else {
            into.insert(path.into_os_string());
        }
    }
    Ok(())
}

/// Whether what a file leads to is not what is there already. Recursive folders always count as changed.
fn has_changed(file: &File, goal: &Goal, decisions: &Decisions) -> bool {
    let is_folder = || match &file.content {
        Content::Path { path } => path.as_path().is_dir(),
        content => matches!(content, Content::Folder { .. }),
    };
    if file.recursive && (goal.number.is_some() || is_folder()) {
        return true;
    }
    let decision = decisions.links.get(file.target.as_path().as_os_str());
    decision.is_some_and(|decision| decision.verdict != Verdict::Identical)
}

/// Makes the home what the goal says. The result is the number of the generation.
///
/// # Errors
/// [`Error::Refused`] if nothing in the home was changed, [`Error::Failed`] if something was.
pub fn activate(request: &Request<'_>, goal: &Goal, report: &mut dyn Report) -> Result<u64> {
    let mut problems = request.problems(&goal.plan);
    problems.extend(block::unrunnable(&goal.plan));
    if !problems.is_empty() {
        return Err(Error::Refused(problems));
    }
    if request.dry_run || !request.home.state.exists() {
        // A refusal leaves no trace, not even a folder.
        let prepared = prepare(request, goal)?;
        refuse(&prepared.decisions)?;
        if request.dry_run {
            let stage = Stage::set(request, goal)?;
            return Run::new(request, goal, prepared, Ground::Stage(stage)).play(report).map(|()| 0);
        }
    }
    let lock = Lock::take(request.disk, &request.home.state)?;
    let prepared = prepare(request, goal)?;
    refuse(&prepared.decisions)?;
    // What was complete is complete, unless the machine has been down since.
    let complete = if lock.is_after_boot { &Links::new() } else { &prepared.old };
    let number = write(request, goal, complete, report)?;
    warn(goal, &prepared.decisions, request, report);
    let result = Run::new(request, goal, prepared, Ground::Generation { number, lock: &lock }).play(report);
    if result.is_err() && goal.number.is_none() {
        // One that the home was begun to be made to stays.
        Generations::new(&request.home.state).discard(request.disk, number);
    }
    if result.is_ok() {
        lock.settle();
    }
    result.map(|()| number)
}

fn refuse(decisions: &Decisions) -> Result<()> {
    let refusals = decisions.refusals();
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
}

/// What people should know although it stops nothing.
fn warn(goal: &Goal, decisions: &Decisions, request: &Request<'_>, report: &mut dyn Report) {
    let home = &request.home.dir;
    for (target, decision) in &decisions.links {
        let path = home.join(target);
        match &decision.verdict {
            Verdict::Identical => {
                report.warn(&format!("'{}' has the same content already and stays as it is", shown(&path)));
            }
            Verdict::BackUp(to) => {
                report.warn(&format!("'{}' is moved to '{}'", shown(&path), shown(to)));
            }
            _ => {}
        }
    }
    for target in &decisions.disowned {
        report.warn(&format!("'{}' is no link of ours any more and stays", shown(&home.join(target))));
    }
    let missing: BTreeSet<&str> = goal
        .plan
        .files
        .iter()
        .flat_map(|file| &file.references)
        .map(String::as_str)
        .filter(|path| !Path::new(path).exists())
        .collect();
    if !missing.is_empty() {
        let names: BTreeSet<&str> = missing.into_iter().map(package_name).collect();
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        report.warn(&format!("files refer to packages that are not there: {names}"));
    }
}

/// The name in a store path, for people: `git-2.50` of `/nix/store/HASH-git-2.50`.
pub(crate) fn package_name(path: &str) -> &str {
    let base = path.rsplit('/').next().unwrap_or(path);
    base.split_once('-').map_or(base, |(_, name)| name)
}

/// Writes the objects and the generation: nothing that is in the home.
fn write(request: &Request<'_>, goal: &Goal, complete: &Links, report: &mut dyn Report) -> Result<u64> {
    let disk = request.disk;
    let objects = request.home.objects();
    let failed = |path: &Path, error: &std::io::Error| Error::refused_by("write", path, error);
    disk.create_dirs(&objects, 0o755).map_err(|error| failed(&objects, &error))?;
    let shelf = object::Shelf::open(&objects).map_err(|error| failed(&objects, &error))?;
    let mut put = |target: &OsString, name: &OsString, material: &Material, is_known: bool| {
        let kept = shelf.put(disk, name, material, is_known);
        if let Some(to) = kept.map_err(|error| failed(&objects.join(name), &error))? {
            let (target, to) = (shown(Path::new(target)), shown(&to));
            report
                .warn(&format!("what '{target}' led to was changed after it was made, and is kept: '{to}'"));
        }
        Ok(())
    };
    for (name, material) in &goal.supplies {
        put(name, name, material, false)?;
    }
    for (target, leaf) in &goal.leaves {
        let Some(name) = goal.links.get(target) else { continue };
        // Those that are known to be complete only have to be there still, as have those of a generation.
        let is_known = goal.number.is_some() || complete.get(target) == Some(name);
        put(target, name, &leaf.material, is_known)?;
    }
    let generations = Generations::new(&request.home.state);
    let write = || {
        let number = match goal.number {
            Some(number) => number,
            None => generations.add(disk, &goal.plan, &goal.links, &supply::names(&goal.supplies))?,
        };
        if block::look_at_generations(&goal.plan) {
            generations.write_farm(disk, number, &goal.links, &objects)?;
            if let Some(old) = generations.pointer(Pointer::Current) {
                generations.write_farm(disk, old, &generations.links(old)?, &objects)?;
            }
        }
        Ok(number)
    };
    write().map_err(|error| failed(&generations.folder(), &error))
}
