//! Attribute sets: a table of names, shared where it can be, and the values behind a small header.
//!
//! Names are sorted by symbol number. All sets made by one literal (or by `mapAttrs` from one set) share their table of
//! names, so that such a set costs one word an attribute. The result of `a // b` with a small `b` is a *layer* on top of
//! `a`; it is flattened, once, when somebody walks over it.

use std::cell::Cell;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ptr::NonNull;

use super::{Heap, Value, found};
use crate::symbol::Symbol;
use hmeval_diag::Pos;
use rustc_hash::FxHasher;
use smallvec::SmallVec;

/// A name with the place it is defined at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub name: Symbol,
    /// Where the attribute is defined.
    pub pos: Pos,
}

/// A handle to a sorted table of names.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Keys<'h> {
    header: NonNull<KeysHeader>,
    heap: PhantomData<Cell<&'h ()>>,
}

#[repr(C, align(8))]
pub(super) struct KeysHeader {
    len: u32,
    pos: Pos,
    /// The same names without positions, once somebody asked for them.
    bare: Cell<Option<NonNull<KeysHeader>>>,
    /// The indices of the names in the order of their texts, once somebody asked for them.
    sorted: Cell<Option<NonNull<u32>>>,
}

struct SharedEmptyKeys(KeysHeader);
// SAFETY: the cells of an empty table are never written (`Keys::bare`, `Keys::sorted`).
unsafe impl Sync for SharedEmptyKeys {}

static EMPTY_KEYS: SharedEmptyKeys =
    SharedEmptyKeys(KeysHeader { len: 0, pos: Pos::NONE, bare: Cell::new(None), sorted: Cell::new(None) });

impl<'h> Keys<'h> {
    /// A table of `keys`, which must be sorted by name, without duplicates; `pos` is where the set begins. A table that
    /// was made lately is given again.
    pub fn new(heap: Heap<'h>, pos: Pos, keys: &[Key]) -> Self {
        let mut hash = FxHasher::default();
        pos.0.hash(&mut hash);
        keys.iter().for_each(|key| hash.write_u64(u64::from(key.name.0) << 32 | u64::from(key.pos.0)));
        let places = heap.table_places();
        let place = &places[(hash.finish() >> 40) as usize % places.len()];
        if let Some(header) = place.get() {
            let known = Keys { header, heap: PhantomData };
            if known.pos() == pos && known.as_slice() == keys {
                return known;
            }
        }
        let table = Keys::make(heap, pos, keys);
        place.set(Some(table.header));
        table
    }

    fn make(heap: Heap<'h>, pos: Pos, keys: &[Key]) -> Self {
        debug_assert!(keys.windows(2).all(|pair| pair[0].name < pair[1].name));
        let Ok(len) = u32::try_from(keys.len()) else { std::process::abort() };
        let memory = heap.raw(size_of::<KeysHeader>() + size_of_val(keys)).cast::<KeysHeader>();
        // SAFETY: `memory` is fresh, aligned, and has room for the header and the keys.
        unsafe {
            memory.write(KeysHeader { len, pos, bare: Cell::new(None), sorted: Cell::new(None) });
            memory
                .add(1)
                .cast::<Key>()
                .copy_from_nonoverlapping(NonNull::from(keys).cast::<Key>(), keys.len());
        }
        Keys { header: memory, heap: PhantomData }
    }

