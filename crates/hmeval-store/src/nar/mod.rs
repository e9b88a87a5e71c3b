//! Nix archives (NAR): one byte sequence for every tree of files, directories and symbolic links (Nix manual,
//! section "Nix Archive (NAR) Format"; `libutil/archive.cc`).
//!
//! The hash of a source is that of its archive. Writing takes the tree from a [`NarSource`], of which [`FsSource`]
//! is the one over the file system, and leaves out what a filter refuses; the archive is never held in memory.
//! Reading is strict and gives the tree to a [`NarVisitor`].

mod ahead;
mod fs;
mod gather;
mod read;
mod source;
mod write;

#[cfg(test)]
pub(crate) mod memory;
#[cfg(test)]
mod tests;

pub(crate) use ahead::{hash_ahead, hash_meanwhile};
pub use fs::FsSource;
pub use read::{NarVisitor, read_nar};
pub use source::{Kind, NarSource, OpenFile};
pub use write::{NarError, hash_file, hash_nar, write_nar};

/// What every archive begins with.
pub(crate) const MAGIC: &[u8] = b"nix-archive-1";

/// How deep directories may be nested (`narMaxDepth`).
pub const MAX_DEPTH: usize = 64;
