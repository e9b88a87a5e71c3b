//! `hmeval check`.

use hmeval::Status;

use crate::support::{configuration, fixture, hmeval};

const WRONG: &str = r#"{
  home.username = "u";
  home.homeDirectory = 17;
  home.file.x.text = throw "no text";
  programs.git.enable = true;
  programs.git.userName = [ ];
  warnings = [ "Careful!" ];
  assertions = [ { assertion = false; message = "Never right."; } { assertion = true; message = "Right."; } ];
}"#;

#[test]
fn everything_is_reported() {
    let run = hmeval(&["check", "--expr", &configuration(WRONG)]);
    assert_eq!(run.status, Status::Failed);
    let heads: Vec<_> =
        run.out.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).collect();
    let expected = [
        "error[assertion]: Never right.",
        "error[evaluation]: no text",
        "error[type]: A definition for option `home.homeDirectory' is not of type `string'. Definition values:",
        "error[type]: A definition for option `programs.git.userName' is not of type `null or string'. Definition values:",
        "warning[warning]: Careful!",
    ];
    assert_eq!(heads, expected);
    assert_eq!(run.err, "4 errors, 1 warning\n");
}

#[test]
fn programs_get_places() {
    let dir = tempfile::tempdir().unwrap();
    let module = dir.path().join("module.nix");
    std::fs::write(&module, "{\n  home.username = \"u\";\n  programs.gti.enable = true;\n}\n").unwrap();
    let module = module.canonicalize().unwrap();
    let run = hmeval(&["check", "--format", "json", "--expr", &configuration(module.to_str().unwrap())]);
    assert_eq!(run.status, Status::Failed);
    let place =
        format!("\"file\":\"{}\",\"line\":3,\"column\":12,\"endLine\":3,\"endColumn\":15", module.display());
    for part in ["\"code\":\"unknown-option\"", &place, "\"option\":[\"programs\",\"gti\"]"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn a_right_configuration_is_left_alone() {
    let run = hmeval(&["check", "--file", &fixture("home/jdoe.nix")]);
    assert_eq!((run.status, &run.out[..], &run.err[..]), (Status::Done, "", "0 errors, 0 warnings\n"));
    let json =
        hmeval(&["check", "--quiet", "--quiet", "--format", "json", "--file", &fixture("home/jdoe.nix")])
            .ok();
    assert_eq!(json, "{\"diagnostics\":[]}\n");
}

#[test]
fn what_is_behind_the_first_mistake_is_found() {
    // As nixpkgs' module system does: it merges all, and then refuses the whole for the first unknown option.
    let expr = r#"let
        mergeModules = prefix: modules: {
          matchedOptions.a.x = {
            _type = "option"; isDefined = true; files = [ "m" ];
            value = throw "A definition for option `a.x' is not of type `boolean'. Definition values:\n- In `m': 1";
          };
          unmatchedDefns = [ { prefix = [ "a" "y" ]; file = "m"; value = 2; } { prefix = [ "z" ]; file = "m"; value = 3; } ];
        };
        module = { _file = "m"; options = { }; config = { a.x = 1; a.y = 2; z = 3; }; };
        merged = mergeModules [ ] [ module ];
        refused = builtins.seq merged (throw "The option `a.y' does not exist. Definition values:\n- In `m': 2");
      in { config = refused; options = refused; }"#;
    let run = hmeval(&["check", "--format", "json", "--expr", expr]);
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let found: Vec<_> = found["diagnostics"].as_array().unwrap().iter().collect();
    let line = |text: &str| expr.lines().position(|line| line.contains(text)).unwrap() + 1;
    let module = expr.lines().nth(line("config = {") - 1).unwrap();
    let place = |code: &str, option: &str| {
        let one = found
            .iter()
            .find(|one| one["code"] == code && one["option"].as_array().unwrap().last().unwrap() == option);
        let one = one.unwrap_or_else(|| panic!("no {code} of {option}: {}", run.out));
        (one["line"].as_u64().unwrap() as usize, one["column"].as_u64().unwrap() as usize - 1)
    };
    let at = |text: &str, skipped: usize| (line("config = {"), module.find(text).unwrap() + skipped);
    assert_eq!(place("unknown-option", "y"), at("a.y", 2));
    assert_eq!(place("unknown-option", "z"), at("z = 3", 0));
    assert_eq!(place("type", "x"), at("a.x = 1", 6));
    assert_eq!(found.len(), 3, "{}", run.out);
}

/// A module file in a folder of its own, and the configuration with it.
fn module(text: &str) -> (tempfile::TempDir, String, String) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().canonicalize().unwrap().join("module.nix");
    std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let expr = configuration(&file);
    (dir, file, expr)
}

fn diagnostics(expr: &str, flags: &[&str]) -> Vec<serde_json::Value> {
    let run = hmeval(&[&["check", "--format", "json", "--expr", expr][..], flags].concat());
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    found["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn misspelt_options_come_with_a_fix() {
    let (_dir, file, expr) = module("{\n  home.username = \"u\";\n  programs.gti.enable = true;\n}\n");
    let found = diagnostics(&expr, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["suggestions"][0], "programs.git.enable");
    let edit = &found[0]["fix"]["edits"][0];
    assert_eq!((&edit["file"], &edit["line"]), (&file.into(), &3.into()));
    assert_eq!((&edit["column"], &edit["endColumn"]), (&3.into(), &15.into()));
    assert_eq!(edit["newText"], "programs.git");
}

#[test]
fn a_missing_semicolon_is_told_where_it_is_missing() {
    let (_dir, file, expr) = module("{\n  home.sessionPath = [ \"x\" ]\n  programs.git.enable = true;\n}\n");
    let found = diagnostics(&expr, &[]);
    let place = |one: &serde_json::Value| (one["line"].as_u64().unwrap(), one["column"].as_u64().unwrap());
    assert_eq!((&found[0]["code"], &found[0]["file"]), (&"syntax".into(), &file.into()));
    assert_eq!((place(&found[0]), place(&found[0]["related"][0])), ((2, 28), (3, 23)));
    let edit = &found[0]["fix"]["edits"][0];
    assert_eq!((place(edit), &edit["newText"]), ((2, 29), &";".into()));
}

#[test]
fn wrong_types_are_mended_where_the_value_is_clear() {
    let (_dir, _, expr) =
        module("{ home.username = \"u\"; programs.git.userName = 5; home.homeDirectory = [ ]; }");
    let found = diagnostics(&expr, &[]);
    let fix = |option: &str| {
        let one =
            found.iter().find(|one| one["option"].as_array().unwrap().last().unwrap() == option).unwrap();
        assert_eq!(one["code"], "type");
        one["fix"]["edits"][0]["newText"].clone()
    };
    assert_eq!(fix("userName"), "\"5\"");
    assert!(fix("homeDirectory").is_null());
}

#[test]
fn conflicts_show_both_places_and_the_way_out() {
    let (_dir, file, expr) =
        module("{ imports = [ { home.username = \"a\"; } ];\n  home.username = \"b\";\n}");
    let found = diagnostics(&expr, &[]);
    let conflict = found.iter().find(|one| one["code"] == "conflict").unwrap();
    let places = [&conflict["line"], &conflict["related"][0]["line"]];
    assert!(places.contains(&&1.into()) && places.contains(&&2.into()), "{conflict}");
    assert_eq!(conflict["related"][0]["file"], file);
    assert!(conflict["help"][0].as_str().unwrap().contains("lib.mkForce"));
}

#[test]
fn advice_replaces_what_gives_a_definition_its_priority() {
    let advice = |one: &str, other: &str| {
        let (_dir, _, expr) = module(&format!(
            "{{ lib, ... }}: {{ imports = [ {{ home.username = {one}; }} ]; home.username = {other}; }}"
        ));
        let found = diagnostics(&expr, &[]);
        let conflict = found.iter().find(|one| one["code"] == "conflict").unwrap();
        conflict["help"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(
        advice("lib.mkForce \"a\"", "lib.mkForce \"a\""),
        "`home.username = lib.mkOverride 49 \"a\";` wins against the others; or remove one of them"
    );
    assert_eq!(
        advice("lib.mkDefault \"a\"", "(lib.mkDefault \"a\")"),
        "`home.username = \"a\";` wins against the others"
    );
    let both = "`home.username = lib.mkForce (\"a\" + \"b\");` wins against the others, \
                `lib.mkDefault (\"a\" + \"b\")` loses against them";
    assert_eq!(advice("\"a\" + \"b\"", "\"a\" + \"b\""), both);
}

#[test]
fn a_wrong_value_is_marked_whole() {
    let (_dir, _, expr) = module("{ lib, ... }: {\n  home.username = lib.mkForce { };\n}");
    let found = diagnostics(&expr, &[]);
    let one = found.iter().find(|one| one["code"] == "type").unwrap();
    let place = ["line", "column", "endLine", "endColumn"].map(|name| one[name].as_u64().unwrap());
    assert_eq!(place, [2, 31, 2, 34]);
}

const LINTED: &str = r#"{ lib, ... }: {
  imports = [ { programs.git.enable = true; } ];
  home.username = "u";
  programs.git.enable = lib.mkForce false;
  programs.bash.enable = lib.mkIf false true;
  home.sessionVariables = lib.mkForce { A = "b"; };
  programs.git.userName = null;
}"#;

#[test]
fn lints_can_be_chosen() {
    let (_dir, _, expr) = module(LINTED);
    let codes = |flags: &[&str]| {
        let found = diagnostics(&expr, flags);
        found
            .iter()
            .map(|one| format!("{} {}:{}", one["code"].as_str().unwrap(), one["line"], one["column"]))
            .collect::<Vec<_>>()
    };
    let usual = codes(&[]);
    // The modules of the fixture are files of the user, too: `sessionVariables` has a definition in home.nix.
    assert_eq!(usual, ["silent-override 32:15", "dead-assignment 5:17", "silent-override 2:30"]);
    assert!(codes(&["--lint", "none"]).is_empty());
    assert_eq!(codes(&["--lint", "none", "--lint", "pinned-default"]), ["pinned-default 7:16"]);
    let strict = hmeval(&["check", "--lint", "silent-override=error", "--expr", &expr]);
    assert_eq!(strict.status, Status::Failed);
    let wrong = hmeval(&["check", "--lint", "silent-overide", "--expr", &expr]);
    assert_eq!(wrong.status, Status::Usage);
    assert!(wrong.err.contains("there are: silent-override"), "{}", wrong.err);
}

#[test]
fn rules_are_listed_and_explained() {
    let rules = hmeval(&["check", "--rules"]).ok();
    assert!(rules.lines().any(|line| line.starts_with("silent-override") && line.contains(" warn ")));
    let text = hmeval(&["check", "--explain", "conflict"]).ok();
    assert!(text.contains("lib.mkForce") && text.contains("https://"), "{text}");
    assert_eq!(hmeval(&["check", "--explain", "x"]).status, Status::Usage);
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let (_dir, file, expr) = module("{\n  home.username = \"u\";\n  programs.gti.enable = true;\n}\n");
    let run = hmeval(&["check", "--format", "sarif", "--expr", &expr]);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let rule =
        &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!((&rule["id"], &result["ruleId"]), (&"unknown-option".into(), &"unknown-option".into()));
    assert!(rule["help"]["text"].is_string() && rule["helpUri"].as_str().unwrap().starts_with("https://"));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], format!("file://{file}"));
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&3.into(), &12.into()));
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "programs.git");
}

