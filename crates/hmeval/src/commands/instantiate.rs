//! `hmeval instantiate`: the paths of the derivations that a file or an expression stands for.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_diag::Pos;
use hmeval_eval::heap::{AttrsBuilder, List};
use hmeval_eval::json::to_json;
use hmeval_eval::packages::Package;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Evaluator, Value};

use super::sink::DerivationSink;
use crate::answers::{Effect, with_answers};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::ErrorStyle;
use crate::settings::EvalArgs;
use crate::settings::flags::{EvalFlags, SourceFlags};
use crate::source;
use crate::status::Status;

/// Arguments of `hmeval instantiate`.
#[derive(Debug, clap::Args)]
pub(crate) struct InstantiateArgs {
    /// A file, or a folder with a default.nix
    #[arg(value_name = "FILE", conflicts_with_all = ["file", "expr"])]
    path: Option<OsString>,
    #[command(flatten)]
    source: SourceFlags,
    /// Take an attribute; can be given several times
    #[arg(short = 'A', long = "attr", value_name = "PATH")]
    attrs: Vec<OsString>,
    /// Write the derivations, and those that they need, to a folder
    #[arg(long, value_name = "DIR")]
    write_drv: Option<OsString>,
    /// Print one JSON object for each derivation: name, attribute path, derivation path, outputs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &InstantiateArgs, console: &mut Console<'_>) -> Status {
    let (eval, settings) = args.eval.read(console, false);
    let effect = if args.write_drv.is_some() { Effect::Writes } else { Effect::Prints };
    with_answers(console, settings, ErrorStyle::Human, effect, |ev, console| work(args, &eval, ev, console))
}

fn work<'h>(
    args: &InstantiateArgs,
    eval: &EvalArgs,
    ev: &Evaluator<'h>,
    console: &Console<'_>,
) -> Outcome<'h> {
    let mut flags = args.source.clone();
    if flags.file.is_none() && flags.expr.is_none() {
        flags.file = Some(args.path.clone().unwrap_or_else(|| "./default.nix".into()));
    }
    let Some(root) = source::value(ev, &flags, console)? else {
        return Err(Failure::Usage("nothing to instantiate was given".to_owned()));
    };
    let auto = eval.auto_args(ev, console)?;
    let mut sink = DerivationSink::new(args.write_drv.as_deref(), true);
    let whole = [OsString::new()];
    for path in if args.attrs.is_empty() { &whole[..] } else { &args.attrs[..] } {
        let (value, pos) = ev.find_attr_path(path.as_bytes(), auto, root)?;
        let value = ev.force(value, pos)?;
        if args.json {
            for package in ev.packages(value, auto)? {
                sink.write(ev, ev.package_drv_path(package.attrs)?)?;
                console.out_line(&json(ev, path.as_bytes(), &package)?)?;
            }
            continue;
        }
        for line in ev.derivation_lines(value, auto)? {
            sink.write(ev, &line)?;
            console.out_line(&line)?;
        }
    }
    Ok(())
}

/// A derivation as one line of JSON.
fn json<'h>(ev: &Evaluator<'h>, root: &[u8], package: &Package<'h>) -> Outcome<'h, Vec<u8>> {
    let path = ev.package_drv_path(package.attrs)?;
    let store_path = ev.store.dir.parse(path).map_err(|error| ev.store_error(error))?;
    let drv = ev.derivation_at(&store_path)?;
    let mut outputs = AttrsBuilder::new(drv.outputs.len(), Pos::NONE);
    for (name, output) in &drv.outputs {
        let path = output.path(&ev.store.dir, &drv.name, name).map_err(|error| ev.store_error(error))?;
        let path = path.map_or(Value::NULL, |path| ev.string(ev.store.dir.print(&path)));
        outputs.insert(ev.symbols.intern(name), Pos::NONE, path);
    }
    let names = ev.parse_attr_path(root)?.into_iter().chain(package.attr_path.iter().cloned());
    let names: Vec<_> = names.map(|name| ev.string(name)).collect();
    let fields = [
        ("attrPath", Value::list(List::from_slice(ev.heap, &names))),
        ("drvPath", ev.string(path)),
        ("name", ev.string(&drv.name)),
        ("outputs", Value::attrs(outputs.finish(ev.heap))),
    ];
    let mut object = AttrsBuilder::new(fields.len(), Pos::NONE);
    for (name, value) in fields {
        object.insert(ev.symbols.intern(name.as_bytes()), Pos::NONE, value);
    }
    let object = Value::attrs(object.finish(ev.heap));
    Ok(to_json(ev, object, Pos::NONE, &mut ContextBuilder::new(), false, true)?)
}
