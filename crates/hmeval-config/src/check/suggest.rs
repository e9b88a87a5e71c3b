//! Which option may have been meant by a path that is none: misspelt names anywhere in it, and the same names elsewhere in
//! the tree.

use std::collections::BTreeMap;

/// How many suggestions are made at most.
const LIMIT: usize = 5;
/// The cost of one edit in a name.
const EDIT: usize = 10;
/// The cost of a name that differs only in case, dashes and underscores.
const SPELLING: usize = 5;
/// The cost of a path that is as right but leads to a section where a value was given, or beyond an option.
const DEPTH: usize = 8;
/// The cost of the right names in another place.
const MOVED: usize = 30;
/// Suggestions that cost so much more than the best are left out.
const SPREAD: usize = 20;
/// What each name that the suggestion has below it, and that the definition sets, is worth.
const HIT: usize = 4;
/// Names that many options end with: they alone do not tell which option is meant.
const COMMON: [&[u8]; 14] = [
    b"enable",
    b"package",
    b"settings",
    b"config",
    b"extraConfig",
    b"options",
    b"extraOptions",
    b"plugins",
    b"name",
    b"text",
    b"user",
    b"group",
    b"port",
    b"source",
];

/// What a definition sets that has no option.
#[derive(Debug, Default)]
pub(super) struct Definition {
    /// The path up to the first name that no option has.
    pub(super) path: Vec<Vec<u8>>,
    /// The names below it, as long as there is only one.
    pub(super) chain: Vec<Vec<u8>>,
    /// The names in the set that is left.
    pub(super) inside: Vec<Vec<u8>>,
}

/// An option, or a section of options, that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// Its path.
    pub(super) path: Vec<Vec<u8>>,
    /// What to write instead of the path of the definition: names below it may be right as they are.
    pub(super) instead: Vec<Vec<u8>>,
    /// How far it is from what is written.
    pub(super) cost: usize,
}

/// What may have been meant, best first.
pub(super) fn suggestions(options: &[Vec<&[u8]>], definition: &Definition) -> Vec<Suggestion> {
    let full: Vec<&[u8]> = definition.path.iter().chain(&definition.chain).map(Vec::as_slice).collect();
    let mut best = Candidates::default();
    for option in options {
        misspelt(option, &full, definition, &mut best);
    }
    if best.found.values().all(|candidate| candidate.cost > 2 * EDIT) {
        for option in options {
            moved(option, &full, definition, &mut best);
            joined(option, &full, &mut best);
        }
    }
    best.sorted()
}

#[derive(Default)]
struct Candidates<'a> {
    found: BTreeMap<Vec<&'a [u8]>, Candidate>,
}

struct Candidate {
    cost: usize,
    hits: usize,
    /// How many of its names stand for the path of the definition.
    instead: usize,
    /// How many of its names begin with another letter than what is written: people rarely mistake the first one.
    other_starts: usize,
}

impl<'a> Candidates<'a> {
    fn add(&mut self, path: &[&'a [u8]], full: &[&[u8]], instead: usize, cost: usize, hit: bool) {
        let other_starts =
            path.iter().zip(full).filter(|(name, written)| name.first() != written.first()).count();
        let new = Candidate { cost, hits: 0, instead, other_starts };
        let candidate = self.found.entry(path.to_vec()).or_insert(new);
        candidate.cost = candidate.cost.min(cost);
        candidate.hits += usize::from(hit);
    }

    fn sorted(self) -> Vec<Suggestion> {
        let cost = |candidate: &Candidate| candidate.cost.saturating_sub(candidate.hits.min(3) * HIT);
        let rank = |candidate: &Candidate| (cost(candidate), candidate.other_starts);
        let mut sorted: Vec<_> =
            self.found.iter().map(|(path, candidate)| (rank(candidate), path, candidate.instead)).collect();
        sorted.sort();
        let sorted: Vec<_> =
            sorted.into_iter().map(|((cost, _), path, instead)| (cost, path, instead)).collect();
        let first = sorted.first().map_or(0, |(cost, ..)| *cost);
        let near = sorted.into_iter().filter(|(cost, ..)| *cost <= first + SPREAD).take(LIMIT);
        let owned = |path: &[&[u8]]| path.iter().map(|name| name.to_vec()).collect();
        near.map(|(cost, path, instead)| Suggestion {
            path: owned(path),
            instead: owned(&path[..instead.min(path.len())]),
            cost,
        })
        .collect()
    }
}

/// The same path with other spellings of its names.
fn misspelt<'a>(option: &[&'a [u8]], full: &[&'a [u8]], definition: &Definition, best: &mut Candidates<'a>) {
    let common = option.len().min(full.len());
    // At least the name that is wrong must have its counterpart.
    if common < definition.path.len() {
        return;
    }
    let mut cost = 0;
    for (name, written) in option.iter().zip(full) {
        match spelling(written, name) {
            Some(edits) => cost += edits,
            None => return,
        }
    }
    if cost == 0 {
        return;
    }
    let below = option.get(full.len());
    let hit = below.is_some_and(|name| definition.inside.iter().any(|set| set == name));
    let leads_deeper = below.is_some() && definition.inside.is_empty();
    let depth = DEPTH * (usize::from(leads_deeper) + full.len().saturating_sub(option.len()));
    best.add(&option[..common], full, definition.path.len(), cost + depth, hit);
}