#[test]
fn github_annotations_are_one_line_each() {
    let (_dir, file, expr) = module("{\n  home.username = \"u\";\n  programs.gti.enable = true;\n}\n");
    let run = hmeval(&["check", "--format", "github", "--expr", &expr]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 1, "{}", run.out);
    let start = format!(
        "::error file={},line=3,col=12,endLine=3,endColumn=15,title=hmeval%3A unknown-option::",
        &file[1..]
    );
    assert!(lines[0].starts_with(&start), "{}", lines[0]);
    assert!(lines[0].contains("%0Adid you mean programs.git.enable?"), "{}", lines[0]);
}

#[test]
fn elements_of_a_list_that_fails_may_have_conditions() {
    let (_dir, _, expr) = module(
        "{
            home.username = \"u\";
            imports = [ { warnings = 5; } ];
            warnings = [ { _type = \"if\"; condition = false; content = \"never\"; } \"always\" ];
        }",
    );
    let found = diagnostics(&expr, &[]);
    let said: Vec<_> =
        found.iter().filter(|one| one["code"] == "warning").map(|one| &one["message"]).collect();
    assert_eq!(said, ["always"], "{found:?}");
}

#[test]
fn each_failure_in_a_list_of_warnings_is_reported() {
    let (_dir, _, expr) = module(
        "{ config, lib, ... }: {
            home.username = \"u\";
            imports = [
                { warnings = lib.mkIf (throw \"first\") [ \"x\" ]; }
                { warnings = lib.mkIf true (throw \"second\"); }
                { warnings = [ (lib.mkIf (throw \"third\") \"x\") \"always\" ]; }
            ];
        }",
    );
    let found = diagnostics(&expr, &[]);
    let mut said: Vec<_> = found.iter().map(|one| one["message"].as_str().unwrap()).collect();
    said.sort_unstable();
    assert_eq!(said, ["always", "first", "second", "third"], "{found:?}");
}
