//! Through the tree of options, in the order of names: first the options of a section, then the sections in it.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value, View};
use std::io;

use crate::configuration::at_path;
use crate::configuration::catalogue::Catalogue;
use crate::configuration::options::{DeclaredOption, Node};
use crate::configuration::shape::Shape;
use crate::configuration::target::Target;
use crate::console::Console;
use crate::failure::Outcome;

/// Bytes that are collected before they are written.
const CHUNK: usize = 1 << 16;

/// Where a layout writes to.
pub(super) struct Out<'c, 'p> {
    /// Standard output; nothing where the text is only collected.
    console: Option<&'c Console<'p>>,
    /// What was not written yet.
    pub(super) text: Vec<u8>,
}

impl<'c, 'p> Out<'c, 'p> {
    /// Standard output.
    pub(super) fn new(console: &'c Console<'p>) -> Self {
        Out { console: Some(console), text: Vec::with_capacity(2 * CHUNK) }
    }

    /// Nothing is written, all is collected.
    pub(super) fn collect() -> Self {
        Out { console: None, text: Vec::new() }
    }

    /// Writes what was collected, if it is much.
    pub(super) fn relieve(&mut self) -> io::Result<()> {
        if self.text.len() >= CHUNK { self.flush() } else { Ok(()) }
    }

    /// Writes what was collected.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        if let Some(console) = self.console {
            console.out(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }
}

/// The option of NixOS and Home Manager in which modules put functions for each other: nothing that is configured.
const HELPERS: &[u8] = b"lib";

/// An option with its value, or why it has none.
pub(super) struct Leaf<'h> {
    /// Its name in the section.
    pub(super) name: &'h [u8],
    /// Its value, evaluated on the outside.
    pub(super) value: Result<Value<'h>, Error<'h>>,
    /// What is in it.
    pub(super) shape: Shape<'h>,
}

/// How options and values are written. Most layouts write nothing at some of these places.
pub(super) trait Layout<'h> {
    /// Before the first option of the target, whose path this is.
    fn begin(&mut self, _out: &mut Out<'_, '_>, _path: &[Vec<u8>]) -> io::Result<()> {
        Ok(())
    }
    /// A section begins; `width` is that of the longest name of its options. Only called for sections with options.
    fn open(&mut self, _out: &mut Out<'_, '_>, _path: &[Vec<u8>], _width: usize) -> io::Result<()> {
        Ok(())
    }
    /// An option of the section.
    fn leaf(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()>;
    /// A section that lies deeper than was asked for.
    fn elided(&mut self, _out: &mut Out<'_, '_>, _path: &[Vec<u8>], _name: &[u8]) -> io::Result<()> {
        Ok(())
    }
    /// The section ends.
    fn close(&mut self, _out: &mut Out<'_, '_>) -> io::Result<()> {
        Ok(())
    }
    /// Behind the last option.
    fn end(&mut self, _out: &mut Out<'_, '_>) -> io::Result<()> {
        Ok(())
    }
    /// One value, which is all of the target.
    fn single(
        &mut self,
        out: &mut Out<'_, '_>,
        path: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
    ) -> io::Result<()>;
}

/// The value of an option: what the module system merged, or, where there are only declarations, what the configuration
/// has at its path.
pub(super) fn value_of<'h>(
    ev: &Evaluator<'h>,
    option: DeclaredOption<'h>,
    config: Value<'h>,
    path: &[Vec<u8>],
) -> Result<Value<'h>, Error<'h>> {
    if let Some(value) = option.value(ev) {
        return Ok(value);
    }
    let missing = || {
        let shown = crate::configuration::show_path(path);
        let message = [b"the option '", &shown[..], b"' has no value"].concat();
        ev.error(hmeval_eval::ErrorKind::Missing, message)
    };
    at_path(ev, config, path)?.ok_or_else(missing)
}

/// A walk.
pub(super) struct Walk<'w, 'h> {
    pub(super) ev: &'w Evaluator<'h>,
    /// Leave out options that nobody set.
    pub(super) only_set: bool,
    /// Sections below this depth are left out.
    pub(super) depth: usize,
    /// What is left out besides.
    pub(super) catalogue: Catalogue,
    pub(super) layout: &'w mut dyn Layout<'h>,
}

/// Where the walk is.
struct At<'t, 'h> {
    config: Value<'h>,
    path: &'t mut Vec<Vec<u8>>,
    /// Sections that are open, by the lengths of their paths; those above that have no options of their own yet are not.
    open: Vec<usize>,
    root: usize,
    /// Whether there are values that have no option.
    freeform: bool,
}

/// Whether values without an option are let in (`freeformType` of the whole).
fn has_freeform<'h>(ev: &Evaluator<'h>, target: &Target<'h>) -> bool {
    let freeform = || {
        let node = at_path(ev, Value::attrs(target.options), &["_module", "freeformType"]).ok()??;
        let Some(Node::Option(option)) = Node::of(ev, node).ok()? else { return None };
        ev.force(option.value(ev)?, Pos::NONE).ok()?.as_attrs()
    };
    freeform().is_some()
}

