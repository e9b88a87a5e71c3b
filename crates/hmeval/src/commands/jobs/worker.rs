//! A process that evaluates jobs: it reads paths from standard input and answers on standard output.

use std::os::unix::ffi::OsStrExt;

use hmeval_diag::Pos;
use hmeval_eval::heap::AttrsBuilder;
use hmeval_eval::native::Mode;
use hmeval_eval::{Evaluator, Value};
use hmeval_flake::call;

use super::JobsArgs;
use super::job::{Root, look};
use super::protocol::{Answer, AttrPath, error_line};
use crate::commands::sink::DerivationSink;
use crate::configuration::at_path;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::{ErrorStyle, with_evaluator};
use crate::settings::EvalArgs;
use crate::status::Status;
use crate::{flake, source};

/// Runs the worker until there is nothing more to do.
pub(super) fn run(args: &JobsArgs, console: &mut Console<'_>) -> Status {
    let (eval, settings) = args.eval.read(console, args.flake.is_some());
    with_evaluator(console, settings, ErrorStyle::Nix, |ev, console| work(args, &eval, ev, console))
}

fn work<'h>(args: &JobsArgs, eval: &EvalArgs, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    let root = root(args, eval, ev, console)?;
    let mut sink = DerivationSink::new(args.write_drv.as_deref(), true);
    let limit = args.max_memory_size.saturating_mul(1 << 20);
    while let Some(line) = console.read_line()? {
        let path: AttrPath = serde_json::from_slice(&line)
            .map_err(|error| Failure::message(format!("a worker was given no path: {error}")))?;
        let mut answer = match look(ev, args, &root, &path, &mut sink) {
            Ok(answer) => answer,
            // Native functions leave frames out.
            Err(Failure::Eval(_)) if ev.settings.native == Mode::On && ev.stats.native_calls.get() > 0 => {
                Answer { again: true, ..Answer::default() }
            }
            Err(Failure::Eval(error)) => {
                let text = ev.render_error(error);
                console.err_line(&text);
                let text = String::from_utf8_lossy(&text).into_owned();
                Answer { job: Some(error_line(&path, text)), ..Answer::default() }
            }
            Err(failure) => return Err(failure),
        };
        answer.ends = ev.heap.allocated() > limit;
        let text = serde_json::to_vec(&answer).map_err(|error| Failure::message(error.to_string()))?;
        console.out_line(&text)?;
        console.flush()?;
        if answer.ends {
            break;
        }
    }
    Ok(())
}

/// What jobs are looked for in.
fn root<'h>(
    args: &JobsArgs,
    eval: &EvalArgs,
    ev: &Evaluator<'h>,
    console: &Console<'_>,
) -> Outcome<'h, Root<'h>> {
    let auto = eval.auto_args(ev, console)?;
    let text = args.source.as_deref().map_or(&b""[..], OsStrExt::as_bytes);
    let mut has_configurations = false;
    let mut value = match &args.flake {
        Some(reference) => {
            let named = flake::load(ev, reference.as_bytes(), &args.flake_flags, console)?;
            has_configurations = named.fragment.is_empty() && args.select.is_none();
            of_flake(ev, args, &named)?
        }
        None if args.expr => ev.eval_source(source::expression(text, console))?,
        None => {
            let path = ev.lookup_file_argument(text, &console.environment.dir)?;
            ev.eval_file(ev.heap.bytes(&path))?
        }
    };
    value = ev.auto_call(auto, value)?;
    let function = |text: &Option<std::ffi::OsString>| -> Outcome<'h, Option<Value<'h>>> {
        let Some(text) = text else { return Ok(None) };
        Ok(Some(ev.eval_source(source::expression(text.as_bytes(), console))?))
    };
    if let Some(select) = function(&args.select)? {
        value = ev.call(select, &[value], Pos::NONE)?;
    }
    Ok(Root { value, has_configurations, auto, apply: function(&args.apply)? })
}

/// The outputs of a flake, or what its reference names in them; for `--select` the outputs with the inputs.
fn of_flake<'h>(ev: &Evaluator<'h>, args: &JobsArgs, named: &flake::Named) -> Outcome<'h, Value<'h>> {
    let whole = call::outputs(ev, &named.flake)?;
    let part = |name: &str| Ok::<_, Failure<'h>>(at_path(ev, whole, &[name])?.unwrap_or(Value::NULL));
    let outputs = part("outputs")?;
    if named.fragment.is_empty() {
        if args.select.is_none() {
            return Ok(outputs);
        }
        let mut both = AttrsBuilder::new(2, Pos::NONE);
        both.insert(ev.symbols.intern(b"outputs"), Pos::NONE, outputs);
        both.insert(ev.symbols.intern(b"inputs"), Pos::NONE, part("inputs")?);
        return Ok(Value::attrs(both.finish(ev.heap)));
    }
    let names = ev.parse_attr_path(&named.fragment)?;
    let found = at_path(ev, outputs, &names)?;
    found.ok_or_else(|| {
        flake::not_provided(ev, named, std::slice::from_ref(&named.fragment), &flake::Near::new())
    })
}
