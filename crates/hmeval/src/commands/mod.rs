//! The commands.

pub(crate) mod nix_instantiate;
