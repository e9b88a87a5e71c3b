//! Names and passwords for hosts, from a `netrc` file (Nix: the setting `netrc-file`, which it hands on to curl).
//!
//! The format is that of `ftp` and curl: words, of which `machine`, `default`, `login` and `password` mean something.

use std::path::Path;

use hmeval_store::base::encode_base64;

/// What is said of one machine, or of all others.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    /// The host; `None` for all.
    machine: Option<String>,
    login: String,
    password: String,
}

/// The entries of a file.
#[derive(Debug, Default)]
pub(super) struct Netrc(Vec<Entry>);

impl Netrc {
    /// Reads a file. One that is not there says nothing, as with curl.
    pub(super) fn read(file: &Path) -> Self {
        std::fs::read_to_string(file).map(|text| Netrc::parse(&text)).unwrap_or_default()
    }

    fn parse(text: &str) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut words = words(text).into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "machine" => entries.push(Entry { machine: words.next(), ..Entry::default() }),
                "default" => entries.push(Entry::default()),
                "login" | "password" => {
                    let value = words.next().unwrap_or_default();
                    let Some(entry) = entries.last_mut() else { continue };
                    *(if word == "login" { &mut entry.login } else { &mut entry.password }) = value;
                }
                _ => {}
            }
        }
        Netrc(entries)
    }

    /// The header `Authorization` for an address; `None` if nothing is said of its host, or it has a name itself.
    pub(super) fn authorization(&self, address: &str) -> Option<String> {
        let rest = address.split_once("://")?.1;
        let authority = rest.split(['/', '?', '#']).next()?;
        if authority.contains('@') {
            return None;
        }
        let host = authority.split(':').next()?;
        let is_for =
            |entry: &&Entry| entry.machine.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(host));
        let entry = self.0.iter().find(is_for)?;
        let mut header = b"Basic ".to_vec();
        encode_base64(format!("{}:{}", entry.login, entry.password).as_bytes(), &mut header);
        String::from_utf8(header).ok()
    }
}

/// The words of a file, without comments and macros. A word in quotes may have spaces, and signs behind backslashes.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut is_macro = false;
    for line in text.lines() {
        // A macro ends with an empty line.
        is_macro &= !line.trim().is_empty();
        let mut rest = line.trim_start();
        while !is_macro && !rest.is_empty() && !rest.starts_with('#') {
            let (word, end) = word(rest);
            is_macro = word == "macdef";
            words.push(word);
            rest = rest.get(end..).unwrap_or_default().trim_start();
        }
    }
    words
}

/// The word at the beginning of a text, and where it ends.
fn word(text: &str) -> (String, usize) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text.get(..end).unwrap_or_default().to_owned(), end);
    };
    let (mut word, mut is_escaped) = (String::new(), false);
    for (at, character) in quoted.char_indices() {
        match character {
            '"' if !is_escaped => return (word, at + 2),
            '\\' if !is_escaped => is_escaped = true,
            _ => {
                word.push(match character {
                    'n' if is_escaped => '\n',
                    't' if is_escaped => '\t',
                    'r' if is_escaped => '\r',
                    other => other,
                });
                is_escaped = false;
            }
        }
    }
    (word, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# who\nmachine a.example login me password one\nmacdef init\nmachine x login y\n\n\
        machine b.example\n  login \"a b\"\n  password \"q\\\"r\"\ndefault login any password p\n";

    fn of(address: &str) -> Option<String> {
        Netrc::parse(FILE).authorization(address)
    }

    #[test]
    fn hosts_have_names_and_passwords() {
        assert_eq!(of("https://a.example/x@y").as_deref(), Some("Basic bWU6b25l"));
        assert_eq!(of("https://A.example:8080?q").as_deref(), Some("Basic bWU6b25l"));
        assert_eq!(of("https://b.example").as_deref(), Some("Basic YSBiOnEicg=="));
        assert_eq!(of("https://x").as_deref(), Some("Basic YW55OnA="), "a macro is no entry");
        assert_eq!(of("https://you:two@a.example/"), None);
        assert_eq!(Netrc::parse("machine a login b").authorization("https://c/"), None);
        assert!(Netrc::parse("login password machine").0.len() == 1);
    }
}
