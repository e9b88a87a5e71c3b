//! Flakes in the REPL: those of the command line, and `:load-flake`.

use hmeval_flake::{FlakeRef, LockFlags, call};

use super::Repl;
use crate::failure::{Failure, Outcome};
use crate::flake::{installable, load_with};

/// Whether an argument of the command line names something in a flake, and not a file: what has a `#`, folders with a
/// `flake.nix`, and references that are no paths.
pub(super) fn is_installable(argument: &[u8], dir: &[u8]) -> bool {
    if argument.starts_with(b"<") {
        return false;
    }
    if argument.contains(&b'#') {
        return true;
    }
    let path = hmeval_eval::path::join(dir, argument);
    let path = crate::world::path(&path);
    match path.exists() {
        true => path.join("flake.nix").exists(),
        false => !matches!(argument.first(), Some(b'/' | b'.')) && FlakeRef::parse_absolute(argument).is_ok(),
    }
}

impl<'h> Repl<'_, '_, 'h> {
    /// Loads what the command line names of flakes, and the flakes that were loaded before.
    pub(super) fn load_flakes(&mut self) -> Outcome<'h> {
        for argument in self.kept.installables.clone() {
            if let Err(failure) = self.load_installable(&argument) {
                self.report(failure)?;
            }
        }
        for reference in self.kept.flakes.clone() {
            self.console.note(&[b"Loading flake '", &reference[..], b"'..."].concat());
            if let Err(failure) = self.load_flake(&reference) {
                self.report(failure)?;
            }
        }
        Ok(())
    }

    /// Makes the attributes of what an argument names variables: without `#ATTR`, the outputs of the flake.
    fn load_installable(&mut self, argument: &[u8]) -> Outcome<'h> {
        let (reference, fragment) = self.parse(argument)?;
        let shown = [&reference.to_text()[..], b"#", &fragment].concat();
        self.console.note(&[b"Loading installable '", &shown[..], b"'..."].concat());
        let mut named = load_with(self.ev, argument, &LockFlags::default(), None, self.console)?;
        if named.fragment.is_empty() {
            named.fragment = b".".to_vec();
        }
        let (value, _) = installable(self.ev, &named)?;
        let value = self.ev.auto_call(self.auto, value)?;
        self.add(value)
    }

    /// Makes the attributes of a flake variables: its outputs, and what is known of it. Its lock file must fit.
    pub(super) fn load_flake(&mut self, reference: &[u8]) -> Outcome<'h> {
        if reference.is_empty() {
            let message = "cannot use ':load-flake' without a path specified. (Use '.' for the current working directory.)";
            return Err(Failure::message(message));
        }
        self.kept.flakes.retain(|known| known != reference);
        self.kept.flakes.push(reference.to_vec());
        let (_, fragment) = self.parse(reference)?;
        if !fragment.is_empty() {
            let middle = b"' in flake reference '";
            let parts: [&[u8]; 5] = [b"unexpected fragment '", &fragment, middle, reference, b"'"];
            return Err(Failure::message(parts.concat()));
        }
        self.ev.forget_files();
        let flags = LockFlags { update: false, ..LockFlags::default() };
        let named = load_with(self.ev, reference, &flags, None, self.console)?;
        let value = call::outputs(self.ev, &named.flake)?;
        self.add(value)
    }

    fn parse(&self, reference: &[u8]) -> Outcome<'h, (FlakeRef, Vec<u8>)> {
        let dir = &self.console.environment.dir;
        FlakeRef::parse_argument(reference, dir, self.ev.world).map_err(Failure::message)
    }
}
