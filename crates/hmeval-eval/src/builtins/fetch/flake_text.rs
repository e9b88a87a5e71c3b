//! Writing references to flakes, and what builtins there are on references: `parseFlakeRef`, `flakeRefToString`.

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_store::{Features, Hash, HashAlgo, HashFormat};

use super::flake_ref::parse;
use super::input::{Attr, Attrs, check_types, flag, is_flake_id, is_ref_name, set, text, to_json};
use super::url::{Url, encode};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, Value, View};
use crate::print::identifier;

pub(super) fn parse_flake_ref<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.parseFlakeRef";
    let reference = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    let attrs = parse(reference).map_err(|message| ev.error(ErrorKind::Eval, message))?;
    let mut set = AttrsBuilder::new(attrs.len(), Pos::NONE);
    for (name, attr) in &attrs {
        let value = match attr {
            Attr::Text(text) => ev.string(text),
            Attr::Int(n) => ev.int(*n),
            Attr::Bool(b) => Value::bool(*b),
        };
        set.insert(ev.symbols.intern(name), Pos::NONE, value);
    }
    Ok(Value::attrs(set.finish(ev.heap)))
}

pub(super) fn flake_ref_to_string<'h>(
    ev: &Evaluator<'h>,
    args: &[Value<'h>],
    _: Pos,
) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.flakeRefToString";
    let argument = ev.force_attrs(args[0], Pos::NONE, what)?;
    let mut attrs = Attrs::new();
    for (key, value) in argument.iter(ev.heap) {
        let value = ev.force(value, key.pos)?;
        let mut name = Vec::new();
        identifier(&mut name, ev.text(key.name));
        let attr = match value.view() {
            View::Int(n) if n < 0 => {
                let number = n.to_string();
                let message =
                    [b"negative value given for flake ref attr ", &name[..], b": ", number.as_bytes()];
                return Err(ev.error(ErrorKind::Eval, message.concat()));
            }
            View::Int(n) => Attr::Int(n),
            View::Bool(b) => Attr::Bool(b),
            View::Str(str) => Attr::Text(str.bytes.to_vec()),
            _ => {
                let start = b"flake reference attribute sets may only contain integers, Booleans, and strings, but attribute '";
                let message = [&start[..], &name, b"' is ", &ev.describe_type(value)].concat();
                return Err(ev.error(ErrorKind::Type, message));
            }
        };
        attrs.insert(ev.text(key.name).to_vec(), attr);
    }
    to_text(&attrs).map(|text| ev.string(text)).map_err(|message| ev.error(ErrorKind::Eval, message))
}

/// The names that an input of a type may have besides `type` and `dir`; `None` if there is no such type.
fn allowed(kind: &[u8]) -> Option<&'static [&'static str]> {
    Some(match kind {
        b"github" | b"gitlab" | b"sourcehut" => {
            &["owner", "repo", "ref", "rev", "narHash", "lastModified", "host", "treeHash"]
        }
        b"indirect" => &["id", "ref", "rev", "narHash"],
        b"path" => &["path", "rev", "revCount", "lastModified", "narHash"],
        b"git" => &[
            "url",
            "ref",
            "rev",
            "shallow",
            "submodules",
            "lfs",
            "exportIgnore",
            "lastModified",
            "revCount",
            "narHash",
            "allRefs",
            "name",
            "dirtyRev",
            "dirtyShortRev",
            "verifyCommit",
            "keytype",
            "publicKey",
            "publicKeys",
        ],
        b"hg" => &["url", "ref", "rev", "revCount", "narHash", "name"],
        b"tarball" | b"file" => &["url", "narHash", "name", "unpack", "rev", "revCount", "lastModified"],
        _ => return None,
    })
}

/// The attributes of an input as fetchers take them, with the address of a Git repository as a URL (Nix:
/// `Input::fromAttrs`). Those of a type that nobody knows stay as they are.
///
/// # Errors
/// Nix's message about the first attribute that is missing, not supported, or of another type.
pub fn checked(mut attrs: Attrs) -> std::result::Result<Attrs, Vec<u8>> {
    let kind = kind(&attrs)?.to_vec();
    if let Some(allowed) = allowed(&kind) {
        check_names(&kind, allowed, &attrs)?;
        check_scheme(&kind, &attrs)?;
    }
    check_types(&attrs)?;
    if kind == b"git"
        && let Some(url) = text(&attrs, "url").map(fix_git_url).transpose()?
    {
        set(&mut attrs, "url", url);
    }
    Ok(attrs)
}

