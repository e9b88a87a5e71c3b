//! `fetchTree` and `fetchGit`: trees that are in the store already, by the hash of their archive.

use hmeval_diag::Pos;
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashFormat, StorePath};

use super::AS_IS;
use super::flake_text::{checked, fix_git_url, nar_hash, to_text};
use super::input::{Attr, Attrs, flag, int, set, text};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::fetcher::Lookup;
use crate::heap::{AttrsBuilder, Value, View};
use crate::string::ContextBuilder;
use crate::symbol::known;

pub(super) fn fetch_git<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    fetch(ev, args[0], "fetchGit", Some(b"git"))
}

pub(super) fn fetch_tree<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    fetch(ev, args[0], "fetchTree", None)
}

fn fetch<'h>(
    ev: &Evaluator<'h>,
    arg: Value<'h>,
    fetcher: &'static str,
    kind: Option<&[u8]>,
) -> Result<'h, Value<'h>> {
    let mut input = read_input(ev, arg, fetcher, kind)?;
    // Inputs of lock files are marked: what they name must be exactly that.
    let mark = input.remove(&b"__final"[..]);
    let mut input = checked(input).map_err(|message| ev.error(ErrorKind::Eval, message))?;
    let shown = to_text(&input).map_err(|message| ev.error(ErrorKind::Eval, message))?;
    let hash = || nar_hash(&input).map_err(|message| ev.error(ErrorKind::Eval, message));
    // A revision or a hash says what the tree is.
    if ev.settings.pure_eval && !is_locked(&input) {
        if hash()?.is_none() {
            let parts: [&[u8]; 5] = [
                b"in pure evaluation mode, '",
                fetcher.as_bytes(),
                b"' doesn't fetch unlocked input '",
                &shown,
                b"'",
            ];
            return Err(ev.error(ErrorKind::Restricted, parts.concat()));
        }
        let reason = b"' is unlocked (e.g. lacks a Git revision) but is checked by NAR hash. This is not \
            reproducible and will break after garbage collection or when shared.";
        ev.message(&[b"warning: Input '", &shown[..], reason].concat());
    }
    ev.check_uri(&shown)?;
    if let Some(source) = ev.fetcher {
        let lookup = if ev.settings.pure_eval { Lookup::Nowhere } else { Lookup::Limited };
        input.extend(mark.map(|mark| (b"__final".to_vec(), mark)));
        let tree = source.fetch(ev, &input, lookup)?;
        return Ok(ev.tree_attrs(&tree.path, &tree.locked, kind.is_some(), false));
    }
    if let Some(hash) = hash()? {
        let name = text(&input, "name").unwrap_or(b"source");
        if let Some(path) = ev.locked_tree(name, hash)? {
            let mut locked = input;
            set(&mut locked, "narHash", hash.to_text(HashFormat::Sri, true));
            return Ok(ev.tree_attrs(&path, &locked, kind.is_some(), false));
        }
    }
    Err(ev.needs_network(fetcher, &shown))
}

/// Whether an input can only ever be the same tree (Nix: `InputScheme::isLocked`).
pub fn is_locked(input: &Attrs) -> bool {
    match text(input, "type") {
        Some(b"git" | b"hg") => text(input, "rev").is_some_and(|rev| rev.iter().any(|byte| *byte != b'0')),
        Some(b"github" | b"gitlab" | b"sourcehut") => text(input, "rev").is_some(),
        Some(b"indirect") => false,
        _ => text(input, "narHash").is_some(),
    }
}

fn read_input<'h>(
    ev: &Evaluator<'h>,
    arg: Value<'h>,
    fetcher: &str,
    kind: Option<&[u8]>,
) -> Result<'h, Attrs> {
    let arg = ev.force(arg, Pos::NONE)?;
    let mut context = ContextBuilder::new();
    let Some(attrs) = arg.as_attrs() else {
        let what = format!("while evaluating the first argument passed to '{fetcher}'");
        let url = ev.coerce(Pos::NONE, arg, &mut context, &what, AS_IS)?;
        return match kind {
            Some(kind) => {
                let mut input = Attrs::new();
                set(&mut input, "type", kind);
                set(&mut input, "url", fixed_git_url(ev, url)?);
                Ok(with_defaults(input, fetcher))
            }
            None => super::flake_ref::parse_url(url).map_err(|message| ev.error(ErrorKind::Eval, message)),
        };
    };
    let fail = |message: String| Err(ev.error(ErrorKind::Eval, message));
    let kind = match (attrs.get(known::TYPE), kind) {
        (Some(_), Some(_)) => return fail("unexpected argument 'type'".to_owned()),
        (Some((value, pos)), None) => {
            let what = format!("while evaluating the `type` argument passed to '{fetcher}'");
            ev.force_str_no_context(value, pos, &what)?.to_vec()
        }
        (None, Some(kind)) => kind.to_vec(),
        (None, None) => return fail(format!("argument 'type' is missing in call to '{fetcher}'")),
    };
    let mut input = Attrs::new();
    set(&mut input, "type", kind);
    for (key, value) in attrs.iter(ev.heap).filter(|(key, _)| key.name != known::TYPE) {
        let name = ev.text(key.name);
        let value = ev.force(value, key.pos)?;
        let attr = match value.view() {
            View::Path(_) | View::Str(_) => {
                Attr::Text(ev.coerce(key.pos, value, &mut context, "", AS_IS)?.to_vec())
            }
            View::Bool(b) => Attr::Bool(b),
            View::Int(n) if n < 0 => {
                let name = String::from_utf8_lossy(name);
                return fail(format!("negative value given for '{fetcher}' argument '{name}': {n}"));
            }
            View::Int(n) => Attr::Int(n),
            _ => {
                let name = String::from_utf8_lossy(name);
                let found = ev.describe_type(value);
                let found = String::from_utf8_lossy(&found);
                let message = format!(
                    "argument '{name}' to '{fetcher}' is {found} while a string, Boolean or integer is expected"
                );
                return Err(ev.error(ErrorKind::Type, message));
            }
        };
        input.insert(name.to_vec(), attr);
    }
    if fetcher == "fetchTree" && input.contains_key(&b"name"[..]) {
        return fail(format!("argument 'name' isn’t supported in call to '{fetcher}'"));
    }
    if fetcher == "fetchGit"
        && let Some(url) = text(&input, "url").map(|url| fixed_git_url(ev, url)).transpose()?
    {
        set(&mut input, "url", url);
    }
    Ok(with_defaults(input, fetcher))
}

