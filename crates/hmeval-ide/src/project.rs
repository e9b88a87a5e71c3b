//! Which configuration a file belongs to: that of the nearest flake or file that reads it; else it is a module on its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use hmeval_config::configuration::{Configuration, at_path, names_in_flake, show_path};
use hmeval_config::failure::{Failure, Outcome};
use hmeval_diag::{FileId, Origin, Pos};
use hmeval_eval::path::{base_name, join, parent};
use hmeval_eval::world::{FileKind, World};
use hmeval_eval::{Evaluator, Value};
use hmeval_flake::{FlakeRef, LockFlags, LockedFlake, lock};
use hmeval_syntax::ir::{Expr, Ir};

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

/// Files of a folder that are tried at most.
const MOST: usize = 40;

/// What a file may belong to, best first.
pub fn candidates(world: &dyn World, file: &[u8], root: Option<&[u8]>, text: &str) -> Vec<Project> {
    let mut found = Vec::new();
    let exists = |path: &[u8]| matches!(world.stat(path), Ok(Some(_)));
    let mut dir = parent(file);
    loop {
        if exists(&join(dir, b"flake.nix")) {
            found.push(Project::Flake(dir.to_vec()));
        }
        found.extend(files(world, dir, file).into_iter().map(Project::File));
        let is_root = root.is_none_or(|root| root == dir) || dir == b"/" || dir.is_empty();
        if is_root {
            break;
        }
        dir = parent(dir);
    }
    if looks_like_module(text) {
        found.push(Project::Module(file.to_vec(), class(text)));
    }
    found
}

/// Whether a text that no configuration reads may be a module: it has the words of one, or is one that is only begun, an empty
/// set or a function that takes more arguments than it names. Libraries of functions are none.
fn looks_like_module(text: &str) -> bool {
    let ir = hmeval_syntax::parse(text.as_bytes(), &hmeval_syntax::Options::default()).ir;
    let is_one = match ir.exprs.get(ir.root as usize) {
        Some(Expr::Lambda(lambda)) => ir.lambdas.get(*lambda as usize).is_some_and(|lambda| {
            lambda.ellipsis && !matches!(ir.exprs.get(lambda.body.0 as usize), Some(Expr::Attrs(set)) if has_names(&ir, *set))
        }),
        Some(Expr::Attrs(set)) => !has_names(&ir, *set),
        // In the middle of a word.
        Some(Expr::Error) | None => true,
        _ => false,
    };
    is_one || WORDS.iter().any(|word| text.contains(word))
}

/// Whether a set has attributes.
fn has_names(ir: &Ir, set: u32) -> bool {
    ir.attrs.get(set as usize).is_some_and(|set| set.defs.len > 0)
}

/// What modules of all classes have.
const WORDS: [&str; 12] = [
    "programs.",
    "services.",
    "home.",
    "xdg.",
    "boot.",
    "networking.",
    "environment.",
    "systemd.",
    "users.users",
    "system.",
    "mkOption",
    "imports = ",
];

/// The Nix files of a folder that may be configurations: those whose text could be one. Those that name the file come first,
/// for they will read it, then `default.nix`.
fn files(world: &dyn World, dir: &[u8], file: &[u8]) -> Vec<Vec<u8>> {
    let mut names: Vec<Vec<u8>> = world
        .list(dir)
        .unwrap_or_default()
        .into_iter()
        .filter(|(name, kind)| *kind == FileKind::Regular && name.ends_with(b".nix") && name != b"flake.nix")
        .map(|(name, _)| name)
        .collect();
    names.sort_by_key(|name| (name != b"default.nix", name.clone()));
    names.truncate(MOST);
    let named = [b"/", base_name(file)].concat();
    let mut paths = Vec::new();
    for path in names.into_iter().map(|name| join(dir, &name)).filter(|path| path != file) {
        let text = world.read(&path).unwrap_or_default();
        if could_be_configuration(&text) {
            paths.push((!has(&text, &named), path));
        }
    }
    paths.sort_by_key(|(is_other, _)| *is_other);
    paths.into_iter().map(|(_, path)| path).collect()
}

