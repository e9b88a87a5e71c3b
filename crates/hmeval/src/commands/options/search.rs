//! Finds options by words of their names.
//!
//! Names in which all words stand as they were written come first, and hide those in which they only nearly do: for
//! `git` nobody wants every name that has a g, an i and a t. Mistakes and scattered letters are looked for when there is
//! nothing else.

use super::entry::Entry;
use super::fuzzy::{Class, Name, Rank};
use super::path::{self, Relation};

/// What was found, as indices of the entries.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The option that was named, if exactly one was.
    pub(super) exact: Option<usize>,
    /// All that fit, best first.
    pub(super) hits: Vec<usize>,
}

/// The entries that all words fit.
pub(super) fn search(entries: &[&Entry<'_>], words: &[Vec<u8>]) -> Found {
    let mut ranked: Vec<(Rank, usize)> = Vec::new();
    let words: Vec<Word> = words.iter().map(|word| Word::new(word)).collect();
    let names: Vec<Name> = entries.iter().map(|entry| Name::new(&entry.name)).collect();
    for effort in [Effort::Literal, Effort::Typo, Effort::Scattered] {
        for (index, (entry, name)) in entries.iter().zip(&names).enumerate() {
            ranked.extend(rank_all(&words, entry, name, effort).map(|rank| (rank, index)));
        }
        if !ranked.is_empty() {
            break;
        }
    }
    let name = |index: usize| entries.get(index).map(|entry| (entry.name.len(), &entry.name));
    ranked.sort_by(|(left, left_index), (right, right_index)| {
        left.cmp(right).then_with(|| name(*left_index).cmp(&name(*right_index)))
    });
    let same =
        |index: &usize| entries.get(*index).is_some_and(|entry| words.iter().all(|word| word.names(entry)));
    let mut exact = ranked.iter().filter(|(rank, _)| rank.class == Class::Exact).map(|(_, index)| *index);
    let exact = match (exact.next(), exact.next()) {
        (first, None) => first,
        // Names that differ in capital letters, or a name and a placeholder that stands for it.
        (first, _) => first.filter(same),
    };
    Found { exact, hits: ranked.into_iter().map(|(_, index)| index).collect() }
}

/// How hard is searched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    Literal,
    Typo,
    Scattered,
}

/// A word that is searched.
struct Word {
    written: Vec<u8>,
    lower: Vec<u8>,
    parts: Vec<Vec<u8>>,
}

impl Word {
    fn new(written: &[u8]) -> Self {
        Word { written: written.to_vec(), lower: written.to_ascii_lowercase(), parts: path::parts(written) }
    }

    /// Whether it is this very name.
    fn names(&self, entry: &Entry<'_>) -> bool {
        entry.name == self.written
    }

    fn rank(&self, entry: &Entry<'_>, name: &Name, effort: Effort) -> Option<Rank> {
        let literal = name.rank(&self.lower).into_iter().chain(self.rank_as_path(entry)).min();
        match effort {
            _ if literal.is_some() => literal,
            Effort::Literal => None,
            Effort::Typo => name.rank_with_typo(&self.lower),
            Effort::Scattered => {
                name.rank_with_typo(&self.lower).or_else(|| name.rank_scattered(&self.lower))
            }
        }
    }

    /// The rank of an option that the word names with names instead of placeholders.
    fn rank_as_path(&self, entry: &Entry<'_>) -> Option<Rank> {
        let class = match path::relation(&self.parts, &entry.loc)? {
            Relation::Same => Class::Exact,
            Relation::Below => Class::Segments,
        };
        Some(Rank { class, cost: u32::try_from(2 * entry.loc.len()).unwrap_or(u32::MAX) })
    }
}

/// The rank of an entry for all words: the class of the one that fits least.
fn rank_all(words: &[Word], entry: &Entry<'_>, name: &Name, effort: Effort) -> Option<Rank> {
    let mut all = Rank { class: Class::Exact, cost: 0 };
    for word in words {
        let rank = word.rank(entry, name, effort)?;
        all = Rank { class: all.class.max(rank.class), cost: all.cost.saturating_add(rank.cost) };
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use hmeval_eval::heap::Attrs;

    use super::*;

    const NAMES: [&str; 7] = [
        "home.file",
        "home.file.<name>.text",
        "programs.git.enable",
        "programs.git.userName",
        "programs.lazygit.enable",
        "services.git-sync.enable",
        "services.gitlab.digits",
    ];

    fn found(words: &[&str]) -> (Option<&'static str>, Vec<&'static str>) {
        let entries: Vec<Entry<'_>> = NAMES
            .iter()
            .map(|name| {
                let name = name.as_bytes().to_vec();
                Entry { loc: path::parts(&name), name, option: Attrs::empty() }
            })
            .collect();
        let words: Vec<Vec<u8>> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
        let found = search(&entries.iter().collect::<Vec<_>>(), &words);
        (found.exact.map(|index| NAMES[index]), found.hits.iter().map(|index| NAMES[*index]).collect())
    }

    #[test]
    fn whole_parts_come_before_words_before_anything_else() {
        let (exact, hits) = found(&["git"]);
        assert_eq!(exact, None);
        assert_eq!(hits, [NAMES[2], NAMES[3], NAMES[5], NAMES[6], NAMES[4]]);
    }

    #[test]
    fn names_are_found_exactly() {
        assert_eq!(found(&["programs.git.enable"]), (Some(NAMES[2]), vec![NAMES[2]]));
        assert_eq!(found(&["home.file.\"a.b\".text"]), (Some(NAMES[1]), vec![NAMES[1]]));
        assert_eq!(found(&["home.file"]), (Some(NAMES[0]), vec![NAMES[0], NAMES[1]]));
        assert_eq!(found(&["home.file.x"]), (None, vec![NAMES[1]]));
    }

    #[test]
    fn words_must_all_fit() {
        assert_eq!(found(&["lazy", "enable"]), (None, vec![NAMES[4]]));
        assert_eq!(found(&["lazy", "text"]), (None, vec![]));
    }

    #[test]
    fn mistakes_and_scattered_letters() {
        assert_eq!(found(&["usrname"]).1, [NAMES[3]]);
        assert_eq!(found(&["porgrams.git"]).1, [NAMES[2], NAMES[3]]);
        assert_eq!(found(&["pgun"]).1, [NAMES[3]]);
        assert_eq!(found(&["zzz"]).1, Vec::<&str>::new());
    }
}
