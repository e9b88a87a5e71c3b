//! Several configurations in a folder: each file is looked at in the one that reads it.

use serde_json::{Value, json};

use crate::client::Client;

/// A flake with homes of these names and bodies.
fn flake(homes: &[(&str, &str)]) -> String {
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").canonicalize().unwrap();
    let homes: String =
        homes.iter().map(|(name, home)| format!("    homeConfigurations.{name} = {home};\n")).collect();
    format!(
        "{{\n  inputs.nixpkgs.url = \"path:{0}/nixpkgs\";\n  inputs.home-manager = {{\n    \
         url = \"path:{0}/home-manager\";\n    inputs.nixpkgs.follows = \"nixpkgs\";\n  }};\n  \
         outputs = {{ self, nixpkgs, home-manager }}:\n  let\n    home = module: home-manager.lib.homeManagerConfiguration {{\n      \
         pkgs = nixpkgs.legacyPackages.x86_64-linux;\n      modules = [ module ];\n    }};\n  in {{\n{homes}  }};\n}}\n",
        library.display()
    )
}

/// A home that sets one option.
fn home(setting: &str) -> String {
    format!(
        "{{ lib, ... }}:\n{{\n  home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\";\n  {setting}\n}}\n"
    )
}

fn told(hover: &Value) -> &str {
    hover["contents"]["value"].as_str().unwrap_or_default()
}

