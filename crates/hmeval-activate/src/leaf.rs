//! From the files of a plan to the links that the home gets: recursive folders are taken apart, overlaps decided.
//!
//! The rules are those of the `home-files` derivation of Home Manager (`modules/files.nix`).

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::bytes::Bytes;
use crate::disk::LONGEST;
use crate::error::describe;
use crate::plan::{Content, File, InFolder, Overlap, Plan};

/// A link that the home gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where, relative to the home: names only, no `.` or `..`.
    pub target: PathBuf,
    /// What it leads to.
    pub material: Material,
    /// Whether it replaces whatever is there.
    pub force: bool,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Material {
    /// A regular file.
    File {
        /// Its content.
        bytes: Vec<u8>,
        /// Whether it is executable.
        executable: bool,
    },
    /// A copy of a folder.
    Folder(PathBuf),
    /// A folder of these files; their paths are of names only, and none is below another.
    Texts(Vec<InFolder>),
    /// A symbolic link to somewhere outside.
    Link(PathBuf),
}

/// What a file is that stands for itself: it is not recursive.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn alone(file: &File) -> Result<Leaf, Vec<String>> {
    let mut farm = Farm::new(Overlap::Ignore, &[]);
    let target = target(&file.target).map_err(|problem| vec![problem])?;
    farm.add(file, target);
    match farm.leaves.pop_first() {
        Some((_, leaf)) => Ok(leaf),
        None => Err([farm.problems, farm.unbuilt].concat()),
    }
}

/// The links of a plan, by target.
///
/// # Errors
/// Everything that is wrong with the files, not only the first.
pub fn leaves(plan: &Plan) -> Result<BTreeMap<OsString, Leaf>, Vec<String>> {
    let mut farm = Farm::new(plan.overlap, &plan.unbuildable);
    let mut seen = FxHashSet::default();
    for file in &plan.files {
        match target(&file.target) {
            Err(problem) => farm.problems.push(problem),
            Ok(target) if !seen.insert(target.clone().into_os_string()) => {
                farm.problems.push(format!("two files have the target '{}'", target.display()));
            }
            Ok(target) => farm.add(file, target),
        }
    }
    farm.check_nesting();
    if !farm.unbuilt.is_empty() {
        farm.problems.push(format!(
            "these files have to be built, which '--backend nix' can do and the native backend cannot: {}",
            farm.unbuilt.join(", ")
        ));
    }
    if !plan.unbuildable.is_empty() {
        farm.problems.push(format!(
            "these need packages that the built-in library knows by name only, and are left out with '--skip-unbuildable': {}",
            plan.unbuildable.join(", ")
        ));
    }
    if farm.problems.is_empty() { Ok(farm.leaves) } else { Err(farm.problems) }
}

/// A target as a path: relative, of names only.
fn target(target: &Bytes) -> Result<PathBuf, String> {
    let path = target.as_path();
    let shown = target.0.escape_ascii();
    if path.is_absolute() {
        return Err(format!("the target '{shown}' is outside of the home"));
    }
    if target.0.contains(&0) {
        return Err(format!("the target '{shown}' has a null byte"));
    }
    let mut names = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) if name.len() > LONGEST => {
                return Err(format!("the target '{shown}' has a name of more than {LONGEST} bytes"));
            }
            Component::Normal(name) => names.push(name),
            Component::CurDir => {}
            _ => {
                return Err(format!(
                    "the target '{shown}' has the part '..', which could lead out of the home"
                ));
            }
        }
    }
    if names.as_os_str().is_empty() {
        return Err(format!("the target '{shown}' is the home itself"));
    }
    Ok(names)
}

struct Farm<'a> {
    overlap: Overlap,
    /// What nothing can build.
    unbuildable: &'a [String],
    leaves: BTreeMap<OsString, Leaf>,
    problems: Vec<String>,
    /// Files that only a builder can make.
    unbuilt: Vec<String>,
}

impl<'a> Farm<'a> {
    fn new(overlap: Overlap, unbuildable: &'a [String]) -> Self {
        let (problems, unbuilt) = (Vec::new(), Vec::new());
        Farm { overlap, unbuildable, leaves: BTreeMap::new(), problems, unbuilt }
    }

    /// Whether the plan says of a file that nothing can build it.
    fn is_unbuildable(&self, file: &File) -> bool {
        let named = format!("'{}' (", file.target.display());
        self.unbuildable.iter().any(|what| what.starts_with(&named))
    }

    fn add(&mut self, file: &File, target: PathBuf) {
        let material = match &file.content {
            Content::Text { text, executable } => {
                Material::File { bytes: text.0.clone(), executable: file.executable.unwrap_or(*executable) }
            }
            Content::Folder { files } => match self.known_folder(file, files, &target) {
                Some(material) => material,
                None => return,
            },
            Content::Link { to } => Material::Link(to.as_path().to_owned()),
            Content::Path { path } => match self.at_path(file, path.as_path(), &target) {
                Some(material) => material,
                None => return,
            },
            // No builder helps those: they are told of apart.
            Content::Build { .. } if self.is_unbuildable(file) => return,
            Content::Build { drv, .. } => {
                self.unbuilt.push(format!("'{}' ({drv})", target.display()));
                return;
            }
        };
        if self.leaves.contains_key(target.as_os_str()) {
            match self.overlap {
                Overlap::Override => {}
                Overlap::Ignore => return,
                Overlap::Error => {
                    let problem = format!("'{}' is also a file of a recursive folder", target.display());
                    self.problems.push(problem);
                    return;
                }
            }
        }
        self.insert(target, material, file);
    }

