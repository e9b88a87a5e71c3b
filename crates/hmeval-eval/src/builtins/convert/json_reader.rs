//! `builtins.fromJSON`: what the JSON reader finds becomes values at once, without a document in between.

use std::convert::Infallible;

use hmeval_diag::Pos;
use hmeval_formats::json::{Builder, ReadError};

use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, List, Value};
use crate::symbol::Symbol;

/// The value that a JSON text stands for.
pub(super) fn read<'h>(ev: &Evaluator<'h>, text: &[u8]) -> Result<Value<'h>, ReadError<Infallible>> {
    let mut builder = Values { ev, values: Vec::new(), keys: Vec::new(), open: Vec::new() };
    hmeval_formats::json::read(text, &mut builder)?;
    Ok(builder.values.pop().unwrap_or(Value::NULL))
}

/// Collects values on a stack: a list or object takes those that came after its beginning.
struct Values<'e, 'h> {
    ev: &'e Evaluator<'h>,
    values: Vec<Value<'h>>,
    /// The names of those values that are attributes.
    keys: Vec<Symbol>,
    /// For each list or object that is not yet closed how many values there were at its beginning.
    open: Vec<usize>,
}

impl<'h> Values<'_, 'h> {
    fn push(&mut self, value: Value<'h>) -> Result<(), Infallible> {
        self.values.push(value);
        Ok(())
    }

    fn start(&mut self) -> Result<(), Infallible> {
        self.open.push(self.values.len());
        Ok(())
    }
}

impl Builder for Values<'_, '_> {
    type Error = Infallible;

    fn null(&mut self) -> Result<(), Infallible> {
        self.push(Value::NULL)
    }

    fn bool(&mut self, value: bool) -> Result<(), Infallible> {
        self.push(Value::bool(value))
    }

    fn int(&mut self, value: i64) -> Result<(), Infallible> {
        self.push(self.ev.int(value))
    }

    fn float(&mut self, value: f64) -> Result<(), Infallible> {
        self.push(Value::float(self.ev.heap, value))
    }

    fn string(&mut self, value: &[u8]) -> Result<(), Infallible> {
        self.push(self.ev.string(value))
    }

    fn start_list(&mut self) -> Result<(), Infallible> {
        self.start()
    }

    fn end_list(&mut self) -> Result<(), Infallible> {
        let start = self.open.pop().unwrap_or(0);
        let list = List::from_slice(self.ev.heap, self.values.get(start..).unwrap_or_default());
        self.values.truncate(start);
        self.push(Value::list(list))
    }

    fn start_object(&mut self) -> Result<(), Infallible> {
        self.start()
    }

    fn key(&mut self, key: &[u8]) -> Result<(), Infallible> {
        self.keys.push(self.ev.symbols.intern(key));
        Ok(())
    }

    fn end_object(&mut self) -> Result<(), Infallible> {
        let start = self.open.pop().unwrap_or(0);
        let values = self.values.get(start..).unwrap_or_default();
        let first_key = self.keys.len().saturating_sub(values.len());
        let keys = self.keys.get(first_key..).unwrap_or_default();
        let mut attrs = AttrsBuilder::new(values.len(), Pos::NONE);
        // The last of several attributes with the same name counts, and the builder keeps the first.
        for (key, value) in keys.iter().zip(values).rev() {
            attrs.insert(*key, Pos::NONE, *value);
        }
        let attrs = attrs.finish(self.ev.heap);
        self.values.truncate(start);
        self.keys.truncate(first_key);
        self.push(Value::attrs(attrs))
    }
}
