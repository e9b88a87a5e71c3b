//! What `flake metadata` and messages show of a flake.

use hmeval_eval::builtins::fetch::input::{int, text};
use hmeval_store::{HashAlgo, HashFormat, hash_bytes};
use serde_json::{Map, Value};

use crate::lock::LockedFlake;
use crate::lock_file::attrs_to_json;

/// Seconds since 1970 as `YYYY-MM-DD`, in UTC.
pub fn day(seconds: i64) -> String {
    let date = hmeval_eval::builtins::fetch::date(seconds);
    match (date.get(..4), date.get(4..6), date.get(6..8)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => date,
    }
}

/// What `nix flake metadata --json` prints.
pub fn metadata(flake: &LockedFlake, store_path: &str) -> Value {
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut out = Map::new();
    let mut add = |name: &str, value: Value| out.insert(name.to_owned(), value);
    if let Some(description) = &flake.manifest.description {
        add("description", lossy(description).into());
    }
    add("originalUrl", lossy(&flake.original.to_text()).into());
    add("original", attrs_to_json(&flake.original.attrs()));
    add("resolvedUrl", lossy(&flake.resolved.to_text()).into());
    add("resolved", attrs_to_json(&flake.resolved.attrs()));
    add("url", lossy(&flake.locked.to_text()).into());
    let mut locked = attrs_to_json(&flake.locked.attrs());
    if let Some(attrs) = locked.as_object_mut() {
        // Nix says of what it fetched itself that nothing more can be found out of it.
        attrs.insert("__final".to_owned(), true.into());
    }
    add("locked", locked);
    if let Some(fingerprint) = fingerprint(flake) {
        add("fingerprint", fingerprint.into());
    }
    for (name, attr) in [("revision", "rev"), ("dirtyRevision", "dirtyRev")] {
        if let Some(rev) = text(&flake.locked.input, attr) {
            add(name, lossy(rev).into());
        }
    }
    if let Some(count) = int(&flake.locked.input, "revCount") {
        add("revCount", count.into());
    }
    if let Some(modified) = int(&flake.locked.input, "lastModified") {
        add("lastModified", modified.into());
    }
    add("path", store_path.into());
    add("locks", flake.lock.to_json().0);
    Value::Object(out)
}

/// What identifies the outputs of a flake: a hash of its tree and its lock file (Nix: `LockedFlake::getFingerprint`).
/// Nothing where an input is not locked.
pub fn fingerprint(flake: &LockedFlake) -> Option<String> {
    if flake.lock.unlocked(false).is_some() {
        return None;
    }
    let tree = flake.fingerprint.as_ref()?;
    let dir = String::from_utf8_lossy(&flake.locked.dir);
    let mut all = format!("{tree};{dir};{}", flake.lock.to_text());
    for name in ["revCount", "lastModified"] {
        if let Some(number) = int(&flake.locked.input, name) {
            all.push_str(&format!(";{name}={number}"));
        }
    }
    Some(hash_bytes(HashAlgo::Sha256, all.as_bytes()).to_text(HashFormat::Base16, false))
}

#[cfg(test)]
mod tests {
    #[test]
    fn days() {
        assert_eq!(super::day(951_782_400), "2000-02-29");
    }
}
