//! The commands, called as the program calls them, with streams and variables of the test's own.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

mod answers;
mod check;
mod check_places;
mod command_line;
mod eval;
mod fetch;
mod flake;
mod git;
mod home;
mod input_attributes;
mod instantiate;
mod manager_scenes;
mod nix_backend;
mod nix_profile;
mod options;
mod own_files;
mod program_scenes;
mod read_once;
mod repl;
mod search_path;
mod seeded;
mod server;
mod show;
mod support;
mod why;
