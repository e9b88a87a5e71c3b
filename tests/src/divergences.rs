//! `tests/known-divergences.txt`: where hmeval is known to differ from Nix, each with its reason.
//!
//! The list cannot go stale. A listed case that agrees with Nix fails the suite until its line is removed, and a name that no
//! test has fails it too.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where the list lies.
pub fn list_file() -> PathBuf {
    crate::root().join("tests/known-divergences.txt")
}

/// The known divergences: the name of a case with the reason.
#[derive(Clone, Debug, Default)]
pub struct Divergences(BTreeMap<String, String>);

impl Divergences {
    /// Reads the list of the checkout.
    ///
    /// # Errors
    /// If it cannot be read, or a line is wrong.
    pub fn load() -> Result<Self, String> {
        let text = std::fs::read_to_string(list_file())
            .map_err(|error| format!("known-divergences.txt: {error}"))?;
        Divergences::parse(&text)
    }

    /// Reads lines of the form `name | reason`; empty lines and lines with `#` in front say nothing.
    ///
    /// # Errors
    /// If a line has no reason, or a name occurs twice.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut list = BTreeMap::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let (name, reason) =
                line.split_once('|').map(|(name, reason)| (name.trim(), reason.trim())).unwrap_or_default();
            if name.is_empty() || reason.is_empty() {
                return Err(format!("known-divergences.txt: not `name | reason`: {line}"));
            }
            if list.insert(name.to_owned(), reason.to_owned()).is_some() {
                return Err(format!("known-divergences.txt: {name} occurs twice"));
            }
        }
        Ok(Divergences(list))
    }

    /// The names of the list.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What a result means for the case `name`: a listed one must differ.
    ///
    /// # Errors
    /// The difference, if it is not listed; or that a listed one is gone.
    pub fn judge(&self, name: &str, result: Result<(), String>) -> Result<(), String> {
        match (self.0.get(name), result) {
            (None, result) => result,
            (Some(_), Err(_)) => Ok(()),
            (Some(reason), Ok(())) => Err(format!(
                "{name} agrees with Nix now: remove its line from tests/known-divergences.txt (its reason was: {reason})"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_case_must_differ() {
        let list = Divergences::parse("# why\n\na-case | not yet\n").unwrap();
        let differs = || Err("differs".to_owned());
        assert!(list.judge("a-case", differs()).is_ok());
        assert!(list.judge("a-case", Ok(())).unwrap_err().contains("not yet"));
        assert!(list.judge("other", differs()).is_err());
        assert!(list.judge("other", Ok(())).is_ok());
    }

    #[test]
    fn every_line_has_a_reason_and_every_name_one_line() {
        assert!(Divergences::parse("a-case |").is_err());
        assert!(Divergences::parse("a-case").is_err());
        assert!(Divergences::parse("a | x\na | y").is_err());
    }
}
