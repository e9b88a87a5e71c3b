//! Where derivations go: nowhere, or as files into a folder (`--write-drv`).

use rustc_hash::FxHashSet;
use std::ffi::OsStr;
use std::path::Path;

use hmeval_eval::Evaluator;
use hmeval_store::StorePath;

use crate::console::Console;
use crate::failure::{Failure, Outcome};

/// What Nix says of derivations that no garbage collector root protects.
const GC_WARNING: &[u8] =
    b"warning: you did not specify '--add-root'; the result might be removed by the garbage collector";

/// Writes derivations, each once.
pub(crate) struct DerivationSink<'a> {
    dir: Option<&'a Path>,
    written: FxHashSet<StorePath>,
    warned: bool,
}

impl<'a> DerivationSink<'a> {
    /// A sink that writes into `dir`, if there is one. `rooted`: the warning of [`DerivationSink::warn_once`] is not
    /// wanted.
    pub(crate) fn new(dir: Option<&'a OsStr>, rooted: bool) -> Self {
        DerivationSink { dir: dir.map(Path::new), written: FxHashSet::default(), warned: rooted }
    }

    /// Prints Nix's warning about garbage collection, once.
    pub(crate) fn warn_once(&mut self, console: &Console<'_>) {
        if !std::mem::replace(&mut self.warned, true) && console.verbosity() >= 1 {
            console.err_line(GC_WARNING);
        }
    }

    /// Writes the derivation that a line of `nix-instantiate` names (`path.drv` or `path.drv!output`), and all that it
    /// depends on, under their base names.
    pub(crate) fn write<'h>(&mut self, ev: &Evaluator<'h>, line: &[u8]) -> Outcome<'h> {
        let Some(dir) = self.dir else { return Ok(()) };
        let path = line.split(|byte| *byte == b'!').next().unwrap_or_default();
        let path = ev.store.dir.parse(path).map_err(|error| ev.store_error(error))?;
        std::fs::create_dir_all(dir).map_err(|error| cannot_write(dir, &error))?;
        for object in ev.derivation_closure(&path)? {
            if !object.is_derivation() || !self.written.insert(object.clone()) {
                continue;
            }
            let text = ev.read_file(&ev.store.dir.print(&object))?;
            let mut name = Vec::new();
            object.write_base_name(&mut name);
            let file = dir.join(crate::world::path(&name));
            std::fs::write(&file, text).map_err(|error| cannot_write(&file, &error))?;
        }
        Ok(())
    }
}

fn cannot_write<'h>(path: &Path, error: &std::io::Error) -> Failure<'h> {
    Failure::message(format!("cannot write '{}': {error}", path.display()))
}
