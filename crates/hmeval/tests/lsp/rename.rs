//! Renaming of options, over all files of a configuration.

use serde_json::{Value, json};

use crate::client::Client;

/// A configuration with modules of its own, on the built-in library.
fn configuration(modules: &str) -> String {
    let library = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library");
    format!(
        "let lib = import {0}/nixpkgs/lib; in\n(import {0}/home-manager/lib {{ inherit lib; }}).homeManagerConfiguration {{\n  \
         pkgs = import {0}/nixpkgs {{ system = \"x86_64-linux\"; }};\n  modules = [ {modules} ];\n}}\n",
        library.canonicalize().unwrap().display()
    )
}

const OPTIONS: &str = "{ lib, ... }:\n{\n  /* \u{1f600} */ options.my.feature.enable = lib.mkOption { type = lib.types.bool; default = false; };\n  \
    options.my = { feature = { \"level\" = lib.mkOption { type = lib.types.int; }; }; other = lib.mkOption { default = 1; }; };\n}\n";

const HOME: &str = "{ config, lib, options, osConfig ? { }, ... }:\nlet\n  cfg = config.my.feature;\n  inherit (config.my) feature;\n  inherit (cfg) level enable;\nin\n{\n  \
    imports = [ ./options.nix { my.feature.level = 2; } ];\n  my.feature = lib.mkIf true { enable = lib.mkDefault true; };\n  \
    home.username = \"jdoe\";\n  home.homeDirectory = \"/home/jdoe\";\n  home.stateVersion = \"25.05\";\n  \
    home.sessionVariables = lib.mkIf (cfg.enable && options ? my.feature.enable && level == feature.level) {\n    \
    A = \"\u{1f600} ${toString config.my.feature.level} ${toString enable}\";\n  };\n}\n";

/// Asks for another name of what is at a place of the file that is open, once it was evaluated.
fn rename(client: &mut Client, at: &str, further: usize, new: &str) -> Value {
    let params = client.params_at("home.nix", at, further);
    let merged = |params: &Value| {
        let mut params = params.clone();
        params["newName"] = new.into();
        params
    };
    loop {
        let answer = client.request("textDocument/rename", merged(&params));
        // Another file was saved meanwhile, or the newest text is still being evaluated.
        let is_early = answer["error"]["message"].as_str().is_some_and(|text| text.contains("try again"));
        if !is_early {
            return answer;
        }
    }
}

fn refusal(answer: &Value) -> &str {
    answer["error"]["message"].as_str().unwrap_or_else(|| panic!("{answer}"))
}

fn open(home: &str) -> Client {
    let files = [("home.nix", home), ("options.nix", OPTIONS), ("default.nix", &configuration("./home.nix"))];
    Client::open(&files, "utf-16")
}

#[test]
fn variables_that_are_inherited_are_renamed() {
    let text = "let pkgs = 1; lib = 2; in [ pkgs { inherit pkgs; } rec { inherit lib pkgs; a = pkgs; } ]\n";
    let mut client = Client::open(&[("home.nix", text)], "utf-16");
    let mut params = client.params_at("home.nix", "pkgs", 2);
    params["newName"] = "all".into();
    let prepared = client.ask("textDocument/prepareRename", params.clone());
    assert_eq!(client.piece(&prepared), "pkgs");
    let edit = client.ask("textDocument/rename", params.clone());
    let wanted =
        "let all = 1; lib = 2; in [ all { pkgs = all; } rec { inherit lib; pkgs = all; a = pkgs; } ]\n";
    assert_eq!(client.edited(&edit, "home.nix"), wanted);
    // In a recursive set the new name may be something else.
    params["newName"] = "a".into();
    let answer = client.request("textDocument/rename", params);
    assert!(refusal(&answer).contains("something else"), "{answer}");
    client.close();
}

