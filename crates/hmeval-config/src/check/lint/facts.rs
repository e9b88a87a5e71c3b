//! What is known of an option that a file of the user defines.

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::definitions::{self, Definition};
use hmeval_modules::evaluations::Merged;
use hmeval_modules::fate::{Fate, fates};
use hmeval_modules::property::Property;

use super::super::find::Finder;
use super::super::own;
use crate::configuration::options::{DeclaredOption, Node};
use crate::written;

/// Names and wrappers in each other that are looked through.
const MAX_DEPTH: usize = 100;

/// An option with all its definitions.
pub(super) struct Facts<'h> {
    /// Its path in the whole configuration.
    pub(super) path: Vec<Vec<u8>>,
    /// Its definitions, with the default as the first if there is one.
    pub(super) definitions: Vec<Known<'h>>,
}

/// A definition.
pub(super) struct Known<'h> {
    /// What it says.
    pub(super) definition: Definition<'h>,
    /// What became of it.
    pub(super) fate: Fate,
    /// Whether a file of the user holds it.
    pub(super) own: bool,
}

impl<'h> Facts<'h> {
    /// All about an option; `None` if its definitions cannot be told.
    pub(super) fn of(
        finder: &mut Finder<'_, 'h>,
        merged: &Merged<'h>,
        prefix: &[Vec<u8>],
        path: Vec<Vec<u8>>,
        option: DeclaredOption<'h>,
    ) -> Option<Self> {
        let ev = finder.ev;
        let mut found = definitions::of_modules(ev, merged.modules, &path).ok()?.definitions;
        let default = option.field_and_place(ev, "default");
        let default = default.map(|(value, pos)| Definition::of_default(Vec::new(), pos, value));
        found.splice(0..0, default);
        let fates = fates(&found);
        let known = |(mut definition, fate): (Definition<'h>, Fate)| {
            definition.pos = written::name_in_binding(ev, definition.pos, &path);
            let own = !definition.is_default && own::is_own(ev, definition.pos);
            Known { definition, fate, own }
        };
        let definitions = found.into_iter().zip(fates).map(known).collect();
        Some(Facts { path: [prefix, &path[..]].concat(), definitions })
    }

    /// The definitions that make up the value.
    pub(super) fn counting(&self) -> impl Iterator<Item = &Known<'h>> {
        self.definitions.iter().filter(|known| matches!(known.fate, Fate::Won | Fate::Merged))
    }

    /// The definitions in files of the user.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, &Known<'h>)> {
        self.definitions.iter().enumerate().filter(|(_, known)| known.own)
    }

    /// The default.
    pub(super) fn default(&self) -> Option<Value<'h>> {
        self.definitions.iter().find(|known| known.definition.is_default).map(|known| known.definition.value)
    }
}

/// Whether the value of an option was not computed yet.
pub(super) fn is_unread<'h>(option: DeclaredOption<'h>, ev: &Evaluator<'h>) -> bool {
    option.value(ev).and_then(Value::as_thunk).is_some_and(|thunk| thunk.value().is_none())
}

/// The options that modules in files of the user define, whatever the conditions.
pub(super) fn defined_by_user<'h>(
    finder: &mut Finder<'_, 'h>,
    merged: &Merged<'h>,
) -> Vec<(Vec<Vec<u8>>, DeclaredOption<'h>)> {
    let ev = finder.ev;
    let mut found = BTreeMap::new();
    let Ok(modules) = ev.force_list(merged.modules, Pos::NONE, "while evaluating the list of modules") else {
        return Vec::new();
    };
    for module in modules.items() {
        let Some(module) = ev.force(*module, Pos::NONE).ok().and_then(|module| module.as_attrs()) else {
            continue;
        };
        let part = |name: &[u8]| ev.force(module.value(ev.symbols.intern(name))?, Pos::NONE).ok();
        let file = part(b"_file").and_then(|file| Some(file.as_str()?.bytes.to_vec())).unwrap_or_default();
        // Modules of the command line have no file.
        let own = finder.has_own(std::slice::from_ref(&file)) || !file.starts_with(b"/");
        if let (true, Some(config)) = (own, module.value(ev.symbols.intern(b"config"))) {
            walk(ev, config, merged.options, &mut Vec::new(), 0, &mut found);
        }
    }
    found.into_iter().collect()
}

fn walk<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    section: Attrs<'h>,
    path: &mut Vec<Vec<u8>>,
    depth: usize,
    found: &mut BTreeMap<Vec<Vec<u8>>, DeclaredOption<'h>>,
) {
    if depth > MAX_DEPTH {
        return;
    }
    match Property::of(ev, value) {
        Ok(
            Property::If(_, content)
            | Property::Override(_, content)
            | Property::Order(_, content)
            | Property::Definition(_, content),
        ) => walk(ev, content, section, path, depth + 1, found),
        Ok(Property::Merge(contents)) => {
            for content in contents.items() {
                walk(ev, *content, section, path, depth + 1, found);
            }
        }
        Ok(Property::Plain(value)) => {
            let Some(attrs) = value.as_attrs() else { return };
            for (key, value) in ev.sorted_attrs(attrs) {
                path.push(ev.text(key.name).to_vec());
                match section.value(key.name).map(|node| Node::of(ev, node)) {
                    Some(Ok(Some(Node::Section(inner)))) if path[..] != [b"_module".to_vec()] => {
                        walk(ev, value, inner, path, depth + 1, found);
                    }
                    Some(Ok(Some(Node::Option(option)))) => {
                        found.insert(path.clone(), option);
                    }
                    _ => {}
                }
                path.pop();
            }
        }
        // What fails is reported where it is needed.
        Err(_) => {}
    }
}
