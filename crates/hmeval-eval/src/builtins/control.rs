//! Control of evaluation: order, failure, messages, import.

use hmeval_diag::Pos;

use super::{Builtin, builtin};
use crate::coerce::Coerce;
use crate::error::{ErrorKind, Frame, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, Value};
use crate::print::PrintOptions;
use crate::string::ContextBuilder;
use crate::symbol::known;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    Builtin { global: true, ..builtin!("import", ["path"], "The value of the Nix file at *path*.", import) },
    Builtin {
        global: true,
        ..builtin!(
            "scopedImport",
            ["scope", "path"],
            "Like `import`, with the attributes of *scope* as variables.",
            scoped_import
        )
    },
    builtin!("seq", ["e1", "e2"], "*e2*, after *e1* was evaluated.", seq, [0, 1]),
    builtin!("deepSeq", ["e1", "e2"], "*e2*, after *e1* was evaluated with everything in it.", deep_seq),
    builtin!("trace", ["e1", "e2"], "*e2*, after *e1* was printed on standard error.", trace),
    builtin!(
        "traceVerbose",
        ["e1", "e2"],
        "Like `trace` if the setting `trace-verbose` is on; else just *e2*.",
        trace_verbose
    ),
    builtin!("warn", ["e1", "e2"], "*e2*, after the string *e1* was printed as a warning.", warn),
    Builtin {
        global: true,
        adds_frame: false,
        ..builtin!("break", ["v"], "*v*. (In Nix a stop for its debugger.)", break_)
    },
    Builtin { global: true, ..builtin!("abort", ["s"], "Ends the evaluation with the message *s*.", abort) },
    Builtin {
        global: true,
        ..builtin!("throw", ["s"], "Fails with the message *s*; `tryEval` can catch that.", throw)
    },
    Builtin {
        adds_frame: false,
        ..builtin!(
            "addErrorContext",
            ["e1", "e2"],
            "*e2*; if that fails, the string *e1* is part of the trace.",
            add_error_context
        )
    },
    builtin!(
        "tryEval",
        ["e"],
        "`{ success, value }`: *e*, or false if it fails through `throw` or `assert`. Not evaluated deeply.",
        try_eval
    ),
];

pub(crate) fn import<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    ev.import(args[0], None)
}

fn scoped_import<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    ev.import(args[1], Some(args[0]))
}

fn seq<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    ev.force(args[0], Pos::NONE)?;
    ev.force(args[1], Pos::NONE)
}

fn deep_seq<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    ev.force_deep(args[0])?;
    ev.force(args[1], Pos::NONE)
}

fn trace<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let value = ev.force(args[0], Pos::NONE)?;
    let text = match value.as_str() {
        Some(str) => str.bytes.to_vec(),
        None => ev.print(value, PrintOptions::TRACE)?,
    };
    ev.message(&[b"trace: ", &text[..]].concat());
    ev.force(args[1], Pos::NONE)
}

fn trace_verbose<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], pos: Pos) -> Result<'h, Value<'h>> {
    if ev.settings.trace_verbose { trace(ev, args, pos) } else { ev.force(args[1], Pos::NONE) }
}

fn warn<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument; the message passed to builtins.warn";
    let text = ev.force_str(args[0], Pos::NONE, what)?.bytes;
    ev.warn(text);
    if ev.settings.abort_on_warn {
        let message = "aborting to reveal stack trace of warning, as abort-on-warn is set";
        return Err(ev.error(ErrorKind::Abort, message));
    }
    ev.force(args[1], Pos::NONE)
}

fn break_<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    ev.force(args[0], Pos::NONE)
}

fn abort<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the error message passed to builtins.abort";
    let text = ev.coerce(Pos::NONE, args[0], &mut ContextBuilder::new(), what, Coerce::INTERPOLATION)?;
    let message = [b"evaluation aborted with the following error message: '", text, b"'"].concat();
    Err(ev.error(ErrorKind::Abort, message))
}

fn throw<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the error message passed to builtin.throw";
    let text = ev.coerce(Pos::NONE, args[0], &mut ContextBuilder::new(), what, Coerce::INTERPOLATION)?;
    match ev.stand_in_for(text, None) {
        Some(value) => Ok(value),
        None => Err(ev.error(ErrorKind::Thrown, text)),
    }
}

fn add_error_context<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    ev.force(args[1], Pos::NONE).or_else(|error| {
        let what = "while evaluating the error message passed to builtins.addErrorContext";
        let text = ev.coerce(Pos::NONE, args[0], &mut ContextBuilder::new(), what, Coerce::PLAIN)?;
        match ev.stand_in_for(error.data().message, Some(text)) {
            Some(value) => Ok(value),
            None => Err(error.with_frame(ev.heap, Frame { pos: Pos::NONE, text, always: true })),
        }
    })
}

fn try_eval<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let depth = ev.depth.get();
    let (value, success) = match ev.force(args[0], Pos::NONE) {
        Ok(_) => (args[0], true),
        Err(error) if error.data().kind.is_catchable() => (Value::FALSE, false),
        Err(error) => return Err(error),
    };
    ev.depth.set(depth);
    let mut builder = AttrsBuilder::new(2, Pos::NONE);
    builder.insert(ev.symbols.intern(b"success"), Pos::NONE, Value::bool(success));
    builder.insert(known::VALUE, Pos::NONE, value);
    Ok(Value::attrs(builder.finish(ev.heap)))
}