#[test]
fn references_of_options_are_found_in_all_files() {
    let mut client = open(HOME);
    let places = |client: &mut Client, declarations: bool| {
        let mut params = client.params_at("home.nix", "enable = lib", 2);
        params["context"]["includeDeclaration"] = declarations.into();
        let found = client.ask("textDocument/references", params);
        let file = |place: &Value| {
            let name = place["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            (name, place["range"]["start"]["line"].as_u64().unwrap())
        };
        found.as_array().unwrap().iter().map(file).collect::<Vec<_>>()
    };
    let own = [("home.nix", 4), ("home.nix", 8), ("home.nix", 12), ("home.nix", 12)];
    let own: Vec<_> = own.map(|(name, line)| (name.to_owned(), line)).into();
    assert_eq!(places(&mut client, false), own);
    assert_eq!(places(&mut client, true), [&own[..], &[("options.nix".to_owned(), 2)]].concat());
    client.close();
}

#[test]
fn an_option_is_renamed_in_all_files() {
    let mut client = open(HOME);
    let prepared = client.ask_at("textDocument/prepareRename", "home.nix", "cfg.enable", 5);
    assert_eq!(prepared["placeholder"], "enable", "{prepared}");
    assert_eq!(client.piece(&prepared["range"]), "enable");
    let edit = rename(&mut client, "cfg.enable", 5, "on")["result"].clone();
    let home = client.edited(&edit, "home.nix");
    let wanted = HOME
        .replace("inherit (cfg) level enable;", "inherit (cfg) level; enable = cfg.on;")
        .replace("{ enable = lib", "{ on = lib")
        .replace("(cfg.enable", "(cfg.on")
        .replace("my.feature.enable &&", "my.feature.on &&");
    assert_eq!(home, wanted);
    let options = client.edited_in(&edit, "options.nix", OPTIONS);
    assert_eq!(options, OPTIONS.replace("feature.enable", "feature.on"));
    client.close();
}

#[test]
fn a_section_is_renamed_with_all_that_is_below() {
    let mut client = open(HOME);
    let edit = rename(&mut client, "my.feature = lib", 4, "the feature")["result"].clone();
    let home = client.edited(&edit, "home.nix");
    let wanted = HOME
        .replace("inherit (config.my) feature;", "feature = config.my.\"the feature\";")
        .replace("my.feature", "my.\"the feature\"");
    assert_eq!(home, wanted);
    let options = client.edited_in(&edit, "options.nix", OPTIONS);
    let wanted =
        OPTIONS.replace("my.feature", "my.\"the feature\"").replace("{ feature", "{ \"the feature\"");
    assert_eq!(options, wanted);
    // What was changed evaluates to the same.
    std::fs::write(client.dir.path().join("options.nix"), options).unwrap();
    client.change("home.nix", &home);
    client.tell("textDocument/didSave", json!({ "textDocument": { "uri": client.uri("home.nix") } }));
    let hover = client.hover_when("home.nix", "enable = lib", 2, |text| text.contains("the feature"));
    assert!(hover.contains("value: `true`"), "{hover}");
    client.close();
}

#[test]
fn what_cannot_be_done_completely_is_refused() {
    let mut client = open(HOME);
    for (new, reason) in
        [("level", "exists already"), ("a.b", "is a path"), ("", "is empty"), ("a\"b", "cannot be")]
    {
        let answer = rename(&mut client, "cfg.enable", 5, new);
        assert!(refusal(&answer).contains(reason), "{answer}");
    }
    let answer = rename(&mut client, "username", 2, "name");
    assert!(refusal(&answer).contains("is declared elsewhere"), "{answer}");
    let answer = client.request("textDocument/prepareRename", client.params_at("home.nix", "username", 2));
    assert!(refusal(&answer).contains("is declared elsewhere"), "{answer}");

    let used = |use_: &str| HOME.replace("toString enable", &format!("toString ({use_})"));
    for (text, reason) in [
        (used("with config; my.feature.enable"), "`with`"),
        (used("let x = \"enable\"; in config.my.feature.${x}"), "computed"),
        (used("builtins.attrNames cfg"), "`my.feature` is used as a whole"),
        (used("lib.attrByPath [ \"my\" \"feature\" \"enable\" ] false config"), "written as text"),
        (used("(x: x.my.feature.enable) config"), "this may be the option"),
        (
            HOME.replace("lib.mkIf true { enable", "lib.mapAttrs (_: x: x) { enable"),
            "in a way that cannot be followed",
        ),
        (
            HOME.replace("in\n{\n", "common = { enable = lib.mkForce true; };\nin\n{\n")
                .replace("./options.nix", "./options.nix { my.feature = common; }"),
            "in a way that cannot be followed",
        ),
    ] {
        client.change("home.nix", &text);
        let answer = rename(&mut client, "cfg.enable", 5, "on");
        assert!(refusal(&answer).contains(reason), "{text}\n{answer}");
    }
    client.change("home.nix", HOME);
    std::fs::write(client.dir.path().join("other.nix"), "{ my.feature.enable = false; }").unwrap();
    let answer = rename(&mut client, "cfg.enable", 5, "on");
    assert!(refusal(&answer).contains("other.nix:1 has `my.feature.enable` too"), "{answer}");
    client.close();
}

#[test]
fn options_of_homes_are_renamed_on_machines() {
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").canonicalize().unwrap();
    let host = format!(
        "import {0}/nixpkgs/nixos/lib/eval-config.nix {{\n  system = \"x86_64-linux\";\n  lib = import {0}/nixpkgs/lib;\n  \
         modules = [ {0}/home-manager/host/nixos.nix ./host.nix {{ nixpkgs.flake.source = {0}/nixpkgs; }} ];\n}}\n",
        library.display()
    );
    let module = "{ config, lib, ... }:\n{\n  options.my.name = lib.mkOption { type = lib.types.str; };\n  \
                  config.home.sessionVariables.N = config.my.name;\n}\n";
    let machine = "{ config, ... }:\n{\n  system.stateVersion = \"25.05\";\n  users.users.jdoe.isNormalUser = true;\n  \
                   home-manager.users.jdoe = { ... }: {\n    imports = [ ./home.nix ];\n    my.name = \"x\";\n    \
                   home.stateVersion = \"25.05\";\n  };\n  \
                   environment.variables.M = config.home-manager.users.jdoe.my.name;\n}\n";
    let mut client = Client::open_with(
        &[("home.nix", module), ("host.nix", machine), ("default.nix", &host)],
        "utf-16",
        json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }),
    );
    let answer = rename(&mut client, "config.my.name", 11, "label");
    let changes = answer["result"]["documentChanges"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let of = |name: &str| changes.iter().find(|one| one["textDocument"]["uri"] == client.uri(name)).unwrap();
    assert_eq!(of("home.nix")["textDocument"]["version"], 1);
    assert_eq!(of("host.nix")["textDocument"]["version"], Value::Null);
    assert_eq!(of("home.nix")["edits"].as_array().unwrap().len(), 2);
    assert_eq!(of("host.nix")["edits"].as_array().unwrap().len(), 2);
    client.close();
}