    fn insert(&mut self, target: PathBuf, material: Material, file: &File) {
        let leaf = Leaf { target, material, force: file.force };
        self.leaves.insert(leaf.target.clone().into_os_string(), leaf);
    }

    /// A folder whose files are known; `None` if its files are leaves of their own, or something is wrong with them.
    fn known_folder(&mut self, file: &File, files: &[InFolder], folder: &Path) -> Option<Material> {
        let mut placed: BTreeMap<PathBuf, &InFolder> = BTreeMap::new();
        for inner in files {
            let path = target(&inner.path).map_err(|problem| self.problems.push(problem)).ok()?;
            let is_below = |known: &PathBuf| path.starts_with(known) || known.starts_with(&path);
            if placed.keys().any(is_below) {
                let shown = folder.join(&path);
                self.problems.push(format!("'{}' is in the way of another file", shown.display()));
                return None;
            }
            placed.insert(path, inner);
        }
        if !file.recursive {
            return Some(Material::Texts(placed.into_values().cloned().collect()));
        }
        for (path, inner) in placed {
            let executable = file.executable.unwrap_or(inner.executable);
            let material = Material::File { bytes: inner.text.0.clone(), executable };
            self.insert(folder.join(path), material, file);
        }
        None
    }

    /// What lies at a path of the configuration; `None` if that is done, or failed.
    fn at_path(&mut self, file: &File, path: &Path, target: &Path) -> Option<Material> {
        let is_folder = match fs::metadata(path) {
            Ok(meta) => meta.is_dir(),
            Err(error) => {
                self.problems.push(describe("read", path, &error));
                return None;
            }
        };
        match (is_folder, file.recursive) {
            (true, true) => {
                if let Err((path, error)) = self.recursive(file, path, target) {
                    self.problems.push(describe("read", &path, &error));
                }
                None
            }
            (true, false) => Some(Material::Folder(path.to_owned())),
            (false, _) => self.file(file, path),
        }
    }

    fn file(&mut self, file: &File, path: &Path) -> Option<Material> {
        let read = || {
            let executable = fs::metadata(path)?.permissions().mode() & 0o100 != 0;
            Ok(Material::File { bytes: fs::read(path)?, executable: file.executable.unwrap_or(executable) })
        };
        read().map_err(|error| self.problems.push(describe("read", path, &error))).ok()
    }

    /// The files of a folder, as `lndir` links them: symbolic links are copied, unless they are to be ignored.
    fn recursive(
        &mut self,
        file: &File,
        source: &Path,
        target: &Path,
    ) -> Result<(), (PathBuf, std::io::Error)> {
        let mut folders = vec![(source.to_owned(), target.to_owned())];
        while let Some((folder, target)) = folders.pop() {
            let failed = |error| (folder.clone(), error);
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let (path, target) = (entry.path(), target.join(entry.file_name()));
                let kind = entry.file_type().map_err(failed)?;
                let material = if kind.is_dir() {
                    folders.push((path, target));
                    continue;
                } else if kind.is_symlink() {
                    self.link(file, source, &path)
                } else {
                    self.file(file, &path)
                };
                let Some(material) = material else { continue };
                self.insert(target, material, file);
            }
        }
        Ok(())
    }

    /// A symbolic link in a recursive folder. Relative ones stay inside the folder or break, as they would in a farm, so
    /// that what they lead to is taken.
    fn link(&mut self, file: &File, root: &Path, path: &Path) -> Option<Material> {
        let to =
            fs::read_link(path).map_err(|error| self.problems.push(describe("read", path, &error))).ok()?;
        let inside = fs::canonicalize(path).ok().zip(fs::canonicalize(root).ok());
        match inside {
            Some((real, root)) if real.starts_with(&root) || file.ignore_links => match real.is_dir() {
                true => Some(Material::Folder(real)),
                false => self.file(file, &real),
            },
            _ => Some(Material::Link(to)),
        }
    }

    /// Nothing can lie below a link.
    fn check_nesting(&mut self) {
        // Few folders hold many files: each is looked at once.
        let mut clear = FxHashSet::default();
        for target in self.leaves.keys() {
            let target = Path::new(target);
            let parent = target.parent().map(Path::as_os_str).unwrap_or_default();
            if clear.contains(parent) {
                continue;
            }
            let above = target.ancestors().skip(1).find(|above| self.leaves.contains_key(above.as_os_str()));
            if let Some(above) = above {
                let problem =
                    format!("'{}' lies below '{}', which is a link", target.display(), above.display());
                self.problems.push(problem);
            } else {
                clear.insert(parent);
            }
        }
    }
}

/// The last name of a path, for the name of an object.
pub(crate) fn base_name(path: &Path) -> &OsStr {
    path.file_name().unwrap_or_else(|| OsStr::from_bytes(b"file"))
}
