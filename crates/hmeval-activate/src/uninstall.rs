//! The home without anything of ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::apply::Hands;
use crate::error::{Error, Result};
use crate::generation::{Generations, Pointer};
use crate::home::Owner;
use crate::lock::Lock;
use crate::request::Request;

/// Removes all links of ours from the home, and the state with all generations.
///
/// # Errors
/// As [`crate::activate()`].
pub fn uninstall(request: &Request<'_>) -> Result<()> {
    let home = request.home;
    if !home.state.exists() {
        return Ok(());
    }
    let _lock = Lock::take(request.disk, &home.state)?;
    let generations = Generations::new(&home.state);
    let hands = Hands::new(home, request.disk, &request.backup);
    let mut own = BTreeSet::new();
    for number in
        [Pointer::Current, Pointer::Pending].into_iter().filter_map(|name| generations.pointer(name))
    {
        let links = generations
            .links(number)
            .map_err(|error| Error::refused(format!("cannot read generation {number}: {error}")))?;
        hands.recover(&links);
        own.extend(links.into_keys());
    }
    // What Home Manager has taken over is left to it.
    let is_ours = |target: &PathBuf| {
        fs::read_link(home.dir.join(target)).is_ok_and(|to| home.owner(&to) == Owner::Hmeval)
    };
    let orphans: Vec<PathBuf> = own.into_iter().map(PathBuf::from).filter(is_ours).collect();
    let remove = || {
        hands.clean(&orphans)?;
        let failed = |error: std::io::Error| crate::error::describe("remove", &home.state, &error);
        request.disk.remove_tree(&home.state).map_err(failed)
    };
    remove().map_err(|problem| Error::refused(problem).midway())
}
