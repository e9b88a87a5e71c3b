//! Names that nothing has: a package that is misspelt, mostly, or a file that is not there, or a setting beside `config`. The
//! token is found, and what may have been meant.

use std::ops::Range;

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::evaluations;
use hmeval_syntax::editor::Tree;

use super::diagnostic::{Diagnostic, Related};
use super::{homes, locate, own};
use crate::configuration::at_path;
use crate::configuration::options::Node;
use crate::near::near;
use crate::written;

/// Says more about an attribute or a variable that is missing.
pub(super) fn explain(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
    let between = |start: &[u8], end: &[u8]| {
        let name = diagnostic.message.strip_prefix(start)?.strip_suffix(end)?;
        Some(name.to_vec())
    };
    if let Some(place) = beside_config(ev, &diagnostic.message) {
        diagnostic.pos = place;
    } else if diagnostic.message.starts_with(b"expected a list but found a") {
        diagnostic.pos = operand(ev, diagnostic.pos);
    } else if let Some(name) = between(b"attribute '", b"' missing") {
        let start = diagnostic.pos;
        if let Some((home, pos)) = home_without_user(ev, start, &name) {
            diagnostic.pos = pos;
            diagnostic.related.push(Related { pos: start, message: "needed here".to_owned() });
            diagnostic.help.push(homes::without_user(&home));
            return;
        }
        diagnostic.pos = name_in_selection(ev, start, &name);
        let from = text_between(ev, start, diagnostic.pos).unwrap_or_default();
        let known = names_in(ev, &diagnostic.option, from.trim_end_matches('.'));
        suggest(&mut diagnostic.suggestions, &known, &name);
    } else if let Some(path) = missing_file(ev, &diagnostic.message) {
        let place = written_path(ev, &path);
        diagnostic.pos = if place.is_some() { place } else { diagnostic.pos };
        diagnostic.suggestions = files_like(ev, place, &path).unwrap_or_default();
        if diagnostic.message.starts_with(b"path '") {
            // Where it was looked for: sources of flakes have names in the store, where nobody puts a file.
            diagnostic.message = [b"path '", &path[..], b"' does not exist"].concat();
        }
    } else if let Some(name) = between(b"undefined variable '", b"'") {
        let sets = written::in_text(ev, diagnostic.pos, |text, offset| {
            Some(hmeval_syntax::with_sets_around(text, offset))
        });
        let sets = sets.unwrap_or_default();
        let mut known = visible(ev, diagnostic.pos);
        known.extend(sets.iter().flat_map(|set| names_in(ev, &diagnostic.option, set)));
        suggest(&mut diagnostic.suggestions, &known, &name);
    }
}

/// The home that the user defines for somebody who is no user of the machine, and the place of that, where Home Manager looks
/// for the user of a home.
fn home_without_user(ev: &Evaluator<'_>, pos: Pos, name: &[u8]) -> Option<(Vec<Vec<u8>>, Pos)> {
    let looks = |text: &str, offset: usize| text.get(offset..)?.strip_prefix("config.users.users.").map(drop);
    written::in_text(ev, pos, looks).filter(|()| !own::is_own(ev, pos))?;
    let home = homes::of_user_at(&[b"users".to_vec(), b"users".to_vec(), name.to_vec()])?;
    let places = locate::observed_exactly(ev, &home);
    let place = places.into_iter().find(|pos| own::is_own(ev, *pos))?;
    Some((home, place))
}

/// The other variables that nothing binds in the text of a diagnostic about one: Nix tells the first only.
pub(super) fn others_in_text<'h>(ev: &Evaluator<'h>, diagnostic: &Diagnostic) -> Vec<Error<'h>> {
    if diagnostic.code != "syntax" || !diagnostic.message.starts_with(b"undefined variable '") {
        return Vec::new();
    }
    let is_it = |error: &Error<'h>| {
        let data = error.data();
        data.pos == diagnostic.pos && data.message == diagnostic.message
    };
    let mut all = ev.mistakes_in_text(diagnostic.pos);
    // A text that was given other variables is none that can be looked at by itself.
    if all.first().is_none_or(|first| !is_it(first)) {
        return Vec::new();
    }
    all.split_off(1)
}

/// The variables that a text binds and that are visible at a position.
fn visible(ev: &Evaluator<'_>, pos: Pos) -> Vec<Vec<u8>> {
    let names = written::in_text(ev, pos, |text, offset| {
        let names = Tree::parse(text).names();
        let visible = names.visible_at(offset);
        Some(visible.into_iter().map(|name| name.text.clone().into_bytes()).collect())
    });
    names.unwrap_or_default()
}

