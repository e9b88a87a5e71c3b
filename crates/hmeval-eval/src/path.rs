//! Paths as the language has them: absolute, `/`-separated, without `.`, `..` and double slashes.

/// The canonical form of an absolute path (Nix: `CanonPath`): `..` goes up, at most to the root.
pub fn canonical(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len() + 1);
    push_parts(&mut out, path);
    if out.is_empty() {
        out.push(b'/');
    }
    out
}

/// `relative` seen from the folder `dir`, in canonical form; an absolute `relative` stays itself.
pub fn join(dir: &[u8], relative: &[u8]) -> Vec<u8> {
    if relative.first() == Some(&b'/') {
        return canonical(relative);
    }
    let mut out = Vec::with_capacity(dir.len() + relative.len() + 1);
    push_parts(&mut out, dir);
    push_parts(&mut out, relative);
    if out.is_empty() {
        out.push(b'/');
    }
    out
}

/// `relative` seen from the folder `dir`, which it cannot leave: neither a slash at its start nor `..` leads out (Nix:
/// `CanonPath` of it, behind `dir`).
pub fn below(dir: &[u8], relative: &[u8]) -> Vec<u8> {
    let inner = canonical(relative);
    join(dir, inner.strip_prefix(b"/").unwrap_or(&inner))
}

fn push_parts(out: &mut Vec<u8>, path: &[u8]) {
    for part in path.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                let end = out.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
                out.truncate(end);
            }
            _ => {
                out.push(b'/');
                out.extend_from_slice(part);
            }
        }
    }
}

/// The last part of a path: what stands behind the last slash that is not at the end.
pub fn base_name(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|&byte| byte != b'/').map_or(0, |last| last + 1);
    let trimmed = &path[..end];
    let start = trimmed.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    &trimmed[start..]
}

/// The folder that a canonical path lies in; that of `/` is `/`.
pub fn parent(path: &[u8]) -> &[u8] {
    match path.iter().rposition(|&byte| byte == b'/') {
        None | Some(0) => b"/",
        Some(slash) => &path[..slash],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_form() {
        assert_eq!(canonical(b"/a/./b//../c/"), b"/a/c");
        assert_eq!(canonical(b"/.."), b"/");
        assert_eq!(join(b"/a/b", b"../../../x"), b"/x");
        assert_eq!(join(b"/", b"x"), b"/x");
        assert_eq!(join(b"/a", b"/x/"), b"/x");
    }

    #[test]
    fn parts() {
        assert_eq!(base_name(b"/a/b"), b"b");
        assert_eq!(base_name(b"/"), b"");
        assert_eq!(parent(b"/a/b"), b"/a");
        assert_eq!(parent(b"/a"), b"/");
    }
}
