//! The files that Nix brings itself, under `<nix/…>`: served from the program.

/// Where they seem to lie. No file system has such a folder by accident.
const PREFIX: &[u8] = b"/<nix>/";

/// Names and texts.
const FILES: &[(&str, &str)] = &[("fetchurl.nix", include_str!("nix/fetchurl.nix"))];

/// The path that stands for a name of the search path, `nix/fetchurl.nix`. Whether there is such a file shows when it is
/// read, as in Nix.
pub(crate) fn path_of(name: &[u8]) -> Option<Vec<u8>> {
    let rest = name.strip_prefix(b"nix/")?;
    Some(crate::path::canonical(&[PREFIX, rest].concat()))
}

/// Such a path as values and messages show it: `<nix/fetchurl.nix>`.
pub(crate) fn shown(path: &[u8]) -> Option<Vec<u8>> {
    let rest = inside(path)?;
    Some([b"<nix", rest, b">"].concat())
}

/// Such a path within its folder, which is what it is as a text: `/fetchurl.nix`.
pub(crate) fn inside(path: &[u8]) -> Option<&[u8]> {
    match path.strip_prefix(&PREFIX[..PREFIX.len() - 1])? {
        [] => Some(b"/"),
        rest => rest.starts_with(b"/").then_some(rest),
    }
}

/// The text of the file at such a path.
pub(crate) fn text(path: &[u8]) -> Option<&'static str> {
    let rest = path.strip_prefix(PREFIX)?;
    FILES.iter().find(|file| file.0.as_bytes() == rest).map(|file| file.1)
}
