//! `hmeval eval`: the value of an expression, printed as `nix eval` prints it.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::print::PrintOptions;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{ErrorKind, Evaluator, Value, View};

use crate::answers::{Effect, with_answers};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::flake;
use crate::session::ErrorStyle;
use crate::settings::EvalArgs;
use crate::settings::flags::{EvalFlags, SourceFlags};
use crate::settings::flake_flags::FlakeFlags;
use crate::source;
use crate::status::Status;

/// Arguments of `hmeval eval`.
#[derive(Debug, clap::Args)]
pub(crate) struct EvalCommandArgs {
    /// A flake with what is meant of it (`REF#ATTR`); with --file or --expr: an attribute path in it
    #[arg(value_name = "INSTALLABLE")]
    installable: Option<OsString>,
    #[command(flatten)]
    source: SourceFlags,
    /// Apply a function to the value
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    apply: Option<OsString>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    /// Print JSON in several lines (the default on a terminal)
    #[arg(long, overrides_with = "no_pretty")]
    pretty: bool,
    /// Print JSON in one line
    #[arg(long)]
    no_pretty: bool,
    /// Print a string without quotes and escapes
    #[arg(long)]
    raw: bool,
    /// Write a string, or a set of strings, to a file or folder that does not exist yet
    #[arg(long, value_name = "PATH")]
    write_to: Option<PathBuf>,
    /// For compatibility: nothing is ever written to a store
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    flake: FlakeFlags,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &EvalCommandArgs, console: &mut Console<'_>) -> Status {
    // As in Nix: a file can only be read when evaluation is impure.
    let (eval, settings) = args.eval.read(console, args.source.file.is_none());
    let effect = if args.write_to.is_some() { Effect::Writes } else { Effect::Prints };
    with_answers(console, settings, ErrorStyle::Human, effect, |ev, console| work(args, &eval, ev, console))
}

fn work<'h>(
    args: &EvalCommandArgs,
    eval: &EvalArgs,
    ev: &Evaluator<'h>,
    console: &Console<'_>,
) -> Outcome<'h> {
    if args.raw && args.json {
        return Err(Failure::Usage("--raw and --json are mutually exclusive".to_owned()));
    }
    if args.source.file.is_some() && args.source.expr.is_some() {
        return Err(Failure::Usage("'--file' and '--expr' are exclusive".to_owned()));
    }
    let Some(root) = source::value(ev, &args.source, console)? else {
        let installable = args.installable.as_deref().map_or(&b"."[..], OsStrExt::as_bytes);
        let named = flake::load(ev, without_outputs(installable), &args.flake, console)?;
        let (value, pos) = flake::installable(ev, &named)?;
        return finish(args, ev, console, value, pos);
    };
    let auto = eval.auto_args(ev, console)?;
    let path = attr_path(args.installable.as_deref().map_or(b"", OsStrExt::as_bytes));
    let (value, pos) = ev.find_attr_path(path, auto, root)?;
    let value = ev.force(value, pos)?;
    finish(args, ev, console, value, pos)
}

/// Applies the function, if there is one, and prints.
fn finish<'h>(
    args: &EvalCommandArgs,
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    value: Value<'h>,
    pos: Pos,
) -> Outcome<'h> {
    let (mut value, mut pos) = (value, pos);
    if !pos.is_some() {
        pos = ev.value_pos(value);
    }
    if let Some(function) = &args.apply {
        let function = ev.eval_source(source::expression(function.as_bytes(), console))?;
        value = ev.call(function, &[value], Pos::NONE)?;
    }
    match &args.write_to {
        Some(path) => write_to(ev, value, pos, path),
        None => print(args, ev, console, value, pos),
    }
}

/// The attribute path of an installable: without outputs (`^out`); `.` is the whole value.
fn attr_path(installable: &[u8]) -> &[u8] {
    match without_outputs(installable) {
        b"." => b"",
        path => path,
    }
}

/// An installable without the outputs that it names (`^out`).
pub(crate) fn without_outputs(installable: &[u8]) -> &[u8] {
    let end = installable.iter().rposition(|byte| *byte == b'^').unwrap_or(installable.len());
    installable.get(..end).unwrap_or(installable)
}

