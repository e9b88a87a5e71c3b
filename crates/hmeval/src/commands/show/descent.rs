//! The values in a value: those of a set, and of the sets in it, each with its path. Used by the layouts that have a line,
//! or an entry, for each.

use std::io;

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};

use crate::configuration::shape::{Form, Shape, Viewer};

/// A value in another.
pub(super) struct Inner<'p, 'h> {
    /// Where.
    pub(super) path: &'p [Vec<u8>],
    /// It is no set with something in it, or one that is too deep, or one that is around it.
    pub(super) value: Value<'h>,
    /// How it is looked at.
    pub(super) shape: Shape<'h>,
    /// How deep it is.
    pub(super) depth: usize,
    /// Whether it is a set that it is in itself.
    pub(super) is_repeated: bool,
}

/// Goes into sets.
pub(super) struct Descent<'e, 'h> {
    ev: &'e Evaluator<'h>,
    viewer: &'e Viewer<'e, 'h>,
    /// Sets that lie this deep are not gone into.
    limit: usize,
    /// Addresses of the sets that are being gone through.
    around: Vec<usize>,
}

impl<'e, 'h> Descent<'e, 'h> {
    /// Into sets that are less deep than `limit`.
    pub(super) fn new(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, limit: usize) -> Self {
        Descent { ev, viewer, limit, around: Vec::new() }
    }

    /// Does something with a value, or, if it is a set with something in it, with each value in it.
    ///
    /// # Errors
    /// Those of the work.
    pub(super) fn visit(
        &mut self,
        path: &[Vec<u8>],
        (value, shape): (Value<'h>, Shape<'h>),
        depth: usize,
        work: &mut dyn FnMut(Inner<'_, 'h>) -> io::Result<()>,
    ) -> io::Result<()> {
        let address = self.ev.force(value, Pos::NONE).map_or(0, |value| value.address());
        let is_repeated = self.around.contains(&address);
        let is_open = depth < self.limit && !is_repeated && self.ev.check_stack(Pos::NONE).is_ok();
        match self.viewer.form(value, shape) {
            Ok(Form::Set(items)) if is_open && !items.is_empty() => {
                self.around.push(address);
                for item in items {
                    let path = [path, &[item.name.to_vec()]].concat();
                    self.visit(&path, (item.value, item.shape), depth + 1, work)?;
                }
                self.around.pop();
                Ok(())
            }
            _ => work(Inner { path, value, shape, depth, is_repeated }),
        }
    }
}
