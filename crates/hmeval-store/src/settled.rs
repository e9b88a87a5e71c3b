//! When the times that `stat` tells can be relied on: clocks of file systems are coarse, and a second change within
//! the same tick could not be told. The cache of source hashes and the remembered answers both go by it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long ago a change must be for the time it left behind to be relied on.
const SETTLING_TIME: Duration = Duration::from_secs(2);

/// The latest time of a change that is relied on.
#[derive(Debug, Clone, Copy)]
pub struct Settled(Duration);

impl Settled {
    /// What can be relied on at `now`: changes that are at least two seconds old.
    #[must_use]
    pub fn at(now: SystemTime) -> Self {
        Settled(now.duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(SETTLING_TIME))
    }

    /// Whether a file was left alone for so long that any later change shows.
    #[must_use]
    pub fn covers(self, file: &Metadata) -> bool {
        let times = [(file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec())];
        times.into_iter().all(|(seconds, nanoseconds)| {
            // A time before the epoch is long ago.
            let seconds = u64::try_from(seconds).unwrap_or(0);
            Duration::new(seconds, u32::try_from(nanoseconds).unwrap_or(0)) <= self.0
        })
    }
}
