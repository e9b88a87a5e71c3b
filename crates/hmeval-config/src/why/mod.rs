//! Where the value of an option comes from: every definition of it, and what became of it.

pub mod explain;
pub mod places;