/// Adds the names that are like a misspelt one, and puts the likeliest first.
fn suggest(suggestions: &mut Vec<Vec<u8>>, known: &[Vec<u8>], name: &[u8]) {
    let all = suggestions.iter().chain(known).map(Vec::as_slice);
    *suggestions = near(all, name).into_iter().map(<[u8]>::to_vec).collect();
}

/// The text from one position to another.
fn text_between(ev: &Evaluator<'_>, start: Pos, end: Pos) -> Option<String> {
    let length = usize::try_from(end.0.checked_sub(start.0)?).ok()?;
    written::in_text(ev, start, |text, offset| Some(text.get(offset..offset + length)?.to_owned()))
}

/// The names in the set that an expression (`pkgs.vimPlugins`, `config.programs`, `lib`) is in a module of the configuration
/// that has the option; none for what only an evaluation could tell.
fn names_in(ev: &Evaluator<'_>, option: &[Vec<u8>], set: &str) -> Vec<Vec<u8>> {
    let names = || {
        let mut path = set.split('.');
        let root = path.next()?;
        let path: Vec<&str> = path.collect();
        let merged = match evaluations::merged_around(ev, option) {
            Some(merged) => merged,
            None => evaluations::whole(ev).ok()??,
        };
        let options = Value::attrs(merged.options);
        let set = match root {
            "pkgs" => at_path(ev, argument(ev, options, "pkgs")?, &path).ok()??,
            "lib" => at_path(ev, ev.library_of(&merged.seen)?, &path).ok()??,
            "config" | "options" => at_path(ev, options, &path).ok()??,
            _ => return None,
        };
        let attrs = ev.force(set, Pos::NONE).ok()?.as_attrs()?;
        Some(ev.sorted_attrs(attrs).into_iter().map(|(key, _)| ev.text(key.name).to_vec()).collect())
    };
    names().unwrap_or_default()
}

/// An argument that modules get.
fn argument<'h>(ev: &Evaluator<'h>, options: Value<'h>, name: &str) -> Option<Value<'h>> {
    let node = at_path(ev, options, &["_module", "args"]).ok()??;
    let Some(Node::Option(arguments)) = Node::of(ev, node).ok()? else { return None };
    at_path(ev, arguments.value(ev)?, &[name]).ok()?
}

/// Where the setting stands that a module has beside its `config` or `options` (nixpkgs `lib/modules.nix`,
/// `unifyModuleSyntax`): "Module `FILE' has an unsupported attribute `NAME'."
fn beside_config(ev: &Evaluator<'_>, message: &[u8]) -> Option<Pos> {
    let message = std::str::from_utf8(message).ok()?;
    let (file, rest) = message.strip_prefix("Module `")?.split_once("' has an unsupported attribute `")?;
    let (name, _) = rest.split_once('\'')?;
    let file = file.split_once(":anon-").map_or(file, |(file, _)| file);
    let place = locate::in_text_of(ev, file.as_bytes(), |text| hmeval_syntax::key_of_module(text, name));
    place.is_some().then_some(place)
}

/// The operand of a `++` that is no list, as far as that shows in the text: errors are at the operator.
fn operand(ev: &Evaluator<'_>, pos: Pos) -> Pos {
    let distance = written::in_text(ev, pos, |text, offset| {
        let behind = text.get(offset..)?.strip_prefix("++")?;
        let operand = behind.trim_start();
        (!operand.starts_with('[')).then(|| u32::try_from(2 + behind.len() - operand.len()).ok())?
    });
    Pos(pos.0.saturating_add(distance.unwrap_or(0)))
}

/// The place of a name in the selection (`pkgs.name`) that begins at a position; that position itself where it is not there.
fn name_in_selection(ev: &Evaluator<'_>, pos: Pos, name: &[u8]) -> Pos {
    let distance = written::in_text(ev, pos, |text, offset| {
        let range = hmeval_syntax::expression_range(text, offset)?;
        let name = std::str::from_utf8(name).ok()?;
        u32::try_from(selected(text.get(offset..range.end)?, name)?).ok()
    });
    Pos(pos.0.saturating_add(distance.unwrap_or(0)))
}

/// Where a name stands behind a dot.
fn selected(text: &str, name: &str) -> Option<usize> {
    let ends = |end: usize| {
        let next = text[end..].bytes().next();
        !next.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_'".contains(&byte))
    };
    let dotted = text.match_indices('.').map(|(at, _)| at + 1);
    dotted.into_iter().find(|at| text[*at..].starts_with(name) && ends(at + name.len()))
}

