//! Files and archives behind addresses (Nix: `tarball.cc`).

use std::io::Write as _;

use hmeval_eval::builtins::fetch::flake_ref;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, text};
use hmeval_eval::builtins::fetch::url::{Url, decode};
use hmeval_store::{Hash, HashAlgo, HashFormat, hash_bytes};
use serde_json::{Map, Value, json};

use super::cache::CachedTree;
use super::git::as_path;
use super::http::Request;
use super::{Context, Found, archive};
use crate::reference::Message;

/// An archive that was unpacked.
pub(super) struct Archive {
    /// What is in it.
    pub(super) tree: CachedTree,
    /// The newest time of change of what is in it.
    pub(super) modified: i64,
    /// The address that will always name the same.
    pub(super) immutable: Option<String>,
}

/// The content of the archive that an input of type `tarball` names.
///
/// # Errors
/// If it cannot be had or unpacked.
pub(super) fn tarball(context: &Context<'_>, input: &Attrs) -> Result<Found, Message> {
    let url = text(input, "url").unwrap_or_default();
    let found = archive(context, url)?;
    let mut locked = input.clone();
    if let Some(address) = &found.immutable {
        locked = flake_ref::parse_url(address.as_bytes())?;
        if text(&locked, "type") != Some(b"tarball") {
            return Err(
                b"tarball 'Link' headers that redirect to non-tarball URLs are not supported".to_vec()
            );
        }
        locked.remove(&b"dir"[..]);
    }
    if found.modified != 0 {
        locked.entry(b"lastModified".to_vec()).or_insert(Attr::Int(found.modified));
    }
    Ok(Found::cached(found.tree, locked))
}

/// The content of the archive at an address.
///
/// # Errors
/// If it cannot be had or unpacked.
pub(super) fn archive(context: &Context<'_>, address: &[u8]) -> Result<Archive, Message> {
    check_local(address)?;
    let key = String::from_utf8_lossy(address).into_owned();
    let known = context.cache.lookup("tarball", &key);
    let known_tree = context.cache.recorded_tree("tarball", &key);
    let is_usable = |record: &Map<String, Value>| {
        let age = context.cache.age("tarball", &key).unwrap_or(std::time::Duration::MAX);
        record.contains_key("modified") && (context.settings.fetch.offline || context.is_young(age))
    };
    let is_file = address.starts_with(b"file:");
    if let (Some(record), Some(tree)) = (&known, &known_tree)
        && !is_file
        && is_usable(record)
    {
        return Ok(of_record(record, tree.clone()));
    }
    context.needs_network(address)?;
    let etag = known.as_ref().filter(|_| known_tree.is_some());
    let etag = etag.and_then(|record| record.get("etag")?.as_str().map(str::to_owned));
    let answer = context.http().get(&Request { url: address.to_vec(), headers: Vec::new(), etag })?;
    if let (true, Some(mut record), Some(tree)) = (answer.is_unchanged, known, known_tree) {
        record.remove("key");
        context.cache.record("tarball", &key, Value::Object(record.clone()));
        return Ok(of_record(&record, tree));
    }
    let unpacked = archive::unpack(answer.body, context.cache.temporary()?)
        .map_err(|why| [b"cannot unpack '", address, b"': ", &why].concat())?;
    let tree = context.cache.adopt((unpacked.place, unpacked.root))?;
    let record = json!({
        "narHash": tree.hash.to_text(HashFormat::Sri, true),
        "modified": unpacked.modified,
        "etag": answer.etag,
        "immutable": answer.immutable,
    });
    for url in &answer.urls {
        context.cache.record("tarball", url, record.clone());
    }
    Ok(Archive { tree, modified: unpacked.modified, immutable: answer.immutable })
}

fn of_record(record: &Map<String, Value>, tree: CachedTree) -> Archive {
    let modified = record.get("modified").and_then(Value::as_i64).unwrap_or(0);
    let immutable = record.get("immutable").and_then(Value::as_str).map(str::to_owned);
    Archive { tree, modified, immutable }
}

