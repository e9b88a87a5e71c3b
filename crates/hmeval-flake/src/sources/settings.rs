//! What fetching needs to know of the user and the machine.

use std::path::PathBuf;
use std::sync::Arc;

use hmeval_eval::settings::FetchSettings;

/// Shows how a download goes on.
pub trait Progress: Send + Sync {
    /// A download begins; `length` is how many bytes there are, if that is known.
    fn begin(&self, address: &str, length: Option<u64>);
    /// So many bytes more have come.
    fn advance(&self, bytes: u64);
    /// The download has ended, well or not.
    fn end(&self);
}

/// How inputs are fetched.
#[derive(Clone, Default)]
pub struct SourceSettings {
    /// Where what was fetched is kept; without it nothing can be fetched from elsewhere.
    pub cache: Option<PathBuf>,
    /// Where relative paths of Git repositories start.
    pub current_dir: PathBuf,
    /// What flags and `nix.conf` say.
    pub fetch: FetchSettings,
    /// The registry of the user, as a file.
    pub user_registry: Option<PathBuf>,
    /// The registry of the machine, as a file.
    pub system_registry: Option<PathBuf>,
    /// Names and passwords for hosts, as a file.
    pub netrc: Option<PathBuf>,
    /// An address to which all others are appended (`GATEWAY/https/HOST/PATH`): a mirror, or the server of a test.
    pub gateway: Option<String>,
    /// Someone to be told how downloads go on.
    pub progress: Option<Arc<dyn Progress>>,
}
