//! The oracle: a real Nix on this machine, if there is one.
//!
//! `$HMEVAL_ORACLE` names it, else it is the `nix-instantiate` of `PATH`. Where there is none, the comparisons with it are
//! skipped, visibly.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use crate::program::{End, Program};

/// The version of Nix whose behaviour hmeval promises.
pub const PROMISED: Version = Version { major: 2, minor: 34 };

/// A version of Nix; patch levels make no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

impl Version {
    /// Reads `2.34` or `2.34.8`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().split('.');
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next()?;
        let digits = minor.find(|c: char| !c.is_ascii_digit()).unwrap_or(minor.len());
        Some(Version { major, minor: minor[..digits].parse().ok()? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// A real Nix.
#[derive(Clone, Debug)]
pub struct Oracle {
    /// Its `nix-instantiate`.
    pub program: Program,
    /// Its version.
    pub version: Version,
}

impl Oracle {
    /// The Nix at `path`.
    ///
    /// # Errors
    /// If it does not run, or is no Nix: hmeval itself may be on `PATH` under the name `nix-instantiate`.
    pub fn at(path: impl AsRef<OsStr>) -> Result<Self, String> {
        let program = Program::new(path.as_ref());
        let output = program.run(&["--version"], b"", Path::new("/"));
        let output = output.map_err(|error| format!("no nix-instantiate: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let version = text.split_once("(Nix)").and_then(|(_, version)| Version::parse(version));
        match (output.end, version) {
            (End::Exit(0), Some(version)) => Ok(Oracle { program, version }),
            _ => Err(format!("not a Nix: {}", text.trim())),
        }
    }

    /// The Nix of `PATH`.
    ///
    /// # Errors
    /// As [`Oracle::at`].
    pub fn on_path() -> Result<Self, String> {
        Oracle::at("nix-instantiate")
    }

    /// The oracle of this run; it is looked for once.
    ///
    /// # Errors
    /// Why there is none.
    pub fn find() -> Result<&'static Self, &'static str> {
        static FOUND: OnceLock<Result<Oracle, String>> = OnceLock::new();
        let found = FOUND.get_or_init(|| match std::env::var_os("HMEVAL_ORACLE") {
            Some(path) => Oracle::at(path),
            None => Oracle::on_path(),
        });
        found.as_ref().map_err(|error| &error[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_ordered() {
        let parse = |text| Version::parse(text).unwrap();
        assert_eq!(parse(" 2.34.8\n"), PROMISED);
        assert_eq!(parse("2.36pre2026"), Version { major: 2, minor: 36 });
        assert!(parse("2.8.0") < parse("2.34"));
        assert!(Version::parse("two").is_none());
    }

    #[test]
    fn a_program_that_is_no_nix_is_refused() {
        assert!(Oracle::at("true").is_err());
        assert!(Oracle::at("/no/such/program").is_err());
    }
}
