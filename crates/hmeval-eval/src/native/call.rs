//! What a native function sees of its call, and the things that all of them do.

use hmeval_diag::Pos;

use super::Link;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Closure, List, Value, View};
use crate::symbol::Symbol;

/// A call of a function that has a native version.
pub(crate) struct Call<'a, 'h> {
    pub(crate) ev: &'a Evaluator<'h>,
    pub(crate) link: &'h Link<'h>,
    pub(crate) closure: &'h Closure<'h>,
    /// As many as the arity says.
    pub(crate) args: &'a [Value<'h>],
    /// Where the call stands.
    pub(crate) pos: Pos,
}

impl<'h> Call<'_, 'h> {
    /// An argument.
    #[inline]
    pub(crate) fn arg(&self, index: usize) -> Value<'h> {
        self.args[index]
    }

    /// An argument, evaluated.
    #[inline]
    pub(crate) fn forced(&self, index: usize) -> Result<'h, Value<'h>> {
        self.ev.force(self.args[index], self.pos)
    }

    /// An argument that must be a Boolean. The function forces it as a condition, and fails as it does.
    #[inline]
    pub(crate) fn condition(&self, index: usize) -> Result<'h, bool> {
        self.ev.force_bool(self.args[index], self.pos, "while evaluating a branch condition")
    }

    /// A free variable, evaluated: number `index` of [`super::Native::uses`].
    #[inline]
    pub(crate) fn used(&self, index: usize) -> Result<'h, Value<'h>> {
        let (level, slot) = self.link.places[index];
        // The places are those that `bind` found.
        let value = self.closure.env.get(level, slot).unwrap_or(Value::NULL);
        self.ev.force(value, self.pos)
    }

    /// Whether a free variable, which the function would evaluate now, is the builtin of a name.
    #[inline]
    pub(crate) fn is_builtin(&self, index: usize, name: &str) -> Result<'h, bool> {
        Ok(matches!(self.used(index)?.view(), View::Builtin(builtin) if builtin.name == name))
    }

    /// A free variable, if it was evaluated before: for one that the function evaluates later, if at all.
    #[inline]
    fn used_now(&self, index: usize) -> Option<Value<'h>> {
        let (level, slot) = self.link.places[index];
        self.ev.now(self.closure.env.get(level, slot)?)
    }

    /// Whether a free variable is known already to be the builtin of a name.
    #[inline]
    pub(crate) fn is_builtin_now(&self, index: usize, name: &str) -> bool {
        let value = self.used_now(index);
        value.is_some_and(|value| matches!(value.view(), View::Builtin(builtin) if builtin.name == name))
    }

    /// Whether a free variable, which the function would evaluate now, is the function with this native version.
    #[inline]
    pub(crate) fn is_native(&self, index: usize, name: &'static str) -> Result<'h, bool> {
        Ok(self.is_function(self.used(index)?, name))
    }

    /// Whether a free variable is known already to be the function with this native version.
    #[inline]
    pub(crate) fn is_native_now(&self, index: usize, name: &'static str) -> bool {
        self.used_now(index).is_some_and(|value| self.is_function(value, name))
    }

    /// Whether a value is the function with this native version.
    #[inline]
    pub(crate) fn is_function(&self, value: Value<'h>, name: &'static str) -> bool {
        let closure = value.as_closure();
        let link = closure.and_then(|closure| self.ev.link_of(closure.function));
        link.is_some_and(|link| std::ptr::eq(link.native.name, name) || link.native.name == name)
    }

    /// An attribute name: number `index` of [`super::Native::names`].
    #[inline]
    pub(crate) fn name(&self, index: usize) -> Symbol {
        self.link.names[index]
    }

    /// The attribute set that is written in the function at place `number` (of those in it, `let` counted), with the
    /// attributes that `make` gives for the index of each definition in the text.
    #[inline]
    pub(crate) fn set(&self, number: usize, make: impl Fn(usize) -> Value<'h>) -> Value<'h> {
        let shape = self.closure.code().shape(self.ev.heap, self.link.sets[number]);
        Value::attrs(Attrs::new(self.ev.heap, shape.keys, |index| make(shape.order[index] as usize)))
    }

    /// An evaluated list of some elements.
    #[inline]
    pub(crate) fn list(&self, items: &[Value<'h>]) -> Value<'h> {
        Value::list(List::from_slice(self.ev.heap, items))
    }

    /// An attribute of an evaluated value, if that is a set that has it.
    #[inline]
    pub(crate) fn attribute(&self, value: Value<'h>, name: Symbol) -> Option<Value<'h>> {
        value.as_attrs()?.value(name)
    }
}
