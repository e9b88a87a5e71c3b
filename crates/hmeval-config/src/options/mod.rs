//! What is declared of an option, as documentation shows it.
//!
//! [`entry`] reads the fields of an option in the [`dialect`] of its module library; [`pretty`] renders defaults and examples,
//! [`names`] names, [`related`] packages.

pub mod dialect;
pub mod entry;
pub mod names;
pub mod pretty;
pub mod related;
