//! Attribute sets under construction: nested paths (`a.b = …; a.c = …;`), sets given in pieces, and duplicates.
//!
//! The rules are those of `ParserState::addAttr` in Nix. A set stays open until the braces around it close, since later
//! bindings may add to it; then its attributes are moved into the tree. A set literal may have to be opened again when
//! the same name is given a second set.

use rustc_hash::FxHashMap;

use crate::error::{ErrorKind, SyntaxError};
use crate::ir::{
    AttrDef, AttrKind, AttrName, AttrsExpr, DynamicAttr, Expr, ExprId, Ir, NO_POS, Offset, Range, Sym,
};
use crate::show;
use crate::symbol_order;

/// In linked lists: no element.
const NIL: u32 = u32::MAX;
/// Sets with more attributes have them in a hash table.
const SMALL: u32 = 8;

/// Elements of one set, linked through a stack shared by all open sets.
#[derive(Clone, Copy)]
struct Chain {
    first: u32,
    last: u32,
    len: u32,
}

const EMPTY: Chain = Chain { first: NIL, last: NIL, len: 0 };

/// The stack that chains lie in.
struct Links<T>(Vec<(T, u32)>);

impl<T: Copy> Links<T> {
    #[inline]
    fn push(&mut self, chain: &mut Chain, item: T) -> u32 {
        let index = self.0.len() as u32;
        self.0.push((item, NIL));
        if chain.len == 0 {
            chain.first = index;
        } else {
            self.0[chain.last as usize].1 = index;
        }
        chain.last = index;
        chain.len += 1;
        index
    }

    fn iter(&self, chain: Chain) -> impl Iterator<Item = (u32, T)> + '_ {
        let mut next = chain.first;
        std::iter::from_fn(move || {
            let (item, following) = *self.0.get(next as usize)?;
            let index = next;
            next = following;
            Some((index, item))
        })
    }

    /// Copies a chain to the end of a table of the tree.
    #[inline]
    fn store(&self, chain: Chain, table: &mut Vec<T>) -> Range {
        let start = table.len() as u32;
        table.extend(self.iter(chain).map(|(_, item)| item));
        Range { start, len: chain.len }
    }
}

/// A set that may still get attributes.
struct OpenSet {
    /// Its index in [`Ir::attrs`].
    attrs: u32,
    defs: Chain,
    dynamic: Chain,
    sources: Chain,
}

/// Where a set literal began on the stacks of [`SetBuilder`].
#[derive(Clone, Copy)]
pub(super) struct Mark {
    sets: u32,
    defs: u32,
    dynamic: u32,
    sources: u32,
}

/// All open sets; the last literal that was begun is the one that bindings are added to.
pub(super) struct SetBuilder {
    sets: Vec<OpenSet>,
    /// The literal that is being read: index in `sets`.
    current: Vec<u32>,
    defs: Links<AttrDef>,
    dynamic: Links<DynamicAttr>,
    sources: Links<ExprId>,
    /// By index in [`Ir::attrs`]: index in `sets`, or [`NIL`] if the set is not open.
    open: Vec<u32>,
    /// Attributes of the large sets: index in `defs`.
    index: FxHashMap<(u32, Sym), u32>,
}

impl Default for SetBuilder {
    fn default() -> Self {
        SetBuilder {
            sets: Vec::new(),
            current: Vec::new(),
            defs: Links(Vec::new()),
            dynamic: Links(Vec::new()),
            sources: Links(Vec::new()),
            open: Vec::new(),
            index: FxHashMap::default(),
        }
    }
}

type Added = Result<(), Box<SyntaxError>>;

impl SetBuilder {
    /// Forgets all open sets; the memory stays.
    pub(super) fn clear(&mut self) {
        self.sets.clear();
        self.current.clear();
        self.defs.0.clear();
        self.dynamic.0.clear();
        self.sources.0.clear();
        self.open.clear();
        self.index.clear();
    }

    /// Begins a set literal (or a `let`).
    pub(super) fn begin(&mut self, ir: &mut Ir) -> Mark {
        let mark = Mark {
            sets: self.sets.len() as u32,
            defs: self.defs.0.len() as u32,
            dynamic: self.dynamic.0.len() as u32,
            sources: self.sources.0.len() as u32,
        };
        self.current.push(mark.sets);
        self.open_new(ir);
        mark
    }

    /// Ends the literal that began at `mark`: it, and every set opened since, moves into the tree. Its index there.
    pub(super) fn finish(&mut self, ir: &mut Ir, mark: Mark) -> u32 {
        let mut literal = 0;
        for set in self.sets.drain(mark.sets as usize..).rev() {
            literal = set.attrs;
            self.open[set.attrs as usize] = NIL;
            let stored = &mut ir.attrs[set.attrs as usize];
            stored.defs = self.defs.store(set.defs, &mut ir.attr_defs);
            if set.dynamic.len > 0 {
                stored.dynamic = self.dynamic.store(set.dynamic, &mut ir.dynamic_attrs);
            }
            if set.sources.len > 0 {
                stored.inherit_from = self.sources.store(set.sources, &mut ir.lists);
            }
        }
        self.defs.0.truncate(mark.defs as usize);
        self.dynamic.0.truncate(mark.dynamic as usize);
        self.sources.0.truncate(mark.sources as usize);
        self.current.pop();
        literal
    }

