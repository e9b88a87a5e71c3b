//! `--backend nix` with a real Nix, whose daemon serves a store in a temporary folder; without one it is skipped.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use hmeval::{Environment, Process, Status, Terminal, run_with};

use crate::support::Run;

/// A home, a store, and a configuration.
pub(crate) struct World {
    folder: tempfile::TempDir,
}

const CONFIGURATION: &str = r##"
let
  dep = derivation {
    name = "dep"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo built >$out" ];
  };
  kept = builtins.filterSource (path: kind: baseNameOf path != "left-out") ./source;
  text = builtins.toFile "text" "a text\n";
  flat = builtins.path { path = ./source/one; recursive = false; name = "flat"; };
in {
  options = { };
  config = {
    assertions = [ ];
    warnings = [ "mind the gap" ];
    home.activationPackage = derivation {
      name = "home-manager-generation"; system = "x86_64-linux"; builder = "/bin/sh"; PATH = "/bin:/usr/bin";
      inherit dep kept text flat;
      whole = ./source;
      args = [ "-c" ''
        mkdir $out
        cat $dep $text $flat $kept/one $whole/left-out >$out/all
        ls $kept >>$out/all
        {
          echo '#!/bin/sh'
          echo 'echo "backup with $HOME_MANAGER_BACKUP_EXT"'
          echo 'cat "''${0%/*}/all" >"$HOME/all"'
        } >$out/activate
        chmod +x $out/activate
      '' ];
    };
  };
}
"##;

impl World {
    pub(crate) fn new() -> Self {
        let world = World { folder: tempfile::tempdir().unwrap() };
        for folder in ["bin", "conf", "home", "source"] {
            fs::create_dir(world.path(folder)).unwrap();
        }
        for name in ["one", "left-out"] {
            fs::write(world.path("source").join(name), format!("{name}\n")).unwrap();
        }
        fs::write(world.path("home.nix"), CONFIGURATION).unwrap();
        let conf = "sandbox = true\nsandbox-paths = /bin /usr /lib /lib64\nsubstituters =\nbuild-users-group =\n\
                    build-hook =\nbuilders =\nexperimental-features = nix-command\n";
        fs::write(world.path("conf/nix.conf"), conf).unwrap();
        world
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a `nix-daemon` before all others.
    pub(crate) fn add_daemon(&self, nix: &Path) {
        // Older releases have the daemon under this name only.
        let old = nix.with_file_name("nix-daemon");
        let command = match old.exists() {
            true => format!("'{}'", old.display()),
            false => format!("'{}' --extra-experimental-features nix-command daemon", nix.display()),
        };
        let script = format!("#!/bin/sh\nexec {command} \"$@\"\n");
        let program = self.path("bin/nix-daemon");
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub(crate) fn hmeval(&self, args: &[&str], path: &str) -> Run {
        let args: Vec<OsString> =
            std::iter::once("hmeval").chain(args.iter().copied()).map(Into::into).collect();
        let variables = [
            ("HOME", self.path("home")),
            ("USER", "alice".into()),
            ("PATH", path.into()),
            ("NIX_STORE_DIR", self.path("store")),
            ("NIX_STATE_DIR", self.path("var")),
            ("NIX_LOG_DIR", self.path("log")),
            ("NIX_CONF_DIR", self.path("conf")),
        ];
        let variables =
            variables.into_iter().map(|(name, value)| (name.into(), value.into_os_string())).collect();
        let dir = self.folder.path().to_str().unwrap().as_bytes().to_vec();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let process = Process {
            stdin: &mut &b""[..],
            stdout: &mut out,
            stderr: &mut err,
            terminal: Terminal::default(),
            environment: Environment::new(variables, dir),
        };
        let status = run_with(&args, process);
        Run { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }
}

/// The program `nix` beside the oracle's `nix-instantiate`.
pub(crate) fn nix() -> Option<PathBuf> {
    let beside = std::env::var_os("HMEVAL_ORACLE").map(|path| Path::new(&path).with_file_name("nix"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    beside
        .into_iter()
        .chain(std::env::split_paths(&path).map(|folder| folder.join("nix")))
        .find(|nix| nix.is_file())
}

/// Whether a run failed because Nix cannot shut in its builders here, which is said.
pub(crate) fn cannot_build(status: Status, said: &str) -> bool {
    // The second is what releases before 2.18 say of it.
    let cannot = said.contains("sandbox") || said.contains("unexpected EOF reading a line");
    if status != Status::Done && cannot {
        println!("skipped: Nix cannot build here: {said}");
    }
    status != Status::Done && cannot
}

#[test]
fn what_nix_builds_is_activated() {
    let Some(nix) = nix() else {
        println!("skipped: there is no Nix");
        return;
    };
    let world = World::new();
    world.add_daemon(&nix);
    let path = format!("{}:/usr/bin:/bin", world.path("bin").display());
    let switch = ["switch", "--backend", "nix", "-b", "bak", "-f", "home.nix"];
    let Run { status, err: said, .. } = world.hmeval(&switch, &path);
    if cannot_build(status, &said) {
        return;
    }
    assert_eq!(status, Status::Done, "{said}");
    for part in ["mind the gap", "added 6 derivations and sources", "building '", "backup with bak"] {
        assert!(said.contains(part), "no '{part}' in {said}");
    }
    let all = fs::read_to_string(world.path("home/all")).unwrap();
    assert_eq!(all, "built\na text\none\none\nleft-out\none\n");
    // Nothing has to be added or built any more.
    let Run { status, err: said, .. } = world.hmeval(&switch, &path);
    assert_eq!(status, Status::Done, "{said}");
    assert!(!said.contains("added") && !said.contains("building"), "{said}");
}

#[test]
fn without_nix_it_is_said_what_is_missing() {
    let world = World::new();
    let Run { status, err: said, .. } =
        world.hmeval(&["switch", "--backend", "nix", "-f", "home.nix"], "/nowhere");
    assert_eq!(status, Status::Failed);
    assert!(said.contains("there is no Nix: the daemon's socket"), "{said}");
}
