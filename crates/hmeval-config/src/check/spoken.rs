//! Which definition an assertion or a warning is about, when its words name none: what the user wrote of the module that
//! speaks.

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::definitions::{self, Definition};
use hmeval_modules::evaluations;

use super::diagnostic::{Diagnostic, Related};
use super::{deprecated, homes, locate, own};
use crate::configuration::at_path;
use crate::written;

/// Names in each other that are looked through for options.
const MAX_DEPTH: usize = 20;

/// Options of a module that are asked for definitions.
const MAX_OPTIONS: usize = 300;

/// Puts a diagnostic with the words of an assertion or a warning where the user can change something: at the words, if they
/// are the user's; else, if it has no place yet, at what they are about. `path` is the list of assertions or warnings that
/// it is from.
pub(super) fn place<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>], diagnostic: &mut Diagnostic) {
    let Some(merged) = evaluations::merged_around(ev, path) else { return };
    let Ok(found) = definitions::of_modules(ev, merged.modules, &path[merged.depth..]) else { return };
    let said = found.definitions.iter().find_map(|definition| {
        let pos = says(ev, definition, &diagnostic.message)?;
        Some((definition, pos))
    });
    let Some((definition, pos)) = said else { return };
    if own::is_own(ev, pos) {
        let named = std::mem::replace(&mut diagnostic.pos, pos);
        if named.is_some() && named != pos {
            diagnostic.related.push(Related { pos: named, message: "the option that it names".to_owned() });
        }
        return;
    }
    if diagnostic.pos.is_some() {
        return;
    }
    let prefix = &path[..path.len().saturating_sub(1)];
    if let Some((option, place)) = about(ev, merged.modules, definition, prefix, &diagnostic.message) {
        if homes::is_home(&option) {
            diagnostic.help.push(homes::without_user(&option));
        }
        diagnostic.pos = place;
        diagnostic.option = option;
        diagnostic.related.push(Related { pos, message: "a module says so here".to_owned() });
    }
}

/// Where a definition of a list says these words; `None` if it does not.
fn says<'h>(ev: &Evaluator<'h>, definition: &Definition<'h>, message: &[u8]) -> Option<Pos> {
    if !definition.conditions.iter().all(|condition| matches!(condition.holds, Ok(true))) {
        return None;
    }
    let list = ev.force(definition.value, Pos::NONE).ok()?.as_list()?;
    let is_it = |text: Value<'h>| {
        let text = ev.force(text, Pos::NONE).ok().and_then(|text| text.as_str());
        text.is_some_and(|text| text.bytes.trim_ascii() == message)
    };
    list.items().iter().enumerate().find_map(|(index, item)| {
        let value = ev.force(*item, Pos::NONE).ok()?;
        let Some(assertion) = value.as_attrs() else {
            let list = written::value_of_binding(ev, definition.pos);
            return is_it(value).then(|| locate::item(ev, list, index).unwrap_or(definition.pos));
        };
        let (holds, place) = assertion.get(ev.symbols.intern(b"assertion"))?;
        let fails = ev.force(holds, Pos::NONE).ok()?.as_bool() == Some(false);
        let message = assertion.value(ev.symbols.intern(b"message"))?;
        (fails && is_it(message)).then_some(if place.is_some() { place } else { definition.pos })
    })
}

/// The user's definition of an option of the module that a definition is in: rather of one that the words name, else of
/// what turns the module on.
fn about<'h>(
    ev: &Evaluator<'h>,
    modules: Value<'h>,
    definition: &Definition<'h>,
    prefix: &[Vec<u8>],
    message: &[u8],
) -> Option<(Vec<Vec<u8>>, Pos)> {
    let mut options = Vec::new();
    for module in ev.force(modules, Pos::NONE).ok()?.as_list()?.items() {
        let part = |name: &str| at_path(ev, *module, &[name]).ok().flatten();
        let file = part("_file").and_then(|file| ev.force(file, Pos::NONE).ok()?.as_str());
        if let (true, Some(declared)) =
            (file.is_some_and(|file| file.bytes == &definition.file[..]), part("options"))
        {
            declarations(ev, declared, &mut prefix.to_vec(), &mut options);
        }
    }
    let rank = |path: &Vec<Vec<u8>>| {
        let name = path.last().map_or(&b""[..], |name| name);
        match (name == b"enable", names(message, name)) {
            (false, true) => 0,
            (true, _) => 1,
            (false, false) => 2,
        }
    };
    options.sort_by_key(rank);
    // Words about an option are about that one.
    let about_another = deprecated::of_user(message).1.starts_with(b"The option `");
    let found = options.into_iter().filter(|path| !about_another || rank(path) == 0).find_map(|path| {
        let own = |path: &[Vec<u8>]| {
            locate::observed_exactly(ev, path).into_iter().find(|pos| own::is_own(ev, *pos))
        };
        let Some(element) = element_named(ev, message, &path) else { return Some((own(&path)?, path)) };
        // Who speaks of one element of an option does not mean the others.
        let places = [Some(element.clone()), homes::of_user_at(&element)].into_iter().flatten();
        places.filter_map(|path| Some((own(&path)?, path))).next()
    });
    found.map(|(place, path)| (path, place))
}

/// The element of an option (`users.users.jdoe`) that a text names, it or something in it.
fn element_named(ev: &Evaluator<'_>, text: &[u8], option: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    let paths = deprecated::quoted(text).into_iter().filter_map(|name| ev.parse_attr_path(name).ok());
    let mut below = paths.filter(|path| path.len() > option.len() && path.starts_with(option));
    Some(below.next()?[..=option.len()].to_vec())
}

/// The options below a node of a module's `options`.
fn declarations<'h>(
    ev: &Evaluator<'h>,
    node: Value<'h>,
    path: &mut Vec<Vec<u8>>,
    options: &mut Vec<Vec<Vec<u8>>>,
) {
    let Some(attrs) = ev.force(node, Pos::NONE).ok().and_then(|node| node.as_attrs()) else { return };
    if attrs.value(ev.symbols.intern(b"_type")).is_some() {
        options.push(path.clone());
        return;
    }
    for (key, value) in ev.sorted_attrs(attrs) {
        if path.len() < MAX_DEPTH && options.len() < MAX_OPTIONS {
            path.push(ev.text(key.name).to_vec());
            declarations(ev, value, path, options);
            path.pop();
        }
    }
}

/// Whether a text has a name as a word.
fn names(text: &[u8], name: &[u8]) -> bool {
    let part_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    text.split(|byte| !part_of_name(byte)).any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_words() {
        assert!(names(b"Cannot set both 'foo.bar-baz' and x.", b"bar-baz"));
        assert!(!names(b"Cannot set both 'foo.bar-baz' and x.", b"bar"));
    }
}