    /// The names, sorted.
    #[inline]
    pub fn as_slice(self) -> &'h [Key] {
        // SAFETY: a handle points to an initialised header with `len` keys behind it, which never change.
        unsafe {
            let len = self.header.as_ref().len as usize;
            std::slice::from_raw_parts(self.header.add(1).cast::<Key>().as_ptr(), len)
        }
    }

    /// Where the set that brought the table begins.
    pub fn pos(self) -> Pos {
        // SAFETY: a handle points to an initialised header.
        unsafe { self.header.as_ref().pos }
    }

    /// The same names without positions: always the same table for the same table.
    pub fn bare(self, heap: Heap<'h>) -> Keys<'h> {
        let keys = self.as_slice();
        if keys.is_empty() {
            return self;
        }
        // SAFETY: a handle points to an initialised header; `bare` is only touched through its cell.
        let cell = unsafe { &self.header.as_ref().bare };
        if let Some(header) = cell.get() {
            return Keys { header, heap: PhantomData };
        }
        let bare = if keys.iter().any(|key| key.pos.is_some()) || self.pos().is_some() {
            let names: Vec<Key> = keys.iter().map(|key| Key { name: key.name, pos: Pos::NONE }).collect();
            let bare = Keys::new(heap, Pos::NONE, &names);
            // SAFETY: as above; the new table is its own bare form.
            unsafe { bare.header.as_ref().bare.set(Some(bare.header)) };
            bare
        } else {
            self
        };
        cell.set(Some(bare.header));
        bare
    }

    /// Whether both are one table.
    #[inline]
    pub fn same(self, other: Keys<'h>) -> bool {
        self.header == other.header
    }

    /// The index of a name.
    #[inline]
    pub fn find(self, name: Symbol) -> Option<usize> {
        let keys = self.as_slice();
        if keys.len() <= 8 {
            return keys.iter().position(|key| key.name == name);
        }
        found::find(self.header.addr().get(), keys, name)
    }

    /// The indices of the names in the order of their texts; sorted when first asked for.
    pub fn sorted(self, heap: Heap<'h>, text: impl Fn(Symbol) -> &'h [u8]) -> &'h [u32] {
        let keys = self.as_slice();
        // SAFETY: a handle points to an initialised header; `sorted` is only touched through its cell.
        let cell = unsafe { &self.header.as_ref().sorted };
        if keys.is_empty() {
            return &[];
        }
        if let Some(first) = cell.get() {
            // SAFETY: the cell is only set below, to the first of as many indices as there are keys, in this heap.
            return unsafe { std::slice::from_raw_parts(first.as_ptr(), keys.len()) };
        }
        let mut order: Vec<(&[u8], u32)> = keys.iter().map(|key| text(key.name)).zip(0..).collect();
        order.sort_unstable();
        let order = heap.slice_with(order.len(), |index| order[index].1);
        cell.set(NonNull::new(order.as_ptr().cast_mut()));
        order
    }
}

/// A handle to an attribute set.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Attrs<'h> {
    header: NonNull<AttrsHeader<'h>>,
    heap: PhantomData<Cell<&'h ()>>,
}

/// What stands before the values: the table of names. If its lowest bit is set, this is a layer, and a [`Layer`] follows.
#[derive(Clone, Copy)]
#[repr(C, align(8))]
pub(super) struct AttrsHeader<'h> {
    keys: NonNull<KeysHeader>,
    heap: PhantomData<Cell<&'h ()>>,
}

#[repr(C)]
struct Layer<'h> {
    base: Attrs<'h>,
    flat: Cell<Option<Attrs<'h>>>,
    /// Attributes in all layers.
    total: u32,
    /// Layers below this one.
    depth: u32,
}

/// Marks the table of names of a layer.
const LAYERED: usize = 1;

