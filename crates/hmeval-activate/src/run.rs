//! The part of an activation that blocks run in: the steps of our own, and what is left when one of them fails.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::activate::{Goal, Prepared};
use crate::apply::Hands;
use crate::block::{self, step};
use crate::bytes::Bytes;
use crate::decide::Verdict;
use crate::error::{Error, Result, describe, shown};
use crate::generation::{Generations, Links, Pointer};
use crate::lock::Lock;
use crate::plan::File;
use crate::request::{Report, Request};
use crate::script::{self, Setting};
use crate::stage::Stage;
use crate::unfinished::{self, Unfinished};
use crate::units::{self, Systemd, UnitChanges};

/// The part of an activation that blocks run in.
pub(crate) struct Run<'a> {
    request: &'a Request<'a>,
    goal: &'a Goal,
    prepared: Prepared,
    ground: Ground<'a>,
    reached: Reached,
    /// Whether this run has set `pending`.
    is_pointed: bool,
}

/// What a run stands on.
pub(crate) enum Ground<'a> {
    /// The generation with this number.
    Generation {
        /// The number.
        number: u64,
        /// What keeps other runs away.
        lock: &'a Lock,
    },
    /// In a dry run, what stands for the generations where blocks need it.
    Stage(Option<Stage>),
}

/// How far the links have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    /// No file was changed.
    Nothing,
    /// It is written down what the home is changed to; some links may be.
    Begun,
    /// The links were made.
    Linked,
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        request: &'a Request<'a>,
        goal: &'a Goal,
        prepared: Prepared,
        ground: Ground<'a>,
    ) -> Self {
        Run { request, goal, prepared, ground, reached: Reached::Nothing, is_pointed: false }
    }

    /// The number of the generation; 0 in a dry run.
    fn number(&self) -> u64 {
        match self.ground {
            Ground::Generation { number, .. } => number,
            Ground::Stage(_) => 0,
        }
    }

    /// What blocks find as `oldGenPath` and `newGenPath`.
    fn paths(&self) -> (Option<PathBuf>, PathBuf) {
        let generations = Generations::new(&self.request.home.state);
        let old = generations.pointer(Pointer::Current).map(|number| generations.path(number));
        match &self.ground {
            Ground::Stage(Some(stage)) => (stage.old.clone().or(old), stage.new.clone()),
            _ => (old, generations.path(self.number())),
        }
    }

    /// Runs the blocks, with the steps of our own at their places.
    ///
    /// # Errors
    /// As [`crate::activate()`].
    pub(crate) fn play(mut self, report: &mut dyn Report) -> Result<()> {
        let (request, goal) = (self.request, self.goal);
        let (old, new) = self.paths();
        let variables = request.block_variables(old.as_deref(), &new);
        let changed: Vec<&File> = goal
            .plan
            .files
            .iter()
            .filter(|file| self.prepared.changed.contains(file.target.as_path()))
            .collect();
        let mut parts = block::parts(&goal.plan, &changed, request.dry_run);
        if let Ground::Stage(Some(stage)) = &self.ground {
            parts.iter_mut().for_each(|part| part.change_script(|script| stage.script(script)));
        }
        let report = RefCell::new(report);
        let held = match self.ground {
            Ground::Generation { lock, .. } => Some(lock.descriptor()),
            Ground::Stage(_) => None,
        };
        let setting = Setting { home: &request.home.dir, variables: &variables, held };
        let mut own = |name: &str| self.step(name, &variables, &mut **report.borrow_mut());
        let mut output = |text: &[u8]| report.borrow_mut().output(text);
        let result = script::run(&parts, &setting, &mut own, &mut output);
        match result {
            // Plans may have the steps in an order in which none comes behind the links.
            Ok(()) if request.dry_run => Ok(()),
            Ok(()) => self.finish().map_err(|reason| self.stopped(&reason, &[])),
            Err(stopped) => {
                let text = format!("the activation stopped in '{}': {}", stopped.at, stopped.reason);
                Err(self.stopped(&text, &stopped.begun))
            }
        }
    }

    /// Strikes off all that was to be done.
    fn finish(&mut self) -> std::result::Result<(), String> {
        self.settle(Unfinished::clear)?;
        let state = &self.request.home.state;
        if self.is_pointed {
            let unpointed = Generations::new(state).unpoint(self.request.disk, Pointer::Pending);
            unpointed.map_err(|error| describe("write to", state, &error))?;
        }
        self.sweep()
    }

    /// The error for a run that has stopped; `begun` are the blocks and steps that it began.
    fn stopped(&self, text: &str, begun: &[String]) -> Error {
        // Behind the boundary, blocks may write.
        let behind = begun.iter().skip_while(|name| *name != step::BOUNDARY);
        let first = behind.map(String::as_str).find(|name| !block::is_own(name));
        let state = match (self.reached, first) {
            (Reached::Nothing, Some(first)) if !self.request.dry_run => format!(
                "the files were not changed, but blocks have run behind '{}' ('{first}' was the first)",
                step::BOUNDARY
            ),
            (Reached::Nothing, _) => {
                return Error::refused(format!("{text}\nnothing in the home was changed"));
            }
            (Reached::Begun, _) => {
                "the files are in part those of the new generation; none was lost".to_owned()
            }
            (Reached::Linked, _) => {
                self.mark_incomplete();
                format!(
                    "the files are those of generation {}, but what comes after them was not done",
                    self.number()
                )
            }
        };
        Error::Failed(format!("{text}\n{state}; run the command again to complete it"))
    }

    /// Has the next run know that this one did not come to its end, where there was nothing to be written before the links.
    fn mark_incomplete(&self) {
        let generations = Generations::new(&self.request.home.state);
        if !self.request.dry_run && generations.pointer(Pointer::Pending) != Some(self.number()) {
            // That it is not complete is told in any case; without this, only nobody is reminded of it later.
            let _ = generations.point(self.request.disk, Pointer::Pending, self.number());
        }
    }

    /// A step of our own.
    fn step(
        &mut self,
        name: &str,
        variables: &[(OsString, OsString)],
        report: &mut dyn Report,
    ) -> std::result::Result<(), String> {
        match name {
            step::LINK if self.request.dry_run => {
                self.show(report);
                Ok(())
            }
            step::LINK => self.link(),
            step::UNITS => {
                self.units(variables, report)?;
                self.settle(|left| left.units.clear())
            }
            step::CHANGED => self.settle(|left| left.on_change.clear()),
            step::PACKAGES => {
                let missing =
                    self.goal.plan.packages.iter().filter(|package| !Path::new(&package.path).exists());
                let names: Vec<&str> = missing.map(|package| package.name.as_str()).collect();
                if !names.is_empty() {
                    report.warn(&format!(
                        "the native backend installs no packages; not there: {}",
                        names.join(", ")
                    ));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Makes the home's links those of the generation.
    fn link(&mut self) -> std::result::Result<(), String> {
        let request = self.request;
        let hands = Hands::new(request.home, request.disk, &request.backup);
        let generations = Generations::new(&request.home.state);
        let said = |error: io::Error| describe("write to", &request.home.state, &error);
        // A run that was ended may have left things that only its generation tells of.
        let begun = generations.pointer(Pointer::Pending);
        let begun = begun.map(|number| generations.links(number)).transpose().map_err(said)?;
        if let Some(begun) = &begun {
            hands.recover(begun);
        }
        let decisions = &self.prepared.decisions;
        let nothing_to_do = begun.is_none()
            && decisions.orphans.is_empty()
            && decisions.links.is_empty()
            && generations.pointer(Pointer::Current) == Some(self.number());
        if !nothing_to_do {
            self.remember().map_err(said)?;
            generations.point(request.disk, Pointer::Pending, self.number()).map_err(said)?;
            self.is_pointed = true;
            self.reached = Reached::Begun;
            let decisions = &self.prepared.decisions;
            hands.link(decisions)?;
            hands.clean(&decisions.orphans)?;
            for target in begun.iter().flat_map(Links::keys).chain(self.prepared.old.keys()) {
                if begun.is_some() && !self.goal.links.contains_key(target) {
                    Path::new(target).parent().into_iter().for_each(|folder| hands.prune(folder));
                }
            }
            // `pending` stays until what comes behind the links is done.
            generations.point(request.disk, Pointer::Current, self.number()).map_err(said)?;
        }
        self.reached = Reached::Linked;
        Ok(())
    }

    /// Writes down what has to be done after the links, before they are made: afterwards it does not show any more.
    fn remember(&mut self) -> io::Result<()> {
        let state = &self.request.home.state;
        let rollback = self.goal.is_rollback.then(|| self.number());
        let prepared = &mut self.prepared;
        let mut wanted = prepared.unfinished.clone();
        wanted.on_change = prepared.changed.iter().map(|target| Bytes::from(target.as_path())).collect();
        if wanted.units.is_empty() && units::differ(&prepared.old, &self.goal.links) {
            wanted.units.insert(Generations::new(state).pointer(Pointer::Current));
        }
        wanted.rollback = rollback;
        if wanted != prepared.unfinished {
            wanted.write(self.request.disk, state)?;
            prepared.unfinished = wanted;
        }
        Ok(())
    }

    /// Strikes off what is done.
    fn settle(&mut self, strike: fn(&mut Unfinished)) -> std::result::Result<(), String> {
        let mut left = self.prepared.unfinished.clone();
        strike(&mut left);
        if self.request.dry_run || left == self.prepared.unfinished {
            return Ok(());
        }
        let state = &self.request.home.state;
        let written = left.write(self.request.disk, state);
        self.prepared.unfinished = left;
        written.map_err(|error| describe("write to", state, &error))
    }

    /// Removes what a run has left that was killed while it wrote a pointer, or what is to be done.
    fn sweep(&self) -> std::result::Result<(), String> {
        let (disk, state) = (self.request.disk, &self.request.home.state);
        let swept = Generations::new(state).sweep(disk).and_then(|()| unfinished::sweep(disk, state));
        swept.map_err(|error| describe("write to", state, &error))
    }

    /// Says what `link` would do.
    fn show(&self, report: &mut dyn Report) {
        for (target, decision) in &self.prepared.decisions.links {
            let what = match &decision.verdict {
                Verdict::Identical | Verdict::Refuse(_) => continue,
                Verdict::Create => "create",
                Verdict::Replace | Verdict::Overwrite | Verdict::Clear => "replace",
                Verdict::BackUp(_) | Verdict::RunBackup => "back up and replace",
            };
            report.note(&format!("{what} {}", shown(Path::new(target))));
        }
        for target in &self.prepared.decisions.orphans {
            report.note(&format!("remove {}", shown(target)));
        }
    }

    /// Has systemd stop, start and restart units.
    fn units(
        &mut self,
        variables: &[(OsString, OsString)],
        report: &mut dyn Report,
    ) -> std::result::Result<(), String> {
        let olds = self.prepared.units_of_systemd();
        if !units::has_units(olds.iter().flat_map(Links::keys).chain(self.goal.links.keys())) {
            return Ok(());
        }
        let systemd = Systemd { variables };
        if !systemd.is_running() {
            report.note("no systemd of the user is running; units are not reloaded");
            return Ok(());
        }
        if self.request.dry_run {
            let text = units::planned(self.request, self.goal, &self.prepared).changes.text();
            if !text.is_empty() {
                report.note(&format!("systemd {text}"));
            }
            return Ok(());
        }
        let objects = self.request.home.objects();
        let text = |name: &OsString| units::object_text(&objects, name);
        let mut is_active = |unit: &str| systemd.is_active(unit);
        let changes = units::all_changes(olds, &self.goal.links, &mut is_active, &text);
        if changes != UnitChanges::default() {
            self.touch_units()?;
        }
        systemd.apply(&changes, &mut |line| report.note(&line));
        Ok(())
    }

    /// Writes down that systemd may have units of this generation from now on.
    fn touch_units(&mut self) -> std::result::Result<(), String> {
        let number = self.number();
        let unfinished = &mut self.prepared.unfinished;
        let state = &self.request.home.state;
        if unfinished.units.is_empty() {
            unfinished.units.insert(Generations::new(state).pointer(Pointer::Current));
        }
        if !unfinished.units.insert(Some(number)) {
            return Ok(());
        }
        unfinished.write(self.request.disk, state).map_err(|error| describe("write to", state, &error))
    }
}
