//! Modules with one mistake each, and what should be said about it.

use std::path::{Path, PathBuf};

use super::kind::{Drawn, Kind};
use super::options::{INSTANCE, Known, Options};
use crate::random::Random;

/// Marks the token that is wrong, in the text of a module before it is written.
pub(super) const MARK: char = '\u{1}';

/// A mistake that was sown.
pub(super) struct Sown {
    pub(super) files: Vec<PathBuf>,
    /// Places that are right, as file, line and column.
    pub(super) places: Vec<(PathBuf, usize, usize)>,
    /// What should be suggested first.
    pub(super) suggestion: Option<String>,
    /// The option that the mistake is made with.
    pub(super) about: Option<String>,
}

/// Draws a mistake and writes its files; `None` where what was drawn does not suit.
pub(super) fn sow(
    kind: &Kind,
    options: &Options,
    random: &mut Random,
    folder: &Path,
    number: usize,
) -> Option<Sown> {
    write(kind, (kind.draw)(options, random)?, folder, number)
}

fn write(kind: &Kind, drawn: Drawn, folder: &Path, number: usize) -> Option<Sown> {
    let about = drawn.about.or_else(|| drawn.suggestion.clone());
    let mut sown = Sown { files: Vec::new(), places: Vec::new(), suggestion: drawn.suggestion, about };
    for (index, text) in drawn.texts.into_iter().enumerate() {
        let file = folder.join(format!("{}-{number}-{index}.nix", kind.name));
        for (line, content) in text.lines().enumerate() {
            for (earlier, (at, _)) in content.match_indices(MARK).enumerate() {
                // The marks before this one are taken out again.
                let column = content[..at].chars().count() + 1 - earlier;
                sown.places.push((file.clone(), line + 1, column));
            }
        }
        std::fs::write(&file, text.replace(MARK, "")).ok()?;
        sown.files.push(file);
    }
    Some(sown)
}

/// Which name of an option's path is misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    First,
    Middle,
    Last,
}

/// A misspelt option.
pub(super) fn typo(which: Which, options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    let length = option.path.len();
    let index = match which {
        Which::First => 0,
        Which::Last => length - 1,
        Which::Middle if length > 2 => 1 + random.below(length - 2),
        Which::Middle => return None,
    };
    let mut path = option.path.clone();
    path[index] = misspelt(&path[index], random)?;
    if options.paths.contains(&path[..=index]) {
        return None;
    }
    let text = module(random, &path, index, right_value(&option.kind)?);
    Some(Drawn { suggestion: Some(option.path.join(".")), ..Drawn::one(text)? })
}

/// A misspelt option of a submodule.
pub(super) fn typo_in_submodule(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.nested)?;
    let last = option.path.len() - 1;
    let mut path = option.path.clone();
    path[last] = misspelt(&path[last], random)?;
    let mut declared = path.clone();
    declared.iter_mut().filter(|name| *name == INSTANCE).for_each(|name| "<name>".clone_into(name));
    if options.paths.contains(&declared) {
        return None;
    }
    let text = module(random, &path, last, right_value(&option.kind)?);
    Some(Drawn { suggestion: Some(option.path.join(".")), ..Drawn::one(text)? })
}

/// An option with a value of another type.
pub(super) fn wrong_type(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    defined(random, option, wrong_value(&option.kind)?)
}

/// An option of a type with this value.
pub(super) fn value_of(options: &Options, random: &mut Random, kind: &str, value: &str) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    if option.kind == kind { defined(random, option, value) } else { None }
}

/// One of some choices, misspelt.
pub(super) fn misspelt_choice(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    let choices: Vec<&str> = option.kind.strip_prefix("one of ")?.split(", ").collect();
    let choice = random.one_of(&choices)?.strip_prefix('"')?.strip_suffix('"')?;
    let wrong = format!("\"{}\"", misspelt(choice, random)?);
    if choices.contains(&&wrong[..]) { None } else { defined(random, option, &wrong) }
}

/// The name of a package in quotes where packages belong.
pub(super) fn package_as_text(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    let package = random.one_of(&options.packages)?;
    let quoted = format!("\"{package}\"");
    let drawn = match &option.kind[..] {
        "package" => defined(random, option, &quoted)?,
        "list of package" => {
            let text = module(random, &option.path, usize::MAX, &format!("[ {MARK}{quoted} ]"));
            Drawn { about: Some(option.path.join(".")), ..Drawn::one(text)? }
        }
        _ => return None,
    };
    // What shall stand there instead must be to be had.
    let takes_packages = drawn.texts.first().is_some_and(|text| text.contains("pkgs"));
    takes_packages.then_some(drawn)
}