struct SharedEmpty(AttrsHeader<'static>);
// SAFETY: the header of the empty set is never written.
unsafe impl Sync for SharedEmpty {}

static EMPTY: SharedEmpty = SharedEmpty(AttrsHeader {
    // SAFETY: the address of a static is not null.
    keys: unsafe { NonNull::new_unchecked(std::ptr::from_ref(&EMPTY_KEYS.0).cast_mut()) },
    heap: PhantomData,
});

/// Sets with at most this many attributes on the right of `//` become a layer.
const LAYER_MAX: usize = 16;
/// So many layers at most, for look-ups walk them.
const DEPTH_MAX: u32 = 8;

impl<'h> Attrs<'h> {
    /// The empty set.
    pub fn empty() -> Self {
        // The empty set holds no value, so that it is one of every heap.
        Attrs { header: NonNull::from(&EMPTY.0).cast(), heap: PhantomData }
    }

    /// An empty set that is not the same as any other: what is left of a set that had attributes. Printing tells sets
    /// that are the same from sets that are equal, and in Nix all sets that were made empty are one.
    pub fn emptied(heap: Heap<'h>) -> Self {
        let memory = heap.raw(size_of::<AttrsHeader<'h>>()).cast::<AttrsHeader<'h>>();
        // SAFETY: `memory` is fresh, aligned, and has room for the header.
        unsafe { memory.write(AttrsHeader { keys: EMPTY.0.keys, heap: PhantomData }) };
        Attrs { header: memory, heap: PhantomData }
    }

    /// A set with these names, whose values `make` gives by index.
    #[inline]
    pub fn new(heap: Heap<'h>, keys: Keys<'h>, mut make: impl FnMut(usize) -> Value<'h>) -> Self {
        let len = keys.as_slice().len();
        if len == 0 {
            return Attrs::empty();
        }
        let memory =
            heap.raw(size_of::<AttrsHeader<'h>>() + len * size_of::<Value<'h>>()).cast::<AttrsHeader<'h>>();
        // SAFETY: `memory` is fresh, aligned, and has room for the header and `len` values, which are all written
        // before the handle is given out.
        unsafe {
            memory.write(AttrsHeader { keys: keys.header, heap: PhantomData });
            let values = memory.add(1).cast::<Value<'h>>();
            for index in 0..len {
                values.add(index).write(make(index));
            }
        }
        Attrs { header: memory, heap: PhantomData }
    }

    /// The flat set `top` on top of `base`.
    fn layered(heap: Heap<'h>, base: Attrs<'h>, top: Attrs<'h>) -> Self {
        let values = top.own_values();
        let size = size_of::<AttrsHeader<'h>>() + size_of::<Layer<'h>>() + size_of_val(values);
        let new = top.keys().as_slice().iter().filter(|key| base.get(key.name).is_none()).count();
        let layer = Layer {
            base,
            flat: Cell::new(None),
            total: u32::try_from(base.len() + new).unwrap_or(u32::MAX),
            depth: base.depth() + 1,
        };
        let keys = top.keys().header.map_addr(|addr| addr | LAYERED);
        let memory = heap.raw(size).cast::<AttrsHeader<'h>>();
        // SAFETY: `memory` is fresh, aligned, and has room for the header, the layer and the values.
        unsafe {
            memory.write(AttrsHeader { keys, heap: PhantomData });
            let place = memory.add(1).cast::<Layer<'h>>();
            place.write(layer);
            let to = place.add(1).cast::<Value<'h>>();
            to.copy_from_nonoverlapping(NonNull::from(values).cast(), values.len());
        }
        Attrs { header: memory, heap: PhantomData }
    }

    /// The tagged pointer to the names.
    #[inline]
    fn tagged_keys(self) -> NonNull<KeysHeader> {
        // SAFETY: a handle points to an initialised header, which never changes.
        unsafe { self.header.as_ref().keys }
    }

    /// The names of the topmost layer (all, if the set is flat).
    #[inline]
    fn keys(self) -> Keys<'h> {
        let tagged = self.tagged_keys().as_ptr();
        // SAFETY: a pointer without its tag is the one it was made from, which was not null.
        let header = unsafe { NonNull::new_unchecked(tagged.map_addr(|addr| addr & !LAYERED)) };
        Keys { header, heap: PhantomData }
    }

    #[inline]
    fn layer(self) -> Option<&'h Layer<'h>> {
        if self.tagged_keys().addr().get() & LAYERED == 0 {
            return None;
        }
        // SAFETY: a header with this tag is followed by a `Layer` (`layered`).
        Some(unsafe { self.header.add(1).cast::<Layer<'h>>().as_ref() })
    }

    /// Layers below this one.
    fn depth(self) -> u32 {
        self.layer().map_or(0, |layer| layer.depth)
    }

    #[inline]
    fn own_values(self) -> &'h [Value<'h>] {
        let len = self.keys().as_slice().len();
        // SAFETY: as many values as keys follow the header and, if there is one, the layer.
        unsafe {
            let mut behind = self.header.add(1).cast::<Value<'h>>();
            if self.layer().is_some() {
                behind = behind.cast::<Layer<'h>>().add(1).cast();
            }
            std::slice::from_raw_parts(behind.as_ptr(), len)
        }
    }

    /// Number of attributes.
    #[inline]
    pub fn len(self) -> usize {
        match self.layer() {
            None => self.keys().as_slice().len(),
            Some(layer) => layer.total as usize,
        }
    }

    /// Whether there are no attributes.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Where the set begins, if that is known.
    pub fn pos(self) -> Pos {
        self.keys().pos()
    }

    /// An attribute with the place it is defined at.
    #[inline]
    pub fn get(self, name: Symbol) -> Option<(Value<'h>, Pos)> {
        let mut attrs = self;
        loop {
            let keys = attrs.keys();
            if let Some(index) = keys.find(name) {
                return Some((*attrs.own_values().get(index)?, keys.as_slice().get(index)?.pos));
            }
            let layer = attrs.layer()?;
            attrs = layer.flat.get().unwrap_or(layer.base);
        }
    }

    /// An attribute's value.
    #[inline]
    pub fn value(self, name: Symbol) -> Option<Value<'h>> {
        self.get(name).map(|found| found.0)
    }

    /// All names, sorted by symbol, and the values in the same order.
    pub fn flat(self, heap: Heap<'h>) -> (Keys<'h>, &'h [Value<'h>]) {
        let Some(layer) = self.layer() else { return (self.keys(), self.own_values()) };
        let flat = layer.flat.get().unwrap_or_else(|| {
            let flat = self.flatten(heap, layer.base);
            layer.flat.set(Some(flat));
            flat
        });
        (flat.keys(), flat.own_values())
    }

    /// The attributes of a layer and all below it in one. The small layers are put together first, so that what is large
    /// is copied once.
    fn flatten(self, heap: Heap<'h>, base: Attrs<'h>) -> Attrs<'h> {
        let (mut base, mut upper) = (base, (self.keys(), self.own_values()));
        while let Some(layer) = base.layer() {
            match layer.flat.get() {
                Some(flat) => base = flat,
                None => {
                    let both = merge(heap, (base.keys(), base.own_values()), upper);
                    upper = (both.keys(), both.own_values());
                    base = layer.base;
                }
            }
        }
        merge(heap, (base.keys(), base.own_values()), upper)
    }

    /// All attributes, sorted by symbol.
    pub fn iter(self, heap: Heap<'h>) -> impl ExactSizeIterator<Item = (Key, Value<'h>)> + Clone + 'h {
        let (keys, values) = self.flat(heap);
        keys.as_slice().iter().copied().zip(values.iter().copied())
    }

    /// `self // other`
    pub fn update(self, heap: Heap<'h>, other: Attrs<'h>) -> Attrs<'h> {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        let depth = self.depth();
        let (keys, values) = other.flat(heap);
        if other.len() <= LAYER_MAX && depth < DEPTH_MAX && self.len() > 2 * other.len() + 2 {
            let top =
                if other.layer().is_some() { Attrs::new(heap, keys, |index| values[index]) } else { other };
            return Attrs::layered(heap, self, top);
        }
        merge(heap, self.flat(heap), (keys, values))
    }

    #[inline]
    pub(super) fn header(self) -> NonNull<AttrsHeader<'h>> {
        self.header
    }

    /// # Safety
    /// `header` comes from [`Attrs::header`] of a set of the same heap.
    #[inline]
    pub(super) unsafe fn from_header(header: NonNull<AttrsHeader<'h>>) -> Self {
        Attrs { header, heap: PhantomData }
    }
}

