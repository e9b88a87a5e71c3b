//! Mistakes in the language and in the use of modules, rather than in one option: names, brackets, files, lints.

use super::kind::Drawn;
use super::options::{Known, Options};
use super::sow::{MARK, misspelt};
use crate::random::Random;

/// An option of some type.
fn of_type<'o>(options: &'o Options, random: &mut Random, kind: &str) -> Option<&'o Known> {
    let fitting: Vec<&Known> = options.settable.iter().filter(|option| option.kind == kind).collect();
    random.one_of(&fitting).copied()
}

/// An option of some type, as it is written.
fn path_of(options: &Options, random: &mut Random, kind: &str) -> Option<String> {
    Some(of_type(options, random, kind)?.path.join("."))
}

/// A line that switches off something that is off anyway.
fn quiet(options: &Options, random: &mut Random) -> String {
    let flags: Vec<&Known> = options
        .settable
        .iter()
        .filter(|option| option.kind == "boolean" && option.path.len() == 3)
        .filter(|option| {
            option.path.last().is_some_and(|last| last == "enable")
                && option.path.first().is_some_and(|first| first == "programs")
        })
        .collect();
    random.one_of(&flags).map(|flag| format!("  {} = false;\n", flag.path.join("."))).unwrap_or_default()
}

/// Lines of a module with right ones around them.
fn among(options: &Options, random: &mut Random, formals: &str, lines: &str) -> Option<Drawn> {
    let (before, behind) = (quiet(options, random), quiet(options, random));
    Drawn::one(format!("{formals}\n{{\n{before}  {lines}\n{behind}}}\n"))
}

pub(super) fn removed(_: &Options, random: &mut Random) -> Option<Drawn> {
    // Others of its kind in the same configuration must have other names.
    let name = format!("{}{}", random.one_of(&["old", "legacy", "theme"])?, random.below(100_000));
    Drawn::one(format!(
        "{{ lib, ... }}:\n{{\n  imports = [ (lib.mkRemovedOptionModule [ \"my\" \"{name}\" ] \"It was of no use.\") ];\n  \
         my.{MARK}{name} = 1;\n}}\n"
    ))
}

pub(super) fn read_only(_: &Options, random: &mut Random) -> Option<Drawn> {
    let name = format!("{}{}", random.one_of(&["fixed", "version", "result"])?, random.below(100_000));
    Drawn::one(format!(
        "{{ lib, ... }}:\n{{\n  options.my.{name} = lib.mkOption {{ type = lib.types.int; readOnly = true; }};\n  \
         config = lib.mkMerge [\n    {{ my.{MARK}{name} = 1; }}\n    {{ my.{MARK}{name} = 1; }}\n  ];\n}}\n"
    ))
}

pub(super) fn missing_value(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    Drawn::one(format!(
        "{{ config, lib, ... }}:\n{{\n  options.my.{MARK}name = lib.mkOption {{ type = lib.types.str; }};\n  \
         config.{target} = [ config.my.name ];\n}}\n"
    ))
}

pub(super) fn assertion(options: &Options, random: &mut Random) -> Option<Drawn> {
    let flag = path_of(options, random, "boolean")?;
    let text = format!(
        "assertions = [\n    {{ {MARK}assertion = !(config.{flag} || true); message = \"no {flag}\"; }}\n  ];"
    );
    among(options, random, "{ config, ... }:", &text)
}

pub(super) fn misspelt_use(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    let flag = of_type(options, random, "boolean")?;
    let (last, before) = flag.path.split_last()?;
    let wrong = misspelt(last, random)?;
    if options.paths.contains(&[before, std::slice::from_ref(&wrong)].concat()) {
        return None;
    }
    let before = before.join(".");
    let text = format!("{target} = lib.optional config.{before}.{MARK}{wrong} \"x\";");
    let drawn = among(options, random, "{ config, lib, ... }:", &text)?;
    Some(Drawn { suggestion: Some(last.clone()), ..drawn })
}

fn misspelt_name_of_package(options: &Options, random: &mut Random) -> Option<(String, String, String)> {
    let target = path_of(options, random, "list of package")?;
    let package = random.one_of(&options.packages)?;
    let wrong = misspelt(package, random).filter(|wrong| !options.packages.contains(wrong))?;
    Some((target, package.clone(), wrong))
}

pub(super) fn misspelt_package(options: &Options, random: &mut Random) -> Option<Drawn> {
    let (target, package, wrong) = misspelt_name_of_package(options, random)?;
    let text = format!("{target} = [\n    pkgs.{MARK}{wrong}\n  ];");
    Some(Drawn { suggestion: Some(package), ..among(options, random, "{ pkgs, ... }:", &text)? })
}

pub(super) fn misspelt_package_under_with(options: &Options, random: &mut Random) -> Option<Drawn> {
    let (target, package, wrong) = misspelt_name_of_package(options, random)?;
    let text = format!("{target} = with pkgs; [ {MARK}{wrong} ];");
    Some(Drawn { suggestion: Some(package), ..among(options, random, "{ pkgs, ... }:", &text)? })
}

pub(super) fn misspelt_library_function(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    let (name, call) = *random.one_of(&[
        ("optional", "true \"x\""),
        ("optionals", "true [ \"x\" ]"),
        ("mkForce", "[ ]"),
        ("mkDefault", "[ \"x\" ]"),
        ("attrNames", "{ a = 1; }"),
        ("splitString", "\".\" \"a.b\""),
    ])?;
    let wrong = misspelt(name, random)?;
    let text = format!("{target} = lib.{MARK}{wrong} {call};");
    Some(Drawn { suggestion: Some(name.to_owned()), ..among(options, random, "{ lib, ... }:", &text)? })
}

