//! Lists: a length with the elements behind it.

use std::marker::PhantomData;
use std::ptr::NonNull;

use super::{Heap, Value};

/// A handle to a list.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct List<'h> {
    header: NonNull<ListHeader>,
    heap: PhantomData<std::cell::Cell<&'h ()>>,
}

/// The number of elements; they follow.
#[repr(C, align(8))]
pub(super) struct ListHeader {
    len: usize,
}

static EMPTY: ListHeader = ListHeader { len: 0 };

impl<'h> List<'h> {
    /// The empty list.
    pub fn empty() -> Self {
        List { header: NonNull::from(&EMPTY), heap: PhantomData }
    }

    /// A list of `len` elements, each made by `make` from its index; stops at the first failure.
    #[inline]
    pub fn try_new<E>(
        heap: Heap<'h>,
        len: usize,
        mut make: impl FnMut(usize) -> Result<Value<'h>, E>,
    ) -> Result<Self, E> {
        if len == 0 {
            return Ok(List::empty());
        }
        let memory = heap.raw(size_of::<ListHeader>() + len * size_of::<Value<'h>>()).cast::<ListHeader>();
        // SAFETY: `memory` is fresh, aligned, and has room for the header and `len` values; the handle is given out
        // only after all of them are written.
        unsafe {
            memory.write(ListHeader { len });
            let items = memory.add(1).cast::<Value<'h>>();
            for index in 0..len {
                items.add(index).write(make(index)?);
            }
        }
        Ok(List { header: memory, heap: PhantomData })
    }

    /// A list of `len` elements, each made by `make` from its index.
    #[inline]
    pub fn new(heap: Heap<'h>, len: usize, mut make: impl FnMut(usize) -> Value<'h>) -> Self {
        match List::try_new(heap, len, |index| Ok::<_, std::convert::Infallible>(make(index))) {
            Ok(list) => list,
            Err(never) => match never {},
        }
    }

    /// A list of these elements.
    pub fn from_slice(heap: Heap<'h>, items: &[Value<'h>]) -> Self {
        List::new(heap, items.len(), |index| items[index])
    }

    /// The elements.
    #[inline]
    pub fn items(self) -> &'h [Value<'h>] {
        // SAFETY: a handle points to an initialised header with `len` values behind it, which never change.
        unsafe {
            let len = self.header.as_ref().len;
            std::slice::from_raw_parts(self.header.add(1).cast::<Value<'h>>().as_ptr(), len)
        }
    }

    /// Number of elements.
    #[inline]
    pub fn len(self) -> usize {
        // SAFETY: a handle points to an initialised header.
        unsafe { self.header.as_ref().len }
    }

    /// Whether there are no elements.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    #[inline]
    pub(super) fn header(self) -> NonNull<ListHeader> {
        self.header
    }

    /// # Safety
    /// `header` comes from [`List::header`] of a list of the same heap.
    #[inline]
    pub(super) unsafe fn from_header(header: NonNull<ListHeader>) -> Self {
        List { header, heap: PhantomData }
    }
}
