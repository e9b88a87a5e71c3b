//! The value: one tagged word, and the view of it that the evaluator matches on.

use std::cell::Cell;
use std::marker::PhantomData;
use std::ptr::NonNull;

use super::{Attrs, Env, Heap, List, Thunk};
use crate::builtins::Builtin;
use crate::code::Code;
use crate::string::Str;
use hmeval_syntax::ir::Lambda;

const TAG_MASK: usize = 7;
const THUNK: usize = 0;
const ATTRS: usize = 1;
const LIST: usize = 2;
const STR: usize = 3;
const CLOSURE: usize = 4;
const BOXED: usize = 5;
const INT: usize = 6;
const IMMEDIATE: usize = 7;

const NULL_BITS: usize = IMMEDIATE;
const FALSE_BITS: usize = IMMEDIATE | 1 << 3;
const TRUE_BITS: usize = IMMEDIATE | 2 << 3;
const UNSET_BITS: usize = IMMEDIATE | 3 << 3;

/// A Nix value, evaluated or not: one word, `Copy`.
///
/// Equality of the word ([`Value::same`]) is identity: the same thunk, the same list, the same small number.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Value<'h> {
    word: NonNull<u8>,
    heap: PhantomData<&'h Cell<()>>,
}

const _: () = assert!(size_of::<Value<'static>>() == 8);
const _: () = assert!(size_of::<Option<Value<'static>>>() == 8);

/// A function with the environment it was made in.
///
/// Arguments and variables that are functions are made at once, where Nix makes a thunk. Printing shows the difference as
/// long as nobody has needed the function; the lowest bit of the pointer to it tells.
pub struct Closure<'h> {
    function: Cell<NonNull<Function<'h>>>,
    /// Where its free variables are.
    pub env: Env<'h>,
}

/// Marks the pointer to the function of a closure that is a thunk in Nix.
const NOT_NEEDED_YET: usize = 1;

const _: () = assert!(size_of::<Closure<'static>>() == 16);

/// A function of a file, without an environment.
pub struct Function<'h> {
    /// The file it is written in.
    pub code: &'h Code<'h>,
    /// What it is.
    pub lambda: &'h Lambda,
    /// Its number in the file.
    pub number: u32,
    /// Whether it has a native version.
    pub(crate) recognition: Cell<crate::native::Recognition<'h>>,
    /// How often it was called and interpreted.
    pub calls: Cell<u32>,
}

impl<'h> Closure<'h> {
    /// A function that was asked for.
    #[inline]
    pub fn new(function: &'h Function<'h>, env: Env<'h>) -> Self {
        Closure { function: Cell::new(NonNull::from(function)), env }
    }

    /// A function that nobody needs yet.
    #[inline]
    pub fn not_needed_yet(function: &'h Function<'h>, env: Env<'h>) -> Self {
        Closure { function: Cell::new(NonNull::from(function).map_addr(|addr| addr | NOT_NEEDED_YET)), env }
    }

    /// The function.
    #[inline]
    pub fn function(&self) -> &'h Function<'h> {
        let plain = self.function.get().as_ptr().map_addr(|addr| addr & !NOT_NEEDED_YET);
        // SAFETY: without the mark it is the pointer that `new` or `not_needed_yet` took from a reference of the heap.
        unsafe { &*plain }
    }

    /// Whether this is still a thunk in Nix.
    #[inline]
    pub fn is_not_needed_yet(&self) -> bool {
        self.function.get().addr().get() & NOT_NEEDED_YET != 0
    }

    /// The function is needed now.
    #[inline]
    pub fn need(&self) {
        if self.is_not_needed_yet() {
            self.function.set(NonNull::from(self.function()));
        }
    }
    /// The file it is written in.
    #[inline]
    pub fn code(&self) -> &'h Code<'h> {
        self.function().code
    }

    /// What it is.
    #[inline]
    pub fn lambda(&self) -> &'h Lambda {
        self.function().lambda
    }
}

