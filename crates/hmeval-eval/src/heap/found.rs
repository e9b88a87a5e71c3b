//! A cache of look-ups in large tables of names.
//!
//! `lib` has a thousand attributes, and nearly every expression of a module asks it for one: the place of a name in a
//! table is remembered, so that the next question needs no binary search through cold memory.

use std::cell::Cell;

use super::attrs::Key;
use crate::symbol::Symbol;

/// A table (by its address), a name, and its index there, or [`ABSENT`].
#[derive(Clone, Copy)]
struct Found {
    table: usize,
    name: u32,
    index: u32,
}

const ABSENT: u32 = u32::MAX;
const NOTHING: Found = Found { table: 0, name: 0, index: 0 };
const BITS: u32 = 12;

thread_local! {
    static PLACES: [Cell<Found>; 1 << BITS] = const { [const { Cell::new(NOTHING) }; 1 << BITS] };
}

/// The index of `name` in the sorted `keys`, the table at the address `table`.
#[inline]
pub(super) fn find(table: usize, keys: &[Key], name: Symbol) -> Option<usize> {
    let mix = (table as u64 >> 3) ^ u64::from(name.0).rotate_left(17);
    let place = (mix.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as usize;
    PLACES.with(|places| {
        let known = places[place].get();
        if known.table == table && known.name == name.0 {
            return (known.index != ABSENT).then_some(known.index as usize);
        }
        let index = keys.binary_search_by_key(&name, |key| key.name).ok();
        let kept = index.and_then(|index| u32::try_from(index).ok()).unwrap_or(ABSENT);
        places[place].set(Found { table, name: name.0, index: kept });
        index
    })
}

/// Forgets everything: the addresses of tables will be those of others when their memory is freed.
pub(super) fn forget() {
    // At the end of a thread there may be nothing to forget any more.
    let _ = PLACES.try_with(|places| places.iter().for_each(|place| place.set(NOTHING)));
}
