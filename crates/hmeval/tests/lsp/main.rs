//! The language server, as an editor meets it: over standard input and output.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

mod arguments;
mod client;
mod complete;
mod folders;
mod homes;
mod hostile;
mod inputs;
mod mistakes;
mod neovim;
mod rename;
mod symbols;
mod typing;
mod values;

use client::Client;
use serde_json::{Value, json};

/// A home that is right.
const HOME: &str = "{ config, lib, pkgs, ... }:\n{\n  # \u{1f600} \u{e4}\n  home.username = \"jdoe\";\n  \
                    programs.git.enable = true;\n  home.sessionVariables.EDITOR = \"vi\";\n}\n";

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter(|one| one["severity"] == 1).filter_map(|one| one["code"].as_str()).collect()
}

fn has(code: &'static str) -> impl Fn(&[Value]) -> bool {
    move |found| codes(found).contains(&code)
}

#[test]
fn mistakes_of_the_text_come_at_once() {
    let mut client = Client::open(&[("home.nix", "{ a = ; b = [ 1 2; c = \"\u{1f600}\" + x; }\n")], "utf-16");
    let found = client.diagnostics("home.nix", |found| !found.is_empty());
    assert!(codes(&found).iter().filter(|code| **code == "syntax").count() >= 2, "{found:?}");
    client.change("home.nix", "{ lib, ... }:\n{ /* \u{1f600} */ home.file = pkgs; }\n");
    let found = client.diagnostics("home.nix", has("undefined-variable"));
    let undefined = found.iter().find(|one| one["code"] == "undefined-variable").unwrap();
    assert_eq!(client.piece(&undefined["range"]), "pkgs");
    let document = json!({ "uri": client.uri("home.nix") });
    let params =
        json!({ "textDocument": document, "range": undefined["range"], "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    let action =
        actions.as_array().unwrap().iter().find(|action| action["title"] == "Add `pkgs` to the arguments");
    assert!(client.edited(&action.unwrap()["edit"], "home.nix").starts_with("{ lib, pkgs, ... }:"));
    client.close();
}

#[test]
fn a_server_is_shut_down_before_it_ends() {
    let mut client = Client::open(&[("home.nix", "{ }")], "utf-16");
    client.tell("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));

    let mut client = Client::open(&[("home.nix", "{ }")], "utf-16");
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    for method in ["textDocument/hover", "shutdown"] {
        let answer = client.request(method, client.params_at("home.nix", "{", 0));
        assert_eq!(answer["error"]["code"], -32600, "{answer}");
    }
    client.tell("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn an_unknown_option_is_found_and_mended() {
    let mut client = Client::open(&[("home.nix", HOME)], "utf-16");
    let wrong = HOME.replace("git.enable", "git.enabel");
    client.change("home.nix", &wrong);
    let found = client.diagnostics("home.nix", has("unknown-option"));
    let unknown = found.iter().find(|one| one["code"] == "unknown-option").unwrap();
    assert_eq!(client.piece(&unknown["range"]), "enabel");
    let document = json!({ "uri": client.uri("home.nix") });
    let params = json!({ "textDocument": document, "range": unknown["range"], "context": { "diagnostics": [unknown] } });
    let actions = client.ask("textDocument/codeAction", params);
    let mended = client.edited(&actions[0]["edit"], "home.nix");
    assert_eq!(mended, HOME);
    client.change("home.nix", &mended);
    client.diagnostics("home.nix", |found| codes(found).is_empty());
    client.change("home.nix", &HOME.replace("enable = true", "enable = \"yes\""));
    let found = client.diagnostics("home.nix", has("type"));
    let wrong = found.iter().find(|one| one["code"] == "type").unwrap();
    assert_eq!(client.piece(&wrong["range"]), "\"yes\"");
    client.close();
}

#[test]
fn options_are_completed_and_explained() {
    let mut client = Client::open(&[("home.nix", HOME)], "utf-16");
    let hover = client.ask_at("textDocument/hover", "home.nix", "git.enable", 4);
    let text = hover["contents"]["value"].as_str().unwrap().to_owned();
    assert!(text.starts_with("**programs.git.enable**: boolean") && text.contains("value: `true`"), "{text}");
    assert_eq!(client.piece(&hover["range"]), "enable");
    let definition = client.ask_at("textDocument/definition", "home.nix", "git.enable", 4);
    assert!(
        definition.as_array().unwrap().iter().any(|place| place["uri"] == client.uri("home.nix")),
        "{definition}"
    );
    let declaration = client.ask_at("textDocument/declaration", "home.nix", "git.enable", 4);
    assert!(declaration[0]["uri"].as_str().unwrap().contains("/library/"), "{declaration}");

    client.change("home.nix", &HOME.replace("programs.git.enable = true;", "programs.git.\n"));
    let labels = labels(&client.ask_at("textDocument/completion", "home.nix", "git.\n", 4));
    assert!(labels.iter().any(|label| label == "enable"), "{labels:?}");
    client.change("home.nix", &HOME.replace("git.enable = true", "git.enable = "));
    let labels = self::labels(&client.ask_at("textDocument/completion", "home.nix", "enable = ", 9));
    assert!(
        ["true", "false", "lib"].iter().all(|word| labels.iter().any(|label| label == word)),
        "{labels:?}"
    );
    client.change("home.nix", &HOME.replace("= true", "= lib.mkF"));
    let labels = self::labels(&client.ask_at("textDocument/completion", "home.nix", "lib.mkF", 7));
    assert!(labels.iter().any(|label| label == "mkForce"), "{labels:?}");
    client.close();
}

fn labels(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn variables_are_followed_and_renamed() {
    let text = "let /* \u{1f600} */ one = 1; two = one; in one + two + import ./other.nix\n";
    let mut client = Client::open(&[("a.nix", text), ("other.nix", "1")], "utf-16");
    let found = client.ask_at("textDocument/references", "a.nix", "one = 1", 1);
    assert_eq!(found.as_array().unwrap().len(), 3);
    let position = client.ask_at("textDocument/prepareRename", "a.nix", "one;", 1);
    assert_eq!(client.piece(&position), "one");
    let place = json!({ "line": 0, "character": position["start"]["character"] });
    let document = json!({ "uri": client.uri("a.nix") });
    let rename = |name: &str| json!({ "textDocument": document, "position": place, "newName": name });
    let edit = client.ask("textDocument/rename", rename("first"));
    assert_eq!(client.edited(&edit, "a.nix"), text.replace("one", "first"));
    for refused in ["two", "in", "9", "import"] {
        let answer = client.request("textDocument/rename", rename(refused));
        assert!(answer.get("error").is_some(), "{refused}: {answer}");
    }
    let file = client.ask_at("textDocument/definition", "a.nix", "./other.nix", 3);
    assert_eq!(file["uri"], client.uri("other.nix"));
    client.close();
}

#[test]
fn the_outline_is_that_of_the_text() {
    let mut client = Client::open(&[("home.nix", HOME)], "utf-8");
    let document = json!({ "textDocument": { "uri": client.uri("home.nix") } });
    let symbols = client.ask("textDocument/documentSymbol", document.clone());
    let names: Vec<_> =
        symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["home.username", "programs.git.enable", "home.sessionVariables.EDITOR"]);
    assert_eq!(client.ask("textDocument/foldingRange", document.clone()).as_array().unwrap().len(), 1);
    let tokens = client.ask("textDocument/semanticTokens/full", document.clone());
    assert_eq!(tokens["data"].as_array().unwrap().len() % 5, 0);
    let unknown = client.request("textDocument/nonsense", document);
    assert_eq!(unknown["error"]["code"], -32601);
    client.close();
}

#[test]
fn the_configuration_of_a_module_is_found() {
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").canonicalize().unwrap();
    let configuration = format!(
        "let lib = import {0}/nixpkgs/lib; in\n(import {0}/home-manager/lib {{ inherit lib; }}).homeManagerConfiguration {{\n  \
         pkgs = import {0}/nixpkgs {{ system = \"x86_64-linux\"; }};\n  modules = [ ./home.nix ./other.nix ];\n}}\n",
        library.display()
    );
    let other = "{ home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\"; programs.git.enable = false; }\n";
    let files = [("home.nix", HOME), ("other.nix", other), ("default.nix", &configuration)];
    let mut client = Client::open(&files, "utf-16");
    let (place, conflict) = client.any_diagnostic(|one| one["code"] == "conflict");
    let (home, other) = (Value::from(client.uri("home.nix")), Value::from(client.uri("other.nix")));
    let related = if place == home { other } else { home };
    let places = conflict["relatedInformation"].as_array().unwrap();
    assert!(places.iter().any(|place| place["location"]["uri"] == related), "{conflict}");
    client.change("home.nix", &HOME.replace("enable = true", "enable = lib.mkForce true"));
    client.diagnostics("home.nix", |found| codes(found).is_empty());
    client.close();
}

#[test]
fn variables_and_packages_are_explained() {
    let text = "{ pkgs, ... }:\nlet\n  colour = \"red\";\nin\n{ home.sessionVariables.C = colour; home.packages = [ pkgs.git ]; }\n";
    let mut client = Client::open(&[("home.nix", text)], "utf-16");
    let hover = client.ask_at("textDocument/hover", "home.nix", "= colour;", 4);
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(told.contains("colour = \"red\";"), "{told}");
    assert_eq!(client.piece(&hover["range"]), "colour");
    let answer = client.ask_at("textDocument/completion", "home.nix", "pkgs.git", 8);
    let git = answer["items"].as_array().unwrap().iter().find(|item| item["label"] == "git").unwrap();
    let package = client.ask("completionItem/resolve", git.clone());
    let version = package["detail"].as_str().unwrap();
    assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{package}");
    client.close();
}

#[test]
fn modules_of_other_systems_are_checked_alone() {
    let mac = "{ system.defaults.dock.autohide = true; homebrew.enabel = true; }\n";
    let machine = "{ system-manager.allowAnyDistro = true; environment.ect = { }; }\n";
    for (text, wrong) in [(mac, "enabel"), (machine, "ect")] {
        let mut client = Client::open(&[("module.nix", text)], "utf-16");
        let found = client.diagnostics("module.nix", has("unknown-option"));
        let unknown: Vec<_> = found.iter().filter(|one| one["code"] == "unknown-option").collect();
        assert_eq!(unknown.len(), 1, "{found:#?}");
        assert_eq!(client.piece(&unknown[0]["range"]), wrong);
        client.close();
    }
}

#[test]
fn a_text_that_lies_nowhere_is_checked() {
    let mut client = Client::open(&[("home.nix", HOME)], "utf-16");
    let text = "{ programs.git.enabel = true; }";
    let document = json!({ "uri": "untitled:Untitled-1", "languageId": "nix", "version": 1, "text": text });
    client.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let (uri, _) = client.any_diagnostic(|one| one["code"] == "unknown-option");
    assert_eq!(uri, "untitled:Untitled-1");
    client.close();
}

#[test]
fn definitions_that_count_come_first() {
    let other = "{ lib, ... }:\n{\n  programs.git.enable = lib.mkDefault false;\n}\n";
    let third = "{ lib, ... }:\n{\n  programs.git.enable = lib.mkIf false false;\n}\n";
    let home = HOME.replace("home.username", "imports = [ ./other.nix ./third.nix ]; home.username");
    let mut client =
        Client::open(&[("home.nix", &home), ("other.nix", other), ("third.nix", third)], "utf-16");
    let definition = client.ask_at("textDocument/definition", "home.nix", "git.enable", 4);
    let places: Vec<_> = definition.as_array().unwrap().iter().map(|place| place["uri"].clone()).collect();
    let own = ["home.nix", "other.nix"].map(|name| Value::from(client.uri(name)));
    assert_eq!(places[..2], own, "{definition}");
    assert!(places[2..].iter().all(|uri| uri.as_str().unwrap().contains("/library/")), "{definition}");
    assert_eq!(places.len(), 3, "{definition}");
    client.close();
}

#[test]
fn what_the_library_says_of_a_text_is_an_error_in_it() {
    let home = HOME.replace("home.username", "systemd.user.services.x.Service = \"a\"; home.username");
    let mut client = Client::open(&[("home.nix", &home)], "utf-16");
    let is_it = |one: &Value| one["message"].as_str().unwrap().contains("define a value of type `string'");
    let found = client.diagnostics("home.nix", |found| found.iter().any(is_it));
    let told = found.into_iter().find(is_it).unwrap();
    assert_eq!(told["severity"], 1, "{told}");
    assert_eq!(client.piece(&told["range"]), "Service", "{told}");
    client.close();
}