/// Mistakes that are often made with archives of this machine, in Nix's words.
fn check_local(address: &[u8]) -> Result<(), Message> {
    let url = Url::read(address)?;
    if url.scheme != b"file" {
        return Ok(());
    }
    let path = decode(&url.path).unwrap_or_default();
    let path = as_path(&path);
    let shown = path.display();
    let reason = if !path.is_absolute() {
        let url = String::from_utf8_lossy(address);
        format!(
            "tarball '{url}' must use an absolute path. The 'file' scheme does not support relative paths."
        )
    } else if !path.exists() {
        format!("tarball \"{shown}\" does not exist.")
    } else if path.is_dir() && path.join(".git").exists() {
        format!(
            "tarball \"{shown}\" is a git repository, not a tarball. Please use `git+file` as the scheme."
        )
    } else if path.is_dir() {
        format!("tarball \"{shown}\" is a directory, not a file.")
    } else {
        return Ok(());
    };
    Err(reason.into_bytes())
}

/// A file that was downloaded.
pub(super) struct Downloaded {
    /// Where it is, and the hash of its archive.
    pub(super) tree: CachedTree,
    /// The hash of its content.
    pub(super) flat: Hash,
}

/// The file that an input of type `file` names.
///
/// # Errors
/// If it cannot be had.
pub(super) fn file_input(context: &Context<'_>, input: &Attrs) -> Result<Found, Message> {
    let found = file(context, text(input, "url").unwrap_or_default(), Vec::new())?;
    Ok(Found::cached(found.tree, input.clone()))
}

/// The file at an address (Nix: `downloadFile`).
///
/// # Errors
/// If it cannot be had.
pub(super) fn file(
    context: &Context<'_>,
    address: &[u8],
    headers: Vec<(String, String)>,
) -> Result<Downloaded, Message> {
    let key = String::from_utf8_lossy(address).into_owned();
    let known = context.cache.lookup("file", &key);
    let known_tree = context.cache.recorded_tree("file", &key);
    let is_young = context.cache.age("file", &key).is_some_and(|age| context.is_young(age));
    if let Some(tree) = &known_tree
        && !address.starts_with(b"file:")
        && (is_young || context.settings.fetch.offline)
    {
        return of_tree(tree.clone());
    }
    context.needs_network(address)?;
    let etag = known.as_ref().filter(|_| known_tree.is_some());
    let etag = etag.and_then(|record| record.get("etag")?.as_str().map(str::to_owned));
    let answer = match context.http().get(&Request { url: address.to_vec(), headers, etag }) {
        Ok(answer) => answer,
        Err(message) => {
            let Some(tree) = known_tree else { return Err(message) };
            context.warn(&format!("{}; using cached version", String::from_utf8_lossy(&message)));
            return of_tree(tree);
        }
    };
    if let (true, Some(mut record), Some(tree)) = (answer.is_unchanged, known, known_tree) {
        record.remove("key");
        context.cache.record("file", &key, Value::Object(record));
        return of_tree(tree);
    }
    let place = context.cache.temporary()?;
    let root = place.path().join("file");
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create_new(&root)?;
        let mut body = answer.body;
        std::io::copy(&mut body, &mut file)?;
        file.flush()
    };
    write().map_err(|error| format!("unable to download '{key}': {error}").into_bytes())?;
    let tree = context.cache.adopt((place, root))?;
    let record = json!({ "narHash": tree.hash.to_text(HashFormat::Sri, true), "etag": answer.etag });
    for url in &answer.urls {
        context.cache.record("file", url, record.clone());
    }
    of_tree(tree)
}

fn of_tree(tree: CachedTree) -> Result<Downloaded, Message> {
    let content = std::fs::read(&tree.path)
        .map_err(|error| format!("cannot read '{}': {error}", tree.path.display()).into_bytes())?;
    Ok(Downloaded { flat: hash_bytes(HashAlgo::Sha256, &content), tree })
}
