//! Where a definition stands, from what the module system says about it.
//!
//! Errors of the module system name files, not positions: "Definition values: - In `FILE': VALUE". The modules are
//! asked which of their definitions that is; where they cannot tell (another module system, a value that does not
//! evaluate), the name of the option is looked for in that file, and the longest part of its path that is written there
//! together wins.

use std::ops::Range;

use hmeval_diag::{FileId, Origin, Pos, SourceFile, Sources};
use hmeval_eval::{Evaluator, Value, View};
use hmeval_modules::fate::fates;
use hmeval_modules::{definitions, evaluations};

use crate::configuration::at_path;
use crate::configuration::options::Node;
use crate::written;

/// The places of the definitions that a message is about; none if it names no files.
pub(super) fn definitions(ev: &Evaluator<'_>, message: &[u8], option: &[Vec<u8>]) -> Vec<Pos> {
    let files: Vec<&[u8]> = files(message).collect();
    if files.is_empty() {
        return Vec::new();
    }
    let places = observed(ev, option, Some(&files));
    if places.is_empty() {
        let mut written: Vec<Pos> = files.iter().filter_map(|file| in_file(ev, file, option)).collect();
        written.dedup();
        written
    } else {
        places
    }
}

/// The places of an option's definitions whose conditions hold, as the modules themselves write them; if `files` is
/// given, only of those in modules of these files. Of what nobody defines, the set around it is taken.
pub(super) fn observed(ev: &Evaluator<'_>, option: &[Vec<u8>], files: Option<&[&[u8]]>) -> Vec<Pos> {
    (1..=option.len())
        .rev()
        .map(|length| observed_at(ev, &option[..length], files))
        .find(|places| !places.is_empty())
        .unwrap_or_default()
}

/// The places of an option's definitions whose conditions hold; none if nobody defines it.
pub(super) fn observed_exactly(ev: &Evaluator<'_>, option: &[Vec<u8>]) -> Vec<Pos> {
    observed_at(ev, option, None)
}

fn observed_at(ev: &Evaluator<'_>, path: &[Vec<u8>], files: Option<&[&[u8]]>) -> Vec<Pos> {
    for enclosing in evaluations::around(ev, path) {
        let Ok(found) = definitions::of_modules(ev, enclosing.modules, &path[enclosing.depth..]) else {
            continue;
        };
        let counts = |definition: &&definitions::Definition<'_>| {
            let holds = definition.conditions.iter().all(|condition| matches!(condition.holds, Ok(true)));
            let wanted = files.is_none_or(|files| files.contains(&&definition.file[..]));
            holds && wanted && definition.pos.is_some()
        };
        let place =
            |definition: &definitions::Definition<'_>| written::name_in_binding(ev, definition.pos, path);
        let mut places: Vec<Pos> = found.definitions.iter().filter(counts).map(place).collect();
        places.dedup();
        if !places.is_empty() {
            return places;
        }
    }
    Vec::new()
}

/// All sources that were loaded.
pub(super) fn loaded(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    let last = sources.resolve(Pos(u32::MAX)).map(|(last, _)| last.0);
    last.into_iter().flat_map(|last| 0..=last).map(|number| sources.file(FileId(number)))
}

/// The paths of all files that were loaded.
pub(super) fn loaded_files(ev: &Evaluator<'_>) -> Vec<Vec<u8>> {
    of_loaded_files(ev, |path| Some(path.to_vec()))
}

/// What `wanted` makes of the paths of the files that were loaded.
pub(super) fn of_loaded_files<T>(ev: &Evaluator<'_>, wanted: impl Fn(&[u8]) -> Option<T>) -> Vec<T> {
    let sources = ev.sources.borrow();
    let path = |source: &SourceFile| match &source.origin {
        Origin::File(path) => wanted(path),
        _ => None,
    };
    loaded(&sources).filter_map(path).collect()
}

/// The files that a message names.
pub(super) fn files(message: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = b"- In `";
    let starts = message.windows(text.len()).enumerate().filter(move |(_, window)| window == text);
    starts.filter_map(move |(at, _)| {
        let rest = &message[at + text.len()..];
        let end = rest.iter().position(|byte| *byte == b'\'')?;
        // "FILE, via option X" stands for definitions that come from other options.
        let name = &rest[..end];
        let via = name.windows(2).position(|window| window == b", ").unwrap_or(name.len());
        Some(&name[..via])
    })
}

/// The place of an option's definition in a file that was loaded.
pub(super) fn in_file(ev: &Evaluator<'_>, file: &[u8], option: &[Vec<u8>]) -> Option<Pos> {
    let sources = ev.sources.borrow();
    let source = source(&sources, file)?;
    let offset = find(&source.text, option)?;
    Some(Pos(source.base + u32::try_from(offset).ok()?))
}

