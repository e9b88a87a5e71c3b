//! The inputs of the flake that a configuration is in: their values, where they are written, what they are locked to.

use std::sync::Arc;

use hmeval_config::configuration::Configuration;
use hmeval_eval::path::join;
use hmeval_eval::{Evaluator, Value};
use hmeval_flake::{LockedFlake, call};

use super::Evaluated;
use super::resolve::field;
use crate::answer::InputInfo;
use crate::document::Document;
use crate::project::{Project, argument, locked};

/// What modules get under a name; else what `flake.nix` gets under it.
pub(super) fn argument_or_input<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    name: &str,
    evaluated: &Evaluated<'h>,
) -> Option<Value<'h>> {
    argument(ev, configuration, name).or_else(|| of_flake(ev, name, evaluated))
}

/// What the function in `flake.nix` gets under a name: all inputs (`inputs`), or one of them.
pub(super) fn of_flake<'h>(ev: &Evaluator<'h>, name: &str, evaluated: &Evaluated<'h>) -> Option<Value<'h>> {
    let outputs = || call::outputs(ev, flake(ev, evaluated)?).ok();
    let outputs = (*evaluated.outputs.get_or_init(outputs))?;
    match name {
        "self" => Some(outputs),
        "inputs" => field(ev, outputs, "inputs"),
        name => field(ev, field(ev, outputs, "inputs")?, name),
    }
}

/// The flake, locked once for each evaluation.
fn flake<'e>(ev: &Evaluator<'_>, evaluated: &'e Evaluated<'_>) -> Option<&'e LockedFlake> {
    let (Project::Flake(dir) | Project::StandIn(dir)) = &evaluated.project else { return None };
    evaluated.flake.get_or_init(|| locked(ev, dir).ok()).as_ref()
}

/// All about an input.
pub(super) fn input<'h>(ev: &Evaluator<'h>, name: &str, evaluated: &Evaluated<'h>) -> Option<InputInfo> {
    let (Project::Flake(dir) | Project::StandIn(dir)) = &evaluated.project else { return None };
    let file = join(dir, b"flake.nix");
    let open = evaluated.texts.get(&file).map(Arc::clone);
    let text = open.or_else(|| Some(String::from_utf8(ev.world.read(&file).ok()?).ok()?.into()))?;
    let document = Document::new(file.clone(), Arc::clone(&text), 0);
    let at = document.tree.bindings().into_iter().find_map(|binding| {
        let is_it = matches!(&binding.path[..], [inputs, input, ..] if inputs == "inputs" && input == name);
        let names = binding.names;
        names.into_iter().nth(1usize.checked_sub(binding.outer)?).filter(|_| is_it)
    });
    let lock = flake(ev, evaluated).map(|flake| &flake.lock);
    let edge = lock.and_then(|lock| Some((lock, lock.nodes.first()?.inputs.get(name.as_bytes())?)));
    let locked = edge.map(|(lock, edge)| String::from_utf8_lossy(&lock.describe(edge)).into_owned());
    (at.is_some() || locked.is_some()).then_some(InputInfo { file, text, at, locked })
}
