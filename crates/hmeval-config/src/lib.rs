//! Answers about an evaluated configuration as plain data: what is wrong in it, where a value comes from, which options
//! there are.
//!
//! [`configuration`] finds the configuration and its parts, [`mod@check`] what is wrong, [`why`] the definitions of an option,
//! [`options`] what is declared of it. The command line prints the answers, the language server shows them while
//! somebody types. Nothing here prints.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod check;
pub mod configuration;
pub mod failure;
pub mod json_text;
pub mod near;
pub mod options;
pub mod place;
pub mod token;
pub mod why;
pub mod written;
