//! Reading references to flakes (Nix manual, "Flake references"; `libflake/flakeref.cc` and the schemes of
//! `libfetchers`): what `builtins.parseFlakeRef` and messages of fetchers do.

use hmeval_store::{Features, Hash, HashAlgo};

use super::input::{Attr, Attrs, is_flake_id, is_ref_name, is_revision, set, text};
use super::url::{Url, decode};

/// Why a text is no reference.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no URL of its scheme; it could still be a path.
    NoUrl,
    /// It is wrong; the text is Nix's message.
    Wrong(Vec<u8>),
}

type Parsed = Result<Attrs, Refused>;

fn wrong<T>(parts: &[&[u8]]) -> Result<T, Refused> {
    Err(Refused::Wrong(parts.concat()))
}

/// The attributes of a reference; relative paths are not allowed.
///
/// # Errors
/// Nix's message if it is none.
pub fn parse(reference: &[u8]) -> Result<Attrs, Vec<u8>> {
    let path = |_: &Url| Err([b"flake reference '", reference, b"' is not an absolute path"].concat());
    without_fragment(reference, parse_with_fragment(reference, path)?)
}

/// The attributes of a reference that stands in a `flake.nix`, where relative paths stay as they are.
///
/// # Errors
/// Nix's message if it is none.
pub fn parse_in_flake(reference: &[u8]) -> Result<Attrs, Vec<u8>> {
    let relative = |url: &Url| match with_dir(url, |url| path(url, url.path.clone())) {
        Ok(attrs) => Ok(attrs),
        Err(Refused::Wrong(message)) => Err(message),
        Err(Refused::NoUrl) => Err([b"invalid flakeref '", reference, b"'"].concat()),
    };
    without_fragment(reference, parse_with_fragment(reference, relative)?)
}

fn without_fragment(reference: &[u8], (attrs, fragment): (Attrs, Vec<u8>)) -> Result<Attrs, Vec<u8>> {
    if fragment.is_empty() {
        return Ok(attrs);
    }
    Err([b"unexpected fragment '", &fragment[..], b"' in flake reference '", reference, b"'"].concat())
}

/// The attributes of a reference, and what follows its `#`. What is neither the name of a flake nor a URL nor an
/// absolute path is given to `relative`, as a path with query and fragment.
///
/// # Errors
/// Nix's message if it is none.
pub fn parse_with_fragment(
    reference: &[u8],
    relative: impl FnOnce(&Url) -> Result<Attrs, Vec<u8>>,
) -> Result<(Attrs, Vec<u8>), Vec<u8>> {
    let found = match parse_id(reference) {
        Some(found) => found,
        None => match Url::parse(reference).ok_or(Refused::NoUrl).and_then(|url| from_url(&url)) {
            Err(Refused::NoUrl) => parse_path(reference),
            other => other.map(|attrs| (attrs, fragment(reference))),
        },
    };
    match found {
        Ok(found) => Ok(found),
        Err(Refused::Wrong(message)) => Err(message),
        Err(Refused::NoUrl) => {
            let url = Url::parse_path(reference);
            let url = url.ok_or_else(|| [b"invalid flakeref '", reference, b"'"].concat())?;
            Ok((relative(&url)?, url.fragment))
        }
    }
}

/// The attributes of a reference that must be a URL with a scheme, as `fetchTree` takes it.
///
/// # Errors
/// Nix's message if it is none.
pub fn parse_url(reference: &[u8]) -> Result<Attrs, Vec<u8>> {
    let url = Url::read(reference)?;
    from_url(&url).map_err(|refused| match refused {
        Refused::NoUrl => [b"input '", &url.to_text()[..], b"' is unsupported"].concat(),
        Refused::Wrong(message) => message,
    })
}

type Found = Result<(Attrs, Vec<u8>), Refused>;

fn fragment(reference: &[u8]) -> Vec<u8> {
    Url::parse_path(reference).map(|url| url.fragment).unwrap_or_default()
}

