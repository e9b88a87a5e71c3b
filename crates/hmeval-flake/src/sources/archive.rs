//! Unpacking archives: tar, plain or compressed by gzip, xz, bzip2 or zstd, and zip.
//!
//! Nothing of an archive is trusted: see [`super::tree_writer`]. How much it may grow is bounded by its own size.

use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::path::PathBuf;

use tempfile::TempDir;

use super::tree_writer::{Limit, TreeWriter};
use crate::reference::Message;

/// What is small enough is never too large.
const SMALL: u64 = 512 << 20;

/// Nothing is larger than this.
const LARGE: u64 = 16 << 30;

/// Sources are seldom compressed to less than a tenth; what grows a hundredfold is made to harm.
const GROWTH: u64 = 100;

/// The largest number of files, folders and links.
const ENTRIES: usize = 4_000_000;

/// What was unpacked.
pub(super) struct Unpacked {
    /// The temporary folder that it lies in.
    pub(super) place: TempDir,
    /// The tree: the only folder at the top of the archive, or else all that is there.
    pub(super) root: PathBuf,
    /// The newest time of change of what is in it.
    pub(super) modified: i64,
}

/// Unpacks the archive that `body` gives into `place`.
///
/// # Errors
/// If it is no archive, is not complete, or is not to be trusted.
pub(super) fn unpack(body: Box<dyn Read>, place: TempDir) -> Result<Unpacked, Message> {
    let mut file = tempfile::tempfile_in(place.path()).map_err(broken)?;
    let size = io::copy(&mut body.take(LARGE), &mut file).map_err(broken)?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    let mut magic = [0; 6];
    let count = read_up_to(&mut file, &mut magic).map_err(broken)?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    let bytes = size.saturating_mul(GROWTH).clamp(SMALL, LARGE);
    let mut writer = TreeWriter::new(place, Limit { bytes, entries: ENTRIES });
    let modified = match magic.get(..count).unwrap_or_default() {
        [0x1f, 0x8b, ..] => tar(flate2::read::MultiGzDecoder::new(BufReader::new(file)), &mut writer),
        [0xfd, b'7', b'z', b'X', b'Z', 0] => {
            tar(lzma_rust2::XzReader::new(BufReader::new(file), true), &mut writer)
        }
        [b'B', b'Z', b'h', ..] => tar(bzip2::read::MultiBzDecoder::new(BufReader::new(file)), &mut writer),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(BufReader::new(file));
            tar(decoder.map_err(broken)?, &mut writer)
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] => zip(file, &mut writer),
        [] => Err(b"failed to open archive: it is empty".to_vec()),
        _ => tar(BufReader::new(file), &mut writer),
    }?;
    let (place, root) = writer.finish();
    let root = only_folder(root);
    Ok(Unpacked { place, root, modified })
}

fn broken(error: impl std::fmt::Display) -> Message {
    format!("failed to read the archive: {error}").into_bytes()
}

fn read_up_to(file: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while let Some(rest) = buffer.get_mut(count..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => count += more,
        }
    }
    Ok(count)
}

/// Unpacks a tar archive; gives the newest time in it.
fn tar(content: impl Read, writer: &mut TreeWriter) -> Result<i64, Message> {
    let mut archive = tar::Archive::new(content);
    let mut modified: i64 = 0;
    let mut is_empty = true;
    for entry in archive.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        let kind = entry.header().entry_type();
        if kind.is_pax_global_extensions() || kind.is_pax_local_extensions() {
            continue;
        }
        is_empty = false;
        let path = entry.path_bytes().into_owned();
        let time = entry.header().mtime().map_err(broken)?;
        modified = modified.max(i64::try_from(time).unwrap_or(i64::MAX));
        let target = || entry.link_name_bytes().map(|target| target.into_owned()).unwrap_or_default();
        if kind.is_dir() {
            writer.directory(&path)?;
        } else if kind.is_symlink() {
            writer.symlink(&path, &target())?;
        } else if kind.is_hard_link() {
            writer.copy(&path, &target())?;
        } else if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
            let executable = entry.header().mode().map_err(broken)? & 0o100 != 0;
            writer.file(&path, executable, &mut entry)?;
        } else {
            return Err([b"file '", &path[..], b"' in tarball has unsupported file type"].concat());
        }
    }
    if is_empty {
        return Err(b"failed to open archive: it is no archive, or an empty one".to_vec());
    }
    // What follows the archive is read too, for compressed content ends with a checksum.
    let rest = archive.into_inner();
    io::copy(&mut rest.take(LARGE), &mut io::sink()).map_err(broken)?;
    Ok(modified)
}

