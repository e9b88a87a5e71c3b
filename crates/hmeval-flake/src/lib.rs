//! Flakes: what a reference names, what a `flake.nix` asks for, what a `flake.lock` says, and the outputs.
//!
//! Reading order: [`mod@reference`] (which flake), [`manifest`] (`flake.nix`), [`lock_file`] (`flake.lock`), [`lock`] (from
//! both to a complete lock file), [`call`] (the outputs). [`Sources`] gets the trees of files and is what the builtins
//! `fetchTree` and `getFlake` reach. The semantics, texts of errors and the lock file's bytes are those of Nix 2.34
//! (`libflake`, `libfetchers`).

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod call;
pub mod describe;
pub mod lock;
pub mod lock_changes;
pub mod lock_file;
pub mod manifest;
pub mod reference;
pub mod sources;

pub use lock::{LockFlags, LockedFlake};
pub use lock_changes::ToWrite;
pub use reference::FlakeRef;
pub use sources::{SourceSettings, Sources};
