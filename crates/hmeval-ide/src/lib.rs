//! What an editor wants to know of a configuration, as plain data: no types of any protocol.
//!
//! [`document`] is an open text with everything that can be said without evaluating it; [`lines`] are its positions.
//! [`worker`] evaluates the configuration that the text belongs to (found by [`project`]) on threads of its own, over
//! [`overlay`], which has the unsaved texts; its answers are [`report`] (what is wrong) and [`answer`] (what is asked); [`shift`] says
//! where what is wrong is while the text goes on changing.
//! Used by `hmeval-lsp`.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod answer;
pub mod document;
mod evaluate;
mod evaluating;
pub mod function;
pub mod lines;
pub mod overlay;
pub mod project;
pub mod rename;
pub mod report;
pub mod shift;
pub mod worker;