fn has(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Whether a file's text calls what makes configurations, or another file that may.
fn could_be_configuration(text: &[u8]) -> bool {
    let has = |word: &[u8]| has(text, word);
    has(b"homeManagerConfiguration")
        || has(b"evalModules")
        || has(b"eval-config")
        || has(b"nixosSystem")
        || has(b"lib/modules")
        || has(b"import ") && (has(b"modules") || has(b"configuration"))
}

/// What a module configures, by the options that it sets: the class that most words are of, the first of those with as many.
pub fn class(text: &str) -> ModuleClass {
    let words: [(ModuleClass, &[&str]); 4] = [
        (ModuleClass::Home, &["home.", "xdg.", "wayland.windowManager", "programs.home-manager"]),
        (
            ModuleClass::Nixos,
            &[
                "boot.",
                "networking.",
                "environment.systemPackages",
                "users.users",
                "system.stateVersion",
                "fileSystems",
            ],
        ),
        // Macs have some options of NixOS too; these only they have.
        (
            ModuleClass::Darwin,
            &[
                "system.defaults",
                "homebrew.",
                "launchd.daemons",
                "launchd.user",
                "system.primaryUser",
                "system.keyboard",
                "networking.computerName",
                "environment.systemPackages",
                "users.users",
                "system.stateVersion",
            ],
        ),
        (ModuleClass::System, &["system-manager.", "environment.systemPackages", "systemd.services"]),
    ];
    let count = |words: &[&str]| words.iter().filter(|word| text.contains(**word)).count();
    let own = |class: ModuleClass, words: &[&str]| match class {
        ModuleClass::System => text.contains("system-manager."),
        ModuleClass::Darwin => words.iter().take(7).any(|word| text.contains(word)),
        _ => true,
    };
    let fitting = words.iter().filter(|(class, words)| own(*class, words));
    // Of several maxima the last is taken: the first shall win.
    fitting.rev().max_by_key(|(_, words)| count(words)).map_or(ModuleClass::Home, |(class, _)| *class)
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

/// A module on its own: with the libraries of the search path, else with the built-in ones.
fn alone<'h>(
    ev: &Evaluator<'h>,
    path: &[u8],
    class: ModuleClass,
    libraries: &Libraries,
) -> Outcome<'h, (String, Value<'h>)> {
    let library = |name: &str| {
        let searched = ev.find_file(name.as_bytes(), Pos::NONE).ok();
        let builtin = libraries.builtin.as_ref().map(|dir| join(dir, name.as_bytes()));
        searched.or(builtin).ok_or_else(|| {
            Failure::message(format!("'{name}' is neither in the search path nor in a built-in library"))
        })
    };
    let nixpkgs = library("nixpkgs")?;
    let (evaluate, other, what) = match class {
        ModuleClass::Home => (HOME, library("home-manager")?, "Home Manager"),
        ModuleClass::Nixos => (NIXOS, Vec::new(), "NixOS"),
        ModuleClass::Darwin => (DARWIN, library("nix-darwin")?, "nix-darwin"),
        ModuleClass::System => (SYSTEM, library("system-manager")?, "system-manager"),
    };
    let function = ev.eval_internal("module on its own", evaluate)?;
    let as_path = |path: &[u8]| Value::path(ev.heap, ev.heap.bytes(path));
    let other = if other.is_empty() { Value::NULL } else { as_path(&other) };
    let value = ev.call(function, &[as_path(&nixpkgs), other, as_path(path)], Pos::NONE)?;
    let library = String::from_utf8_lossy(&nixpkgs).into_owned();
    Ok((format!("a {what} module on its own, with {library}"), ev.force(value, Pos::NONE)?))
}

/// What every home has to say, for modules that leave it to others.
const HOME: &str = r#"
nixpkgs: home-manager: module:
let
  lib = import (nixpkgs + "/lib");
  identity = { lib, ... }: {
    home.username = lib.mkOverride 1400 "user";
    home.homeDirectory = lib.mkOverride 1400 "/home/user";
    home.stateVersion = lib.mkOverride 1400 "25.11";
  };
in
(import (home-manager + "/lib") { inherit lib; }).homeManagerConfiguration {
  pkgs = import nixpkgs { system = "x86_64-linux"; };
  inherit lib;
  modules = [ module identity ];
}
"#;

const NIXOS: &str = r#"
nixpkgs: _: module:
import (nixpkgs + "/nixos/lib/eval-config.nix") {
  system = "x86_64-linux";
  lib = import (nixpkgs + "/lib");
  modules = [
    module
    ({ lib, ... }: { system.stateVersion = lib.mkOverride 1400 "25.11"; })
  ];
}
"#;

const DARWIN: &str = r#"
nixpkgs: nix-darwin: module:
import (nix-darwin + "/eval-config.nix") {
  lib = import (nixpkgs + "/lib");
  enableNixpkgsReleaseCheck = false;
  modules = [
    module
    ({ lib, ... }: {
      system.stateVersion = lib.mkOverride 1400 6;
      nixpkgs.hostPlatform = lib.mkOverride 1400 "aarch64-darwin";
      nixpkgs.source = lib.mkOverride 1400 nixpkgs;
    })
  ];
}
"#;

/// The original has its library in a folder of its own.
const SYSTEM: &str = r#"
nixpkgs: system-manager: module:
let
  lib = import (nixpkgs + "/lib");
  builtin = system-manager + "/lib.nix";
  library =
    if builtins.pathExists builtin then
      import builtin { inherit lib nixpkgs; }
    else
      import (system-manager + "/nix/lib.nix") { inherit lib nixpkgs; userborn = null; };
in
library.makeSystemConfig {
  modules = [
    module
    ({ lib, ... }: { nixpkgs.hostPlatform = lib.mkOverride 1400 "x86_64-linux"; })
  ];
}
"#;