/// A place in the text of a loaded file, given where `search` finds it there.
pub(super) fn in_text_of(
    ev: &Evaluator<'_>,
    file: &[u8],
    search: impl FnOnce(&str) -> Option<Range<usize>>,
) -> Pos {
    let sources = ev.sources.borrow();
    let place = source(&sources, file).and_then(|source| {
        let found = search(std::str::from_utf8(&source.text).ok()?)?;
        Some(Pos(source.base.checked_add(u32::try_from(found.start).ok()?)?))
    });
    place.unwrap_or(Pos::NONE)
}

/// The item of a list that a message names (`"[definition 1-entry 2]"` is the last name of the path), given the place of
/// the list; that place itself where the path names none.
pub(super) fn entry(ev: &Evaluator<'_>, list: Pos, option: &[Vec<u8>]) -> Pos {
    let Some(index) = option.last().and_then(|name| entry_index(name)) else { return list };
    item(ev, list, index).unwrap_or(list)
}

/// The name in an item of a list that a path ends with (`x."[definition 1-entry 2]".name`), given the place of the
/// name `x` that the list is bound to; that place itself where the path names no item.
pub(super) fn inside_entry(ev: &Evaluator<'_>, pos: Pos, option: &[Vec<u8>]) -> Pos {
    let [list @ .., entry, name] = option else { return pos };
    let Some(index) = entry_index(entry) else { return pos };
    // A name of which the place is known is that of the item already.
    if list.last() != Some(name) && is_name(ev, pos, name) {
        return pos;
    }
    let Some(item) = item(ev, written::value_of_binding(ev, pos), index) else { return pos };
    let found = written::in_text(ev, item, |text, offset| {
        let range = hmeval_syntax::name_in_set(text, offset, std::str::from_utf8(name).ok()?)?;
        u32::try_from(range.start.checked_sub(offset)?).ok()
    });
    Pos(item.0.saturating_add(found.unwrap_or(0)))
}

/// Whether a name stands at a position.
fn is_name(ev: &Evaluator<'_>, pos: Pos, name: &[u8]) -> bool {
    let is_it = |text: &str, offset: usize| {
        let behind = text.as_bytes().get(offset..)?.strip_prefix(name)?;
        behind.first().is_none_or(|next| *next == b'.' || !part_of_name(next)).then_some(())
    };
    written::in_text(ev, pos, is_it).is_some()
}

/// The element of a list that a path ends with (`x."[definition 1-entry 2]"`) in the definition that it is of: where it is
/// written, or where a name in it is, if the list is computed.
pub(super) fn element(ev: &Evaluator<'_>, path: &[Vec<u8>]) -> Pos {
    let place = || {
        let (last, list) = path.split_last()?;
        let (number, entry) = evaluations::entry_numbers(last)?;
        let (number, index) = (number.checked_sub(1)?, entry.checked_sub(1)?);
        let definition = counting(ev, list).into_iter().nth(number)?;
        let items = ev.force(definition.value, Pos::NONE).ok()?.as_list()?.items();
        let written = written::value_of_definition(ev, &definition);
        let is_literal =
            |text: &str, offset| (hmeval_syntax::items_at(text, offset).len() == items.len()).then_some(());
        if written::in_text(ev, written, is_literal).is_some() {
            return item(ev, written, index);
        }
        let element = ev.force(*items.get(index)?, Pos::NONE).ok()?.as_attrs()?;
        let names = ev.sorted_attrs(element).into_iter().map(|(key, _)| key.pos);
        names.filter(|pos| pos.is_some()).min_by_key(|pos| pos.0)
    };
    place().unwrap_or(Pos::NONE)
}

/// The definitions of an option that its value is made of, in the order in which they are merged.
fn counting<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Vec<definitions::Definition<'h>> {
    let found = evaluations::around(ev, path).into_iter().find_map(|enclosing| {
        let found = definitions::of_modules(ev, enclosing.modules, &path[enclosing.depth..]).ok()?;
        (!found.definitions.is_empty()).then_some(found.definitions)
    });
    let all = found.unwrap_or_default();
    let fates = fates(&all);
    let mut left: Vec<_> =
        all.into_iter().zip(fates).filter(|(_, fate)| fate.counts()).map(|(one, _)| one).collect();
    left.sort_by_key(|definition| definition.order);
    left
}

/// The item of a list at a position.
pub(super) fn item(ev: &Evaluator<'_>, list: Pos, index: usize) -> Option<Pos> {
    // It may stand in front, in a `let`.
    let (start, offset) = written::in_text(ev, list, |text, offset| {
        let start = hmeval_syntax::items_at(text, offset).get(index)?.start;
        Some((u32::try_from(start).ok()?, u32::try_from(offset).ok()?))
    })?;
    Some(Pos(list.0.checked_sub(offset)?.checked_add(start)?))
}

/// The number of an item in the words of `listOf`, from 0.
fn entry_index(name: &[u8]) -> Option<usize> {
    evaluations::entry_numbers(name)?.1.checked_sub(1)
}