/// A set taken apart: its names, and its values in their order.
type Flat<'h> = (Keys<'h>, &'h [Value<'h>]);

/// Both sets in one, `right` preferred.
fn merge<'h>(heap: Heap<'h>, left: Flat<'h>, right: Flat<'h>) -> Attrs<'h> {
    if left.0.same(right.0) {
        return Attrs::new(heap, right.0, |index| right.1[index]);
    }
    let keys = merged_keys(heap, left.0, right.0);
    let (left_keys, right_keys) = (left.0.as_slice(), right.0.as_slice());
    let names = keys.as_slice();
    let (mut i, mut j) = (0, 0);
    Attrs::new(heap, keys, |index| {
        let name = names[index].name;
        let in_left = left_keys.get(i).is_some_and(|key| key.name == name);
        let value = left.1.get(i);
        i += usize::from(in_left);
        if right_keys.get(j).is_some_and(|key| key.name == name) {
            j += 1;
            return right.1[j - 1];
        }
        value.copied().unwrap_or(Value::NULL)
    })
}

/// A place of the cache of merged tables: two tables and what they give.
#[derive(Clone, Copy)]
pub(super) struct Merged {
    left: NonNull<KeysHeader>,
    right: NonNull<KeysHeader>,
    merged: NonNull<KeysHeader>,
}

