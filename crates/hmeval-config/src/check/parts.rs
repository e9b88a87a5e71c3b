//! What else is wrong in the user's definitions of an option whose value fails as a whole: a list with one wrong element says
//! nothing of the others, and an option that many modules write fails for a mistake in any of them.
//!
//! The user's definitions are looked at element by element, and then merged once more without all others: that finds wrong
//! types and what is wrong in submodules. What the others would have added is missing there, so that only mistakes that
//! stand in the user's definitions themselves are told ([`Finder::own_mistake`]).

use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, AttrsBuilder};
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::definitions::{self, Definition};
use hmeval_modules::evaluations::{self, Merged};

use super::diagnostic::{Diagnostic, Severity};
use super::find::Finder;
use super::{again, locate, own, report};
use crate::configuration::options::{DeclaredOption, Node};
use crate::configuration::shape::Shape;

/// The sorts of mistakes that the user's definitions of an option have without those of all others.
const OWN_MISTAKES: [&str; 5] = ["unknown-option", "type", "conflict", "read-only", "evaluation"];

/// Reports what else is wrong in the user's definitions of the option that `path` leads to, or into.
pub(super) fn parts<'h>(finder: &mut Finder<'_, 'h>, path: &[Vec<u8>]) {
    let ev = finder.ev;
    let Some(merged) = evaluations::merged_around(ev, path) else { return };
    let Some((option, length)) = option_at(ev, merged.options, &path[merged.depth..]) else { return };
    let path = &path[..merged.depth + length];
    if is_other_name(ev, option) {
        return;
    }
    if !finder.looked_into.insert(path.to_vec()) {
        return;
    }
    let Ok(found) = definitions::of_modules(ev, merged.modules, &path[merged.depth..]) else { return };
    let mut own = Vec::new();
    for definition in found.definitions {
        let holds = definition.conditions.iter().all(|condition| matches!(condition.holds, Ok(true)));
        if holds && is_own(finder, &definition) {
            own.extend(elements(finder, path, definition));
        }
    }
    let own: Vec<_> = own.into_iter().filter_map(|one| unseen(ev, path, one)).collect();
    if !own.is_empty() {
        together(finder, path, &merged, option, &own);
    }
}

/// Whether an option is only another name for a setting without a type: it has that of an empty submodule (nixpkgs
/// `lib/modules.nix`, `doRename`), which nothing is measured by.
fn is_other_name<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> bool {
    let name = || {
        let kind = ev.force(option.type_value(ev)?, Pos::NONE).ok()?.as_attrs()?;
        ev.force(kind.value(ev.symbols.intern(b"name"))?, Pos::NONE).ok()?.as_str()
    };
    option.field(ev, "apply").is_some()
        && !option.is_shown(ev)
        && name().is_some_and(|name| name.bytes == b"submodule")
}

/// The option that a path in a tree begins with, and how much of the path it is.
fn option_at<'h>(
    ev: &Evaluator<'h>,
    mut section: Attrs<'h>,
    path: &[Vec<u8>],
) -> Option<(DeclaredOption<'h>, usize)> {
    for (depth, name) in path.iter().enumerate() {
        match Node::of(ev, section.value(ev.symbols.intern(name))?).ok()?? {
            Node::Section(inner) => section = inner,
            Node::Option(option) => return Some((option, depth + 1)),
        }
    }
    None
}

/// A definition without the submodules that were evaluated, each of which is looked at with all its definitions; nothing
/// where nothing is left.
fn unseen<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>], definition: Definition<'h>) -> Option<Definition<'h>> {
    let begun = |path: &[Vec<u8>]| !ev.observed_at(path).is_empty();
    if begun(path) {
        return None;
    }
    let Some(attrs) = definition.value.as_attrs() else { return Some(definition) };
    let mut left = AttrsBuilder::new(attrs.len(), Pos::NONE);
    let mut is_left = attrs.is_empty();
    for (key, value) in ev.sorted_attrs(attrs) {
        if !begun(&[path, &[ev.text(key.name).to_vec()]].concat()) {
            left.insert(key.name, key.pos, value);
            is_left = true;
        }
    }
    is_left.then(|| Definition { value: Value::attrs(left.finish(ev.heap)), ..definition })
}

