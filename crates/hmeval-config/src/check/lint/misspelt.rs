//! The lint rule about names in free settings (a `freeformType`) that are nearly the name of an option beside them.
//!
//! A set of settings takes every name, so that a slip is no error for the module system: `PasswordAuthentiction = false` is
//! written to the file of settings, and has no effect.

use hmeval_diag::Pos;
use hmeval_eval::Value;
use hmeval_modules::definitions;
use hmeval_modules::evaluations::Merged;

use super::super::diagnostic::{Diagnostic, Severity};
use super::super::find::Finder;
use super::super::{fix, own};
use crate::configuration::options::Node;
use crate::configuration::{at_path, show_path};
use crate::written;

/// The code of the rule.
const CODE: &str = "misspelt-setting";

/// Letters that names have at least in which one slip is no other word.
const LONG: usize = 5;

/// Letters of names in which a second slip is none either.
const VERY_LONG: usize = 12;

/// Adds the names of settings that the user has hardly meant. `prefix` is where the options are.
pub(in super::super) fn judge<'h>(finder: &mut Finder<'_, 'h>, merged: &Merged<'h>, prefix: &[Vec<u8>]) {
    let ev = finder.ev;
    let Some(severity) = finder.levels.severity(CODE) else { return };
    for unknown in &merged.unknown {
        let Some((name, section)) = unknown.path.split_last() else { continue };
        let Some(meant) = near(finder, merged, section, name) else { continue };
        let Ok(found) = definitions::of_modules(ev, merged.modules, &unknown.path) else { continue };
        for definition in found.definitions.iter().filter(|one| own::is_own(ev, one.pos)) {
            let whole = |name: &[u8]| [prefix, section, &[name.to_vec()]].concat();
            let (from, to) = (whole(name), whole(&meant));
            let pos = written::name_in_binding(ev, definition.pos, &from);
            if finder.found.iter().any(|known| known.pos == pos) {
                continue;
            }
            let shown = |path: &[Vec<u8>]| String::from_utf8_lossy(&show_path(path)).into_owned();
            let message = format!(
                "`{}` is no option but a setting of its own; there is an option `{}`",
                shown(&from),
                shown(&to)
            );
            let mut diagnostic = Diagnostic::new(Severity::Warning, CODE, message);
            diagnostic.severity = severity;
            diagnostic.pos = pos;
            diagnostic.suggestions.push(show_path(&to));
            diagnostic.fix = fix::rename(ev, pos, &from, &to);
            diagnostic.option = from;
            finder.found.push(diagnostic);
        }
    }
}

/// The option beside a name, or the section of options, whose name it is by a slip; nothing if there are several.
fn near<'h>(
    finder: &Finder<'_, 'h>,
    merged: &Merged<'h>,
    section: &[Vec<u8>],
    name: &[u8],
) -> Option<Vec<u8>> {
    let ev = finder.ev;
    let beside = at_path(ev, Value::attrs(merged.options), section).ok()??;
    let beside = ev.force(beside, Pos::NONE).ok()?.as_attrs()?;
    let mut meant = ev.sorted_attrs(beside).into_iter().filter(|(key, _)| is_slip(name, ev.text(key.name)));
    let (key, node) = meant.next()?;
    let is_option = matches!(Node::of(ev, node), Ok(Some(Node::Option(option))) if option.is_shown(ev))
        || matches!(Node::of(ev, node), Ok(Some(Node::Section(_))));
    (is_option && meant.next().is_none()).then(|| ev.text(key.name).to_vec())
}

/// Whether a name is another one with a slip: capital letters or separators of another sort, or one letter that is missing, too
/// many, wrong, or exchanged with its neighbour. Endings make other words (`user`, `users`; `enable`, `enabled`), and so do
/// first letters and numbers.
fn is_slip(name: &[u8], other: &[u8]) -> bool {
    let (Ok(name), Ok(other)) = (std::str::from_utf8(name), std::str::from_utf8(other)) else { return false };
    let plain = |text: &str| -> String {
        text.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (plain(name), plain(other));
    if a == b {
        return name != other && a.len() >= LONG;
    }
    let shorter = a.chars().count().min(b.chars().count());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let most = if shorter >= VERY_LONG { 2 } else { 1 };
    shorter >= LONG
        && !a.starts_with(&b)
        && !b.starts_with(&a)
        && a.chars().next() == b.chars().next()
        && digits(&a) == digits(&b)
        && strsim::osa_distance(&a, &b) <= most
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn other_words_are_no_slips() {
        let slip = |name: &str, other: &str| is_slip(name.as_bytes(), other.as_bytes());
        for (name, other) in [
            ("lanugage", "language"),
            ("keep_stduot", "keep_stdout"),
            ("PasswordAuthentiction", "PasswordAuthentication"),
            ("permitrootlogin", "PermitRootLogin"),
            ("log-level", "log_level"),
        ] {
            assert!(slip(name, other), "{name} {other}");
        }
        for (name, other) in [
            ("users", "user"),
            ("enabled", "enable"),
            ("ipv4", "ipv6"),
            ("host", "port"),
            ("mhost", "vhost"),
            ("address", "address"),
            ("max-size", "min-size"),
        ] {
            assert!(!slip(name, other), "{name} {other}");
        }
    }
}
