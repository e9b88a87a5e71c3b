//! Nix's store without a store: hashes, store paths, archives and derivations, computed as Nix computes them.
//!
//! This crate is a leaf: it knows nothing of the Nix language. The evaluator uses it for `derivationStrict`,
//! for copying sources, and for every builtin that hashes or names store objects. All data of Nix is bytes, all
//! errors carry Nix's texts (version 2.34).
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod aterm_read;
mod aterm_write;
pub mod base;
pub mod canon_path;
pub mod content_address;
pub mod daemon;
pub mod derivation;
pub mod error;
pub mod features;
pub mod git;
pub mod hash;
pub mod hash_parse;
pub mod hasher;
pub mod instantiate;
pub mod modulo;
pub mod nar;
pub mod placeholder;
pub mod source_hash_cache;
pub mod source_tree;
pub mod store_dir;
pub mod store_path;

pub use content_address::{ContentAddress, ContentAddressMethod, References};
pub use derivation::{Derivation, DerivationOutput, DerivationType, InputOutputs};
pub use error::{Error, ErrorKind, Result};
pub use features::Features;
pub use hash::{Hash, HashAlgo, HashFormat};
pub use hasher::{Hasher, hash_bytes, sha256};
pub use modulo::{DrvHash, DrvHashes, MemoryDrvHashes, Scratch};
pub use placeholder::{DownstreamPlaceholder, OutputName, SingleDerivedPath, placeholder};
pub use source_hash_cache::SourceHashCache;
pub use source_tree::{Fingerprint, Settled, SourceTree};
pub use store_dir::{StoreDir, output_path_name};
pub use store_path::{StorePath, check_name};
