//! Positions as values: what `__curPos` and `builtins.unsafeGetAttrPos` give.

use hmeval_diag::{Origin, Pos};

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, NativeThunk, Value};
use crate::symbol::known;

impl<'h> Evaluator<'h> {
    /// A position as the set that `__curPos` and `unsafeGetAttrPos` give, or null where it lies in no file. As in Nix, line
    /// and column are only counted when somebody asks for them.
    pub fn position_value(&self, pos: Pos) -> Value<'h> {
        let sources = self.sources.borrow();
        let Some((file, _)) = sources.resolve(pos) else { return Value::NULL };
        let path = match &sources.file(file).origin {
            Origin::File(path) => self.string(path),
            // Nix has its own files at the root of a file system of their own.
            Origin::Internal(name) => self.string(format!("/{name}").as_bytes()),
            Origin::String | Origin::Stdin => return Value::NULL,
        };
        let later = |count: NativeThunk<'h>| self.later(count, &[], pos.0);
        let mut attrs = AttrsBuilder::new(3, Pos::NONE);
        attrs.insert(known::FILE, Pos::NONE, path);
        attrs.insert(known::LINE, Pos::NONE, later(line));
        attrs.insert(known::COLUMN, Pos::NONE, later(column));
        Value::attrs(attrs.finish(self.heap))
    }
}

fn line<'h>(ev: &Evaluator<'h>, _: &'h [Value<'h>], pos: u32) -> Result<'h, Value<'h>> {
    let place = ev.sources.borrow().line(Pos(pos));
    Ok(place.map_or(Value::NULL, |(_, place)| ev.int(i64::from(place.line))))
}

fn column<'h>(ev: &Evaluator<'h>, _: &'h [Value<'h>], pos: u32) -> Result<'h, Value<'h>> {
    let place = ev.sources.borrow().line(Pos(pos));
    Ok(place.map_or(Value::NULL, |(_, place)| ev.int(i64::from(place.column))))
}