fn kind(attrs: &Attrs) -> std::result::Result<&[u8], Vec<u8>> {
    if !attrs.contains_key(&b"type"[..]) {
        return Err(b"'type' attribute to specify input scheme is required but not provided".to_vec());
    }
    required(attrs, "type")
}

/// Fails if there is an attribute that the type does not have.
fn check_names(kind: &[u8], allowed: &[&str], attrs: &Attrs) -> std::result::Result<(), Vec<u8>> {
    let mut names = attrs.keys().filter(|name| !matches!(&***name, b"type" | b"dir"));
    match names.find(|name| !allowed.iter().any(|known| known.as_bytes() == &***name)) {
        Some(name) => {
            Err([b"input attribute '", &name[..], b"' not supported by scheme '", kind, b"'"].concat())
        }
        None => Ok(()),
    }
}

/// Fails if an attribute that the type needs is missing or wrong (Nix: `inputFromAttrs` of the schemes).
fn check_scheme(kind: &[u8], attrs: &Attrs) -> std::result::Result<(), Vec<u8>> {
    match kind {
        b"git" => {
            if let Some(name) = text(attrs, "ref").filter(|name| !is_ref_name(name)) {
                return Err([b"invalid Git branch/tag name '", name, b"'"].concat());
            }
            fix_git_url(required(attrs, "url")?)?;
            for name in ["verifyCommit", "shallow", "submodules", "allRefs"] {
                if !matches!(attrs.get(name.as_bytes()), None | Some(Attr::Bool(_))) {
                    return Err(format!("input attribute '{name}' is not a Boolean").into_bytes());
                }
            }
        }
        b"github" | b"gitlab" | b"sourcehut" => {
            required(attrs, "owner")?;
            required(attrs, "repo")?;
        }
        b"indirect" => {
            let id = required(attrs, "id")?;
            if !is_flake_id(id) {
                return Err([b"'", id, b"' is not a valid flake ID"].concat());
            }
        }
        b"path" => {
            required(attrs, "path")?;
        }
        b"hg" => {
            required(attrs, "url")?;
        }
        _ => {}
    }
    Ok(())
}

/// The reference that the attributes stand for, as a URL.
///
/// # Errors
/// Nix's message if there is none.
pub fn to_text(attrs: &Attrs) -> std::result::Result<Vec<u8>, Vec<u8>> {
    let kind = kind(attrs)?;
    let Some(allowed) = allowed(kind) else {
        return Err([b"cannot show unsupported input '", &to_json(attrs)[..], b"'"].concat());
    };
    check_names(kind, allowed, attrs)?;
    check_scheme(kind, attrs)?;
    let url = to_url(kind, attrs)?;
    Ok(with_dir(url, attrs).to_text())
}

fn with_dir(mut url: Url, attrs: &Attrs) -> Url {
    if let Some(dir) = text(attrs, "dir").filter(|dir| !dir.is_empty()) {
        url.query.insert(b"dir".to_vec(), dir.to_vec());
    }
    url
}

fn required<'a>(attrs: &'a Attrs, name: &str) -> std::result::Result<&'a [u8], Vec<u8>> {
    text(attrs, name).ok_or_else(|| match attrs.get(name.as_bytes()) {
        None => format!("input attribute '{name}' is missing").into_bytes(),
        Some(_) => {
            let json = to_json(attrs);
            [b"input attribute '", name.as_bytes(), b"' is not a string ", &json].concat()
        }
    })
}

fn to_url(kind: &[u8], attrs: &Attrs) -> std::result::Result<Url, Vec<u8>> {
    if kind == b"git" {
        return git_url(attrs);
    }
    match kind {
        b"github" | b"gitlab" | b"sourcehut" => forge(kind, attrs),
        b"indirect" => {
            let rev = revision(attrs)?;
            let parts = [text(attrs, "id"), text(attrs, "ref"), rev.as_deref()];
            Ok(Url { scheme: b"flake".to_vec(), path: segments(&parts), ..Url::default() })
        }
        b"path" => Ok(path_url(attrs)),
        b"hg" => {
            let mut url = stored_url(attrs)?;
            url.scheme = [b"hg+", &url.scheme[..]].concat();
            put(&mut url, "rev", revision(attrs)?.as_deref());
            put(&mut url, "ref", text(attrs, "ref"));
            Ok(url)
        }
        _ => {
            let mut url = stored_url(attrs)?;
            put(&mut url, "narHash", shown_nar_hash(attrs)?.as_deref());
            Ok(url)
        }
    }
}

fn put(url: &mut Url, name: &str, value: Option<&[u8]>) {
    if let Some(value) = value {
        url.query.insert(name.as_bytes().to_vec(), value.to_vec());
    }
}

