//! Names that nothing has: a package that is misspelt, mostly, or a file that is not there, or a setting beside `config`. The token is found, and what may
//! have been meant.

use std::ops::Range;

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations;

use super::diagnostic::Diagnostic;
use super::{locate, own};
use crate::configuration::at_path;
use crate::configuration::options::Node;
use crate::written;

/// Suggestions at most.
const MOST: usize = 5;
/// Suggestions for a misspelt package.
const LIMIT: usize = 3;

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
        diagnostic.pos = name_in_selection(ev, start, &name);
        if written::in_text(ev, start, |text, at| text.get(at..)?.strip_prefix("pkgs.").map(drop)).is_some() {
            add_packages_like(ev, &mut diagnostic.suggestions, &name);
        }
        rank(&mut diagnostic.suggestions, &name);
        diagnostic.suggestions.truncate(MOST);
    } else if let Some(path) = between(b"path '", b"' does not exist") {
        let place = written_path(ev, &path);
        diagnostic.pos = if place.is_some() { place } else { diagnostic.pos };
        diagnostic.suggestions = files_like(ev, place, &path).unwrap_or_default();
    } else if let Some(name) = between(b"undefined variable '", b"'")
        && diagnostic.suggestions.is_empty()
        && is_below_packages(ev, diagnostic.pos)
    {
        let packages = packages(ev);
        let near = hmeval_formats::lev::best_matches(packages.iter().map(Vec::as_slice), &name);
        diagnostic.suggestions = near.into_iter().map(<[u8]>::to_vec).collect();
        rank(&mut diagnostic.suggestions, &name);
        diagnostic.suggestions.truncate(LIMIT);
    }
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

/// Nix names a few of those that are two letters away; of short names these are so many that the one that is meant is not
/// among them.
fn add_packages_like(ev: &Evaluator<'_>, suggestions: &mut Vec<Vec<u8>>, name: &[u8]) {
    let near = |package: &Vec<u8>| {
        package.len().abs_diff(name.len()) <= 1 && strsim::generic_damerau_levenshtein(package, name) == 1
    };
    for package in packages(ev).into_iter().filter(near) {
        if !suggestions.contains(&package) {
            suggestions.push(package);
        }
    }
}

/// Puts the name first that was meant most likely. Nix counts two letters in the wrong order as two mistakes; people make it
/// as one, and rarely in the first letter.
fn rank(suggestions: &mut [Vec<u8>], name: &[u8]) {
    suggestions.sort_by_key(|suggestion| {
        let distance = strsim::generic_damerau_levenshtein(suggestion, name);
        (distance, suggestion.first() != name.first())
    });
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

/// Where the user's files name a file.
fn written_path(ev: &Evaluator<'_>, path: &[u8]) -> Pos {
    let libraries = own::libraries(ev);
    let files = locate::loaded_files(ev).into_iter().filter(|file| own::is_own_file(ev, &libraries, file));
    let place = |file: Vec<u8>| {
        locate::in_text_of(ev, &file, |text| {
            let folder = hmeval_eval::path::parent(&file);
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
    let real = ev.real_path(folder).map_or_else(|| folder.to_vec(), |real| real.to_vec());
    let names: Vec<Vec<u8>> = ev.world.list(&real).ok()?.into_iter().map(|(name, _)| name).collect();
    let (front, name) = written.rsplit_once('/')?;
    let mut near: Vec<Vec<u8>> =
        hmeval_formats::lev::best_matches(names.iter().map(Vec::as_slice), name.as_bytes())
            .into_iter()
            .map(<[u8]>::to_vec)
            .collect();
    rank(&mut near, name.as_bytes());
    Some(near.into_iter().map(|name| [front.as_bytes(), b"/", &name].concat()).collect())
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

/// Whether the file of a position has `with pkgs` in it.
fn is_below_packages(ev: &Evaluator<'_>, pos: Pos) -> bool {
    written::in_text(ev, pos, |text, offset| text.get(..offset)?.contains("with pkgs").then_some(()))
        .is_some()
}

/// The names of the packages of the configuration.
fn packages(ev: &Evaluator<'_>) -> Vec<Vec<u8>> {
    let names = || {
        let merged = evaluations::whole(ev).ok()??;
        let node = at_path(ev, Value::attrs(merged.options), &["_module", "args"]).ok()??;
        let Some(Node::Option(arguments)) = Node::of(ev, node).ok()? else { return None };
        let packages = at_path(ev, arguments.value(ev)?, &["pkgs"]).ok()??;
        let packages = ev.force(packages, Pos::NONE).ok()?.as_attrs()?;
        Some(ev.sorted_attrs(packages).into_iter().map(|(key, _)| ev.text(key.name).to_vec()).collect())
    };
    names().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{path_literals, rank, selected};

    #[test]
    fn paths_are_found_in_texts() {
        let text = "[ ./a.nix ä ../b/c 1.5 x ]";
        let found: Vec<_> = path_literals(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["./a.nix", "../b/c"]);
    }

    #[test]
    fn exchanged_letters_are_one_mistake() {
        let mut names: Vec<Vec<u8>> = [&b"clj"[..], b"cups", b"curl", b"xplr"].map(<[u8]>::to_vec).into();
        rank(&mut names, b"culr");
        assert_eq!(names[0], b"curl");
    }

    #[test]
    fn names_of_selections_are_found() {
        assert_eq!(selected("pkgs.git", "git"), Some(5));
        assert_eq!(selected("pkgs.gitui.git", "git"), Some(11));
        assert_eq!(selected("pkgs.ä.git or 1", "git"), Some(8));
        assert_eq!(selected("pkgs.gi-t", "gi"), None);
    }
}