fn print<'h>(
    args: &EvalCommandArgs,
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    value: Value<'h>,
    pos: Pos,
) -> Outcome<'h> {
    let mut context = ContextBuilder::new();
    let text = if args.raw {
        let what = "while generating the eval command output";
        ev.coerce(Pos::NONE, value, &mut context, what, Coerce::INTERPOLATION)?.to_vec()
    } else if args.json {
        let json = hmeval_eval::json::to_json(ev, value, pos, &mut context, false, true)?;
        let pretty = !args.no_pretty && (args.pretty || console.terminal.stdout);
        let mut text = if pretty { indented(&json) } else { json };
        text.push(b'\n');
        text
    } else {
        let mut text = ev.print(value, PrintOptions { errors_in_place: true, ..PrintOptions::EVAL })?;
        text.push(b'\n');
        text
    };
    Ok(console.out(&text)?)
}

/// JSON of one line in several, with two spaces a level.
fn indented(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() * 2);
    let mut depth = 0usize;
    let mut in_string = false;
    let mut bytes = json.iter().peekable();
    let new_line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.resize(out.len() + 2 * depth, b' ');
    };
    while let Some(&byte) = bytes.next() {
        if in_string {
            out.push(byte);
            match byte {
                b'\\' => out.extend(bytes.next()),
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'{' | b'[' => {
                out.push(byte);
                if let Some(close) = bytes.next_if(|next| matches!(next, b'}' | b']')) {
                    out.push(*close);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(&mut out, depth);
            }
            b':' => out.extend_from_slice(b": "),
            _ => {
                in_string = byte == b'"';
                out.push(byte);
            }
        }
    }
    out
}

/// Writes a string to a file, a set to a folder.
fn write_to<'h>(ev: &Evaluator<'h>, value: Value<'h>, pos: Pos, path: &Path) -> Outcome<'h> {
    if path.symlink_metadata().is_ok() {
        return Err(Failure::message(format!("path '{}' already exists", path.display())));
    }
    write_value(ev, value, pos, path)
}

fn write_value<'h>(ev: &Evaluator<'h>, value: Value<'h>, pos: Pos, path: &Path) -> Outcome<'h> {
    ev.check_stack(pos)?;
    let cannot =
        |error: std::io::Error| Failure::message(format!("cannot write '{}': {error}", path.display()));
    let value = ev.force(value, pos)?;
    match value.view() {
        View::Str(text) => std::fs::write(path, text.bytes).map_err(cannot),
        View::Attrs(attrs) => {
            std::fs::create_dir(path).map_err(cannot)?;
            for (key, item) in attrs.iter(ev.heap) {
                let name = ev.text(key.name);
                write_attribute(ev, name, item, key.pos, path).map_err(|failure| match failure {
                    Failure::Eval(error) => {
                        let text = [b"while evaluating the attribute '", name, b"'"].concat();
                        Failure::Eval(ev.frame(error, key.pos, text))
                    }
                    other => other,
                })?;
            }
            Ok(())
        }
        _ => {
            let mut shown = ev.show_pos(pos);
            if !pos.is_some() {
                shown.extend_from_slice(b":0");
            }
            let message = [b"value at '", &shown[..], b"' is not a string or an attribute set"].concat();
            Err(ev.error(ErrorKind::Type, message).into())
        }
    }
}

fn write_attribute<'h>(
    ev: &Evaluator<'h>,
    name: &[u8],
    item: Value<'h>,
    pos: Pos,
    dir: &Path,
) -> Outcome<'h> {
    // Nix only refuses the first two; a slash would leave the folder.
    if matches!(name, b"." | b".." | b"") || name.contains(&b'/') || name.contains(&0) {
        let message = [b"invalid file name '", name, b"'"].concat();
        return Err(ev.error(ErrorKind::Eval, message).into());
    }
    write_value(ev, item, pos, &dir.join(crate::world::path(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installables_lose_their_outputs() {
        assert_eq!(attr_path(b"a.b^out,dev"), b"a.b");
        assert_eq!(attr_path(b"."), b"");
        assert_eq!(attr_path(b""), b"");
    }

    #[test]
    fn json_in_several_lines() {
        let json = br#"{"a":[1,{}],"b":[],"c":"x,{\"}"}"#;
        let expected = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n  \"c\": \"x,{\\\"}\"\n}";
        assert_eq!(indented(json), expected.as_bytes());
    }
}
