//! What is known of an option that a file of the user defines.

use hmeval_eval::{Evaluator, Value};
use hmeval_modules::definitions::{self, Definition};
use hmeval_modules::fate::{Fate, fates};

use super::super::find::Finder;
use super::super::own;
use crate::configuration::options::DeclaredOption;
use crate::written;

/// An option with all its definitions.
pub(super) struct Facts<'h> {
    /// Its path in the whole configuration.
    pub(super) path: Vec<Vec<u8>>,
    /// Its definitions, with the default as the first if there is one.
    pub(super) definitions: Vec<Known<'h>>,
}

/// A definition.
pub(super) struct Known<'h> {
    /// What it says.
    pub(super) definition: Definition<'h>,
    /// What became of it.
    pub(super) fate: Fate,
    /// Whether a file of the user holds it.
    pub(super) own: bool,
}

impl<'h> Facts<'h> {
    /// All about an option; `None` if its definitions cannot be told.
    pub(super) fn of(
        finder: &Finder<'_, 'h>,
        modules: Value<'h>,
        prefix: &[Vec<u8>],
        path: Vec<Vec<u8>>,
        option: DeclaredOption<'h>,
    ) -> Option<Self> {
        let found = definitions::of_modules(finder.ev, modules, &path).ok()?.definitions;
        Some(Self::new(finder.ev, found, prefix, path, option))
    }

    /// All about an option with these definitions.
    pub(super) fn new(
        ev: &Evaluator<'h>,
        mut found: Vec<Definition<'h>>,
        prefix: &[Vec<u8>],
        path: Vec<Vec<u8>>,
        option: DeclaredOption<'h>,
    ) -> Self {
        let default = option.field_and_place(ev, "default");
        let default = default.map(|(value, pos)| Definition::of_default(Vec::new(), pos, value));
        found.splice(0..0, default);
        let fates = fates(&found);
        let libraries = own::libraries(ev);
        let known = |(definition, fate): (Definition<'h>, Fate)| {
            let own = !definition.is_default && own::is_own_in(ev, &libraries, definition.pos);
            Known { definition, fate, own }
        };
        let mut definitions: Vec<Known<'h>> = found.into_iter().zip(fates).map(known).collect();
        // The exact place takes a syntax tree of the file: only of files that something will be said about.
        let winner = |known: &Known<'h>| match known.fate {
            Fate::Overridden(by) if known.own => Some(by),
            _ => None,
        };
        let winners: Vec<usize> = definitions.iter().filter_map(winner).collect();
        for (index, known) in definitions.iter_mut().enumerate() {
            if known.own || winners.contains(&index) {
                known.definition.pos = written::name_in_binding(ev, known.definition.pos, &path);
            }
        }
        Facts { path: [prefix, &path[..]].concat(), definitions }
    }

    /// The definitions that make up the value.
    pub(super) fn counting(&self) -> impl Iterator<Item = &Known<'h>> {
        self.definitions.iter().filter(|known| matches!(known.fate, Fate::Won | Fate::Merged))
    }

    /// The definitions in files of the user.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, &Known<'h>)> {
        self.definitions.iter().enumerate().filter(|(_, known)| known.own)
    }

    /// The default.
    pub(super) fn default(&self) -> Option<Value<'h>> {
        self.definitions.iter().find(|known| known.definition.is_default).map(|known| known.definition.value)
    }
}

/// Whether the value of an option was not computed yet.
pub(super) fn is_unread<'h>(option: DeclaredOption<'h>, ev: &Evaluator<'h>) -> bool {
    option.value(ev).and_then(Value::as_thunk).is_some_and(|thunk| thunk.value().is_none())
}
