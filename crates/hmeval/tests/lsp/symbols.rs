//! Names in all files of a configuration.

use serde_json::json;

use crate::client::Client;

#[test]
fn a_file_that_can_belong_to_nothing_is_answered_too() {
    let text = "{ colours.red = \"#f00\"; }";
    let mut client = Client::open(&[("colours.nix", text)], "utf-16");
    let answer = client.ask("workspace/symbol", json!({ "query": "red" }));
    assert_eq!(answer[0]["name"], "colours.red", "{answer}");
    client.close();
}

#[test]
fn names_are_found_in_files_that_are_not_open() {
    let home = "{ imports = [ ./options.nix ]; programs.git.enable = true; }\n";
    let options = "{ lib, ... }:\n{\n  /* \u{1f600} */ options.my.feature.\"log level\" = lib.mkOption { default = 1; };\n  \
                   config.home.sessionVariables.A = \"b\";\n}\n";
    let mut client = Client::open(
        &[("home.nix", home), ("options.nix", options), ("other.nix", "{ my.feature = 1; }")],
        "utf-16",
    );
    let found = |client: &mut Client, query: &str| {
        let answer = client.ask("workspace/symbol", json!({ "query": query }));
        let shown =
            |one: &serde_json::Value| (one["name"].as_str().unwrap().to_owned(), one["location"].clone());
        answer.as_array().unwrap().iter().map(shown).collect::<Vec<_>>()
    };
    // Letters with others between them; the file that nothing reads has none.
    let symbols = found(&mut client, "myLog");
    let names: Vec<&str> = symbols.iter().map(|(name, _)| &name[..]).collect();
    assert_eq!(names, ["my.feature.\"log level\"", "my.feature.\"log level\".default"]);
    assert_eq!(symbols[0].1["uri"], client.uri("options.nix"));
    assert_eq!(symbols[0].1["range"]["start"], json!({ "line": 2, "character": 30 }));
    assert_eq!(symbols[0].1["range"]["end"], json!({ "line": 2, "character": 41 }));
    assert_eq!(found(&mut client, "home.sessionV")[0].0, "home.sessionVariables.A");
    assert!(found(&mut client, "git.userName").is_empty());
    // What is open is searched as it is in the editor.
    client.change("home.nix", &home.replace("git.enable = true", "git.userName = \"x\""));
    assert_eq!(found(&mut client, "git.userName")[0].1["uri"], client.uri("home.nix"));
    client.close();
}
