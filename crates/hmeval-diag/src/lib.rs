//! Sources, positions and diagnostics: what every other crate uses to say *where* something is.

pub mod source;

pub use source::{FileId, Line, Origin, Pos, SourceFile, Sources};
