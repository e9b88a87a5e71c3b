//! Names like a misspelt one, the likeliest first.
//!
//! Nix counts two letters in the wrong order as two mistakes, takes the first five by their bytes, and so may leave out the
//! name that is meant. People make that mistake as one, and rarely in the first letter.

/// Names at most.
const MOST: usize = 5;
/// How many mistakes a name may have.
const MISTAKES: usize = 2;
/// In names of so few letters two mistakes make another word: they count only where one is not enough.
const SHORT: usize = 4;

/// The names that are like `wanted`, each once, likeliest first.
pub fn near<'n>(names: impl IntoIterator<Item = &'n [u8]>, wanted: &[u8]) -> Vec<&'n [u8]> {
    let mut found: Vec<_> = names
        .into_iter()
        // The distance is at least the difference in length.
        .filter(|name| name.len().abs_diff(wanted.len()) <= MISTAKES)
        .map(|name| (rank(name, wanted), name))
        .filter(|(rank, _)| (1..=MISTAKES).contains(&rank.mistakes))
        .collect();
    found.sort_unstable();
    found.dedup();
    if wanted.len() <= SHORT && found.first().is_some_and(|(rank, _)| rank.mistakes == 1) {
        found.retain(|(rank, _)| rank.mistakes == 1);
    }
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// How unlikely it is that a name is meant.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    mistakes: usize,
    /// Whether the first letter is another.
    begins_otherwise: bool,
    /// Whether there is more between the names than a letter that is written once or twice.
    is_other_word: bool,
}

fn rank(name: &[u8], wanted: &[u8]) -> Rank {
    let single = |name: &[u8]| {
        let mut letters = name.to_vec();
        letters.dedup();
        letters
    };
    Rank {
        mistakes: strsim::generic_damerau_levenshtein(name, wanted),
        begins_otherwise: name.first() != wanted.first(),
        is_other_word: single(name) != single(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::near;

    fn words(names: &[&'static str], wanted: &str) -> Vec<String> {
        let found = near(names.iter().map(|name| name.as_bytes()), wanted.as_bytes());
        found.into_iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    #[test]
    fn exchanged_letters_are_one_mistake() {
        assert_eq!(words(&["clj", "cups", "curl", "xplr", "curl"], "culr"), ["curl"]);
        assert_eq!(words(&["gcc", "gcr", "gdb", "gh", "git"], "gti"), ["git"]);
    }

    #[test]
    fn the_first_letter_is_mostly_right() {
        assert_eq!(words(&["bource", "sourc", "far"], "source"), ["sourc", "bource"]);
        assert_eq!(words(&["gcc", "gdb"], "gbb"), ["gdb"]);
    }

    #[test]
    fn a_letter_that_is_doubled_is_likelier_than_another_one() {
        assert_eq!(words(&["gist", "git", "gitu"], "gitt"), ["git", "gist", "gitu"]);
        assert_eq!(words(&["gris", "gross"], "gros"), ["gross", "gris"]);
    }

    #[test]
    fn names_like_nothing_are_left_alone() {
        assert!(words(&["firefox", "wanted"], "wanted").is_empty());
    }
}
