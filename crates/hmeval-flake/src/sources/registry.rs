//! Registries: what names of flakes stand for (Nix: `registry.cc`).

use std::path::Path;

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attrs, set, text};
use hmeval_eval::fetcher::Lookup;
use serde_json::Value;

use super::{Context, download};
use crate::lock_file::attrs_from_json;
use crate::reference::{FlakeRef, Message};

/// So many steps from name to name are taken.
const MAX_STEPS: usize = 100;

/// What stands for what.
struct Entry {
    from: Attrs,
    to: Attrs,
    dir: Option<Vec<u8>>,
    exact: bool,
}

/// The input that a name stands for, and the folder that the registry says the flake is in.
///
/// # Errors
/// If it is in no registry, a registry cannot be had, or names go round in a circle.
pub(super) fn resolve(
    context: &Context<'_>,
    input: &Attrs,
    lookup: Lookup,
) -> Result<(Attrs, Option<Vec<u8>>), Message> {
    let shown = |input: &Attrs| flake_text::to_text(input).unwrap_or_default();
    if lookup == Lookup::Nowhere || !context.settings.fetch.use_registries {
        let end = b"' is an indirect flake reference, but registry lookups are not allowed";
        return Err([b"'", &shown(input)[..], end].concat());
    }
    let (mut input, mut dir) = (input.clone(), None);
    for _ in 0..MAX_STEPS {
        let Some((to, found_dir)) = step(context, &input, lookup)? else {
            if text(&input, "type") == Some(b"indirect") {
                return Err(
                    [b"cannot find flake '", &shown(&input)[..], b"' in the flake registries"].concat()
                );
            }
            return Ok((input, dir));
        };
        (input, dir) = (to, found_dir);
    }
    Err([b"cycle detected in flake registry for '", &shown(&input)[..], b"'"].concat())
}

type Step = Option<(Attrs, Option<Vec<u8>>)>;

fn step(context: &Context<'_>, input: &Attrs, lookup: Lookup) -> Result<Step, Message> {
    let settings = context.settings;
    let flag = overrides(context)?;
    if let Some(found) = find(&flag, input)? {
        return Ok(Some(found));
    }
    if lookup == Lookup::All {
        for file in [&settings.user_registry, &settings.system_registry].into_iter().flatten() {
            if let Some(found) = find(&of_file(context, file), input)? {
                return Ok(Some(found));
            }
        }
    }
    // Only names are in the global registry; it is not asked for what is known to be none.
    if text(input, "type") != Some(b"indirect") {
        return Ok(None);
    }
    find(&global(context)?, input)
}

fn find(entries: &[Entry], input: &Attrs) -> Result<Step, Message> {
    for entry in entries {
        if entry.exact {
            if entry.from == *input {
                return Ok(Some((entry.to.clone(), entry.dir.clone())));
            }
            continue;
        }
        let mut plain = input.clone();
        plain.remove(&b"ref"[..]);
        plain.remove(&b"rev"[..]);
        if entry.from == *input || entry.from == plain {
            let given = |name: &str| text(input, name).filter(|_| text(&entry.from, name).is_none());
            let to = apply(&entry.to, given("ref"), given("rev"))?;
            return Ok(Some((to, entry.dir.clone())));
        }
    }
    Ok(None)
}

/// An input at another branch or revision (Nix: `applyOverrides`).
fn apply(input: &Attrs, branch: Option<&[u8]>, rev: Option<&[u8]>) -> Result<Attrs, Message> {
    let mut out = input.clone();
    let shown = || flake_text::to_text(input).unwrap_or_default();
    match text(input, "type") {
        Some(b"github" | b"gitlab" | b"sourcehut") => {
            if let (Some(branch), Some(rev)) = (branch, rev) {
                let parts: [&[u8]; 7] = [
                    b"cannot apply both a commit hash (",
                    rev,
                    b") and a branch/tag name ('",
                    branch,
                    b"') to input '",
                    &shown(),
                    b"'",
                ];
                return Err(parts.concat());
            }
            if let Some(rev) = rev {
                out.remove(&b"ref"[..]);
                set(&mut out, "rev", rev);
            }
            if let Some(branch) = branch {
                out.remove(&b"rev"[..]);
                set(&mut out, "ref", branch);
            }
        }
        Some(b"git" | b"indirect" | b"hg") => {
            for (name, value) in [("ref", branch), ("rev", rev)] {
                if let Some(value) = value {
                    set(&mut out, name, value);
                }
            }
            if text(&out, "type") == Some(b"git")
                && out.contains_key(&b"rev"[..])
                && !out.contains_key(&b"ref"[..])
            {
                let end = b"' has a commit hash but no branch/tag name";
                return Err([b"Git input '", &shown()[..], end].concat());
            }
        }
        _ => {
            let what = match (branch, rev) {
                (Some(branch), _) => Some((&b"branch/tag name"[..], branch)),
                (None, Some(rev)) => Some((&b"revision"[..], rev)),
                (None, None) => None,
            };
            if let Some((what, value)) = what {
                let parts: [&[u8]; 7] =
                    [b"don't know how to set ", what, b" of input '", &shown(), b"' to '", value, b"'"];
                return Err(parts.concat());
            }
        }
    }
    Ok(out)
}