    fn open_new(&mut self, ir: &mut Ir) -> u32 {
        let attrs = ir.attrs.len() as u32;
        ir.attrs.push(AttrsExpr { pos: NO_POS, ..AttrsExpr::default() });
        self.open.push(self.sets.len() as u32);
        self.sets.push(OpenSet { attrs, defs: EMPTY, dynamic: EMPTY, sources: EMPTY });
        self.sets.len() as u32 - 1
    }

    /// The open set with an index in [`Ir::attrs`]; it is opened again if need be.
    fn reopen(&mut self, ir: &Ir, attrs: u32) -> u32 {
        let open = self.open[attrs as usize];
        if open != NIL {
            return open;
        }
        let number = self.sets.len() as u32;
        self.open[attrs as usize] = number;
        self.sets.push(OpenSet { attrs, defs: EMPTY, dynamic: EMPTY, sources: EMPTY });
        let stored = ir.attrs[attrs as usize];
        for def in &ir.attr_defs[stored.defs.idx()] {
            self.push_def(number, *def);
        }
        let set = &mut self.sets[number as usize];
        for attr in &ir.dynamic_attrs[stored.dynamic.idx()] {
            self.dynamic.push(&mut set.dynamic, *attr);
        }
        for source in &ir.lists[stored.inherit_from.idx()] {
            self.sources.push(&mut set.sources, *source);
        }
        number
    }

    #[inline]
    fn find(&self, set: u32, name: Sym) -> Option<AttrDef> {
        let set = &self.sets[set as usize];
        if set.defs.len > SMALL {
            let index = *self.index.get(&(set.attrs, name))?;
            return Some(self.defs.0[index as usize].0);
        }
        self.defs.iter(set.defs).map(|(_, def)| def).find(|def| def.name == name)
    }

    #[inline]
    fn push_def(&mut self, set: u32, def: AttrDef) {
        let set = &mut self.sets[set as usize];
        let index = self.defs.push(&mut set.defs, def);
        if set.defs.len > SMALL {
            if set.defs.len == SMALL + 1 {
                for (index, def) in self.defs.iter(set.defs) {
                    self.index.insert((set.attrs, def.name), index);
                }
            }
            self.index.insert((set.attrs, def.name), index);
        }
    }

    fn current(&self) -> u32 {
        self.current.last().copied().unwrap_or_default()
    }

    /// Adds `path = value;` to the current literal.
    #[inline]
    pub(super) fn add(&mut self, ir: &mut Ir, path: &[AttrName], value: ExprId, pos: Offset) -> Added {
        let mut set = self.current();
        let Some((last, parents)) = path.split_last() else { return Ok(()) };
        for (depth, name) in parents.iter().enumerate() {
            set = self.enter(ir, set, *name, pos, &path[..=depth])?;
        }
        match *last {
            AttrName::Static(name) => {
                let def = AttrDef { name, value, pos, kind: AttrKind::Plain };
                match self.find(set, name) {
                    None => self.push_def(set, def),
                    Some(previous) => return self.merge(ir, previous, def, path),
                }
            }
            AttrName::Dynamic(name) => {
                let set = &mut self.sets[set as usize];
                self.dynamic.push(&mut set.dynamic, DynamicAttr { name, value, pos });
            }
        }
        Ok(())
    }

    /// The set that a name in front of the last one of a path stands for, made if it is not there.
    fn enter(
        &mut self,
        ir: &mut Ir,
        set: u32,
        name: AttrName,
        pos: Offset,
        path: &[AttrName],
    ) -> Result<u32, Box<SyntaxError>> {
        if let AttrName::Static(name) = name
            && let Some(previous) = self.find(set, name)
        {
            return match ir.exprs[previous.value.0 as usize] {
                Expr::Attrs(nested) => Ok(self.reopen(ir, nested)),
                _ => Err(duplicate(ir, path, pos, previous.pos)),
            };
        }
        let nested = self.open_new(ir);
        let value = ExprId(ir.exprs.len() as u32);
        ir.exprs.push(Expr::Attrs(self.sets[nested as usize].attrs));
        ir.pos.push(NO_POS);
        match name {
            AttrName::Static(name) => self.push_def(set, AttrDef { name, value, pos, kind: AttrKind::Plain }),
            AttrName::Dynamic(name) => {
                let set = &mut self.sets[set as usize];
                self.dynamic.push(&mut set.dynamic, DynamicAttr { name, value, pos });
            }
        }
        Ok(nested)
    }

