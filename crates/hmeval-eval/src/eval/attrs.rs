//! Attribute sets and `let`.

use hmeval_diag::Pos;
use hmeval_syntax::ir::{AttrDef, AttrKind, AttrsExpr};

use crate::code::Code;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, Env, Value};
use crate::symbol::{Symbol, known};

/// The environments that the values of a set's attributes are evaluated in.
#[derive(Clone, Copy)]
struct Scopes<'h> {
    /// Around the set.
    outer: Env<'h>,
    /// With the names of the set, if it is recursive; else the same.
    inner: Env<'h>,
    /// With the sources of `inherit (source) …`.
    sources: Env<'h>,
}

impl<'h> Scopes<'h> {
    fn of(self, kind: AttrKind) -> Env<'h> {
        match kind {
            AttrKind::Plain => self.inner,
            AttrKind::Inherited => self.outer,
            AttrKind::InheritedFrom => self.sources,
        }
    }
}

impl<'h> Evaluator<'h> {
    pub(super) fn eval_attrs(&self, code: &'h Code<'h>, number: u32, env: Env<'h>) -> Result<'h, Value<'h>> {
        let set = &code.attrs[number as usize];
        let shape = code.shape(self.heap, number);
        let defs = &code.attr_defs[set.defs.idx()];
        let (attrs, inner) = if set.recursive {
            // What `__overrides` may replace is looked up when it is needed.
            let overridden = shape.keys.find(known::OVERRIDES).is_some();
            let inner = self.bind_names(code, number, env, |def, scopes| match def.kind {
                AttrKind::Plain | AttrKind::InheritedFrom if overridden => {
                    self.thunk(code, def.value, scopes.of(def.kind))
                }
                kind => self.delay(code, def.value, scopes.of(kind)),
            })?;
            let slots = inner.slots();
            let attrs = Attrs::new(self.heap, shape.keys, |index| slots[shape.order[index] as usize].get());
            match attrs.get(known::OVERRIDES) {
                Some((overrides, _)) => (self.apply_overrides(code, defs, attrs, overrides, inner)?, inner),
                None => (attrs, inner),
            }
        } else {
            let scopes = self.scopes(code, set, env, env)?;
            let attrs = Attrs::new(self.heap, shape.keys, |index| {
                let def = &defs[shape.order[index] as usize];
                self.delay(code, def.value, scopes.of(def.kind))
            });
            (attrs, env)
        };
        if set.dynamic.len == 0 {
            return Ok(Value::attrs(attrs));
        }
        self.add_dynamic(code, set, attrs, inner)
    }

    /// The environment of a `let`'s body.
    pub(super) fn bind_let(&self, code: &'h Code<'h>, number: u32, env: Env<'h>) -> Result<'h, Env<'h>> {
        self.bind_names(code, number, env, |def, scopes| {
            self.delay_hidden(code, def.value, scopes.of(def.kind))
        })
    }

    /// An environment with a slot for each attribute, in which they see each other.
    #[inline]
    fn bind_names(
        &self,
        code: &'h Code<'h>,
        number: u32,
        env: Env<'h>,
        delay: impl Fn(&AttrDef, Scopes<'h>) -> Value<'h>,
    ) -> Result<'h, Env<'h>> {
        let set = &code.attrs[number as usize];
        let defs = &code.attr_defs[set.defs.idx()];
        let inner = self.env(Some(env), defs.len(), code.at(set.pos))?;
        let scopes = self.scopes(code, set, env, inner)?;
        let slots = inner.slots();
        if set.has_aliases {
            // Which of two names is the same value as the other, and which is computed from it, depends on the order.
            for index in code.shape(self.heap, number).order {
                let index = *index as usize;
                slots[index].set(delay(&defs[index], scopes));
            }
        } else {
            for (def, slot) in defs.iter().zip(slots) {
                slot.set(delay(def, scopes));
            }
        }
        Ok(inner)
    }

    #[inline]
    fn scopes(
        &self,
        code: &'h Code<'h>,
        set: &AttrsExpr,
        outer: Env<'h>,
        inner: Env<'h>,
    ) -> Result<'h, Scopes<'h>> {
        if set.inherit_from.len == 0 {
            return Ok(Scopes { outer, inner, sources: inner });
        }
        let exprs = code.list(set.inherit_from);
        let sources = self.env(Some(inner), exprs.len(), code.at(set.pos))?;
        for (expr, slot) in exprs.iter().zip(sources.slots()) {
            slot.set(self.delay(code, *expr, inner));
        }
        Ok(Scopes { outer, inner, sources })
    }

    /// `rec { …; __overrides = { … }; }`: the attributes of `__overrides` replace those of the set, also for each other.
    fn apply_overrides(
        &self,
        code: &'h Code<'h>,
        defs: &[AttrDef],
        attrs: Attrs<'h>,
        overrides: Value<'h>,
        inner: Env<'h>,
    ) -> Result<'h, Attrs<'h>> {
        let what = "while evaluating the `__overrides` attribute";
        let overrides = self.force_attrs(overrides, Pos::NONE, what)?;
        for (def, slot) in defs.iter().zip(inner.slots()) {
            if let Some(value) = overrides.value(code.symbol(def.name)) {
                slot.set(value);
            }
        }
        Ok(attrs.update(self.heap, overrides))
    }

    /// Attributes with computed names, which come after all others.
    fn add_dynamic(
        &self,
        code: &'h Code<'h>,
        set: &AttrsExpr,
        attrs: Attrs<'h>,
        env: Env<'h>,
    ) -> Result<'h, Value<'h>> {
        let dynamic = &code.dynamic_attrs[set.dynamic.idx()];
        let mut added: Vec<(Symbol, Pos)> = Vec::new();
        let mut builder = AttrsBuilder::new(attrs.len() + dynamic.len(), code.at(set.pos));
        for def in dynamic {
            let pos = code.at(def.pos);
            let name = self.eval(code, def.name, env)?;
            if name.same(Value::NULL) {
                continue;
            }
            let what = "while evaluating the name of a dynamic attribute";
            let name = self.symbols.of(self.force_str_no_context(name, pos, what)?);
            let earlier = attrs.get(name).map(|found| found.1);
            let earlier = earlier.or_else(|| added.iter().find(|known| known.0 == name).map(|known| known.1));
            if let Some(earlier) = earlier {
                let mut message =
                    [b"dynamic attribute '", &self.shown_name(name)[..], b"' already defined at "].concat();
                message.extend_from_slice(&self.show_pos(earlier));
                return Err(self.error_at(ErrorKind::Eval, pos, message));
            }
            added.push((name, pos));
            builder.insert(name, pos, self.delay(code, def.value, env));
        }
        for (key, value) in attrs.iter(self.heap) {
            builder.insert(key.name, key.pos, value);
        }
        let made = builder.finish(self.heap);
        // All of its names were null.
        Ok(Value::attrs(if made.is_empty() { Attrs::emptied(self.heap) } else { made }))
    }
}
