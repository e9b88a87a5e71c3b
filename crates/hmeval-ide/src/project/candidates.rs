//! What a file may belong to, told from texts alone: flakes and files in the folders above it, else what class of module it is.

use hmeval_eval::path::{base_name, join, parent};
use hmeval_eval::world::{FileKind, World};
use hmeval_syntax::ir::{Expr, Ir};

use super::{ModuleClass, Project};

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