/// The registry of `--override-flake` and `--inputs-from`.
fn overrides(context: &Context<'_>) -> Result<Vec<Entry>, Message> {
    let parse = |text: &[u8]| FlakeRef::parse_absolute(text);
    let entry = |(from, to): &(Vec<u8>, Vec<u8>)| -> Result<Entry, Message> {
        let (from, to) = (parse(from)?, parse(to)?);
        let dir = (!to.dir.is_empty()).then_some(to.dir);
        Ok(Entry { from: from.input, to: to.input, dir, exact: false })
    };
    let mut entries: Vec<Entry> =
        context.settings.fetch.overrides.iter().map(entry).collect::<Result<_, _>>()?;
    for (name, to, dir) in context.names.borrow().iter() {
        let mut from = Attrs::new();
        set(&mut from, "type", "indirect");
        set(&mut from, "id", &name[..]);
        let dir = (!dir.is_empty()).then(|| dir.clone());
        entries.push(Entry { from, to: to.clone(), dir, exact: false });
    }
    Ok(entries)
}

/// The registry in a file; what is wrong with it is a warning.
fn of_file(context: &Context<'_>, file: &Path) -> Vec<Entry> {
    let Ok(text) = std::fs::read(file) else { return Vec::new() };
    read(&text, &file.display().to_string()).unwrap_or_else(|message| {
        context.warn_once(&String::from_utf8_lossy(&message));
        Vec::new()
    })
}

/// The global registry.
fn global(context: &Context<'_>) -> Result<Vec<Entry>, Message> {
    let place = &context.settings.fetch.flake_registry;
    if place.is_empty() {
        return Ok(Vec::new());
    }
    if place.starts_with('/') {
        return Ok(of_file(context, Path::new(place)));
    }
    let found = download::file(context, place.as_bytes(), Vec::new())?;
    Ok(of_file(context, &found.tree.path))
}

fn read(text: &[u8], shown: &str) -> Result<Vec<Entry>, Message> {
    let broken = |why: String| format!("cannot parse flake registry '{shown}': {why}").into_bytes();
    let document: Value = serde_json::from_slice(text).map_err(|error| broken(error.to_string()))?;
    let version = document.get("version").and_then(Value::as_i64).unwrap_or(0);
    if version != 2 {
        let why = format!("flake registry '{shown}' has unsupported version {version}");
        return Err(format!("cannot read flake registry '{shown}': {why}").into_bytes());
    }
    let mut entries = Vec::new();
    for entry in document.get("flakes").and_then(Value::as_array).into_iter().flatten() {
        let attrs = |name: &str| {
            let object = entry.get(name).and_then(Value::as_object);
            object.ok_or_else(|| broken(format!("an entry has no '{name}'"))).and_then(attrs_from_json)
        };
        let (from, mut to) = (attrs("from")?, attrs("to")?);
        let dir = text_of(&to, "dir");
        to.remove(&b"dir"[..]);
        let exact = entry.get("exact").and_then(Value::as_bool).unwrap_or(false);
        entries.push(Entry { from, to, dir, exact });
    }
    Ok(entries)
}

fn text_of(attrs: &Attrs, name: &str) -> Option<Vec<u8>> {
    text(attrs, name).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTRY: &str = r#"{"version": 2, "flakes": [
        {"from": {"type": "indirect", "id": "a"}, "to": {"type": "github", "owner": "o", "repo": "r", "dir": "d"}},
        {"from": {"type": "indirect", "id": "b"}, "to": {"type": "indirect", "id": "a"}, "exact": true}
    ]}"#;

    fn shown(reference: &str) -> Option<String> {
        let entries = read(REGISTRY.as_bytes(), "x").unwrap();
        let input = FlakeRef::parse_absolute(reference.as_bytes()).unwrap().input;
        let (to, dir) = find(&entries, &input).unwrap()?;
        let dir = dir.map(|dir| format!("?{}", String::from_utf8(dir).unwrap())).unwrap_or_default();
        Some(String::from_utf8(flake_text::to_text(&to).unwrap()).unwrap() + &dir)
    }

    #[test]
    fn names_are_found() {
        assert_eq!(shown("a").as_deref(), Some("github:o/r?d"));
        assert_eq!(shown("a/branch").as_deref(), Some("github:o/r/branch?d"));
        assert_eq!(shown("b").as_deref(), Some("flake:a"));
        assert_eq!(shown("b/branch"), None);
        assert_eq!(shown("c"), None);
    }

    #[test]
    fn what_is_no_registry() {
        assert!(read(b"{", "x").is_err());
        assert!(read(br#"{"version": 1}"#, "x").is_err());
    }
}
