//! The function `derivation` (`nix/derivation.nix`): called for every package.

use super::{Answer, Call, Native};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, Thunk, Value};
use crate::symbol::{Symbol, known};
use hmeval_diag::Pos;

pub(super) const NATIVES: &[&Native] =
    &[&Native { name: "derivation", arity: 1, uses: &[], names: &[], run: derivation }];

/// The sets that are written in the function, by their numbers.
const COMMON: usize = 1;
const NAMED: usize = 2;
const OUTPUT: usize = 3;

/// What the thunks of the outputs are given: their names, what `derivationStrict` makes of the argument, and what the sets
/// of all outputs have in common.
mod arg {
    pub(super) const NAMES: usize = 0;
    pub(super) const STRICT: usize = 1;
    pub(super) const COMMON: usize = 2;
}

fn derivation<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let ev = call.ev;
    let drv_attrs = call.forced(0)?;
    let Some(attrs) = drv_attrs.as_attrs() else { return Ok(None) };
    let names = match attrs.value(known::OUTPUTS) {
        Some(outputs) => ev.force(outputs, call.pos)?,
        None => call.list(&[ev.string("out")]),
    };
    let Some(symbols) = symbols(call, names)? else { return Ok(None) };
    if symbols.is_empty() {
        return Ok(None);
    }

    let strict = ev.later_of(call.share(strict, &[drv_attrs]), 0);
    // The sets of the outputs are in what they have in common, and the other way round.
    let common = ev.heap.alloc_cell(Thunk::forced(Value::NULL));
    let later = call.share(output, &[names, strict, Value::thunk(common)]);
    let numbers = 0..u32::try_from(symbols.len()).unwrap_or(u32::MAX);
    let outputs: Vec<_> = numbers.map(|number| ev.later_of(later, number)).collect();
    let mut by_name = AttrsBuilder::new(symbols.len(), Pos::NONE);
    let mut named: Vec<_> = symbols.iter().copied().zip(outputs.iter().copied()).collect();
    // Of two outputs of the same name the first counts (`listToAttrs`).
    named.sort_by_key(|(name, _)| *name);
    named.dedup_by_key(|(name, _)| *name);
    for (name, value) in named {
        by_name.insert(name, call.position(NAMED, 1), value);
    }
    let all = call.list(&outputs);
    let added = call.set(COMMON, |index| if index == 0 { all } else { call.arg(0) });
    let Some(added) = added.as_attrs() else { return Ok(None) };
    let with_outputs = attrs.update(ev.heap, by_name.finish(ev.heap));
    common.set(Value::attrs(with_outputs.update(ev.heap, added)));
    outputs.first().map(|output| ev.force(*output, call.pos)).transpose()
}

/// The names of the outputs, if they are a list of plain strings.
fn symbols<'h>(call: &Call<'_, 'h>, names: Value<'h>) -> Result<'h, Option<Vec<Symbol>>> {
    let Some(names) = names.as_list() else { return Ok(None) };
    let mut symbols = Vec::with_capacity(names.len());
    for name in names.items() {
        match call.ev.force(*name, call.pos)?.as_str() {
            Some(name) if name.context.is_none() => symbols.push(call.ev.symbols.of(name.bytes)),
            _ => return Ok(None),
        }
    }
    Ok(Some(symbols))
}

/// `derivationStrict drvAttrs`.
fn strict<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    crate::builtins::derivation::derivation_strict(ev, call.args, call.pos)
}

/// The set of one output.
fn output<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let names = ev.force_list(call.arg(arg::NAMES), call.pos, "")?;
    let name = names.items().get(number as usize).copied().unwrap_or(Value::NULL);
    let symbol = ev.symbols.of(ev.force_str(name, call.pos, "")?.bytes);
    let strict = call.arg(arg::STRICT);
    let common: Attrs<'h> = ev.force_attrs(call.arg(arg::COMMON), call.pos, "")?;
    let own = call.set(OUTPUT, |index| match index {
        0 => call.select(strict, symbol),
        1 => call.select(strict, known::DRV_PATH),
        2 => call.literal(OUTPUT, 2),
        _ => name,
    });
    let own = ev.force_attrs(own, call.pos, "")?;
    Ok(Value::attrs(common.update(ev.heap, own)))
}
