//! What can be written at a place.

use std::collections::BTreeSet;
use std::sync::Arc;

use hmeval_config::configuration::options::Node;
use hmeval_config::configuration::{Configuration, at_path, catalogue};
use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::path::join;
use hmeval_eval::world::{FileKind, World};
use hmeval_eval::{Evaluator, Value, View};

use super::Evaluated;
use super::info::shown;
use super::inputs::argument_or_input;
use super::resolve::{
    Found, Resolved, alternatives, field, home_options, resolve, resolved, root, section_of, type_words,
};
use crate::answer::{Item, ItemKind};
use crate::project::{argument, given};

/// The options directly below a path, and the names that the configuration has there.
pub(super) fn keys<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>, path: &[String]) -> Vec<Item> {
    let Some(root) = root(ev, configuration, path) else { return Vec::new() };
    let Some(Resolved { found, content, .. }) = resolved(ev, root.options, path) else { return Vec::new() };
    let mut items = section_of(ev, found).map(|section| options(ev, section)).unwrap_or_default();
    if !matches!(found, Found::Section(_)) {
        let names = at_path(ev, root.config, &content).ok().flatten();
        let names = names.and_then(|names| ev.force(names, Pos::NONE).ok()?.as_attrs());
        for (key, _) in names.map(|names| ev.sorted_attrs(names)).unwrap_or_default() {
            let label = text(&ev.shown_name(key.name));
            if items.iter().all(|item| item.label != label) && !is_internal(&label) {
                items.push(Item::new(label, ItemKind::Name));
            }
        }
    }
    items
}

/// Whether a name among options is the module system's own, or the built-in library's list of what it knows: what submodules
/// take beside their options is under one too.
fn is_internal(label: &str) -> bool {
    matches!(label, "_module" | "_freeformOptions" | catalogue::NAME)
}

fn options<'h>(ev: &Evaluator<'h>, section: Attrs<'h>) -> Vec<Item> {
    let mut items = Vec::new();
    for (key, value) in ev.sorted_attrs(section) {
        let label = text(&ev.shown_name(key.name));
        if is_internal(&label) {
            continue;
        }
        match Node::of(ev, value) {
            Ok(Some(Node::Option(option))) if option.is_shown(ev) => {
                let detail = option.type_value(ev).and_then(|kind| type_words(ev, kind)).unwrap_or_default();
                items.push(Item { detail, ..Item::new(label, ItemKind::Option) });
            }
            Ok(Some(Node::Section(_))) => items.push(Item::new(label, ItemKind::Section)),
            _ => {}
        }
    }
    items
}

/// The values that the option at a path can have, as far as its type lists them.
pub(super) fn values<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>, path: &[String]) -> Vec<Item> {
    let found = root(ev, configuration, path).and_then(|root| resolve(ev, root.options, path));
    let kind = match found {
        Some(Found::Option(option)) => option.type_value(ev),
        Some(Found::Type(kind)) => Some(kind),
        _ => None,
    };
    let mut labels: Vec<(String, String)> = Vec::new();
    for (name, kind) in kind.map(|kind| alternatives(ev, kind)).unwrap_or_default() {
        let words = type_words(ev, kind).unwrap_or_default();
        let of_type: Vec<String> = match &name[..] {
            b"bool" => vec!["true".to_owned(), "false".to_owned()],
            b"nullOr" => vec!["null".to_owned()],
            b"enum" => enumerated(ev, kind),
            b"listOf" => vec!["[ ]".to_owned()],
            b"attrsOf" | b"submodule" => vec!["{ }".to_owned()],
            _ => Vec::new(),
        };
        labels.extend(of_type.into_iter().map(|label| (label, words.clone())));
    }
    labels.into_iter().map(|(label, detail)| Item { detail, ..Item::new(label, ItemKind::Value) }).collect()
}