#[test]
fn a_file_is_looked_at_in_the_home_that_reads_it() {
    let flake = flake(&[("play", "home ./play.nix"), ("work", "home ./work.nix")]);
    let (play, work) = (
        home("programs.bash.enable = false;"),
        home("programs.bash.enable = true; programs.git.enabel = true;"),
    );
    let files = [("work.nix", &*work), ("play.nix", &play), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    client.diagnostics("work.nix", |found| found.iter().any(|one| one["code"] == "unknown-option"));
    client.change("work.nix", &work.replace("enabel", "enable"));
    let hover = client.hover_when("work.nix", "bash.enable", 6, |told| told.contains("value: `true`"));
    assert!(hover.contains("[work.nix:4]") && !hover.contains("play.nix"), "{hover}");
    client.close();
}

/// What makes homes looks at all assertions before it hands one out.
#[test]
fn a_text_is_looked_at_before_the_assertions() {
    let flake = flake(&[("jdoe", "home ./home.nix")]);
    let home = home(
        "programs.git.enable = \"yes\";\n  \
         assertions = [ { assertion = throw \"looked at\"; message = \"unseen\"; } ];",
    );
    let files = [("home.nix", &*home), ("flake.nix", &flake)];
    let mut client =
        Client::open_with(&files, "utf-16", json!({ "initializationOptions": { "status": true } }));
    let mut codes = Vec::new();
    client.message_when(|message| {
        let params = &message["params"];
        if message["method"] == "textDocument/publishDiagnostics" {
            codes = params["diagnostics"]
                .as_array()?
                .iter()
                .map(|one| one["code"].as_str().unwrap_or_default().to_owned())
                .collect();
        }
        (message["method"] == "hmeval/status").then(|| assert_eq!(params["state"], "glanced"))
    });
    assert!(codes.iter().any(|code| code == "type"), "{codes:?}");
    client.diagnostics("home.nix", |found| {
        let tells =
            |text: &str| found.iter().any(|one| one["message"].as_str().unwrap_or_default().contains(text));
        tells("git.enable") && tells("looked at")
    });
    client.close();
}

#[test]
fn questions_are_answered_for_their_file() {
    let flake = flake(&[("play", "home ./play.nix"), ("work", "home ./work.nix")]);
    let (play, work) =
        (home("programs.bash.enable = false;"), home("programs.bash.enable = lib.mkForce true;"));
    let files = [("work.nix", &*work), ("play.nix", &play), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    assert!(
        told(&client.ask_at("textDocument/hover", "work.nix", "bash.enable", 6)).contains("value: `true`")
    );
    let lens =
        client.ask("textDocument/codeLens", json!({ "textDocument": { "uri": client.uri("work.nix") } }));
    let lens = lens.as_array().unwrap().last().unwrap().clone();
    assert_eq!(client.ask("codeLens/resolve", lens.clone())["command"]["title"], "true");

    client.open_too("play.nix", &play);
    client.diagnostics("play.nix", |found| found.iter().all(|one| one["severity"] != 1));
    let position = json!({ "line": 3, "character": 18 });
    let hover = |client: &mut Client, name: &str| {
        let document = json!({ "uri": client.uri(name) });
        let hover =
            client.ask("textDocument/hover", json!({ "textDocument": document, "position": position }));
        told(&hover).to_owned()
    };
    let mut shown = hover(&mut client, "play.nix");
    assert!(shown.contains("value: `false`"), "{shown}");
    // Nobody waits for a lens: what is not known of the file is not said.
    assert_eq!(client.ask("codeLens/resolve", lens)["command"], Value::Null);
    shown = hover(&mut client, "work.nix");
    assert!(shown.contains("value: `true`") && !shown.contains("play.nix"), "{shown}");
    shown = hover(&mut client, "play.nix");
    assert!(shown.contains("value: `false`") && !shown.contains("work.nix"), "{shown}");
    client.close();
}

#[test]
fn a_home_that_fails_costs_the_others_nothing() {
    let flake = flake(&[
        ("bad", "nixpkgs.nothing.here"),
        ("late", "import ./work.nix \"x\""),
        ("work", "home ./work.nix"),
    ]);
    let work = home("programs.bash.enable = true;");
    let files = [("work.nix", &*work), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    let hover = client.ask_at("textDocument/hover", "work.nix", "bash.enable", 6);
    assert!(told(&hover).contains("value: `true`"), "{hover}");
    client.close();
}

#[test]
fn the_only_home_that_reads_a_file_says_why_it_fails() {
    let flake = flake(&[("bad", "nixpkgs.nothing.here"), ("late", "import ./work.nix \"x\"")]);
    let work = home("programs.bash.enable = true;");
    let files = [("work.nix", &*work), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    client.diagnostics("work.nix", |found| {
        found.iter().any(|one| one["severity"] == 1 && one["code"] == "evaluation")
    });
    client.close();
}

#[test]
fn a_library_of_functions_is_looked_at_where_it_is_used() {
    let flake = flake(&[("work", "home ./work.nix")]);
    let work = home("home.sessionVariables.HELLO = (import ./functions.nix { inherit lib; }).greet \"x\";");
    let functions = "{ lib }:\n{\n  greet = name: \"Hello ${lib.toUper name}\";\n}\n";
    let files = [("functions.nix", functions), ("work.nix", &*work), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    let found = client.diagnostics("functions.nix", |found| found.iter().any(|one| one["severity"] == 1));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(client.piece(&found[0]["range"]), "toUper");
    client.change("functions.nix", &functions.replace("toUper", "toUpper"));
    let about_it = |one: &Value| one["message"].as_str().is_some_and(|message| message.contains("toUp"));
    client.diagnostics("functions.nix", |found| !found.iter().any(about_it));
    client.close();
}

#[test]
fn a_file_that_is_neither_read_nor_a_module_is_left_alone() {
    let flake = flake(&[("work", "home ./work.nix")]);
    let work = home("programs.bash.enable = \"yes\";");
    let files =
        [("functions.nix", "{ lib }: { greet = name: name; }"), ("work.nix", &*work), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    client.open_too("work.nix", &work);
    let (file, found) = client.any_diagnostic(|one| one["severity"] == 1);
    assert_eq!((&file, &found["code"]), (&client.uri("work.nix").into(), &"type".into()), "{found}");
    client.close();
}

/// A flake whose inputs are not on the machine, with a home that has a module of its own.
fn elsewhere(more: &str) -> String {
    format!(
        "{{\n  inputs.nixpkgs.url = \"github:NixOS/nixpkgs/nixos-unstable\";\n  \
         inputs.home-manager.url = \"github:nix-community/home-manager\";\n{more}  \
         outputs = {{ nixpkgs, home-manager, ... }}: {{\n    \
         homeConfigurations.work = home-manager.lib.homeManagerConfiguration {{\n      \
         pkgs = nixpkgs.legacyPackages.x86_64-linux;\n      extraSpecialArgs.theme = \"dark\";\n      \
         modules = [ ./work.nix ./own.nix ];\n    }};\n  }};\n}}\n"
    )
}

const OWN: &str = "{ lib, theme, ... }: { options.own.theme = lib.mkOption { type = lib.types.bool; default = theme == \"dark\"; }; }\n";

#[test]
fn inputs_that_are_not_there_are_stood_in_for() {
    let work = home("own.theme = \"dark\";");
    let files = [("work.nix", &*work), ("own.nix", OWN), ("flake.nix", &elsewhere(""))];
    let mut client = Client::open(&files, "utf-16");
    let found = client.diagnostics("work.nix", |found| found.iter().any(|one| one["severity"] == 1));
    let codes: Vec<_> = found.iter().filter(|one| one["severity"] == 1).map(|one| &one["code"]).collect();
    assert_eq!(codes, ["type"], "{found:?}");
    client.change("work.nix", &work.replace("\"dark\"", "true"));
    client.diagnostics("work.nix", |found| found.iter().all(|one| one["severity"] != 1));
    client.close();
}

#[test]
fn a_flake_that_cannot_be_opened_says_so_and_its_modules_say_nothing() {
    let work = home("own.theme = true;");
    let flake = elsewhere("  inputs.unknown.url = \"github:nobody/nothing\";\n");
    let files = [("work.nix", &*work), ("own.nix", OWN), ("flake.nix", &flake)];
    let mut client = Client::open(&files, "utf-16");
    let (_, found) = client.any_diagnostic(|one| one["severity"] == 1);
    assert!(found["message"].as_str().unwrap().starts_with("cannot fetch"), "{found}");
    client.close();
}

#[test]
fn modules_in_a_flake_have_options_where_inputs_are_stood_in_for() {
    let work = home("own.theme = true;");
    let flake = elsewhere("").replace("./own.nix ]", "./own.nix { programs.bash.enable = true; } ]");
    let files = [("flake.nix", &*flake), ("work.nix", &work), ("own.nix", OWN)];
    let mut client = Client::open(&files, "utf-16");
    let message = client.message("window/showMessage");
    assert!(message["message"].as_str().unwrap().contains("built-in library"), "{message}");
    let hover = client.ask_at("textDocument/hover", "flake.nix", "bash.enable", 6);
    assert!(told(&hover).contains("value: `true`"), "{hover}");
    client.close();
}
