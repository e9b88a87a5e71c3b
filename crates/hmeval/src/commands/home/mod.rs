//! The commands that change a home, or show what would: thin layers over `hmeval-activate`.
//!
//! `flags` are what they share; `planned` evaluates a configuration to a plan; `show` prints differences.

mod all_users;
pub(crate) mod build;
pub(crate) mod diff;
pub(crate) mod flags;
pub(crate) mod generations;
pub(crate) mod init;
pub(crate) mod news;
pub(crate) mod nix;
pub(crate) mod packages;
pub(crate) mod plan;
mod planned;
mod show;
mod subprocess;
pub(crate) mod switch;
mod time;
pub(crate) mod uninstall;
