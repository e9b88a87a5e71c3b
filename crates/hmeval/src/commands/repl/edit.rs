//! `:edit`: opens the file that something is written in.

use std::process::Command;

use hmeval_diag::{Origin, Pos};
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Evaluator, Value, View};

use super::Repl;
use crate::failure::{Failure, Outcome};

/// Opens the editor where a value is written: a path itself, a function, a package (`meta.position`).
pub(super) fn edit<'h>(repl: &Repl<'_, '_, 'h>, value: Value<'h>, shown: &[u8]) -> Outcome<'h> {
    let (path, line) = place(repl.ev, value, shown)?;
    let variable = |name| repl.console.environment.non_empty(name);
    let editor = variable("VISUAL").or_else(|| variable("EDITOR")).unwrap_or(b"vi");
    let editor = String::from_utf8_lossy(editor).into_owned();
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Err(Failure::message("$EDITOR names no program")) };
    let mut command = Command::new(program);
    command.args(words);
    if let Some(line) = line
        && ["emacs", "nano", "vi", "kak"].iter().any(|known| program.contains(known))
    {
        command.arg(format!("+{line}"));
    }
    let status = command.arg(crate::world::path(&path)).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::message(format!("the editor '{program}' failed: {status}"))),
        Err(error) => Err(Failure::message(format!("cannot run the editor '{program}': {error}"))),
    }
}

fn place<'h>(ev: &Evaluator<'h>, value: Value<'h>, shown: &[u8]) -> Outcome<'h, (Vec<u8>, Option<u32>)> {
    match value.view() {
        View::Path(_) | View::Str(_) => {
            let what = "while evaluating the filename to edit";
            Ok((ev.coerce_to_path(Pos::NONE, value, &mut ContextBuilder::new(), what)?.to_vec(), None))
        }
        View::Closure(_) => {
            let pos = ev.value_pos(value);
            let sources = ev.sources.borrow();
            match sources.line(pos).map(|(file, line)| (&sources.file(file).origin, line.line)) {
                Some((Origin::File(path), line)) => Ok((path.to_vec(), Some(line))),
                _ => {
                    let text = [b"'", &ev.show_pos(pos)[..], b"' cannot be shown in an editor"].concat();
                    Err(Failure::message(text))
                }
            }
        }
        _ => package_place(ev, value, shown),
    }
}

/// `meta.position`, as nixpkgs sets it: `file:line`.
fn package_place<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    shown: &[u8],
) -> Outcome<'h, (Vec<u8>, Option<u32>)> {
    let missing =
        || Failure::message([b"package '", shown, b"' has no source location information"].concat());
    let get = |value: Value<'h>, name: &[u8]| value.as_attrs()?.value(ev.symbols.intern(name));
    let Some(meta) = get(value, b"meta") else { return Err(missing()) };
    let meta = ev.force(meta, Pos::NONE)?;
    let Some(position) = get(meta, b"position") else { return Err(missing()) };
    let position = ev.force_str(position, Pos::NONE, "while evaluating the position of a package")?.bytes;
    let Some(colon) = position.iter().rposition(|byte| *byte == b':') else { return Err(missing()) };
    let line = std::str::from_utf8(&position[colon + 1..]).ok().and_then(|line| line.parse().ok());
    Ok((position[..colon].to_vec(), line))
}
