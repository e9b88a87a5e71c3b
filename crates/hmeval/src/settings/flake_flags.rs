//! The flags of commands that take a flake: what its inputs are, and what may become of its lock file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::Evaluator;
use hmeval_flake::manifest::parse_input_path;
use hmeval_flake::{FlakeRef, LockFlags, lock};

use crate::console::Console;
use crate::failure::{Failure, Outcome};

/// What is said of a flake besides its reference.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Flakes")]
pub(crate) struct FlakeFlags {
    /// Take another flake for an input (`nixpkgs`, `home-manager/nixpkgs`); does not write the lock file
    #[arg(long, num_args = 2, value_names = ["INPUT", "REF"])]
    override_input: Vec<OsString>,
    /// Take the inputs of a flake for names of flakes, before the registries
    #[arg(long, value_name = "REF")]
    inputs_from: Vec<OsString>,
    /// Leave the lock file as it is
    #[arg(long)]
    no_write_lock_file: bool,
    /// Fail if the lock file would have to change
    #[arg(long)]
    no_update_lock_file: bool,
    /// Look all inputs up anew
    #[arg(long)]
    recreate_lock_file: bool,
    /// Look an input up anew
    #[arg(long, value_name = "INPUT")]
    update_input: Vec<OsString>,
    /// Read this lock file instead of the flake's own
    #[arg(long, value_name = "FILE")]
    reference_lock_file: Option<OsString>,
    /// Write this lock file instead of the flake's own
    #[arg(long, value_name = "FILE")]
    output_lock_file: Option<OsString>,
    /// Commit the lock file if it changes
    #[arg(long)]
    commit_lock_file: bool,
    /// The summary of that commit
    #[arg(long, value_name = "TEXT")]
    commit_lock_file_summary: Option<String>,
    /// Write a lock file even if an input is one that nobody else may ever find
    #[arg(long)]
    allow_dirty_locks: bool,
}

impl FlakeFlags {
    /// The flags for locking.
    ///
    /// # Errors
    /// If the path of an input or a reference is malformed.
    pub(crate) fn read<'h>(&self, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h, LockFlags> {
        for reference in &self.inputs_from {
            name_inputs(ev, reference.as_bytes(), console)?;
        }
        let mut overrides = BTreeMap::new();
        for pair in self.override_input.chunks_exact(2) {
            let [path, reference] = pair else { continue };
            let path = parse_input_path(path.as_bytes()).map_err(Failure::message)?;
            if path.is_empty() {
                return Err(Failure::Usage("'--override-input' needs the name of an input".to_owned()));
            }
            let base = &console.environment.dir;
            let (reference, fragment) =
                FlakeRef::parse_argument(reference.as_bytes(), base, ev.world).map_err(Failure::message)?;
            if !fragment.is_empty() {
                let shown = reference.to_text();
                let end = b"' that is to be an input has a fragment";
                return Err(Failure::message([b"the flake '", &shown[..], end].concat()));
            }
            overrides.insert(path, reference);
        }
        let mut updates = std::collections::BTreeSet::new();
        for input in &self.update_input {
            updates.insert(parse_input_path(input.as_bytes()).map_err(Failure::message)?);
        }
        let absolute = |file: &Option<OsString>| {
            file.as_ref().map(|file| hmeval_eval::path::join(&console.environment.dir, file.as_bytes()))
        };
        Ok(LockFlags {
            write: !self.no_write_lock_file && overrides.is_empty(),
            update: !self.no_update_lock_file,
            recreate: self.recreate_lock_file,
            allow_dirty_locks: self.allow_dirty_locks,
            read_from: absolute(&self.reference_lock_file),
            write_to: absolute(&self.output_lock_file),
            overrides,
            updates,
            ..LockFlags::default()
        })
    }

    /// The summary of the commit of the lock file, if it is to be committed; empty for the usual one.
    pub(crate) fn commit<'s>(&'s self, ev: &'s Evaluator<'_>) -> Option<&'s str> {
        let summary = self.commit_lock_file_summary.as_ref();
        let summary = summary.unwrap_or(&ev.settings.fetch.commit_lock_file_summary);
        self.commit_lock_file.then_some(summary)
    }
}

/// Makes names of the inputs of a flake (`--inputs-from`).
fn name_inputs<'h>(ev: &Evaluator<'h>, reference: &[u8], console: &Console<'_>) -> Outcome<'h> {
    let parsed = FlakeRef::parse_argument(reference, &console.environment.dir, ev.world);
    let (reference, _) = parsed.map_err(Failure::message)?;
    let flake = lock::lock(ev, &reference, &LockFlags { write: false, ..LockFlags::default() })?;
    let (Some(fetcher), Some(root)) = (ev.fetcher, flake.lock.nodes.first()) else { return Ok(()) };
    for name in root.inputs.keys() {
        let node = flake.lock.find(std::slice::from_ref(name)).map_err(Failure::message)?;
        if let Some(input) = node.and_then(|node| flake.lock.locked(node)) {
            fetcher.name(name, &input.locked.input, &input.locked.dir);
        }
    }
    Ok(())
}
