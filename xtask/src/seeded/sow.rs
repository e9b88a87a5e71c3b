//! Modules with one mistake each, and what should be said about it.

use std::path::{Path, PathBuf};

use super::options::Options;
use crate::random::Random;

/// Marks the token that is wrong, in the text of a module before it is written.
const MARK: char = '\u{1}';

/// A sort of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The first name of an option is misspelt.
    TypoFirst,
    /// A name in the middle.
    TypoMiddle,
    /// The last name.
    TypoLast,
    /// A value of another type.
    Type,
    /// Two files that contradict each other.
    Conflict,
    /// An option by its old name.
    Renamed,
    /// An argument that nobody passes.
    MissingArgument,
    /// `imports` that need `config`, `pkgs` or an argument that nobody passes.
    Imports,
    /// Two options that need each other.
    Circle,
    /// No mistake at all.
    Correct,
}

impl Kind {
    /// All sorts.
    pub(super) const ALL: [Kind; 10] = [
        Kind::TypoFirst,
        Kind::TypoMiddle,
        Kind::TypoLast,
        Kind::Type,
        Kind::Conflict,
        Kind::Renamed,
        Kind::MissingArgument,
        Kind::Imports,
        Kind::Circle,
        Kind::Correct,
    ];

    /// Its name in the table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::TypoFirst => "typo-first",
            Kind::TypoMiddle => "typo-middle",
            Kind::TypoLast => "typo-last",
            Kind::Type => "type",
            Kind::Conflict => "conflict",
            Kind::Renamed => "renamed",
            Kind::MissingArgument => "missing-argument",
            Kind::Imports => "imports",
            Kind::Circle => "circle",
            Kind::Correct => "correct",
        }
    }

    /// The code of the diagnostic.
    pub(super) fn code(self) -> &'static str {
        match self {
            Kind::TypoFirst | Kind::TypoMiddle | Kind::TypoLast => "unknown-option",
            Kind::Type => "type",
            Kind::Conflict => "conflict",
            Kind::Renamed => "renamed-option",
            Kind::MissingArgument => "missing-argument",
            Kind::Imports => "imports-argument",
            Kind::Circle => "infinite-recursion",
            Kind::Correct => "",
        }
    }

    /// Whether the modules cannot even be listed or merged with such a mistake, so that nothing else can be found.
    pub(super) fn hides_others(self) -> bool {
        matches!(self, Kind::MissingArgument | Kind::Imports | Kind::Circle | Kind::Correct)
    }
}

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
    kind: Kind,
    options: &Options,
    random: &mut Random,
    folder: &Path,
    number: usize,
) -> Option<Sown> {
    let mut about = None;
    let (texts, suggestion) = match kind {
        Kind::TypoFirst | Kind::TypoMiddle | Kind::TypoLast => typo(kind, options, random)?,
        Kind::Type => {
            let option = random.one_of(&options.settable)?;
            let wrong = wrong_value(&option.kind)?;
            about = Some(option.path.join("."));
            (vec![module(random, &option.path, usize::MAX, &format!("{MARK}{wrong}"))], None)
        }
        Kind::Conflict => {
            let option = random.one_of(&options.settable)?;
            let (one, other) = two_values(&option.kind)?;
            let last = option.path.len() - 1;
            about = Some(option.path.join("."));
            (vec![module(random, &option.path, last, one), module(random, &option.path, last, other)], None)
        }
        Kind::Renamed => {
            let option = random.one_of(&options.renamed)?;
            about = Some(option.from.join("."));
            let text = module(random, &option.from, option.from.len() - 1, "true");
            (vec![text], Some(option.to.join(".")))
        }
        Kind::MissingArgument => (vec![missing_argument(random)?], None),
        Kind::Imports => (vec![imports(random)?], None),
        Kind::Circle => (vec![circle(options, random)?], None),
        Kind::Correct => (vec![correct(options, random)?], None),
    };
    let mut sown = write(kind, texts, suggestion, folder, number)?;
    sown.about = about.or_else(|| sown.suggestion.clone());
    Some(sown)
}

fn write(
    kind: Kind,
    texts: Vec<String>,
    suggestion: Option<String>,
    folder: &Path,
    number: usize,
) -> Option<Sown> {
    let mut sown = Sown { files: Vec::new(), places: Vec::new(), suggestion, about: None };
    for (index, text) in texts.into_iter().enumerate() {
        let file = folder.join(format!("{}-{number}-{index}.nix", kind.name()));
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

fn typo(kind: Kind, options: &Options, random: &mut Random) -> Option<(Vec<String>, Option<String>)> {
    let option = random.one_of(&options.settable)?;
    let length = option.path.len();
    let index = match kind {
        Kind::TypoFirst => 0,
        Kind::TypoLast => length - 1,
        _ if length > 2 => 1 + random.below(length - 2),
        _ => return None,
    };
    let mut path = option.path.clone();
    path[index] = misspelt(&path[index], random)?;
    if options.paths.contains(&path[..=index]) {
        return None;
    }
    let text = module(random, &path, index, "true");
    Some((vec![text], Some(option.path.join("."))))
}

/// A name with a letter left out, doubled, replaced, or two of them exchanged.
fn misspelt(name: &str, random: &mut Random) -> Option<String> {
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

fn missing_argument(random: &mut Random) -> Option<String> {
    let name = *random.one_of(&["inputs", "self", "username", "pkgs-unstable", "hostName", "secrets"])?;
    Some(match random.below(3) {
        0 => format!(
            "{{ config, {MARK}{name}, ... }}:\n{{\n  imports = [ ];\n  _module.args.unused = 1;\n  warnings = [ (toString {name}) ];\n}}\n"
        ),
        1 => format!(
            "{{\n  config,\n  lib,\n  {MARK}{name},\n  ...\n}}:\n{{\n  warnings = lib.mkIf ({name} != null) [ ];\n}}\n"
        ),
        _ => format!(
            "{{ lib, pkgs, {MARK}{name}, ... }}@args:\n{{\n  assertions = [ {{ assertion = {name} == 1; message = \"\"; }} ];\n}}\n"
        ),
    })
}

fn imports(random: &mut Random) -> Option<String> {
    Some(match random.below(4) {
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
fn circle(options: &Options, random: &mut Random) -> Option<String> {
    let strings: Vec<_> = options.settable.iter().filter(|option| option.kind == "string").collect();
    let (one, other) = (random.one_of(&strings)?.path.join("."), random.one_of(&strings)?.path.join("."));
    // A definition is right as well as the value in it.
    let marked = |path: &str| match path.rsplit_once('.') {
        Some((front, last)) => format!("{front}.{MARK}{last}"),
        None => format!("{MARK}{path}"),
    };
    (one != other).then(|| {
        format!(
            "{{ config, lib, ... }}:\n{{\n  {} = lib.mkForce {MARK}config.{};\n  {} = lib.mkForce {MARK}config.{};\n}}\n",
            marked(&one), other, marked(&other), one
        )
    })
}

/// Ten options with values of their types.
fn correct(options: &Options, random: &mut Random) -> Option<String> {
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
    Some(format!("{{ config, lib, pkgs, ... }}:\n{{\n{lines}}}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_places() {
        let folder = std::env::temp_dir().join(format!("hmeval-sow-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = format!("{{\n  ä.{MARK}b = 1;\n}}\n");
        let sown = write(Kind::TypoLast, vec![text], None, &folder, 0).unwrap();
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
