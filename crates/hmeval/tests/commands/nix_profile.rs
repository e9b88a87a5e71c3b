//! A home that goes from Home Manager to hmeval and back, and the generations of both: with a real Nix, and a small
//! imitation of what Home Manager builds. Without Nix it is skipped.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use hmeval::Status;

use crate::nix_backend::{World, cannot_build, nix};
use crate::support::Run;

/// A configuration that both backends can make; `which` stands in its files.
const CONFIGURATION: &str = r##"
let
  which = "WHICH";
  texts = { "plain" = which; "deep/both" = which; "deep/er/${which}" = "only ${which}"; };
  names = builtins.attrNames texts;
  tool = name: derivation {
    inherit name; system = "x86_64-linux"; builder = "/bin/sh"; PATH = "/bin:/usr/bin";
    args = [ "-c" "mkdir -p $out/bin; echo ${name} >$out/bin/${name}" ];
  };
  # As `buildEnv` makes it: links to what is in the packages.
  path = derivation {
    name = "home-manager-path"; system = "x86_64-linux"; builder = "/bin/sh"; PATH = "/bin:/usr/bin";
    args = [ "-c" "mkdir -p $out/bin; ln -s ${tool "tool-of-${which}-1.0"}/bin/* ${tool "other-tool-2"}/bin/* $out/bin" ];
  };
  files = derivation {
    name = "home-manager-files"; system = "x86_64-linux"; builder = "/bin/sh"; PATH = "/bin:/usr/bin";
    args = [ "-c" (builtins.concatStringsSep "\n" (map (name: ''
      mkdir -p "$out/$(dirname '${name}')"; printf %s '${texts.${name}}' >"$out/${name}"
    '') names)) ];
  };
in {
  options = { };
  config = {
    assertions = [ ];
    warnings = [ ];
    home = {
      username = "alice"; homeDirectory = "HOME"; packages = [ ]; sessionVariables = { }; activation = { };
      file = builtins.mapAttrs (target: text: {
        inherit target; enable = true; executable = null; recursive = false; force = false; onChange = "";
        source = builtins.toFile "text" text;
      }) texts;
      activationPackage = derivation {
        name = "home-manager-generation"; system = "x86_64-linux"; builder = "/bin/sh"; PATH = "/bin:/usr/bin";
        inherit files path; script = ./activate;
        args = [ "-c" ''
          mkdir $out
          ln -s $files $out/home-files
          ln -s $path $out/home-path
          echo 1 >$out/gen-version
          cp $script $out/activate
          chmod +x $out/activate
        '' ];
      };
    };
  };
}
"##;