/// Unpacks a zip archive; gives the newest time in it.
fn zip(file: std::fs::File, writer: &mut TreeWriter) -> Result<i64, Message> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    let mut modified: i64 = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(broken)?;
        let path = entry.name_raw().to_vec();
        modified = modified.max(zip_time(&entry));
        let mode = entry.unix_mode().unwrap_or(0o644);
        if entry.is_dir() {
            writer.directory(&path)?;
        } else if mode & 0o170_000 == 0o120_000 {
            let mut target = Vec::new();
            entry.by_ref().take(4096).read_to_end(&mut target).map_err(broken)?;
            writer.symlink(&path, &target)?;
        } else {
            writer.file(&path, mode & 0o100 != 0, &mut entry)?;
        }
    }
    Ok(modified)
}

/// When a file of a zip archive was changed: exactly if it says so, else by its date, taken as UTC.
fn zip_time<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> i64 {
    let exact = entry.extra_data_fields().find_map(|field| match field {
        zip::ExtraField::ExtendedTimestamp(times) => times.mod_time().map(i64::from),
        _ => None,
    });
    exact
        .or_else(|| {
            let date = entry.last_modified()?;
            let days = days_of(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
            let seconds =
                i64::from(date.hour()) * 3600 + i64::from(date.minute()) * 60 + i64::from(date.second());
            Some(days * 86_400 + seconds)
        })
        .unwrap_or(0)
}

/// Days since 1970 of a date of the Gregorian calendar.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + day - 1 - 719_468
}

/// The folder in `root`, if there is nothing else in it.
fn only_folder(root: PathBuf) -> PathBuf {
    let mut entries = std::fs::read_dir(&root).into_iter().flatten().flatten();
    match (entries.next(), entries.next()) {
        (Some(only), None) if only.file_type().is_ok_and(|kind| kind.is_dir()) => only.path(),
        _ => root,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, text) in entries {
            let mut header = tar::Header::new_gnu();
            // Written as it is: the library refuses names that lead out.
            header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            header.set_mtime(7);
            header.set_cksum();
            builder.append(&header, text.as_bytes()).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: Vec<u8>) -> Result<Unpacked, String> {
        unpack(Box::new(io::Cursor::new(bytes)), TempDir::new().unwrap())
            .map_err(|message| String::from_utf8(message).unwrap())
    }

    #[test]
    fn the_only_folder_is_the_tree() {
        let found = unpacked(gzip(&archive(&[("top/a", "x"), ("top/b/c", "y")]))).unwrap();
        assert_eq!(std::fs::read_to_string(found.root.join("b/c")).unwrap(), "y");
        assert_eq!(found.modified, 7);
        let found = unpacked(archive(&[("a", "x"), ("b/c", "y")])).unwrap();
        assert_eq!(std::fs::read_to_string(found.root.join("b/c")).unwrap(), "y");
    }

    #[test]
    fn what_is_broken_or_hostile_is_refused() {
        let whole = gzip(&archive(&[("a", &"text ".repeat(2000))]));
        let refused = |bytes: Vec<u8>| unpacked(bytes).err().unwrap();
        assert!(refused(whole[..whole.len() / 2].to_vec()).starts_with("failed to read the archive"));
        assert!(refused(whole[..whole.len() - 4].to_vec()).starts_with("failed to read the archive"));
        assert!(refused(Vec::new()).ends_with("it is empty"));
        assert!(refused(b"<html>not found</html>".to_vec()).starts_with("failed to"));
        assert!(refused(archive(&[("../a", "x")])).ends_with("leads out of the tree"));
        assert!(refused(archive(&[("/a", "x")])).ends_with("is absolute"));
        assert!(refused(archive(&[("a", "x"), ("a", "y")])).ends_with("more than once"));
        assert!(refused(archive(&[("a", "x"), ("a/b", "y")])).ends_with("is no folder"));
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        // A gigabyte of zeros in a megabyte.
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut header = tar::Header::new_gnu();
        header.set_path("zeros").unwrap();
        header.set_size(10 << 30);
        header.set_mode(0o644);
        header.set_cksum();
        encoder.write_all(header.as_bytes()).unwrap();
        let zeros = vec![0; 1 << 20];
        for _ in 0..600 {
            encoder.write_all(&zeros).unwrap();
        }
        let message = unpacked(encoder.finish().unwrap()).err().unwrap();
        assert!(message.ends_with("MiB, which is far more than its size suggests"), "{message}");
    }

    #[test]
    fn dates_of_zip_archives() {
        assert_eq!(days_of(1970, 1, 1), 0);
        assert_eq!(days_of(2000, 3, 1), 11_017);
    }
}
