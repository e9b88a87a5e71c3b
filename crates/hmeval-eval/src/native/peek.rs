//! What a variable is, as far as that can be seen without evaluating anything.
//!
//! The variables of nixpkgs' library are selections (`inherit (lib) map;`, `lib.lists.map`) from sets that are there already,
//! so that following them shows the function. Evaluating them instead could begin what is not to begin yet.

use hmeval_syntax::ir::{AttrName, Expr, ExprId};

use hmeval_diag::Pos;

use super::{Link, Use};
use crate::code::Code;
use crate::evaluator::Evaluator;
use crate::heap::{Closure, Env, Function, ThunkState, Value, View};

/// Longer chains of names are not followed.
const STEPS: u32 = 32;

/// The builtin whose application to a function stands for a function of the library (`zipAttrs`).
const ZIP: &str = "zipAttrsWith";

/// What was seen.
enum Seen<'h> {
    Value(Value<'h>),
    /// A function whose closure is not made yet, and the environment that it will have, if that is there.
    Function(&'h Function<'h>, Option<Env<'h>>),
}

/// Functions taken for trusted while their variables are looked at, which may lead back to them.
type Assumed<'h> = Vec<&'h Link<'h>>;

impl<'h> Evaluator<'h> {
    /// Whether the free variables of a closure are what its native version takes them for, and those of the functions among
    /// them too. Remembered, if so.
    #[cold]
    pub(super) fn trust(&self, link: &'h Link<'h>, closure: &'h Closure<'h>) -> bool {
        let mut assumed = Assumed::new();
        let holds = self.holds(link, closure.env, &mut assumed);
        if !holds {
            assumed.iter().for_each(|link| link.trusted.set(None));
        }
        holds
    }

    fn holds(&self, link: &'h Link<'h>, env: Env<'h>, assumed: &mut Assumed<'h>) -> bool {
        if link.is_trusted(env) {
            return true;
        }
        link.set_trusted(env);
        assumed.push(link);
        link.native.uses.iter().zip(link.places).all(|(used, (level, slot))| {
            let found = || self.peek_path(env.get(*level, *slot)?, used);
            match used {
                Use::Value(_) => true,
                Use::Builtin(path) => {
                    let name = path.rsplit('.').next().unwrap_or_default();
                    matches!(found(), Some(Seen::Value(value)) if is_builtin(value, name))
                }
                Use::Later(name) => match found() {
                    None => true,
                    Some(Seen::Value(value)) => is_builtin(value, name),
                    Some(Seen::Function(..)) => false,
                },
                Use::Lib(_, name) => found().is_some_and(|seen| self.is_lib(&seen, name, assumed)),
            }
        })
    }

    fn is_lib(&self, seen: &Seen<'h>, name: &str, assumed: &mut Assumed<'h>) -> bool {
        let (function, env) = match seen {
            Seen::Function(function, env) => (*function, *env),
            Seen::Value(value) => match value.as_closure() {
                Some(closure) => (closure.function(), Some(closure.env)),
                None => return false,
            },
        };
        let Some(link) = self.link_of(function).or_else(|| self.recognise_now(function)) else {
            return false;
        };
        let trusted = match env {
            Some(env) => self.holds(link, env, assumed),
            None => link.native.uses.is_empty(),
        };
        trusted && link.base == name
    }

    /// What a variable is, or the attribute of it that is meant.
    fn peek_path(&self, variable: Value<'h>, used: &Use) -> Option<Seen<'h>> {
        let mut seen = self.peek(variable, STEPS)?;
        for name in used.path().skip(1) {
            let Seen::Value(value) = seen else { return None };
            let name = self.symbols.find(name.as_bytes())?;
            seen = self.peek(value.as_attrs()?.value(name)?, STEPS)?;
        }
        Some(seen)
    }

    fn peek(&self, value: Value<'h>, steps: u32) -> Option<Seen<'h>> {
        if value.is_unset() {
            return None;
        }
        let seen = |value: Value<'h>| match value.view() {
            View::Partial(builtin, [arg]) if builtin.name == ZIP => self.peek(*arg, steps.saturating_sub(1)),
            _ => Some(Seen::Value(value)),
        };
        let Some(thunk) = value.as_thunk() else { return seen(value) };
        match thunk.state() {
            ThunkState::Forced(value) => seen(value),
            ThunkState::Delayed { file, expr, env } => {
                let code = self.code(file);
                // `let … in x: …` is a function whatever the variables are: making it evaluates none of them.
                if let Expr::Let { body, .. } = code.expr(expr)
                    && matches!(code.expr(*body), Expr::Lambda(_))
                {
                    return self.force(value, Pos::NONE).ok().map(Seen::Value);
                }
                self.peek_expr(code, expr, env, steps)
            }
            _ => None,
        }
    }

    fn peek_expr(&self, code: &'h Code<'h>, expr: ExprId, env: Env<'h>, steps: u32) -> Option<Seen<'h>> {
        let steps = steps.checked_sub(1)?;
        match *code.expr(expr) {
            Expr::Local { level, slot } => self.peek(env.get(level, slot)?, steps),
            Expr::InheritFrom(slot) => self.peek(env.get(0, slot)?, steps),
            Expr::Global(number) => self.peek(self.globals.get(number), steps),
            Expr::Lambda(number) => Some(Seen::Function(code.function(self.heap, number), Some(env))),
            Expr::Let { body, .. } => match *code.expr(body) {
                Expr::Lambda(number) => Some(Seen::Function(code.function(self.heap, number), None)),
                _ => None,
            },
            // `zipAttrsWith (name: values: values)` is known by its function.
            Expr::Apply { fun, args } => match (self.peek_expr(code, fun, env, steps)?, code.list(args)) {
                (Seen::Value(value), [arg]) if is_builtin(value, ZIP) => {
                    self.peek_expr(code, *arg, env, steps)
                }
                _ => None,
            },
            Expr::Select { len, subject, path, .. } => {
                let mut seen = self.peek_expr(code, subject, env, steps)?;
                for part in &code.path_parts[path as usize..path as usize + usize::from(len)] {
                    let (Seen::Value(value), AttrName::Static(name)) = (seen, part) else { return None };
                    seen = self.peek(value.as_attrs()?.value(code.symbol(*name))?, steps)?;
                }
                Some(seen)
            }
            _ => None,
        }
    }
}

pub(super) fn is_builtin(value: Value<'_>, name: &str) -> bool {
    matches!(value.view(), View::Builtin(builtin) if builtin.name == name)
}
