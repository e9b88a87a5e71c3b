//! Errors of an evaluation: one word; what each level adds on the way out is a frame in front.
//!
//! A failed thunk keeps its error and fails the same way again, so errors live in the heap like values. As in Nix, it
//! keeps the very error that goes on outwards: when it fails again, the trace starts with the frames that were added the
//! first time, up to where that failure was caught ([`Error::again`]).

use std::cell::Cell;

use hmeval_diag::Pos;

use crate::heap::Heap;

/// An error with the frames that were added on its way out.
#[derive(Clone, Copy)]
pub struct Error<'h>(&'h ErrorNode<'h>);

const _: () = assert!(size_of::<Error<'static>>() == 8);
const _: () = assert!(size_of::<Result<'static, crate::heap::Value<'static>>>() == 16);

/// An error on its way.
pub struct ErrorNode<'h> {
    data: Cell<&'h ErrorData<'h>>,
    /// Outermost first.
    frames: Cell<Option<&'h FrameNode<'h>>>,
}

#[derive(Clone, Copy)]
struct FrameNode<'h> {
    frame: Frame<'h>,
    inner: Option<&'h FrameNode<'h>>,
}

/// What went wrong.
#[derive(Clone, Copy)]
pub struct ErrorData<'h> {
    /// The class, as far as the language can tell them apart.
    pub kind: ErrorKind,
    /// Nix's message.
    pub message: &'h [u8],
    /// Where.
    pub pos: Pos,
    /// "Did you mean …": names near to a missing one, best first.
    pub suggestions: &'h [&'h [u8]],
    /// Lines for people that Nix does not print: the cycle of an infinite recursion, how to mend it.
    pub notes: &'h [Frame<'h>],
}

/// One line of the trace: what was being done, and where.
#[derive(Clone, Copy)]
pub struct Frame<'h> {
    /// Where, if it is known.
    pub pos: Pos,
    /// What: "while evaluating …".
    pub text: &'h [u8],
    /// Whether it is shown although the trace is cut short (`addErrorContext`).
    pub always: bool,
}

/// What the frame of a call's place says.
pub const FROM_CALL_SITE: &str = "from call site";

/// Classes of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `throw`: `tryEval` catches it.
    Thrown,
    /// A failed `assert`: `tryEval` catches it.
    Assertion,
    /// `abort`.
    Abort,
    /// Everything that a value or file can be wrong in.
    Eval,
    /// A value of the wrong type.
    Type,
    /// An attribute or variable that is not there.
    Missing,
    /// A syntax error, or an undefined variable.
    Parse,
    /// A value that needs itself.
    InfiniteRecursion,
    /// Too many calls in each other.
    StackOverflow,
    /// A limit that the caller set (memory, fuel, time) is reached.
    Limit,
    /// Not allowed in pure or restricted mode.
    Restricted,
    /// Needs something that this evaluation does not have (a builder, the network, a feature).
    Unsupported,
    /// What was fetched is not what was asked for: Nix has an exit status for that.
    HashMismatch,
    /// Reading failed.
    Io,
    /// The command line or a setting is wrong.
    Usage,
    /// A failure of a library that Nix does not turn into an error of its own: it gets no frames.
    Foreign,
}

impl ErrorKind {
    /// Whether `builtins.tryEval` catches it (Nix: `AssertionError` and `ThrownError`).
    pub fn is_catchable(self) -> bool {
        matches!(self, ErrorKind::Thrown | ErrorKind::Assertion)
    }

    /// Whether it may go away when tried again with other limits: such a failure is not kept in thunks.
    pub fn is_transient(self) -> bool {
        matches!(self, ErrorKind::Limit | ErrorKind::StackOverflow)
    }
}

impl<'h> Error<'h> {
    /// A new error.
    #[cold]
    pub fn new(heap: Heap<'h>, data: ErrorData<'h>) -> Self {
        Error(heap.alloc_cell(ErrorNode { data: Cell::new(heap.alloc(data)), frames: Cell::new(None) }))
    }

    /// What went wrong.
    pub fn data(self) -> &'h ErrorData<'h> {
        self.0.data.get()
    }

    /// Adds a frame in front.
    #[cold]
    pub fn with_frame(self, heap: Heap<'h>, frame: Frame<'h>) -> Self {
        if self.data().kind != ErrorKind::Foreign {
            self.0.frames.set(Some(heap.alloc(FrameNode { frame, inner: self.0.frames.get() })));
        }
        self
    }

    /// Changes the data behind the frames (a position added to it, say).
    pub fn with_data(self, heap: Heap<'h>, data: ErrorData<'h>) -> Self {
        self.0.data.set(heap.alloc(data));
        self
    }

    /// The error for a thunk that fails once more: with the frames it has now; what is added to one of the two from here on
    /// does not show in the other.
    #[cold]
    pub fn again(self, heap: Heap<'h>) -> Self {
        Error(heap.alloc_cell(ErrorNode { data: self.0.data.clone(), frames: self.0.frames.clone() }))
    }

    /// The frames, outermost first.
    pub fn frames(self) -> impl Iterator<Item = Frame<'h>> {
        std::iter::successors(self.0.frames.get(), |node| node.inner).map(|node| node.frame)
    }

    pub(crate) fn node(self) -> &'h ErrorNode<'h> {
        self.0
    }

    pub(crate) fn from_node(node: &'h ErrorNode<'h>) -> Self {
        Error(node)
    }
}

/// What evaluating functions return.
pub type Result<'h, T> = std::result::Result<T, Error<'h>>;
