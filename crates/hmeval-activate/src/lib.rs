//! Activation: makes a home what a plan says, safely, without Nix.
//!
//! A [`plan::Plan`] is plain data; nothing here knows an evaluator. [`activate::Goal`] is what the home shall become,
//! [`activate::prepare`] decides what has to happen without writing anything, [`activate::activate`] does it.
//! docs/activation.md states what is guaranteed. Used by the command line (`switch`, `plan`, `rollback`, …).

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod activate;
mod apply;
pub mod backup;
mod block;
pub mod bytes;
pub mod dag;
pub mod decide;
pub mod diff;
pub mod disk;
pub mod error;
mod folder;
pub mod generation;
pub mod handover;
pub mod home;
pub mod leaf;
mod lock;
pub mod object;
mod place;
pub mod plan;
pub mod request;
mod run;
mod script;
mod seal;
mod stage;
mod supply;
mod unfinished;
mod uninstall;
pub mod units;

pub use activate::{Goal, Prepared, activate, prepare};
pub use backup::Backup;
pub use bytes::Bytes;
pub use disk::Disk;
pub use error::{Error, Result};
pub use generation::{Generation, Generations, Pointer};
pub use handover::Successor;
pub use home::Home;
pub use plan::Plan;
pub use request::{Report, Request};
pub use uninstall::uninstall;
