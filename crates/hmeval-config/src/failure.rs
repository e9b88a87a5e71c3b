//! Why a command stops before its end.

use std::io;

use hmeval_eval::Error;

/// Why a command stops before its end. Who runs the command reports it and chooses the exit status.
pub enum Failure<'h> {
    /// The evaluation failed.
    Eval(Error<'h>),
    /// Something else is wrong; the text follows `error: `.
    Message(Vec<u8>),
    /// The command line asks for something that cannot be; the text follows `error: `.
    Usage(String),
    /// Standard output cannot be written. A closed pipe is nobody's mistake, so that this can also end well.
    Output(io::Error),
    /// What is wrong was reported already.
    Reported,
}

/// What commands return.
pub type Outcome<'h, T = ()> = Result<T, Failure<'h>>;

impl<'h> From<Error<'h>> for Failure<'h> {
    fn from(error: Error<'h>) -> Self {
        Failure::Eval(error)
    }
}

impl From<io::Error> for Failure<'_> {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl Failure<'_> {
    /// A failure with a text of its own.
    pub fn message(text: impl AsRef<[u8]>) -> Self {
        Failure::Message(text.as_ref().to_vec())
    }
}