/// `id`, `id/ref`, `id/rev`, `id/ref/rev`: short for `flake:…`.
fn parse_id(reference: &[u8]) -> Option<Found> {
    let is_ref_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"_./@+-".contains(byte);
    let (path, fragment) = match reference.iter().position(|&byte| byte == b'#') {
        Some(hash) => (reference.get(..hash)?, decode(reference.get(hash + 1..)?)?),
        None => (reference, Vec::new()),
    };
    let (id, rest) = match path.iter().position(|&byte| byte == b'/') {
        Some(slash) => (path.get(..slash)?, Some(path.get(slash + 1..)?)),
        None => (path, None),
    };
    let is_rest = |rest: &[u8]| {
        rest.first().is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'@')
            && rest.iter().all(is_ref_byte)
    };
    if !is_flake_id(id) || !rest.is_none_or(is_rest) {
        return None;
    }
    let url = Url { scheme: b"flake".to_vec(), path: path.to_vec(), ..Url::default() };
    Some(match indirect(&url) {
        // Nix does not go on to try a path here.
        Err(Refused::NoUrl) => wrong(&[b"GitHub URL '", &url.to_text(), b"' is invalid"]),
        other => other.map(|attrs| (attrs, fragment)),
    })
}

fn parse_path(reference: &[u8]) -> Found {
    let url = Url::parse_path(reference).ok_or(Refused::NoUrl)?;
    if !url.path.starts_with(b"/") {
        return Err(Refused::NoUrl);
    }
    let fragment = url.fragment.clone();
    with_dir(&url, |url| path(url, url.path.clone())).map(|attrs| (attrs, fragment))
}

/// Takes the folder of the flake in the tree out of the query first.
fn with_dir(url: &Url, read: impl FnOnce(&Url) -> Parsed) -> Parsed {
    let mut url = url.clone();
    url.fragment.clear();
    let dir = url.query.remove(&b"dir"[..]).unwrap_or_default();
    let mut attrs = read(&url)?;
    if !dir.is_empty() {
        set(&mut attrs, "dir", dir);
    }
    Ok(attrs)
}

fn from_url(url: &Url) -> Parsed {
    with_dir(url, |url| {
        let (application, transport) = match url.scheme.iter().position(|&byte| byte == b'+') {
            Some(plus) => (url.scheme.get(..plus), url.scheme.get(plus + 1..).unwrap_or_default()),
            None => (None, &*url.scheme),
        };
        let is_transport = matches!(transport, b"http" | b"https" | b"file");
        match (application, &*url.scheme) {
            (None, b"flake") => match url.segments().ok_or(Refused::NoUrl)?.first() {
                Some(id) if is_flake_id(id) => indirect(url),
                _ => Err(Refused::NoUrl),
            },
            (None, b"path") => path(url, decode(&url.path).ok_or(Refused::NoUrl)?),
            (None, b"github" | b"gitlab" | b"sourcehut") => forge(url),
            (None, b"git") if url.authority.is_none() => Err(Refused::NoUrl),
            (None, b"git") => git(url, url.scheme.clone()),
            (Some(b"git"), _) => git(url, transport.to_vec()),
            (Some(b"hg"), _) if is_transport || transport == b"ssh" => mercurial(url, transport.to_vec()),
            (Some(b"tarball"), _) if is_transport => download(url, "tarball", transport.to_vec()),
            (Some(b"file"), _) if is_transport => download(url, "file", transport.to_vec()),
            (None, _) if is_transport => download(url, "tarball", transport.to_vec()),
            (_, b"file+git") => {
                let hint = b"' is unsupported; did you mean 'git+file' instead of 'file+git'?";
                wrong(&[b"input '", &url.to_text(), hint])
            }
            _ => wrong(&[b"input '", &url.to_text(), b"' is unsupported"]),
        }
    })
}

fn typed(kind: &str) -> Attrs {
    let mut attrs = Attrs::new();
    set(&mut attrs, "type", kind);
    attrs
}

