//! The names that functions take: modules get other ones than functions of one's own.

use serde_json::{Value, json};

use crate::client::Client;

const HOME: &str = "{ lib, ... }:\n{\n  home.username = \"jdoe\";\n  home.homeDirectory = \"/home/jdoe\";\n  \
                    home.stateVersion = \"25.05\";\n  home.sessionVariables.A = (import ./greet.nix { inherit lib; }).greet \"b\";\n}\n";
const GREET: &str = "{ lib }:\n{\n  greet = name: \"Hello ${lib.toUpper name}\";\n}\n";

/// A flake with a home that gets `theme`.
fn flake() -> String {
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").canonicalize().unwrap();
    format!(
        "{{\n  inputs.nixpkgs.url = \"path:{0}/nixpkgs\";\n  inputs.home-manager = {{\n    \
         url = \"path:{0}/home-manager\";\n    inputs.nixpkgs.follows = \"nixpkgs\";\n  }};\n  \
         outputs = {{ self, nixpkgs, home-manager }}: {{\n    homeConfigurations.jdoe = home-manager.lib.homeManagerConfiguration {{\n      \
         pkgs = nixpkgs.legacyPackages.x86_64-linux;\n      extraSpecialArgs = {{ theme = \"dark\"; }};\n      \
         modules = [ ./home.nix {{ programs.git.enable = true; }} ];\n    }};\n  }};\n}}\n",
        library.display()
    )
}

fn open(first: &str) -> Client {
    let flake = flake();
    let mut files = [("home.nix", HOME), ("greet.nix", GREET), ("flake.nix", &flake)];
    files.sort_by_key(|(name, _)| *name != first);
    let mut client = Client::open(&files, "utf-16");
    // What the tests change it to cannot always be evaluated.
    client.wait_for_evaluation();
    client
}

/// What is proposed at the `|` of a text.
fn proposed(client: &mut Client, name: &str, text: &str) -> Vec<Value> {
    let at = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    client.change(name, &text);
    let answer = client.ask_at("textDocument/completion", name, &text, at);
    answer["items"].as_array().unwrap_or_else(|| panic!("{text}: {answer}")).clone()
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["label"].as_str()).collect()
}

#[test]
fn patterns_of_modules_are_completed_with_what_modules_get() {
    let mut client = open("home.nix");
    let items = proposed(&mut client, "home.nix", &HOME.replace("lib, ...", "lib, |, ..."));
    let found = labels(&items);
    assert!(["config", "options", "pkgs", "theme"].iter().all(|name| found.contains(name)), "{found:?}");
    assert!(
        !["lib", "map", "let", "true", "hmevalCursor"].iter().any(|name| found.contains(name)),
        "{found:?}"
    );
    let items = proposed(&mut client, "home.nix", &HOME.replace("{ lib", "{ |lib"));
    assert!(labels(&items).contains(&"pkgs") && !labels(&items).contains(&"programs"), "{items:?}");
    // The comma that is missing is written too.
    let items = proposed(&mut client, "home.nix", &HOME.replace("lib, ...", "lib, th| ..."));
    let theme = items.iter().find(|item| item["label"] == "theme").unwrap();
    let edit = json!({ "changes": { (client.uri("home.nix")): [theme["textEdit"]] } });
    assert!(client.edited(&edit, "home.nix").starts_with("{ lib, theme, ... }:"));
    client.close();
}

#[test]
fn patterns_of_other_functions_are_not() {
    let mut client = open("greet.nix");
    for text in ["{ lib, | }:\n{ greet = 1; }", "{ lib, ... }:\n{ greet = { a, | }: a; }"] {
        let items = proposed(&mut client, "greet.nix", text);
        assert!(items.is_empty(), "{text}: {:?}", labels(&items));
    }
    client.close();

    let mut client = open("flake.nix");
    let flake = flake();
    let items =
        proposed(&mut client, "flake.nix", &flake.replace("self, nixpkgs, home-manager }", "nixpkgs, | }"));
    assert_eq!(labels(&items), ["home-manager", "self"]);
    let items = proposed(
        &mut client,
        "flake.nix",
        &flake.replace("{ programs", "({ lib, |, ... }: { programs").replace("true; }", "true; })"),
    );
    assert!(labels(&items).contains(&"theme") && !labels(&items).contains(&"nixpkgs"), "{items:?}");
    client.close();
}