/// The file that is not there, by its real path: `path 'P' does not exist`, or what is said of a tree that Git knows
/// (`Path 'P' does not exist in Git repository "R".`, `Path 'P' in the repository "R" is not tracked by Git.`).
fn missing_file(ev: &Evaluator<'_>, message: &[u8]) -> Option<Vec<u8>> {
    if let Some(path) =
        message.strip_prefix(b"path '").and_then(|rest| rest.strip_suffix(b"' does not exist"))
    {
        return Some(real_path(ev, path));
    }
    let text = std::str::from_utf8(message).ok()?;
    let (path, rest) = text.strip_prefix("Path '")?.split_once("' ")?;
    let of_tree = ["does not exist in Git repository \"", "in the repository \""];
    let rest = of_tree.iter().find_map(|start| rest.strip_prefix(start))?;
    let (root, _) = rest.split_once('"')?;
    Some(hmeval_eval::path::join(root.as_bytes(), path.as_bytes()))
}

/// Lets an empty source stand in for the one that an error says is not there. Answers whether that is new.
pub(super) fn stand_in_for_source<'h>(ev: &Evaluator<'h>, error: Error<'h>) -> bool {
    let message = error.data().message;
    let Some(observed) = ev.observed() else { return false };
    if missing_file(ev, message).is_none() || observed.stands_in(message) {
        return false;
    }
    observed.stand_in(message, None, Value::NULL);
    true
}

/// Where a path leads in the file system; the path itself where it leads nowhere.
fn real_path(ev: &Evaluator<'_>, path: &[u8]) -> Vec<u8> {
    ev.found_at(path).map_or_else(|| path.to_vec(), |real| real.to_vec())
}

/// Where the user's files name a file, which is given by its real path.
fn written_path(ev: &Evaluator<'_>, path: &[u8]) -> Pos {
    let libraries = own::libraries(ev);
    let files = locate::loaded_files(ev).into_iter().filter(|file| own::is_own_file(ev, &libraries, file));
    let place = |file: Vec<u8>| {
        locate::in_text_of(ev, &file, |text| {
            let real = real_path(ev, &file);
            let folder = hmeval_eval::path::parent(&real);
            let literal = path_literals(text);
            literal.into_iter().find(|range| {
                text.get(range.clone())
                    .is_some_and(|written| hmeval_eval::path::join(folder, written.as_bytes()) == path)
            })
        })
    };
    files.map(place).find(|pos| pos.is_some()).unwrap_or(Pos::NONE)
}

/// What is in the folder of a file that is not there, and has a name like it, as it would be written at the place.
fn files_like(ev: &Evaluator<'_>, place: Pos, path: &[u8]) -> Option<Vec<Vec<u8>>> {
    let written = written::in_text(ev, place, |text, offset| {
        text.get(hmeval_syntax::expression_range(text, offset)?).map(str::to_owned)
    })?;
    let folder = hmeval_eval::path::parent(path);
    let names: Vec<Vec<u8>> = ev.world.list(folder).ok()?.into_iter().map(|(name, _)| name).collect();
    let (front, name) = written.rsplit_once('/')?;
    let near = near(names.iter().map(Vec::as_slice), name.as_bytes());
    Some(near.into_iter().map(|name| [front.as_bytes(), b"/", name].concat()).collect())
}

/// The words of a text that look like paths.
fn path_literals(text: &str) -> Vec<Range<usize>> {
    let part_of_path = |c: char| c.is_ascii_alphanumeric() || "._+-/".contains(c);
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split(|c| !part_of_path(c)) {
        // What is between two words is one character.
        start = text[start..].find(word).map_or(start, |at| start + at);
        if word.contains('/') {
            words.push(start..start + word.len());
        }
        start += word.len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{path_literals, selected};

    #[test]
    fn paths_are_found_in_texts() {
        let text = "[ ./a.nix ä ../b/c 1.5 x ]";
        let found: Vec<_> = path_literals(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["./a.nix", "../b/c"]);
    }

    #[test]
    fn names_of_selections_are_found() {
        assert_eq!(selected("pkgs.git", "git"), Some(5));
        assert_eq!(selected("pkgs.gitui.git", "git"), Some(11));
        assert_eq!(selected("pkgs.ä.git or 1", "git"), Some(8));
        assert_eq!(selected("pkgs.gi-t", "gi"), None);
    }
}