    /// Adds a source of `inherit (source) …` to the current literal: its number there.
    pub(super) fn add_source(&mut self, source: ExprId) -> u32 {
        let current = self.current();
        let Some(set) = self.sets.get_mut(current as usize) else { return 0 };
        self.sources.push(&mut set.sources, source);
        set.sources.len - 1
    }

    /// Adds an inherited attribute to the current literal.
    pub(super) fn add_inherited(&mut self, ir: &mut Ir, def: AttrDef) -> Added {
        let set = self.current();
        if let Some(previous) = self.find(set, def.name) {
            return Err(duplicate(ir, &[AttrName::Static(def.name)], def.pos, previous.pos));
        }
        self.push_def(set, def);
        Ok(())
    }

    /// A second definition of an attribute: fine if both are sets, whose attributes are put together then.
    #[cold]
    fn merge(&mut self, ir: &mut Ir, previous: AttrDef, def: AttrDef, path: &[AttrName]) -> Added {
        let mut path = path.to_vec();
        // Sets whose attributes are being moved: into which set, and what is left to do, last first.
        let mut pending = Vec::new();
        self.begin_merge(ir, &mut pending, previous, def, &path)?;
        while let Some(merge) = pending.last_mut() {
            let (into, from) = (merge.into, merge.from);
            let Some(def) = merge.left.pop() else {
                self.move_rest(ir, from, into);
                path.pop();
                pending.pop();
                continue;
            };
            path.push(AttrName::Static(def.name));
            match self.find(into, def.name) {
                None => {
                    self.push_def(into, def);
                    path.pop();
                }
                Some(previous) => self.begin_merge(ir, &mut pending, previous, def, &path)?,
            }
        }
        Ok(())
    }

    fn begin_merge(
        &mut self,
        ir: &mut Ir,
        pending: &mut Vec<Merge>,
        previous: AttrDef,
        def: AttrDef,
        path: &[AttrName],
    ) -> Added {
        let (old, new) = (ir.exprs[previous.value.0 as usize], ir.exprs[def.value.0 as usize]);
        let (Expr::Attrs(old), Expr::Attrs(new)) = (old, new) else {
            return Err(duplicate(ir, path, def.pos, previous.pos));
        };
        let into = self.reopen(ir, old);
        let from = self.reopen(ir, new);
        let offset = self.sets[into as usize].sources.len;
        let mut left: Vec<AttrDef> =
            self.defs.iter(self.sets[from as usize].defs).map(|(_, def)| def).collect();
        for def in &left {
            renumber_source(ir, def, offset);
        }
        // Nix goes through them in the order of its symbols.
        left.sort_by_cached_key(|def| std::cmp::Reverse(symbol_order::rank(ir, def.name)));
        pending.push(Merge { into, left, from });
        Ok(())
    }

    /// Moves dynamic attributes and sources of `inherit` of a set that is being merged.
    fn move_rest(&mut self, ir: &mut Ir, from: u32, into: u32) {
        let source = &mut self.sets[from as usize];
        let dynamic = std::mem::replace(&mut source.dynamic, EMPTY);
        let sources = std::mem::replace(&mut source.sources, EMPTY);
        source.defs = EMPTY;
        ir.attrs[source.attrs as usize] = AttrsExpr { pos: NO_POS, ..AttrsExpr::default() };
        let target = &mut self.sets[into as usize];
        let moved: Vec<DynamicAttr> = self.dynamic.iter(dynamic).map(|(_, attr)| attr).collect();
        for attr in moved {
            self.dynamic.push(&mut target.dynamic, attr);
        }
        let moved: Vec<ExprId> = self.sources.iter(sources).map(|(_, source)| source).collect();
        for source in moved {
            self.sources.push(&mut target.sources, source);
        }
    }
}

/// A set whose attributes are being moved into another one.
struct Merge {
    into: u32,
    /// What is to be moved, last first.
    left: Vec<AttrDef>,
    from: u32,
}

/// Makes an attribute that is inherited from a source refer to the source's number in the merged set.
fn renumber_source(ir: &mut Ir, def: &AttrDef, offset: u32) {
    if def.kind != AttrKind::InheritedFrom {
        return;
    }
    let Expr::Select { subject, .. } = ir.exprs[def.value.0 as usize] else { return };
    if let Expr::InheritFrom(number) = &mut ir.exprs[subject.0 as usize] {
        *number += offset;
    }
}

#[cold]
fn duplicate(ir: &Ir, path: &[AttrName], pos: Offset, previous: Offset) -> Box<SyntaxError> {
    let shown = show::attr_path(ir, path);
    let message = format!("attribute '{}' already defined at ", String::from_utf8_lossy(&shown));
    let start = pos as usize;
    let mut error = SyntaxError::new(ErrorKind::Duplicate, message, start, start + 1);
    error.other = Some(previous);
    Box::new(error)
}