/// Links the files of a generation, and removes those of the one before: with the rules of Home Manager on whose a link is.
const ACTIVATE: &str = r#"#!/bin/bash
# Takes --driver-version 1.
set -eu
new=$(readlink -e "$(dirname "$0")/home-files")
root=$HOME/.local/state/home-manager/gcroots/current-home
old=$(readlink -e "$root/home-files" || true)
is_ours() { [[ $(readlink "$1") == *-home-manager-files/* ]]; }
echo "Activating checkLinkTargets"
cd "$new"
find . -type f | while read -r file; do
  if [[ -e $HOME/$file ]] && ! is_ours "$HOME/$file"; then echo "'$HOME/$file' would be clobbered"; exit 1; fi
done
echo "Activating writeBoundary"
if [[ -n $old ]]; then
  (cd "$old"; find . -type f) | while read -r file; do
    if [[ ! -e $new/$file ]] && is_ours "$HOME/$file"; then
      rm "$HOME/$file"
      (cd "$HOME"; rmdir -p --ignore-fail-on-non-empty "$(dirname "$file")")
    fi
  done
fi
find . -type f | while read -r file; do
  mkdir -p "$HOME/$(dirname "$file")"
  ln -sfT "$new/${file#./}" "$HOME/$file"
done
mkdir -p "$(dirname "$root")"
ln -sfT "$(dirname "$(readlink -e "$0")")" "$root"
"#;

/// A world with two configurations, or nothing where there is no Nix.
struct Homes {
    world: World,
    path: String,
}

impl Homes {
    fn new() -> Option<Self> {
        let nix = nix().filter(|nix| nix.with_file_name("nix-env").exists());
        let Some(nix) = nix else {
            println!("skipped: there is no Nix with nix-env");
            return None;
        };
        let world = World::new();
        world.add_daemon(&nix);
        for program in ["nix-env", "nix-store"] {
            symlink(nix.with_file_name(program), world.path(&format!("bin/{program}"))).unwrap();
        }
        for which in ["a", "b"] {
            let home = world.path("home");
            let text = CONFIGURATION.replace("WHICH", which).replace("HOME", home.to_str().unwrap());
            fs::write(world.path(&format!("{which}.nix")), text).unwrap();
        }
        fs::write(world.path("activate"), ACTIVATE).unwrap();
        // Where Nix looks first; what it makes itself has the name of whoever runs the tests.
        fs::create_dir_all(world.path("home/.local/state/nix/profiles")).unwrap();
        fs::create_dir(world.path("home/deep")).unwrap();
        fs::write(world.path("home/deep/mine"), "of the user").unwrap();
        let path = format!("{}:/usr/bin:/bin", world.path("bin").display());
        let homes = Homes { world, path };
        let run = homes.hmeval(&["build", "--backend", "nix", "-f", "a.nix"]);
        (!cannot_build(run.status, &run.err)).then_some(homes)
    }

    fn hmeval(&self, args: &[&str]) -> Run {
        self.world.hmeval(args, &self.path)
    }

    fn done(&self, args: &[&str]) -> String {
        let run = self.hmeval(args);
        assert_eq!(run.status, Status::Done, "{args:?}: {}", run.err);
        run.out
    }

    /// The home must be that of a configuration, and its links lead to where this is found.
    fn is(&self, which: &str, owner: &str) {
        let home = self.world.path("home");
        let mut found = BTreeMap::new();
        let mut folders = vec![home.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(&home).unwrap().display().to_string();
                if name.starts_with('.') {
                    continue;
                } else if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else {
                    let is_owned =
                        fs::read_link(&path).is_ok_and(|to| to.display().to_string().contains(owner));
                    found.insert(name, (fs::read_to_string(&path).unwrap(), is_owned));
                }
            }
        }
        let wanted = [
            ("plain".to_owned(), (which.to_owned(), true)),
            ("deep/both".to_owned(), (which.to_owned(), true)),
            (format!("deep/er/{which}"), (format!("only {which}"), true)),
            ("deep/mine".to_owned(), ("of the user".to_owned(), false)),
        ];
        assert_eq!(found, wanted.into_iter().collect());
    }

    /// The numbers of the generations that are listed, the current one first.
    fn listed(&self) -> Vec<u64> {
        let listed = self.done(&["generations", "--json"]);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&listed).unwrap();
        let mut rows: Vec<_> = rows
            .iter()
            .map(|row| (!row["current"].as_bool().unwrap(), row["id"].as_u64().unwrap()))
            .collect();
        rows.sort_unstable();
        rows.into_iter().map(|(_, id)| id).collect()
    }
}

#[test]
fn a_home_goes_to_home_manager_and_back() {
    let Some(homes) = Homes::new() else { return };
    for _ in 0..5 {
        homes.done(&["switch", "--backend", "nix", "-f", "a.nix"]);
        homes.is("a", "-home-manager-files/");
        homes.done(&["switch", "-f", "b.nix"]);
        homes.is("b", "/hmeval/objects/");
        homes.done(&["switch", "--backend", "nix", "-f", "b.nix"]);
        homes.is("b", "-home-manager-files/");
        homes.done(&["switch", "-f", "a.nix"]);
        homes.is("a", "/hmeval/objects/");
    }
}

#[test]
fn packages_are_those_of_the_present_home() {
    let Some(homes) = Homes::new() else { return };
    let run = homes.hmeval(&["packages", "--backend", "nix"]);
    assert_eq!(run.status, Status::Failed, "{}", run.err);
    assert!(run.err.contains("no current generation"), "{}", run.err);
    homes.done(&["switch", "--backend", "nix", "-f", "b.nix"]);
    assert_eq!(homes.done(&["packages"]), "other-tool-2\ntool-of-b-1.0\n");
    homes.done(&["switch", "-f", "a.nix"]);
    assert_eq!(homes.done(&["packages"]), "");
    assert_eq!(homes.done(&["packages", "--backend", "nix"]), "other-tool-2\ntool-of-b-1.0\n");
}

#[test]
fn a_file_in_the_way_is_refused_before_the_links_go_over() {
    let Some(homes) = Homes::new() else { return };
    homes.done(&["switch", "-f", "a.nix"]);
    fs::create_dir_all(homes.world.path("home/deep/er")).unwrap();
    fs::write(homes.world.path("home/deep/er/b"), "mine").unwrap();
    let run = homes.hmeval(&["switch", "--backend", "nix", "-f", "b.nix"]);
    assert_eq!(run.status, Status::Refused, "{}", run.err);
    assert!(run.err.contains("deep/er/b' would be lost"), "{}", run.err);
    fs::remove_file(homes.world.path("home/deep/er/b")).unwrap();
    homes.is("a", "/hmeval/objects/");
    assert_eq!(homes.listed(), [1]);
    // Without links of hmeval's it is the script that refuses; it says so before it writes.
    homes.done(&["uninstall", "--yes"]);
    fs::write(homes.world.path("home/plain"), "mine").unwrap();
    let run = homes.hmeval(&["switch", "--backend", "nix", "-f", "b.nix"]);
    assert_eq!(run.status, Status::Refused, "{}", run.err);
    assert!(run.err.contains("nothing in the home was changed"), "{}", run.err);
}

#[test]
fn generations_of_the_profile() {
    let Some(homes) = Homes::new() else { return };
    for which in ["a", "b", "a"] {
        homes.done(&["switch", "--backend", "nix", "-f", &format!("{which}.nix")]);
    }
    assert_eq!(homes.listed(), [3, 1, 2]);
    let listed = homes.done(&["generations"]);
    assert!(
        listed.contains(": id 3 -> ") && listed.contains("-home-manager-generation (current)\n"),
        "{listed}"
    );
    homes.done(&["rollback"]);
    homes.is("b", "-home-manager-files/");
    assert_eq!(homes.listed(), [2, 1, 3]);
    homes.done(&["switch-generation", "1"]);
    homes.is("a", "-home-manager-files/");
    assert_eq!(homes.hmeval(&["rollback"]).status, Status::Refused);
    let run = homes.hmeval(&["remove-generations", "2", "1"]);
    assert!(run.status == Status::Failed && run.err.contains("1 is the current one"), "{}", run.err);
    homes.done(&["remove-generations", "2"]);
    assert_eq!(homes.listed(), [1, 3]);
    // hmeval takes over: the generations are its own now, but the others can be asked for.
    homes.done(&["switch", "-f", "b.nix"]);
    assert_eq!(homes.listed(), [1]);
    homes.is("b", "/hmeval/objects/");
    homes.done(&["switch-generation", "3", "--backend", "nix"]);
    homes.is("a", "-home-manager-files/");
    assert_eq!(homes.listed(), [3, 1]);
    homes.done(&["expire-generations", "-0 days"]);
    assert_eq!(homes.listed(), [3]);
    assert!(Path::new(&homes.world.path("home/.local/state/hmeval/generations/1")).is_dir());
}