impl<'h> Walk<'_, 'h> {
    /// All options of a section and below.
    pub(super) fn section(
        &mut self,
        out: &mut Out<'_, '_>,
        target: &Target<'h>,
        section: Attrs<'h>,
    ) -> Outcome<'h> {
        let mut path = target.path.clone();
        let root = path.len();
        self.layout.begin(out, &path)?;
        let freeform = has_freeform(self.ev, target);
        let mut at = At { config: target.config, path: &mut path, open: Vec::new(), root, freeform };
        self.walk(out, &mut at, section)?;
        Self::close_to(self.layout, out, &mut at.open, 0)?;
        Ok(self.layout.end(out)?)
    }

    fn walk(&mut self, out: &mut Out<'_, '_>, at: &mut At<'_, 'h>, section: Attrs<'h>) -> Outcome<'h> {
        self.ev.check_stack(Pos::NONE)?;
        let mut options = Vec::new();
        let mut sections = Vec::new();
        let group = match &at.path[..] {
            [group] => Some(self.ev.symbols.intern(group)),
            _ => None,
        };
        for (key, value) in self.ev.sorted_attrs(section) {
            let name = self.ev.text(key.name);
            let is_helper = at.path.is_empty() && name == HELPERS;
            if is_helper || group.is_some_and(|group| self.catalogue.has(group, key.name)) {
                continue;
            }
            match Node::of(self.ev, value) {
                Ok(Some(Node::Section(inner))) if name != b"_module" => sections.push((name, inner)),
                Ok(Some(Node::Option(option))) => options.push((name, Ok(option))),
                Ok(_) => {}
                Err(error) => options.push((name, Err(error))),
            }
        }
        options.retain(|(_, option)| option.as_ref().map_or(true, |option| self.is_wanted(*option)));
        let free = if at.freeform { self.free_values(at, section) } else { Vec::new() };
        let too_deep = at.path.len() - at.root >= self.depth;
        let elided = sections.iter().map(|(name, _)| name.len()).filter(|_| too_deep);
        let names = options.iter().map(|(name, _)| *name).chain(free.iter().map(|(name, _)| *name));
        let width = names.map(<[u8]>::len).chain(elided).max().unwrap_or(0);
        for (name, option) in options {
            self.option(out, at, width, name, option)?;
        }
        for (name, value) in free {
            self.open(out, at, width)?;
            let value = self.ev.force(value, Pos::NONE);
            self.layout.leaf(out, at.path, &Leaf { name, value, shape: Shape::Plain })?;
            out.relieve()?;
        }
        for (name, inner) in sections {
            if too_deep {
                self.open(out, at, width)?;
                self.layout.elided(out, at.path, name)?;
                continue;
            }
            at.path.push(name.to_vec());
            self.walk(out, at, inner)?;
            at.path.pop();
            Self::close_to(self.layout, out, &mut at.open, at.path.len() + 1)?;
        }
        Ok(())
    }

    /// The values beside the options of a section, which only a definition can have made.
    fn free_values(&self, at: &At<'_, 'h>, section: Attrs<'h>) -> Vec<(&'h [u8], Value<'h>)> {
        let values = at_path(self.ev, at.config, at.path).ok().flatten();
        let values = values.and_then(|values| self.ev.force(values, Pos::NONE).ok()?.as_attrs());
        let all = values.map(|values| self.ev.sorted_attrs(values)).unwrap_or_default();
        let free = all.into_iter().filter(|(key, _)| section.get(key.name).is_none());
        let named = free.map(|(key, value)| (self.ev.text(key.name), value));
        named.filter(|(name, _)| !at.path.is_empty() || *name != b"_module").collect()
    }

    fn is_wanted(&self, option: DeclaredOption<'h>) -> bool {
        option.is_shown(self.ev) && (!self.only_set || option.is_set(self.ev).unwrap_or(true))
    }

    fn option(
        &mut self,
        out: &mut Out<'_, '_>,
        at: &mut At<'_, 'h>,
        width: usize,
        name: &'h [u8],
        option: Result<DeclaredOption<'h>, Error<'h>>,
    ) -> Outcome<'h> {
        at.path.push(name.to_vec());
        let value = option.and_then(|option| value_of(self.ev, option, at.config, at.path));
        let value = value.and_then(|value| self.ev.force(value, Pos::NONE));
        at.path.pop();
        let mut shape = Shape::Plain;
        if let Ok(option) = option {
            if option.is_read_only(self.ev) && value.as_ref().is_ok_and(|value| self.is_helper(*value)) {
                return Ok(());
            }
            shape = Shape::of(self.ev, option);
        }
        self.open(out, at, width)?;
        self.layout.leaf(out, at.path, &Leaf { name, value, shape })?;
        Ok(out.relieve()?)
    }

    /// Whether a read-only value only serves other modules: a set of functions, values, packages.
    fn is_helper(&self, value: Value<'h>) -> bool {
        match value.view() {
            View::Attrs(_) => !self.ev.is_derivation(value).unwrap_or(false),
            View::Closure(_) | View::Builtin(_) | View::Partial(..) => true,
            _ => false,
        }
    }

    /// Opens the section that the walk is in, and those around it, if they are not open.
    fn open(&mut self, out: &mut Out<'_, '_>, at: &mut At<'_, 'h>, width: usize) -> Outcome<'h> {
        let first = at.open.last().map_or(at.root, |last| last + 1);
        for length in first..=at.path.len() {
            at.open.push(length);
            let width = if length == at.path.len() { width } else { 0 };
            self.layout.open(out, &at.path[..length], width)?;
        }
        Ok(())
    }

    fn close_to(
        layout: &mut dyn Layout<'h>,
        out: &mut Out<'_, '_>,
        open: &mut Vec<usize>,
        length: usize,
    ) -> Outcome<'h> {
        while open.last().is_some_and(|last| *last >= length) {
            open.pop();
            layout.close(out)?;
        }
        Ok(())
    }
}
