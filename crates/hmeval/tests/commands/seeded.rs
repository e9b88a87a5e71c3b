//! `hmeval check` on homes with mistakes sown into them: each must be found, at its place, with the right suggestion first.
//!
//! `cargo xtask seeded-mistakes` does the same with real module libraries; here it is the built-in one.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::hmeval;

/// Stands in front of the token that is wrong.
const MARK: char = '§';

/// A module with a mistake.
struct Mistake {
    code: &'static str,
    text: String,
    suggestion: Option<String>,
}

fn mistake(code: &'static str, text: impl Into<String>) -> Mistake {
    Mistake { code, text: text.into(), suggestion: None }
}

/// A module in a file, and the places of the marks in it.
struct Sown<'m> {
    mistake: &'m Mistake,
    file: PathBuf,
    places: Vec<(usize, usize)>,
}

impl<'m> Sown<'m> {
    fn new(mistake: &'m Mistake, dir: &Path, number: usize) -> Self {
        let file = dir.join(format!("{number}.nix"));
        std::fs::write(&file, mistake.text.replace(MARK, "")).unwrap();
        let mut places = Vec::new();
        for (line, content) in mistake.text.lines().enumerate() {
            let marks = content.chars().enumerate().filter(|(_, character)| *character == MARK);
            places.extend(marks.enumerate().map(|(earlier, (at, _))| (line + 1, at + 1 - earlier)));
        }
        Sown { mistake, file, places }
    }

    /// What is wrong with what was found; nothing if it is right.
    fn complaint(&self, found: &[Value]) -> Option<String> {
        let here = |one: &&Value| one["file"] == self.file.to_str().unwrap();
        let of_code: Vec<_> =
            found.iter().filter(here).filter(|one| one["code"] == self.mistake.code).collect();
        let right = of_code.iter().any(|one| {
            let place =
                self.places.iter().any(|(line, column)| one["line"] == *line && one["column"] == *column);
            let suggested = self.mistake.suggestion.as_ref();
            place && suggested.is_none_or(|suggestion| one["suggestions"][0] == suggestion[..])
        });
        (!right).then(|| format!("{} of\n{}\n{of_code:#?}\n", self.mistake.code, self.mistake.text))
    }
}

/// What `check` says of a home with these modules.
fn check(dir: &Path, files: &[&Path], base: &str) -> Vec<Value> {
    let imports: Vec<_> = files.iter().map(|file| file.to_str().unwrap()).collect();
    let home = dir.join("home.nix");
    std::fs::write(&home, format!("{{ imports = [ {} ];\n{base}\n}}\n", imports.join(" "))).unwrap();
    let home = home.to_str().unwrap();
    let run = hmeval(&["check", "--format", "json", "--as", "home", "--library", "builtin", "--file", home]);
    let document: Value =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err));
    document["diagnostics"].as_array().unwrap().clone()
}

const BASE: &str =
    "home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\";";

fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    // Places are told by real paths.
    let path = dir.path().canonicalize().unwrap();
    (dir, path)
}