/// Whether the user wrote a definition. Modules that are written in place have no file that would tell.
fn is_own<'h>(finder: &mut Finder<'_, 'h>, definition: &Definition<'h>) -> bool {
    match definition.pos.is_some() {
        true => own::is_own(finder.ev, definition.pos),
        false => finder.has_own(std::slice::from_ref(&definition.file)),
    }
}

/// Reports the elements of a definition that fail. Answers the definition without them; nothing where nothing is left.
fn elements<'h>(
    finder: &mut Finder<'_, 'h>,
    path: &[Vec<u8>],
    definition: Definition<'h>,
) -> Option<Definition<'h>> {
    let ev = finder.ev;
    let value = match ev.force(definition.value, Pos::NONE) {
        Ok(value) => value,
        Err(error) => {
            finder.error(Severity::Error, path, error);
            return None;
        }
    };
    let mut fails = |element: Value<'h>| match ev.force(element, Pos::NONE) {
        Ok(_) => false,
        Err(error) => {
            finder.error(Severity::Error, path, error);
            true
        }
    };
    // What the module system leaves out; the others keep their numbers.
    let nothing = || {
        let parts = [("_type", ev.string("if")), ("condition", Value::FALSE), ("content", Value::NULL)];
        again::set(ev, &parts)
    };
    let left = if let Some(list) = value.as_list() {
        let items = list.items().iter().map(|item| if fails(*item) { nothing() } else { *item });
        again::list(ev, &items.collect::<Vec<_>>())
    } else if let Some(attrs) = value.as_attrs().filter(|_| !ev.is_derivation(value).unwrap_or(true)) {
        let mut left = AttrsBuilder::new(attrs.len(), Pos::NONE);
        for (key, value) in ev.sorted_attrs(attrs) {
            if !fails(value) {
                left.insert(key.name, key.pos, value);
            }
        }
        Value::attrs(left.finish(ev.heap))
    } else {
        value
    };
    Some(Definition { value: left, ..definition })
}

/// Merges the user's definitions of an option without all others, and reports what is wrong with them then.
fn together<'h>(
    finder: &mut Finder<'_, 'h>,
    path: &[Vec<u8>],
    merged: &Merged<'h>,
    option: DeclaredOption<'h>,
    own: &[Definition<'h>],
) {
    let ev = finder.ev;
    let Some(library) = ev.library_of(&merged.seen) else { return };
    let definitions: Vec<Value<'h>> = own.iter().filter_map(|one| again::definition(ev, one)).collect();
    // A default is no definition of the user, and what `apply` makes of a part is no value of the option.
    let left_out = ["apply", "default"].map(|name| ev.symbols.intern(name.as_bytes()));
    let mut declared = AttrsBuilder::new(option.attrs().len(), Pos::NONE);
    for (key, value) in ev.sorted_attrs(option.attrs()) {
        if !left_out.contains(&key.name) {
            declared.insert(key.name, key.pos, value);
        }
    }
    let alone = again::merged(ev, library, path, declared.finish(ev.heap), &definitions);
    finder.look_alone(path, alone);
}

impl<'h> Finder<'_, 'h> {
    /// Looks at an option with the user's definitions only.
    fn look_alone(&mut self, path: &[Vec<u8>], option: Result<Option<DeclaredOption<'h>>, Error<'h>>) {
        self.alone = true;
        match option {
            Ok(Some(option)) => {
                if let Some(value) = option.value(self.ev) {
                    self.value(value, Shape::of(self.ev, option), path, Severity::Error, false);
                }
            }
            Ok(None) => {}
            Err(error) => self.own_mistake(path, error),
        }
        self.alone = false;
    }

    /// Reports an error that came of the user's definitions only, if it stands there: of what else they need much is missing.
    pub(super) fn own_mistake(&mut self, path: &[Vec<u8>], error: Error<'h>) {
        if self.is_known(Severity::Error, error) {
            return;
        }
        let diagnostic = report::diagnostic(self.ev, Severity::Error, path, error);
        let files: Vec<Vec<u8>> = locate::files(error.data().message).map(<[u8]>::to_vec).collect();
        let told = |known: &Diagnostic| known.code == diagnostic.code && known.pos == diagnostic.pos;
        let foreign = files.iter().any(|file| file.starts_with(b"/")) && !self.has_own(&files);
        if OWN_MISTAKES.contains(&diagnostic.code)
            && !foreign
            && own::is_own(self.ev, diagnostic.pos)
            && !self.found.iter().any(told)
        {
            self.add(diagnostic);
        }
    }
}
