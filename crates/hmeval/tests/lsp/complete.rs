//! What is proposed at a place.

use serde_json::{Value, json};

use crate::client::Client;

const HOME: &str = "{ config, lib, pkgs, ... }:\n{\n  HERE\n}\n";

/// What is proposed at the `|` of a text, as far as it begins with the word there; and what one of the proposals makes of
/// the text.
fn proposed(client: &mut Client, text: &str) -> Vec<(String, String)> {
    let text = HOME.replace("HERE", text);
    let at = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    client.change("home.nix", &text);
    let answer = client.ask_at("textDocument/completion", "home.nix", &text, at);
    let items = answer["items"].as_array().unwrap_or_else(|| panic!("{text}: {answer}"));
    let shown = |item: &Value| {
        let edit = json!({ "changes": { (client.uri("home.nix")): [item["textEdit"]] } });
        (item["label"].as_str().unwrap().to_owned(), client.edited(&edit, "home.nix"))
    };
    items.iter().map(shown).collect()
}

fn labels(client: &mut Client, text: &str) -> Vec<String> {
    proposed(client, text).into_iter().map(|(label, _)| label).collect()
}

#[test]
fn what_is_opened_and_inherited_is_proposed() {
    let mut client = Client::open(&[("home.nix", "{ }")], "utf-16");
    for (text, label) in [
        ("home.packages = with pkgs; [ ripg| ];", "ripgrep"),
        ("home.packages = with pkgs; [\n git\n ripg|\n ];", "ripgrep"),
        ("home.packages = builtins.attrValues { inherit (pkgs) git ripg|; };", "ripgrep"),
        ("programs.git.enable = let inherit (lib) mkI|; in true;", "mkIf"),
        ("programs.git.enable = with lib; mkFo|", "mkForce"),
        ("home.activation.a = lib.hm.|", "dag"),
        ("home.activation.a = lib.hm.dag.|", "entryAfter"),
        ("home.packages = let p = pkgs; in [ p.ripg| ];", "ripgrep"),
    ] {
        let labels = labels(&mut client, text);
        assert!(labels.iter().any(|known| known == label), "{text}: {labels:?}");
    }
    // A package says what it is there too.
    let text = HOME.replace("HERE", "home.packages = with pkgs; [ ripgre ];");
    client.change("home.nix", &text);
    let answer = client.ask_at("textDocument/completion", "home.nix", "ripgre", 6);
    let item = answer["items"].as_array().unwrap().iter().find(|item| item["label"] == "ripgrep").unwrap();
    let resolved = client.ask("completionItem/resolve", item.clone());
    assert!(resolved["detail"].as_str().unwrap().starts_with(|c: char| c.is_ascii_digit()), "{resolved}");
    client.close();
}

#[test]
fn texts_names_and_files_are_proposed() {
    let files = [("home.nix", "{ }"), ("hosts.nix", "{ }"), ("picture.png", "")];
    let mut client = Client::open(&files, "utf-16");
    for (text, label, then) in [
        ("home.stateVersion = \"25.0|\";", "25.05", "home.stateVersion = \"25.05\";"),
        ("home.stateVersion = \"25.0|;", "25.05", "home.stateVersion = \"25.05;"),
        ("programs.\"gi|", "git", "programs.git"),
        ("programs.\"gi|\".enable = true;", "git", "programs.git.enable = true;"),
        ("programs.|.enable = true;", "git", "programs.git.enable = true;"),
        ("programs.g|it.enable = true;", "gh", "programs.gh.enable = true;"),
        ("xdg.configFile.\"a/b\".te|", "text", ""),
        ("imports = [ ./h| ];", "hosts.nix", "imports = [ ./hosts.nix ];"),
        ("xdg.configFile.a.source = ./|;", "picture.png", "xdg.configFile.a.source = ./picture.png;"),
    ] {
        let found = proposed(&mut client, text);
        let (_, after) =
            found.iter().find(|(known, _)| known == label).unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert!(then.is_empty() || *after == HOME.replace("HERE", then), "{text}: {after}");
    }
    let files = labels(&mut client, "imports = [ ./| ];");
    assert!(!files.iter().any(|file| file == "home.nix"), "{files:?}");
    let words = labels(&mut client, "programs.git.enable = tr|;");
    assert_eq!(words.iter().filter(|word| *word == "true").count(), 1, "{words:?}");
    let keys = labels(&mut client, "systemd.user.services.a.|");
    assert!(!keys.iter().any(|key| key.starts_with('_')), "{keys:?}");
    client.close();
}

#[test]
fn a_quote_at_the_end_proposes_nothing() {
    let text = HOME.replace("HERE", "home.username = \"a\";");
    let mut client = Client::open(&[("home.nix", &text)], "utf-16");
    let mut params = client.params_at("home.nix", "\"a\"", 3);
    params["context"] = json!({ "triggerKind": 2, "triggerCharacter": "\"" });
    assert_eq!(client.ask("textDocument/completion", params), Value::Null);
    client.close();
}

#[test]
fn values_with_an_order_are_looked_into() {
    let mut client = Client::open(&[("home.nix", "{ }")], "utf-16");
    for text in ["programs.ssh.matchBlocks.ex = { host| };", "programs.ssh.matchBlocks.ex.host|"] {
        let labels = labels(&mut client, text);
        assert!(labels.iter().any(|label| label == "hostname"), "{text}: {labels:?}");
        assert!(labels.iter().all(|label| label != "data"), "{text}: {labels:?}");
    }
    let text = HOME.replace("HERE", "programs.ssh.matchBlocks.ex.hostname = \"a.b\";");
    client.change("home.nix", &text);
    client.hover_when("home.nix", "hostname", 2, |hover| hover.contains("a.b"));
    client.change("home.nix", &HOME.replace("HERE", "# a comment."));
    let answer = client.ask_at("textDocument/completion", "home.nix", "comment.", 8);
    assert!(answer["items"].as_array().is_none_or(Vec::is_empty), "{answer}");
    assert!(labels(&mut client, "home.username = config._cat|;").is_empty());
    client.close();
}
