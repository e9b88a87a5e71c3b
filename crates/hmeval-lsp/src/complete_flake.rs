//! What can be written in a `flake.nix` outside of modules: its own attributes, those of inputs, names of inputs.

use std::collections::BTreeSet;

use hmeval_ide::answer::{Item, ItemKind};
use hmeval_ide::document::Document;
use hmeval_syntax::editor::Place;

/// An attribute: its name, its type (nothing: a set), what it is.
type Attribute = (&'static str, &'static str, &'static str);

/// What a flake has.
const OF_FLAKE: [Attribute; 4] = [
    ("description", "string", "What the flake is, in a line."),
    ("inputs", "", "The flakes that this one needs."),
    ("outputs", "function", "What the flake makes of its inputs."),
    ("nixConfig", "", "Settings of Nix for commands on this flake."),
];

/// What an input has.
const OF_INPUT: [Attribute; 4] = [
    ("url", "string", "Where the input comes from."),
    ("follows", "string", "The input whose source is taken: a name, or a path of names (`a/b`)."),
    ("flake", "boolean", "Whether it is a flake: `false` for what has no `flake.nix`."),
    ("inputs", "", "Other sources for inputs of this input."),
];

/// What can be written at a place of a `flake.nix` that is no place in a module; `None` for all other places.
pub(crate) fn items(document: &Document, place: &Place) -> Option<Vec<Item>> {
    if !document.path.ends_with(b"/flake.nix") {
        return None;
    }
    match place {
        Place::Key(path) => keys(document, path),
        Place::Quoted(path) => match &path[..] {
            [inputs, .., last] if inputs == "inputs" && last == "follows" => {
                let names = followable(document, &path[..path.len() - 1]);
                Some(
                    names.into_iter().map(|name| Item::new(format!("\"{name}\""), ItemKind::Value)).collect(),
                )
            }
            _ => None,
        },
        _ => None,
    }
}

fn keys(document: &Document, path: &[String]) -> Option<Vec<Item>> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    Some(match &names[..] {
        [] => attributes(&OF_FLAKE),
        ["nixConfig", ..] | ["description", ..] => Vec::new(),
        ["inputs", inner @ ..] if inner.last().is_none_or(|last| *last == "inputs") => {
            let below = inputs(document).into_iter().filter_map(|input| {
                let rest = input.strip_prefix(path.get(1..)?)?;
                rest.iter().find(|name| *name != "inputs").cloned()
            });
            let known: BTreeSet<String> = below.collect();
            known.into_iter().map(|name| Item::new(name, ItemKind::Name)).collect()
        }
        ["inputs", ..] => attributes(&OF_INPUT),
        _ => return None,
    })
}

fn attributes(known: &[Attribute]) -> Vec<Item> {
    let item = |(name, type_name, documentation): &Attribute| Item {
        detail: (*type_name).to_owned(),
        documentation: (*documentation).to_owned(),
        ..Item::new(
            (*name).to_owned(),
            if type_name.is_empty() { ItemKind::Section } else { ItemKind::Option },
        )
    };
    known.iter().map(item).collect()
}

/// The inputs that the text has, as paths below `inputs`: `a`, `a.inputs.b`.
fn inputs(document: &Document) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for binding in document.tree.bindings() {
        let [first, path @ ..] = &binding.path[..] else { continue };
        if first != "inputs" {
            continue;
        }
        let mut length = 1;
        while let Some(input) = path.get(..length) {
            found.insert(input.to_vec());
            if path.get(length).is_none_or(|next| next != "inputs") {
                break;
            }
            length += 2;
        }
    }
    found
}

/// What an input can follow: all others, by their names from the flake on.
fn followable(document: &Document, own: &[String]) -> Vec<String> {
    let own = own.get(1..).unwrap_or_default();
    let others = inputs(document).into_iter().filter(|input| input != own);
    let path = |input: Vec<String>| input.into_iter().step_by(2).collect::<Vec<_>>().join("/");
    let mut names: Vec<String> = others.map(path).collect();
    names.sort_by_key(|name| (name.contains('/'), name.clone()));
    names
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn labels(text: &str) -> Option<Vec<String>> {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let context = hmeval_syntax::editor::context(&text, offset).unwrap();
        let document = Document::new(b"/d/flake.nix".to_vec(), Arc::from(text), 1);
        let items = items(&document, &context.place)?;
        Some(items.into_iter().map(|item| item.label).collect())
    }

    #[test]
    fn flakes_have_attributes_of_their_own() {
        let found = |text: &str| labels(text).map(|labels| labels.join(" ")).unwrap_or_default();
        let rest =
            "inputs.a.url = \"x\"; inputs.b = { inputs.c.url = \"y\"; url = \"z\"; }; outputs = x: { };";
        assert_eq!(found(&format!("{{ | {rest} }}")), "description inputs outputs nixConfig");
        assert_eq!(found(&format!("{{ inputs.d = {{ in| }}; {rest} }}")), "url follows flake inputs");
        assert_eq!(found(&format!("{{ inputs.d.| {rest} }}")), "url follows flake inputs");
        assert_eq!(found(&format!("{{ inputs.d.follows = \"|\"; {rest} }}")), "\"a\" \"b\" \"b/c\"");
        assert_eq!(found(&format!("{{ inputs.b.inputs.| = 1; {rest} }}")), "c");
        assert_eq!(labels("{ outputs = x: { homeConfigurations.j = f { modules = [ { | } ]; }; }; }"), None);
    }
}
