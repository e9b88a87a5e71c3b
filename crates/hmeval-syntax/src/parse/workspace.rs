//! Tables and stacks that one parse leaves to the next on the same thread.
//!
//! An evaluation parses a thousand files and more. Tables that have grown for one of them are large enough for most of
//! the others; what a file needs in the end is copied out of them in its exact size.

use std::cell::Cell;

use crate::intern::Interner;
use crate::ir::{AttrName, ExprId, Formal, Ir, Offset, Sym};

use super::attrs::SetBuilder;
use super::indentation::IndPart;

/// Tables of more nodes than this are given back.
const MAX_NODES: usize = 1 << 18;

thread_local! {
    static LEFT: Cell<Option<Workspace>> = const { Cell::new(None) };
}

/// All that a parser fills.
#[derive(Default)]
pub(super) struct Workspace {
    pub(super) ir: Ir,
    pub(super) interner: Interner,
    pub(super) sets: SetBuilder,
    // Stacks on which the elements of unfinished constructs are collected.
    pub(super) list_stack: Vec<ExprId>,
    pub(super) part_stack: Vec<(ExprId, Offset)>,
    pub(super) path_stack: Vec<AttrName>,
    pub(super) formal_stack: Vec<Formal>,
    pub(super) name_stack: Vec<(Sym, Offset)>,
    pub(super) ind_stack: Vec<IndPart>,
    /// By symbol: the pattern (by number) in which it was seen last.
    pub(super) seen_formals: Vec<u32>,
}

impl Workspace {
    /// An empty workspace for a source of this length; with the memory of the last one, if there is any.
    pub(super) fn take(source_len: usize) -> Self {
        let mut workspace = LEFT.take().unwrap_or_default();
        workspace.interner.reset(source_len);
        workspace
    }

    /// Leaves the memory to the next parse.
    pub(super) fn leave(mut self) {
        if self.ir.exprs.capacity() > MAX_NODES {
            return;
        }
        let Workspace {
            ir,
            interner: _,
            sets,
            list_stack,
            part_stack,
            path_stack,
            formal_stack,
            name_stack,
            ind_stack,
            seen_formals,
        } = &mut self;
        ir.clear();
        // A parse that failed leaves all of these as they were.
        sets.clear();
        list_stack.clear();
        part_stack.clear();
        path_stack.clear();
        formal_stack.clear();
        name_stack.clear();
        ind_stack.clear();
        seen_formals.clear();
        LEFT.set(Some(self));
    }
}
