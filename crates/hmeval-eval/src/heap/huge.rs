//! An allocator that asks for huge pages where much memory is wanted at once.
//!
//! The chunks of a large heap are touched from one end to the other. With pages of 4 KiB the kernel interrupts that
//! tens of thousands of times; with huge pages, some hundred times (`docs/performance.md`, "Memory").

use std::alloc::{GlobalAlloc, Layout, System};

/// The system's allocator, with huge pages for large allocations on Linux. To be declared `#[global_allocator]` by
/// programs.
pub struct HugePages;

/// Allocations from this size on get huge pages.
const LARGE: usize = 4 << 20;

// SAFETY: all requests go to the system's allocator as they are; advice about pages changes no content.
unsafe impl GlobalAlloc for HugePages {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        let memory = unsafe { System.alloc(layout) };
        if layout.size() >= LARGE && !memory.is_null() {
            advise(memory, layout.size());
        }
        memory
    }

    #[inline]
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[cfg(target_os = "linux")]
#[cold]
fn advise(memory: *mut u8, size: usize) {
    const PAGE: usize = 4096;
    let skipped = memory.align_offset(PAGE);
    let Some(length) = size.checked_sub(skipped) else { return };
    // SAFETY: the range lies in the allocation; the advice is about its pages, whose content stays what it is. That it
    // may be refused does not matter.
    unsafe {
        libc::madvise(memory.add(skipped).cast(), length & !(PAGE - 1), libc::MADV_HUGEPAGE);
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: *mut u8, _: usize) {}
