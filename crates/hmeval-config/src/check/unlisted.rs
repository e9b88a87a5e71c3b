//! Options that do not exist, where the module system cannot list them: one definition that fails makes the whole list fail.
//!
//! The user's modules are walked, each as far as it can be evaluated, and compared with the tree of options.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations::{Merged, Unknown};
use hmeval_modules::property::Property;

use super::own;
use crate::configuration::at_path;
use crate::configuration::options::Node;

/// Wrappers and names in each other that are looked through.
const MAX_DEPTH: usize = 100;

/// The definitions of options that do not exist in the user's modules.
pub(super) fn unknown<'h>(ev: &Evaluator<'h>, merged: &Merged<'h>) -> Vec<Unknown<'h>> {
    let mut found = Vec::new();
    let modules = ev.force(merged.modules, Pos::NONE).ok().and_then(|modules| modules.as_list());
    if has_freeform(ev, merged.options) {
        return found;
    }
    let libraries = own::libraries(ev);
    for module in modules.map(|modules| modules.items()).unwrap_or_default() {
        let part = |name: &str| at_path(ev, *module, &[name]).ok().flatten();
        let file = part("_file").and_then(|file| ev.force(file, Pos::NONE).ok()?.as_str());
        let (Some(file), Some(config)) = (file, part("config")) else { continue };
        // Modules that are written in place may have no file.
        if !file.bytes.starts_with(b"/") || own::is_own_file(ev, &libraries, file.bytes) {
            let mut walk = Walk { ev, file: file.bytes, path: Vec::new(), found: &mut found };
            walk.definitions(config, merged.options, 0);
        }
    }
    found
}

/// Whether names without an option are values.
fn has_freeform<'h>(ev: &Evaluator<'h>, options: Attrs<'h>) -> bool {
    let option = at_path(ev, Value::attrs(options), &["_module", "freeformType"]).ok().flatten();
    let Some(Ok(Some(Node::Option(option)))) = option.map(|node| Node::of(ev, node)) else { return false };
    let value = option.value(ev).and_then(|value| ev.force(value, Pos::NONE).ok());
    value.is_some_and(|value| value.as_attrs().is_some())
}

/// The way through one module.
struct Walk<'w, 'h> {
    ev: &'w Evaluator<'h>,
    file: &'w [u8],
    path: Vec<Vec<u8>>,
    found: &'w mut Vec<Unknown<'h>>,
}

impl<'h> Walk<'_, 'h> {
    fn definitions(&mut self, value: Value<'h>, section: Attrs<'h>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match Property::of(self.ev, value) {
            Ok(
                Property::If(_, content)
                | Property::Override(_, content)
                | Property::Order(_, content)
                | Property::Definition(_, content),
            ) => self.definitions(content, section, depth + 1),
            Ok(Property::Merge(contents)) => {
                for content in contents.items() {
                    self.definitions(*content, section, depth + 1);
                }
            }
            Ok(Property::Plain(value)) => self.names(value, section, depth),
            Err(_) => {}
        }
    }

    fn names(&mut self, value: Value<'h>, section: Attrs<'h>, depth: usize) {
        let Some(attrs) = value.as_attrs() else { return };
        for (key, value) in self.ev.sorted_attrs(attrs) {
            self.path.push(self.ev.text(key.name).to_vec());
            match section.value(key.name).map(|node| Node::of(self.ev, node)) {
                None if self.path[0] != b"_module" => self.found.push(Unknown {
                    path: self.path.clone(),
                    file: self.file.to_vec(),
                    value: Some(value),
                }),
                Some(Ok(Some(Node::Section(inner)))) => self.definitions(value, inner, depth + 1),
                _ => {}
            }
            self.path.pop();
        }
    }
}
