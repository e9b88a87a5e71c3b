//! What is shown for variables.

use crate::client::Client;

const HOME: &str = "{ config, lib, pkgs, ... }:\nlet\n  colour = \"red\";\n  other = colour;\n  cfg = config.programs.git;\n  tool = pkgs.git;\n  \
    gone = config.programs.nothing.at.all;\nin\n{\n  programs.git.enable = true;\n  home.packages = [ tool ];\n  \
    home.sessionVariables = lib.mkIf cfg.enable { A = other; B = gone; };\n}\n";

#[test]
fn variables_show_what_they_are() {
    let mut client = Client::open(&[("home.nix", HOME)], "utf-16");
    let mut told = |at: &str, further: usize| {
        let hover = client.ask_at("textDocument/hover", "home.nix", at, further);
        hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{at}: {hover}")).to_owned()
    };
    for (at, further, parts) in [
        ("other;", 1, &["other = colour;", "value: `\"red\"`"][..]),
        ("cfg =", 1, &["cfg = config.programs.git;", "value: `{ ", "enable", "more }`"]),
        ("cfg.enable", 1, &["cfg = config.programs.git;"]),
        ("cfg.enable", 5, &["**programs.git.enable**: boolean", "value: `true`"]),
        ("tool ]", 1, &["tool = pkgs.git;", "value: `\u{ab}derivation git"]),
        ("pkgs.git", 6, &["**pkgs.git**", "value: `\u{ab}derivation git"]),
        ("gone;", 1, &["gone = config", "fails: there is no such attribute"]),
        ("config, lib", 1, &["**config**: an argument, the values of all options", "value: `{ "]),
        ("lib, pkgs", 1, &["**lib**: an argument, the library of nixpkgs", "value: `{ "]),
        ("pkgs, ...", 1, &["**pkgs**: an argument, the packages of nixpkgs", "value: `{ "]),
        ("lib.mkIf", 5, &["**lib.mkIf**", "value: `"]),
    ] {
        let text = told(at, further);
        assert!(parts.iter().all(|part| text.contains(part)), "{at}: {text}");
    }
    client.close();
}

#[test]
fn a_value_that_fails_says_why() {
    let text = "{ config, lib, ... }:\nlet\n  cfg = config.my;\n  bad = config.my.bad;\nin\n{\n  options.my.bad = lib.mkOption { type = lib.types.int; };\n  \
                config.my.bad = throw \"out of\\nbananas\";\n  config.home.sessionVariables.A = toString [ bad cfg.bad ];\n}\n";
    let mut client = Client::open(&[("home.nix", text)], "utf-16");
    let hover = client.ask_at("textDocument/hover", "home.nix", "bad = config", 1);
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(told.ends_with("fails: out of"), "{told}");
    let hover = client.ask_at("textDocument/hover", "home.nix", "cfg = config", 1);
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(told.ends_with("value: `{ bad }`"), "{told}");
    client.close();
}

#[test]
fn what_is_opened_and_functions_are_explained_and_found() {
    let text = "{ lib, pkgs, ... }:\n{\n  home.packages = with pkgs; [ git ] ++ (with lib; optionals true [ ]);\n  \
                programs.git.enable = lib.mkIf true true;\n}\n";
    let mut client = Client::open(&[("home.nix", text)], "utf-16");
    for (at, further, parts) in [
        ("git ]", 1, &["**pkgs.git**", "value: `\u{ab}derivation git"][..]),
        ("optionals true", 2, &["**lib.optionals**", "value: `condition: list: …`"]),
        ("lib.mkIf", 5, &["**lib.mkIf**", "value: `condition: content: …`"]),
    ] {
        let hover = client.ask_at("textDocument/hover", "home.nix", at, further);
        let told = hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{at}: {hover}"));
        assert!(parts.iter().all(|part| told.contains(part)), "{at}: {told}");
        let place = client.ask_at("textDocument/definition", "home.nix", at, further);
        assert!(place["uri"].as_str().unwrap_or_default().contains("/library/nixpkgs/"), "{at}: {place}");
    }
    client.close();
}
