//! A home of hmeval becomes one of Home Manager: links are turned over to a generation that Nix has built.
//!
//! Home Manager's script takes links of hmeval for those of the user. So they are made to lead into the new generation
//! before the script runs, each in one step; what the generation does not have goes. Used by `switch --backend nix`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::activate::collect_leaves;
use crate::apply::Hands;
use crate::backup::Backup;
use crate::decide::decide;
use crate::error::{Error, Result, describe};
use crate::generation::{Generations, Links, Pointer};
use crate::home::Owner;
use crate::leaf::{Leaf, Material};
use crate::lock::Lock;
use crate::plan::File;
use crate::request::Request;
use crate::unfinished;

/// A generation of Home Manager that takes over.
pub struct Successor {
    /// Its folder of links, where it really lies.
    farm: PathBuf,
    targets: BTreeSet<OsString>,
}

impl Successor {
    /// The generation of an activation package; `None` if hmeval has no links in the home that it could get.
    ///
    /// # Errors
    /// If the package or the state cannot be read.
    pub fn of_package(request: &Request<'_>, package: &Path) -> Result<Option<Self>> {
        if own_links(request)?.is_empty() {
            return Ok(None);
        }
        let farm = package.join("home-files");
        let failed = |error: io::Error| Error::refused_by("read", &farm, &error);
        let farm = fs::canonicalize(&farm).map_err(failed)?;
        let mut targets = BTreeSet::new();
        collect_leaves(&farm, Path::new(""), &mut targets).map_err(failed)?;
        Ok(Some(Successor { farm, targets }))
    }

    /// Refuses if a file of the user is in the way of the generation; `files` say which are forced. Nothing is written.
    ///
    /// # Errors
    /// All that is in the way.
    pub fn check(&self, request: &Request<'_>, files: &[File]) -> Result<()> {
        let forced: FxHashSet<&Path> =
            files.iter().filter(|file| file.force).map(|file| file.target.as_path()).collect();
        let mut leaves = BTreeMap::new();
        let mut objects = Links::new();
        for target in &self.targets {
            let path = self.farm.join(target);
            let material = material(&path).map_err(|error| Error::refused_by("read", &path, &error))?;
            let force = Path::new(target).ancestors().any(|above| forced.contains(above));
            leaves.insert(target.clone(), Leaf { target: target.into(), material, force });
            objects.insert(target.clone(), OsString::new());
        }
        let decisions = decide(request.home, &leaves, &objects, &BTreeSet::new(), &request.backup);
        let refusals = decisions.refusals();
        if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
    }

    /// Turns the links over. hmeval's generations stay, but none is current any more.
    ///
    /// # Errors
    /// What could not be changed; the next run completes it.
    pub fn take_over(&self, request: &Request<'_>) -> Result<()> {
        let _lock = Lock::take(request.disk, &request.home.state)?;
        let hands = Hands::new(request.home, request.disk, &Backup::None);
        let own = own_links(request)?;
        self.turn_over(request, &hands, &own).map_err(Error::Failed)?;
        hands.recover(&own);
        let orphans: Vec<PathBuf> = own
            .into_keys()
            .filter(|target| !self.targets.contains(target))
            .map(PathBuf::from)
            .filter(|target| is_own(request, target))
            .collect();
        hands.clean(&orphans).map_err(Error::Failed)?;
        let generations = Generations::new(&request.home.state);
        let unpoint = |pointer| generations.unpoint(request.disk, pointer);
        unpoint(Pointer::Pending)
            .and_then(|()| unpoint(Pointer::Current))
            // The script of the generation knows for itself what comes behind the links.
            .and_then(|()| unfinished::forget(request.disk, &request.home.state))
            .map_err(|error| Error::Failed(describe("remove the pointer in", &request.home.state, &error)))
    }

    fn turn_over(
        &self,
        request: &Request<'_>,
        hands: &Hands<'_>,
        own: &Links,
    ) -> std::result::Result<(), String> {
        for target in own.keys().filter(|target| self.targets.contains(*target)) {
            let Ok(spot) = hands.spot(Path::new(target)) else { continue };
            if spot.place().read_link().is_ok_and(|to| request.home.owner(&to) == Owner::Hmeval) {
                hands.replace(&self.farm.join(target), &spot)?;
            }
        }
        Ok(())
    }
}

/// The links that the home has, or is getting, from hmeval.
fn own_links(request: &Request<'_>) -> Result<Links> {
    let generations = Generations::new(&request.home.state);
    let mut all = Links::new();
    for number in
        [Pointer::Current, Pointer::Pending].into_iter().filter_map(|name| generations.pointer(name))
    {
        let links = generations.links(number);
        all.extend(
            links.map_err(|error| Error::refused(format!("cannot read generation {number}: {error}")))?,
        );
    }
    Ok(all)
}

fn is_own(request: &Request<'_>, target: &Path) -> bool {
    let home = request.home;
    fs::read_link(home.dir.join(target)).is_ok_and(|to| home.owner(&to) == Owner::Hmeval)
}

/// What a link of the generation leads to.
fn material(path: &Path) -> io::Result<Material> {
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Ok(Material::Folder(path.to_owned())),
        Ok(_) => Ok(Material::File { bytes: fs::read(path)?, executable: false }),
        Err(_) => Ok(Material::Link(fs::read_link(path)?)),
    }
}
