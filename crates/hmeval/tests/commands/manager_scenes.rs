//! The scenes of Home Manager's own tests of files and of the standalone program, told anew and played with hmeval and
//! its built-in library. docs/activation.md lists them, and what became of each.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use hmeval::Status;

use crate::support::{Run, fixture, hmeval_in};

/// A temporary home, and the folder of sources that the fixtures name.
pub(super) struct Scene {
    folder: tempfile::TempDir,
    home: PathBuf,
}

impl Scene {
    pub(super) fn new() -> Self {
        Scene::named("home")
    }

    /// With a home of this name.
    fn named(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let scene = Scene { home: folder.path().join(name), folder };
        fs::create_dir(&scene.home).unwrap();
        for (file, text) in [
            (".hidden", "hidden\n"),
            ("with spaces!", "spaces\n"),
            ("tree/plain", "plain\n"),
            ("tree/deep/program", "program\n"),
            ("overlap/first", "first"),
            ("overlap/second", "second"),
            ("overlap/third", "third"),
        ] {
            let path = scene.source(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::set_permissions(scene.source("tree/deep/program"), fs::Permissions::from_mode(0o755)).unwrap();
        symlink("/nowhere", scene.source("tree/astray")).unwrap();
        scene
    }

    pub(super) fn source(&self, name: &str) -> PathBuf {
        self.folder.path().join("scene").join(name)
    }

    pub(super) fn hmeval(&self, args: &[&str]) -> Run {
        self.with_overlap(args, "ignore")
    }

    fn with_overlap(&self, args: &[&str], overlap: &str) -> Run {
        let (home, path) = (self.home.to_str().unwrap(), std::env::var("PATH").unwrap());
        let scene = self.source("").to_str().unwrap().trim_end_matches('/').to_owned();
        let variables =
            [("HOME", home), ("USER", "alice"), ("PATH", &path), ("SCENE", &scene), ("OVERLAP", overlap)];
        hmeval_in(args, self.folder.path(), &variables)
    }

    fn done(&self, args: &[&str]) -> Run {
        let run = self.hmeval(args);
        assert_eq!(run.status, Status::Done, "{args:?}: {}", run.err);
        run
    }

    /// `switch` of a module with the built-in library.
    pub(super) fn switch(&self, module: &str, more: &[&str]) -> Run {
        let base = ["switch", "--impure", "--library", "builtin", "--as", "home", "-f", module];
        self.hmeval(&[&base[..], more].concat())
    }

    /// What a path in the home is: its text, with `*` if it is executable; `-> ` and where for links that lead nowhere.
    pub(super) fn shown(&self, target: &str) -> Option<String> {
        shown(&self.home.join(target))
    }

    /// Everything in the home but the state.
    fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![self.home.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(&self.home).unwrap().display().to_string();
                if path.is_dir() && !path.is_symlink() {
                    if name != ".local/state/hmeval" {
                        folders.push(path);
                    }
                } else {
                    tree.insert(name, shown(&path).unwrap_or_default());
                }
            }
        }
        tree
    }
}

fn shown(path: &Path) -> Option<String> {
    if fs::symlink_metadata(path).is_err() {
        return None;
    }
    Some(match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => "/".to_owned(),
        Ok(meta) => {
            let mark = if meta.permissions().mode() & 0o100 == 0 { "" } else { "*" };
            format!("{mark}{}", fs::read_to_string(path).unwrap())
        }
        Err(_) => {
            let mut to = fs::read_link(path).unwrap();
            while let Ok(next) = fs::read_link(&to) {
                to = next;
            }
            format!("-> {}", to.display())
        }
    })
}

