//! `hmeval check`: mistakes that hide each other, and the places of those that a library tells.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Run, fixture, hmeval};

/// Stands in front of the token that a diagnostic is about.
const MARK: char = '§';

/// A file in a folder of its own, without the marks in it.
struct Written {
    _dir: tempfile::TempDir,
    path: PathBuf,
    /// Lines and columns of the marks.
    marks: Vec<(usize, usize)>,
}

fn written(text: &str) -> Written {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().canonicalize().unwrap().join("module.nix");
    std::fs::write(&path, text.replace(MARK, "")).unwrap();
    let mut marks = Vec::new();
    for (line, content) in text.lines().enumerate() {
        let found = content.chars().enumerate().filter(|(_, character)| *character == MARK);
        marks.extend(found.enumerate().map(|(earlier, (at, _))| (line + 1, at + 1 - earlier)));
    }
    Written { _dir: dir, path, marks }
}

fn check(arguments: &[&str]) -> (Run, Vec<Value>) {
    let run = hmeval(&[&["check", "--format", "json"][..], arguments].concat());
    let document: Value =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err));
    let found = document["diagnostics"].as_array().unwrap().clone();
    (run, found)
}

/// A home or host of the built-in library.
fn check_as(kind: &str, file: &Path) -> (Run, Vec<Value>) {
    check(&["--impure", "--as", kind, "--library", "builtin", "--file", file.to_str().unwrap()])
}

/// A module by itself, with the module system of the built-in library.
fn check_module(file: &Path) -> Vec<Value> {
    let library = fixture("../library/nixpkgs/lib");
    let expr = format!("(import {library}).evalModules {{ modules = [ {} ]; }}", file.display());
    check(&["--impure", "--expr", &expr]).1
}

/// The places of the mistakes with this code, in order; defaults of the library that nobody needs are none.
fn places(found: &[Value], code: &str) -> Vec<(usize, usize)> {
    let number = |one: &Value, name: &str| usize::try_from(one[name].as_u64().unwrap_or(0)).unwrap();
    let of_code = found.iter().filter(|one| one["code"] == code && one["severity"] == "error");
    let mut places: Vec<_> = of_code.map(|one| (number(one, "line"), number(one, "column"))).collect();
    places.sort_unstable();
    places
}

const HOME: &str =
    "home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\";";

#[test]
fn every_missing_file_is_told() {
    let file = written(&format!(
        "{{ {HOME}\n  home.file.a.source = §./no1;\n  home.file.b.source = §./no2;\n  home.file.c.text = \"c\";\n  \
         xdg.configFile.d.source = §./sub/no3;\n}}\n"
    ));
    let (_, found) = check_as("home", &file.path);
    assert_eq!(places(&found, "evaluation"), file.marks, "{found:#?}");
}

const THINGS: &str = "
  options.things = lib.mkOption {
    type = lib.types.listOf (lib.types.submodule {
      options.name = lib.mkOption { type = lib.types.str; };
      options.sizes = lib.mkOption { type = lib.types.listOf (lib.types.submodule {
        options.n = lib.mkOption { type = lib.types.int; };
      }); default = [ ]; };
    });
  };
  options.names = lib.mkOption { type = lib.types.listOf lib.types.str; };
  config.names = map (thing: thing.name + toString (map (size: size.n) thing.sizes)) config.things;
";

