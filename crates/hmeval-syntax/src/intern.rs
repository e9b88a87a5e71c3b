//! Numbers names: a hash table from bytes to [`Sym`], one per file.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::ir::{Ir, Range, Sym};

/// Marks a free place of the table.
const FREE: u32 = u32::MAX;

/// The table: open addressing over `(hash, symbol)`, at most half full. To be reset before it is used.
#[derive(Default)]
pub(crate) struct Interner {
    slots: Vec<(u32, u32)>,
    mask: usize,
    len: usize,
}

impl Interner {
    /// Empties the table, and makes it fit for a source of the given length.
    pub(crate) fn reset(&mut self, source_len: usize) {
        let size = (source_len / 24).next_power_of_two().clamp(64, 1 << 16);
        self.slots.clear();
        self.slots.resize(size, (0, FREE));
        self.mask = size - 1;
        self.len = 0;
    }

    /// The number of a name; `ir` holds the bytes.
    #[inline]
    pub(crate) fn intern(&mut self, ir: &mut Ir, name: &[u8]) -> Sym {
        let hash = hash(name);
        let mut place = hash as usize & self.mask;
        loop {
            let (found_hash, found) = self.slots[place];
            if found == FREE {
                break;
            }
            if found_hash == hash && ir.symbol(Sym(found)) == name {
                return Sym(found);
            }
            place = (place + 1) & self.mask;
        }
        self.insert(ir, name, hash, place)
    }

    #[cold]
    #[inline(never)]
    fn insert(&mut self, ir: &mut Ir, name: &[u8], hash: u32, place: usize) -> Sym {
        let sym = ir.symbols.len() as u32;
        ir.symbols.push(Range { start: ir.bytes.len() as u32, len: name.len() as u32 });
        ir.bytes.extend_from_slice(name);
        self.slots[place] = (hash, sym);
        self.len += 1;
        if self.len * 2 > self.slots.len() {
            self.grow();
        }
        Sym(sym)
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![(0, FREE); size]);
        self.mask = size - 1;
        for (hash, sym) in old {
            if sym == FREE {
                continue;
            }
            let mut place = hash as usize & self.mask;
            while self.slots[place].1 != FREE {
                place = (place + 1) & self.mask;
            }
            self.slots[place] = (hash, sym);
        }
    }
}

#[inline]
fn hash(name: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(name);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}
