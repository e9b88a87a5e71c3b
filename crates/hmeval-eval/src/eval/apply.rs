//! Function application.

use hmeval_diag::Pos;
use hmeval_syntax::ir::{Expr, ExprId, Formal, Lambda, Range};

use crate::builtins::Builtin;
use crate::code::Code;
use crate::error::{Error, ErrorKind, FROM_CALL_SITE, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Boxed, Closure, Env, Value, View};
use crate::stats::Stats;
use crate::symbol::{Symbol, known};

/// The most parameters that a builtin has; rows are checked against it.
pub(crate) const MAX_ARITY: usize = 4;

impl<'h> Evaluator<'h> {
    pub(super) fn eval_apply(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        fun: ExprId,
        args: Range,
    ) -> Result<'h, Value<'h>> {
        let fun = self.eval(code, fun, env)?;
        let args = code.list(args);
        let pos = code.pos_of(id);
        if let View::Builtin(builtin) = fun.view()
            && builtin.arity == args.len()
            && !builtin.strict.is_empty()
        {
            return self.apply_strict(builtin, code, args, env, pos);
        }
        let delay = |index: usize| self.delay_hidden(code, args[index], env);
        // The arguments of nearly all calls fit into a small array on the stack.
        match args.len() {
            1 => self.call(fun, &[delay(0)], pos),
            2 => self.call(fun, &[delay(0), delay(1)], pos),
            3 => self.call(fun, &[delay(0), delay(1), delay(2)], pos),
            4 => self.call(fun, &[delay(0), delay(1), delay(2), delay(3)], pos),
            len => {
                let values: Vec<Value<'h>> = (0..len).map(delay).collect();
                self.call(fun, &values, pos)
            }
        }
    }

    /// Calls a builtin with all its arguments. Those that it evaluates first are evaluated here, without a thunk for
    /// each; if that fails, the builtin finds the failure where it would have come upon it.
    fn apply_strict(
        &self,
        builtin: &'static Builtin,
        code: &'h Code<'h>,
        args: &[ExprId],
        env: Env<'h>,
        pos: Pos,
    ) -> Result<'h, Value<'h>> {
        self.enter(pos)?;
        let mut values = [Value::UNSET; MAX_ARITY];
        for index in builtin.strict {
            let (value, failed) = self.operand(code, args[*index], env);
            values[*index] = value;
            if failed {
                break;
            }
        }
        for (value, arg) in values.iter_mut().zip(args) {
            if value.is_unset() {
                *value = self.delay_hidden(code, *arg, env);
            }
        }
        let result = self.call_builtin(builtin, &values[..args.len()], pos);
        self.leave();
        result
    }

