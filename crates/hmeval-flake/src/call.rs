//! The outputs of a locked flake (Nix: `callFlake`).

use hmeval_diag::Pos;
use hmeval_eval::builtins::fetch::input::Attrs;
use hmeval_eval::heap::AttrsBuilder;
use hmeval_eval::{Error, Evaluator, Value};

use crate::lock::LockedFlake;

/// The flake as a value: its outputs, `inputs`, `sourceInfo`, and what `sourceInfo` has.
///
/// # Errors
/// Those of evaluating as much as Nix does: that `outputs` is a function.
pub fn outputs<'h>(ev: &Evaluator<'h>, flake: &LockedFlake) -> Result<Value<'h>, Error<'h>> {
    let (document, keys) = flake.lock.to_json();
    let mut known = AttrsBuilder::new(flake.trees.len(), Pos::NONE);
    for (node, dir) in &flake.trees {
        let Some(key) = keys.get(node) else { continue };
        let locked: &Attrs = match flake.lock.locked(*node) {
            Some(locked) => &locked.locked.input,
            None => &flake.locked.input,
        };
        let dirty = *node == 0 && flake.is_dirty;
        let mut entry = AttrsBuilder::new(2, Pos::NONE);
        let info = ev.tree_attrs(&dir.tree, locked, false, dirty);
        entry.insert(ev.symbols.intern(b"sourceInfo"), Pos::NONE, info);
        entry.insert(ev.symbols.intern(b"dir"), Pos::NONE, ev.string(&dir.within));
        let entry = Value::attrs(entry.finish(ev.heap));
        known.insert(ev.symbols.intern(key.as_bytes()), Pos::NONE, entry);
    }
    let call = ev.eval_internal("call-flake", include_str!("call.nix"))?;
    let lock = ev.eval_internal("lock file", &as_nix(&document))?;
    let fetch = ev.eval_internal("fetchTree", "builtins.fetchTree")?;
    ev.call(call, &[lock, Value::attrs(known.finish(ev.heap)), fetch], Pos::NONE)
}

/// A JSON document as an expression.
fn as_nix(document: &serde_json::Value) -> String {
    let text = document.to_string();
    let mut quoted = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        if matches!(character, '"' | '\\' | '$') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    format!("builtins.fromJSON \"{quoted}\"")
}
