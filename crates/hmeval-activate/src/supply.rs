//! What the texts of a plan refer to by store path, where no store has it and no builder is needed to make it.
//!
//! A shell's profile names the file of session variables, a unit names a script. Where no Nix has made these, they are
//! made with the files: they get objects, and the texts are given the paths of the objects in place of those of the
//! store. Used for a plan that is meant for a home; the files of `hmeval build` stay as Nix would make them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::bytes::Bytes;
use crate::leaf::{self, Leaf, Material};
use crate::object;
use crate::plan::{Content, File, Plan, Supply};

/// An object that no link leads to: its name, and what it holds.
pub(crate) type Supplied = (OsString, Material);

/// The names of the objects.
pub(crate) fn names(supplies: &[Supplied]) -> BTreeSet<OsString> {
    supplies.iter().map(|(name, _)| name.clone()).collect()
}

/// Where a store path is supplied, and what is missing behind it.
struct Place {
    object: PathBuf,
    missing: Vec<String>,
}

/// Names the objects of what a plan supplies, and has its texts name these.
///
/// # Errors
/// Everything that is wrong with what is supplied.
pub(crate) fn settle(mut plan: Plan, objects: &Path) -> Result<(Plan, Vec<Supplied>), Vec<String>> {
    let supplies = std::mem::take(&mut plan.supplies);
    if supplies.is_empty() {
        return Ok((plan, Vec::new()));
    }
    let (mut places, mut made, mut problems) = (Places::default(), Vec::new(), Vec::new());
    for supply in supplies {
        // Each comes behind those that it refers to.
        match supply_object(&supply, &places) {
            Ok((name, material, missing)) => {
                let object = objects.join(&name);
                places.0.insert(supply.path, Place { object, missing });
                made.push((name, material));
            }
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    for file in &mut plan.files {
        file.content = places.content(&file.content, &file.references);
        file.references = places.missing(&file.references);
        file.on_change = places.script(&file.on_change);
    }
    for block in &mut plan.activation {
        block.script = places.script(&block.script);
        block.references = places.missing(&block.references);
    }
    for package in &mut plan.packages {
        package.path = places.script(&package.path);
    }
    Ok((plan, made))
}

/// The object of something supplied, and the store paths that it refers to and nobody has.
fn supply_object(supply: &Supply, places: &Places) -> Result<(OsString, Material, Vec<String>), Vec<String>> {
    let base = Path::new(&supply.path).file_name().unwrap_or_default().as_bytes();
    // Behind the hash, which is not that of the object.
    let name = base.splitn(2, |byte| *byte == b'-').last().unwrap_or_default();
    let file = File {
        target: Bytes::from(name),
        content: places.content(&supply.content, &supply.references),
        executable: None,
        recursive: false,
        ignore_links: false,
        force: false,
        on_change: String::new(),
        references: Vec::new(),
    };
    let named = |problem: String| format!("'{}': {problem}", supply.path);
    let leaf: Leaf =
        leaf::alone(&file).map_err(|problems| problems.into_iter().map(named).collect::<Vec<_>>())?;
    let object = object::name(&leaf).map_err(|problem| vec![problem])?;
    Ok((object, leaf.material, places.missing(&supply.references)))
}

/// Where store paths are supplied.
#[derive(Default)]
struct Places(BTreeMap<String, Place>);

impl Places {
    /// What a content is with the places of the store paths that it refers to.
    fn content(&self, content: &Content, references: &[String]) -> Content {
        let moved = |text: &Bytes| {
            references.iter().fold(text.clone(), |text, path| match self.0.get(path) {
                Some(place) => text.replaced(path.as_bytes(), place.object.as_os_str().as_bytes()),
                None => text,
            })
        };
        let mut content = content.clone();
        match &mut content {
            Content::Text { text, .. } => *text = moved(text),
            Content::Folder { files } => files.iter_mut().for_each(|file| file.text = moved(&file.text)),
            Content::Path { .. } | Content::Link { .. } | Content::Build { .. } => {}
        }
        content
    }

    /// A text of which it is not known what it refers to.
    fn script(&self, script: &str) -> String {
        self.0.iter().fold(script.to_owned(), |script, (path, place)| {
            // The folder of objects is one of UTF-8 in all but the strangest homes, in which scripts stay as they are.
            place.object.to_str().map_or_else(|| script.clone(), |object| script.replace(path, object))
        })
    }

    /// The store paths behind these that nobody has.
    fn missing(&self, references: &[String]) -> Vec<String> {
        let mut missing = BTreeSet::new();
        for path in references {
            match self.0.get(path) {
                Some(place) => missing.extend(&place.missing),
                None => {
                    missing.insert(path);
                }
            }
        }
        missing.into_iter().cloned().collect()
    }
}
