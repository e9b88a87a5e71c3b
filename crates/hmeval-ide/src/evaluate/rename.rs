//! What has to be changed so that an option has another name, in all files of the configuration; or why nobody can know.
//!
//! The texts say where the name is written (`crate::rename`), the evaluation says where the option is declared and defined:
//! every place that it has seen has to be among those that the texts show. What would be half done is refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use hmeval_config::configuration::options::{DeclaredOption, Node};
use hmeval_config::configuration::target::Target;
use hmeval_config::configuration::{Configuration, show_path};
use hmeval_config::why::{explain, places};
use hmeval_diag::{Origin, Pos};
use hmeval_eval::Evaluator;
use hmeval_eval::heap::Attrs;
use hmeval_eval::world::FileKind;
use hmeval_syntax::editor::Written;

use super::info::file_of;
use super::real_file;
use super::resolve::{Found, Root, child, has_homes, root, user_names};
use crate::document::{Document, MODULE_KEYS};
use crate::project::{files_in, is_within};
use crate::rename::occurrences::{Occurrence, occurrences};
use crate::rename::{FileEdits, Renaming, edits};

/// Options below a name that are looked at.
const MOST_OPTIONS: usize = 20_000;
/// Files beside those of the configuration that are looked at.
const MOST_FILES: usize = 2_000;
/// Folders in each other that are looked into.
const DEEPEST: usize = 12;

/// The texts of files.
type Texts = BTreeMap<Vec<u8>, Arc<[u8]>>;

/// The changes that rename an option; none if it is only asked whether it can be renamed.
///
/// # Errors
/// The reason why it cannot, for people.
pub(super) fn rename<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    renaming: &Renaming,
) -> Result<Vec<FileEdits>, String> {
    let path = &renaming.path;
    let root = root(ev, configuration, path).ok_or("the configuration has no options")?;
    let (section, found) = declared_at(ev, root.options, path)?;
    let files = files_in(ev, &renaming.root);
    is_own(ev, found, path, &files)?;
    let Some(new) = &renaming.new else { return Ok(Vec::new()) };
    let new = new_name(new)?;
    is_free(ev, section, path, &new)?;
    is_nobody_elses(ev, configuration, &root, path)?;
    let mut texts = Vec::new();
    for (file, evaluated) in &files {
        texts.extend(looked_through(ev, renaming, file, evaluated)?);
    }
    confirm(ev, &root, renaming, &mut texts)?;
    not_used_elsewhere(ev, renaming, &files)?;
    let mut written = Vec::new();
    hmeval_eval::print::attribute_name(&mut written, new.as_bytes());
    let written = String::from_utf8_lossy(&written).into_owned();
    let changes = texts.into_iter().filter(|text| !text.found.is_empty()).map(|text| {
        let found: Vec<Written> = text.found.into_iter().map(|(occurrence, _)| occurrence.written).collect();
        let edits = edits(&text.document.text, &found, &written);
        FileEdits { file: text.document.path, text: text.document.text, edits }
    });
    Ok(changes.collect())
}

/// A text, with the places of the name in it and whether the evaluation knows of them.
struct Searched {
    document: Document,
    found: Vec<(Occurrence, bool)>,
}

fn shown(path: &[String]) -> String {
    String::from_utf8_lossy(&show_path(path)).into_owned()
}

/// A line of a file, as people find it in the folder that is open.
fn shown_place(renaming: &Renaming, document: &Document, offset: usize) -> String {
    let line = document.lines.position(&document.text, offset, Default::default()).line + 1;
    format!("{}:{line}", shown_file(renaming, &document.path))
}

fn shown_file(renaming: &Renaming, file: &[u8]) -> String {
    let within = file.strip_prefix(&renaming.root[..]).and_then(|rest| rest.strip_prefix(b"/"));
    String::from_utf8_lossy(within.unwrap_or(file)).into_owned()
}

/// The option or section at a path, and the section that it is in.
fn declared_at<'h>(
    ev: &Evaluator<'h>,
    options: Attrs<'h>,
    path: &[String],
) -> Result<(Attrs<'h>, Found<'h>), String> {
    let mut section = options;
    for (depth, name) in path.iter().enumerate() {
        let is_last = depth + 1 == path.len();
        match child(ev, section, name) {
            Some(found) if is_last => return Ok((section, found)),
            Some(Found::Section(inner)) => section = inner,
            Some(_) => {
                let option = shown(path.get(..=depth).unwrap_or_default());
                return Err(format!("this name lies in the value of the option `{option}`"));
            }
            None => break,
        }
    }
    Err(format!("there is no option `{}`", shown(path)))
}

