//! The commands.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod flake;
pub(crate) mod home;
pub(crate) mod instantiate;
pub(crate) mod jobs;
pub(crate) mod lsp;
pub(crate) mod man;
pub(crate) mod nix_instantiate;
pub(crate) mod options;
pub(crate) mod repl;
pub(crate) mod show;
mod sink;
pub(crate) mod why;