/// Where an option is declared; no place if the library does not keep it.
pub(super) fn declaration(ev: &Evaluator<'_>, option: &[Vec<u8>]) -> Pos {
    let place = || {
        let merged = evaluations::merged_around(ev, option)?;
        let node = at_path(ev, Value::attrs(merged.options), option.get(merged.depth..)?).ok()??;
        let Some(Node::Option(option)) = Node::of(ev, node).ok()? else { return None };
        let places = ev.force(option.field(ev, "declarationPositions")?, Pos::NONE).ok()?.as_list()?;
        let place = ev.force(*places.items().first()?, Pos::NONE).ok()?.as_attrs()?;
        let part = |name: &[u8]| ev.force(place.value(ev.symbols.intern(name))?, Pos::NONE).ok();
        let number = |name| match part(name)?.view() {
            View::Int(number) => usize::try_from(number).ok(),
            _ => None,
        };
        let (line, column) = (number(b"line")?, number(b"column")?);
        let file = part(b"file")?.as_str()?.bytes;
        Some(in_text_of(ev, file, |text| {
            let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
            let at = start.checked_add(column.checked_sub(1)?)?;
            Some(at..at)
        }))
    };
    place().map_or(Pos::NONE, |pos| written::name_in_binding(ev, pos, option))
}

/// The source of a file, by the names that the module system gives to it.
fn source<'s>(sources: &'s Sources, file: &[u8]) -> Option<&'s SourceFile> {
    let names = [file.to_vec(), [file, b"/default.nix"].concat(), [file, b".nix"].concat()];
    loaded(sources).find(|source| match &source.origin {
        Origin::File(path) => names.iter().any(|name| name[..] == path[..]),
        _ => false,
    })
}

/// The place of an option's definition in any loaded file: where most of its path is written together.
pub(super) fn anywhere(ev: &Evaluator<'_>, option: &[Vec<u8>]) -> Pos {
    if let Some(place) = observed(ev, option, None).first() {
        return *place;
    }
    let sources = ev.sources.borrow();
    let mut best = (0, Pos::NONE);
    for source in loaded(&sources).filter(|source| matches!(source.origin, Origin::File(_) | Origin::String))
    {
        for start in 0..option.len().saturating_sub(best.0) {
            if let Some(offset) = written(&source.text, &option[start..]) {
                best = (option.len() - start, Pos(source.base + u32::try_from(offset).unwrap_or(0)));
                break;
            }
        }
    }
    best.1
}

/// The last name of an option path in a text: where as much of the path in front of it as possible is written with it.
fn find(text: &[u8], option: &[Vec<u8>]) -> Option<usize> {
    (0..option.len())
        .find_map(|start| written(text, &option[start..]))
        // A value that is set as a whole: the names in front of it.
        .or_else(|| {
            option
                .split_last()
                .filter(|(_, front)| !front.is_empty())
                .and_then(|(_, front)| find(text, front))
        })
}

/// The last name of a path that is written with dots between the names.
fn written(text: &[u8], path: &[Vec<u8>]) -> Option<usize> {
    let name = path.join(&b'.');
    token(text, &name).map(|offset| offset + name.len() - path.last().map_or(0, Vec::len))
}

fn part_of_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'\'' | b'.')
}

/// Where a name is defined: between other bytes than those of names, with `=` or `.` behind it.
fn token(text: &[u8], name: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.windows(name.len().max(1)).position(|window| window == name) {
        let at = from + found;
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let behind = text[at + name.len()..].trim_ascii_start();
        let defines = behind.starts_with(b"=") && !behind.starts_with(b"==") || behind.starts_with(b".");
        if !before.is_some_and(part_of_name) && defines {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<Vec<u8>> {
        text.split('.').map(|name| name.as_bytes().to_vec()).collect()
    }

    #[test]
    fn definitions_are_found_however_they_are_written() {
        let text = b"{ a.enable = 1; programs.git = { enabel = true; }; programs.vim.enable = 2; x = [ ]; }";
        let at =
            |name: &str| find(text, &path(name)).map(|at| String::from_utf8_lossy(&text[at..]).into_owned());
        assert!(at("programs.vim.enable").unwrap().starts_with("enable = 2"));
        assert!(at("programs.git.enabel").unwrap().starts_with("enabel = true"));
        assert!(at("x.y").unwrap().starts_with("x = ["));
        assert_eq!(at("q"), None);
    }

    #[test]
    fn items_of_lists_are_numbered() {
        assert_eq!(entry_index(b"[definition 1-entry 2]"), Some(1));
        assert_eq!(entry_index(b"[definition 1-entry 0]"), None);
        assert_eq!(entry_index(b"entry"), None);
    }

    #[test]
    fn messages_name_files() {
        let message = b"... values:\n- In `/a/b.nix': 1\n- In `/c, via option x.y': 2";
        assert_eq!(files(message).collect::<Vec<_>>(), [&b"/a/b.nix"[..], b"/c"]);
    }
}
