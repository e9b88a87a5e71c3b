//! Lists the files of `library/` for the crate, with the hash of their archive.
//!
//! The files are taken in as they are, not compressed: they are mapped with the program, and those that an evaluation
//! does not read are never loaded, whereas unpacking would take a good part of the time that a question has.

use std::convert::Infallible;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hmeval_store::HashAlgo;
use hmeval_store::nar::{FsSource, hash_nar};

fn main() -> Result<(), Box<dyn Error>> {
    let crate_dir = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let library = crate_dir.join("../../library").canonicalize()?;
    println!("cargo::rerun-if-changed={}", library.display());

    let mut files = Vec::new();
    collect(&library, &mut files)?;
    // By the bytes of the whole path: paths as such are sorted by their parts.
    files.sort_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    let mut table = format!(
        "/// The files by their paths, sorted.\nstatic FILES: [(&str, &[u8]); {}] = [\n",
        files.len()
    );
    for file in &files {
        let within = file.strip_prefix(&library)?.to_str().ok_or("a name is not UTF-8")?;
        writeln!(
            table,
            "    ({within:?}, include_bytes!({:?})),",
            file.to_str().ok_or("a path is not UTF-8")?
        )?;
    }
    table.push_str("];\n");

    let keep_all = |_: &Path, _| Ok::<_, Infallible>(true);
    let (hash, _) =
        hash_nar(&FsSource, &library, HashAlgo::Sha256, keep_all).map_err(|error| format!("{error:?}"))?;
    writeln!(
        table,
        "\n/// The SHA-256 of the tree's archive.\npub const NAR_HASH: [u8; 32] = {:?};",
        hash.as_bytes()
    )?;
    fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("files.rs"), table)?;
    Ok(())
}

/// The regular files below a folder. Anything else, and files that can be executed, would need more than a table of texts.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    use std::os::unix::fs::PermissionsExt;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let meta = fs::symlink_metadata(&path)?;
        if meta.is_dir() {
            collect(&path, files)?;
        } else if meta.is_file() && meta.permissions().mode() & 0o111 == 0 {
            files.push(path);
        } else {
            return Err(format!("{}: library/ holds plain files only", path.display()).into());
        }
    }
    Ok(())
}
