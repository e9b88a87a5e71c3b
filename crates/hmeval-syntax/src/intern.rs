//! Numbers names: a hash table from bytes to numbers.
//!
//! The parser has one for each file, the evaluator one for all names of an evaluation. It holds no names: whoever asks says
//! how the one with a number is compared. Hashes are the same in both, so that a name is hashed once, by the parser.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::ir::{Ir, Range, Sym};

/// Marks a free place of the table: fresh memory is free, and nothing has to be written to it.
const FREE: u32 = 0;

/// The hash of a name, as [`Ir::hashes`] holds it.
#[inline]
pub fn name_hash(name: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(name);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// Numbers by the hashes of names: open addressing, at most half full.
#[derive(Default)]
pub struct NameTable {
    /// `(hash, number + 1)`
    slots: Vec<(u32, u32)>,
    mask: usize,
    len: usize,
}

/// A place of a [`NameTable`] where a name is missing. It holds as long as nothing is inserted.
#[derive(Clone, Copy, Debug)]
pub struct Vacant(usize);

impl NameTable {
    /// Empties the table, and makes room for about this many names.
    pub fn reset(&mut self, names: usize) {
        let size = (names * 2).next_power_of_two().max(64);
        if self.slots.capacity() < size {
            self.slots = vec![(0, FREE); size];
        } else {
            self.slots.clear();
            self.slots.resize(size, (0, FREE));
        }
        self.mask = size - 1;
        self.len = 0;
    }

    /// The number of a name, or where it has to be inserted; `is_it` compares it with the one of a number.
    ///
    /// # Errors
    /// If the name is not there.
    #[inline]
    pub fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Result<u32, Vacant> {
        let mut place = hash as usize & self.mask;
        while let Some((found_hash, found)) = self.slots.get(place).copied() {
            if found == FREE {
                break;
            }
            if found_hash == hash && is_it(found - 1) {
                return Ok(found - 1);
            }
            place = (place + 1) & self.mask;
        }
        Err(Vacant(place))
    }

    /// Gives a number, less than `u32::MAX`, to the name that was looked for last.
    pub fn insert(&mut self, vacant: Vacant, hash: u32, number: u32) {
        let mut place = vacant.0;
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
            place = self.free_place(hash);
        }
        self.slots[place] = (hash, number + 1);
        self.len += 1;
    }

    fn free_place(&self, hash: u32) -> usize {
        let mut place = hash as usize & self.mask;
        while self.slots[place].1 != FREE {
            place = (place + 1) & self.mask;
        }
        place
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, FREE); size]);
        self.mask = size - 1;
        for slot in old.into_iter().filter(|(_, number)| *number != FREE) {
            let place = self.free_place(slot.0);
            self.slots[place] = slot;
        }
    }
}

/// The names of a file that is being parsed.
#[derive(Default)]
pub(crate) struct Interner {
    table: NameTable,
}

impl Interner {
    /// Empties the table, and makes it fit for a source of the given length.
    pub(crate) fn reset(&mut self, source_len: usize) {
        self.table.reset((source_len / 48).min(1 << 15));
    }

    /// The number of a name; `ir` holds the bytes.
    #[inline]
    pub(crate) fn intern(&mut self, ir: &mut Ir, name: &[u8]) -> Sym {
        let hash = name_hash(name);
        match self.table.find(hash, |found| ir.symbol(Sym(found)) == name) {
            Ok(found) => Sym(found),
            Err(vacant) => self.insert(ir, name, hash, vacant),
        }
    }

    #[cold]
    #[inline(never)]
    fn insert(&mut self, ir: &mut Ir, name: &[u8], hash: u32, vacant: Vacant) -> Sym {
        let sym = ir.symbols.len() as u32;
        ir.symbols.push(Range { start: ir.bytes.len() as u32, len: name.len() as u32 });
        ir.hashes.push(hash);
        ir.bytes.extend_from_slice(name);
        self.table.insert(vacant, hash, sym);
        Sym(sym)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_numbers_while_the_table_grows() {
        let names: Vec<String> = (0..5000).map(|number| format!("name-{number}")).collect();
        let mut table = NameTable::default();
        for round in 0..2 {
            for (number, name) in (0..).zip(&names) {
                let hash = name_hash(name.as_bytes());
                match table.find(hash, |found| names[found as usize] == *name) {
                    Ok(found) => assert_eq!((found, round), (number, 1)),
                    Err(vacant) if round == 0 => table.insert(vacant, hash, number),
                    Err(_) => panic!("{name} was forgotten"),
                }
            }
        }
        table.reset(10);
        assert!(table.find(name_hash(b"name-1"), |_| true).is_err());
    }

    #[test]
    fn names_with_the_same_hash_are_told_apart() {
        let names = ["a", "b", "c"];
        let mut table = NameTable::default();
        for (number, name) in (0..).zip(names) {
            match table.find(7, |found| names[found as usize] == name) {
                Ok(found) => panic!("{name} is {found}"),
                Err(vacant) => table.insert(vacant, 7, number),
            }
        }
        assert!(
            (0..3).all(|number| table.find(7, |found| found == number).is_ok_and(|found| found == number))
        );
    }
}
