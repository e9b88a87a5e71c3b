//! `deepSeq` and `--strict`: forcing a value with everything in it.

use hmeval_diag::Pos;
use rustc_hash::FxHashSet;

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Value, View};

impl<'h> Evaluator<'h> {
    /// Forces a value and everything in it; what was visited before is not visited again.
    pub fn force_deep(&self, value: Value<'h>) -> Result<'h, Value<'h>> {
        self.force_deep_in(value, &mut FxHashSet::default())
    }

    fn force_deep_in(&self, value: Value<'h>, seen: &mut FxHashSet<usize>) -> Result<'h, Value<'h>> {
        self.enter(self.value_pos(value))?;
        let result = self.force_deep_level(value, seen);
        self.leave();
        result
    }

    fn force_deep_level(&self, value: Value<'h>, seen: &mut FxHashSet<usize>) -> Result<'h, Value<'h>> {
        let value = self.force(value, self.value_pos(value))?;
        match value.view() {
            View::Attrs(attrs) if seen.insert(value.address()) => {
                for (key, item) in attrs.iter(self.heap) {
                    self.force_deep_in(item, seen).map_err(|error| {
                        let text =
                            [b"while evaluating the attribute '", &self.shown_name(key.name)[..], b"'"]
                                .concat();
                        self.frame(error, key.pos, text)
                    })?;
                }
            }
            View::List(list) if seen.insert(value.address()) => {
                for (index, item) in list.items().iter().enumerate() {
                    self.force_deep_in(*item, seen).map_err(|error| {
                        self.frame(
                            error,
                            Pos::NONE,
                            format!("while evaluating list element at index {index}"),
                        )
                    })?;
                }
            }
            _ => {}
        }
        Ok(value)
    }
}
