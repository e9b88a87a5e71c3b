//! The heap of one evaluation, and the compact representation of values in it.
//!
//! Everything an evaluation makes lies in one arena that is freed as a whole. A [`Value`] is one word: a pointer
//! whose lowest three bits tell what it points to, or a small integer, a boolean or null. Lists, attribute sets and
//! environments are a header with their elements behind it. This halves the memory of an enum with fat pointers, and
//! memory traffic is what a lazy evaluator spends its time on (`docs/performance.md`, "Value representation").
//!
//! # Safety
//!
//! This directory is the only one in the workspace with `unsafe` code. What it relies on:
//!
//! 1. *Nothing is freed or moved while `'h` lives.* A [`Heap<'h>`] holds `&'h Storage`; every pointer in a [`Value<'h>`],
//!    [`List<'h>`], [`Attrs<'h>`], [`Env<'h>`] or [`Thunk`] comes from an allocation in that arena (or is `'static`),
//!    so it is valid for all of `'h`.
//! 2. *A tag is only ever put on a pointer of its type.* The constructors in `value.rs` are the only places that make
//!    tagged words, each takes a typed reference or handle, and [`Value::view`] is the only one that takes them apart.
//! 3. *Headers tell the truth.* A handle's length is written once, by the function that allocated that many elements and
//!    initialised all of them before it gave the handle out. No function shortens or extends.
//! 4. *No references to elements are exclusive.* Elements that change after they were written (slots of environments,
//!    the two words of a thunk) are `Cell`s, and nothing here is `Sync` or `Send`.
//! 5. *No destructors.* Only `Copy` data and references are stored, so that dropping the arena leaks nothing.
//!
//! Pointers keep their provenance (`map_addr`), so that the tests of this directory run under Miri.

#![allow(unsafe_code, reason = "the one directory where it is allowed; see the essay above")]

mod ahead;
mod arena;
mod attrs;
mod env;
mod found;
mod list;
mod thunk;
mod value;

pub(crate) use attrs::KeyVec;
pub use attrs::{Attrs, AttrsBuilder, Key, Keys};
pub use env::Env;
pub use list::List;
pub use thunk::{Later, NativeThunk, Thunk, ThunkState};
pub use value::{Boxed, Closure, Function, Value, View};

use std::cell::Cell;
use std::marker::PhantomData;
use std::ptr::NonNull;
use std::sync::Arc;

use hmeval_syntax::Parsed;
use hmeval_syntax::ir::Ir;

use arena::Arena;
use attrs::{KeysHeader, Merged};

/// So many tables of names are remembered.
const REMEMBERED: usize = 4096;

/// The memory of one evaluation. Everything in it is freed when it is dropped.
pub struct Storage {
    arena: Arena,
    /// Parsed files, which own memory of their own, and may belong to other evaluations too.
    files: typed_arena::Arena<Arc<Parsed>>,
    /// Tables of names that were merged lately.
    merged: Box<[Cell<Option<Merged>>]>,
    /// Tables of names that were made lately.
    tables: Box<[Cell<Option<NonNull<KeysHeader>>>]>,
    /// It stays on its thread, for look-ups in it are remembered there (`found`).
    thread: PhantomData<*const ()>,
}

impl Drop for Storage {
    fn drop(&mut self) {
        found::forget();
    }
}

impl Default for Storage {
    fn default() -> Self {
        let merged = std::iter::repeat_with(|| Cell::new(None)).take(REMEMBERED).collect();
        let tables = std::iter::repeat_with(|| Cell::new(None)).take(REMEMBERED).collect();
        Storage { arena: Arena::new(), files: typed_arena::Arena::new(), merged, tables, thread: PhantomData }
    }
}

/// A handle to the memory of one evaluation.
#[derive(Clone, Copy)]
pub struct Heap<'h> {
    storage: &'h Storage,
}

impl<'h> Heap<'h> {
    /// A heap in `storage`, which must serve no other evaluation.
    pub fn new(storage: &'h Storage) -> Self {
        Heap { storage }
    }