/// Fails unless all that is declared under a name is declared in some files.
fn is_own<'h>(ev: &Evaluator<'h>, found: Found<'h>, path: &[String], files: &Texts) -> Result<(), String> {
    let mut open = match found {
        Found::Section(section) => vec![(path.to_vec(), section)],
        Found::Option(option) => return option_is_own(ev, option, path, files),
        Found::Type(_) => return Err(format!("`{}` is no option", shown(path))),
    };
    let mut count = 0;
    while let Some((path, section)) = open.pop() {
        for (key, value) in ev.sorted_attrs(section) {
            let name = String::from_utf8_lossy(ev.text(key.name)).into_owned();
            let path = [&path[..], &[name]].concat();
            count += 1;
            match Node::of(ev, value) {
                _ if count > MOST_OPTIONS => return Err("there are too many options below it".to_owned()),
                Ok(Some(Node::Section(section))) => open.push((path, section)),
                Ok(Some(Node::Option(option))) => option_is_own(ev, option, &path, files)?,
                Ok(None) | Err(_) => return Err(format!("the declaration of `{}` fails", shown(&path))),
            }
        }
    }
    Ok(())
}

fn option_is_own<'h>(
    ev: &Evaluator<'h>,
    option: DeclaredOption<'h>,
    path: &[String],
    files: &Texts,
) -> Result<(), String> {
    let declarations = explain::declarations(ev, option);
    let mut places = declarations.iter().map(|declaration| file_of(ev, &declaration.file));
    match places.find(|file| !files.contains_key(file)) {
        Some(file) => {
            let file = String::from_utf8_lossy(&file).into_owned();
            Err(format!("the option `{}` is declared elsewhere, in {file}", shown(path)))
        }
        None if declarations.is_empty() => Err(format!("nobody knows where `{}` is declared", shown(path))),
        None => Ok(()),
    }
}

/// The name that somebody typed, with or without quotes.
fn new_name(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    let quoted = typed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let name = quoted.unwrap_or(typed);
    let is_odd = |c: char| c.is_control() || matches!(c, '"' | '\\' | '$');
    match () {
        () if name.is_empty() => Err("the new name is empty".to_owned()),
        () if name.contains(is_odd) => Err(format!("'{name}' cannot be the name of an option")),
        () if quoted.is_none() && name.contains('.') => {
            Err(format!("'{name}' is a path: one name can be given for one"))
        }
        () => Ok(name.to_owned()),
    }
}

/// Fails if a new name is taken in the section that it will be in.
fn is_free<'h>(ev: &Evaluator<'h>, section: Attrs<'h>, path: &[String], new: &str) -> Result<(), String> {
    let outer = path.split_last().map(|(_, outer)| outer).unwrap_or_default();
    if outer.is_empty() && MODULE_KEYS.contains(&new) {
        return Err(format!("'{new}' has a meaning of its own in modules"));
    }
    match section.value(ev.symbols.intern(new.as_bytes())) {
        Some(_) => Err(format!("`{}` exists already", shown(&[outer, &[new.to_owned()]].concat()))),
        None => Ok(()),
    }
}

/// Fails if both a machine and a home on it have the option: which one is meant, texts do not always say.
fn is_nobody_elses<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    root: &Root<'h>,
    path: &[String],
) -> Result<(), String> {
    if !root.target.is_empty() || !has_homes(ev, root.options) {
        return Ok(());
    }
    for user in user_names(ev, root.config) {
        let target = Target::find(ev, configuration, &[b"users.", &user[..]].concat());
        if target.is_ok_and(|target| declared_at(ev, target.options, path).is_ok()) {
            let user = String::from_utf8_lossy(&user).into_owned();
            return Err(format!("both the machine and the home of {user} have `{}`", shown(path)));
        }
    }
    Ok(())
}

/// The places of the name in a file; nothing if nothing in it can be about the option.
fn looked_through(
    ev: &Evaluator<'_>,
    renaming: &Renaming,
    file: &[u8],
    evaluated: &[u8],
) -> Result<Option<Searched>, String> {
    let now = renaming.texts.get(file).map(|text| text.as_bytes().to_vec());
    let now = now.or_else(|| ev.world.read(file).ok());
    if now.as_deref() != Some(evaluated) {
        let file = shown_file(renaming, file);
        return Err(format!("{file} has changed since it was evaluated; try again in a moment"));
    }
    let Ok(text) = std::str::from_utf8(evaluated) else { return Ok(None) };
    search(renaming, file, text)
}

