//! Options of another system: `services.openssh` is one of NixOS, not of Home Manager.
//!
//! A configuration knows the options of its own system only. Those of the other one are known by name, from a list in
//! `data/` that `cargo xtask option-names` made of one release; it says of which, and when.

use std::io::Read;
use std::sync::OnceLock;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations;

use super::diagnostic::Diagnostic;
use super::homes;
use super::suggest::Definition;
use crate::configuration::options::{DeclaredOption, Node};
use crate::configuration::{at_path, show_path};

/// Text that a list may hold at most once it is unpacked.
const MAX_TEXT: u64 = 16 << 20;

/// A system with options of its own.
struct System {
    name: &'static str,
    /// An option that only this system has.
    mark: &'static [&'static str],
    /// How one of its options is set, given what is written here.
    advice: &'static str,
    packed: &'static [u8],
    names: OnceLock<Names>,
}

/// The names of the options of a release.
struct Names {
    /// The release, and when the list was made.
    made_of: String,
    options: Vec<String>,
}

static SYSTEMS: [System; 2] = [
    System {
        name: "Home Manager",
        mark: &["home", "activationPackage"],
        advice: "set it in the configuration of a user (`home-manager.users.NAME`, or home.nix)",
        packed: include_bytes!("../../data/options-home-manager.txt.gz"),
        names: OnceLock::new(),
    },
    System {
        name: "NixOS",
        mark: &["system", "build"],
        advice: "set it in the configuration of the host",
        packed: include_bytes!("../../data/options-nixos.txt.gz"),
        names: OnceLock::new(),
    },
];

/// Systems without a list of their own, by options that only they have.
const OTHERS: [(&str, &[&str]); 2] =
    [("nix-darwin", &["system", "darwinVersion"]), ("system-manager", &["build", "toplevel"])];

/// Options of NixOS and those of Home Manager that do the same for one user.
const COUNTERPARTS: [(&str, &str); 7] = [
    ("environment.systemPackages", "home.packages"),
    ("environment.variables", "home.sessionVariables"),
    ("environment.sessionVariables", "home.sessionVariables"),
    ("environment.shellAliases", "home.shellAliases"),
    ("systemd.services", "systemd.user.services"),
    ("systemd.timers", "systemd.user.timers"),
    ("systemd.sockets", "systemd.user.sockets"),
];

/// The option of the system `own` that does what a path of the other system means.
fn counterpart(own: &str, full: &[&[u8]]) -> Option<&'static str> {
    let begins = |option: &str| {
        let mut names = full.iter();
        option.split('.').all(|part| names.next().is_some_and(|name| *name == part.as_bytes()))
    };
    match own {
        "Home Manager" => COUNTERPARTS.into_iter().find(|(nixos, _)| begins(nixos)).map(|(_, home)| home),
        "NixOS" => COUNTERPARTS.into_iter().find(|(_, home)| begins(home)).map(|(nixos, _)| nixos),
        _ => None,
    }
}

/// The name of the system that a tree of options is of.
fn name_of<'h>(ev: &Evaluator<'h>, options: Attrs<'h>) -> Option<&'static str> {
    let marks = OTHERS.into_iter().chain(SYSTEMS.iter().map(|system| (system.name, system.mark)));
    let has = |mark: &[&str]| at_path(ev, Value::attrs(options), mark).is_ok_and(|node| node.is_some());
    marks.into_iter().find(|(_, mark)| has(mark)).map(|(name, _)| name)
}

impl System {
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut text = String::new();
            // A list that cannot be read knows no names; a test reads both.
            let _ = flate2::read::GzDecoder::new(self.packed).take(MAX_TEXT).read_to_string(&mut text);
            let (made_of, options) = text.split_once('\n').unwrap_or_default();
            Names { made_of: made_of.to_owned(), options: options.lines().map(str::to_owned).collect() }
        })
    }
}

/// Adds to an option that does not exist that another system has it, if that is so.
pub(super) fn explain<'h>(
    ev: &Evaluator<'h>,
    options: Attrs<'h>,
    diagnostic: &mut Diagnostic,
    definition: &Definition,
) {
    let Some(own) = name_of(ev, options) else { return };
    let full: Vec<&[u8]> = definition.path.iter().chain(&definition.chain).map(Vec::as_slice).collect();
    if let Some(to) = counterpart(own, &full) {
        diagnostic.suggestions.retain(|known| known != to.as_bytes());
        diagnostic.suggestions.insert(0, to.as_bytes().to_vec());
        diagnostic.fix = None;
    }
    for other in SYSTEMS.iter().filter(|system| system.name != own) {
        if let Some(options) = tree_of(ev, other.name, options) {
            // What this very configuration has of the other system tells more than a list of one release.
            let found =
                option_at(ev, options, &full, definition).filter(|length| *length >= definition.path.len());
            if let Some(found) = found.and_then(|length| full.get(..length)) {
                let shown = String::from_utf8_lossy(&show_path(found)).into_owned();
                diagnostic.notes.push(format!("`{shown}` exists in {}, not in {own}", other.name));
                is_of(diagnostic, other, definition);
                return;
            }
        }
        let names = other.names();
        if let Some(known) =
            names.options.iter().find_map(|name| matching(name, &full, definition.path.len()))
        {
            let shown = String::from_utf8_lossy(&show_path(&known)).into_owned();
            diagnostic
                .notes
                .push(format!("`{shown}` exists in {}, not in {} ({})", other.name, own, names.made_of));
            // A host that is not NixOS has no place for options of NixOS.
            if !OTHERS.iter().any(|(name, _)| *name == own) || other.name == "Home Manager" {
                diagnostic.help.push(other.advice.to_owned());
            }
            // A change of the name would make another thing of it.
            if known.len() == full.len() {
                diagnostic.fix = None;
            }
            return;
        }
    }
}