    /// Keeps a parsed file as long as the heap.
    pub(crate) fn keep_file(self, file: Arc<Parsed>) -> &'h Ir {
        &self.storage.files.alloc(file).ir
    }

    /// The cache of merged tables of names.
    #[inline]
    fn merged_places(self) -> &'h [Cell<Option<Merged>>] {
        &self.storage.merged
    }

    /// The tables of names made lately, by hash.
    #[inline]
    fn table_places(self) -> &'h [Cell<Option<NonNull<KeysHeader>>>] {
        &self.storage.tables
    }

    /// Moves `value` into the heap. `T` must not need to be dropped (it never is).
    #[inline]
    pub fn alloc<T: Copy>(self, value: T) -> &'h T {
        self.alloc_cell(value)
    }

    /// Moves a value with interior mutability into the heap; like [`Heap::alloc`], it is never dropped.
    #[inline]
    pub fn alloc_cell<T>(self, value: T) -> &'h T {
        const { assert!(!std::mem::needs_drop::<T>(), "what lies in the heap is never dropped") };
        const { assert!(align_of::<T>() <= 8, "the heap is aligned to 8") };
        let memory = self.raw(size_of::<T>()).cast::<T>();
        // SAFETY: `memory` is fresh, aligned, and has room for a `T`; it lives as long as the storage.
        unsafe {
            memory.write(value);
            memory.as_ref()
        }
    }

    /// Copies bytes into the heap.
    #[inline]
    pub fn bytes(self, bytes: &[u8]) -> &'h [u8] {
        self.slice(bytes)
    }

    /// Parts of a text, put together in the heap; `len` is the sum of their lengths.
    pub fn concat(self, parts: &[&[u8]], len: usize) -> &'h [u8] {
        let memory = self.raw(len);
        let mut filled = 0;
        for part in parts {
            let room = len - filled;
            let part = &part[..part.len().min(room)];
            // SAFETY: `filled + part.len()` is at most `len`, for which there is room.
            unsafe { memory.add(filled).copy_from_nonoverlapping(NonNull::from(part).cast(), part.len()) };
            filled += part.len();
        }
        // SAFETY: `filled` bytes were written.
        unsafe { std::slice::from_raw_parts(memory.as_ptr(), filled) }
    }

    /// Copies a slice into the heap.
    #[inline]
    pub fn slice<T: Copy>(self, items: &[T]) -> &'h [T] {
        const { assert!(align_of::<T>() <= 8, "the heap is aligned to 8") };
        let memory = self.raw(size_of_val(items)).cast::<T>();
        // SAFETY: `memory` is fresh, aligned, and has room for the items; it lives as long as the storage.
        unsafe {
            memory.copy_from_nonoverlapping(NonNull::from(items).cast(), items.len());
            std::slice::from_raw_parts(memory.as_ptr(), items.len())
        }
    }

    /// A slice of `len` elements made by `make`.
    pub fn slice_with<T>(self, len: usize, mut make: impl FnMut(usize) -> T) -> &'h [T] {
        const { assert!(!std::mem::needs_drop::<T>(), "what lies in the heap is never dropped") };
        const { assert!(align_of::<T>() <= 8, "the heap is aligned to 8") };
        let memory = self.raw(size_of::<T>().saturating_mul(len)).cast::<T>();
        // SAFETY: as in `slice`; all elements are written before the slice is made.
        unsafe {
            for index in 0..len {
                memory.add(index).write(make(index));
            }
            std::slice::from_raw_parts(memory.as_ptr(), len)
        }
    }

    /// Bytes allocated so far.
    pub fn allocated(self) -> usize {
        self.storage.arena.used()
    }

    /// Bytes that can be allocated in all.
    pub fn capacity(self) -> usize {
        self.storage.arena.size()
    }

    /// Room for `size` bytes, aligned to 8.
    #[inline]
    fn raw(self, size: usize) -> NonNull<u8> {
        self.storage.arena.alloc(size)
    }
}
