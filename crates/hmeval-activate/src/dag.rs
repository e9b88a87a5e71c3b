//! The order of named blocks that say what they come before and after: that of Home Manager's `lib.hm.dag.topoSort`,
//! which rests on `lib.toposort` of nixpkgs. Where several orders are possible, it is the same one.

use std::collections::BTreeMap;

/// What a block says of its place.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The blocks that come later.
    pub before: Vec<String>,
    /// The blocks that come earlier.
    pub after: Vec<String>,
}

/// The names in order.
///
/// # Errors
/// If some come before themselves: these names.
pub fn sort(blocks: &BTreeMap<String, Place>) -> Result<Vec<&str>, Vec<&str>> {
    let names: Vec<&str> = blocks.keys().map(String::as_str).collect();
    let earlier: Vec<Vec<bool>> = names
        .iter()
        .map(|later| {
            let place = &blocks[*later];
            let comes_first = |name: &&str| {
                place.after.iter().any(|after| after == name)
                    || blocks[*name].before.iter().any(|before| before == later)
            };
            names.iter().map(comes_first).collect()
        })
        .collect();
    let mut rest: Vec<usize> = (0..names.len()).collect();
    let mut sorted = Vec::with_capacity(names.len());
    while !rest.is_empty() {
        match first(&rest, &earlier) {
            Ok((next, others)) => {
                sorted.push(names[next]);
                rest = others;
            }
            Err(cycle) => return Err(cycle.into_iter().map(|index| names[index]).collect()),
        }
    }
    Ok(sorted)
}

/// A block that none of the rest comes before, found by going back from the first one; and the others, in the order
/// that this leaves them in.
fn first(rest: &[usize], earlier: &[Vec<bool>]) -> Result<(usize, Vec<usize>), Vec<usize>> {
    let comes_before = |a: usize, b: usize| earlier[b][a];
    let (mut at, mut unseen) = (rest[0], rest[1..].to_vec());
    let mut seen: Vec<usize> = Vec::new();
    loop {
        if seen.iter().any(|name| comes_before(*name, at)) {
            seen.insert(0, at);
            return Err(seen);
        }
        let (before, others): (Vec<usize>, Vec<usize>) =
            unseen.iter().copied().partition(|name| comes_before(*name, at));
        let Some((next, more)) = before.split_first() else {
            seen.extend(others);
            return Ok((at, seen));
        };
        seen.insert(0, at);
        at = *next;
        unseen = [more, &others[..]].concat();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(list: &[(&str, &[&str], &[&str])]) -> BTreeMap<String, Place> {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let block = |(name, before, after): &(&str, &[&str], &[&str])| {
            ((*name).to_owned(), Place { before: own(before), after: own(after) })
        };
        list.iter().map(block).collect()
    }

    #[test]
    fn blocks_follow_what_they_come_after() {
        let dag = blocks(&[
            ("boundary", &[], &[]),
            ("check", &["boundary"], &[]),
            ("early", &[], &[]),
            ("link", &[], &["boundary"]),
            ("reload", &[], &["link"]),
        ]);
        assert_eq!(sort(&dag).unwrap(), ["check", "boundary", "early", "link", "reload"]);
    }

    #[test]
    fn names_that_do_not_exist_do_not_matter_and_cycles_are_told() {
        assert_eq!(sort(&blocks(&[("a", &["nobody"], &["none"])])).unwrap(), ["a"]);
        let dag = blocks(&[("a", &["b"], &[]), ("b", &["a"], &[])]);
        let mut cycle = sort(&dag).unwrap_err();
        cycle.sort_unstable();
        assert_eq!(cycle, ["a", "b"]);
    }
}
