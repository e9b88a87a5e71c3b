//! `hmeval why`.

use hmeval::Status;
use serde_json::{Value, json};

use crate::support::{configuration, fixture, hmeval};

/// What is said about an option of a configuration, as JSON.
fn why(module: &str, option: &str) -> Value {
    let out = hmeval(&["why", "users.u", option, "--json", "--expr", &configuration(module)]).ok();
    serde_json::from_str(&out).unwrap()
}

/// The same of a module on its own, with the built-in library's module system.
fn with_library(module: &str, option: &str) -> Value {
    let library = fixture("../library/nixpkgs/lib");
    let expr = format!("(import {library}).evalModules {{ modules = [ ({module}) ]; }}");
    let out = hmeval(&["why", option, "--json", "--impure", "--expr", &expr]).ok();
    serde_json::from_str(&out).unwrap()
}

/// One field of each definition that is no default.
fn definitions(explained: &Value, field: &str) -> Vec<Value> {
    let definitions = explained["definitions"].as_array().unwrap().iter();
    definitions
        .filter(|definition| definition["isDefault"] == false)
        .map(|found| found[field].clone())
        .collect()
}

#[test]
fn the_text_says_where_a_value_comes_from() {
    let file = fixture("home/jdoe.nix");
    let out = hmeval(&["why", "users.jdoe", "programs.git.userName", "--file", &file]).ok();
    assert!(out.starts_with("programs.git.userName = \"J. Doe\"\n  type      null or string\n"), "{out}");
    assert!(out.ends_with("home/jdoe.nix:31:9\n  | \"J. Doe\"\n"), "{out}");
    assert_eq!(out, hmeval(&["why", "users.jdoe.programs.git.userName", "--file", &file]).ok());
}

#[test]
fn fates_follow_priorities_and_conditions() {
    let explained = why(
        "{ lib, config, ... }: { imports = [
            { home.username = ''u''; programs.git.enable = lib.mkForce false; }
            { programs.git.enable = lib.mkIf (1 > 2) true; }
            { programs.git.enable = lib.mkDefault true; }
        ]; programs.git.enable = true; }",
        "programs.git.enable",
    );
    assert_eq!(explained["value"], false);
    assert_eq!(explained["highestPrio"], 50);
    assert_eq!(definitions(&explained, "fate"), ["won", "pruned", "overridden", "overridden"]);
    assert_eq!(definitions(&explained, "priority"), [50, 100, 1000, 100]);
    assert_eq!(definitions(&explained, "source")[0], "lib.mkForce false");
    let condition = json!({ "source": "1 > 2", "value": false });
    assert_eq!(definitions(&explained, "condition")[1], condition);
    // What counts as overriding is named by its index.
    let winner =
        explained["definitions"].as_array().unwrap().iter().position(|one| one["fate"] == "won").unwrap();
    assert_eq!(definitions(&explained, "overriddenBy")[2..], [json!(winner), json!(winner)]);
}

#[test]
fn merged_definitions_and_places_inside_of_values() {
    let module = "{ lib, ... }: { imports = [ { home.shellAliases.b = ''2''; } ];
        home = { username = ''u''; shellAliases = { a = ''1''; }; }; }";
    let whole = why(module, "home.shellAliases");
    assert_eq!(definitions(&whole, "fate"), ["merged", "merged"]);
    let part = why(module, "home.shellAliases.a");
    assert_eq!((&part["value"], &part["declared"]), (&json!("1"), &json!(["home", "shellAliases"])));
    assert_eq!(definitions(&part, "fate"), ["won"]);
    assert_eq!(definitions(&part, "source"), ["''1''"]);
}

#[test]
fn all_bindings_of_a_definition_are_its_source() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().canonicalize().unwrap().join("module.nix");
    let text = "{ lib, ... }: {
  home.username = \"u\";
  home.sessionVariables.A = \"1\";
  home.sessionVariables = { B = \"2\"; };
}";
    std::fs::write(&file, text).unwrap();
    let whole = why(file.to_str().unwrap(), "home.sessionVariables");
    let both = "home.sessionVariables.A = \"1\";\nhome.sessionVariables = { B = \"2\"; };";
    assert!(definitions(&whole, "source").contains(&json!(both)), "{whole}");
}

#[test]
fn elements_of_merges_have_places_of_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("home.nix");
    let text = "{ lib, ... }: {
  home.username = \"u\"; home.homeDirectory = \"/home/u\"; home.stateVersion = \"25.05\";
  programs.zsh.initContent = lib.mkMerge [
    (lib.mkBefore \"a\")
    \"b\"
  ];
}";
    std::fs::write(&file, text).unwrap();
    let home = ["--as", "home", "--library", "builtin", "--file", file.to_str().unwrap()];
    let run = hmeval(&[&["why", "programs.zsh.initContent", "--json"][..], &home].concat());
    let mut explained: Value = serde_json::from_str(&run.out).unwrap();
    explained["definitions"].as_array_mut().unwrap().retain(|one| one["file"] == file.to_str().unwrap());
    assert_eq!(definitions(&explained, "source"), ["(lib.mkBefore \"a\")", "\"b\""]);
    assert_eq!(definitions(&explained, "line"), [4, 5]);
    assert_eq!(definitions(&explained, "column"), [5, 5]);
}