/// A name in a registry of flakes, with a branch or a revision.
fn indirect(url: &Url) -> Parsed {
    let segments = url.segments().ok_or(Refused::NoUrl)?;
    let shown = url.to_text();
    let mut attrs = typed("indirect");
    let in_url =
        |name: &[u8], what: &[u8]| wrong(&[b"in flake URL '", &shown, b"', '", name, b"' is not a ", what]);
    match &segments[..] {
        [_] => {}
        [_, rev] if is_revision(rev) => set(&mut attrs, "rev", rev.to_ascii_lowercase()),
        [_, name] if is_ref_name(name) => set(&mut attrs, "ref", name),
        [_, name] => return in_url(name, b"commit hash or branch/tag name"),
        [_, name, _] if !is_ref_name(name) => return in_url(name, b"branch/tag name"),
        [_, _, rev] if !is_revision(rev) => return in_url(rev, b"commit hash"),
        [_, name, rev] => {
            set(&mut attrs, "ref", name);
            set(&mut attrs, "rev", rev.to_ascii_lowercase());
        }
        _ => return Err(Refused::NoUrl),
    }
    set(&mut attrs, "id", segments.first().ok_or(Refused::NoUrl)?);
    Ok(attrs)
}

fn path(url: &Url, path: Vec<u8>) -> Parsed {
    if let Some(authority) = url.authority.as_deref().filter(|authority| !authority.is_empty()) {
        let shown = url.to_text();
        return wrong(&[b"path URL '", &shown, b"' should not have an authority ('", authority, b"')"]);
    }
    let mut attrs = typed("path");
    set(&mut attrs, "path", path);
    for (name, value) in &url.query {
        let refuse = |what: &[u8]| {
            let mut shown = url.clone();
            if shown.scheme.is_empty() {
                (shown.scheme, shown.authority) = (b"path".to_vec(), Some(Vec::new()));
            }
            wrong(&[b"path URL '", &shown.to_text(), b"' has ", what, b" parameter '", name, b"'"])
        };
        match &**name {
            b"rev" | b"narHash" => attrs.insert(name.clone(), Attr::Text(value.clone())),
            b"revCount" | b"lastModified" => match number(value) {
                Some(n) => attrs.insert(name.clone(), Attr::Int(n)),
                None => return refuse(b"invalid"),
            },
            _ => return refuse(b"unsupported"),
        };
    }
    Ok(attrs)
}

fn number(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.parse().ok().filter(|n| *n >= 0)
}

/// GitHub and its like: owner, repository, and a branch or a revision.
fn forge(url: &Url) -> Parsed {
    let segments = url.segments().ok_or(Refused::NoUrl)?;
    let [owner, repo, rest @ ..] = &segments[..] else { return Err(Refused::NoUrl) };
    let mut attrs = typed(std::str::from_utf8(&url.scheme).unwrap_or_default());
    match rest {
        [] => {}
        [rev] if is_revision(rev) => set(&mut attrs, "rev", rev),
        _ => set(&mut attrs, "ref", rest.join(&b'/')),
    }
    for (name, value) in &url.query {
        match &**name {
            b"rev" | b"ref" if attrs.contains_key(name) => return Err(Refused::NoUrl),
            b"rev" | b"ref" | b"host" | b"narHash" => {
                attrs.insert(name.clone(), Attr::Text(value.clone()));
            }
            _ => {}
        }
    }
    let (revision, branch) = (text(&attrs, "rev"), text(&attrs, "ref"));
    if let Some(rev) = revision {
        let hash = Hash::parse_any(rev, Some(HashAlgo::Sha1), Features::ALL);
        hash.map_err(|error| Refused::Wrong(error.into_message()))?;
    }
    if (revision.is_some() && branch.is_some()) || branch.is_some_and(|branch| !is_ref_name(branch)) {
        return Err(Refused::NoUrl);
    }
    set(&mut attrs, "owner", owner);
    set(&mut attrs, "repo", repo);
    Ok(attrs)
}

fn git(url: &Url, transport: Vec<u8>) -> Parsed {
    let mut attrs = typed("git");
    let mut rest = Url { scheme: transport, query: Default::default(), ..url.clone() };
    for (name, value) in &url.query {
        match &**name {
            b"rev" | b"ref" | b"keytype" | b"publicKey" | b"publicKeys" => {
                attrs.insert(name.clone(), Attr::Text(value.clone()));
            }
            b"shallow" | b"submodules" | b"lfs" | b"exportIgnore" | b"allRefs" | b"verifyCommit" => {
                attrs.insert(name.clone(), Attr::Bool(value == b"1"));
            }
            _ => {
                rest.query.insert(name.clone(), value.clone());
            }
        }
    }
    if text(&attrs, "ref").is_some_and(|branch| !is_ref_name(branch)) {
        return Err(Refused::NoUrl);
    }
    set(&mut attrs, "url", rest.to_text());
    Ok(attrs)
}

