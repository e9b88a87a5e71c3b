//! How a run ends: the exit status that `docs` and scripts rely on.

/// The exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything is done: 0.
    Done,
    /// The configuration or the expression is wrong: 1.
    Failed,
    /// The command line is wrong: 2.
    Usage,
    /// An activation was refused, and nothing in the home was written: 3.
    Refused,
    /// An activation failed midway; the next run completes it: 4.
    Midway,
    /// What was fetched is not what was asked for, in the words of `nix-instantiate`: 102.
    HashMismatch,
}

impl Status {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Failed => 1,
            Status::Usage => 2,
            Status::Refused => 3,
            Status::Midway => 4,
            Status::HashMismatch => 102,
        }
    }
}
