//! The language server: the protocol around `hmeval-ide`.
//!
//! [`serve`] is the loop. `server` has its state, `routes` says what answers which message, `sync` takes texts,
//! `diagnostics` publishes what is wrong (`of_text` what the text alone shows, `folders` keeps what was found in other open folders), `actions` and `mend` offer changes, `syntax` answers from a text alone, `ask` what needs an
//! evaluation, `hover` shows what is under the cursor, `rename` renames, `symbols` looks for names, `inputs` tells of those of flakes, `convert` turns plain data into the types of the protocol and back,
//! `transport` reads and writes messages.
//!
//! The loop never waits for an evaluation: questions go to the worker, and their answers come back as events.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]
#![allow(
    clippy::disallowed_types,
    clippy::mutable_key_type,
    reason = "edits are such maps in the types of the protocol"
)]

mod actions;
mod ask;
mod complete;
mod complete_flake;
mod convert;
mod diagnostics;
mod folders;
mod format;
mod hover;
mod initialize;
mod inputs;
mod mend;
mod modules;
mod of_text;
mod references;
mod rename;
mod routes;
mod server;
mod status;
mod symbols;
mod sync;
mod syntax;
mod transport;

pub use server::{ServeError, serve};
pub use transport::{Transport, stdio};
