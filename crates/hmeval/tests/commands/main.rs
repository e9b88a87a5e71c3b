//! The commands, called as the program calls them, with streams and variables of the test's own.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

mod check;
mod command_line;
mod eval;
mod flake;
mod home;
mod instantiate;
mod nix_backend;
mod options;
mod repl;
mod show;
mod support;
mod why;
