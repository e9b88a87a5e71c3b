//! The flags of commands that take a flake: what its inputs are, and what may become of its lock file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::Evaluator;
use hmeval_flake::manifest::parse_input_path;
use hmeval_flake::{FlakeRef, LockFlags};

use crate::console::Console;
use crate::failure::{Failure, Outcome};

/// What is said of a flake besides its reference.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Flakes")]
pub(crate) struct FlakeFlags {
    /// Take another flake for an input (`nixpkgs`, `home-manager/nixpkgs`); does not write the lock file
    #[arg(long, num_args = 2, value_names = ["INPUT", "REF"])]
    override_input: Vec<OsString>,
    /// Leave the lock file as it is
    #[arg(long)]
    no_write_lock_file: bool,
    /// Fail if the lock file would have to change
    #[arg(long)]
    no_update_lock_file: bool,
}

impl FlakeFlags {
    /// The flags for locking.
    ///
    /// # Errors
    /// If the path of an input or a reference is malformed.
    pub(crate) fn read<'h>(&self, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h, LockFlags> {
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
        let write = !self.no_write_lock_file && overrides.is_empty();
        Ok(LockFlags { overrides, write, update: !self.no_update_lock_file, ..LockFlags::default() })
    }
}