/// files-text, -disabled, -executable, -hidden-source, -source-with-spaces, -target-with-shellvar,
/// -out-of-store-symlink, -recursive-overlap-ignore.
#[test]
fn files_are_what_home_manager_makes_of_them() {
    let scene = Scene::new();
    let run = scene.switch(&fixture("activation/files.nix"), &[]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    for (target, wanted) in [
        ("text", Some("two lines\nof text\n")),
        ("program", Some("*#!/bin/sh\n")),
        ("off", None),
        (".hidden", Some("hidden\n")),
        ("with spaces!", Some("spaces\n")),
        ("$HOME/$NOTHING/a name", Some("as it is written")),
        ("outside", Some("spaces\n")),
        ("folder", Some("/")),
        ("folder/deep/program", Some("*program\n")),
        ("tree/plain", Some("plain\n")),
        ("tree/deep/program", Some("*program\n")),
        ("tree/astray", Some("-> /nowhere")),
        ("all-programs/plain", Some("*plain\n")),
        ("all-programs/deep/program", Some("*program\n")),
        ("all-programs/astray", Some("-> /nowhere")),
        ("no-programs/plain", Some("plain\n")),
        ("no-programs/deep/program", Some("program\n")),
        ("no-programs/astray", Some("-> /nowhere")),
        ("overlap/first", Some("first")),
        ("overlap/second", Some("second")),
        ("overlap/third", Some("third")),
    ] {
        assert_eq!(scene.shown(target).as_deref(), wanted, "{target}");
    }
    assert!(scene.home.join("folder").is_symlink() && !scene.home.join("tree").is_symlink());
    // The link to outside leads there by way of the state, and sees what becomes of it.
    let by_way = fs::read_link(scene.home.join("outside")).unwrap();
    assert_eq!(fs::read_link(by_way).unwrap(), scene.source("with spaces!"));
    fs::write(scene.source("with spaces!"), "later\n").unwrap();
    assert_eq!(scene.shown("outside").as_deref(), Some("later\n"));
    assert_eq!(scene.shown("with spaces!").as_deref(), Some("spaces\n"));
}

/// files-recursive-overlap-override, and the third way.
#[test]
fn files_that_overlap_can_win_or_be_refused() {
    let scene = Scene::new();
    let args = ["switch", "--impure", "--library", "builtin", "--as", "home", "-f"];
    let module = fixture("activation/files.nix");
    let args = [&args[..], &[&module]].concat();
    let run = scene.with_overlap(&args, "error");
    assert_eq!(run.status, Status::Refused, "{}", run.err);
    assert!(run.err.contains("'overlap/second' is also a file of a recursive folder"), "{}", run.err);
    assert!(scene.tree().is_empty());
    let run = scene.with_overlap(&args, "override");
    assert_eq!(run.status, Status::Done, "{}", run.err);
    let wanted = [("first", "first"), ("second", "of the file"), ("third", "of the file with a target")];
    for (name, text) in wanted {
        assert_eq!(scene.shown(&format!("overlap/{name}")).as_deref(), Some(text));
    }
}

/// files-target-conflict.
#[test]
fn files_that_want_the_same_place_are_an_error() {
    let scene = Scene::new();
    let run = scene.switch(&fixture("activation/conflict.nix"), &[]);
    assert_eq!(run.status, Status::Failed, "{}", run.err);
    assert!(run.err.contains("Conflicting managed target files: the place"), "{}", run.err);
    assert!(scene.tree().is_empty());
}

/// standalone-standard-basics: from the first configuration to the home without anything.
#[test]
fn a_home_from_its_beginning_to_its_end() {
    let scene = Scene::new();
    let written = scene.done(&["init", "--no-flake"]).out;
    let file = written.trim().to_owned();
    assert!(file.ends_with(".config/home-manager/home.nix"), "{file}");
    let run = scene.switch(&file, &[]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    assert!(scene.home.join(".cache/.keep").is_symlink(), "{:?}", scene.tree());
    let state = scene.home.join(".local/state/hmeval");
    assert_eq!(fs::read_link(state.join("current")).unwrap(), Path::new("generations/1"));

    let text = fs::read_to_string(&file).unwrap();
    let (begin, _) = text.rsplit_once('}').unwrap();
    let next = "home.file.test.text = \"test\"; home.sessionVariables.EDITOR = \"emacs\"; programs.bash.enable = true;";
    fs::write(&file, format!("{begin} {next} }}")).unwrap();
    assert_eq!(scene.switch(&file, &[]).status, Status::Done);
    assert_eq!(scene.shown("test").as_deref(), Some("test"));
    assert!(scene.shown(".bash_profile").is_some() && scene.shown(".profile").is_some());
    let listed = scene.done(&["generations"]).out;
    assert!(
        listed.contains(": id 2 -> ") && listed.contains(" (current)\n") && listed.contains(": id 1 ->"),
        "{listed}"
    );
    let option =
        ["show", "home.username", "--json", "--impure", "--library", "builtin", "--as", "home", "-f", &file];
    assert_eq!(scene.done(&option).out.trim(), "\"alice\"");

    scene.done(&["uninstall", "--yes"]);
    let left: Vec<_> = scene.tree().into_keys().collect();
    assert_eq!(left, [".config/home-manager/home.nix"]);
    assert!(!state.exists());
}

/// standalone-specialisation.
#[test]
fn a_specialisation_comes_and_goes() {
    let scene = Scene::new();
    let file = scene.folder.path().join("home.nix");
    let module = r#"{
      home = { username = "alice"; homeDirectory = builtins.getEnv "HOME"; stateVersion = "26.05"; };
      home.file.test.text = "test";
      specialisation.more.configuration.systemd.user.services.more = {
        Unit.Description = "More";
        Service.ExecStart = "/bin/true";
        Install.WantedBy = [ "default.target" ];
      };
    }"#;
    fs::write(&file, module).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(scene.switch(file, &[]).status, Status::Done);
    let base = scene.tree();
    let run = scene.switch(file, &["--specialisation", "nosuch"]);
    assert_eq!(run.status, Status::Failed);
    assert!(run.err.contains("no specialisation 'nosuch'"), "{}", run.err);
    assert_eq!(scene.tree(), base);
    let run = scene.switch(file, &["--specialisation", "more"]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    let unit = scene.shown(".config/systemd/user/more.service").unwrap();
    assert!(unit.contains("Description=More\n"), "{unit}");
    assert!(scene.shown(".config/systemd/user/default.target.wants/more.service").is_some());
    assert_eq!(scene.switch(file, &[]).status, Status::Done);
    assert_eq!(scene.tree(), base);
}

#[test]
fn a_generation_of_a_specialisation_has_its_values() {
    let scene = Scene::new();
    let file = scene.folder.path().join("home.nix");
    let module = r#"{
      home = { username = "alice"; homeDirectory = builtins.getEnv "HOME"; stateVersion = "26.05"; };
      home.sessionVariables.EDITOR = "vi";
      specialisation.more.configuration = { lib, ... }: {
        home.sessionVariables.EDITOR = lib.mkForce "emacs";
        programs.git.enable = true;
      };
    }"#;
    fs::write(&file, module).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(scene.switch(file, &[]).status, Status::Done);
    let run = scene.switch(file, &["-c", "more"]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    let changed = scene.done(&["diff", "1", "2"]).out;
    assert!(changed.contains("+ programs.git.enable = true\n"), "{changed}");
    assert!(changed.contains("~ home.sessionVariables.EDITOR = \"vi\" -> \"emacs\"\n"), "{changed}");
}

#[test]
fn each_warning_is_said_once() {
    let scene = Scene::new();
    let file = scene.folder.path().join("home.nix");
    let module = r#"{ lib, ... }: {
      home = { username = "alice"; homeDirectory = builtins.getEnv "HOME"; stateVersion = "26.05"; };
      warnings = [ "careful" "of two\nlines" (lib.warn "colourful" "other") ];
      specialisation.more.configuration.warnings = [ "of more" ];
    }"#;
    fs::write(&file, module).unwrap();
    let file = file.to_str().unwrap();
    let count = |text: &str, part: &str| text.matches(part).count();
    for command in ["plan", "switch"] {
        let err = scene.done(&[command, "--impure", "--library", "builtin", "--as", "home", "-f", file]).err;
        for part in ["careful", "of two", "lines", "colourful", "other"] {
            assert_eq!(count(&err, part), 1, "{part}: {err}");
        }
    }
    let err = scene.switch(file, &["-c", "more"]).err;
    assert_eq!((count(&err, "of more"), count(&err, "careful")), (1, 1), "{err}");
}

/// home-with-symbols.
#[test]
fn a_home_with_symbols_in_its_name() {
    let scene = Scene::named("alice@home\\extra");
    let file = scene.done(&["init", "--no-flake"]).out.trim().to_owned();
    let run = scene.switch(&file, &[]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    assert!(scene.home.join(".cache/.keep").is_symlink());
}

/// A user of a host, on a machine that has neither Nix nor anything of the user's but one file: what the host says of
/// files in the way counts.
#[test]
fn a_user_of_a_host_on_a_fresh_machine() {
    let scene = Scene::new();
    let flake = r#"{
      inputs.nixpkgs.url = "github:nixos/nixpkgs/nixos-unstable";
      inputs.system-manager.url = "github:numtide/system-manager";
      inputs.home-manager.url = "github:nix-community/home-manager";
      outputs = { system-manager, home-manager, ... }: {
        systemConfigs.default = system-manager.lib.makeSystemConfig {
          modules = [
            home-manager.nixosModules.home-manager
            {
              nixpkgs.hostPlatform = "x86_64-linux";
              users.users.alice = { isNormalUser = true; home = "HOME"; };
              home-manager.backupFileExtension = "old";
              home-manager.users.alice = {
                home.stateVersion = "24.05";
                home.file.".config/greeting".text = "hello\n";
                programs.git = { enable = true; userName = "Alice"; userEmail = "alice@example.com"; };
                systemd.user.services.greet = {
                  Unit.Description = "Greet";
                  Service.ExecStart = "/bin/true";
                };
              };
            }
          ];
        };
      };
    }"#;
    fs::write(scene.folder.path().join("flake.nix"), flake.replace("HOME", scene.home.to_str().unwrap()))
        .unwrap();
    fs::create_dir(scene.home.join(".config")).unwrap();
    fs::write(scene.home.join(".config/greeting"), "my own\n").unwrap();
    let switch = ["switch", "users.alice", "--library", "builtin"];
    let run = scene.done(&switch);
    assert!(run.err.contains(".config/greeting' is moved to"), "{}", run.err);
    for (target, text) in [(".config/greeting", "hello\n"), (".config/greeting.old", "my own\n")] {
        assert_eq!(scene.shown(target).as_deref(), Some(text));
    }
    let git = scene.shown(".config/git/config").unwrap();
    assert!(git.contains("[user]\n\temail = \"alice@example.com\"\n\tname = \"Alice\"\n"), "{git}");
    let unit = scene.shown(".config/systemd/user/greet.service").unwrap();
    assert_eq!(unit, "[Service]\nExecStart=/bin/true\n\n[Unit]\nDescription=Greet\n");
    let before = scene.tree();
    assert!(!scene.done(&switch).err.contains("moved"));
    assert_eq!(scene.tree(), before);
}

/// Between two configurations `diff` tells of options too.
#[test]
fn options_of_two_flakes_are_compared() {
    let scene = Scene::new();
    let flake = |name: &str, module: &str| {
        let text = format!(
            r#"{{
              inputs.nixpkgs.url = "github:nixos/nixpkgs/nixos-unstable";
              inputs.home-manager.url = "github:nix-community/home-manager";
              outputs = {{ nixpkgs, home-manager, ... }}: {{
                homeConfigurations.alice = home-manager.lib.homeManagerConfiguration {{
                  pkgs = nixpkgs.legacyPackages.x86_64-linux;
                  modules = [
                    {{ home = {{ username = "alice"; homeDirectory = "/home/alice"; stateVersion = "26.05"; }}; }}
                    {{ {module} }}
                  ];
                }};
              }};
            }}"#
        );
        let folder = scene.folder.path().join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("flake.nix"), text).unwrap();
        format!("path:{}#alice", folder.display())
    };
    let old = flake("old", r#"programs.git = { enable = true; settings.user.name = "A"; };"#);
    let new = flake(
        "new",
        r#"programs.git = { enable = true; settings.user.name = "B"; }; programs.bash.enable = true;"#,
    );
    let diff = |args: &[&str]| scene.done(&[&["diff", "--library", "builtin"], args].concat()).out;
    let said = diff(&[&old, &new]);
    for line in [
        "+ programs.bash.enable = true\n",
        "~ programs.git.settings.user.name = \"A\" -> \"B\"\n",
        "+ .bashrc\n",
    ] {
        assert!(said.contains(line), "no {line:?} in {said}");
    }
    let json: serde_json::Value = serde_json::from_str(&diff(&["--json", &new, &old])).unwrap();
    let options = json["options"].as_array().unwrap();
    let bash = options.iter().find(|change| change["option"] == "programs.bash.enable").unwrap();
    assert_eq!((bash["old"].as_str(), bash["new"].as_str()), (Some("true"), None));
    assert_eq!(diff(&[&old, &old]), "");
}
