//! What an evaluation found to be wrong, by file.

use std::collections::BTreeMap;
use std::time::Duration;

use hmeval_config::check::record::Record;

use crate::overlay::Texts;

/// What is wrong in a configuration.
#[derive(Debug, Default)]
pub struct Report {
    /// The texts that were evaluated.
    pub texts: Texts,
    /// Which configuration it is, for people.
    pub project: String,
    /// What is wrong, by file. What has no place is under the empty name.
    pub findings: BTreeMap<Vec<u8>, Vec<Record>>,
    /// How long it took.
    pub elapsed: Duration,
    /// Bytes of heap that it took.
    pub heap_bytes: usize,
}