#[test]
fn defaults_are_definitions_too() {
    let explained = why("{ home.username = ''u''; }", "programs.git.enable");
    let default = &explained["definitions"][0];
    assert_eq!(
        (&default["fate"], &default["isDefault"], &default["priority"]),
        (&json!("won"), &json!(true), &json!(1500))
    );
    let text =
        hmeval(&["why", "programs.git.enable", "--expr", &configuration("{ home.username = ''u''; }")]).ok();
    assert!(text.ends_with("No module defines it.\n"), "{text}");
}

#[test]
fn what_is_no_option_is_an_error() {
    let file = fixture("home/jdoe.nix");
    let fails = |option: &str, status| hmeval(&["why", option, "--file", &file]).fails(status);
    assert!(fails("programs.git.enabel", Status::Failed).contains("did you mean `programs.git.enable`?"));
    assert!(fails("programs.git", Status::Usage).contains("a group of options"));
}

#[test]
fn wrappers_without_end_are_given_up() {
    let module = "{ lib, ... }: {
        home.username = ''u''; programs.git.userName = let twice = { _type = ''merge''; contents = [ twice twice ]; }; in twice;
    }";
    let run = hmeval(&["why", "users.u", "programs.git.userName", "--expr", &configuration(module)]);
    assert!(
        run.out.contains("not looked into") && run.out.contains("stack overflow"),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn conditions_are_told_as_they_are_written() {
    let explained = why(
        "{ lib, ... }: let work = builtins.elem 1 [ 1 ]; in { config = lib.mkIf work { home.username = ''u'';
            programs.git.enable = lib.mkIf (work && 1 < 2) (lib.mkIf true true); }; }",
        "programs.git.enable",
    );
    let sources = |conditions: &Value| -> Vec<Value> {
        conditions.as_array().unwrap().iter().map(|condition| condition["source"].clone()).collect()
    };
    assert_eq!(sources(&definitions(&explained, "conditions")[0]), ["work", "work && 1 < 2", "true"]);
}

const SUBMODULES: &str = "{ lib, ... }: {
  options.parts = lib.mkOption {
    default = [ ];
    type = lib.types.listOf (lib.types.submodule {
      options.size = lib.mkOption { type = lib.types.int; default = 1; };
    });
  };
  config = { parts = [ { size = 2; } { } { size = lib.mkForce 4; } ]; };
}";

#[test]
fn options_of_submodules_in_lists_are_options() {
    let third = with_library(SUBMODULES, "parts.2.size");
    assert_eq!(
        (&third["value"], &third["type"], &third["highestPrio"]),
        (&json!(4), &json!("signed integer"), &json!(50))
    );
    assert_eq!(definitions(&third, "source"), ["lib.mkForce 4"]);
    assert_eq!(third["declarations"].as_array().unwrap().len(), 1, "{third}");
    let second = with_library(SUBMODULES, "parts.1.size");
    assert_eq!((&second["value"], &second["highestPrio"]), (&json!(1), &json!(1500)));
    assert!(definitions(&second, "source").is_empty());
}

#[test]
fn what_a_renamed_option_passes_on_is_told_where_it_is_written() {
    let text = "{ lib, ... }: {
  imports = [ (lib.mkRenamedOptionModule [ ''old'' ''name'' ] [ ''new'' ''name'' ]) ];
  options = {
    new = lib.mkOption { type = lib.types.attrsOf lib.types.str; default = { }; };
    made = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    warnings = lib.mkOption { type = lib.types.listOf lib.types.str; };
  };
  config = { old.name = ''Jane''; made = lib.genAttrs [ ''a'' ] (_: 1); };
}";
    for option in ["new.name", "new"] {
        let renamed = with_library(text, option);
        assert_eq!(definitions(&renamed, "source"), ["''Jane''"], "{renamed}");
        assert_eq!(definitions(&renamed, "line"), [8], "{renamed}");
    }
    // Where the library has made the name, its text says nothing.
    assert_eq!(definitions(&with_library(text, "made.a"), "source"), [Value::Null]);
}

#[test]
fn definitions_that_contradict_each_other_are_in_conflict() {
    let module = "{ lib, ... }: {
        options.a = lib.mkOption { type = lib.types.str; default = ''d''; };
        options.s = lib.mkOption { type = lib.types.attrsOf lib.types.str; };
        imports = [ { a = ''x''; s.k = ''x''; s.l = ''x''; } ];
        config = { a = ''y''; s.k = ''y''; };
    }";
    let fates = |option: &str| definitions(&with_library(module, option), "fate");
    assert_eq!(fates("a"), ["conflict", "conflict"]);
    assert_eq!(fates("s.k"), ["conflict", "conflict"]);
    // The set has a value: one name in it has none.
    assert_eq!(fates("s"), ["merged", "merged"]);
    assert_eq!(fates("s.l"), ["won"]);
    assert_eq!(with_library(module, "a")["highestPrio"], 100);
}
