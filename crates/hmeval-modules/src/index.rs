//! Which modules define something under a name: for those who ask for the definitions of many options.

use hmeval_diag::Pos;
use hmeval_eval::heap::List;
use hmeval_eval::symbol::Symbol;
use hmeval_eval::{Evaluator, Value};
use rustc_hash::FxHashMap;

use crate::property::{Property, get};

/// Wrappers in each other that are looked through.
const MAX_NESTING: usize = 100;

/// The modules of an evaluation, by the first names of what they define.
pub struct Index<'h> {
    modules: Vec<Value<'h>>,
    by_name: FxHashMap<Symbol, Vec<usize>>,
    /// Those that cannot be told without failing.
    others: Vec<usize>,
}

impl<'h> Index<'h> {
    /// Looks at the outermost names of all modules.
    pub fn new(ev: &Evaluator<'h>, modules: &[Value<'h>]) -> Self {
        let mut index =
            Index { modules: modules.to_vec(), by_name: FxHashMap::default(), others: Vec::new() };
        for (number, module) in modules.iter().enumerate() {
            let module = ev.force(*module, Pos::NONE).ok().and_then(Value::as_attrs);
            let config = module.and_then(|module| get(ev, module, "config"));
            let known = config.is_some_and(|config| index.add(ev, number, config, 0));
            if !known {
                index.others.push(number);
            }
        }
        index
    }

    /// Adds the names in a value; answers whether all are known.
    fn add(&mut self, ev: &Evaluator<'h>, number: usize, value: Value<'h>, nesting: usize) -> bool {
        if nesting > MAX_NESTING {
            return false;
        }
        match Property::of(ev, value) {
            Ok(
                Property::If(_, content)
                | Property::Override(_, content)
                | Property::Order(_, content)
                | Property::Definition(_, content),
            ) => self.add(ev, number, content, nesting + 1),
            Ok(Property::Merge(contents)) => {
                contents.items().iter().all(|content| self.add(ev, number, *content, nesting + 1))
            }
            Ok(Property::Plain(value)) => {
                let Some(attrs) = value.as_attrs() else { return false };
                for (key, _) in attrs.iter(ev.heap) {
                    let numbers = self.by_name.entry(key.name).or_default();
                    if numbers.last() != Some(&number) {
                        numbers.push(number);
                    }
                }
                true
            }
            Err(_) => false,
        }
    }

    /// The modules that may define something under a name, in their order, as a list.
    pub fn modules(&self, ev: &Evaluator<'h>, name: &[u8]) -> Value<'h> {
        let named = self.by_name.get(&ev.symbols.intern(name)).map(Vec::as_slice).unwrap_or_default();
        let mut numbers: Vec<usize> = named.iter().chain(&self.others).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let modules: Vec<Value<'h>> =
            numbers.into_iter().filter_map(|number| self.modules.get(number).copied()).collect();
        Value::list(List::from_slice(ev.heap, &modules))
    }
}