pub(super) fn misspelt_builtin(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    let (name, argument) = *random.one_of(&[
        ("attrNames", "{ a = 1; }"),
        ("toJSON", "1"),
        ("typeOf", "1"),
        ("readFile", "./case.nix"),
    ])?;
    let wrong = misspelt(name, random)?;
    let text = format!("{target} = [ (toString (builtins.{MARK}{wrong} {argument})) ];");
    Some(Drawn { suggestion: Some(name.to_owned()), ..among(options, random, "{ ... }:", &text)? })
}

pub(super) fn misspelt_variable(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    let name = *random.one_of(&["directory", "colour", "userName", "editor"])?;
    let wrong = misspelt(name, random)?;
    let text = format!(
        "{{ lib, ... }}:\nlet\n  {name} = \"x\";\nin\n{{\n  {target} = lib.optional ({name} != \"\") {MARK}{wrong};\n}}\n"
    );
    Some(Drawn { suggestion: Some(name.to_owned()), ..Drawn::one(text)? })
}

pub(super) fn argument_not_taken(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    let formals = *random.one_of(&["{ pkgs, ... }:", "{ ... }:", "{\n  config,\n  pkgs,\n  ...\n}:"])?;
    among(options, random, formals, &format!("{target} = {MARK}lib.mkForce [ ];"))
}

pub(super) fn misspelt_file(options: &Options, random: &mut Random) -> Option<Drawn> {
    // The module itself is not what is meant: the other file in its folder is.
    let wrong = *random.one_of(&["./otehr.nix", "./othr.nix", "./Other.nix"])?;
    among(options, random, "{ ... }:", &format!("imports = [ {MARK}{wrong} ];"))
}

pub(super) fn list_and_package(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of package")?;
    let (one, two) = (random.one_of(&options.packages)?, random.one_of(&options.packages)?);
    among(options, random, "{ pkgs, ... }:", &format!("{target} = [ pkgs.{one} ] ++ {MARK}pkgs.{MARK}{two};"))
}

pub(super) fn options_beside_settings(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    let name = random.one_of(&["name", "theme", "editor"])?;
    Drawn::one(format!(
        "{{ lib, ... }}:\n{{\n  options.my.{name} = lib.mkOption {{ type = lib.types.str; default = \"x\"; }};\n  \
         {MARK}{target} = [ \"x\" ];\n}}\n"
    ))
}

pub(super) fn defined_twice(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "boolean")?;
    let text = format!("{target} = false;\n  {MARK}{target} = false;");
    among(options, random, "{ ... }:", &text)
}

pub(super) fn no_semicolon(options: &Options, random: &mut Random) -> Option<Drawn> {
    // The token behind the gap, or the end of the value in front of it.
    let (one, two) = (path_of(options, random, "list of string")?, path_of(options, random, "boolean")?);
    let value = random.one_of(&["[ \"x\" ]", "[ ]"])?;
    let last = value.len() - 1;
    let (front, end) = value.split_at(last);
    Drawn::one(format!(
        "{{ lib, ... }}:\n{{\n  {one} = {MARK}{front}{MARK}{end}{MARK}\n  {MARK}{two} = false;\n}}\n"
    ))
}

pub(super) fn no_closing_brace(options: &Options, random: &mut Random) -> Option<Drawn> {
    let path = path_of(options, random, "boolean")?;
    let (front, last) = path.rsplit_once('.')?;
    Drawn::one(format!("{{ ... }}:\n{{\n  {front} = {{\n    {last} = false;\n{MARK}}}\n{MARK}"))
}

pub(super) fn no_closing_bracket(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    among(options, random, "{ ... }:", &format!("{target} = [ \"x\" \"y\"{MARK};"))
}

pub(super) fn comma_in_list(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "list of string")?;
    among(options, random, "{ ... }:", &format!("{target} = [ \"x\"{MARK}, \"y\" ];"))
}

pub(super) fn no_comma_in_arguments(options: &Options, random: &mut Random) -> Option<Drawn> {
    let patterns = [format!("{{ config, lib {MARK}pkgs, ... }}:"), format!("{{ config {MARK}lib, ... }}:")];
    let formals = random.one_of(&patterns)?;
    among(options, random, formals, "")
}

pub(super) fn colon_for_equals(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = path_of(options, random, "boolean")?;
    among(options, random, "{ ... }:", &format!("{target}{MARK}: false;"))
}

pub(super) fn unused_variable(options: &Options, random: &mut Random) -> Option<Drawn> {
    let line = quiet(options, random);
    let name = random.one_of(&["colour", "home", "version"])?;
    Drawn::one(format!(
        "{{ ... }}:\nlet\n  {MARK}{name} = 1;\n  size = 2;\nin\n{{\n{line}  _module.args.size = size;\n}}\n"
    ))
}

pub(super) fn unused_argument(options: &Options, random: &mut Random) -> Option<Drawn> {
    among(options, random, &format!("{{ {MARK}pkgs, ... }}:"), "")
}

pub(super) fn said_twice(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = of_type(options, random, "boolean")?;
    let (last, before) = target.path.split_last()?;
    let path = [before, &[format!("{MARK}{last}")]].concat().join(".");
    Drawn::one(format!(
        "{{ lib, ... }}:\n{{\n  config = lib.mkMerge [\n    {{\n      {path} = true;\n    }}\n    {{\n      {path} = true;\n    }}\n  ];\n}}\n"
    ))
}

pub(super) fn never_true(options: &Options, random: &mut Random) -> Option<Drawn> {
    let target = of_type(options, random, "boolean")?;
    let (last, before) = target.path.split_last()?;
    let path = [before, &[format!("{MARK}{last}")]].concat().join(".");
    among(options, random, "{ lib, ... }:", &format!("{path} = lib.mkIf false true;"))
}
