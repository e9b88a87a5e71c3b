//! What hmeval knows of the module system of NixOS and Home Manager (nixpkgs `lib/modules.nix`).
//!
//! `property` reads what `mkIf`, `mkForce` and the like make of a value, `evaluations` and `definitions` find what the modules of a
//! configuration define at an option path, and `fate` tells what becomes of each definition. The answers that need the
//! merged values come from the library that the configuration itself uses; nothing here replaces it.

pub mod definitions;
pub mod evaluations;
pub mod fate;
pub mod priority;
pub mod property;
mod shorten;
