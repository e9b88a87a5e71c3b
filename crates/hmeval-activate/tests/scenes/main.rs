//! Scenes: plans played in temporary homes.

#![allow(clippy::unwrap_used, reason = "tests")]

mod collisions;
mod concurrent;
mod files;
mod generations;
mod hostile;
mod kill;
mod manager;
mod scene;
