//! What is said of a text while somebody types: one mistake for each that is there, and nothing that rests on what the parser
//! lost.

use serde_json::{Value, json};

use crate::client::Client;

/// The titles and texts of the changes at a place, best first.
fn changes(client: &mut Client, range: &Value) -> Vec<(String, String)> {
    let document = json!({ "uri": client.uri("home.nix") });
    let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    let shown = |action: &Value| {
        (action["title"].as_str().unwrap().to_owned(), client.edited(&action["edit"], "home.nix"))
    };
    actions.as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn a_broken_text_has_one_mistake_and_nothing_unused() {
    let mut client = Client::open(&[("home.nix", "{ }")], "utf-16");
    client.wait_for_evaluation();
    for (binding, told) in [
        ("home.sessionPath = [ ;", ";"),
        ("home.homeDirectory = if true then \"/h\";", ";"),
        ("home.username = let e = \"x\"; ;", ";"),
        ("programs.git = {\n  enable = true; }\n  lfs.enable = true;\n};", "}"),
        ("/* a comment", "/*"),
    ] {
        let text = format!(
            "{{ pkgs, lib, ... }}:\nlet e = \"v\"; in\n{{\n{binding}\nhome.packages = [ pkgs.git ];\nhome.sessionVariables = lib.mkForce {{ E = e; }};\n}}\n"
        );
        client.change("home.nix", &text);
        let found = client.diagnostics("home.nix", |found| found.iter().any(|one| one["code"] == "syntax"));
        assert!(found.iter().all(|one| one["code"] != "unused"), "{text}{found:#?}");
        let syntax: Vec<_> = found.iter().filter(|one| one["code"] == "syntax").collect();
        assert_eq!(syntax.len(), 1, "{text}{syntax:#?}");
        assert_eq!(client.piece(&syntax[0]["range"]), told, "{text}");
        assert!(syntax[0]["codeDescription"]["href"].is_string(), "{syntax:?}");
        let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 6 } });
        assert_eq!(changes(&mut client, &whole), [], "{text}");
    }
    client.close();
}

#[test]
fn a_bracket_too_many_is_removed() {
    let mut client = Client::open(&[("home.nix", "{ }")], "utf-16");
    let text = "{\n  programs.git = {\n    enable = true; }\n    lfs.enable = true;\n  };\n}\n";
    client.change("home.nix", text);
    let found = client.diagnostics("home.nix", |found| found.iter().any(|one| one["code"] == "syntax"));
    let changes = changes(&mut client, &found[0]["range"]);
    assert_eq!(changes[0], ("Remove `}`".to_owned(), text.replace("; }", ";")), "{changes:?}");
    client.close();
}

#[test]
fn a_variable_that_hides_another_is_told() {
    let text = "let e = \"x\"; in { home.username = let e = \"y\"; in e; home.sessionPath = [ e ]; }";
    let mut client = Client::open(&[("home.nix", text)], "utf-16");
    let found = client.diagnostics("home.nix", |found| found.iter().any(|one| one["code"] == "shadowing"));
    let hint = found.iter().find(|one| one["code"] == "shadowing").unwrap();
    assert_eq!((client.piece(&hint["range"]), &hint["severity"]), ("e", &json!(4)));
    assert_eq!(client.piece(&hint["relatedInformation"][0]["location"]["range"]), "e");
    client.close();
}

#[test]
fn an_account_that_is_right_has_no_mistake() {
    // One of the other two is found when everything is checked.
    let text = "{ lib, ... }: {\n  accounts.email.accounts.w = { primary = true; address = \"a@b.c\"; realName = \"J\"; };\n  \
                programs.bash.initExtra = lib.mkIf false \"x\";\n  home.shellAliases.la = lib.mkIf false \"b\";\n}\n";
    let mut client = Client::open(&[("home.nix", text)], "utf-16");
    let found = client.diagnostics("home.nix", |found| {
        found.iter().filter(|one| one["code"] == "dead-assignment").count() > 1
    });
    let mut told: Vec<_> = found.iter().map(|one| client.piece(&one["range"])).collect();
    told.sort_unstable();
    assert_eq!(told, ["initExtra", "la"], "{found:#?}");
    client.close();
}
