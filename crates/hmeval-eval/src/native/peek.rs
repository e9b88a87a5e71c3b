//! What a variable is, as far as that can be seen without evaluating anything.
//!
//! The variables of nixpkgs' library are selections (`inherit (lib) map;`, `lib.lists.map`) from sets that are there already,
//! so that following them shows the function. Evaluating them instead could begin what is not to begin yet.

use hmeval_syntax::ir::{AttrName, Expr, ExprId};

use hmeval_diag::Pos;

use super::{Link, Native, Use};
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
    /// What such a function makes of sets with [`ZIP`].
    Zip(&'h Function<'h>, Option<Env<'h>>),
}

impl<'h> Seen<'h> {
    /// The function that it is, or that is in it.
    fn function(&self) -> Option<(&'h Function<'h>, Option<Env<'h>>)> {
        match self {
            Seen::Function(function, env) | Seen::Zip(function, env) => Some((function, *env)),
            Seen::Value(value) => value.as_closure().map(|closure| (closure.function(), Some(closure.env))),
        }
    }

    /// The application of [`ZIP`] to it.
    fn zip(&self) -> Option<Self> {
        match self {
            Seen::Zip(..) => None,
            function => function.function().map(|(function, env)| Seen::Zip(function, env)),
        }
    }
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
                    Some(Seen::Function(..) | Seen::Zip(..)) => false,
                },
                Use::Lib(_, name) => found().is_some_and(|seen| self.is_lib(&seen, name, assumed)),
            }
        })
    }

    fn is_lib(&self, seen: &Seen<'h>, name: &str, assumed: &mut Assumed<'h>) -> bool {
        self.known(seen, name, assumed).is_some()
    }

    /// The native version of what was seen, if that is the function of this name, and its free variables are what it takes
    /// them for.
    fn known(&self, seen: &Seen<'h>, name: &str, assumed: &mut Assumed<'h>) -> Option<&'h Link<'h>> {
        let (function, env) = seen.function()?;
        let link = self.link_of(function).or_else(|| self.recognise_now(function))?;
        let trusted = match env {
            _ if link.base != name => false,
            Some(env) => self.holds(link, env, assumed),
            None => link.native.uses.is_empty(),
        };
        trusted.then_some(link)
    }

    /// Whether a value is a call of this function with all its arguments that nobody has made yet. What the function's text
    /// says of all of its answers holds of the value then. It is seen where the function is a variable.
    pub(super) fn is_call_of(&self, value: Value<'h>, native: &Native) -> bool {
        value.known().is_none() && self.given_in(value, native, STEPS) == Some(native.arity)
    }

    /// How many arguments a value, which may be no more than calls that nobody has made yet, gives to this function.
    fn given_in(&self, value: Value<'h>, native: &Native, steps: u32) -> Option<usize> {
        let steps = steps.checked_sub(1)?;
        let (function, given) = match value.as_thunk().map(|thunk| thunk.state()) {
            Some(ThunkState::Call(function, _)) => (function, 1),
            Some(ThunkState::Delayed { file, expr, env }) => {
                let code = self.code(file);
                match *code.expr(expr) {
                    Expr::Apply { fun, args } => match *code.expr(fun) {
                        Expr::Local { level, slot } => (env.get(level, slot)?, code.list(args).len()),
                        _ => return None,
                    },
                    _ => return self.bound_in(&self.peek(value, steps)?, native),
                }
            }
            _ => return self.bound_in(&self.peek(value, steps)?, native),
        };
        // Most calls are of other functions.
        if given > native.arity {
            return None;
        }
        Some(self.given_in(function, native, steps)? + given)
    }

    /// How many arguments this function has got already, if it is what was seen.
    fn bound_in(&self, seen: &Seen<'h>, native: &Native) -> Option<usize> {
        if matches!(seen, Seen::Zip(..)) {
            return None;
        }
        let mut assumed = Assumed::new();
        let link = self.known(seen, native.name, &mut assumed);
        if link.is_none() {
            assumed.iter().for_each(|link| link.trusted.set(None));
        }
        Some(link?.bound)
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
            View::Partial(builtin, [arg]) if builtin.name == ZIP => {
                self.peek(*arg, steps.saturating_sub(1))?.zip()
            }
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
                    self.peek_expr(code, *arg, env, steps)?.zip()
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
