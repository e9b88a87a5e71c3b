//! What a command evaluates: a file, standard input, an expression.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;

use hmeval_diag::Origin;
use hmeval_eval::import::Source;
use hmeval_eval::{Evaluator, Value};

use crate::console::Console;
use crate::failure::Outcome;
use crate::settings::flags::SourceFlags;
use crate::settings::read_stdin;

/// Standard input as a source.
pub(crate) fn stdin<'h>(console: &Console<'_>) -> Outcome<'h, Source> {
    let text = read_stdin(console)?;
    Ok(Source { origin: Origin::Stdin, text: Arc::from(text), dir: console.environment.dir.clone() })
}

/// An expression of the command line as a source.
pub(crate) fn expression(text: &[u8], console: &Console<'_>) -> Source {
    Source { origin: Origin::String, text: Arc::from(text), dir: console.environment.dir.clone() }
}

/// A file as a source: a path, a folder with a `default.nix`, or `<name>` of the search path.
pub(crate) fn file<'h>(ev: &Evaluator<'h>, argument: &[u8], console: &Console<'_>) -> Outcome<'h, Source> {
    let path = ev.resolve_import(&ev.lookup_file_argument(argument, &console.environment.dir)?)?;
    let text = ev.read_file(&path)?;
    let dir = hmeval_eval::path::parent(&path).to_vec();
    Ok(Source { origin: Origin::File(Arc::from(&path[..])), text: Arc::from(text), dir })
}

/// The value of what the flags name; `None` if they name nothing.
pub(crate) fn value<'h>(
    ev: &Evaluator<'h>,
    flags: &SourceFlags,
    console: &Console<'_>,
) -> Outcome<'h, Option<Value<'h>>> {
    let value = match (&flags.file, &flags.expr) {
        (Some(path), _) if path == OsStr::new("-") => ev.eval_source(stdin(console)?)?,
        (Some(path), _) => {
            let path = ev.lookup_file_argument(path.as_bytes(), &console.environment.dir)?;
            ev.eval_file(ev.heap.bytes(&path))?
        }
        (None, Some(text)) => ev.eval_source(expression(text.as_bytes(), console))?,
        (None, None) => return Ok(None),
    };
    Ok(Some(value))
}

/// As [`value`], for what is a module: a file stays a path, so that the module system reads it, and names it in what it says.
pub(crate) fn module<'h>(
    ev: &Evaluator<'h>,
    flags: &SourceFlags,
    console: &Console<'_>,
) -> Outcome<'h, Option<Value<'h>>> {
    match &flags.file {
        Some(path) if path != OsStr::new("-") => {
            let path = ev.lookup_file_argument(path.as_bytes(), &console.environment.dir)?;
            Ok(Some(Value::path(ev.heap, ev.heap.bytes(&path))))
        }
        _ => value(ev, flags, console),
    }
}
