//! Which configuration a file belongs to: that of the nearest flake or file that reads it; else it is a module on its own.
//!
//! `candidates` tells from texts what may have a file, `alone` makes a configuration of a module, `read` says what an
//! evaluation has read.

mod alone;
mod candidates;
mod read;

use hmeval_config::configuration::{Configuration, at_path, names_in_flake, show_path};
use hmeval_config::failure::{Failure, Outcome};
use hmeval_eval::{Evaluator, Value};
use hmeval_flake::{FlakeRef, LockFlags, LockedFlake, lock};

use alone::alone;
pub use candidates::{candidates, class};
pub use read::has_read;
pub(crate) use read::{files_in, is_within};

/// What is evaluated for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Project {
    /// A configuration of the flake in a folder.
    Flake(Vec<u8>),
    /// The same, with the built-in library in place of its inputs: some of them are not on this machine.
    StandIn(Vec<u8>),
    /// A file that yields a configuration.
    File(Vec<u8>),
    /// A module on its own.
    Module(Vec<u8>, ModuleClass),
}

/// What a module configures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleClass {
    /// A home.
    Home,
    /// A machine with NixOS.
    Nixos,
    /// A Mac.
    Darwin,
    /// A machine with system-manager.
    System,
}

/// Where module libraries are for modules on their own, if not in the search path.
#[derive(Clone, Debug, Default)]
pub struct Libraries {
    /// The folder of the built-in library.
    pub builtin: Option<Vec<u8>>,
}

impl Project {
    /// Whether it is evaluated without reading variables and files elsewhere.
    pub fn is_pure(&self) -> bool {
        matches!(self, Project::Flake(_) | Project::StandIn(_))
    }

    /// A flake with the built-in library in place of its inputs, for one that cannot be opened.
    pub(crate) fn with_stand_ins(&self) -> Option<Project> {
        match self {
            Project::Flake(dir) => Some(Project::StandIn(dir.clone())),
            _ => None,
        }
    }

    /// The configurations that it has. Those of a flake are not evaluated.
    ///
    /// # Errors
    /// Those of evaluating what yields them.
    pub fn offered<'h>(&self, ev: &Evaluator<'h>, libraries: &Libraries) -> Outcome<'h, Offered<'h>> {
        match self {
            Project::Flake(dir) | Project::StandIn(dir) => {
                let flake = locked(ev, dir)?;
                let paths = names_in_flake(ev, &flake)?;
                let name = |path: &Vec<Vec<u8>>| String::from_utf8_lossy(&show_path(path)).into_owned();
                let names = paths.iter().map(name).collect();
                Ok(Offered::InFlake(Box::new(flake), names))
            }
            Project::File(path) => {
                let value = ev.eval_file(ev.heap.bytes(path))?;
                let value = ev.auto_call(hmeval_eval::heap::Attrs::empty(), value)?;
                Ok(Offered::One(
                    String::from_utf8_lossy(path).into_owned(),
                    Configuration::of_value(ev, value, None)?,
                ))
            }
            Project::Module(path, class) => {
                let (name, value) = alone(ev, path, *class, libraries)?;
                Ok(Offered::One(name, Configuration::of_value(ev, value, None)?))
            }
        }
    }
}

/// What a project has.
pub enum Offered<'h> {
    /// Configurations of a flake, of which the names are known.
    InFlake(Box<LockedFlake>, Vec<String>),
    /// A single one, and its name.
    One(String, Configuration<'h>),
}

impl<'h> Offered<'h> {
    /// The names of the configurations.
    pub fn names(&self) -> Vec<String> {
        match self {
            Offered::InFlake(_, names) => names.clone(),
            Offered::One(name, _) => vec![name.clone()],
        }
    }

    /// The configuration of a name.
    ///
    /// # Errors
    /// Those of evaluating it.
    pub fn open(&self, ev: &Evaluator<'h>, name: &str) -> Outcome<'h, Configuration<'h>> {
        match self {
            Offered::InFlake(flake, _) => Configuration::of_flake(ev, flake, name.as_bytes(), b""),
            Offered::One(_, configuration) => Ok(*configuration),
        }
    }
}

/// The flake in a folder, with its lock file as it is or would be.
pub(crate) fn locked<'h>(ev: &Evaluator<'h>, dir: &[u8]) -> Outcome<'h, LockedFlake> {
    let (reference, _) = FlakeRef::parse_argument(dir, dir, ev.world).map_err(Failure::message)?;
    let flags = LockFlags { write: false, quiet: true, ..LockFlags::default() };
    Ok(lock::lock(ev, &reference, &flags)?)
}

/// What modules get under a name.
pub fn argument<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>, name: &str) -> Option<Value<'h>> {
    match name {
        "config" | "options" => configuration.get(ev, name),
        _ => given(ev, configuration.get(ev, "options")?, name).map(|(value, _)| value),
    }
}

/// What modules with these options get under a name that the module system does not make itself, and who passes it.
pub(crate) fn given<'h>(
    ev: &Evaluator<'h>,
    options: Value<'h>,
    name: &str,
) -> Option<(Value<'h>, &'static str)> {
    // What modules see as `config._module` is handed out among the options only.
    let at = |place: &str, path: &[&str]| {
        at_path(ev, options, &[&["_module", place, "value"], path].concat()).ok()?
    };
    let special = at("specialArgs", &[name]).map(|value| (value, "passed by `specialArgs`"));
    let direct = special.or_else(|| Some((at("args", &[name])?, "passed by `_module.args`")));
    // The module system gives modules the `lib` that it is of, where nobody passes another one; packages have one too.
    let library = || {
        let own = || ev.observed_at(&[]).first().and_then(|seen| ev.library_of(seen));
        let library = (name == "lib").then(own)?;
        Some((library.or_else(|| at("args", &["pkgs", name]))?, ""))
    };
    direct.or_else(library)
}