    /// Applies a function to arguments. `pos` is where the call stands.
    pub fn call(&self, fun: Value<'h>, args: &[Value<'h>], pos: Pos) -> Result<'h, Value<'h>> {
        self.enter(pos)?;
        let result = self.call_in(fun, args, pos);
        self.leave();
        result
    }

    fn call_in(&self, fun: Value<'h>, args: &[Value<'h>], pos: Pos) -> Result<'h, Value<'h>> {
        let mut fun = self.force(fun, pos)?;
        let mut args = args;
        while !args.is_empty() {
            fun = match fun.view() {
                View::Closure(closure) => {
                    let (result, rest) = match self.call_native(closure, args, pos)? {
                        Some(answer) => answer,
                        None => self.call_closure(closure, args, pos)?,
                    };
                    args = rest;
                    result
                }
                View::Builtin(builtin) => {
                    if args.len() < builtin.arity {
                        let partial = Boxed::Partial(builtin, self.heap.slice(args));
                        return Ok(Value::boxed(self.heap.alloc(partial)));
                    }
                    let (now, rest) = args.split_at(builtin.arity);
                    args = rest;
                    self.call_builtin(builtin, now, pos)?
                }
                View::Partial(builtin, earlier) => {
                    let all = [earlier, args].concat();
                    if all.len() < builtin.arity {
                        let partial = Boxed::Partial(builtin, self.heap.slice(&all));
                        return Ok(Value::boxed(self.heap.alloc(partial)));
                    }
                    args = &args[builtin.arity - earlier.len()..];
                    self.call_builtin(builtin, &all[..builtin.arity], pos)?
                }
                View::Attrs(attrs) => {
                    let Some((functor, at)) = attrs.get(known::FUNCTOR) else {
                        return Err(self.not_a_function(fun, pos));
                    };
                    let result = self.call(functor, &[fun, args[0]], at).map_err(|error| {
                        let text = "while calling a functor (an attribute set with a '__functor' attribute)";
                        self.frame(error, pos, text)
                    })?;
                    args = &args[1..];
                    result
                }
                _ => return Err(self.not_a_function(fun, pos)),
            };
        }
        Ok(fun)
    }

    #[inline]
    fn call_builtin(&self, builtin: &'static Builtin, args: &[Value<'h>], pos: Pos) -> Result<'h, Value<'h>> {
        Stats::count(&self.stats.builtin_calls);
        let result = (builtin.function)(self, args, pos);
        match result {
            Ok(value) => self.force(value, pos),
            Err(error) if builtin.adds_frame => {
                Err(self.frame(error, pos, format!("while calling the '{}' builtin", builtin.name)))
            }
            Err(error) => Err(error),
        }
    }

    /// Calls a function written in Nix with one argument, and, as long as what it yields is directly another function,
    /// with the next ones. Answers the result and the arguments that are left.
    fn call_closure<'a>(
        &self,
        closure: &'h Closure<'h>,
        args: &'a [Value<'h>],
        pos: Pos,
    ) -> Result<'h, (Value<'h>, &'a [Value<'h>])> {
        let (code, mut lambda) = (closure.code(), closure.lambda());
        let mut env = closure.env;
        let mut args = args;
        let seen = if self.observed.is_some() { self.see_call(closure, args, pos) } else { None };
        loop {
            Stats::count(&self.stats.calls);
            closure.function().calls.set(closure.function().calls.get().wrapping_add(1));
            if self.stats.calls.get() & 0xffff == 0 {
                self.check_memory(0)?;
            }
            env = self.bind_argument(code, lambda, env, args[0], pos)?;
            args = &args[1..];
            match *code.expr(lambda.body) {
                Expr::Lambda(inner) if !args.is_empty() => lambda = &code.lambdas[inner as usize],
                _ => break,
            }
        }
        match self.eval(code, lambda.body, env) {
            Ok(value) => {
                if let Some(seen) = seen {
                    self.see_result(seen, value);
                }
                Ok((value, args))
            }
            Err(error) if self.settings.show_trace || self.settings.observe => {
                Err(self.call_frames(error, code, lambda, pos))
            }
            Err(error) => Err(error),
        }
    }

    /// What a function answers to its arguments if it is interpreted, whether it has a native version or not.
    pub(crate) fn interpret_call(
        &self,
        closure: &'h Closure<'h>,
        args: &[Value<'h>],
        pos: Pos,
    ) -> Result<'h, Value<'h>> {
        let (result, rest) = self.call_closure(closure, args, pos)?;
        if rest.is_empty() { Ok(result) } else { self.call(result, rest, pos) }
    }

    #[cold]
    fn call_frames(&self, error: Error<'h>, code: &'h Code<'h>, lambda: &Lambda, pos: Pos) -> Error<'h> {
        let name = self.lambda_name(code, lambda);
        let text = match name {
            Some(name) => [b"while calling '", name, b"'"].concat(),
            None => b"while calling anonymous lambda".to_vec(),
        };
        let error = self.frame(error, code.at(lambda.pos), text);
        if pos.is_some() { self.frame(error, pos, FROM_CALL_SITE) } else { error }
    }

    pub(crate) fn lambda_name(&self, code: &'h Code<'h>, lambda: &Lambda) -> Option<&'h [u8]> {
        lambda.name.is_some().then(|| self.text(code.symbol(lambda.name)))
    }

    /// The environment of a function's body.
    #[inline]
    fn bind_argument(
        &self,
        code: &'h Code<'h>,
        lambda: &Lambda,
        env: Env<'h>,
        arg: Value<'h>,
        pos: Pos,
    ) -> Result<'h, Env<'h>> {
        if lambda.has_formals {
            return self.bind_formals(code, lambda, env, arg, pos);
        }
        let inner = self.env(Some(env), 1, pos)?;
        inner.slots()[0].set(arg);
        Ok(inner)
    }

    fn bind_formals(
        &self,
        code: &'h Code<'h>,
        lambda: &Lambda,
        env: Env<'h>,
        arg: Value<'h>,
        pos: Pos,
    ) -> Result<'h, Env<'h>> {
        let at = code.at(lambda.pos);
        let what = "while evaluating the value passed for the lambda argument";
        let attrs = self
            .force_attrs(arg, at, what)
            .map_err(|error| if pos.is_some() { self.frame(error, pos, FROM_CALL_SITE) } else { error })?;
        let formals = &code.formals[lambda.formals.idx()];
        let first = usize::from(lambda.arg.is_some());
        let inner = self.env(Some(env), first + formals.len(), pos)?;
        let slots = inner.slots();
        if first == 1 {
            slots[0].set(arg);
        }
        let (mut used, mut others) = (0, false);
        for (formal, slot) in formals.iter().zip(&slots[first..]) {
            match attrs.value(code.symbol(formal.name)) {
                Some(value) => {
                    used += 1;
                    slot.set(value);
                }
                None if formal.default.is_some() => match *code.expr(formal.default) {
                    Expr::Local { level: 0, slot: other } if other as usize >= first => others = true,
                    _ => slot.set(self.delay_hidden(code, formal.default, inner)),
                },
                None => return Err(self.missing_argument(code, lambda, attrs, pos)),
            }
        }
        if !lambda.ellipsis && used != attrs.len() {
            return Err(self.unexpected_argument(code, lambda, attrs, pos));
        }
        if others {
            self.bind_to_others(code, formals, inner, first);
        }
        Ok(inner)
    }

    /// Sets the variables of a pattern whose default is another variable of it. Nix goes through a pattern in the order of
    /// symbols: a variable that comes before is shared, one that comes later is looked up when it is needed.
    #[inline(never)]
    fn bind_to_others(&self, code: &'h Code<'h>, formals: &'h [Formal], env: Env<'h>, first: usize) {
        let slots = &env.slots()[first..];
        let mut left: Vec<usize> =
            (0..formals.len()).filter(|index| slots[*index].get().is_unset()).collect();
        left.sort_unstable_by_key(|index| code.symbol(formals[*index].name));
        for index in left {
            let formal = &formals[index];
            let other = match *code.expr(formal.default) {
                Expr::Local { slot, .. } => {
                    formals.get(slot as usize - first).zip(slots.get(slot as usize - first))
                }
                _ => None,
            };
            let earlier = other.filter(|(other, _)| code.symbol(other.name) < code.symbol(formal.name));
            slots[index].set(match earlier {
                Some((_, slot)) => slot.get(),
                None => self.thunk(code, formal.default, env),
            });
        }
    }

    #[cold]
    fn missing_argument(&self, code: &'h Code<'h>, lambda: &Lambda, attrs: Attrs<'h>, pos: Pos) -> Error<'h> {
        let formals = code.formals[lambda.formals.idx()].iter().filter(|formal| !formal.default.is_some());
        // Nix goes through the pattern in the order of symbols.
        let name =
            formals.map(|formal| code.symbol(formal.name)).filter(|name| attrs.get(*name).is_none()).min();
        self.argument_error(code, lambda, b"without required", name.unwrap_or(known::EMPTY), pos)
    }

    #[cold]
    fn argument_error(
        &self,
        code: &'h Code<'h>,
        lambda: &Lambda,
        how: &[u8],
        name: Symbol,
        pos: Pos,
    ) -> Error<'h> {
        let function = self.lambda_name(code, lambda).unwrap_or(b"anonymous lambda");
        let message =
            [b"function '", function, b"' called ", how, b" argument '", &self.shown_name(name), b"'"]
                .concat();
        let error = self.error_at(ErrorKind::Type, code.at(lambda.pos), message);
        self.frame(error, pos, FROM_CALL_SITE)
    }

    #[cold]
    fn unexpected_argument(
        &self,
        code: &'h Code<'h>,
        lambda: &Lambda,
        attrs: Attrs<'h>,
        pos: Pos,
    ) -> Error<'h> {
        let formals = &code.formals[lambda.formals.idx()];
        let expected = |name| formals.iter().any(|formal| code.symbol(formal.name) == name);
        let name = attrs.iter(self.heap).map(|(key, _)| key.name).find(|name| !expected(*name));
        let name = name.unwrap_or(known::EMPTY);
        let error = self.argument_error(code, lambda, b"with unexpected", name, pos);
        let candidates: Vec<_> = formals.iter().map(|formal| self.text(code.symbol(formal.name))).collect();
        self.suggest(error, self.text(name), &candidates)
    }

    #[cold]
    fn not_a_function(&self, value: Value<'h>, pos: Pos) -> Error<'h> {
        let mut message = b"attempt to call something which is not a function but ".to_vec();
        message.extend_from_slice(&self.describe_type(value));
        message.extend_from_slice(b": ");
        message.extend_from_slice(&self.print_for_error(value));
        self.error_at(ErrorKind::Type, pos, message)
    }

    /// Calls a function with those of `args` that its pattern names (`--arg`, `-A`, `import` of a file by commands); any
    /// other value is the result itself.
    pub fn auto_call(&self, args: Attrs<'h>, fun: Value<'h>) -> Result<'h, Value<'h>> {
        let mut fun = self.force(fun, Pos::NONE)?;
        while let View::Attrs(attrs) = fun.view() {
            let Some((functor, _)) = attrs.get(known::FUNCTOR) else { return Ok(fun) };
            fun = self.call(functor, &[fun], attrs.pos())?;
        }
        let View::Closure(closure) = fun.view() else { return Ok(fun) };
        let (code, lambda) = (closure.code(), closure.lambda());
        if !lambda.has_formals {
            return Ok(fun);
        }
        let mut given = crate::heap::AttrsBuilder::new(args.len(), Pos::NONE);
        if lambda.ellipsis {
            return self.call(fun, &[Value::attrs(args)], code.at(lambda.pos));
        }
        for formal in &code.formals[lambda.formals.idx()] {
            let name = code.symbol(formal.name);
            match args.get(name) {
                Some((value, pos)) => given.insert(name, pos, value),
                None if formal.default.is_some() => {}
                None => return Err(self.missing_auto_argument(name, code.at(formal.pos))),
            }
        }
        self.call(fun, &[Value::attrs(given.finish(self.heap))], code.at(lambda.pos))
    }

    #[cold]
    fn missing_auto_argument(&self, name: Symbol, pos: Pos) -> Error<'h> {
        let name = self.shown_name(name);
        let message = [
            b"cannot evaluate a function that has an argument without a value ('".as_slice(),
            &name,
            b"')\nNix attempted to evaluate a function as a top level expression; in\n\
            this case it must have its arguments supplied either by default\n\
            values, or passed explicitly with '--arg' or '--argstr'. See\n\
            https://nix.dev/manual/nix/stable/language/syntax.html#functions.",
        ]
        .concat();
        self.error_at(ErrorKind::Missing, pos, message)
    }
}
