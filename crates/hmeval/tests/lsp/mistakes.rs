//! Mistakes of many kinds: each is told at its token, and the first change that is offered for it leads to the text that was
//! meant. `cargo xtask seeded-mistakes --server` does the same with real module libraries and mistakes drawn by lot.

use serde_json::{Value, json};

use crate::client::Client;

/// Stands in front of the token that is wrong.
const MARK: char = '§';

/// The code that tells a mistake, the text with it, and what the text is after the change.
type Mistake = (&'static str, &'static str, &'static str);

const MISTAKES: [Mistake; 40] = [
    ("unknown-option", "{ §program.git.enable = true; }", "{ programs.git.enable = true; }"),
    ("unknown-option", "{ programs.§gti.enable = true; }", "{ programs.git.enable = true; }"),
    ("unknown-option", "{ programs.git.§enabel = true; }", "{ programs.git.enable = true; }"),
    ("unknown-option", "{ home.file.x.§txt = \"a\"; }", "{ home.file.x.text = \"a\"; }"),
    ("type", "{ programs.git.enable = §\"true\"; }", "{ programs.git.enable = true; }"),
    ("type", "{ home.username = §5; }", "{ home.username = \"5\"; }"),
    ("type", "{ home.sessionPath = §\"/a\"; }", "{ home.sessionPath = [ \"/a\" ]; }"),
    ("type", "{ home.stateVersion = §\"25.06\"; }", "{ home.stateVersion = \"25.05\"; }"),
    ("type", "{ home.packages = [ §\"git\" ]; }", "{ pkgs, ... }:\n{ home.packages = [ pkgs.git ]; }"),
    ("type", "{\n  programs.git.enable = §null;\n}", "{\n}"),
    (
        "conflict",
        "{ lib, ... }: lib.mkMerge [ { programs.git.§enable = true; } { programs.git.enable = false; } ]",
        "{ lib, ... }: lib.mkMerge [ { programs.git.enable = lib.mkForce true; } { programs.git.enable = false; } ]",
    ),
    (
        "renamed-option",
        "{ lib, ... }: { imports = [ (lib.mkRenamedOptionModule [ \"my\" \"old\" ] [ \"my\" \"new\" ]) ]; options.my.new = lib.mkOption { type = lib.types.int; }; config.my.§old = 1; }",
        "{ lib, ... }: { imports = [ (lib.mkRenamedOptionModule [ \"my\" \"old\" ] [ \"my\" \"new\" ]) ]; options.my.new = lib.mkOption { type = lib.types.int; }; config.my.new = 1; }",
    ),
    (
        "removed-option",
        "{ lib, ... }: {\n  imports = [ (lib.mkRemovedOptionModule [ \"my\" \"old\" ] \"It was no use.\") ];\n  my.§old = 1;\n}",
        "{ lib, ... }: {\n  imports = [ (lib.mkRemovedOptionModule [ \"my\" \"old\" ] \"It was no use.\") ];\n}",
    ),
    (
        "infinite-recursion",
        "{ config, ... }: {\n  home.sessionVariables.§A = §config.home.sessionVariables.A;\n}",
        "{ config, ... }: {\n}",
    ),
    (
        "missing-value",
        "{ config, lib, ... }: {\n  options.my.§name = lib.mkOption { type = lib.types.str; };\n  config.home.file.x.text = config.my.name;\n}",
        "{ config, lib, ... }: {\n  options.my.name = lib.mkOption { default = \"\"; type = lib.types.str; };\n  config.home.file.x.text = config.my.name;\n}",
    ),
    (
        "evaluation",
        "{ config, ... }: { home.sessionVariables.X = toString config.programs.git.§enabel; }",
        "{ config, ... }: { home.sessionVariables.X = toString config.programs.git.enable; }",
    ),
    (
        "evaluation",
        "{ pkgs, ... }: { home.packages = [ pkgs.§gitt ]; }",
        "{ pkgs, ... }: { home.packages = [ pkgs.git ]; }",
    ),
    (
        "evaluation",
        "{ pkgs, ... }: { home.packages = with pkgs; [ §ripgrpe ]; }",
        "{ pkgs, ... }: { home.packages = with pkgs; [ ripgrep ]; }",
    ),
    (
        "evaluation",
        "{ lib, ... }: { programs.git.enable = lib.§mkFroce true; }",
        "{ lib, ... }: { programs.git.enable = lib.mkForce true; }",
    ),
    (
        "evaluation",
        "{ home.sessionVariables.X = builtins.§toJSNO 1; }",
        "{ home.sessionVariables.X = builtins.toJSON 1; }",
    ),
    ("evaluation", "{ imports = [ §./othr.nix ]; }", "{ imports = [ ./other.nix ]; }"),
    (
        "evaluation",
        "{ pkgs, ... }: { home.packages = [ pkgs.git ] ++ §pkgs.ripgrep; }",
        "{ pkgs, ... }: { home.packages = [ pkgs.git ] ++ [ pkgs.ripgrep ]; }",
    ),
    (
        "type",
        "{ pkgs, ... }: let tools = with pkgs; [ ripgrep fd ]; in { home.packages = tools ++ [ §\"jq\" ]; }",
        "{ pkgs, ... }: let tools = with pkgs; [ ripgrep fd ]; in { home.packages = tools ++ [ pkgs.jq ]; }",
    ),
    (
        "evaluation",
        "{ lib, ... }: { options.my.x = lib.mkOption { default = 1; }; §home.sessionPath = [ ]; }",
        "{ lib, ... }: { options.my.x = lib.mkOption { default = 1; }; config.home.sessionPath = [ ]; }",
    ),
    (
        "undefined-variable",
        "let colour = \"red\"; in { home.sessionVariables.X = §coluor; }",
        "let colour = \"red\"; in { home.sessionVariables.X = colour; }",
    ),
    (
        "undefined-variable",
        "{ pkgs, ... }: { home.sessionPath = §lib.mkForce [ ]; }",
        "{ pkgs, lib, ... }: { home.sessionPath = lib.mkForce [ ]; }",
    ),
    (
        "undefined-variable",
        "{ lib, ... }: { programs.git.enable = §mkForce true; }",
        "{ lib, ... }: { programs.git.enable = lib.mkForce true; }",
    ),
    (
        "undefined-variable",
        "{ home.packages = [ §ripgrep ]; }",
        "{ pkgs, ... }:\n{ home.packages = [ pkgs.ripgrep ]; }",
    ),
    ("undefined-variable", "{ programs.git.enable = §yes; }", "{ programs.git.enable = true; }"),
    (
        "type",
        "{ pkgs, ... }: { home.packages = §pkgs.ripgrep; }",
        "{ pkgs, ... }: { home.packages = [ pkgs.ripgrep ]; }",
    ),
    (
        "syntax",
        "{\n  home.sessionPath = [ §]\n  programs.git.enable = true;\n}",
        "{\n  home.sessionPath = [ ];\n  programs.git.enable = true;\n}",
    ),
    (
        "syntax",
        "{\n  programs.git = {\n    enable = true;\n§}",
        "{\n  programs.git = {\n    enable = true;\n};\n}",
    ),
    ("syntax", "{ home.sessionPath = [ \"a\" §; }", "{ home.sessionPath = [ \"a\"] ; }"),
    ("syntax", "{ home.sessionPath = [ \"a\"§, \"b\" ]; }", "{ home.sessionPath = [ \"a\" \"b\" ]; }"),
    ("syntax", "{ lib §pkgs, ... }: { }", "{ lib, pkgs, ... }: { }"),
    ("syntax", "{ programs.git.enable§: true; }", "{ programs.git.enable = true; }"),
    ("syntax", "{\n  home.username = \"a\";\n  §home.username = \"b\";\n}", "{\n  home.username = \"a\";\n}"),
    (
        "unused",
        "{ lib, §pkgs, ... }: { home.sessionPath = lib.mkForce [ ]; }",
        "{ lib, ... }: { home.sessionPath = lib.mkForce [ ]; }",
    ),
    (
        "unused",
        "{ lib, ... }: let inherit (lib) §mkIf mkForce; in { home.sessionPath = mkForce [ ]; }",
        "{ lib, ... }: let inherit (lib) mkForce; in { home.sessionPath = mkForce [ ]; }",
    ),
    ("unused", "let\n  §colour = \"red\";\nin\n{ home.sessionPath = [ ]; }", "{ home.sessionPath = [ ]; }"),
];

/// A text without its marks, and where they stand as line and column.
fn unmarked(text: &str) -> (String, Vec<(u64, u64)>) {
    let mut places = Vec::new();
    for (line, content) in text.lines().enumerate() {
        let marks = content.chars().enumerate().filter(|(_, character)| *character == MARK);
        places.extend(marks.enumerate().map(|(earlier, (at, _))| (line as u64, (at - earlier) as u64)));
    }
    (text.replace(MARK, ""), places)
}

fn is_at(one: &Value, places: &[(u64, u64)]) -> bool {
    let start = &one["range"]["start"];
    places.iter().any(|(line, column)| start["line"] == *line && start["character"] == *column)
}

#[test]
fn mistakes_are_told_at_their_token_and_mended() {
    let files = [("home.nix", "{ }"), ("other.nix", "{ }")];
    let mut client = Client::open(&files, "utf-16");
    // Not each of the texts is known to be a module without one that was evaluated before.
    client.wait_for_evaluation();
    let mut complaints = Vec::new();
    for (code, marked, meant) in MISTAKES {
        let (text, places) = unmarked(marked);
        client.change("home.nix", &text);
        let found = client.diagnostics("home.nix", |found| found.iter().any(|one| one["code"] == code));
        let Some(told) = found.iter().find(|one| one["code"] == code && is_at(one, &places)) else {
            complaints.push(format!("{marked}\n{found:#?}"));
            continue;
        };
        let document = json!({ "uri": client.uri("home.nix") });
        let params =
            json!({ "textDocument": document, "range": told["range"], "context": { "diagnostics": [told] } });
        let actions = client.ask("textDocument/codeAction", params);
        let mended = actions.get(0).map(|action| client.edited(&action["edit"], "home.nix"));
        if mended.as_deref() != Some(meant) {
            complaints.push(format!("{marked}\n{mended:?}\n{actions:#}"));
        }
        client.change("home.nix", meant);
        client.diagnostics("home.nix", |found| {
            !found.iter().any(|one| one["severity"] == 1 && one["code"] != "infinite-recursion")
        });
    }
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
    client.close();
}
