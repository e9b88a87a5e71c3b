//! Option paths that people write, matched with those of declarations, which have placeholders.

use super::names::is_placeholder;

/// The parts of a written path: separated by dots, quoted where they have dots themselves. An open quote ends with the
/// text: somebody is still typing.
pub(super) fn parts(text: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![Vec::new()];
    let mut quoted = false;
    for &byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'.' if !quoted => parts.push(Vec::new()),
            _ => {
                if let Some(part) = parts.last_mut() {
                    part.push(byte);
                }
            }
        }
    }
    parts
}

/// How a written path relates to that of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// It is the same; placeholders stand for what was written.
    Same,
    /// The declaration lies below it.
    Below,
}

/// The relation of a written path to a declaration; `None` if they have nothing to do with each other. Some part must be
/// written in both: a placeholder alone would be everything.
pub(super) fn relation(written: &[Vec<u8>], loc: &[Vec<u8>]) -> Option<Relation> {
    if written.is_empty() || written.len() > loc.len() {
        return None;
    }
    let pairs = || written.iter().zip(loc);
    let fits =
        pairs().all(|(part, declared)| part == declared || !part.is_empty() && is_placeholder(declared));
    let common = pairs().any(|(part, declared)| part == declared);
    let relation = if written.len() == loc.len() { Relation::Same } else { Relation::Below };
    (fits && common).then_some(relation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(written: &str, declared: &str) -> Option<Relation> {
        relation(&parts(written.as_bytes()), &parts(declared.as_bytes()))
    }

    #[test]
    fn placeholders_stand_for_names() {
        assert_eq!(related("home.file.\".a.b\".text", "home.file.<name>.text"), Some(Relation::Same));
        assert_eq!(related("home.file", "home.file.<name>.text"), Some(Relation::Below));
        assert_eq!(related("home.files", "home.file.<name>.text"), None);
        assert_eq!(related("x", "<name>"), None);
        assert_eq!(related("a.b.c", "a.b"), None);
    }
}