#[test]
fn a_value_that_an_element_lacks_is_missing_there() {
    let file = written(&format!(
        "{{ lib, config, ... }}: {{ {THINGS}
  config.things = lib.mkMerge [
    [ {{ name = \"a\"; }} ]
    (lib.mkBefore [ {{ name = \"b\"; }} §{{ sizes = [ ]; }} ])
  ];
}}"
    ));
    let found = check_module(&file.path);
    assert_eq!(places(&found, "missing-value"), file.marks, "{found:#?}");
}

#[test]
fn a_value_that_an_element_of_a_computed_list_lacks_is_missing_in_its_text() {
    let file = written(&format!(
        "{{ lib, config, ... }}: {{ {THINGS}
  config.things = builtins.genList (n: {{ §sizes = [ {{ inherit n; }} ]; }}) 1;
}}"
    ));
    let found = check_module(&file.path);
    assert_eq!(places(&found, "missing-value"), file.marks, "{found:#?}");
}

#[test]
fn a_name_in_lists_in_each_other_is_told_where_it_is_written() {
    let file = written(&format!(
        "{{ lib, config, ... }}: {{ {THINGS}
  config.things = [ {{ name = \"a\"; sizes = [ {{ n = 1; §m = [ \"x\" ]; }} ]; }} ];
}}"
    ));
    let found = check_module(&file.path);
    assert_eq!(places(&found, "unknown-option"), file.marks, "{found:#?}");
}

const HOST: &str = "
  boot.loader.grub.enable = false;
  fileSystems.\"/\" = { device = \"/dev/sda1\"; fsType = \"ext4\"; };
  system.stateVersion = \"25.05\";
  users.users.jane.isNormalUser = true;
";

const HOMES: &str = "
  imports = [ <home-manager/nixos> ];
  home-manager.users.jane.home.stateVersion = \"25.05\";
";

#[test]
fn a_home_without_a_user_is_told_of_at_the_home() {
    for packages in ["true", "false"] {
        let file = written(&format!(
            "{{ {HOST} {HOMES}
  home-manager.useUserPackages = {packages};
  home-manager.users.§ghost.home.stateVersion = \"25.05\";
}}"
        ));
        let (_, found) = check_as("nixos", &file.path);
        let errors: Vec<_> = found.iter().filter(|one| one["severity"] == "error").collect();
        assert!(!errors.is_empty());
        for error in errors {
            let place = (error["line"].as_u64().unwrap(), error["column"].as_u64().unwrap());
            let (line, column) = file.marks[0];
            assert_eq!(place, (line as u64, column as u64), "{error:#}");
            let help = error["help"].to_string();
            assert!(help.contains("users.users.ghost = { isNormalUser = true; }"), "{help}");
        }
    }
}

#[test]
fn an_option_of_the_homes_of_a_host_is_known_as_one_of_home_manager() {
    let file = written(&format!(
        "{{ lib, ... }}: {{ {HOST} {HOMES}
  home-manager.sharedModules = [
    {{ options.programs.mine.label = lib.mkOption {{ type = lib.types.str; default = \"\"; }}; }}
  ];
  programs.mine.label = \"x\";
}}"
    ));
    let (_, found) = check_as("nixos", &file.path);
    assert_eq!(places(&found, "unknown-option").len(), 1, "{found:#?}");
    let one = found.iter().find(|one| one["code"] == "unknown-option").unwrap();
    assert_eq!(one["notes"][0], "`programs.mine.label` exists in Home Manager, not in NixOS");
    // An option of another section that ends with the same name is not meant.
    assert_eq!(one["suggestions"], serde_json::json!([]));
}

#[test]
fn a_look_for_suggestions_says_nothing() {
    let file = written(
        "{ lib, ... }: {
  options.program.name = lib.mkOption { type = builtins.warn \"looked at\" lib.types.str; default = \"\"; };
  config.pogram.name = \"x\";
}",
    );
    let library = fixture("../library/nixpkgs/lib");
    let expr = format!("(import {library}).evalModules {{ modules = [ {} ]; }}", file.path.display());
    let (run, found) = check(&["--impure", "--expr", &expr]);
    assert_eq!(found[0]["suggestions"][0], "program.name", "{found:#?}");
    assert!(!run.err.contains("looked at"), "{}", run.err);
}

#[test]
fn a_contradiction_of_a_library_is_told_once_with_the_words_of_the_user() {
    let file = written(&format!(
        "{{ {HOST}
  systemd.services.a = {{ script = \"x\"; serviceConfig.§ExecStart = \"/b\"; }};
}}"
    ));
    let (_, found) = check_as("nixos", &file.path);
    let conflict = found.iter().find(|one| one["code"] == "conflict").unwrap();
    assert_eq!(places(&found, "conflict"), file.marks, "{found:#?}");
    let help = conflict["help"][0].as_str().unwrap();
    assert!(help.contains("lib.mkForce \"/b\""), "{help}");
    let related = conflict["related"].as_array().unwrap();
    assert_eq!(related.len(), 1, "{related:#?}");
    assert_ne!(related[0]["file"], file.path.to_str().unwrap());
}
