//! What the built-in library knows and a configuration has nothing to do with: some hundred programs and services, each of
//! them a file that is read when somebody asks for it (`library/home-manager/modules/catalogue.nix`).
//!
//! The library lists in `config._catalogue` the ones that no module defines. Who shows a whole configuration leaves them out.

use hmeval_diag::Pos;
use hmeval_eval::heap::AttrsBuilder;
use hmeval_eval::symbol::Symbol;
use hmeval_eval::{Evaluator, Value};
use rustc_hash::FxHashSet;

/// The name of the option that has the lists.
pub const NAME: &str = "_catalogue";

/// Names by group of options: `programs`, `services`.
#[derive(Default)]
pub struct Catalogue {
    names: FxHashSet<(Symbol, Symbol)>,
}

impl Catalogue {
    /// That of a configuration's values; empty where the library is another one.
    pub fn of<'h>(ev: &Evaluator<'h>, config: Value<'h>) -> Self {
        Self::read(ev, config).unwrap_or_default()
    }

    fn read<'h>(ev: &Evaluator<'h>, config: Value<'h>) -> Option<Self> {
        let config = ev.force(config, Pos::NONE).ok()?.as_attrs()?;
        let groups = config.value(ev.symbols.intern(NAME.as_bytes()))?;
        let groups = ev.force(groups, Pos::NONE).ok()?.as_attrs()?;
        let mut names = FxHashSet::default();
        for (group, list) in groups.iter(ev.heap) {
            for name in ev.force(list, Pos::NONE).ok()?.as_list()?.items() {
                let name = ev.force(*name, Pos::NONE).ok()?.as_str()?.bytes;
                names.insert((group.name, ev.symbols.intern(name)));
            }
        }
        Some(Catalogue { names })
    }

    /// The value of a group without what is in it; as it is where that is nothing.
    pub fn removed_from<'h>(&self, ev: &Evaluator<'h>, group: Symbol, value: Value<'h>) -> Value<'h> {
        if !self.names.iter().any(|(known, _)| *known == group) {
            return value;
        }
        let forced = ev.force(value, Pos::NONE).ok();
        let Some(attrs) = forced.and_then(|forced| forced.as_attrs()) else { return value };
        let mut left = AttrsBuilder::new(attrs.len(), attrs.pos());
        for (key, value) in attrs.iter(ev.heap).filter(|(key, _)| !self.has(group, key.name)) {
            left.insert(key.name, key.pos, value);
        }
        Value::attrs(left.finish(ev.heap))
    }

    /// Whether a name of a group is in it.
    pub fn has(&self, group: Symbol, name: Symbol) -> bool {
        self.names.contains(&(group, name))
    }
}