/// A module that gives an option a wrong value.
fn defined(random: &mut Random, option: &Known, value: &str) -> Option<Drawn> {
    let text = module(random, &option.path, usize::MAX, &format!("{MARK}{value}"));
    Some(Drawn { about: Some(option.path.join(".")), ..Drawn::one(text)? })
}

/// Two files that contradict each other.
pub(super) fn conflict(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    let (one, other) = two_values(&option.kind)?;
    let last = option.path.len() - 1;
    let texts = [one, other].map(|value| module(random, &option.path, last, value));
    Some(Drawn { texts: texts.to_vec(), about: Some(option.path.join(".")), ..Drawn::default() })
}

/// A file that contradicts itself.
pub(super) fn conflict_in_one_file(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.settable)?;
    let (one, other) = two_values(&option.kind)?;
    let (last, before) = option.path.split_last()?;
    let path = [before, &[format!("{MARK}{last}")]].concat().join(".");
    let text = format!(
        "{{ lib, ... }}:\n{{\n  config = lib.mkMerge [\n    {{ {path} = {one}; }}\n    {{ {path} = {other}; }}\n  ];\n}}\n"
    );
    Some(Drawn { about: Some(option.path.join(".")), ..Drawn::one(text)? })
}

/// An option by its old name.
pub(super) fn renamed(options: &Options, random: &mut Random) -> Option<Drawn> {
    let option = random.one_of(&options.renamed)?;
    let text = module(random, &option.from, option.from.len() - 1, "true");
    let (from, to) = (option.from.join("."), option.to.join("."));
    Some(Drawn { suggestion: Some(to), about: Some(from), ..Drawn::one(text)? })
}

/// A name with a letter left out, doubled, replaced, or two of them exchanged.
pub(super) fn misspelt(name: &str, random: &mut Random) -> Option<String> {
    if name.len() < 4 {
        return None;
    }
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = *random.one_of(&['a', 'e', 'o', 't', 's'])?,
        _ => letters.swap(at, at + 1),
    }
    let misspelt: String = letters.into_iter().collect();
    (misspelt != name).then_some(misspelt)
}

/// A value that no definition of this type can have.
fn wrong_value(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "boolean" => "\"enabled\"",
        "string" | "null or string" => "17",
        "list of string" | "list of package" => "\"one\"",
        "package" => "5",
        "absolute path" => "\"not absolute\"",
        "attribute set of string" | "attribute set of (submodule)" => "[ 1 2 ]",
        _ if kind.starts_with("signed integer") || kind.contains("unsigned integer") => "\"many\"",
        _ if kind.starts_with("one of ") => "\"no such choice\"",
        _ => return None,
    })
}

/// A value of a type: nothing else is wrong where its option is misspelt. What it switches on may need packages that a
/// small package set has not, so it switches off.
fn right_value(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "boolean" | "null or boolean" => "false",
        "string" | "null or string" => "\"text\"",
        "list of string" => "[ \"a\" ]",
        "attribute set of string" => "{ a = \"b\"; }",
        "signed integer" | "null or signed integer" => "12",
        _ => return None,
    })
}

/// Two values that contradict each other.
fn two_values(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "boolean" => ("true", "false"),
        "string" => ("\"one\"", "\"other\""),
        "signed integer" => ("1", "2"),
        _ => return None,
    })
}

/// A module that sets an option, in one of the ways in which people write that.
fn module(random: &mut Random, path: &[String], marked: usize, value: &str) -> String {
    let names: Vec<String> = path
        .iter()
        .enumerate()
        .map(|(index, name)| if index == marked { format!("{MARK}{name}") } else { name.clone() })
        .collect();
    let dotted = names.join(".");
    let split = 1 + random.below(names.len().saturating_sub(1));
    let (front, back) = names.split_at(split.min(names.len()));
    let (front, back) = (front.join("."), back.join("."));
    let nested = || match back.is_empty() {
        true => format!("{front} = {value};"),
        false => format!("{front} = {{\n    {back} = {value};\n  }};"),
    };
    match random.below(6) {
        0 => format!("{{\n  {dotted} = {value};\n}}\n"),
        1 => format!("{{ config, lib, pkgs, ... }}:\n{{\n  {dotted} = {value};\n}}\n"),
        2 => format!("{{ lib, ... }}:\n\n{{\n  {}\n}}\n", nested()),
        3 => format!(
            "{{ lib, ... }}:\nlet x = 1; in\n{{\n  config = lib.mkIf (x == 1) {{\n  {}\n  }};\n}}\n",
            nested()
        ),
        4 => format!(
            "{{ lib, pkgs, ... }}: with lib; {{\n  config = mkMerge [\n    {{ {dotted} = {value}; }}\n  ];\n}}\n"
        ),
        _ => format!("# ä comment\n{{ config, ... }}: {{ /* é */ {dotted} = {value}; }}\n"),
    }
}