/// The names of two sets in one table. The same two tables mostly meet again, and then give the same table.
fn merged_keys<'h>(heap: Heap<'h>, left: Keys<'h>, right: Keys<'h>) -> Keys<'h> {
    let mix = left.header.addr().get().rotate_left(7) ^ right.header.addr().get();
    let place =
        &heap.merged_places()[(mix.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) % heap.merged_places().len()];
    if let Some(known) = place.get()
        && (known.left, known.right) == (left.header, right.header)
    {
        return Keys { header: known.merged, heap: PhantomData };
    }
    let merged = merge_keys(heap, left, right);
    place.set(Some(Merged { left: left.header, right: right.header, merged: merged.header }));
    merged
}

fn merge_keys<'h>(heap: Heap<'h>, left: Keys<'h>, right: Keys<'h>) -> Keys<'h> {
    let (left_keys, right_keys) = (left.as_slice(), right.as_slice());
    let mut keys = KeyVec::with_capacity(left_keys.len() + right_keys.len());
    let (mut i, mut j) = (0, 0);
    loop {
        match (left_keys.get(i), right_keys.get(j)) {
            (None, None) => break,
            (Some(key), None) => {
                keys.push(*key);
                i += 1;
            }
            (Some(a), Some(b)) if a.name < b.name => {
                keys.push(*a);
                i += 1;
            }
            (a, Some(b)) => {
                i += usize::from(a.is_some_and(|a| a.name == b.name));
                keys.push(*b);
                j += 1;
            }
        }
    }
    if *keys == *left_keys { left } else { Keys::new(heap, left.pos(), &keys) }
}

/// Names on their way into a table; most sets are small.
pub(crate) type KeyVec = SmallVec<[Key; 32]>;

/// Collects attributes in any order.
pub struct AttrsBuilder<'h> {
    items: SmallVec<[(Key, Value<'h>); 8]>,
    pos: Pos,
}

impl<'h> AttrsBuilder<'h> {
    /// A builder with room for `capacity` attributes, of a set that begins at `pos`.
    pub fn new(capacity: usize, pos: Pos) -> Self {
        AttrsBuilder { items: SmallVec::with_capacity(capacity), pos }
    }

    /// Adds an attribute. Of several with the same name the first stays.
    #[inline]
    pub fn insert(&mut self, name: Symbol, pos: Pos, value: Value<'h>) {
        self.items.push((Key { name, pos }, value));
    }

    /// The set.
    pub fn finish(mut self, heap: Heap<'h>) -> Attrs<'h> {
        if !self.items.is_sorted_by_key(|item| item.0.name) {
            self.items.sort_by_key(|item| item.0.name);
        }
        self.items.dedup_by_key(|item| item.0.name);
        let keys: KeyVec = self.items.iter().map(|item| item.0).collect();
        Attrs::new(heap, Keys::new(heap, self.pos, &keys), |index| self.items[index].1)
    }
}