/// The parts of a path, encoded, with slashes between them.
fn segments(parts: &[Option<&[u8]>]) -> Vec<u8> {
    let mut path = Vec::new();
    for (index, part) in parts.iter().flatten().enumerate() {
        if index > 0 {
            path.push(b'/');
        }
        encode(part, b":@", &mut path);
    }
    path
}

/// The revision, which must be the hash of a commit: of SHA-1 unless it says otherwise.
///
/// # Errors
/// Nix's message if it is none.
pub fn revision(attrs: &Attrs) -> std::result::Result<Option<Vec<u8>>, Vec<u8>> {
    let Some(rev) = text(attrs, "rev") else { return Ok(None) };
    let hash = Hash::parse_any_prefixed(rev, Features::ALL)
        .or_else(|_| Hash::parse_any(rev, Some(HashAlgo::Sha1), Features::ALL))
        .map_err(hmeval_store::Error::into_message)?;
    Ok(Some(hash.to_text(HashFormat::Base16, false).into_bytes()))
}

/// The hash of the tree.
///
/// # Errors
/// Nix's message if it is none.
pub fn nar_hash(attrs: &Attrs) -> std::result::Result<Option<Hash>, Vec<u8>> {
    let hash = match text(attrs, "narHash") {
        None => return Ok(None),
        Some(b"") => Hash::zero(HashAlgo::Sha256),
        Some(hash) => Hash::parse_sri(hash, Features::ALL).map_err(hmeval_store::Error::into_message)?,
    };
    if hash.algo() != HashAlgo::Sha256 {
        return Err(b"narHash must use SHA-256".to_vec());
    }
    Ok(Some(hash))
}

fn shown_nar_hash(attrs: &Attrs) -> std::result::Result<Option<Vec<u8>>, Vec<u8>> {
    Ok(nar_hash(attrs)?.map(|hash| hash.to_text(HashFormat::Sri, true).into_bytes()))
}

fn forge(kind: &[u8], attrs: &Attrs) -> std::result::Result<Url, Vec<u8>> {
    let (rev, nar_hash) = (revision(attrs)?, shown_nar_hash(attrs)?);
    let rev = rev.as_deref();
    let (owner, repo) = (required(attrs, "owner")?, required(attrs, "repo")?);
    let branch = text(attrs, "ref");
    if let (Some(rev), Some(branch)) = (rev, branch) {
        let shown = to_json(attrs);
        let both = b" contains both a commit hash ('";
        return Err(
            [b"input ", &shown[..], both, rev, b"') and a branch/tag name ('", branch, b"')"].concat()
        );
    }
    if branch.is_some_and(|branch| !is_ref_name(branch)) {
        return Err([b"input ", &to_json(attrs)[..], b" contains an invalid branch/tag name"].concat());
    }
    let path = segments(&[Some(owner), Some(repo), branch, rev]);
    let mut url = Url { scheme: kind.to_vec(), path, ..Url::default() };
    put(&mut url, "narHash", nar_hash.as_deref());
    put(&mut url, "host", text(attrs, "host"));
    Ok(url)
}

fn path_url(attrs: &Attrs) -> Url {
    let mut path = Vec::new();
    encode(text(attrs, "path").unwrap_or_default(), b":@/", &mut path);
    let mut query = BTreeMap::new();
    for (name, attr) in attrs.iter().filter(|(name, _)| !matches!(&***name, b"path" | b"type" | b"dir")) {
        let value = match attr {
            Attr::Text(text) => text.clone(),
            Attr::Int(n) => n.to_string().into_bytes(),
            Attr::Bool(b) => vec![if *b { b'1' } else { b'0' }],
        };
        query.insert(name.clone(), value);
    }
    Url { scheme: b"path".to_vec(), path, query, ..Url::default() }
}

/// The URL in the attribute `url`.
fn stored_url(attrs: &Attrs) -> std::result::Result<Url, Vec<u8>> {
    let url = required(attrs, "url")?;
    Url::read(url)
}

fn git_url(attrs: &Attrs) -> std::result::Result<Url, Vec<u8>> {
    let mut url = Url::read(&fix_git_url(required(attrs, "url")?)?)?;
    if url.scheme != b"git" {
        url.scheme = [b"git+", &url.scheme[..]].concat();
    }
    put(&mut url, "rev", revision(attrs)?.as_deref());
    put(&mut url, "ref", text(attrs, "ref"));
    for name in ["shallow", "lfs", "submodules", "exportIgnore", "verifyCommit"] {
        put(&mut url, name, flag(attrs, name).then_some(b"1"));
    }
    Ok(url)
}

