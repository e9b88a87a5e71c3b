//! The entries of `NIX_PATH`.

use crate::process::Environment;

/// A prefix (or nothing) and the place that stands for it.
type Entry = (Vec<u8>, Vec<u8>);

/// `prefix=path` or `path`.
pub(super) fn entry(text: &[u8]) -> Entry {
    match text.iter().position(|byte| *byte == b'=') {
        Some(at) => (text[..at].to_vec(), text[at + 1..].to_vec()),
        None => (Vec::new(), text.to_vec()),
    }
}

/// The entry for a library that stands in for nixpkgs and others: each is one of its folders.
pub(super) fn library(root: &[u8]) -> Entry {
    (Vec::new(), root.to_vec())
}

/// The entries of `NIX_PATH`: separated by colons, but not by those of addresses (Nix: `EvalSettings::parseNixPath`).
pub(super) fn split(variable: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = variable;
    while !rest.is_empty() {
        let end = entry_end(rest);
        if end > 0 {
            entries.push(entry(&rest[..end]));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    entries
}

/// Where the first entry ends. A colon that belongs to `https://…` or `flake:…` does not end it.
fn entry_end(text: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += text[end..].iter().position(|byte| *byte == b':').unwrap_or(text.len() - end);
        let so_far = &text[..end];
        let value = so_far.iter().position(|byte| *byte == b'=').map_or(so_far, |at| &so_far[at + 1..]);
        let address = text[end..].starts_with(b"://") || matches!(value, b"flake" | b"channel");
        if end >= text.len() || !address {
            return end;
        }
        end += 1;
    }
}

/// The default of the `nix-path` setting: the channels of the user and of root, where they are.
pub(super) fn channels(environment: &Environment) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |prefix: &str, place: Vec<u8>| {
        if crate::world::path(&place).exists() {
            entries.push((prefix.as_bytes().to_vec(), place));
        }
    };
    if let Some(home) = environment.non_empty("HOME") {
        add("", [home, b"/.nix-defexpr/channels"].concat());
    }
    let root = "/nix/var/nix/profiles/per-user/root/channels";
    add("nixpkgs", format!("{root}/nixpkgs").into_bytes());
    add("", root.as_bytes().to_vec());
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_of_addresses_do_not_separate() {
        let text = b"a=/x:/y::b=https://z/q:c=flake:nixpkgs:/w";
        let expected: [(&str, &str); 5] =
            [("a", "/x"), ("", "/y"), ("b", "https://z/q"), ("c", "flake:nixpkgs"), ("", "/w")];
        let expected =
            expected.map(|(prefix, place)| (prefix.as_bytes().to_vec(), place.as_bytes().to_vec()));
        assert_eq!(split(text), expected);
        assert!(split(b"").is_empty());
        assert!(split(b":").is_empty());
    }
}
