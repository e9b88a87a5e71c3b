//! This project's own flake: its outputs and its Home Manager module are what `fixtures/flake/check.json` says.

use std::path::Path;
use std::process::Command;

#[test]
fn outputs_and_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_hmeval"))
        .args(["nix-instantiate", "--eval", "--strict", "--json", "fixtures/flake/check.nix"])
        .current_dir(&root)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected =
        std::fs::read_to_string(root.join("fixtures/flake/check.json")).expect("the fixture is there");
    let parse = |text: &str| text.parse::<serde_json::Value>().expect("JSON");
    assert_eq!(parse(&String::from_utf8_lossy(&output.stdout)), parse(&expected));
}
