//! The arena: one reserved range of addresses, filled from its start and given back as a whole.
//!
//! An evaluation touches all of its memory once, front to back. Page by page that would interrupt it tens of thousands
//! of times; so the kernel is asked for the next pages in steps, shortly before they are needed (`docs/performance.md`,
//! "Memory"). Reserving costs nothing: only what was stepped over is memory.

use std::cell::Cell;
use std::ptr::NonNull;

/// What is reserved, if the system allows; else half of it, and so on.
const RESERVED: usize = 1 << 37;
/// Less than this is no use.
const LEAST: usize = 1 << 28;
/// Memory is asked for in steps from this size …
const STEP_MIN: usize = 256 << 10;
/// … to this size, a sixteenth of what is used in between.
const STEP_MAX: usize = 4 << 20;

/// Memory that is only ever added to.
pub(super) struct Arena {
    start: NonNull<u8>,
    size: usize,
    next: Cell<usize>,
    /// Up to here the memory is there already.
    ready: Cell<usize>,
}

impl Arena {
    /// An arena that owns a fresh range of addresses.
    pub(super) fn new() -> Self {
        let mut size = RESERVED;
        loop {
            if let Some(start) = reserve(size) {
                return Arena { start, size, next: Cell::new(0), ready: Cell::new(0) };
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
        populate(self.start, from, ready - from);
        self.ready.set(ready);
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
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

#[cfg(target_os = "linux")]
fn populate(start: NonNull<u8>, from: usize, len: usize) {
    // SAFETY: the range lies in the mapping; its content stays what it is. Kernels before 5.14 refuse, and bring the
    // pages when they are touched.
    unsafe {
        libc::madvise(start.as_ptr().add(from).cast(), len, libc::MADV_POPULATE_WRITE);
    }
}

#[cfg(not(target_os = "linux"))]
fn populate(_: NonNull<u8>, _: usize, _: usize) {}
