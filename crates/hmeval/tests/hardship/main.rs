//! The real program on a machine that does not do its part: a full disk, folders that cannot be written to, others that
//! change the home at the same time, users that would have root write where they may not.
//!
//! Some of it needs root (to mount a small file system, to be somebody else); without, those tests say so and end.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

mod concurrent;
mod full_disk;
mod read_only;
mod root;
mod world;
