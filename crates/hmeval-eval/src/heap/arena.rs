//! The arena: one reserved range of addresses, filled from its start and given back as a whole.
//!
//! An evaluation touches all of its memory once, front to back. Page by page that would interrupt it tens of thousands
//! of times; so the kernel is asked for the next pages in steps, shortly before they are needed, and once an evaluation
//! is not a small one, by another thread (`super::ahead`; `docs/performance.md`, "Memory"). Reserving costs nothing: only
//! what was stepped over is memory.

use std::cell::{Cell, OnceCell};
use std::ptr::NonNull;

use super::ahead::{Ahead, populate, prefer_huge_pages};

/// What is reserved, if the system allows; else half of it, and so on.
const RESERVED: usize = 1 << 37;
/// Less than this is no use.
const LEAST: usize = 1 << 28;
/// Memory is asked for in steps from this size …
const STEP_MIN: usize = 256 << 10;
/// … to this size, a sixteenth of what is used in between.
const STEP_MAX: usize = 4 << 20;
/// From here on another thread asks for the pages.
const AHEAD_FROM: usize = 2 << 20;
/// What comes after the first 2 MB, which small evaluations never leave, and before this is asked for in pages of 2 MB, if
/// the system has them. Beyond it they gain nothing that could be measured, and cost virtual machines more than they save.
const HUGE_TO: usize = 32 << 20;

/// Memory that is only ever added to.
pub(super) struct Arena {
    start: NonNull<u8>,
    size: usize,
    next: Cell<usize>,
    /// Up to here the memory is there already.
    ready: Cell<usize>,
    /// Who brings the pages behind; nobody as long as little is used, or where no thread can be had.
    ahead: OnceCell<Option<Ahead>>,
}

impl Arena {
    /// An arena that owns a fresh range of addresses.
    pub(super) fn new() -> Self {
        let mut size = RESERVED;
        loop {
            if let Some(start) = reserve(size) {
                prefer_huge_pages(start, AHEAD_FROM, HUGE_TO);
                return Arena {
                    start,
                    size,
                    next: Cell::new(0),
                    ready: Cell::new(0),
                    ahead: OnceCell::new(),
                };
            }
            size /= 2;
            if size < LEAST {
                // Not even addresses are left: nothing in this process could go on.
                std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; LEAST]>());
            }
        }
    }

    /// Bytes handed out.
    pub(super) fn used(&self) -> usize {
        self.next.get()
    }

    /// Bytes that can be handed out in all.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Room for `size` bytes, aligned to 8.
    #[inline]
    pub(super) fn alloc(&self, size: usize) -> NonNull<u8> {
        let start = self.next.get();
        // Sizes are those of things in memory: rounding up cannot overflow.
        let end = start + ((size + 7) & !7);
        if end > self.ready.get() {
            self.step(end);
        }
        self.next.set(end);
        // SAFETY: `step` made sure that the range has `end` bytes, and `start` is not behind `end`.
        unsafe { self.start.add(start) }
    }

    #[cold]
    #[inline(never)]
    fn step(&self, end: usize) {
        let step = (end / 16).clamp(STEP_MIN, STEP_MAX);
        let Some(ready) =
            end.checked_add(step).map(|ready| ready & !(STEP_MIN - 1)).filter(|it| *it <= self.size)
        else {
            // `Evaluator::check_memory` ends evaluations long before.
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; STEP_MAX]>());
        };
        let from = self.ready.get();
        let brought = if ready < AHEAD_FROM { 0 } else { self.brought(ready) };
        if brought < ready {
            populate(self.start, from.max(brought), ready - from.max(brought));
        }
        self.ready.set(ready);
    }

    /// Up to where the other thread has brought the memory; it goes on for what comes after `ready`.
    fn brought(&self, ready: usize) -> usize {
        let ahead = self.ahead.get_or_init(|| Ahead::start(self.start, self.size, ready));
        ahead.as_ref().map_or(0, |ahead| ahead.advance(ready))
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        // The other thread ends before its memory goes.
        drop(self.ahead.take());
        // SAFETY: the range is the one that `reserve` got, and nobody has references into it any more: they borrow
        // from the owner of the arena.
        unsafe {
            libc::munmap(self.start.as_ptr().cast(), self.size);
        }
    }
}

fn reserve(size: usize) -> Option<NonNull<u8>> {
    // SAFETY: a new private mapping at no particular address touches nothing that is there.
    let start = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            size,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if start == libc::MAP_FAILED { None } else { NonNull::new(start.cast()) }
}
