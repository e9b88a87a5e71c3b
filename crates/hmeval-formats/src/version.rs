//! Version strings and derivation names: `builtins.compareVersions`, `splitVersion` and `parseDrvName`.
//!
//! The rules are those of the Nix manual, "nix-env --upgrade", section "Versions".

use std::cmp::Ordering;

/// The components of a version: runs of digits and runs of anything else, separated by dots and dashes.
#[derive(Debug, Clone)]
pub struct Components<'a> {
    rest: &'a [u8],
}

/// Splits `version` into its components as `builtins.splitVersion` does: `1.2rc3` gives `1`, `2`, `rc`, `3`.
#[must_use]
pub fn components(version: &[u8]) -> Components<'_> {
    Components { rest: version }
}

impl<'a> Iterator for Components<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let start = self.rest.iter().position(|&byte| !is_separator(byte))?;
        let (_, rest) = self.rest.split_at(start);
        let is_number = rest.first()?.is_ascii_digit();
        let is_inside = |byte: &u8| byte.is_ascii_digit() == is_number && !is_separator(*byte);
        let length = rest.iter().position(|byte| !is_inside(byte)).unwrap_or(rest.len());
        let (component, rest) = rest.split_at(length);
        self.rest = rest;
        Some(component)
    }
}

fn is_separator(byte: u8) -> bool {
    byte == b'.' || byte == b'-'
}

/// Compares two versions component by component, as `builtins.compareVersions` does.
///
/// Numbers compare as numbers, `pre` is older than anything else (even than the end of the version), the end
/// is older than a number, a word is older than a number, and words compare as strings.
#[must_use]
pub fn compare(left: &[u8], right: &[u8]) -> Ordering {
    let (mut left, mut right) = (components(left), components(right));
    loop {
        let (one, other) = (left.next(), right.next());
        if one.is_none() && other.is_none() {
            return Ordering::Equal;
        }
        let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
        if is_older(one, other) {
            return Ordering::Less;
        }
        if is_older(other, one) {
            return Ordering::Greater;
        }
    }
}

/// Whether a version with the component `left` is older than one with `right` in its place; an absent
/// component is empty.
fn is_older(left: &[u8], right: &[u8]) -> bool {
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left < right,
        (_, Some(_)) if left.is_empty() => true,
        _ if left == b"pre" => right != b"pre",
        _ if right == b"pre" => false,
        (_, Some(_)) => true,
        (Some(_), _) => false,
        (None, None) => left < right,
    }
}

/// The component as a number; Nix reads a C `int`, so what does not fit is a word to it.
fn number(component: &[u8]) -> Option<i32> {
    std::str::from_utf8(component)
        .ok()
        .filter(|text| text.starts_with(|c: char| c.is_ascii_digit()))?
        .parse()
        .ok()
}

/// Splits a derivation name into name and version, as `builtins.parseDrvName` does: the version starts after
/// the first dash that is followed by something other than a letter.
#[must_use]
pub fn parse_drv_name(full: &[u8]) -> (&[u8], &[u8]) {
    let dash = full.windows(2).position(|pair| matches!(pair, [b'-', next] if !next.is_ascii_alphabetic()));
    match dash.and_then(|dash| Some((full.get(..dash)?, full.get(dash + 1..)?))) {
        Some(split) => split,
        None => (full, b""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_runs_of_one_kind() {
        let split = |version: &'static str| {
            components(version.as_bytes()).map(|part| str::from_utf8(part).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(split("1.2rc3"), ["1", "2", "rc", "3"]);
        assert_eq!(split("..1--a_b+c"), ["1", "a_b+c"]);
        assert_eq!(split(""), [""; 0]);
        assert_eq!(split(".-"), [""; 0]);
    }

    #[test]
    fn versions_compare_as_the_manual_says() {
        let cases = [
            ("1.0", "2.3", Ordering::Less),
            ("2.1", "2.3", Ordering::Less),
            ("2.3", "2.3", Ordering::Equal),
            ("2.5", "2.3", Ordering::Greater),
            ("3.1", "2.3", Ordering::Greater),
            ("2.3.1", "2.3", Ordering::Greater),
            ("2.3.1", "2.3a", Ordering::Greater),
            ("2.3pre1", "2.3", Ordering::Less),
            ("2.3pre3", "2.3pre12", Ordering::Less),
            ("2.3a", "2.3c", Ordering::Less),
            ("2.3pre1", "2.3c", Ordering::Less),
            ("2.3pre1", "2.3q", Ordering::Less),
            ("1.", "1", Ordering::Equal),
            ("007", "7", Ordering::Equal),
            ("99999999999", "100000000000", Ordering::Greater),
            ("", "a", Ordering::Less),
        ];
        for (left, right, expected) in cases {
            assert_eq!(compare(left.as_bytes(), right.as_bytes()), expected, "{left} {right}");
        }
    }

    #[test]
    fn drv_names_split_at_the_version() {
        let cases: [(&str, &str, &str); 6] = [
            ("nix-0.12pre12876", "nix", "0.12pre12876"),
            ("apache-httpd-2.0.48", "apache-httpd", "2.0.48"),
            ("no-version", "no-version", ""),
            ("a--b", "a", "-b"),
            ("end-", "end-", ""),
            ("", "", ""),
        ];
        for (full, name, version) in cases {
            assert_eq!(parse_drv_name(full.as_bytes()), (name.as_bytes(), version.as_bytes()));
        }
    }
}
