//! The files that Nix brings itself, under `<nix/…>`: served from the program.

/// Where they seem to lie. No file system has such a folder by accident.
const PREFIX: &[u8] = b"/<nix>/";

/// Names and texts.
const FILES: &[(&str, &str)] = &[("fetchurl.nix", include_str!("nix/fetchurl.nix"))];

/// The path that stands for a name of the search path, `nix/fetchurl.nix`, if there is such a file.
pub(crate) fn path_of(name: &[u8]) -> Option<Vec<u8>> {
    let rest = name.strip_prefix(b"nix/")?;
    FILES.iter().any(|file| file.0.as_bytes() == rest).then(|| [PREFIX, rest].concat())
}

/// Such a path as messages show it: `<nix/fetchurl.nix>`.
pub(crate) fn shown(path: &[u8]) -> Option<Vec<u8>> {
    let rest = path.strip_prefix(PREFIX)?;
    Some([b"<nix/", rest, b">"].concat())
}

/// The text of the file at such a path.
pub(crate) fn text(path: &[u8]) -> Option<&'static str> {
    let rest = path.strip_prefix(PREFIX)?;
    FILES.iter().find(|file| file.0.as_bytes() == rest).map(|file| file.1)
}