fn mercurial(url: &Url, transport: Vec<u8>) -> Parsed {
    let mut attrs = typed("hg");
    let mut rest = Url { scheme: transport, ..url.clone() };
    for name in ["rev", "ref"] {
        if let Some(value) = rest.query.remove(name.as_bytes()) {
            set(&mut attrs, name, value);
        }
    }
    set(&mut attrs, "url", rest.to_text());
    Ok(attrs)
}

/// An archive or a file behind a URL. What is meant for Nix is taken out of the query.
fn download(url: &Url, kind: &str, transport: Vec<u8>) -> Parsed {
    let mut attrs = typed(kind);
    let mut rest = Url { scheme: transport, ..url.clone() };
    for name in ["narHash", "rev"] {
        if let Some(value) = rest.query.remove(name.as_bytes()) {
            set(&mut attrs, name, value);
        }
    }
    for name in ["revCount", "lastModified"] {
        if let Some(n) = rest.query.remove(name.as_bytes()).and_then(|value| number(&value)) {
            attrs.insert(name.as_bytes().to_vec(), Attr::Int(n));
        }
    }
    for name in ["url", "name", "unpack"] {
        rest.query.remove(name.as_bytes());
    }
    set(&mut attrs, "url", rest.to_text());
    Ok(attrs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(reference: &str) -> String {
        match parse(reference.as_bytes()) {
            Ok(attrs) => String::from_utf8(super::super::input::to_json(&attrs)).unwrap(),
            Err(message) => String::from_utf8(message).unwrap(),
        }
    }

    #[test]
    fn references_of_every_scheme() {
        for (reference, attrs) in [
            ("nixpkgs/nixos-23.05", r#"{"id":"nixpkgs","ref":"nixos-23.05","type":"indirect"}"#),
            (
                "github:a/b/c/d?dir=x&foo=1",
                r#"{"dir":"x","owner":"a","ref":"c/d","repo":"b","type":"github"}"#,
            ),
            ("/a b?dir=c", r#"{"dir":"c","path":"/a b","type":"path"}"#),
            (
                "git+https://x/y?submodules=1&q=r",
                r#"{"submodules":true,"type":"git","url":"https://x/y?q=r"}"#,
            ),
            ("https://x/y?revCount=2", r#"{"revCount":2,"type":"tarball","url":"https://x/y"}"#),
            ("https://x/a(b)", r#"{"type":"tarball","url":"https://x/a%28b%29"}"#),
            (
                "flake:a/000000000000000000000000000000000000000A",
                r#"{"id":"a","rev":"000000000000000000000000000000000000000a","type":"indirect"}"#,
            ),
            ("hg+https://x/y?ref=q", r#"{"ref":"q","type":"hg","url":"https://x/y"}"#),
        ] {
            assert_eq!(shown(reference), attrs, "{reference}");
        }
    }

    #[test]
    fn what_is_no_reference_says_why() {
        for (reference, message) in [
            ("./a", "flake reference './a' is not an absolute path"),
            ("github:a", "flake reference 'github:a' is not an absolute path"),
            ("github:a/b#c", "unexpected fragment 'c' in flake reference 'github:a/b#c'"),
            ("path:/a?foo=1", "path URL 'path:/a?foo=1' has unsupported parameter 'foo'"),
            ("foo:x", "input 'foo:x' is unsupported"),
            (
                "file+git:///a",
                "input 'file+git:///a' is unsupported; did you mean 'git+file' instead of 'file+git'?",
            ),
            ("git+file://./a", "flake reference 'git+file://./a' is not an absolute path"),
            ("github:a/b?rev=sha1-abc", "invalid SRI hash 'abc', length 2 != expected length 20"),
            (
                "nixpkgs/a..b",
                "in flake URL 'flake:nixpkgs/a..b', 'a..b' is not a commit hash or branch/tag name",
            ),
        ] {
            assert_eq!(shown(reference), message, "{reference}");
        }
    }
}
