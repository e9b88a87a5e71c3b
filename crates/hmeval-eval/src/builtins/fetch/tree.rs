//! `fetchTree` and `fetchGit`: trees that are in the store already, by the hash of their archive.

use hmeval_diag::Pos;
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashFormat, StorePath};

use super::AS_IS;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, Value, View};
use crate::string::ContextBuilder;
use crate::symbol::known;

/// A value of an input's attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Attr {
    Text(Vec<u8>),
    Int(i64),
    Bool(bool),
}

/// The attributes of an input, in the order of the argument.
struct Input {
    attrs: Vec<(Vec<u8>, Attr)>,
}

impl Input {
    fn text(&self, name: &[u8]) -> Option<&[u8]> {
        self.attrs.iter().find(|(known, _)| known == name).and_then(|(_, attr)| match attr {
            Attr::Text(text) => Some(&**text),
            Attr::Int(_) | Attr::Bool(_) => None,
        })
    }

    fn int(&self, name: &[u8]) -> Option<i64> {
        self.attrs.iter().find(|(known, _)| known == name).and_then(|(_, attr)| match attr {
            Attr::Int(n) => Some(*n),
            Attr::Text(_) | Attr::Bool(_) => None,
        })
    }

    fn flag(&self, name: &[u8]) -> bool {
        self.attrs.iter().any(|(known, attr)| known == name && *attr == Attr::Bool(true))
    }

    /// What the input is called in messages: its URL, or what stands for one.
    fn shown(&self) -> Vec<u8> {
        if let Some(url) = self.text(b"url") {
            return url.to_vec();
        }
        let mut shown = self.text(b"type").unwrap_or_default().to_vec();
        shown.push(b':');
        let parts: Vec<&[u8]> = [&b"owner"[..], b"repo", b"id", b"path", b"ref", b"rev"]
            .iter()
            .filter_map(|name| self.text(name))
            .collect();
        shown.extend_from_slice(&parts.join(&b'/'));
        shown
    }
}

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
    let input = read_input(ev, arg, fetcher, kind)?;
    let shown = input.shown();
    let hash = input.text(b"narHash").map(|hash| ev.parse_hash(hash, None)).transpose()?;
    // A revision or a hash says what the tree is.
    if ev.settings.pure_eval && hash.is_none() && input.text(b"rev").is_none() {
        let message = [
            b"in pure evaluation mode, '",
            fetcher.as_bytes(),
            b"' doesn't fetch unlocked input '",
            &shown,
            b"'",
        ];
        return Err(ev.error(ErrorKind::Restricted, message.concat()));
    }
    ev.check_uri(&shown)?;
    if let Some(hash) = hash {
        let name = input.text(b"name").unwrap_or(b"source");
        if let Some(path) = ev.locked_tree(name, hash)? {
            return tree_value(ev, &path, &input, &hash, kind.is_some());
        }
    }
    Err(ev.needs_network(fetcher, &shown))
}

fn read_input<'h>(
    ev: &Evaluator<'h>,
    arg: Value<'h>,
    fetcher: &str,
    kind: Option<&[u8]>,
) -> Result<'h, Input> {
    let arg = ev.force(arg, Pos::NONE)?;
    let mut context = ContextBuilder::new();
    let Some(attrs) = arg.as_attrs() else {
        let what = format!("while evaluating the first argument passed to '{fetcher}'");
        let url = ev.coerce(Pos::NONE, arg, &mut context, &what, AS_IS)?;
        return Ok(Input { attrs: vec![(b"url".to_vec(), Attr::Text(url.to_vec()))] });
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
    let mut input = Input { attrs: vec![(b"type".to_vec(), Attr::Text(kind))] };
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
        input.attrs.push((name.to_vec(), attr));
    }
    if fetcher == "fetchTree" && input.attrs.iter().any(|(name, _)| name == b"name") {
        return fail(format!("argument 'name' isn’t supported in call to '{fetcher}'"));
    }
    Ok(input)
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

/// The result: where the tree is, and what is known of it (Nix: `emitTreeAttrs`).
fn tree_value<'h>(
    ev: &Evaluator<'h>,
    path: &StorePath,
    input: &Input,
    hash: &Hash,
    is_git: bool,
) -> Result<'h, Value<'h>> {
    let mut attrs = AttrsBuilder::new(9, Pos::NONE);
    let mut add = |name: &str, value| attrs.insert(ev.symbols.intern(name.as_bytes()), Pos::NONE, value);
    add("outPath", ev.store_path_value(path));
    add("narHash", ev.string(hash.to_text(HashFormat::Sri, true)));
    if input.text(b"type") == Some(b"git") {
        add("submodules", Value::bool(input.flag(b"submodules")));
    }
    // Nix gives a tree without revision that of zeros, for `fetchGit` alone.
    let zeros = is_git.then_some(&[b'0'; 40][..]);
    if let Some(rev) = input.text(b"rev").or(zeros) {
        add("rev", ev.string(rev));
        add("shortRev", ev.string(rev.get(..7).unwrap_or(rev)));
    }
    match input.int(b"revCount") {
        Some(count) => add("revCount", ev.int(count)),
        None if is_git => add("revCount", ev.int(0)),
        None => {}
    }
    if let Some(modified) = input.int(b"lastModified") {
        add("lastModified", ev.int(modified));
        add("lastModifiedDate", ev.string(date(modified)));
    }
    Ok(Value::attrs(attrs.finish(ev.heap)))
}

/// Seconds since 1970 as `YYYYMMDDhhmmss`, in UTC.
fn date(seconds: i64) -> String {
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

    #[test]
    fn inputs_without_url_are_shown_by_their_parts() {
        let text = |text: &[u8]| Attr::Text(text.to_vec());
        let input = Input {
            attrs: vec![
                (b"type".to_vec(), text(b"github")),
                (b"repo".to_vec(), text(b"r")),
                (b"owner".to_vec(), text(b"o")),
            ],
        };
        assert_eq!(input.shown(), b"github:o/r");
    }
}
