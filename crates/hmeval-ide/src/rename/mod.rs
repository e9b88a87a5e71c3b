//! Renaming of options: what is meant by the name under the cursor, and what has to be changed in a text.
//!
//! Nothing is evaluated here: `occurrences` finds the names in a text, and what keeps somebody from knowing all of them;
//! `edits` makes changes of them. `evaluate::rename` compares this with what the evaluation has seen, and refuses what would
//! be half done. An option's path is that in its configuration: `config.`, `options.`, `home-manager.users.NAME.` and lists of
//! modules around it are left out.

mod edits;
pub(crate) mod occurrences;

use std::ops::Range;
use std::sync::Arc;

pub use edits::edits;
use hmeval_syntax::editor::{MODULE_LISTS, Site, SiteRoot, Step, Written};

use crate::document::Document;
use crate::overlay::Texts;

/// A name of an option's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameAt {
    /// The path up to the name.
    pub path: Vec<String>,
    /// Where the name is written.
    pub at: Range<usize>,
}

/// What is to be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// The path up to the name.
    pub path: Vec<String>,
    /// The new name, as somebody typed it; nothing if it is only asked whether the name can be changed.
    pub new: Option<String>,
    /// The open texts as they are now.
    pub texts: Texts,
    /// The folder in which files may be changed.
    pub root: Vec<u8>,
}

/// The changes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    /// The file.
    pub file: Vec<u8>,
    /// The text that is changed.
    pub text: Arc<str>,
    /// Where what is put in its place; in the order of the text.
    pub edits: Vec<(Range<usize>, String)>,
}

/// The name of an option that is at an offset.
pub fn name_at(document: &Document, offset: usize) -> Option<NameAt> {
    for site in document.tree.sites(&document.names) {
        let Some(steps) = option_steps(&site) else { continue };
        let is_here = |step: &Step| {
            step.written.as_ref().map(place).filter(|at| at.start <= offset && offset <= at.end)
        };
        if let Some((index, at)) =
            steps.iter().enumerate().find_map(|(index, step)| Some((index, is_here(step)?)))
        {
            let names = steps.get(..=index)?.iter().map(|step| step.name.clone());
            return Some(NameAt { path: names.collect::<Option<_>>()?, at });
        }
    }
    None
}

/// A place where the name of an option is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePlace {
    /// Where.
    pub at: Range<usize>,
    /// Whether the option, or one below the name, is declared there.
    pub declares: bool,
}

/// The places where the last name of an option's path is written in a text, as far as the text tells.
pub fn places_of(document: &Document, path: &[String]) -> Vec<NamePlace> {
    let sites = document.tree.sites(&document.names).into_iter();
    let here = sites.filter(|site| site.sure).filter_map(|site| {
        let steps = option_steps(&site)?.get(..path.len())?;
        let is_it = steps.iter().zip(path).all(|(step, name)| is_named(step, name));
        let at = place(steps.last().filter(|_| is_it)?.written.as_ref()?);
        let head = in_module(&site.steps).first();
        let declares = site.root == SiteRoot::Set && head.is_some_and(|head| is_named(head, "options"));
        Some(NamePlace { at, declares })
    });
    let mut places: Vec<NamePlace> = here.collect();
    places.sort_by_key(|place| place.at.start);
    places.dedup_by(|one, other| one.at == other.at);
    places
}

/// Where a name is written.
fn place(written: &Written) -> Range<usize> {
    match written {
        Written::Name(at) | Written::Variable(at) => at.clone(),
        Written::Inherited(inherited) => inherited.name.clone(),
    }
}

/// Names under which modules get a configuration, or its options.
const CONFIGURATIONS: [&str; 5] = ["config", "options", "osConfig", "nixosConfig", "darwinConfig"];

/// The steps of a site that are the path of an option; nothing if it is not known to be one.
fn option_steps(site: &Site) -> Option<&[Step]> {
    match &site.root {
        SiteRoot::Set => Some(in_user(without_head(in_user(without_head(in_module(&site.steps)))))),
        SiteRoot::Argument(name) if CONFIGURATIONS.contains(&&name[..]) => Some(in_user(&site.steps)),
        _ => None,
    }
}

fn is_named(step: &Step, name: &str) -> bool {
    step.name.as_deref() == Some(name)
}

/// What is behind the last list of modules.
fn in_module(steps: &[Step]) -> &[Step] {
    let is_list = |pair: &[Step]| match pair {
        [list, element] => MODULE_LISTS.iter().any(|name| is_named(list, name)) && is_named(element, "*"),
        _ => false,
    };
    let last = steps.windows(2).rposition(is_list);
    last.and_then(|last| steps.get(last + 2..)).unwrap_or(steps)
}

/// What is behind the `config` or `options` of a module.
fn without_head(steps: &[Step]) -> &[Step] {
    match steps {
        [head, rest @ ..] if is_named(head, "config") || is_named(head, "options") => rest,
        steps => steps,
    }
}

/// What is behind the name of a user of Home Manager.
fn in_user(steps: &[Step]) -> &[Step] {
    match steps {
        [manager, users, _, rest @ ..] if is_named(manager, "home-manager") && is_named(users, "users") => {
            rest
        }
        steps => steps,
    }
}