fn fixed_git_url<'h>(ev: &Evaluator<'h>, url: &[u8]) -> Result<'h, Vec<u8>> {
    fix_git_url(url).map_err(|message| ev.error(ErrorKind::Eval, message))
}

/// Adds what the builtins assume of Git repositories unless they are told.
fn with_defaults(mut input: Attrs, fetcher: &str) -> Attrs {
    if fetcher == "fetchGit" {
        if !flag(&input, "submodules") {
            input.entry(b"exportIgnore".to_vec()).or_insert(Attr::Bool(true));
        }
    } else if text(&input, "type") == Some(b"git") {
        input.entry(b"shallow".to_vec()).or_insert(Attr::Bool(true));
    }
    input
}

impl<'h> Evaluator<'h> {
    /// The store path of a tree by the hash of its archive, if the store has it: how locked inputs are found without
    /// fetching.
    ///
    /// # Errors
    /// If the name is not valid, or the world cannot tell.
    pub fn locked_tree(&self, name: &[u8], hash: Hash) -> Result<'h, Option<StorePath>> {
        let path =
            self.content_path(name, ContentAddress { method: ContentAddressMethod::Nar, hash }, &[])?;
        if !self.is_valid_path(&path)? {
            return Ok(None);
        }
        self.store.allow_path(&self.store.dir.print(&path));
        Ok(Some(path))
    }
}

impl<'h> Evaluator<'h> {
    /// Where a tree is and what is known of it, as a set (Nix: `emitTreeAttrs`). Without a revision `zeros` gives that
    /// of zeros, which Nix does for `fetchGit` alone; a tree that is `dirty` has no revision.
    pub fn tree_attrs(&self, path: &StorePath, locked: &Attrs, zeros: bool, dirty: bool) -> Value<'h> {
        let mut attrs = AttrsBuilder::new(11, Pos::NONE);
        let mut add =
            |name: &str, value| attrs.insert(self.symbols.intern(name.as_bytes()), Pos::NONE, value);
        add("outPath", self.store_path_value(path));
        for name in ["narHash", "dirtyRev", "dirtyShortRev"] {
            if let Some(known) = text(locked, name) {
                add(name, self.string(known));
            }
        }
        if text(locked, "type") == Some(b"git") {
            add("submodules", Value::bool(flag(locked, "submodules")));
        }
        let zeros = zeros.then_some(&[b'0'; 40][..]);
        if let Some(rev) = text(locked, "rev").or(zeros).filter(|_| !dirty) {
            add("rev", self.string(rev));
            add("shortRev", self.string(rev.get(..7).unwrap_or(rev)));
        }
        if let Some(count) = int(locked, "revCount").or(zeros.map(|_| 0)).filter(|_| !dirty) {
            add("revCount", self.int(count));
        }
        if let Some(modified) = int(locked, "lastModified") {
            add("lastModified", self.int(modified));
            add("lastModifiedDate", self.string(date(modified)));
        }
        Value::attrs(attrs.finish(self.heap))
    }
}

/// Seconds since 1970 as `YYYYMMDDhhmmss`, in UTC.
pub fn date(seconds: i64) -> String {
    let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days from 1 March of year 0, in eras of 400 years: leap days then come last.
    let shifted = days.saturating_add(719_468);
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}{month:02}{day:02}{:02}{:02}{:02}", time / 3600, time / 60 % 60, time % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date(0), "19700101000000");
        assert_eq!(date(951_782_400), "20000229000000");
        assert_eq!(date(1_735_689_599), "20241231235959");
    }
}
