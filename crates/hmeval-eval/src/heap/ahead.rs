//! Bringing the pages of the arena from another core.
//!
//! Clearing and charging a page takes the kernel about as long as the evaluation takes to fill it. A second thread that
//! stays a little ahead of the evaluation takes that off its way; what it brings too much is never more than
//! [`LEAD`] bytes, or a quarter of what is used.

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{JoinHandle, Thread};

/// Between two looks at whether it is to end, and between two reports, the thread asks for this much.
const PIECE: usize = 1 << 20;
/// At most so far ahead of the evaluation.
const LEAD: usize = 8 << 20;

/// The thread, and how it is told what to do.
pub(super) struct Ahead {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    handle: Thread,
    size: usize,
}

struct Shared {
    /// Up to here the memory is there.
    brought: AtomicUsize,
    /// Up to here it is wanted.
    wanted: AtomicUsize,
    /// The arena is going away.
    closed: AtomicBool,
}

/// The start of the arena, for the other thread.
struct Start(NonNull<u8>);

// SAFETY: the thread only names addresses to the kernel (`populate`); it never reads or writes through the pointer.
unsafe impl Send for Start {}

impl Ahead {
    /// Starts the thread; it begins at `from`. `None` where there is no second core, or no thread.
    pub(super) fn start(start: NonNull<u8>, size: usize, from: usize) -> Option<Ahead> {
        if !cfg!(target_os = "linux") || std::thread::available_parallelism().map_or(1, usize::from) < 2 {
            return None;
        }
        let shared = Arc::new(Shared {
            brought: AtomicUsize::new(from),
            wanted: AtomicUsize::new(from),
            closed: AtomicBool::new(false),
        });
        let (start, theirs) = (Start(start), Arc::clone(&shared));
        let thread = std::thread::Builder::new()
            .name("pages".to_owned())
            .stack_size(64 << 10)
            .spawn(move || bring(&start, &theirs))
            .ok()?;
        let handle = thread.thread().clone();
        Some(Ahead { shared, thread: Some(thread), handle, size })
    }

    /// The evaluation is at `used`: says up to where the memory is there, and lets the thread go on.
    pub(super) fn advance(&self, used: usize) -> usize {
        let wanted = used.saturating_add((used / 4).min(LEAD)).min(self.size);
        self.shared.wanted.store(wanted, Ordering::Release);
        self.handle.unpark();
        self.shared.brought.load(Ordering::Acquire)
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::Release);
        self.handle.unpark();
        if let Some(thread) = self.thread.take() {
            // It has nothing that could panic, and there is nothing to be done if it did.
            let _ = thread.join();
        }
    }
}

fn bring(start: &Start, shared: &Shared) {
    let mut brought = shared.brought.load(Ordering::Acquire);
    while !shared.closed.load(Ordering::Acquire) {
        let wanted = shared.wanted.load(Ordering::Acquire);
        if brought >= wanted {
            std::thread::park();
            continue;
        }
        let piece = (wanted - brought).min(PIECE);
        populate(start.0, brought, piece);
        brought += piece;
        shared.brought.store(brought, Ordering::Release);
    }
}

/// Asks the kernel for the pages of a part of the arena. What is written there stays.
#[cfg(target_os = "linux")]
pub(super) fn populate(start: NonNull<u8>, from: usize, len: usize) {
    // SAFETY: the range lies in the mapping, which outlives the thread; its content stays what it is. Kernels before 5.14
    // refuse, and bring the pages when they are touched.
    unsafe {
        libc::madvise(start.as_ptr().add(from).cast(), len, libc::MADV_POPULATE_WRITE);
    }
}

/// Tells the kernel that a part of the arena may have pages of 2 MB. Where it refuses, they are the usual ones.
#[cfg(target_os = "linux")]
pub(super) fn prefer_huge_pages(start: NonNull<u8>, from: usize, to: usize) {
    // SAFETY: the range lies in the mapping, nothing is in it yet, and its content does not depend on the size of its pages.
    unsafe {
        libc::madvise(start.as_ptr().add(from).cast(), to - from, libc::MADV_HUGEPAGE);
    }
}

/// Other kernels choose their pages themselves.
#[cfg(not(target_os = "linux"))]
pub(super) fn prefer_huge_pages(_: NonNull<u8>, _: usize, _: usize) {}

/// Other kernels bring the pages when they are touched.
#[cfg(not(target_os = "linux"))]
pub(super) fn populate(_: NonNull<u8>, _: usize, _: usize) {}