/// Each mistake in a home of its own.
fn assert_found_alone(mistakes: &[Mistake], base: &str) {
    let (_keep, dir) = folder();
    let complaints = mistakes.iter().enumerate().filter_map(|(number, mistake)| {
        let sown = Sown::new(mistake, &dir, number);
        sown.complaint(&check(&dir, &[&sown.file], base))
    });
    let complaints: Vec<_> = complaints.collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The names of boolean options of the built-in Home Manager: every `step`-th.
fn flags(step: usize) -> Vec<Vec<String>> {
    let (_keep, dir) = folder();
    let home = dir.join("home.nix");
    std::fs::write(&home, format!("{{ {BASE} }}")).unwrap();
    let home = home.to_str().unwrap();
    let run = hmeval(&["options", "--json", "--as", "home", "--library", "builtin", "--file", home]);
    let options: Value = serde_json::from_str(&run.out).unwrap();
    // Free settings take every name beside their options.
    let is_in_value = |name: &str| {
        let ends = name.match_indices('.').map(|(end, _)| &name[..end]);
        ends.into_iter().any(|above| options.get(above).is_some())
    };
    let is_flag = |(name, option): &(&String, &Value)| {
        option["type"] == "boolean"
            && option["readOnly"] == false
            && !option["loc"].to_string().contains(['<', '*'])
            && !is_in_value(name)
    };
    let names = |option: &Value| {
        let names = option["loc"].as_array().unwrap().iter();
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let flags = options.as_object().unwrap().iter().filter(is_flag).map(|(_, option)| option);
    flags.step_by(step).map(names).collect()
}

/// A name with its last two letters exchanged, or the last one doubled.
fn misspelt(name: &str) -> String {
    let (front, last) = name.split_at(name.len() - 2);
    let swapped: String = front.chars().chain(last.chars().rev()).collect();
    if swapped == name { format!("{name}{}", &name[name.len() - 1..]) } else { swapped }
}

#[test]
fn mistakes_in_many_options_are_found_together() {
    let mut mistakes = Vec::new();
    for (number, path) in flags(7).into_iter().enumerate() {
        let (option, last) = (path.join("."), path.last().unwrap());
        let section = path[..path.len() - 1].join(".");
        mistakes.push(match number % 4 {
            0 => Mistake {
                suggestion: Some(option.clone()),
                ..mistake("unknown-option", format!("{{ {section} = {{\n    §{} = true;\n  }}; }}", misspelt(last)))
            },
            1 => Mistake {
                suggestion: Some(option.clone()),
                ..mistake("unknown-option", format!("# ä\n{{ lib, ... }}: {{ config = lib.mkIf true {{ {section}.§{} = false; }}; }}", misspelt(last)))
            },
            2 => mistake("type", format!("{{ {option} = §\"perhaps\"; }}")),
            _ => mistake("conflict", format!("{{ lib, ... }}: lib.mkMerge [ {{ {section}.§{last} = true; }} {{ {section}.§{last} = false; }} ]")),
        });
    }
    assert!(mistakes.len() > 20, "{}", mistakes.len());
    let (_keep, dir) = folder();
    let sown: Vec<_> =
        mistakes.iter().enumerate().map(|(number, mistake)| Sown::new(mistake, &dir, number)).collect();
    let files: Vec<&Path> = sown.iter().map(|sown| &*sown.file).collect();
    let found = check(&dir, &files, BASE);
    let complaints: Vec<_> = sown.iter().filter_map(|sown| sown.complaint(&found)).collect();
    assert!(complaints.is_empty(), "{} of {}: {}", complaints.len(), sown.len(), complaints.join("\n"));
}

#[test]
fn mistakes_of_modules_are_found() {
    let mistakes = [
        mistake("missing-argument", "{ config, §secrets, ... }:\n{ warnings = [ (toString secrets) ]; }"),
        mistake(
            "imports-argument",
            "{ config, lib, ... }: { imports = lib.optional §config.programs.git.enable ./x.nix; }",
        ),
        mistake(
            "infinite-recursion",
            "{ config, ... }: { home.sessionVariables.§A = §config.§home.sessionVariables.A; }",
        ),
        mistake(
            "missing-value",
            "{ config, lib, ... }: {\n  options.my.§name = lib.mkOption { type = lib.types.str; };\n  config.home.file.x.text = config.my.name;\n}",
        ),
        mistake(
            "removed-option",
            "{ lib, ... }: { imports = [ (lib.mkRemovedOptionModule [ \"my\" \"old\" ] \"It was no use.\") ]; config.my.§old = 1; }",
        ),
        mistake(
            "read-only",
            "{ lib, ... }: {\n  options.my.fixed = lib.mkOption { readOnly = true; type = lib.types.int; };\n  config = lib.mkMerge [ { my.§fixed = 1; } { my.fixed = 2; } ]; }",
        ),
        mistake(
            "assertion",
            "{ assertions = [ { assertion = true; message = \"a\"; }\n  { §assertion = 1 == 2; message = \"never\"; } ]; }",
        ),
        mistake("warning", "{ lib, ... }: { warnings = lib.mkIf true [\n  §\"beware\" ]; }"),
        mistake("type", "{ home.sessionPath = [ \"a\"\n  §5 ]; }"),
        Mistake {
            suggestion: Some("my.new".to_owned()),
            ..mistake(
                "renamed-option",
                "{ lib, ... }: { imports = [ (lib.mkRenamedOptionModule [ \"my\" \"old\" ] [ \"my\" \"new\" ]) ]; options.my.new = lib.mkOption { type = lib.types.int; }; config.my.§old = 1; }",
            )
        },
    ];
    assert_found_alone(&mistakes, BASE);
}

#[test]
fn what_all_the_rest_needs_hides_nothing() {
    // Without a release there is no `pkgs`; whose name it should have had is said first.
    let home = "home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\";";
    let version = Mistake {
        suggestion: Some("home.stateVersion".to_owned()),
        ..mistake("unknown-option", "{ home.§stateVersio = \"25.05\"; }")
    };
    let typo = Mistake {
        suggestion: Some("programs.git.enable".to_owned()),
        ..mistake("unknown-option", "{ programs.git.§enabel = true; }")
    };
    let kind = mistake("type", "{ home.sessionVariables.X = §{ a = 1; }; }");
    let (_keep, dir) = folder();
    let sown: Vec<_> = [&version, &typo, &kind]
        .into_iter()
        .enumerate()
        .map(|(number, mistake)| Sown::new(mistake, &dir, number))
        .collect();
    let files: Vec<&Path> = sown.iter().map(|sown| &*sown.file).collect();
    let found = check(&dir, &files, home);
    let complaints: Vec<_> = sown.iter().filter_map(|sown| sown.complaint(&found)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let missing = found.iter().position(|one| one["code"] == "missing-value").unwrap();
    assert_eq!(found[missing]["option"], serde_json::json!(["home", "stateVersion"]));
    assert!(found[..missing].iter().any(|one| one["code"] == "unknown-option"));
}

fn suggesting(suggestion: &str, code: &'static str, text: &str) -> Mistake {
    Mistake { suggestion: Some(suggestion.to_owned()), ..mistake(code, text) }
}

/// Mistakes of one home, in a file each: all must be found, and nothing else.
fn assert_found_together(mistakes: &[Mistake]) {
    let (_keep, dir) = folder();
    let sown: Vec<_> =
        mistakes.iter().enumerate().map(|(number, mistake)| Sown::new(mistake, &dir, number)).collect();
    let files: Vec<&Path> = sown.iter().map(|sown| &*sown.file).collect();
    let mut found = check(&dir, &files, BASE);
    found.retain(|one| one["severity"] != "info");
    let complaints: Vec<_> = sown.iter().filter_map(|sown| sown.complaint(&found)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert_eq!(found.len(), sown.len(), "{found:#?}");
}

#[test]
fn what_was_meant_comes_first() {
    let mistakes = [
        suggesting("git", "evaluation", "{ pkgs, ... }: { home.packages = with pkgs; [ §gitt ]; }"),
        suggesting("curl", "evaluation", "{ pkgs, ... }: { home.packages = [ pkgs.§curll ]; }"),
        suggesting(
            "zsh",
            "evaluation",
            "{ config, ... }: { home.sessionVariables.X = toString config.programs.§zhs.enable; }",
        ),
        suggesting("home.file.x.source", "unknown-option", "{ home.file.x.§sorce = ./x; }"),
        suggesting("home.packages", "unknown-option", "{ §environment.systemPackages = [ ]; }"),
        suggesting("systemd.user.services", "unknown-option", "{ systemd.§services.x.script = \"\"; }"),
        suggesting("value", "syntax", "let value = 1; in { home.sessionVariables.X = toString §vlaue; }"),
    ];
    assert_found_alone(&mistakes, BASE);
}

#[test]
fn values_are_marked_behind_wrappers() {
    let mistakes = [
        mistake(
            "type",
            "{ lib, ... }: { home.sessionVariables.X = lib.mkIf true (lib.mkForce §{ a = 1; }); }",
        ),
        mistake("type", "{ lib, ... }: { programs.git.enable = lib.mkOverride 10 §\"yes\"; }"),
    ];
    assert_found_alone(&mistakes, BASE);
}

#[test]
fn mistakes_in_what_many_modules_write_do_not_hide_each_other() {
    let of_files = || mistake("type", "{ home.file.a.text = §5; }");
    let of_packages =
        || suggesting("git", "evaluation", "{ pkgs, ... }: { home.packages = [ pkgs.§gitt ]; }");
    assert_found_together(&[
        suggesting("xdg.configFile.d.text", "unknown-option", "{ xdg.configFile.d.§txt = \"\"; }"),
        of_files(),
    ]);
    assert_found_together(&[mistake("type", "{ programs.git.enable = §\"y\"; }"), of_files(), of_packages()]);
}

#[test]
fn modules_without_a_file_are_looked_into() {
    let (_keep, dir) = folder();
    let inner = "{ pkgs, ... }: { home.packages = with pkgs; [ §gitt §curll ]; }";
    let inner = mistake("evaluation", inner);
    let inner = Sown::new(&inner, &dir, 1).file;
    let text = format!("{{ imports = [ (import {}) ]; home.packages = [ ]; {BASE} }}", inner.display());
    let home = dir.join("home.nix");
    std::fs::write(&home, text).unwrap();
    let home = home.to_str().unwrap();
    let run = hmeval(&["check", "--format", "json", "--as", "home", "--library", "builtin", "--file", home]);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let found = document["diagnostics"].as_array().unwrap().iter();
    let names: Vec<_> =
        found.filter(|one| one["severity"] == "error").map(|one| &one["suggestions"][0]).collect();
    assert_eq!(names, ["git", "curl"], "{document:#}");
}

#[test]
fn all_variables_that_nothing_binds_are_told() {
    let (_keep, dir) = folder();
    let text = "{ ... }:\n{ home.sessionVariables = { A = §one; B = §two; }; }";
    let wrong = mistake("syntax", text);
    let sown = Sown::new(&wrong, &dir, 1);
    let found = check(&dir, &[&sown.file], BASE);
    let columns: Vec<_> =
        found.iter().filter(|one| one["code"] == "syntax").map(|one| one["column"].as_u64()).collect();
    let expected: Vec<_> = sown.places.iter().map(|(_, column)| Some(*column as u64)).collect();
    assert_eq!(columns, expected, "{found:#?}");
}
