//! What to do about an error of the module system: it knows the option and the files, but stands in the text of the library.
//!
//! Used by the commands that compute a configuration; `check` itself says where the mistake is.

use hmeval_diag::Pos;
use hmeval_eval::error::{ErrorData, Frame};
use hmeval_eval::{Error, Evaluator};

use crate::failure::Failure;

/// How errors of the module system begin (nixpkgs `lib/modules.nix`, `lib/types.nix`, `lib/options.nix`).
const BEGINNINGS: [&[u8]; 4] =
    [b"The option `", b"A definition for option `", b"A submoduled option `", b"Module `"];

/// What it says while it is at an option, or an argument of a module.
const AT_WORK: [&[u8]; 2] = [b"while evaluating the option `", b"while evaluating the module argument `"];

const ADVICE: &[u8] = b"`hmeval check` shows where the mistake is, and what else is wrong";

/// The failure with the advice to ask `check`, if it is one that `check` knows more about.
pub(crate) fn to_check<'h>(ev: &Evaluator<'h>, failure: Failure<'h>) -> Failure<'h> {
    match failure {
        Failure::Eval(error) if is_of_modules(ev, error) => Failure::Eval(advised(ev, error)),
        failure => failure,
    }
}

/// Whether the module system fails, at a place in its own text.
fn is_of_modules<'h>(ev: &Evaluator<'h>, error: Error<'h>) -> bool {
    let data = error.data();
    let message = data.message.trim_ascii_start();
    let begins = |text: &[u8], beginnings: &[&[u8]]| beginnings.iter().any(|begin| text.starts_with(begin));
    let at_work = begins(message, &BEGINNINGS) || error.frames().any(|frame| begins(frame.text, &AT_WORK));
    let innermost = || error.frames().map(|frame| frame.pos).filter(|pos| pos.is_some()).last();
    let pos = Some(data.pos).filter(|pos| pos.is_some()).or_else(innermost);
    at_work && pos.is_none_or(|pos| is_library(ev, pos))
}

/// Whether a place is in a file of nixpkgs' `lib`, or of the built-in library's module system.
fn is_library(ev: &Evaluator<'_>, pos: Pos) -> bool {
    let place = ev.show_pos(pos);
    [&b"/lib/modules.nix:"[..], b"/lib/types.nix:", b"/lib/options.nix:", b"/lib/modules/", b"/lib/types/"]
        .iter()
        .any(|part| place.windows(part.len()).any(|window| window == *part))
}

fn advised<'h>(ev: &Evaluator<'h>, error: Error<'h>) -> Error<'h> {
    let (heap, data) = (ev.heap, error.data());
    let advice = Frame { pos: Pos::NONE, text: heap.bytes(ADVICE), always: true };
    let notes: Vec<Frame<'h>> = data.notes.iter().copied().chain([advice]).collect();
    error.with_data(heap, ErrorData { notes: heap.slice(&notes), ..*data })
}
