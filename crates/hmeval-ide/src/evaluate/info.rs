//! All about an option, as plain data.

use hmeval_config::configuration::Configuration;
use hmeval_config::configuration::target::Target;
use hmeval_config::options::dialect::Dialect;
use hmeval_config::options::entry::{Entry, Reader};
use hmeval_config::place::Place;
use hmeval_config::why::explain::{Explanation, priority_text};
use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value, View};

use super::real_file;
use super::resolve::{Found, resolved, root, type_words};
use crate::answer::{Answer, Definition, Location, OptionInfo};

/// Elements of a list or names of a set that are shown.
const SHOWN: usize = 8;
/// Characters of a text that are shown.
const LONGEST: usize = 200;

/// All about the option at a path.
pub(super) fn option<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>, path: &[String]) -> Answer {
    let Some(root) = root(ev, configuration, path) else { return Answer::Nothing };
    let Some(resolved) = resolved(ev, root.options, path) else { return Answer::Nothing };
    let bytes = |path: &[String]| path.iter().map(|name| name.as_bytes().to_vec()).collect::<Vec<Vec<u8>>>();
    let names = bytes(path);
    let shown = String::from_utf8_lossy(&hmeval_config::configuration::show_path(&names)).into_owned();
    let mut info = OptionInfo { path: shown, ..OptionInfo::default() };
    match resolved.found {
        Found::Option(option) => declared(ev, configuration, option.attrs(), &names, &mut info),
        Found::Type(kind) => info.type_name = type_words(ev, kind).unwrap_or_default(),
        Found::Section(_) => return Answer::Nothing,
    }
    let target =
        Target { options: root.options, config: root.config, base: root.base(), path: bytes(&resolved.path) };
    if let Ok(explanation) = Explanation::of(ev, &target) {
        explained(ev, &explanation, &mut info);
    }
    Answer::Option(Box::new(info))
}

/// What its declaration says.
fn declared<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    option: hmeval_eval::heap::Attrs<'h>,
    names: &[Vec<u8>],
    info: &mut OptionInfo,
) {
    let reader = Reader::new(ev, Dialect::of(ev, configuration));
    let entry = Entry { name: info.path.as_bytes().to_vec(), loc: names.to_vec(), option };
    let text = |value: Result<Value<'h>, Error<'h>>| {
        let text = value.and_then(|value| reader.text_of(value)).ok().flatten().unwrap_or_default();
        String::from_utf8_lossy(&text).trim().to_owned()
    };
    info.type_name = text(reader.type_description(&entry));
    info.description = text(reader.description(&entry));
    let example = |example: Result<Option<_>, Error<'h>>| {
        let text = reader.example_text(&example.ok()??).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    };
    info.default = example(reader.default(&entry));
    info.example = example(reader.example(&entry));
}

/// What the modules make of it.
fn explained<'h>(ev: &Evaluator<'h>, explanation: &Explanation<'h>, info: &mut OptionInfo) {
    info.value = Some(match explanation.value {
        Ok(value) => Ok(shown(ev, value)),
        Err(error) => Err(String::from_utf8_lossy(error.data().message).trim().to_owned()),
    });
    if info.type_name.is_empty() {
        let name = explanation.type_name.as_deref().unwrap_or_default();
        info.type_name = String::from_utf8_lossy(name).into_owned();
    }
    let number = |number: i64| u32::try_from(number).unwrap_or(1);
    for declaration in &explanation.declarations {
        let (line, column) = declaration.at.map_or((1, 1), |(line, column)| (number(line), number(column)));
        info.declarations.push(Location { file: file_of(ev, &declaration.file), line, column, end: column });
    }
    for (definition, fate) in &explanation.definitions {
        let Some(location) = location(ev, definition.pos) else { continue };
        info.definitions.push(Definition {
            location,
            priority: priority_text(definition.priority),
            is_default: definition.is_default,
            fate: fate.name().to_owned(),
            value: shown(ev, definition.value),
        });
    }
    info.is_default = explanation.definitions.iter().all(|(definition, _)| definition.is_default);
}

/// A file as the module system names it: folders stand for their `default.nix`.
pub(super) fn file_of(ev: &Evaluator<'_>, name: &[u8]) -> Vec<u8> {
    let resolved = ev.resolve_import(name).unwrap_or_else(|_| name.to_vec());
    real_file(ev, &resolved)
}

/// The place of the word at a position.
pub(super) fn location(ev: &Evaluator<'_>, pos: Pos) -> Option<Location> {
    let place = Place::of(ev, pos)?;
    let file = real_file(ev, &place.file?);
    Some(Location { file, line: place.line, column: place.column, end: place.end.1 })
}

/// A value in a line: what is in it, but not what is in that.
pub(super) fn shown<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> String {
    let Ok(value) = ev.force(value, Pos::NONE) else { return "«error»".to_owned() };
    let text = match value.view() {
        View::List(list) if list.is_empty() => "[ ]".to_owned(),
        View::List(list) => {
            let items: Vec<String> = list.items().iter().take(SHOWN).map(|item| short(ev, *item)).collect();
            let more =
                if list.len() > SHOWN { format!(" … {} more", list.len() - SHOWN) } else { String::new() };
            format!("[ {}{more} ]", items.join(" "))
        }
        View::Attrs(_) if ev.is_derivation(value).unwrap_or(false) => short(ev, value),
        View::Attrs(attrs) if attrs.is_empty() => "{ }".to_owned(),
        View::Attrs(attrs) => {
            let all = ev.sorted_attrs(attrs);
            let items: Vec<String> = all
                .iter()
                .take(SHOWN)
                .map(|(key, item)| {
                    let name = String::from_utf8_lossy(&ev.shown_name(key.name)).into_owned();
                    format!("{name} = {};", short(ev, *item))
                })
                .collect();
            let more =
                if all.len() > SHOWN { format!(" … {} more", all.len() - SHOWN) } else { String::new() };
            format!("{{ {}{more} }}", items.join(" "))
        }
        _ => short(ev, value),
    };
    cut(text)
}

/// The beginning of a text that is too long.
pub(super) fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A value without what is in it.
pub(super) fn short<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> String {
    let Ok(value) = ev.force(value, Pos::NONE) else { return "«error»".to_owned() };
    match value.view() {
        View::List(list) if !list.is_empty() => "[ … ]".to_owned(),
        View::Attrs(attrs) if ev.is_derivation(value).unwrap_or(false) => {
            let name = attrs.value(ev.symbols.intern(b"name"));
            let name = name.and_then(|name| ev.force(name, Pos::NONE).ok()?.as_str());
            let name = name.map_or(&b"derivation"[..], |name| name.bytes);
            format!("«{}»", String::from_utf8_lossy(name))
        }
        View::Attrs(attrs) if !attrs.is_empty() => "{ … }".to_owned(),
        _ => String::from_utf8_lossy(&ev.print_lazy(value).unwrap_or_default()).into_owned(),
    }
}