/// Whether the evaluation has read a file.
pub fn has_read(ev: &Evaluator<'_>, file: &[u8]) -> bool {
    let sources = ev.sources.borrow();
    let last = sources.resolve(Pos(u32::MAX)).map(|(last, _)| last.0);
    let is_it = |number: u32| match &sources.file(FileId(number)).origin {
        Origin::File(path) => path[..] == *file || ev.real_path(path).is_some_and(|real| real[..] == *file),
        _ => false,
    };
    last.is_some_and(|last| (0..=last).any(is_it))
}

/// The files in a folder that the evaluation has read, by where they really lie, with the texts that it has read.
pub(crate) fn files_in(ev: &Evaluator<'_>, folder: &[u8]) -> BTreeMap<Vec<u8>, Arc<[u8]>> {
    let sources = ev.sources.borrow();
    let last = sources.resolve(Pos(u32::MAX)).map(|(last, _)| last.0);
    let mut found = BTreeMap::new();
    for number in last.map(|last| 0..=last).into_iter().flatten() {
        let source = sources.file(FileId(number));
        let Origin::File(path) = &source.origin else { continue };
        let real = ev.real_path(path).map_or_else(|| path.to_vec(), |real| real.to_vec());
        if is_within(&real, folder) {
            found.insert(real, Arc::clone(&source.text));
        }
    }
    found
}

/// Whether a file lies in a folder of somebody's own: what is in the store is nobody's.
pub(crate) fn is_within(file: &[u8], folder: &[u8]) -> bool {
    let folder = folder.strip_suffix(b"/").unwrap_or(folder);
    file.strip_prefix(folder).is_some_and(|rest| rest.starts_with(b"/")) && !file.starts_with(b"/nix/store/")
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

#[cfg(test)]
mod tests {
    use std::io;

    use hmeval_eval::world::FileStat;

    use super::*;

    /// Files of one folder.
    struct Folder(Vec<(&'static str, &'static str)>);

    impl World for Folder {
        fn read(&self, path: &[u8]) -> io::Result<Vec<u8>> {
            let found = self.0.iter().find(|(name, _)| path.strip_prefix(b"/d/") == Some(name.as_bytes()));
            found.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
        }

        fn stat(&self, _: &[u8]) -> io::Result<Option<FileStat>> {
            Ok(None)
        }

        fn list(&self, _: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
            Ok(self.0.iter().map(|(name, _)| (name.as_bytes().to_vec(), FileKind::Regular)).collect())
        }

        fn read_link(&self, _: &[u8]) -> io::Result<Vec<u8>> {
            Err(io::ErrorKind::NotFound.into())
        }

        fn env(&self, _: &[u8]) -> Option<Vec<u8>> {
            None
        }

        fn now(&self) -> i64 {
            0
        }

        fn message(&self, _: &[u8]) {}
    }

    #[test]
    fn what_names_the_file_is_tried_first() {
        let folder = Folder(vec![
            ("a.nix", "evalModules { modules = [ ./other.nix ]; }"),
            ("default.nix", "homeManagerConfiguration { modules = [ ./home-small.nix ]; }"),
            ("home.nix", "{ }"),
            ("rich.nix", "import ./. { modules = [ ./home.nix ]; }"),
            ("text.nix", "\"/home.nix\""),
            ("there.nix", "import /srv/worlds/home.nix { modules = [ ./home.nix ]; }"),
        ]);
        let found = files(&folder, b"/d", b"/d/home.nix");
        assert_eq!(found, [&b"/d/rich.nix"[..], b"/d/there.nix", b"/d/default.nix", b"/d/a.nix"]);
    }

    #[test]
    fn libraries_of_functions_are_no_modules() {
        for module in [
            "{ }",
            "{ pkgs, ... }: { }",
            "{ lib, ... }: { pro",
            "{ services.x.enable = true; }",
            "{ lib, ... }: lib.mkMerge [ ]",
        ] {
            assert!(looks_like_module(module), "{module}");
        }
        for other in [
            "{ lib }: { greet = name: name; }",
            "{ lib, ... }: { greet = 1; }",
            "lib: { }",
            "name: \"${name}\"",
            "{ greet = 1; }",
        ] {
            assert!(!looks_like_module(other), "{other}");
        }
    }

    #[test]
    fn modules_show_what_they_configure() {
        assert_eq!(
            class("{ boot.loader.grub.enable = true; networking.hostName = \"x\"; }"),
            ModuleClass::Nixos
        );
        assert_eq!(class("{ programs.git.enable = true; home.packages = [ ]; }"), ModuleClass::Home);
        assert_eq!(class("{ programs.git.enable = true; }"), ModuleClass::Home);
        assert_eq!(
            class("{ system.defaults.dock.autohide = true; environment.systemPackages = [ ]; }"),
            ModuleClass::Darwin
        );
        assert_eq!(class("{ environment.systemPackages = [ ]; }"), ModuleClass::Nixos);
        assert_eq!(class("{ system-manager.allowAnyDistro = true; }"), ModuleClass::System);
    }
}
