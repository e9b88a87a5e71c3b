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
