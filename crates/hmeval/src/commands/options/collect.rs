//! All options of a tree, with those in their values (nixpkgs `lib.options.optionAttrSetToDocList`).

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Value};

use super::entry::{Entry, Reader};
use super::names::show_option;

/// Values in values that are followed. Types that contain themselves stop long before, or never.
const MAX_NESTING: usize = 48;
/// Parts that a path has at most.
const MAX_PATH: usize = 1000;
/// Options that are collected at most: enough for every configuration that ends.
const MAX_OPTIONS: usize = 1_000_000;

/// What was found.
#[derive(Default)]
pub(super) struct Collection<'h> {
    /// Options for people, sorted by name, each name once.
    pub(super) entries: Vec<Entry<'h>>,
    /// What could not be looked at: the name, and why.
    pub(super) problems: Vec<(Vec<u8>, Error<'h>)>,
}

/// All options of a tree that are for people. What all paths begin with is left out of their names: the options of a user
/// in another configuration know where they are.
pub(super) fn collect<'h>(reader: &Reader<'_, 'h>, options: Attrs<'h>, prefix: &[Vec<u8>]) -> Collection<'h> {
    let mut collector = Collector { reader, prefix, found: Collection::default(), nesting: 0, seen: 0 };
    collector.node(Value::attrs(options), &mut Vec::new());
    let mut found = collector.found;
    // A list of attributes becomes a set: the first of several with the same name stays.
    found.entries.sort_by(|left, right| left.name.cmp(&right.name));
    found.entries.dedup_by(|later, first| later.name == first.name);
    found
}

/// Who an option is for.
struct Visibility {
    /// It is documented.
    itself: bool,
    /// The options in its values are.
    inside: bool,
}

struct Collector<'r, 'e, 'h> {
    reader: &'r Reader<'e, 'h>,
    prefix: &'r [Vec<u8>],
    found: Collection<'h>,
    nesting: usize,
    seen: usize,
}

impl<'h> Collector<'_, '_, 'h> {
    fn problem(&mut self, path: &[Vec<u8>], error: Error<'h>) {
        self.found.problems.push((show_option(path, self.reader.dialect), error));
    }

    fn node(&mut self, value: Value<'h>, path: &mut Vec<Vec<u8>>) {
        if let Err(error) = self.try_node(value, path) {
            self.problem(path, error);
        }
    }

    fn try_node(&mut self, value: Value<'h>, path: &mut Vec<Vec<u8>>) -> Result<(), Error<'h>> {
        let ev = self.reader.ev;
        ev.check_stack(Pos::NONE)?;
        let Some(attrs) = ev.force(value, Pos::NONE)?.as_attrs() else { return Ok(()) };
        let kind = self.reader.forced(attrs, "_type")?;
        if kind.and_then(|kind| kind.as_str()).is_some_and(|kind| kind.bytes == b"option") {
            return self.option(attrs, path);
        }
        for (key, inner) in ev.sorted_attrs(attrs) {
            path.push(ev.text(key.name).to_vec());
            self.node(inner, path);
            path.pop();
        }
        Ok(())
    }

    fn option(&mut self, option: Attrs<'h>, path: &[Vec<u8>]) -> Result<(), Error<'h>> {
        self.seen += 1;
        if self.seen > MAX_OPTIONS {
            return Err(self.reader.error("there are too many options"));
        }
        let loc = self.reader.loc(option)?.unwrap_or_else(|| path.to_vec());
        if loc.len() > MAX_PATH {
            return Err(self.reader.error("the path of an option is too long"));
        }
        let loc = loc.strip_prefix(self.prefix).map_or_else(|| loc.clone(), <[_]>::to_vec);
        let entry = Entry { name: show_option(&loc, self.reader.dialect), loc, option };
        let visibility = self.visibility(option)?;
        let internal = self.reader.forced(option, "internal")?.and_then(Value::as_bool) == Some(true);
        if visibility.itself && !internal {
            self.found.entries.push(entry.clone());
        }
        if !visibility.inside {
            return Ok(());
        }
        match self.inside(&entry) {
            Ok(()) => Ok(()),
            Err(error) => {
                let what = [b"while evaluating the options in `", &entry.name[..], b"`"].concat();
                Err(self.reader.ev.frame(error, Pos::NONE, what))
            }
        }
    }

    fn inside(&mut self, entry: &Entry<'h>) -> Result<(), Error<'h>> {
        let Some(options) = self.reader.sub_options(entry)? else { return Ok(()) };
        if self.nesting >= MAX_NESTING {
            return Err(self.reader.error("its type contains itself without end"));
        }
        self.nesting += 1;
        self.node(options, &mut entry.loc.clone());
        self.nesting -= 1;
        Ok(())
    }

    fn visibility(&self, option: Attrs<'h>) -> Result<Visibility, Error<'h>> {
        let Some(visible) = self.reader.forced(option, "visible")? else {
            return Ok(Visibility { itself: true, inside: true });
        };
        Ok(match (visible.as_bool(), visible.as_str().map(|text| text.bytes)) {
            (Some(visible), _) => Visibility { itself: visible, inside: visible },
            (None, Some(b"shallow")) => Visibility { itself: true, inside: false },
            (None, Some(b"transparent")) => {
                Visibility { itself: !self.reader.dialect.knows_transparent, inside: true }
            }
            _ => Visibility { itself: false, inside: false },
        })
    }
}