/// A path, or `user@host:path` as Git has it, as a URL; without `git+` (Nix: `fixGitURL`).
///
/// # Errors
/// Nix's message if it is no URL either, or a host without a user stands before a colon.
pub fn fix_git_url(url: &[u8]) -> std::result::Result<Vec<u8>, Vec<u8>> {
    let user = url.iter().position(|&byte| byte == b'@');
    let colon = url.iter().rposition(|&byte| byte == b':');
    let at_host = match (user, colon) {
        (Some(user), Some(colon)) if user < colon && !url[..user].contains(&b'/') => {
            Some([b"ssh://", &url[..colon], b"/", &url[colon + 1..]].concat())
        }
        _ => None,
    };
    let url = at_host.as_deref().unwrap_or(url);
    let has_scheme = url.windows(3).any(|part| part == b"://");
    if has_scheme || url.starts_with(b"file:") || url.starts_with(b"git+file:") {
        let mut url = Url::read(url)?;
        if let Some(transport) = url.scheme.strip_prefix(b"git+") {
            url.scheme = transport.to_vec();
        }
        return Ok(url.to_text());
    }
    if url.split(|&byte| byte == b'/').next().is_some_and(|first| first.contains(&b':')) {
        let end = b"' is not supported; use SSH URL syntax instead (ssh://...)";
        return Err([b"SCP-like URL '", url, end].concat());
    }
    Ok(Url::of_file(url).to_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(reference: &str) -> String {
        String::from_utf8(to_text(&parse(reference.as_bytes()).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn references_are_written_as_they_were_read() {
        for reference in [
            "flake:nixpkgs/a",
            "github:o/r/a?dir=x%20y",
            "path:/a%20b?lastModified=3",
            "git+https://x/y?a=b&ref=q&submodules=1",
            "https://x/y.tar.gz?q=1",
            "hg+https://x/y?ref=q",
        ] {
            assert_eq!(round(reference), reference);
        }
        assert_eq!(round("github:o/r/a/b"), "github:o/r/a%2Fb");
    }

    #[test]
    fn git_urls() {
        let fixed = |url: &str| match fix_git_url(url.as_bytes()) {
            Ok(text) | Err(text) => String::from_utf8(text).unwrap(),
        };
        assert_eq!(fixed("/a"), "file:///a");
        assert_eq!(fixed("git@h:a/b"), "ssh://git@h/a/b");
        assert_eq!(fixed("https://h/a"), "https://h/a");
        assert_eq!(fixed("git+file:///a?ref=b"), "file:///a?ref=b");
        assert_eq!(fixed("a/b"), "file:a/b");
        assert_eq!(fixed("/a b/c?d"), "file:///a%20b/c%3Fd");
        assert_eq!(fixed("git+https://h/a(b)"), "https://h/a%28b%29");
        assert_eq!(fixed("u@h:a:b"), "'ssh://u@h:a/b' is not a valid URL: leftover");
        assert_eq!(
            fixed("h:a"),
            "SCP-like URL 'h:a' is not supported; use SSH URL syntax instead (ssh://...)"
        );
    }

    #[test]
    fn revisions_and_hashes_are_read_where_they_are_shown() {
        let shown = |pairs: &[(&str, &str)]| {
            let mut attrs = Attrs::new();
            pairs.iter().for_each(|(name, value)| set(&mut attrs, name, value));
            match to_text(&attrs) {
                Ok(text) | Err(text) => String::from_utf8(text).unwrap(),
            }
        };
        let git = |rev: &str| shown(&[("type", "git"), ("url", "/a"), ("rev", rev), ("narHash", "x")]);
        let upper = "000000000000000000000000000000000000000A";
        let lower = "git+file:///a?rev=000000000000000000000000000000000000000a";
        assert_eq!(git(upper), lower);
        assert_eq!(git("sha1:000000000000000000000000000000000000000A"), lower);
        assert_eq!(git("sha1-abc"), "invalid SRI hash 'abc', length 2 != expected length 20");
        assert_eq!(git("abc"), "hash 'abc' has wrong length for hash algorithm 'sha1'");
        let path = [("type", "path"), ("path", "/a(b"), ("rev", "abc"), ("narHash", "abc")];
        assert_eq!(shown(&path), "path:/a%28b?narHash=abc&rev=abc");
        let tarball = [("type", "tarball"), ("url", "https://h/(a)"), ("rev", "abc")];
        assert_eq!(shown(&tarball), "https://h/%28a%29");
        let md5 = [("type", "tarball"), ("url", "https://h/a"), ("narHash", "md5-AAAAAAAAAAAAAAAAAAAAAA==")];
        assert_eq!(shown(&md5), "narHash must use SHA-256");
    }
}
