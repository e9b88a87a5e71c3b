//! Where the value of an option comes from: every definition of it, and what became of it.

mod computed;
pub mod explain;
pub mod places;
