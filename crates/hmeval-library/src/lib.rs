//! The built-in library: the files of `library/`, within the program, as a tree that can be read like one of the file system.
//!
//! The command line serves them through its `World` where `--library builtin` asks for them. `build.rs` makes the table.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// What a path of the library names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file, with its content.
    File(&'static [u8]),
    /// A folder.
    Folder,
}

/// What lies at a path. Paths begin at the root of the library, without a slash in front or behind; the root itself is
/// empty.
pub fn entry(path: &[u8]) -> Option<Entry> {
    if path.is_empty() {
        return Some(Entry::Folder);
    }
    match FILES.binary_search_by(|(name, _)| name.as_bytes().cmp(path)) {
        Ok(index) => FILES.get(index).map(|(_, content)| Entry::File(content)),
        Err(_) => below(path).next().map(|_| Entry::Folder),
    }
}

/// The names in a folder, sorted, each with whether it is a folder; none if it is no folder.
pub fn list(folder: &[u8]) -> Vec<(&'static [u8], bool)> {
    let mut entries: Vec<(&[u8], bool)> = below(folder)
        .map(|rest| match rest.iter().position(|byte| *byte == b'/') {
            Some(slash) => (&rest[..slash], true),
            None => (rest, false),
        })
        .collect();
    entries.dedup();
    entries
}

/// All files, by their paths.
pub fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().copied()
}

/// Files in the order in which the evaluation of a configuration reads them. It need not be exact: it says what to read
/// ahead. `cargo xtask reading-order` writes it.
pub fn reading_order() -> impl Iterator<Item = &'static str> {
    include_str!("reading-order.txt").lines()
}

/// The paths of the files below a folder, as seen from it.
fn below(folder: &[u8]) -> impl Iterator<Item = &'static [u8]> {
    let prefix = if folder.is_empty() { Vec::new() } else { [folder, b"/"].concat() };
    let first = FILES.partition_point(|(name, _)| name.as_bytes() < &prefix[..]);
    let rest = FILES.get(first..).unwrap_or_default().iter();
    rest.map_while(move |(name, _)| name.as_bytes().strip_prefix(&prefix[..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders() {
        assert_eq!(entry(b""), Some(Entry::Folder));
        assert_eq!(entry(b"nixpkgs/lib"), Some(Entry::Folder));
        assert!(matches!(entry(b"nixpkgs/flake.nix"), Some(Entry::File(text)) if text.starts_with(b"#")));
        for missing in ["nixpkgs/", "nix", "nixpkgs/flake.nix/x", "/nixpkgs", "none"] {
            assert_eq!(entry(missing.as_bytes()), None, "{missing}");
        }
    }

    #[test]
    fn every_file_is_found() {
        for (name, content) in FILES {
            assert_eq!(entry(name.as_bytes()), Some(Entry::File(content)), "{name}");
        }
    }

    #[test]
    fn the_order_of_reading_names_files() {
        assert!(reading_order().count() > 100);
        for file in reading_order() {
            assert!(
                matches!(entry(file.as_bytes()), Some(Entry::File(_))),
                "{file}: cargo xtask reading-order"
            );
        }
    }

    #[test]
    fn listing() {
        let names: Vec<&[u8]> = list(b"").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [&b"home-manager"[..], b"nix-darwin", b"nixpkgs", b"system-manager"]);
        let flake = list(b"system-manager").into_iter().find(|(name, _)| *name == b"flake.nix");
        assert_eq!(flake, Some((&b"flake.nix"[..], false)));
        assert!(list(b"nixpkgs/flake.nix").is_empty());
    }
}
