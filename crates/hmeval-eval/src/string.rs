//! Strings and their context: what in the store a string refers to.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::heap::{Heap, Value};

/// A string: bytes, which can be part of another string's, and a context.
#[derive(Clone, Copy)]
pub struct Str<'h> {
    /// The text.
    pub bytes: &'h [u8],
    /// What it refers to; `None` if it refers to nothing.
    pub context: Option<&'h Context<'h>>,
}

/// A set of context elements: their numbers, sorted.
#[derive(Clone, Copy)]
pub struct Context<'h> {
    /// The elements.
    pub elements: &'h [ElementId],
}

/// The number of a [`ContextElement`] in [`Contexts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(pub u32);

/// One reference to the store (Nix manual, "String context").
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContextElement {
    /// A store path as it is.
    Opaque(Box<[u8]>),
    /// A derivation with all its outputs and everything that it depends on.
    DrvDeep(Box<[u8]>),
    /// An output of a derivation; the derivation is named as in Nix's encoding (a path, or `output!…` of another).
    Built {
        /// Path of the derivation, or the encoding of what yields it.
        drv: Box<[u8]>,
        /// Name of the output.
        output: Box<[u8]>,
    },
}

impl ContextElement {
    /// Nix's encoding: `path`, `=drv`, `!output!drv`.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            ContextElement::Opaque(path) => path.to_vec(),
            ContextElement::DrvDeep(drv) => [b"=", &drv[..]].concat(),
            ContextElement::Built { drv, output } => [b"!", &output[..], b"!", &drv[..]].concat(),
        }
    }
}

/// The table of context elements of one evaluation.
#[derive(Default)]
pub struct Contexts {
    table: RefCell<Table>,
}

#[derive(Default)]
struct Table {
    numbers: FxHashMap<ContextElement, ElementId>,
    elements: Vec<ContextElement>,
}

impl Contexts {
    /// The number of an element.
    pub fn intern(&self, element: ContextElement) -> ElementId {
        let mut table = self.table.borrow_mut();
        if let Some(id) = table.numbers.get(&element) {
            return *id;
        }
        let id = ElementId(u32::try_from(table.elements.len()).unwrap_or(u32::MAX));
        table.elements.push(element.clone());
        table.numbers.insert(element, id);
        id
    }

    /// An element by its number.
    pub fn get(&self, id: ElementId) -> ContextElement {
        let table = self.table.borrow();
        table.elements.get(id.0 as usize).cloned().unwrap_or(ContextElement::Opaque(Box::default()))
    }

    /// The elements of a context in Nix's order (that of its encoding's parts).
    pub fn sorted(&self, context: Option<&Context<'_>>) -> Vec<ContextElement> {
        let mut elements: Vec<_> =
            context.map_or(&[][..], |context| context.elements).iter().map(|id| self.get(*id)).collect();
        elements.sort();
        elements
    }
}

/// Collects the context of a string that is put together from others.
#[derive(Default)]
pub struct ContextBuilder<'h> {
    single: Option<&'h Context<'h>>,
    elements: Vec<ElementId>,
}

impl<'h> ContextBuilder<'h> {
    /// Nothing yet.
    pub fn new() -> Self {
        ContextBuilder::default()
    }

    /// Adds all elements of a context.
    #[inline]
    pub fn add(&mut self, context: Option<&'h Context<'h>>) {
        let Some(context) = context else { return };
        match self.single {
            None if self.elements.is_empty() => self.single = Some(context),
            Some(single) if std::ptr::eq(single, context) => {}
            _ => {
                if let Some(single) = self.single.take() {
                    self.elements.extend_from_slice(single.elements);
                }
                self.elements.extend_from_slice(context.elements);
            }
        }
    }

    /// Adds one element.
    pub fn add_element(&mut self, element: ElementId) {
        if let Some(single) = self.single.take() {
            self.elements.extend_from_slice(single.elements);
        }
        self.elements.push(element);
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.single.is_none() && self.elements.is_empty()
    }

    /// The context.
    pub fn finish(mut self, heap: Heap<'h>) -> Option<&'h Context<'h>> {
        if let Some(single) = self.single {
            return Some(single);
        }
        if self.elements.is_empty() {
            return None;
        }
        self.elements.sort_unstable();
        self.elements.dedup();
        Some(heap.alloc(Context { elements: heap.slice(&self.elements) }))
    }
}

impl<'h> Value<'h> {
    /// A string without context; the bytes are copied.
    pub fn string(heap: Heap<'h>, bytes: &[u8]) -> Self {
        Value::string_in(heap, heap.bytes(bytes), None)
    }

    /// A string of bytes that are in the heap already.
    #[inline]
    pub fn string_in(heap: Heap<'h>, bytes: &'h [u8], context: Option<&'h Context<'h>>) -> Self {
        Value::str(heap.alloc(Str { bytes, context }))
    }
}
