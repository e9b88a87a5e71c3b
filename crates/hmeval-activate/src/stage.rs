//! What stands for the generations in a dry run, so that blocks find what they would find: a temporary folder.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::activate::Goal;
use crate::block;
use crate::error::{Error, Result};
use crate::generation::{Generations, Pointer};
use crate::object::{self, Lasting};
use crate::request::Request;

/// A temporary folder with what the new generation would have, and, where it has none, the links of the old one.
pub(crate) struct Stage {
    /// Goes with the value.
    _folder: tempfile::TempDir,
    /// What is to be `newGenPath`.
    pub(crate) new: PathBuf,
    /// What is to be `oldGenPath`, if that is not the generation itself.
    pub(crate) old: Option<PathBuf>,
    /// The paths of objects that scripts refer to, and where these are in a dry run.
    moved: Vec<(String, String)>,
}

impl Stage {
    /// Sets it up, if the plan has blocks.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn set(request: &Request<'_>, goal: &Goal) -> Result<Option<Self>> {
        if goal.plan.activation.iter().all(|block| block::is_own(&block.name)) {
            return Ok(None);
        }
        let folder = tempfile::tempdir()
            .map_err(|error| Error::refused_by("make a folder in", &std::env::temp_dir(), &error))?;
        let path = folder.path().to_owned();
        let (new, old) =
            fill(request, goal, &path).map_err(|error| Error::refused_by("write to", &path, &error))?;
        let moved = supply(request, goal, &path.join("objects"))
            .map_err(|error| Error::refused_by("write to", &path, &error))?;
        Ok(Some(Stage { _folder: folder, new, old, moved }))
    }

    /// A script that finds what it refers to.
    pub(crate) fn script(&self, script: &str) -> String {
        self.moved.iter().fold(script.to_owned(), |script, (from, to)| script.replace(from, to))
    }
}

/// Writes the objects that scripts may refer to: where they would be, and where they are.
fn supply(request: &Request<'_>, goal: &Goal, folder: &Path) -> io::Result<Vec<(String, String)>> {
    if !goal.supplies.is_empty() {
        request.disk.create_dirs(folder, 0o755)?;
    }
    let mut moved = Vec::new();
    for (name, material) in &goal.supplies {
        let place = folder.join(name);
        object::write(request.disk, &place, material, Lasting::No)?;
        let text = |path: PathBuf| path.into_os_string().into_string().ok();
        moved.extend(text(request.home.objects().join(name)).zip(text(place)));
    }
    Ok(moved)
}

fn fill(request: &Request<'_>, goal: &Goal, folder: &Path) -> io::Result<(PathBuf, Option<PathBuf>)> {
    let disk = request.disk;
    let stage = Generations::new(folder);
    let none = BTreeSet::new();
    let number = stage.add(disk, &goal.plan, &goal.links, &none)?;
    let new = stage.path(number);
    if !block::look_at_generations(&goal.plan) {
        return Ok((new, None));
    }
    let objects = folder.join("objects");
    disk.create_dirs(&objects, 0o755)?;
    for (target, leaf) in &goal.leaves {
        if let Some(name) = goal.links.get(target) {
            object::write(disk, &objects.join(name), &leaf.material, Lasting::No)?;
        }
    }
    stage.write_farm(disk, number, &goal.links, &objects)?;
    let generations = Generations::new(&request.home.state);
    let Some(current) = generations.pointer(Pointer::Current) else { return Ok((new, None)) };
    if generations.path(current).join("home-files").exists() {
        return Ok((new, None));
    }
    let links = generations.links(current)?;
    let old = folder.join("old");
    let old = Generations::new(&old);
    let other = old.add(disk, &generations.plan(current)?, &links, &none)?;
    old.write_farm(disk, other, &links, &request.home.objects())?;
    Ok((new, Some(old.path(other))))
}
