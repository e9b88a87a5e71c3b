//! Environments: the variables of one function call, `let`, `rec` or `with`, and a link to the enclosing one.

use std::cell::Cell;
use std::marker::PhantomData;
use std::ptr::NonNull;

use super::{Heap, Value};

const LEN_SHIFT: u32 = 48;
const POINTER_MASK: usize = (1 << LEN_SHIFT) - 1;

/// A handle to an environment: its slots and the environment around it.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Env<'h> {
    header: NonNull<Header>,
    heap: PhantomData<Cell<&'h ()>>,
}

const _: () = assert!(size_of::<Option<Env<'static>>>() == 8);

/// The enclosing environment with the number of slots in the highest 16 bits. The slots follow.
struct Header {
    up: *const Header,
}

impl<'h> Env<'h> {
    /// The most slots an environment can have.
    pub const MAX_LEN: usize = u16::MAX as usize;

    /// An environment with `len` slots (at most [`Env::MAX_LEN`], else `None`), which are unset at first.
    #[inline]
    pub fn new(heap: Heap<'h>, up: Option<Env<'h>>, len: usize) -> Option<Self> {
        if len > Env::MAX_LEN {
            return None;
        }
        let memory = heap.raw(size_of::<Header>() + len * size_of::<Value<'h>>()).cast::<Header>();
        let up = up.map_or(std::ptr::null(), |env| env.header.as_ptr().cast_const());
        let up = up.map_addr(|addr| addr | len << LEN_SHIFT);
        // SAFETY: `memory` is fresh, aligned, and has room for the header and `len` values.
        unsafe {
            memory.write(Header { up });
            let slots = memory.add(1).cast::<Value<'h>>();
            for index in 0..len {
                slots.add(index).write(Value::UNSET);
            }
        }
        Some(Env { header: memory, heap: PhantomData })
    }

    #[inline]
    fn tagged_up(self) -> *const Header {
        // SAFETY: an `Env` points to an initialised header (`new`).
        unsafe { self.header.as_ref().up }
    }

    /// Number of slots.
    #[inline]
    pub fn len(self) -> usize {
        self.tagged_up().addr() >> LEN_SHIFT
    }

    /// Whether this is the very same environment.
    #[inline]
    pub fn same(self, other: Env<'h>) -> bool {
        self.header == other.header
    }

    /// Whether it has no slots.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The enclosing environment.
    #[inline]
    pub fn up(self) -> Option<Env<'h>> {
        let up = self.tagged_up().map_addr(|addr| addr & POINTER_MASK);
        NonNull::new(up.cast_mut()).map(|header| Env { header, heap: PhantomData })
    }

    /// The slots.
    #[inline]
    pub fn slots(self) -> &'h [Cell<Value<'h>>] {
        // SAFETY: `len` values follow the header (`new`); `Cell<Value>` has the layout of `Value`; they are only ever
        // changed through cells.
        unsafe {
            std::slice::from_raw_parts(self.header.add(1).cast::<Cell<Value<'h>>>().as_ptr(), self.len())
        }
    }

    /// The value in a slot, `level` environments up. `None` cannot occur for variables placed by `bind`.
    #[inline]
    pub fn get(self, level: u32, slot: u32) -> Option<Value<'h>> {
        let mut env = self;
        for _ in 0..level {
            env = env.up()?;
        }
        env.slots().get(slot as usize).map(Cell::get)
    }

    /// The environment `level` levels up.
    #[inline]
    pub fn ancestor(self, level: u32) -> Option<Env<'h>> {
        let mut env = self;
        for _ in 0..level {
            env = env.up()?;
        }
        Some(env)
    }

    #[inline]
    pub(super) fn into_raw(self) -> *const () {
        self.header.as_ptr().cast_const().cast()
    }

    /// # Safety
    /// `raw` comes from [`Env::into_raw`] of an environment of the same heap.
    #[inline]
    pub(super) unsafe fn from_raw(raw: *const ()) -> Self {
        // SAFETY: the caller's promise; handles are never null.
        Env { header: unsafe { NonNull::new_unchecked(raw.cast_mut().cast()) }, heap: PhantomData }
    }
}
