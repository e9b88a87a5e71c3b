//! The home without anything of ours.

use std::fs;
use std::path::{Path, PathBuf};

use crate::apply::Hands;
use crate::error::{Error, Result, shown};
use crate::generation::{Generations, Links, Pointer};
use crate::home::{Home, Owner};
use crate::lock::Lock;
use crate::place::{Parent, Places};
use crate::request::{Report, Request};
use crate::seal;

/// Removes all links of ours from the home, and the state with all generations. What somebody has put into objects is
/// kept, and it is said where.
///
/// # Errors
/// As [`crate::activate()`].
pub fn uninstall(request: &Request<'_>, report: &mut dyn Report) -> Result<()> {
    let home = request.home;
    if !home.state.exists() {
        return Ok(());
    }
    let _lock = Lock::take(request.disk, &home.state)?;
    let generations = Generations::new(&home.state);
    let own = own(&generations)?;
    let orphans: Vec<PathBuf> =
        own.keys().map(PathBuf::from).filter(|target| is_ours(home, target)).collect();
    let stuck = stuck(home, &orphans);
    if !stuck.is_empty() {
        return Err(Error::Refused(stuck));
    }
    let all = generations.numbers().and_then(|numbers| generations.only_in(&numbers));
    let all = all.map_err(|error| Error::refused(format!("cannot read the generations: {error}")))?;
    let hands = Hands::new(home, request.disk, &request.backup);
    hands.recover(&own);
    let mut remove = || {
        hands.clean(&orphans)?;
        // Where a run was ended before it came to these.
        own.keys().filter_map(|target| Path::new(target).parent()).for_each(|folder| hands.prune(folder));
        let failed = |error: std::io::Error| crate::error::describe("remove", &home.state, &error);
        seal::keep_changed(request.disk, &home.state, &all, report).map_err(failed)?;
        request.disk.remove_tree(&home.state).map_err(failed)
    };
    remove().map_err(|problem| Error::refused(problem).midway())
}

/// The links that the home has, or was being given.
fn own(generations: &Generations<'_>) -> Result<Links> {
    let mut own = Links::new();
    for number in
        [Pointer::Current, Pointer::Pending].into_iter().filter_map(|name| generations.pointer(name))
    {
        let links = generations.links(number);
        own.extend(
            links.map_err(|error| Error::refused(format!("cannot read generation {number}: {error}")))?,
        );
    }
    Ok(own)
}

/// Whether a link of ours is there. What Home Manager has taken over is left to it.
fn is_ours(home: &Home, target: &Path) -> bool {
    fs::read_link(home.dir.join(target)).is_ok_and(|to| home.owner(&to) == Owner::Hmeval)
}

/// The links that cannot be removed, with the reasons.
fn stuck(home: &Home, orphans: &[PathBuf]) -> Vec<String> {
    let mut places = Places::new(home);
    let reasons = orphans.iter().filter_map(|target| match places.parent(target) {
        Parent::ReadOnly(reason) => {
            Some(format!("cannot remove the link '{}': {reason}", shown(&home.dir.join(target))))
        }
        _ => None,
    });
    reasons.collect()
}