fn search(renaming: &Renaming, file: &[u8], text: &str) -> Result<Option<Searched>, String> {
    if !renaming.path.iter().any(|name| text.contains(&name[..])) {
        return Ok(None);
    }
    let document = Document::new(file.to_vec(), text.into(), 0);
    let found = occurrences(&document, &renaming.path).map_err(|obstacle| {
        let place = shown_place(renaming, &document, obstacle.at.start);
        format!("`{}` cannot be renamed: {place}: {}", shown(&renaming.path), obstacle.why)
    })?;
    let found = found.into_iter().map(|occurrence| (occurrence, false)).collect();
    Ok(Some(Searched { document, found }))
}

/// Fails unless each place that the evaluation knows of was found in the texts, and each that is doubtful is known to it.
fn confirm<'h>(
    ev: &Evaluator<'h>,
    root: &Root<'h>,
    renaming: &Renaming,
    texts: &mut [Searched],
) -> Result<(), String> {
    let path = &renaming.path;
    let names = path.iter().map(|name| name.as_bytes().to_vec()).collect();
    let target = Target { options: root.options, config: root.config, base: root.base(), path: names };
    let places = places::of_name(ev, &target).ok().flatten();
    let places = places.ok_or("it is not known which modules define it")?;
    for place in places {
        let verb = if place.declares { "declared" } else { "defined" };
        let (file, offset) = at(ev, place.pos).unwrap_or_else(|| (file_of(ev, &place.module), None));
        let text = texts.iter_mut().find(|text| text.document.path == file);
        let Some((text, offset)) = text.zip(offset) else {
            let file = shown_file(renaming, &file);
            return Err(format!(
                "`{}` is {verb} in {file} under a name that is not written there",
                shown(path)
            ));
        };
        let here = |(occurrence, _): &&mut (Occurrence, bool)| {
            occurrence.around.start <= offset && offset < occurrence.around.end
        };
        let Some((_, known)) = text.found.iter_mut().find(here) else {
            let place = shown_place(renaming, &text.document, offset);
            return Err(format!("`{}` is {verb} at {place} in a way that cannot be followed", shown(path)));
        };
        *known = true;
    }
    for text in texts {
        if let Some((doubtful, _)) = text.found.iter().find(|(occurrence, known)| !occurrence.sure && !known)
        {
            let place = shown_place(renaming, &text.document, doubtful.around.start);
            return Err(format!("{place}: this may be `{}` or something else of that name", shown(path)));
        }
    }
    Ok(())
}

/// The file and the offset of a position.
fn at(ev: &Evaluator<'_>, pos: Pos) -> Option<(Vec<u8>, Option<usize>)> {
    let sources = ev.sources.borrow();
    let (file, offset) = sources.resolve(pos)?;
    let Origin::File(path) = &sources.file(file).origin else { return None };
    Some((real_file(ev, path), usize::try_from(offset).ok()))
}

/// Fails if another file in the folder, of a configuration that was not evaluated, has the option too.
fn not_used_elsewhere(ev: &Evaluator<'_>, renaming: &Renaming, files: &Texts) -> Result<(), String> {
    let mut folders = vec![(renaming.root.clone(), 0)];
    let mut count = 0;
    while let Some((folder, depth)) = folders.pop() {
        for (name, kind) in ev.world.list(&folder).unwrap_or_default() {
            let path = hmeval_eval::path::join(&folder, &name);
            match kind {
                _ if name.starts_with(b".") || !is_within(&path, &renaming.root) => {}
                FileKind::Directory if depth < DEEPEST => folders.push((path, depth + 1)),
                FileKind::Regular if name.ends_with(b".nix") && !files.contains_key(&path) => {
                    count += 1;
                    if count > MOST_FILES {
                        return Err("there are too many files that may use it".to_owned());
                    }
                    is_unused(ev, renaming, &path)?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn is_unused(ev: &Evaluator<'_>, renaming: &Renaming, file: &[u8]) -> Result<(), String> {
    let read = || Some(Arc::from(String::from_utf8(ev.world.read(file).ok()?).ok()?));
    let Some(text) = renaming.texts.get(file).map(Arc::clone).or_else(read) else { return Ok(()) };
    if !renaming.path.iter().all(|name| text.contains(&name[..])) {
        return Ok(());
    }
    let place = match search(renaming, file, &text)? {
        Some(Searched { document, found }) => {
            found.first().map(|(first, _)| shown_place(renaming, &document, first.around.start))
        }
        None => None,
    };
    match place {
        Some(place) => Err(format!(
            "{place} has `{}` too, but belongs to no configuration that was evaluated",
            shown(&renaming.path)
        )),
        None => Ok(()),
    }
}
