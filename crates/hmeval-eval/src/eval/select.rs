//! `a.b.c`, `a.b or c`, `a ? b`.

use hmeval_diag::Pos;
use hmeval_syntax::ir::{AttrName, Expr, ExprId};

use crate::code::Code;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Env, Value};
use crate::symbol::Symbol;

impl<'h> Evaluator<'h> {
    pub(super) fn eval_select(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        (subject, path, len, default): (ExprId, u32, u16, ExprId),
    ) -> Result<'h, Value<'h>> {
        let mut value = self.eval(code, subject, env)?;
        let names = &code.path_parts[path as usize..path as usize + usize::from(len)];
        // Where the last attribute that was found is defined.
        let mut found_at = Pos::NONE;
        let mut walk = || {
            for name in names {
                let pos = code.pos_of(id);
                let name = self.attr_name(code, *name, env)?;
                let next = if default.is_some() {
                    value = self.force(value, pos)?;
                    match value.as_attrs().and_then(|attrs| attrs.get(name)) {
                        Some(next) => next,
                        None => return self.eval(code, default, env),
                    }
                } else {
                    let attrs = self.force_attrs(value, pos, "while selecting an attribute")?;
                    match attrs.get(name) {
                        Some(next) => next,
                        None => return Err(self.missing_attribute(attrs, name, pos)),
                    }
                };
                (value, found_at) = next;
            }
            match value.as_thunk() {
                None => Ok(value.needed()),
                Some(_) => self.force(value, if found_at.is_some() { found_at } else { code.pos_of(id) }),
            }
        };
        let result = walk();
        result.map_err(|error| self.select_frame(error, code, env, names, found_at))
    }

    #[cold]
    fn select_frame(
        &self,
        error: Error<'h>,
        code: &'h Code<'h>,
        env: Env<'h>,
        names: &[AttrName],
        found_at: Pos,
    ) -> Error<'h> {
        if !found_at.is_some() || self.is_internal(found_at) {
            return error;
        }
        let mut text = b"while evaluating the attribute '".to_vec();
        text.extend_from_slice(&self.show_attr_path(code, names, env));
        text.push(b'\'');
        self.frame(error, found_at, text)
    }

    /// An attribute path as frames show it: with computed names where they can be computed.
    fn show_attr_path(&self, code: &'h Code<'h>, names: &[AttrName], env: Env<'h>) -> Vec<u8> {
        let mut out = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                out.push(b'.');
            }
            match self.attr_name(code, *name, env) {
                Ok(name) => out.extend_from_slice(&self.shown_name(name)),
                Err(_) => {
                    out.extend_from_slice(b"\"${");
                    if let AttrName::Dynamic(expr) = name {
                        out.extend_from_slice(&self.show_expr(code, *expr));
                    }
                    out.extend_from_slice(b"}\"");
                }
            }
        }
        out
    }

    pub(super) fn eval_has_attr(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        subject: ExprId,
        path: u32,
        len: u16,
    ) -> Result<'h, Value<'h>> {
        let mut value = self.eval(code, subject, env)?;
        for name in &code.path_parts[path as usize..path as usize + usize::from(len)] {
            if value.as_thunk().is_some() {
                value = self.force(value, code.node_pos(id))?;
            }
            let name = self.attr_name(code, *name, env)?;
            match value.as_attrs().and_then(|attrs| attrs.value(name)) {
                Some(next) => value = next,
                None => return Ok(Value::FALSE),
            }
        }
        Ok(Value::TRUE)
    }

    #[inline]
    fn attr_name(&self, code: &'h Code<'h>, name: AttrName, env: Env<'h>) -> Result<'h, Symbol> {
        match name {
            AttrName::Static(sym) => Ok(code.symbol(sym)),
            AttrName::Dynamic(expr) => self.dynamic_name(code, expr, env),
        }
    }

    fn dynamic_name(&self, code: &'h Code<'h>, expr: ExprId, env: Env<'h>) -> Result<'h, Symbol> {
        let name = self.eval(code, expr, env)?;
        let text =
            self.force_str_no_context(name, code.node_pos(expr), "while evaluating an attribute name")?;
        Ok(self.symbols.of(text))
    }

    /// "attribute 'x' missing", with names that may have been meant.
    #[cold]
    pub(crate) fn missing_attribute(&self, attrs: Attrs<'h>, name: Symbol, pos: Pos) -> Error<'h> {
        let text = self.text(name);
        let message = [b"attribute '", &self.shown_name(name)[..], b"' missing"].concat();
        let error = self.error_at(ErrorKind::Missing, pos, message);
        let mut candidates: Vec<_> = attrs.iter(self.heap).map(|(key, _)| self.text(key.name)).collect();
        candidates.sort_unstable();
        self.suggest(error, text, &candidates)
    }

    /// Whether a position lies in the evaluator's own Nix code (`derivation`), which traces do not show.
    fn is_internal(&self, pos: Pos) -> bool {
        let sources = self.sources.borrow();
        let Some((file, _)) = sources.resolve(pos) else { return false };
        matches!(&sources.file(file).origin, hmeval_diag::Origin::Internal(_))
    }

    /// An expression as Nix shows it (`assert` and computed names in messages).
    pub(crate) fn show_expr(&self, code: &'h Code<'h>, id: ExprId) -> Vec<u8> {
        if matches!(*code.expr(id), Expr::Error) {
            return Vec::new();
        }
        crate::print::show_expr(self, code, id)
    }
}
