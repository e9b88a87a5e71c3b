//! Which files pure and restricted evaluation may read (Nix: `AllowListSourceAccessor`).

use std::cell::RefCell;

use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::settings::Settings;

/// The paths that may be read, or no list if all may.
pub struct Access {
    allowed: Option<RefCell<Vec<Box<[u8]>>>>,
}

impl Access {
    /// Everything is allowed, unless in pure or restricted mode, where nothing is at first.
    pub fn new(settings: &Settings) -> Self {
        Access { allowed: (settings.pure_eval || settings.restrict_eval).then(RefCell::default) }
    }

    /// Allows everything at and below `path`.
    pub fn allow_prefix(&self, path: &[u8]) {
        let Some(allowed) = &self.allowed else { return };
        let mut allowed = allowed.borrow_mut();
        if let Err(index) = allowed.binary_search_by(|prefix| (**prefix).cmp(path)) {
            allowed.insert(index, path.into());
        }
    }

    /// Whether `path`, which is canonical, is allowed with everything below it.
    pub fn allows_below(&self, path: &[u8]) -> bool {
        self.allowed.as_ref().is_none_or(|allowed| lies_in(&allowed.borrow(), path))
    }

    /// Whether `path`, which is canonical, lies in what is allowed or on the way to it.
    pub fn allows(&self, path: &[u8]) -> bool {
        let Some(allowed) = &self.allowed else { return true };
        // What Nix brings itself is no path of the machine.
        if crate::corepkgs::text(path).is_some() {
            return true;
        }
        if self.allows_below(path) {
            return true;
        }
        let allowed = allowed.borrow();
        // On the way to an allowed path: that one sorts right behind this one with a slash.
        let with_slash = if path == b"/" { path.to_vec() } else { [path, b"/"].concat() };
        let next = allowed.partition_point(|prefix| **prefix < *with_slash);
        allowed.get(next).is_some_and(|prefix| prefix.starts_with(&with_slash))
    }
}

/// Whether a path or one above it is in a sorted list.
fn lies_in(allowed: &[Box<[u8]>], path: &[u8]) -> bool {
    let is_allowed = |prefix: &[u8]| allowed.binary_search_by(|other| (**other).cmp(prefix)).is_ok();
    let mut above = (0..path.len()).filter(|at| path.get(*at) == Some(&b'/')).map(|at| &path[..at.max(1)]);
    is_allowed(path) || above.any(is_allowed)
}

impl<'h> Evaluator<'h> {
    /// Fails if the mode does not allow to read at `path`.
    ///
    /// # Errors
    /// Nix's `RestrictedPathError`.
    pub fn check_access(&self, path: &[u8]) -> Result<'h, ()> {
        if self.store.access.allows(path) {
            return Ok(());
        }
        let mode: &[u8] = if self.settings.pure_eval {
            b"in pure evaluation mode (use '--impure' to override)"
        } else {
            b"in restricted mode"
        };
        let message = [b"access to absolute path '", path, b"' is forbidden ", mode].concat();
        Err(self.error(ErrorKind::Restricted, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_the_way_to_them_are_allowed() {
        let access = Access::new(&Settings { pure_eval: true, ..Settings::default() });
        assert!(!access.allows(b"/"));
        access.allow_prefix(b"/a/b");
        for (path, allowed) in [
            ("/", true),
            ("/a", true),
            ("/a/b", true),
            ("/a/b/c", true),
            ("/a/bc", false),
            ("/a/a", false),
            ("/b", false),
        ] {
            assert_eq!(access.allows(path.as_bytes()), allowed, "{path}");
            assert_eq!(access.allows_below(path.as_bytes()), path.starts_with("/a/b") && allowed, "{path}");
        }
        assert!(access.allows(b"/<nix>/fetchurl.nix"));
        access.allow_prefix(b"/");
        assert!(access.allows(b"/x/y"));
    }

    #[test]
    fn without_a_mode_everything_is_allowed() {
        assert!(Access::new(&Settings::default()).allows(b"/x"));
    }
}
