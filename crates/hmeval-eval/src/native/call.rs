//! What a native function sees of its call, and the things that all of them do.

use hmeval_diag::Pos;

use super::Link;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, Closure, Later, List, NativeThunk, Value, View};
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

impl<'c, 'h> Call<'c, 'h> {
    /// The call that a thunk was made in: the first value is the function, the others are what it was made with, and are
    /// now the arguments.
    pub(crate) fn resume(ev: &'c Evaluator<'h>, values: &'c [Value<'h>]) -> Option<Self> {
        let (function, args) = values.split_first()?;
        let closure = function.as_closure()?;
        Some(Call { ev, link: ev.link_of(closure.function())?, closure, args, pos: Pos::NONE })
    }

    /// A look at another function that has a native version: its sets and free variables.
    pub(crate) fn of(ev: &'c Evaluator<'h>, function: Value<'h>) -> Option<Self> {
        let closure = function.as_closure()?;
        Some(Call { ev, link: ev.link_of(closure.function())?, closure, args: &[], pos: Pos::NONE })
    }

    /// Whether the function is that form of an older library which has this name (`native::base_name`).
    pub(crate) fn is_variant(&self, variant: &str) -> bool {
        self.link.variant == variant
    }

    /// Whether the function is this one, with so many arguments given to it before.
    pub(crate) fn is(&self, name: &str, bound: usize) -> bool {
        self.link.native.name == name && self.link.bound == bound
    }

    /// Whether a function that is to be called is known as this one (a name without `@`), in whatever form: it does what
    /// its native version says, so that parts of that may be done here.
    pub(crate) fn knows(&self, function: Value<'h>, native: &super::Native) -> bool {
        let known = Call::of(self.ev, function);
        let known = known.filter(|known| known.link.bound == 0 && known.link.base == native.name);
        known.is_some_and(|known| {
            known.link.is_trusted(known.closure.env) || self.ev.trust(known.link, known.closure)
        })
    }

    /// An argument that the function was given before, the last one first.
    pub(crate) fn bound(&self, level: u32) -> Option<Value<'h>> {
        self.closure.env.get(level, 0)
    }

    /// What thunks of this call share that go on with it later: the code, and the values that become their arguments.
    pub(crate) fn share(&self, run: NativeThunk<'h>, values: &[Value<'h>]) -> &'h Later<'h> {
        let mut all = std::iter::once(Value::closure(self.closure)).chain(values.iter().copied());
        let args = self.ev.heap.slice_with(values.len() + 1, |_| all.next().unwrap_or(Value::NULL));
        self.ev.heap.alloc(Later { run, args })
    }

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
        self.ev.force(self.variable(index), self.pos)
    }

    /// Evaluates a free variable that may not have been there before ([`super::Use::Later`]).
    ///
    /// # Errors
    ///
    /// If it is not the builtin that it was taken for. Then the evaluation is done again without native functions.
    pub(crate) fn ensure(&self, index: usize) -> Result<'h, ()> {
        if let View::Builtin(found) = self.used(index)?.view()
            && self.link.builtins[index]
                .is_some_and(|builtin| std::ptr::eq(builtin, found) || builtin.name == found.name)
        {
            return Ok(());
        }
        let name = self.link.native.uses.get(index).map_or("", super::Use::variable);
        Err(self
            .ev
            .error(crate::ErrorKind::Eval, format!("'{name}' is not the builtin function of this name")))
    }

    /// A free variable as it stands: number `index` of [`super::Native::uses`].
    #[inline]
    pub(crate) fn variable(&self, index: usize) -> Value<'h> {
        let (level, slot) = self.link.places[index];
        // The places are those that `bind` found.
        self.closure.env.get(level, slot).unwrap_or(Value::NULL)
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

    /// The attribute set at place `number`, in which one dynamic attribute is written, with this name and value.
    pub(crate) fn dynamic_set(&self, number: usize, name: Symbol, value: Value<'h>) -> Option<Value<'h>> {
        let code = self.closure.code();
        let set = &code.attrs[*self.link.sets.get(number)? as usize];
        let [def] = &code.dynamic_attrs[set.dynamic.idx()] else { return None };
        let mut attrs = AttrsBuilder::new(1, code.at(set.pos));
        attrs.insert(name, code.at(def.pos), value);
        Some(Value::attrs(attrs.finish(self.ev.heap)))
    }

    /// The constant that is written as definition `index` of the set at place `number`.
    #[inline]
    pub(crate) fn literal(&self, number: usize, index: usize) -> Value<'h> {
        let code = self.closure.code();
        let defs = code.attrs[self.link.sets[number] as usize].defs;
        self.ev.delay(code, code.attr_defs[defs.idx()][index].value, self.closure.env)
    }

    /// The position that an attribute gets from definition `index` of the set at place `number`.
    pub(crate) fn position(&self, number: usize, index: usize) -> Pos {
        let code = self.closure.code();
        let defs = code.attrs[self.link.sets[number] as usize].defs;
        code.at(code.attr_defs[defs.idx()][index].pos)
    }

    /// Whether the function's pattern takes a set of these attributes: it knows them all, and all others have defaults.
    pub(crate) fn formals_allow(&self, attrs: Attrs<'h>) -> bool {
        let (code, lambda) = (self.closure.code(), self.closure.lambda());
        let mut known = 0;
        let complete = code.formals[lambda.formals.idx()].iter().all(|formal| {
            let given = attrs.get(code.symbol(formal.name)).is_some();
            known += usize::from(given);
            given || formal.default.is_some()
        });
        complete && known == attrs.len()
    }

    /// An evaluated list of some elements.
    #[inline]
    pub(crate) fn list(&self, items: &[Value<'h>]) -> Value<'h> {
        Value::list(List::from_slice(self.ev.heap, items))
    }

    /// An attribute of a set that is computed when it is needed: what `inherit (set) name;` gives.
    #[inline]
    pub(crate) fn select(&self, set: Value<'h>, name: Symbol) -> Value<'h> {
        let there = set.known().and_then(|set| self.attribute(set, name));
        there.unwrap_or_else(|| self.ev.delay_select(set, name))
    }

    /// `set.name or null`, evaluated, where a value that is no set has no attributes.
    #[inline]
    pub(crate) fn find(&self, set: Value<'h>, name: Symbol) -> Result<'h, Option<Value<'h>>> {
        let set = self.ev.force(set, self.pos)?;
        let found = set.as_attrs().and_then(|attrs| attrs.value(name));
        found.map(|value| self.ev.force(value, self.pos)).transpose()
    }

    /// An attribute of an evaluated value, if that is a set that has it.
    #[inline]
    pub(crate) fn attribute(&self, value: Value<'h>, name: Symbol) -> Option<Value<'h>> {
        value.as_attrs()?.value(name)
    }
}
