//! Scenes: plans played in temporary homes.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

mod collisions;
mod concurrent;
mod files;
mod generations;
mod hostile;
mod kill;
mod manager;
mod objects;
mod races;
mod scene;
mod shown;
mod speed;
mod stopped;
mod supplies;
mod unfinished;
