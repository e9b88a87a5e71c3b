//! The table of known functions: canonical form to native version.

use std::sync::OnceLock;

use hmeval_store::sha256;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Native, attrsets, base_name, derivation, derivations, documentation, idioms, lists, manual, modules,
    pretty, strings, trivial, types,
};

/// The forms that were looked at, one a line: the first 16 digits of the SHA-256 of the form, and the function's name here.
/// Behind a colon stands the number of arguments that were given to it before: `types.isType:1` is what `isType "option"` is.
/// `cargo xtask natives` writes it.
const FORMS: &str = include_str!("forms.txt");

/// All native versions, file by file.
const NATIVES: &[&[&Native]] = &[
    attrsets::NATIVES,
    derivation::NATIVES,
    derivations::NATIVES,
    documentation::NATIVES,
    idioms::NATIVES,
    lists::NATIVES,
    manual::NATIVES,
    modules::NATIVES,
    modules::OWN,
    pretty::NATIVES,
    strings::NATIVES,
    trivial::NATIVES,
    types::NATIVES,
];

/// What a form is.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) native: &'static Native,
    /// How many arguments it has got already: the form is that of what the function answers to so many.
    pub(super) bound: usize,
}

struct Table {
    forms: FxHashMap<u64, Known>,
    names: FxHashSet<&'static [u8]>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let natives = || NATIVES.iter().copied().flatten().copied();
        let by_name: FxHashMap<&str, &'static Native> =
            natives().map(|native| (native.name, native)).collect();
        let forms = known_forms()
            .filter_map(|(form, name)| {
                let (name, bound) = name.split_once(':').unwrap_or((name, "0"));
                Some((form, Known { native: by_name.get(name)?, bound: bound.parse().ok()? }))
            })
            .collect();
        let names = natives()
            .filter_map(|native| base_name(native.name).rsplit('.').next().map(str::as_bytes))
            .collect();
        Table { forms, names }
    })
}

/// The known forms: number and name.
pub fn known_forms() -> impl Iterator<Item = (u64, &'static str)> {
    FORMS.lines().filter_map(|line| {
        let (form, name) = line.split_once(' ')?;
        Some((u64::from_str_radix(form, 16).ok()?, name))
    })
}

/// The names of all native versions: file and function.
pub fn native_names() -> impl Iterator<Item = &'static str> {
    NATIVES.iter().copied().flatten().map(|native| native.name)
}

/// The number of a form.
pub fn form_number(form: &[u8]) -> u64 {
    let digest = sha256(&[form]);
    let mut number = [0; 8];
    number.copy_from_slice(&digest.as_bytes()[..8]);
    u64::from_be_bytes(number)
}

/// Whether some native version has this name (without the file's).
pub(super) fn has_name(name: &[u8]) -> bool {
    table().names.contains(name)
}

/// The native version of a form.
pub(super) fn find(form: &[u8]) -> Option<Known> {
    table().forms.get(&form_number(form)).copied()
}

/// The number of a native version, for thunks that remember it.
pub(super) fn number_of(native: &'static Native) -> u32 {
    let found = native_names().position(|name| name == native.name);
    found.and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX)
}

/// The name of the native version with a number.
pub(super) fn native_name(number: u32) -> Option<&'static str> {
    native_names().nth(number as usize)
}