/// The rarer kinds of values.
#[derive(Clone, Copy)]
pub enum Boxed<'h> {
    /// An integer that does not fit into 61 bits.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A path: absolute and canonical.
    Path(&'h [u8]),
    /// A builtin function.
    Builtin(&'static Builtin),
    /// A builtin function with some, not all, of its arguments.
    Partial(&'static Builtin, &'h [Value<'h>]),
}

/// What a [`Value`] is.
#[derive(Clone, Copy)]
pub enum View<'h> {
    /// Not (known to be) evaluated: ask the thunk.
    Thunk(&'h Thunk<'h>),
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A string with its context.
    Str(&'h Str<'h>),
    /// A path: absolute and canonical.
    Path(&'h [u8]),
    /// A list.
    List(List<'h>),
    /// An attribute set.
    Attrs(Attrs<'h>),
    /// A function written in Nix.
    Closure(&'h Closure<'h>),
    /// A builtin function.
    Builtin(&'static Builtin),
    /// A builtin function that lacks arguments.
    Partial(&'static Builtin, &'h [Value<'h>]),
}

impl<'h> Value<'h> {
    /// `null`
    pub const NULL: Value<'h> = Value::immediate(NULL_BITS);
    /// `true`
    pub const TRUE: Value<'h> = Value::immediate(TRUE_BITS);
    /// `false`
    pub const FALSE: Value<'h> = Value::immediate(FALSE_BITS);

    /// What a slot of an environment holds before it is set; never seen by an expression.
    pub const UNSET: Value<'h> = Value::immediate(UNSET_BITS);

    /// Whether this is [`Value::UNSET`].
    #[inline]
    pub fn is_unset(self) -> bool {
        self.word.addr().get() == UNSET_BITS
    }

    const fn immediate(bits: usize) -> Self {
        match std::num::NonZeroUsize::new(bits) {
            Some(bits) => Value { word: NonNull::without_provenance(bits), heap: PhantomData },
            None => panic!("immediate values have a tag"),
        }
    }

    #[inline]
    fn tagged<T>(pointer: NonNull<T>, tag: usize) -> Self {
        // Adding a tag to an aligned, non-null address cannot make it null.
        let word = pointer.cast::<u8>().map_addr(|addr| addr | tag);
        Value { word, heap: PhantomData }
    }

    #[inline]
    fn tag(self) -> usize {
        self.word.addr().get() & TAG_MASK
    }

    #[inline]
    fn pointer<T>(self) -> NonNull<T> {
        // SAFETY: the tagged words with a pointer are made from non-null, 8-aligned pointers, so that clearing the
        // tag gives that pointer again.
        unsafe { NonNull::new_unchecked(self.word.as_ptr().map_addr(|addr| addr & !TAG_MASK).cast::<T>()) }
    }

    /// An integer.
    #[inline]
    pub fn int(heap: Heap<'h>, n: i64) -> Self {
        let shifted = n << 3;
        if shifted >> 3 == n {
            Value::immediate(shifted as usize | INT)
        } else {
            Value::boxed(heap.alloc(Boxed::Int(n)))
        }
    }

    /// A boolean.
    #[inline]
    pub fn bool(b: bool) -> Self {
        if b { Value::TRUE } else { Value::FALSE }
    }

    /// A floating-point number.
    pub fn float(heap: Heap<'h>, n: f64) -> Self {
        Value::boxed(heap.alloc(Boxed::Float(n)))
    }

    /// A path, which must be absolute and canonical.
    pub fn path(heap: Heap<'h>, path: &'h [u8]) -> Self {
        Value::boxed(heap.alloc(Boxed::Path(path)))
    }

    /// One of the rarer kinds.
    #[inline]
    pub fn boxed(boxed: &'h Boxed<'h>) -> Self {
        Value::tagged(NonNull::from(boxed), BOXED)
    }

    /// A delayed value.
    #[inline]
    pub fn thunk(thunk: &'h Thunk<'h>) -> Self {
        Value::tagged(NonNull::from(thunk), THUNK)
    }

    /// A string.
    #[inline]
    pub fn str(str: &'h Str<'h>) -> Self {
        Value::tagged(NonNull::from(str), STR)
    }

    /// A function.
    #[inline]
    pub fn closure(closure: &'h Closure<'h>) -> Self {
        Value::tagged(NonNull::from(closure), CLOSURE)
    }

    /// A list.
    #[inline]
    pub fn list(list: List<'h>) -> Self {
        Value::tagged(list.header(), LIST)
    }

    /// An attribute set.
    #[inline]
    pub fn attrs(attrs: Attrs<'h>) -> Self {
        Value::tagged(attrs.header(), ATTRS)
    }

    /// Whether both are one and the same object in memory (or the same small number, boolean, null).
    #[inline]
    pub fn same(self, other: Value<'h>) -> bool {
        self.word == other.word
    }

    /// The word as a number: equal for equal objects, to keep a set of those already seen.
    pub fn address(self) -> usize {
        self.word.addr().get()
    }

    /// The value itself, where it is evaluated.
    #[inline]
    pub fn known(self) -> Option<Self> {
        self.as_thunk().map_or(Some(self), Thunk::value)
    }

    /// The thunk, if it is one.
    #[inline]
    pub fn as_thunk(self) -> Option<&'h Thunk<'h>> {
        if self.tag() == THUNK {
            // SAFETY: tag THUNK is only made by `Value::thunk`, from a `&'h Thunk<'h>`.
            Some(unsafe { self.pointer::<Thunk<'h>>().as_ref() })
        } else {
            None
        }
    }

    /// The attribute set, if it is an evaluated one.
    #[inline]
    pub fn as_attrs(self) -> Option<Attrs<'h>> {
        if self.tag() == ATTRS {
            // SAFETY: tag ATTRS is only made by `Value::attrs`, from an `Attrs<'h>`.
            Some(unsafe { Attrs::from_header(self.pointer()) })
        } else {
            None
        }
    }

    /// The list, if it is an evaluated one.
    #[inline]
    pub fn as_list(self) -> Option<List<'h>> {
        if self.tag() == LIST {
            // SAFETY: tag LIST is only made by `Value::list`, from a `List<'h>`.
            Some(unsafe { List::from_header(self.pointer()) })
        } else {
            None
        }
    }

    /// The string, if it is an evaluated one.
    #[inline]
    pub fn as_str(self) -> Option<&'h Str<'h>> {
        if self.tag() == STR {
            // SAFETY: tag STR is only made by `Value::str`, from a `&'h Str<'h>`.
            Some(unsafe { self.pointer::<Str<'h>>().as_ref() })
        } else {
            None
        }
    }

    /// The same value, asked for: a function that is still a thunk in Nix is one no more.
    #[inline]
    pub fn needed(self) -> Self {
        if let Some(closure) = self.as_closure() {
            closure.need();
        }
        self
    }

    /// The closure, if it is an evaluated one.
    #[inline]
    pub fn as_closure(self) -> Option<&'h Closure<'h>> {
        if self.tag() == CLOSURE {
            // SAFETY: tag CLOSURE is only made by `Value::closure`, from a `&'h Closure<'h>`.
            Some(unsafe { self.pointer::<Closure<'h>>().as_ref() })
        } else {
            None
        }
    }

    /// The boolean, if it is one.
    #[inline]
    pub fn as_bool(self) -> Option<bool> {
        match self.word.addr().get() {
            TRUE_BITS => Some(true),
            FALSE_BITS => Some(false),
            _ => None,
        }
    }

    /// Takes the word apart.
    #[inline]
    pub fn view(self) -> View<'h> {
        let bits = self.word.addr().get();
        match bits & TAG_MASK {
            // SAFETY: each tag is only made by the constructor of its type, see point 2 of the essay.
            THUNK => View::Thunk(unsafe { self.pointer::<Thunk<'h>>().as_ref() }),
            // SAFETY: as above.
            ATTRS => View::Attrs(unsafe { Attrs::from_header(self.pointer()) }),
            // SAFETY: as above.
            LIST => View::List(unsafe { List::from_header(self.pointer()) }),
            // SAFETY: as above.
            STR => View::Str(unsafe { self.pointer::<Str<'h>>().as_ref() }),
            // SAFETY: as above.
            CLOSURE => View::Closure(unsafe { self.pointer::<Closure<'h>>().as_ref() }),
            // SAFETY: as above.
            BOXED => match *unsafe { self.pointer::<Boxed<'h>>().as_ref() } {
                Boxed::Int(n) => View::Int(n),
                Boxed::Float(n) => View::Float(n),
                Boxed::Path(path) => View::Path(path),
                Boxed::Builtin(builtin) => View::Builtin(builtin),
                Boxed::Partial(builtin, args) => View::Partial(builtin, args),
            },
            INT => View::Int((bits as i64) >> 3),
            _ => match bits {
                TRUE_BITS => View::Bool(true),
                FALSE_BITS => View::Bool(false),
                _ => View::Null,
            },
        }
    }

    /// The word as an opaque pointer, for [`Thunk`] to keep.
    #[inline]
    pub(super) fn into_raw(self) -> *const () {
        self.word.as_ptr().cast_const().cast()
    }

    /// # Safety
    /// `raw` comes from [`Value::into_raw`] of a value of the same heap.
    #[inline]
    pub(super) unsafe fn from_raw(raw: *const ()) -> Self {
        // SAFETY: the caller's promise; words are never null.
        Value { word: unsafe { NonNull::new_unchecked(raw.cast_mut().cast()) }, heap: PhantomData }
    }
}