#[test]
fn modules_in_a_flake_have_options() {
    let mut client = open("flake.nix");
    let flake = flake();
    let hover = client.hover_when("flake.nix", "git.enable", 5, |told| !told.is_empty());
    assert!(
        hover.starts_with("**programs.git.enable**: boolean") && hover.contains("value: `true`"),
        "{hover}"
    );
    let place = client.ask_at("textDocument/declaration", "flake.nix", "git.enable", 5);
    assert!(place[0]["uri"].as_str().unwrap().contains("/home-manager/"), "{place}");
    for (module, label) in [
        ("{ programs.bat.| }", "enable"),
        ("({ pkgs, ... }: { programs.fzf = { | }; })", "enable"),
        ("{ home.stateVersion = \"|\"; }", "25.05"),
        ("{ imports = [ { config.programs.| } ]; }", "git"),
    ] {
        let items =
            proposed(&mut client, "flake.nix", &flake.replace("{ programs.git.enable = true; }", module));
        assert!(labels(&items).contains(&label), "{module}: {:?}", labels(&items));
    }
    // Another configuration has other options.
    let other = "    nixosConfigurations.host = nixpkgs.lib.nixosSystem { modules = [ { programs.| } ]; };\n  };\n}\n";
    let text = flake.replace("    };\n  };\n}\n", &format!("    }};\n{other}"));
    let at = text.find('|').unwrap();
    client.change("flake.nix", &flake.replace("enable", "enabel"));
    client.diagnostics("flake.nix", |found| found.iter().any(|one| one["code"] == "unknown-option"));
    client.change("flake.nix", &text.replacen('|', "", 1));
    let answer = client.ask_at("textDocument/completion", "flake.nix", "{", at);
    assert_eq!(answer, Value::Null);
    client.close();
}

/// The titles of the changes for a place of a file, and what the first of them makes of the text.
fn changes(client: &mut Client, name: &str, at: &str) -> (Vec<String>, Option<String>) {
    let position = client.params_at(name, at, 1)["position"].clone();
    let range = json!({ "start": position, "end": position });
    let document = json!({ "uri": client.uri(name) });
    let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    let actions = actions.as_array().cloned().unwrap_or_default();
    let titles = actions.iter().map(|action| action["title"].as_str().unwrap().to_owned()).collect();
    (titles, actions.first().map(|action| client.edited(&action["edit"], name)))
}

#[test]
fn arguments_are_added_only_where_they_are_passed() {
    let mut client = open("greet.nix");
    client.change("greet.nix", &GREET.replace("name}", "nam}"));
    assert_eq!(
        changes(&mut client, "greet.nix", "nam}"),
        (vec!["Change to `name`".to_owned()], Some(GREET.to_owned()))
    );
    for name in ["pkgs", "mkForce", "nothing"] {
        client.change("greet.nix", &GREET.replace("lib }", "other }").replace("lib.toUpper name", name));
        let (titles, _) = changes(&mut client, "greet.nix", &format!("${{{name}"));
        assert!(!titles.iter().any(|title| title.starts_with("Add")), "{titles:?}");
        client.change(
            "greet.nix",
            &GREET.replace("lib }", "other }").replace("lib.toUpper name", &format!("a{name}")),
        );
    }
    client.close();
    let mut client = open("home.nix");
    client.change("home.nix", &HOME.replace("\"b\"", "theme"));
    let (titles, text) = changes(&mut client, "home.nix", "theme");
    assert_eq!(titles.first().map(String::as_str), Some("Add `theme` to the arguments"), "{titles:?}");
    assert!(text.unwrap().starts_with("{ lib, theme, ... }:"));
    client.close();
}