/// The values that the option at a path can have, and the attributes of what is opened there.
pub(super) fn words<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    path: &[String],
    opened: &[(String, Vec<String>)],
    evaluated: &Evaluated<'h>,
) -> Vec<Item> {
    let mut items = values(ev, configuration, path);
    let mut known = BTreeSet::new();
    for (base, path) in opened {
        let of = Some(Arc::new((base.clone(), path.clone())));
        let members = members(ev, configuration, base, path, evaluated).into_iter();
        // Of two of the same name only the inner one can be meant.
        let members = members.filter(|item| known.insert(item.label.clone()));
        items.extend(members.map(|item| Item { of: of.clone(), ..item }));
    }
    items
}

/// The files and folders in a folder that a path literal can name.
pub(crate) fn files(world: &dyn World, folder: &[u8]) -> Vec<Item> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+".contains(byte);
    let named = world.list(folder).unwrap_or_default().into_iter();
    let named = named.filter(|(name, _)| name.iter().all(is_part));
    let item = |(name, kind): (Vec<u8>, FileKind)| {
        let is_folder = match kind {
            FileKind::Directory => true,
            // What a link leads to may be a folder.
            FileKind::Symlink => world.list(&join(folder, &name)).is_ok(),
            _ => false,
        };
        let kind = if is_folder { ItemKind::Folder } else { ItemKind::File };
        Item::new(text(&name), kind)
    };
    named.map(item).collect()
}

/// The values of an `enum`: the payload of its functor, in newer libraries in a set.
fn enumerated<'h>(ev: &Evaluator<'h>, kind: Value<'h>) -> Vec<String> {
    let payload = field(ev, kind, "functor").and_then(|functor| field(ev, functor, "payload"));
    let list = payload.and_then(|payload| {
        let payload = ev.force(payload, Pos::NONE).ok()?;
        match payload.view() {
            View::List(list) => Some(list),
            View::Attrs(_) => ev.force(field(ev, payload, "values")?, Pos::NONE).ok()?.as_list(),
            _ => None,
        }
    });
    list.map(|list| list.items().iter().map(|value| shown(ev, *value)).collect()).unwrap_or_default()
}

/// The attributes of what modules get under a name, at a path. The attributes themselves are not evaluated.
pub(super) fn members<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    base: &str,
    path: &[String],
    evaluated: &Evaluated<'h>,
) -> Vec<Item> {
    let value = match base {
        "builtins" => ev.eval_internal("builtins", "builtins").ok(),
        "config" => root(ev, configuration, path).map(|root| root.config),
        _ => argument_or_input(ev, configuration, base, evaluated),
    };
    let below = |value: Value<'h>| ev.force(at_path(ev, value, path).ok()??, Pos::NONE).ok()?.as_attrs();
    // Homes on a machine get other things under the same names.
    let of_home = || {
        let options = home_options(ev, configuration)?;
        below(given(ev, Value::attrs(options), base)?.0)
    };
    let attrs = value.and_then(below).or_else(of_home);
    let sorted = attrs.map(|attrs| ev.sorted_attrs(attrs)).unwrap_or_default();
    let named = sorted.into_iter().map(|(key, value)| {
        // What is evaluated already may be said, nothing is evaluated for it.
        let is_function = matches!(value.view(), View::Closure(_) | View::Builtin(_) | View::Partial(..));
        let kind = if is_function { ItemKind::Function } else { ItemKind::Attribute };
        Item::new(text(&ev.shown_name(key.name)), kind)
    });
    named.filter(|item| !is_internal(&item.label)).collect()
}

/// The version (as detail) and the description of a package.
pub(super) fn package<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    base: &str,
    path: &[String],
) -> Option<Item> {
    let packages = argument(ev, configuration, base)?;
    let package = ev.force(at_path(ev, packages, path).ok()??, Pos::NONE).ok()?;
    ev.is_derivation(package).ok()?.then_some(())?;
    let words = |path: &[&str]| {
        let value = at_path(ev, package, path).ok()??;
        Some(text(ev.force(value, Pos::NONE).ok()?.as_str()?.bytes))
    };
    let version = words(&["version"]).or_else(|| words(&["name"]));
    let documentation = words(&["meta", "description"]).unwrap_or_default();
    let label = path.last().cloned().unwrap_or_default();
    Some(Item { detail: version.unwrap_or_default(), documentation, ..Item::new(label, ItemKind::Attribute) })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
