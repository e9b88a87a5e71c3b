//! One JSON document: `{"diagnostics": […]}`.

use std::io;

use serde::Serialize;

use hmeval_config::check::record::Record;

#[derive(Serialize)]
struct Document {
    diagnostics: Vec<Record>,
}

/// All diagnostics as one document.
///
/// # Errors
/// None that records can cause.
pub(super) fn document(diagnostics: Vec<Record>) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Document { diagnostics })?)
}