/// The end of the path in another place.
fn moved<'a>(option: &[&'a [u8]], full: &[&'a [u8]], definition: &Definition, best: &mut Candidates<'a>) {
    let wrong = definition.path.len().saturating_sub(1);
    for length in 1..=option.len() {
        let section = &option[..length];
        let tail = section.iter().rev().zip(full.iter().rev()).take_while(|(a, b)| a == b).count();
        let reaches_wrong = full.len() - tail <= wrong;
        let tells = full[full.len() - tail..].iter().any(|name| !COMMON.contains(name));
        if reaches_wrong && tells {
            let other_names = (full.len() - tail) + (section.len() - tail);
            let hit = option.get(length).is_some_and(|name| definition.inside.iter().any(|set| set == name));
            let deeper = usize::from(length < option.len() && definition.inside.is_empty()) * DEPTH;
            let instead = section.len().saturating_sub(definition.chain.len());
            best.add(section, full, instead, MOVED + EDIT * other_names + deeper, hit);
        }
    }
}

/// The same letters, with dots elsewhere.
fn joined<'a>(option: &[&'a [u8]], full: &[&'a [u8]], best: &mut Candidates<'a>) {
    if option.len() < full.len() && normal(&option.concat()) == normal(&full.concat()) {
        best.add(option, full, option.len(), 2 * EDIT, false);
    }
}

/// What it costs to take one name for the other; `None` for names that have nothing to do with each other.
fn spelling(written: &[u8], name: &[u8]) -> Option<usize> {
    if written == name {
        return Some(0);
    }
    let longest = written.len().max(name.len());
    let limit = match longest {
        0..=1 => 0,
        2..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    // The distance is at least the difference in length.
    if written.len().abs_diff(name.len()) > limit {
        return (normal(written) == normal(name)).then_some(SPELLING);
    }
    if normal(written) == normal(name) {
        return Some(SPELLING);
    }
    let distance = strsim::generic_damerau_levenshtein(written, name);
    (distance <= limit).then_some(distance * EDIT)
}

fn normal(name: &[u8]) -> Vec<u8> {
    name.iter().filter(|byte| !matches!(byte, b'-' | b'_')).map(u8::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: [&str; 12] = [
        "programs.git.enable",
        "programs.git.userName",
        "programs.gitui.enable",
        "programs.gh.enable",
        "programs.go.enable",
        "programs.fish.enable",
        "services.ssh-agent.enable",
        "services.gpg-agent.enable",
        "services.gpg-agent.enableSshSupport",
        "home.sessionVariables",
        "home.file",
        "fonts.fontconfig.enable",
    ];

    fn path(text: &str) -> Vec<Vec<u8>> {
        text.split('.').filter(|name| !name.is_empty()).map(|name| name.as_bytes().to_vec()).collect()
    }

    fn best(wrong: &str, chain: &str, inside: &str) -> Vec<String> {
        let options: Vec<Vec<&[u8]>> =
            OPTIONS.iter().map(|option| option.split('.').map(str::as_bytes).collect()).collect();
        let definition = Definition { path: path(wrong), chain: path(chain), inside: path(inside) };
        let shown = |suggestion: Suggestion| String::from_utf8(suggestion.path.join(&b'.')).unwrap();
        suggestions(&options, &definition).into_iter().map(shown).collect()
    }

    #[test]
    fn misspelt_names_are_found_at_every_depth() {
        assert_eq!(best("programms", "git.enable", "")[0], "programs.git.enable");
        assert_eq!(best("programs.gti", "enable", "")[0], "programs.git.enable");
        assert_eq!(best("programs.git.enabel", "", "")[0], "programs.git.enable");
        assert_eq!(best("programs.gti", "", "enable.userName")[0], "programs.git");
        assert_eq!(best("services.sshagent", "enable", "")[0], "services.ssh-agent.enable");
        // What lies in the value of an option is not part of its name.
        assert_eq!(best("home.sessionVariable", "EDITOR", "")[0], "home.sessionVariables");
    }

    #[test]
    fn right_names_in_another_place_are_found() {
        assert_eq!(best("services.git", "enable", "")[0], "programs.git.enable");
        assert_eq!(best("git", "", "enable.userName")[0], "programs.git");
        assert_eq!(best("home.session", "variables", "")[0], "home.sessionVariables");
    }

    #[test]
    fn nothing_is_suggested_for_what_is_like_nothing() {
        assert!(best("networking", "hostName", "").is_empty());
        assert!(best("programs.firefox", "enable", "").is_empty());
    }
}
