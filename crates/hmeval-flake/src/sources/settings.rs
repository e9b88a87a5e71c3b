//! What fetching needs to know of the user and the machine.

use std::path::PathBuf;

use hmeval_eval::settings::FetchSettings;

/// How inputs are fetched.
#[derive(Clone, Debug, Default)]
pub struct SourceSettings {
    /// Where what was fetched is kept; without it nothing can be fetched from elsewhere.
    pub cache: Option<PathBuf>,
    /// What flags and `nix.conf` say.
    pub fetch: FetchSettings,
}
