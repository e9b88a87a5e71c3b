//! The same scenes played with Home Manager's own scripts and with hmeval: the trees are the same, or the difference is
//! one that docs/activation.md lists.
//!
//! The scripts are taken from the sources of Home Manager, in the folder that `HMEVAL_HOME_MANAGER` names; without it
//! the test is skipped. Nix is not needed: a folder stands for the store, and the link farm is made of plain files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hmeval_activate::{Backup, Home};

use super::scene::{Scene, bak, forced, text, write};

/// Home Manager's scripts, with their variables filled in.
pub(crate) struct Manager {
    folder: tempfile::TempDir,
}

impl Manager {
    /// Takes the scripts from a checkout.
    pub(crate) fn new(sources: &Path) -> Self {
        let manager = Manager { folder: tempfile::tempdir().unwrap() };
        let module = fs::read_to_string(sources.join("modules/files.nix")).unwrap();
        let library = sources.join("lib/bash/home-manager.sh");
        let init = format!("set -eu\nset +u\nsource '{}'\n", library.display());
        let store = manager.path("store");
        fs::create_dir_all(&store).unwrap();
        for name in ["link", "cleanup"] {
            let script = nix_text(&module, &format!("writeShellScript \"{name}\" ''"))
                .replace("${config.lib.bash.initHomeManagerLib}", &init)
                .replace("${lib.escapeShellArg builtins.storeDir}", &store.display().to_string());
            assert!(!script.contains("${lib.") && !script.contains("${config."), "{script}");
            fs::write(manager.path(name), script).unwrap();
        }
        let check = fs::read_to_string(sources.join("modules/files/check-link-targets.sh")).unwrap();
        let check =
            check.replace("@initHomeManagerLib@", &init).replace("@storeDir@", &store.display().to_string());
        fs::write(manager.path("check"), check).unwrap();
        manager
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What `activate` does with files; false if it fails.
    fn switch(&self, home: &Path, number: usize, play: &Play) -> bool {
        let Some(files) = play.generations.get(number) else { return false };
        self.write_farm(number, files);
        self.run(home, number, &play.forced, play.backup)
    }

    /// The folder of files of a generation.
    fn farm(&self, number: usize) -> PathBuf {
        self.path(&format!("store/{number}-home-manager-files"))
    }

    /// What Nix builds before `activate` runs.
    pub(crate) fn write_farm(&self, number: usize, files: &[(&str, &str)]) {
        fs::create_dir_all(self.farm(number)).unwrap();
        files.iter().for_each(|(target, text)| write(&self.farm(number).join(target), text));
    }

    /// Runs the scripts for a generation whose files are there, and that follows the one before; false if one fails.
    pub(crate) fn run(&self, home: &Path, number: usize, forced: &[&str], backup: bool) -> bool {
        let forced: Vec<String> = forced.iter().map(|target| format!("\"$HOME\"/'{target}'")).collect();
        let check =
            fs::read_to_string(self.path("check")).unwrap().replace("@forcedPaths@", &forced.join(" "));
        fs::write(self.path("check-now"), check).unwrap();
        let old = number.checked_sub(1).map(|number| self.farm(number));
        // The calls of the blocks checkLinkTargets and linkGeneration.
        let script = r#"set -e
            new=$1 old=$2 scripts=$3
            find "$new" \( -type f -or -type l \) -exec bash "$scripts/check-now" "$new" {} +
            if [[ -n $old ]]; then
              find "$old" \( -type f -or -type l \) -printf '%P\0' | xargs -0 bash "$scripts/cleanup" "$new"
            fi
            find "$new" \( -type f -or -type l \) -exec bash "$scripts/link" "$new" {} +"#;
        let mut command = Command::new("bash");
        command.arg("-c").arg(script).arg("bash").arg(self.farm(number)).arg(old.unwrap_or_default());
        command.arg(self.folder.path()).env("HOME", home).current_dir(home);
        if backup {
            command.env("HOME_MANAGER_BACKUP_EXT", "bak");
        }
        command.output().unwrap().status.success()
    }

    /// The home as [`Scene::tree`] shows one of hmeval's.
    fn tree(&self, scene: &Scene) -> BTreeMap<String, String> {
        let mut tree = scene.tree();
        for (name, shown) in &mut tree {
            let Some(to) = shown.strip_prefix("-> ") else { continue };
            if Path::new(to).starts_with(self.path("store")) {
                *shown = fs::read_to_string(scene.path(name))
                    .map_or_else(|_| "= broken".to_owned(), |text| format!("= {text}"));
            }
        }
        tree
    }
}

/// An indented string of Nix, from its beginning on.
fn nix_text(module: &str, begin: &str) -> String {
    let (_, rest) = module.split_once(begin).unwrap_or_else(|| panic!("no {begin}"));
    let (text, _) = rest.split_once("\n        '';").unwrap();
    text.replace("''${", "${").replace("'''", "''")
}

/// A scene: what is there before, and which files follow each other.
#[derive(Default)]
struct Play {
    name: &'static str,
    /// Files of the user; `-> ` makes a link, `/` a folder.
    before: Vec<(&'static str, &'static str)>,
    generations: Vec<Vec<(&'static str, &'static str)>>,
    forced: Vec<&'static str>,
    backup: bool,
    /// What is different with hmeval, as docs/activation.md says; paths and what is there.
    better: Vec<(&'static str, Option<&'static str>)>,
}

fn plays() -> Vec<Play> {
    vec![
        Play {
            name: "first files",
            generations: vec![vec![("a", "1"), (".config/x/y", "2"), ("with space/and 'quote", "3")]],
            ..Play::default()
        },
        Play {
            name: "changed, added and removed",
            generations: vec![
                vec![("a", "1"), ("b", "2"), ("deep/er/gone", "3"), ("deep/stays", "4")],
                vec![("a", "1"), ("b", "new"), ("deep/stays", "4"), ("other/new", "5")],
            ],
            ..Play::default()
        },
        Play {
            name: "folders that have files of the user stay",
            before: vec![("app/mine", "x")],
            generations: vec![vec![("app/ours", "1")], vec![("b", "2")]],
            ..Play::default()
        },
        Play {
            name: "the same content",
            before: vec![("a", "1")],
            generations: vec![vec![("a", "1")]],
            ..Play::default()
        },
        Play {
            name: "a file is in the way",
            before: vec![("a", "mine")],
            generations: vec![vec![("a", "1"), ("b", "2")]],
            ..Play::default()
        },
        Play {
            name: "a file is in the way and backed up",
            before: vec![("a", "mine")],
            generations: vec![vec![("a", "1"), ("b", "2")]],
            backup: true,
            ..Play::default()
        },
        Play {
            name: "a backup is in the way",
            before: vec![("a", "mine"), ("a.bak", "older")],
            generations: vec![vec![("a", "1"), ("b", "2")]],
            backup: true,
            ..Play::default()
        },
        Play {
            name: "a file is in the way and forced",
            before: vec![("a", "mine")],
            generations: vec![vec![("a", "1")]],
            forced: vec!["a"],
            ..Play::default()
        },
        Play {
            name: "a link of the user is in the way",
            before: vec![("real", "mine"), ("a", "-> real")],
            generations: vec![vec![("a", "1")]],
            ..Play::default()
        },
        Play {
            name: "a folder of the user is in the way",
            before: vec![("a/mine", "x")],
            generations: vec![vec![("a", "1")]],
            ..Play::default()
        },
        Play {
            name: "a folder of the user is backed up",
            before: vec![("a/mine", "x")],
            generations: vec![vec![("a", "1")]],
            backup: true,
            ..Play::default()
        },
        Play {
            name: "a parent is a link of the user to a folder",
            before: vec![("real/", "/"), (".config", "-> real")],
            generations: vec![vec![(".config/a", "1")], vec![(".config/b", "2")]],
            // Home Manager fails: it cannot remove the folder that is a link.
            better: vec![("real/b", Some("= 2"))],
            ..Play::default()
        },
        Play {
            name: "a link of the user with the same content is not replaced",
            before: vec![("real", "1"), ("a", "-> real")],
            generations: vec![vec![("a", "1")]],
            better: vec![("a", Some("-> real"))],
            ..Play::default()
        },
        Play {
            name: "a link of the user that leads nowhere is not lost",
            before: vec![("a", "-> nowhere")],
            generations: vec![vec![("a", "1")]],
            better: vec![("a", Some("-> nowhere"))],
            ..Play::default()
        },
        Play {
            name: "force frees what it names and no more",
            before: vec![("foo", "1"), ("foobar", "mine")],
            generations: vec![vec![("foo", "new"), ("foobar", "new")]],
            forced: vec!["foo"],
            better: vec![("foo", Some("1")), ("foobar", Some("mine"))],
            ..Play::default()
        },
        Play {
            name: "the same content with a backup policy is not moved",
            before: vec![("a", "1")],
            generations: vec![vec![("a", "1")]],
            backup: true,
            better: vec![("a", Some("1")), ("a.bak", None)],
            ..Play::default()
        },
        Play {
            name: "a backup is not overwritten by a forced file",
            before: vec![("a", "mine"), ("a.bak", "older")],
            generations: vec![vec![("a", "1")]],
            forced: vec!["a"],
            backup: true,
            better: vec![("a", Some("mine")), ("a.bak", Some("older"))],
        },
        Play {
            name: "a link becomes a folder",
            generations: vec![vec![("a", "1"), ("b", "2")], vec![("a/x", "1"), ("b", "3")]],
            // Home Manager fails: `a` is in the new generation too, and so stays.
            better: vec![("a", Some("/")), ("a/x", Some("= 1"))],
            ..Play::default()
        },
        Play {
            name: "a folder becomes a link",
            generations: vec![vec![("a/x", "1"), ("b", "2")], vec![("a", "1"), ("b", "3")]],
            // Home Manager fails, after removing nothing and linking nothing.
            better: vec![("a", Some("= 1")), ("a/x", None), ("b", Some("= 3"))],
            ..Play::default()
        },
    ]
}

fn set_up(scene: &Scene, play: &Play) {
    for (path, shown) in &play.before {
        match shown.strip_prefix("-> ") {
            Some(to) => scene.link(path, to),
            None if *shown == "/" => fs::create_dir_all(scene.path(path)).unwrap(),
            None => scene.write(path, shown),
        }
    }
}

/// The home after hmeval has switched through all generations, as far as it would.
fn with_hmeval(play: &Play) -> BTreeMap<String, String> {
    let scene = Scene::new();
    set_up(&scene, play);
    for files in &play.generations {
        let files = files.iter().map(|(target, content)| {
            let file = text(target, content);
            if play.forced.contains(target) { forced(file) } else { file }
        });
        let backup = if play.backup { bak() } else { Backup::None };
        if scene.try_switch(&scene.plan(files.collect()), backup).is_err() {
            break;
        }
    }
    scene.tree()
}

fn with_manager(sources: &Path, play: &Play) -> BTreeMap<String, String> {
    let (manager, scene) = (Manager::new(sources), Scene::new());
    set_up(&scene, play);
    for number in 0..play.generations.len() {
        if !manager.switch(&scene.home.dir, number, play) {
            break;
        }
    }
    manager.tree(&scene)
}

/// Where Home Manager's sources are, if that is said.
pub(crate) fn sources() -> Option<PathBuf> {
    let sources = std::env::var_os("HMEVAL_HOME_MANAGER").map(PathBuf::from);
    if sources.is_none() {
        println!("skipped: HMEVAL_HOME_MANAGER names no sources of Home Manager");
    }
    sources
}

#[test]
fn trees_are_those_of_home_manager() {
    let Some(sources) = sources() else { return };
    for play in plays() {
        let (theirs, ours) = (with_manager(&sources, &play), with_hmeval(&play));
        let mut wanted = theirs.clone();
        for (path, shown) in &play.better {
            match shown {
                Some(shown) => wanted.insert((*path).to_owned(), (*shown).to_owned()),
                None => wanted.remove(*path),
            };
        }
        assert_eq!(ours, wanted, "{}", play.name);
        assert!(play.better.is_empty() || theirs != ours, "{}: there is no difference any more", play.name);
    }
}

/// A home goes from Home Manager to hmeval and back, five times; links of either are the other's to replace.
#[test]
fn a_home_goes_back_and_forth() {
    let Some(sources) = sources() else { return };
    let manager = Manager::new(&sources);
    let mut scene = Scene::new();
    scene.home = Home { store: manager.path("store"), ..scene.home };
    scene.write("mine", "of the user");
    let current = scene.home.manager_state.join("gcroots/current-home");
    fs::create_dir_all(current.parent().unwrap()).unwrap();
    for round in 0..5 {
        let play = Play { generations: vec![vec![("a", "1"), (".config/theirs", "2")]], ..Play::default() };
        assert!(manager.switch(&scene.home.dir, 0, &play), "round {round}");
        let farm = manager.path("generation");
        fs::create_dir_all(&farm).unwrap();
        let _ = fs::remove_file(farm.join("home-files"));
        std::os::unix::fs::symlink(manager.path("store/0-home-manager-files"), farm.join("home-files"))
            .unwrap();
        let _ = fs::remove_file(&current);
        std::os::unix::fs::symlink(&farm, &current).unwrap();
        scene.switch(vec![text("a", "1"), text(".config/ours", "3")]);
        let tree = scene.tree();
        assert_eq!(tree.get("a").map(String::as_str), Some("= 1"), "round {round}");
        assert!(!tree.contains_key(".config/theirs") && tree.contains_key(".config/ours"), "{tree:?}");
        // Home Manager's check does not know links of ours.
        scene.uninstall();
        assert_eq!(scene.tree().len(), 1, "round {round}: {:?}", scene.tree());
    }
    assert_eq!(scene.read("mine"), "of the user");
}
