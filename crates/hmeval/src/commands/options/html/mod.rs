//! Options as a page to search in: one file, which asks nobody for anything.
//!
//! `page.html` is the frame, `page.css` and `page.js` what goes into it, `data` the options as the script reads them.
//! The script makes elements of descriptions, never markup from text, so that nothing in a description can act.

mod data;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::entry::{Entry, Reader};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::world::path;

const FRAME: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: [&str; 3] = [include_str!("search.js"), include_str!("markdown.js"), include_str!("page.js")];

/// The file in the folder that was asked for.
const FILE: &str = "index.html";

/// Writes the page into a folder, which is made if need be. Whoever reads the page meanwhile sees the old one or the new
/// one.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write<'h>(
    reader: &Reader<'_, 'h>,
    console: &Console<'_>,
    dir: &Path,
    entries: &[&Entry<'h>],
) -> Outcome<'h> {
    let dir = path(&console.environment.dir).join(dir);
    let page = page(&data::of(reader, entries));
    replace(&dir, &page)
        .map_err(|error| Failure::message(format!("writing '{}': {error}", dir.join(FILE).display())))?;
    console.note(format!("{} options written to {}", entries.len(), dir.join(FILE).display()).as_bytes());
    Ok(())
}

/// The page with these data.
fn page(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + (1 << 16));
    let mut rest = FRAME;
    // The frame names what goes where: `<!-- style -->`.
    while let Some((before, tail)) = rest.split_once("<!-- ") {
        let Some((name, after)) = tail.split_once(" -->") else { break };
        out.extend_from_slice(before.as_bytes());
        match name {
            "style" => out.extend_from_slice(STYLE.as_bytes()),
            "script" => SCRIPT.iter().for_each(|part| out.extend_from_slice(part.as_bytes())),
            "data" => out.extend_from_slice(data),
            _ => {}
        }
        rest = after;
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn replace(dir: &Path, page: &[u8]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let new = dir.join(format!(".{FILE}.{}", std::process::id()));
    let written = fill(&new, page).and_then(|()| fs::rename(&new, dir.join(FILE)));
    if written.is_err() {
        // It may not even exist.
        let _ = fs::remove_file(&new);
    }
    written
}

fn fill(file: &Path, page: &[u8]) -> io::Result<()> {
    // What a run that was killed left behind has the same name only if it had the same number.
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(file)?;
    file.write_all(page)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_is_filled() {
        let page = String::from_utf8(page(b"{\"here\":1}")).unwrap();
        for part in [STYLE, SCRIPT[0], SCRIPT[1], SCRIPT[2], "{\"here\":1}"] {
            assert_eq!(page.matches(part).count(), 1);
        }
        assert!(!page.contains("<!-- ") && page.trim_end().ends_with("</html>"));
    }

    #[test]
    fn pages_are_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("a/b");
        replace(&inner, b"one").unwrap();
        replace(&inner, b"two").unwrap();
        assert_eq!(fs::read(inner.join(FILE)).unwrap(), b"two");
        assert_eq!(fs::read_dir(&inner).unwrap().count(), 1);
    }
}