/// Says how to set an option of another system that is written in this one: options of other sections that end with the same
/// name are not meant.
fn is_of(diagnostic: &mut Diagnostic, other: &System, definition: &Definition) {
    diagnostic.help.push(other.advice.to_owned());
    diagnostic.fix = None;
    let section = definition.path.split_last().map(|(_, section)| show_path(section)).unwrap_or_default();
    let is_beside = |name: &[u8]| name.strip_prefix(&section[..]).is_some_and(|rest| rest.starts_with(b"."));
    diagnostic.suggestions.retain(|name| is_beside(name) || counterpart_names(name));
}

/// Whether a suggestion is an option that does the same in the other system.
fn counterpart_names(suggestion: &[u8]) -> bool {
    COUNTERPARTS.iter().any(|(nixos, home)| [nixos, home].iter().any(|name| name.as_bytes() == suggestion))
}

/// The options of another system that is a part of this configuration, or that this one is a part of: those of the first home
/// of a host, those of the host around a home.
fn tree_of<'h>(ev: &Evaluator<'h>, system: &str, options: Attrs<'h>) -> Option<Attrs<'h>> {
    let host = || evaluations::at(ev, &[]).map(|whole| whole.options);
    let is_it = |tree: &Attrs<'h>| name_of(ev, *tree) == Some(system);
    host().filter(is_it).or_else(|| homes::first_options(ev, options).filter(is_it))
}

/// How much of a path is an option of a tree, or a section that has something of what is defined in it. An option that was
/// removed is none.
fn option_at<'h>(
    ev: &Evaluator<'h>,
    mut section: Attrs<'h>,
    path: &[&[u8]],
    definition: &Definition,
) -> Option<usize> {
    for (depth, name) in path.iter().enumerate() {
        match Node::of(ev, section.value(ev.symbols.intern(name))?).ok()?? {
            Node::Section(inner) => section = inner,
            Node::Option(option) => {
                return (option.is_shown(ev) || has_type(ev, option)).then_some(depth + 1);
            }
        }
    }
    let has = |name: &Vec<u8>| section.value(ev.symbols.intern(name)).is_some();
    definition.inside.iter().any(has).then_some(path.len())
}

/// Whether an option has a type of its own: `mkRemovedOptionModule` declares options without one.
fn has_type<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> bool {
    let name = || {
        let kind = ev.force(option.type_value(ev)?, Pos::NONE).ok()?.as_attrs()?;
        ev.force(kind.value(ev.symbols.intern(b"name"))?, Pos::NONE).ok()?.as_str()
    };
    name().is_some_and(|name| name.bytes != b"unspecified")
}

/// The part of a path that an option of a list stands for; `None` if it does not stand for as much of it as is wrong.
fn matching<'p>(option: &str, full: &[&'p [u8]], wrong: usize) -> Option<Vec<&'p [u8]>> {
    let mut matched = Vec::new();
    let mut names = full.iter();
    for part in option.split('.') {
        let Some(name) = names.next() else { break };
        if part.as_bytes() != *name && part != "<name>" && part != "*" {
            return None;
        }
        matched.push(*name);
    }
    (matched.len() >= wrong).then_some(matched)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        for system in &SYSTEMS {
            let names = system.names();
            assert!(names.options.len() > 1000, "{}", system.name);
            assert!(names.made_of.contains("20"), "{}", names.made_of);
            assert!(names.options.is_sorted());
        }
    }

    #[test]
    fn counterparts_are_known() {
        let of =
            |own: &str, path: &str| counterpart(own, &path.split('.').map(str::as_bytes).collect::<Vec<_>>());
        assert_eq!(of("Home Manager", "environment.systemPackages"), Some("home.packages"));
        assert_eq!(of("Home Manager", "systemd.services.x.script"), Some("systemd.user.services"));
        assert_eq!(of("NixOS", "home.packages"), Some("environment.systemPackages"));
        assert_eq!(of("NixOS", "environment.systemPackages"), None);
        assert_eq!(of("nix-darwin", "home.packages"), None);
    }

    #[test]
    fn placeholders_stand_for_any_name() {
        let full: Vec<&[u8]> = vec![b"users", b"users", b"jdoe", b"shell"];
        assert_eq!(matching("users.users.<name>.shell", &full, 2).map(|known| known.len()), Some(4));
        assert_eq!(matching("users.users", &full, 2).map(|known| known.len()), Some(2));
        assert_eq!(matching("users", &full, 2), None);
        assert_eq!(matching("users.groups", &full, 2), None);
    }
}
