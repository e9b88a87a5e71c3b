//! Values as text: what `nix-instantiate --eval` prints, what `nix eval` prints, what messages show.

mod expr;
mod pretty;

pub use expr::{FileShower, show_expr};
pub use hmeval_syntax::{string_literal, write_identifier as attribute_name, write_identifier as identifier};
pub use pretty::PrintOptions;

use hmeval_diag::{Origin, Pos};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{ThunkState, Value, View};

/// The type of a value as `builtins.typeOf` names it; a thunk is one.
pub fn type_name(value: Value<'_>) -> &'static str {
    match value.view() {
        View::Null => "null",
        View::Bool(_) => "bool",
        View::Int(_) => "int",
        View::Float(_) => "float",
        View::Str(_) => "string",
        View::Path(_) => "path",
        View::List(_) => "list",
        View::Attrs(_) => "set",
        View::Closure(_) | View::Builtin(_) | View::Partial(..) => "lambda",
        View::Thunk(_) => "thunk",
    }
}

impl<'h> Evaluator<'h> {
    /// "a set", "an integer": the type of a value in messages.
    pub fn describe_type(&self, value: Value<'h>) -> Vec<u8> {
        match value.view() {
            View::Str(str) if str.context.is_some() => b"a string with context".to_vec(),
            View::Builtin(builtin) => format!("the built-in function '{}'", builtin.name).into_bytes(),
            View::Partial(builtin, _) => {
                format!("the partially applied built-in function '{}'", builtin.name).into_bytes()
            }
            View::Thunk(thunk) => match thunk.state() {
                ThunkState::Forced(value) => self.describe_type(value),
                ThunkState::Blackhole(_) => b"a black hole".to_vec(),
                ThunkState::Call(..)
                | ThunkState::Call2(..)
                | ThunkState::Native(..)
                | ThunkState::CallPair(_)
                | ThunkState::Select(..) => b"a function application".to_vec(),
                ThunkState::Delayed { .. } | ThunkState::Failed(_) => b"a thunk".to_vec(),
            },
            View::Null => b"null".to_vec(),
            View::Bool(_) => b"a Boolean".to_vec(),
            View::Int(_) => b"an integer".to_vec(),
            View::Float(_) => b"a float".to_vec(),
            View::Str(_) => b"a string".to_vec(),
            View::Path(_) => b"a path".to_vec(),
            View::List(_) => b"a list".to_vec(),
            View::Attrs(_) => b"a set".to_vec(),
            View::Closure(_) => b"a function".to_vec(),
        }
    }

    /// A position as messages show it: `/file.nix:1:2`.
    pub fn show_pos(&self, pos: Pos) -> Vec<u8> {
        let sources = self.sources.borrow();
        let Some((file, line)) = sources.line(pos) else { return "«none»".as_bytes().to_vec() };
        let mut out = match &sources.file(file).origin {
            Origin::File(path) => self.store.shown(path).into_owned(),
            Origin::String => "«string»".as_bytes().to_vec(),
            Origin::Stdin => "«stdin»".as_bytes().to_vec(),
            Origin::Internal(name) => format!("«nix-internal»/{name}").into_bytes(),
        };
        out.extend_from_slice(format!(":{}:{}", line.line, line.column).as_bytes());
        out
    }

    /// The value as `nix-instantiate --eval` prints it: what is not evaluated is `<CODE>`; sets and lists that were
    /// printed before are `«repeated»`.
    pub fn print_lazy(&self, value: Value<'h>) -> Result<'h, Vec<u8>> {
        let mut out = Vec::new();
        self.print_lazy_in(value, &mut out, &mut FxHashSet::default())?;
        Ok(out)
    }

    fn print_lazy_in(
        &self,
        value: Value<'h>,
        out: &mut Vec<u8>,
        seen: &mut FxHashSet<usize>,
    ) -> Result<'h, ()> {
        // A list is the same one where its place is; a set, where its attributes are.
        let place = value.address();
        let value = match value.as_thunk() {
            None => value,
            Some(thunk) => match thunk.state() {
                ThunkState::Forced(value) => value,
                ThunkState::Blackhole(_) => {
                    out.extend_from_slice("«potential infinite recursion»".as_bytes());
                    return Ok(());
                }
                _ => {
                    out.extend_from_slice(b"<CODE>");
                    return Ok(());
                }
            },
        };
        match value.view() {
            View::Attrs(attrs) => {
                if !attrs.is_empty() && !seen.insert(value.address()) {
                    out.extend_from_slice("«repeated»".as_bytes());
                    return Ok(());
                }
                self.enter(attrs.pos())?;
                out.extend_from_slice(b"{ ");
                for (key, item) in self.sorted_attrs(attrs) {
                    identifier(out, self.text(key.name));
                    out.extend_from_slice(b" = ");
                    self.print_lazy_in(item, out, seen)?;
                    out.extend_from_slice(b"; ");
                }
                out.push(b'}');
                self.leave();
            }
            View::List(list) => {
                if !list.is_empty() && !seen.insert(place) {
                    out.extend_from_slice("«repeated»".as_bytes());
                    return Ok(());
                }
                self.enter(Pos::NONE)?;
                out.extend_from_slice(b"[ ");
                for item in list.items() {
                    self.print_lazy_in(*item, out, seen)?;
                    out.push(b' ');
                }
                out.push(b']');
                self.leave();
            }
            View::Closure(closure) if closure.is_not_needed_yet() => out.extend_from_slice(b"<CODE>"),
            View::Closure(_) => out.extend_from_slice(b"<LAMBDA>"),
            View::Builtin(_) => out.extend_from_slice(b"<PRIMOP>"),
            View::Partial(..) => out.extend_from_slice(b"<PRIMOP-APP>"),
            View::Str(str) => string_literal(out, str.bytes),
            _ => self.print_scalar(value, out),
        }
        Ok(())
    }

    /// Null, booleans, numbers and paths, which look the same everywhere.
    fn print_scalar(&self, value: Value<'h>, out: &mut Vec<u8>) {
        match value.view() {
            View::Null => out.extend_from_slice(b"null"),
            View::Bool(b) => out.extend_from_slice(if b { b"true" } else { b"false" }),
            View::Int(n) => out.extend_from_slice(n.to_string().as_bytes()),
            View::Float(n) => hmeval_formats::float::to_general(out, n),
            View::Path(path) => out.extend_from_slice(&self.shown_path(path)),
            _ => {}
        }
    }

    /// A path as values and the words of errors show it. Impure evaluation sees fetched trees as what lies in the store.
    pub(crate) fn shown_path<'p>(&self, path: &'p [u8]) -> std::borrow::Cow<'p, [u8]> {
        match self.settings.pure_eval {
            true => self.store.shown_in_tree(path),
            false => crate::corepkgs::shown(path).map_or(path.into(), Into::into),
        }
    }

    /// Attributes in the order of their names' text.
    pub fn sorted_attrs(
        &self,
        attrs: crate::heap::Attrs<'h>,
    ) -> SmallVec<[(crate::heap::Key, Value<'h>); 8]> {
        let (keys, values) = attrs.flat(self.heap);
        let (names, order) = (keys.as_slice(), keys.sorted(self.heap, |name| self.text(name)));
        order.iter().map(|index| (names[*index as usize], values[*index as usize])).collect()
    }
}
