//! What the test suite is made of: the programs under comparison, the fixture format, the list of known divergences.
//!
//! The suite itself is the test target `suite`; one binary, so that it is linked once and has one set of filters. It runs
//! hmeval as a process, as its users do: a crash of the evaluator is then a failed test and not the end of the suite.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod divergences;
pub mod fixture;
pub mod oracle;
pub mod program;

use std::path::{Path, PathBuf};

/// The folder of the checkout, without symbolic links in its path.
///
/// # Panics
/// If the checkout that the suite was built from is gone.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", root.display()))
}

/// All files below `dir` whose names end in `.EXTENSION`, sorted. Folders of build products and of Git are left out.
pub fn files_below(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "target" && !name.as_encoded_bytes().starts_with(b".") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