#[test]
fn files_of_flakes_are_changed_where_they_lie() {
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").canonicalize().unwrap();
    let flake = format!(
        "{{\n  inputs.nixpkgs.url = \"path:{0}/nixpkgs\";\n  inputs.home-manager.url = \"path:{0}/home-manager\";\n  \
         inputs.home-manager.inputs.nixpkgs.follows = \"nixpkgs\";\n  outputs = {{ nixpkgs, home-manager, ... }}: {{\n    \
         homeConfigurations.jdoe = home-manager.lib.homeManagerConfiguration {{\n      \
         pkgs = nixpkgs.legacyPackages.x86_64-linux;\n      modules = [ ./home.nix {{ my.feature.level = 3; }} ];\n    }};\n  }};\n}}\n",
        library.display()
    );
    let home = HOME.replace(" { my.feature.level = 2; }", "");
    let files = [("home.nix", &home[..]), ("options.nix", OPTIONS), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-8");
    let edit = rename(&mut client, "config.my.feature;", 12, "thing")["result"].clone();
    let changed = client.edited_in(&edit, "flake.nix", &flake);
    assert_eq!(changed, flake.replace("my.feature", "my.thing"));
    assert!(edit["changes"][client.uri("options.nix")].as_array().is_some_and(|edits| edits.len() == 2));
    client.close();
}
