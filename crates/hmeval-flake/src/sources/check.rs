//! Whether what was fetched is what was asked for (Nix: `Input::checkLocks`).

use hmeval_eval::ErrorKind;
use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, flag, int, set, text, to_json};
use hmeval_store::{Features, Hash, HashFormat};

use crate::reference::Message;

/// What contradicts, in Nix's words.
pub(super) type Mismatch = (ErrorKind, Message);

/// Fails if `found` contradicts `specified`. What comes from a lock file (`is_final`) stays as it is.
///
/// # Errors
/// Nix's message about the first attribute that differs.
pub(super) fn locks(specified: &Attrs, is_final: bool, found: &mut Attrs) -> Result<(), Mismatch> {
    let other = |message: Message| Err((ErrorKind::Eval, message));
    let mut specified = specified.clone();
    normalise_hash(&mut specified);
    if is_final {
        for (name, value) in &specified {
            if found.get(name).is_some_and(|other| other != value) {
                let shown = |attrs: &Attrs| {
                    let mut attrs = attrs.clone();
                    attrs.insert(b"__final".to_vec(), Attr::Bool(true));
                    to_json(&attrs)
                };
                let (specified, found) = (shown(&specified), shown(found));
                let parts: [&[u8]; 7] =
                    [b"mismatch in field '", name, b"' of input '", &specified, b"', got '", &found, b"'"];
                return other(parts.concat());
            }
        }
        *found = specified;
        return Ok(());
    }
    let shown = |input: &Attrs| flake_text::to_text(input).unwrap_or_default();
    // Most trees are hashed only after this.
    if let Some(expected) = text(&specified, "narHash")
        && let Some(got) = text(found, "narHash").filter(|got| *got != expected)
    {
        return Err((ErrorKind::HashMismatch, other_hash(&shown(&specified), expected, got)));
    }
    if let Some(expected) = int(&specified, "lastModified")
        && int(found, "lastModified") != Some(expected)
    {
        let got = int(found, "lastModified").unwrap_or(-1);
        let end = format!("', expected {expected}, got {got}");
        return other(
            [b"'lastModified' attribute mismatch in input '", &shown(found)[..], end.as_bytes()].concat(),
        );
    }
    let rev = |input: &Attrs| flake_text::revision(input).map_err(|message| (ErrorKind::Eval, message));
    if let Some(expected) = rev(&specified)?
        && rev(found)?.as_ref() != Some(&expected)
    {
        let start = b"'rev' attribute mismatch in input '";
        return other([start, &shown(found)[..], b"', expected ", &expected].concat());
    }
    if let Some(expected) = int(&specified, "revCount")
        && int(found, "revCount") != Some(expected)
    {
        let end = format!("', expected {expected}");
        return other(
            [b"'revCount' attribute mismatch in input '", &shown(found)[..], end.as_bytes()].concat(),
        );
    }
    Ok(())
}

/// Nix's message for a tree with another hash.
pub(super) fn other_hash(shown: &[u8], expected: &[u8], got: &[u8]) -> Message {
    let parts: [&[u8]; 7] =
        [b"NAR hash mismatch in input '", shown, b"', expected '", expected, b"' but got '", got, b"'"];
    parts.concat()
}

/// What tells a tree from all others, as far as its attributes do (Nix: `getFingerprint` of the schemes).
pub(super) fn fingerprint(locked: &Attrs) -> Option<String> {
    let shown = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
    let rev = text(locked, "rev").map(shown);
    match text(locked, "type")? {
        b"path" => Some(format!("path:{}", shown(text(locked, "narHash")?))),
        b"tarball" => text(locked, "narHash").map(shown).or(rev),
        b"github" | b"gitlab" | b"sourcehut" => rev,
        b"git" => rev.map(|rev| rev + &git_marks(locked)),
        _ => None,
    }
}

/// What tells the ways apart in which a commit is taken from its repository.
pub(super) fn git_marks(input: &Attrs) -> String {
    let marks = [("submodules", ";s"), ("exportIgnore", ";e"), ("lfs", ";l")];
    marks.into_iter().filter(|(name, _)| flag(input, name)).map(|(_, mark)| mark).collect()
}

/// Writes the hash as Nix does; old lock files lack padding.
fn normalise_hash(attrs: &mut Attrs) {
    if let Some(Attr::Text(hash)) = attrs.get(&b"narHash"[..])
        && let Ok(hash) = Hash::parse_sri(hash, Features::ALL)
    {
        set(attrs, "narHash", hash.to_text(HashFormat::Sri, true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REV_A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const REV_B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    fn attrs(rev: &str, modified: i64) -> Attrs {
        let mut attrs = Attrs::new();
        set(&mut attrs, "type", "git");
        set(&mut attrs, "url", "file:///x");
        set(&mut attrs, "rev", rev);
        attrs.insert(b"lastModified".to_vec(), Attr::Int(modified));
        attrs
    }

    #[test]
    fn what_contradicts_is_named() {
        assert_eq!(locks(&attrs(REV_A, 1), false, &mut attrs(REV_A, 1)), Ok(()));
        let (_, message) = locks(&attrs(REV_A, 1), false, &mut attrs(REV_A, 2)).unwrap_err();
        let expected = format!(
            "'lastModified' attribute mismatch in input 'git+file:///x?rev={REV_A}', expected 1, got 2"
        );
        assert_eq!(String::from_utf8(message).unwrap(), expected);
        let (_, message) = locks(&attrs(REV_A, 1), true, &mut attrs(REV_B, 1)).unwrap_err();
        assert!(message.starts_with(b"mismatch in field 'rev' of input '{\"__final\":true,"));
    }

    #[test]
    fn locked_attributes_stay() {
        let mut found = attrs(REV_A, 1);
        set(&mut found, "ref", "main");
        locks(&attrs(REV_A, 1), true, &mut found).unwrap();
        assert_eq!(found, attrs(REV_A, 1));
    }
}
