//! Several open folders, and files that belong to a configuration elsewhere.

use serde_json::{Value, json};

use crate::client::Client;

#[test]
fn another_folder_keeps_what_was_found_in_it() {
    let files = [("one.nix", "{ programs.git.enabel = true; }"), ("two.nix", "{ home.packages = [ ]; }")];
    let mut client = Client::open_in_folders(&files, &["first", "second"]);
    let is_unknown = |found: &[Value]| found.iter().any(|one| one["code"] == "unknown-option");
    client.diagnostics("first/one.nix", is_unknown);
    client.open_too("second/two.nix", "{ programs.gti.enable = true; }");
    // What was found in the first folder is never taken back before the second one is done.
    let (uri, second) = (client.uri("first/one.nix"), client.uri("second/two.nix"));
    let done = client.message_when(|message| {
        let params = &message["params"];
        let found = params["diagnostics"].as_array()?;
        match params["uri"] == uri {
            true if found.is_empty() => Some(false),
            true => None,
            false => (params["uri"] == second && is_unknown(found)).then_some(true),
        }
    });
    assert!(done, "the mistake in the first folder was taken back");
    let document = json!({ "uri": uri, "version": 2 });
    let changes = json!([{ "text": "{ programs.git.enable = true; }" }]);
    client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    client.message_when(|message| {
        let params = &message["params"];
        (params["uri"] == uri && params["diagnostics"].as_array()?.is_empty()).then_some(())
    });
    client.close();
}

#[test]
fn conflicts_through_an_old_name_are_told_in_both_files() {
    let home = "{ imports = [ ./git.nix ]; programs.git.userName = \"Joe\"; }";
    let git = "{ programs.git.enable = true; programs.git.userName = \"Jane\"; }";
    let mut client = Client::open(&[("home.nix", home), ("git.nix", git)], "utf-16");
    let found = client.diagnostics("home.nix", |found| found.iter().any(|one| one["code"] == "conflict"));
    let errors: Vec<_> = found.iter().filter(|one| one["severity"] == 1).collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!(client.piece(&errors[0]["range"]), "userName");
    let other = Value::from(client.uri("git.nix"));
    let related = errors[0]["relatedInformation"].as_array().unwrap();
    assert!(related.iter().any(|place| place["location"]["uri"] == other), "{errors:#?}");
    client.close();
}

#[test]
fn a_configuration_behind_an_import_is_found() {
    let library = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library");
    let library = library.canonicalize().unwrap();
    let make = format!(
        "{{ modules }}: let lib = import {0}/nixpkgs/lib; in\n(import {0}/home-manager/lib {{ inherit lib; }}).homeManagerConfiguration {{\n  \
         pkgs = import {0}/nixpkgs {{ system = \"x86_64-linux\"; }};\n  inherit modules;\n}}\n",
        library.display()
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().canonicalize().unwrap().join("make.nix");
    std::fs::write(&path, make).unwrap();
    let default = format!("import {} {{ modules = [ ./home.nix ./b.nix ]; }}\n", path.display());
    let b = "{ home.username = \"j\"; home.homeDirectory = \"/h\"; home.stateVersion = \"25.05\"; programs.git.enable = false; }";
    let files = [("home.nix", "{ programs.git.enable = true; }"), ("b.nix", b), ("default.nix", &default)];
    let mut client = Client::open(&files, "utf-16");
    client.any_diagnostic(|one| one["code"] == "conflict");
    client.close();
}
