//! Scenes: plans played in temporary homes.

mod collisions;
mod concurrent;
mod files;
mod generations;
mod hostile;
mod kill;
mod scene;
