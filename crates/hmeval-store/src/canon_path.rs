//! Paths in canonical form by their text alone: no `.`, no `..`, no doubled slash (`canonPathInner` of
//! `libutil`).

use crate::error::{Error, ErrorKind, Result};

/// The canonical form of an absolute path. Symbolic links are not looked at; `..` above the root is dropped.
///
/// # Errors
/// If the path is not absolute.
pub fn canon_path(path: &[u8]) -> Result<Vec<u8>> {
    if !path.starts_with(b"/") {
        return Err(Error::new(ErrorKind::Other, &[b"not an absolute path: \"", path, b"\""]));
    }
    let mut canonical = Vec::with_capacity(path.len());
    for component in path.split(|&byte| byte == b'/') {
        match component {
            b"" | b"." => {}
            b".." => {
                let parent = canonical.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
                canonical.truncate(parent);
            }
            _ => {
                canonical.push(b'/');
                canonical.extend_from_slice(component);
            }
        }
    }
    if canonical.is_empty() {
        canonical.push(b'/');
    }
    Ok(canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_and_slashes_are_resolved() {
        for (path, canonical) in [
            ("/", "/"),
            ("//a/./b//", "/a/b"),
            ("/a/../b", "/b"),
            ("/..", "/"),
            ("/a/..", "/"),
            ("/.a/..b", "/.a/..b"),
        ] {
            assert_eq!(canon_path(path.as_bytes()).unwrap(), canonical.as_bytes(), "{path}");
        }
    }

    #[test]
    fn relative_paths_are_refused() {
        assert_eq!(canon_path(b"a/b").unwrap_err().to_string(), "not an absolute path: \"a/b\"");
        assert!(canon_path(b"").is_err());
    }
}
