//! The built-in library: the functions of `lib.hm`, and the flakes of `fixtures/library` with the library as their inputs.

use std::path::Path;

use hmeval_tests::program::{End, Program};
use libtest_mimic::Trial;

use crate::{skipped, test};

/// A flake's folder, an attribute path of its outputs, and the value that it has, as JSON.
const VALUES: [(&str, &str, &str); 9] = [
    (
        "nixos",
        "nixosConfigurations.orchard.config.home-manager.users.pear.home.sessionVariables.ORCHARD",
        "\"orchard\"",
    ),
    (
        "nixos",
        "nixosConfigurations.orchard.config.home-manager.users.plum.home.homeDirectory",
        "\"/home/plum\"",
    ),
    ("nixos", "nixosConfigurations.orchard.config.home-manager.users.plum.programs.direnv.enable", "true"),
    (
        "nixos",
        "nixosConfigurations.orchard.config.systemd.services.home-manager-pear.serviceConfig.User",
        "\"pear\"",
    ),
    ("inline", "nixosConfigurations.meadow.config.home-manager.users.clover.home.stateVersion", "\"23.11\""),
    ("standalone", "homeConfigurations.fern.config.home.sessionVariables.SHADE", "\"deep\""),
    ("standalone", "homeConfigurations.fern.config.home.profileDirectory", "\"/home/fern/.nix-profile\""),
    ("darwin", "darwinConfigurations.cider.config.home-manager.users.quince.home.username", "\"quince\""),
    (
        "system-manager",
        "systemConfigs.default.config.home-manager.users.rowan.home.file.\".config/grove/trees.txt\".text",
        "\"rowan\\n\"",
    ),
];

/// The tests of the library.
pub(crate) fn trials() -> Vec<Trial> {
    let root = hmeval_tests::root();
    let mut trials = Vec::new();
    if root.join("library/nixpkgs/lib/default.nix").exists() {
        let root = root.clone();
        trials.push(test("library::flakes::lib.hm", move || {
            evaluates_to(&root, "import ./lib-hm.nix { }", "[]")
        }));
    } else {
        trials.push(skipped("library::flakes::lib.hm", "there is no library/nixpkgs/lib"));
    }
    let has_packages = root.join("library/nixpkgs/default.nix").exists();
    for (folder, attribute, value) in VALUES {
        let name = format!("library::flakes::{folder}::{attribute}");
        if !has_packages {
            trials.push(skipped(name, "there is no package set in library/nixpkgs"));
            continue;
        }
        let root = root.clone();
        let expression = format!("(import ./outputs.nix {{ folder = ./{folder}; }}).{attribute}");
        trials.push(test(name, move || evaluates_to(&root, &expression, value)));
    }
    trials
}

/// Evaluates an expression in `fixtures/library` and compares its JSON.
fn evaluates_to(root: &Path, expression: &str, expected: &str) -> Result<(), String> {
    let folder = root.join("fixtures/library");
    let args = ["eval", "--impure", "--json", "--expr", expression];
    let output = Program::hmeval().run(&args, b"", &folder).map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    match output.end == End::Exit(0) && stdout.trim_end() == expected {
        true => Ok(()),
        false => Err(format!("{:?}\n{stdout}\n{}", output.end, String::from_utf8_lossy(&output.stderr))),
    }
}