/// An argument that nobody passes.
pub(super) fn missing_argument(random: &mut Random) -> Option<Drawn> {
    let name = *random.one_of(&["inputs", "self", "username", "pkgs-unstable", "hostName", "secrets"])?;
    Drawn::one(match random.below(3) {
        0 => format!(
            "{{ config, {MARK}{name}, ... }}:\n{{\n  imports = [ ];\n  _module.args.unused = 1;\n  warnings = [ (toString {name}) ];\n}}\n"
        ),
        1 => format!(
            "{{\n  config,\n  lib,\n  {MARK}{name},\n  ...\n}}:\n{{\n  warnings = lib.mkIf ({name} != null) [ ];\n}}\n"
        ),
        _ => format!(
            "{{ lib, pkgs, {MARK}{name}, ... }}@args:\n{{\n  assertions = [ {{ assertion = {name} != null; message = \"\"; }} ];\n}}\n"
        ),
    })
}

/// `imports` that need `config`, `pkgs` or an argument that nobody passes.
pub(super) fn imports(random: &mut Random) -> Option<Drawn> {
    Drawn::one(match random.below(4) {
        0 => format!(
            "{{ config, lib, ... }}:\n{{\n  imports = lib.optional {MARK}config.assertions [ ./x.nix ];\n}}\n"
        ),
        1 => format!(
            "{{ config, lib, ... }}:\n{{\n  imports = if {MARK}config.warnings == [ ] then [ ] else [ ./y.nix ];\n}}\n"
        ),
        2 => format!("{{ pkgs, ... }}: {{\n  imports = [ (import ({MARK}pkgs.path + \"/z.nix\")) ];\n}}\n"),
        _ => format!(
            "{{ lib, inputs, ... }}:\n{{\n  imports = [\n    {MARK}inputs.some.homeModules.default\n  ];\n}}\n"
        ),
    })
}

/// Two string options that need each other.
pub(super) fn circle(options: &Options, random: &mut Random) -> Option<Drawn> {
    let strings: Vec<_> = options.settable.iter().filter(|option| option.kind == "string").collect();
    let (one, other) = (random.one_of(&strings)?.path.join("."), random.one_of(&strings)?.path.join("."));
    // A definition is right as well as the value in it.
    let marked = |path: &str| match path.rsplit_once('.') {
        Some((front, last)) => format!("{front}.{MARK}{last}"),
        None => format!("{MARK}{path}"),
    };
    if one == other {
        return None;
    }
    Drawn::one(format!(
        "{{ config, lib, ... }}:\n{{\n  {} = lib.mkForce {MARK}config.{};\n  {} = lib.mkForce {MARK}config.{};\n}}\n",
        marked(&one),
        other,
        marked(&other),
        one
    ))
}

/// Ten options with values of their types.
pub(super) fn correct(options: &Options, random: &mut Random) -> Option<Drawn> {
    let mut lines = String::new();
    let mut chosen: Vec<&[String]> = Vec::new();
    while chosen.len() < 10 {
        let option = random.one_of(&options.settable)?;
        let value = match &option.kind[..] {
            "boolean" => "false",
            "string" | "null or string" => "\"text\"",
            "list of string" => "[ \"a\" \"b\" ]",
            "attribute set of string" => "{ a = \"b\"; }",
            _ => continue,
        };
        // Programs that are not enabled do not look at their settings.
        let quiet = option.path.len() > 2 && matches!(&option.path[0][..], "programs" | "services");
        if quiet && !option.path.contains(&"enable".to_owned()) && !chosen.contains(&&option.path[..]) {
            lines.push_str(&format!("  {} = {value};\n", option.path.join(".")));
            chosen.push(&option.path);
        }
    }
    Drawn::one(format!("{{ config, lib, pkgs, ... }}:\n{{\n{lines}}}\n"))
}

#[cfg(test)]
mod tests {
    use super::super::kind::KINDS;
    use super::*;

    #[test]
    fn marks_become_places() {
        let folder = std::env::temp_dir().join(format!("hmeval-sow-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = format!("{{\n  ä.{MARK}b = 1;\n}}\n");
        let sown = write(&KINDS[0], Drawn::one(text).unwrap(), &folder, 0).unwrap();
        assert_eq!((sown.places[0].1, sown.places[0].2), (2, 5));
        assert_eq!(std::fs::read_to_string(&sown.files[0]).unwrap(), "{\n  ä.b = 1;\n}\n");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn misspelt_names_differ() {
        let mut random = Random::new(7);
        for _ in 0..100 {
            assert_ne!(misspelt("enable", &mut random), Some("enable".to_owned()));
        }
        assert_eq!(misspelt("git", &mut random), None);
    }
}
