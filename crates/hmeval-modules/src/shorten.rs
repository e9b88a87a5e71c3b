//! Lists of modules without those that define nothing at a path: a host has two thousand modules, a few of which define
//! any one option, and who looks for the places of many definitions asks for one option after the other.

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_eval::heap::List;
use hmeval_eval::symbol::{Symbol, known};
use hmeval_eval::{Evaluator, Value};

use crate::property::{each_plain, get};

/// Names of the path that are looked at: behind `services` and the name of one there are few modules left.
const NAMES: usize = 2;
/// Shorter lists are not worth it.
const SHORT: usize = 16;

/// The modules of a list that may define something at a path, in their order. It is remembered which these are.
pub(crate) fn shortened<'h>(ev: &Evaluator<'h>, modules: Value<'h>, path: &[Vec<u8>]) -> Value<'h> {
    let mut list = modules;
    for (depth, name) in path.iter().enumerate().take(NAMES) {
        list = with_name(ev, list, &path[..depth], ev.symbols.intern(name)).unwrap_or(list);
    }
    list
}

/// Those of a list that may define something under a name of the set at `prefix`. Nothing if it need not, or cannot, be
/// shortened.
fn with_name<'h>(
    ev: &Evaluator<'h>,
    modules: Value<'h>,
    prefix: &[Vec<u8>],
    name: Symbol,
) -> Option<Value<'h>> {
    let observed = ev.observed()?;
    let modules = ev.force(modules, Pos::NONE).ok()?;
    let items = modules.as_list()?.items();
    if items.len() < SHORT {
        return None;
    }
    // Under the empty name is what holds for all names that none of them has.
    let remembered =
        || observed.shortened(modules, name).or_else(|| observed.shortened(modules, known::EMPTY));
    if let Some(shorter) = remembered() {
        return Some(shorter);
    }
    let mut names = Names::default();
    for (number, module) in items.iter().enumerate() {
        let module = ev.force(*module, Pos::NONE).ok().and_then(Value::as_attrs);
        let config = module.and_then(|module| get(ev, module, "config"));
        if !config.is_some_and(|config| names.add(ev, number, config, prefix)) {
            names.others.push(number);
        }
    }
    let list = |numbers: &[usize]| {
        let modules: Vec<Value<'h>> =
            numbers.iter().filter_map(|number| items.get(*number).copied()).collect();
        Value::list(List::from_slice(ev.heap, &modules))
    };
    for (name, numbers) in &names.by_name {
        let mut numbers = [&numbers[..], &names.others].concat();
        numbers.sort_unstable();
        numbers.dedup();
        observed.remember_shortened(modules, *name, list(&numbers));
    }
    observed.remember_shortened(modules, known::EMPTY, list(&names.others));
    remembered()
}

/// Which modules, by number, have which names.
#[derive(Default)]
struct Names {
    by_name: BTreeMap<Symbol, Vec<usize>>,
    /// Those of which it cannot be told.
    others: Vec<usize>,
}

impl Names {
    /// Adds the names of the set at `prefix` in a value; answers whether all are known.
    fn add<'h>(&mut self, ev: &Evaluator<'h>, number: usize, value: Value<'h>, prefix: &[Vec<u8>]) -> bool {
        let mut known = true;
        let walked = each_plain(ev, value, &mut |plain| {
            known &= plain.is_ok_and(|value| self.add_plain(ev, number, value, prefix));
        });
        known && walked.is_ok()
    }

    fn add_plain<'h>(
        &mut self,
        ev: &Evaluator<'h>,
        number: usize,
        value: Value<'h>,
        prefix: &[Vec<u8>],
    ) -> bool {
        let Some(attrs) = value.as_attrs() else { return false };
        if let [first, rest @ ..] = prefix {
            let inner = attrs.value(ev.symbols.intern(first));
            return inner.is_none_or(|inner| self.add(ev, number, inner, rest));
        }
        for (key, _) in attrs.iter(ev.heap) {
            let numbers = self.by_name.entry(key.name).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        true
    }
}
