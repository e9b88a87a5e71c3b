//! Errors of an evaluation: one word, immutable, shared; what each level adds is a frame in front.
//!
//! A failed thunk keeps its error and fails the same way again, so errors live in the heap like values.

use hmeval_diag::Pos;

use crate::heap::Heap;

/// An error with the frames that were added on its way out.
#[derive(Clone, Copy)]
pub struct Error<'h>(&'h ErrorNode<'h>);

const _: () = assert!(size_of::<Error<'static>>() == 8);
const _: () = assert!(size_of::<Result<'static, crate::heap::Value<'static>>>() == 16);

/// The error itself, or a frame in front of it.
pub struct ErrorNode<'h> {
    data: &'h ErrorData<'h>,
    frame: Option<Frame<'h>>,
    inner: Option<&'h ErrorNode<'h>>,
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
    /// Reading failed.
    Io,
    /// The command line or a setting is wrong.
    Usage,
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
        Error(heap.alloc_cell(ErrorNode { data: heap.alloc(data), frame: None, inner: None }))
    }

    /// What went wrong.
    pub fn data(self) -> &'h ErrorData<'h> {
        self.0.data
    }

    /// The same error with another frame in front.
    #[cold]
    pub fn with_frame(self, heap: Heap<'h>, frame: Frame<'h>) -> Self {
        Error(heap.alloc_cell(ErrorNode { data: self.0.data, frame: Some(frame), inner: Some(self.0) }))
    }

    /// The same frames around other data (a position added to it, say).
    pub fn with_data(self, heap: Heap<'h>, data: ErrorData<'h>) -> Self {
        let frames: Vec<_> = self.frames().collect();
        frames.iter().rev().fold(Error::new(heap, data), |error, frame| error.with_frame(heap, *frame))
    }

    /// The frames, outermost first.
    pub fn frames(self) -> impl Iterator<Item = Frame<'h>> {
        std::iter::successors(Some(self.0), |node| node.inner).filter_map(|node| node.frame)
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
