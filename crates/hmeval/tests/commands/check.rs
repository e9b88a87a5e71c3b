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
