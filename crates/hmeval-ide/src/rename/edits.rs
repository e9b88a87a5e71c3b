//! From the places where a name is written to the changes that rename it.

use std::collections::BTreeMap;
use std::ops::Range;

use hmeval_syntax::editor::{Inherited, Written};

/// The changes that give the names at some places a new name, in the order of the text. `inherit (a) b;` becomes `new = a.b;`
/// or `b = a.new;`, as the name that is bound or the one that is taken is meant.
pub fn edits(text: &str, found: &[Written], new: &str) -> Vec<(Range<usize>, String)> {
    let mut edits = BTreeMap::new();
    let mut inherited: BTreeMap<usize, (&Inherited, bool, bool)> = BTreeMap::new();
    for written in found {
        match written {
            Written::Name(at) | Written::Variable(at) => {
                edits.insert((at.start, at.end), new.to_owned());
            }
            Written::Inherited(name) => {
                let known = inherited.entry(name.name.start).or_insert((name, false, false));
                known.1 |= name.binds;
                known.2 |= !name.binds;
            }
        }
    }
    for (name, binds, takes) in inherited.into_values() {
        for (at, instead) in of_inherited(text, name, binds, takes, new) {
            // Several names of one statement are put behind it.
            edits.entry((at.start, at.end)).or_insert_with(String::new).push_str(&instead);
        }
    }
    edits.into_iter().map(|((start, end), instead)| (start..end, instead)).collect()
}

fn of_inherited(
    text: &str,
    name: &Inherited,
    binds: bool,
    takes: bool,
    new: &str,
) -> Vec<(Range<usize>, String)> {
    if binds && takes {
        return vec![(name.name.clone(), new.to_owned())];
    }
    let old = text.get(name.name.clone()).unwrap_or_default();
    let (left, right) = if binds { (new, old) } else { (old, new) };
    let source = name.source.as_ref().and_then(|source| text.get(source.clone()));
    let binding = match source {
        Some(source) if name.simple => format!("{left} = {source}.{right};"),
        Some(source) => format!("{left} = ({source}).{right};"),
        None => format!("{left} = {right};"),
    };
    if name.alone {
        return vec![(name.statement.clone(), binding)];
    }
    let before = text.get(..name.name.start).unwrap_or_default().trim_end().len();
    let end = name.statement.end;
    vec![(before..name.name.end, String::new()), (end..end, format!(" {binding}"))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::rename::occurrences::occurrences;

    /// A module with another name of an option, or why it cannot have it.
    fn renamed(text: &str, path: &str) -> String {
        let document = Document::new(b"/x.nix".to_vec(), text.into(), 0);
        let path: Vec<String> = path.split('.').map(str::to_owned).collect();
        let found = match occurrences(&document, &path) {
            Ok(found) => found,
            Err(obstacle) => return format!("{}: {}", &text[obstacle.at], obstacle.why),
        };
        let mut out = text.to_owned();
        let found: Vec<Written> = found.into_iter().map(|occurrence| occurrence.written).collect();
        for (at, new) in edits(text, &found, "new").into_iter().rev() {
            out.replace_range(at, &new);
        }
        out
    }

    #[test]
    fn inherited_names_become_bindings() {
        let module = |body: &str| format!("{{ config, ... }}: {body}");
        let changed =
            |body: &str, path: &str| renamed(&module(body), path)["{ config, ... }: ".len()..].to_owned();
        assert_eq!(changed("let inherit (config.a) b; in b", "a.b"), "let b = config.a.new; in b");
        assert_eq!(
            changed("let inherit (config.a) b c; in b", "a.b"),
            "let inherit (config.a) c; b = config.a.new; in b"
        );
        assert_eq!(changed("{ a = { inherit b; }; }", "a.b"), "{ a = { new = b; }; }");
        assert_eq!(changed("{ a = { inherit (f x) b; }; }", "a.b"), "{ a = { new = (f x).b; }; }");
        assert_eq!(
            changed("{ a = { inherit (config.a) b; }; }", "a.b"),
            "{ a = { inherit (config.a) new; }; }"
        );
    }

    #[test]
    fn lists_of_modules_and_users_are_left_out() {
        let text = "{ x.modules = [ { home-manager.users.u = { config.a.b = 1; a.c = 1; }; } ]; options.a.\"b\" = 1; q.a.b = 1; }";
        assert_eq!(renamed(text, "a.b"), text.replace("config.a.b", "config.a.new").replace("\"b\"", "new"));
    }

    #[test]
    fn what_nobody_can_know_is_told() {
        let text = |body: &str| renamed(&format!("{{ config, lib, ... }}: {body}"), "a.b");
        assert_eq!(text("with config.a; c"), "{ config, lib, ... }: with config.a; c");
        assert_eq!(text("with config; a.b"), "config: its names are brought in by `with`");
        assert_eq!(text("rec { a.b = 1; }"), "{ config, lib, ... }: rec { a.new = 1; }");
        assert_eq!(
            text("{ a = rec { b = 1; }; }"),
            "b: it is the name of a variable of a recursive set, too"
        );
        assert_eq!(text("f config.a"), "a: `a` is used as a whole");
        assert_eq!(text("lib.a.b"), "{ config, lib, ... }: lib.a.b");
        assert_eq!(
            text("self.x.config.a.b.c"),
            "x.config.a.b.c: this may be the option or something else of that name"
        );
        assert_eq!(text("config.${x}.b"), "${x}.b: a name of the path is computed");
        assert_eq!(text("config.${x}.c"), "{ config, lib, ... }: config.${x}.c");
    }
}
