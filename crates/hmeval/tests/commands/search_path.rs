//! Entries of the search path, and files of the command line, that are flakes or archives.

use std::process::Command;

use hmeval::Status;
use tempfile::TempDir;

use crate::support::{Run, hmeval_in};

/// A registry in which `pkgs` is a repository of this machine, and an archive beside it.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let write = |name: &str, text: &str| {
            let file = root.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        write("pkgs/default.nix", "{ v = 5; }");
        write("pkgs/lib/default.nix", "{ w = 6; }");
        write("archive/default.nix", "{ v = 7; }");
        let to = format!("{{\"type\": \"git\", \"url\": \"file://{}/pkgs\"}}", root.display());
        let from = "{\"type\": \"indirect\", \"id\": \"pkgs\"}";
        let entry = format!("{{\"from\": {from}, \"to\": {to}}}");
        write(".config/nix/registry.json", &format!("{{\"version\": 2, \"flakes\": [{entry}]}}"));
        for args in [&["init", "--quiet"][..], &["add", "--all"]] {
            let status = Command::new("git").args(args).current_dir(root.join("pkgs")).status().unwrap();
            assert!(status.success());
        }
        let mut builder = tar::Builder::new(std::fs::File::create(root.join("a.tar")).unwrap());
        builder.append_dir_all("archive", root.join("archive")).unwrap();
        builder.finish().unwrap();
        World { folder }
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn run(&self, args: &[&str], nix_path: &str) -> Run {
        let root = self.root();
        let config = "flake-registry =\nwarn-dirty = false";
        let variables = [
            ("HOME", root.to_str().unwrap()),
            ("NIX_CONFIG", config),
            ("NIX_CONF_DIR", "/dev/null"),
            ("NIX_PATH", nix_path),
        ];
        hmeval_in(args, &root, &variables)
    }

    fn eval(&self, expression: &str, nix_path: &str) -> Run {
        self.run(&["eval", "--impure", "--offline", "--expr", expression], nix_path)
    }
}

#[test]
fn entries_are_flakes() {
    let world = World::new();
    let found = world.eval("[ (import <pkgs>).v (import <pkgs/lib>).w ]", "pkgs=flake:pkgs").ok();
    assert_eq!(found, "[ 5 6 ]\n");
    let path = world.eval("<x>", "x=flake:pkgs:y=/nowhere").ok();
    assert!(path.starts_with("/nix/store/") && path.ends_with("-source\n"), "{path}");
    // What is wrong with a flake is an error, as in Nix, and not a reason to look further.
    let error = world.eval("<x>", "x=flake:nosuch").fails(Status::Failed);
    assert!(error.contains("cannot find flake 'flake:nosuch' in the flake registries"), "{error}");
    let error = world.eval("<x>", "x=flake:./pkgs").fails(Status::Failed);
    assert!(error.contains("flake reference './pkgs' is not an absolute path"), "{error}");
}

#[test]
fn entries_are_archives() {
    let world = World::new();
    let url = format!("file://{}/a.tar", world.root().display());
    assert_eq!(world.eval("(import <x>).v", &format!("x={url}")).ok(), "7\n");
    let run =
        world.run(&["nix-instantiate", "--eval", "-E", "(import <x>).v", "-I", &format!("x={url}")], "");
    assert_eq!(run.ok(), "7\n");
    let run = world.eval("<x>", &format!("x={url}.gz"));
    let error = run.fails(Status::Failed);
    for why in ["cannot be downloaded", "does not exist"] {
        let warning = format!("warning: Nix search path entry '{url}.gz' {why}, ignoring\n");
        assert!(error.contains(&warning), "{error}");
    }
}

#[test]
fn files_of_the_command_line_are_flakes_and_archives() {
    let world = World::new();
    let url = format!("file://{}/a.tar", world.root().display());
    assert_eq!(world.run(&["eval", "-f", &url, "v"], "").ok(), "7\n");
    assert_eq!(world.run(&["eval", "-f", "flake:pkgs", "v"], "").ok(), "5\n");
    let error = world.run(&["eval", "--offline", "-f", "channel:nosuch", "v"], "").fails(Status::Failed);
    let expected = "cannot fetch 'https://channels.nixos.org/nosuch/nixexprs.tar.xz'";
    assert!(error.contains(expected), "{error}");
}
