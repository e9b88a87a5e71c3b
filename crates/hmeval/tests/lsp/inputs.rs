//! Inputs of flakes.

use serde_json::json;

use crate::client::Client;

#[test]
fn inputs_of_flakes_are_known() {
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").canonicalize().unwrap();
    let flake = format!(
        "{{\n  inputs = {{\n    /* \u{1f600} */ nixpkgs.url = \"path:{0}/nixpkgs\";\n  }};\n  inputs.home-manager = {{\n    \
         url = \"path:{0}/home-manager\";\n    inputs.nixpkgs.follows = \"nixpkgs\";\n  }};\n  \
         outputs = {{ self, nixpkgs, home-manager }}@inputs: {{\n    \
         homeConfigurations.jdoe = home-manager.lib.homeManagerConfiguration {{\n      \
         pkgs = nixpkgs.legacyPackages.x86_64-linux;\n      modules = [ ./home.nix ];\n      \
         extraSpecialArgs = {{ flakes = inputs; }};\n    }};\n  }};\n}}\n",
        library.display()
    );
    let home = "{ inputs, ... }:\n{\n  home.username = \"jdoe\";\n  home.homeDirectory = \"/home/jdoe\";\n  \
                home.stateVersion = \"25.05\";\n  home.sessionVariables.A = inputs.nixpkgs.outPath;\n}\n";
    // The argument that is not passed is taken from the flake all the same: it may be about to be passed.
    let home = home
        .replace("{ inputs, ... }", "{ inputs ? throw \"none\", ... }")
        .replace("A = inputs", "A = if true then \"\" else inputs");
    let mut client = Client::open(&[("home.nix", &home), ("flake.nix", &flake)], "utf-16");
    let labels = |client: &mut Client, text: &str| {
        client.change("home.nix", &home.replace("inputs.nixpkgs.outPath", text));
        let answer = client.ask_at("textDocument/completion", "home.nix", text, text.len());
        let items = answer["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // Nothing was evaluated yet, and the text is broken: what it was when it was opened is evaluated.
    assert_eq!(labels(&mut client, "inputs."), ["home-manager", "nixpkgs"]);
    let attributes = labels(&mut client, "inputs.nixpkgs.");
    assert!(
        ["lib", "legacyPackages", "outPath"].iter().all(|name| attributes.iter().any(|known| known == name)),
        "{attributes:?}"
    );

    client.change("home.nix", &home);
    let hover = client.ask_at("textDocument/hover", "home.nix", "inputs.nixpkgs", 9);
    let told = hover["contents"]["value"].as_str().unwrap_or_default();
    assert!(told.starts_with("**inputs.nixpkgs**: an input of the flake\n\nlocked: `path:"), "{hover}");
    let place = client.ask_at("textDocument/definition", "home.nix", "inputs.nixpkgs", 9);
    assert_eq!(place["uri"], client.uri("flake.nix"));
    assert_eq!(place["range"]["start"], json!({ "line": 2, "character": 13 }));
    client.close();

    let mut client = Client::open(&[("flake.nix", &flake), ("home.nix", &home)], "utf-16");
    let place = client.ask_at("textDocument/definition", "flake.nix", "home-manager }", 2);
    assert_eq!(place["range"]["start"], json!({ "line": 4, "character": 9 }));
    let told = |client: &mut Client, at: &str, further: usize| {
        let hover = client.ask_at("textDocument/hover", "flake.nix", at, further);
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    assert!(told(&mut client, "self,", 1).starts_with("**self**: an argument, the flake itself"));
    let packages = told(&mut client, "legacyPackages.x86", 3);
    assert!(
        packages.starts_with("**nixpkgs.legacyPackages**") && packages.contains("aarch64-linux"),
        "{packages}"
    );
    client.close();
}
