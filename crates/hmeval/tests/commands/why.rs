//! `hmeval why`.

use hmeval::Status;
use serde_json::{Value, json};

use crate::support::{configuration, fixture, hmeval};

/// What is said about an option of a configuration, as JSON.
fn why(module: &str, option: &str) -> Value {
    let out = hmeval(&["why", "users.u", option, "--json", "--expr", &configuration(module)]).ok();
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
