//! The states of the automaton: sets of items with their lookaheads, and the transitions between them.
//!
//! LR(0) states are built first; then lookaheads are handed along the transitions until nothing changes, which gives the
//! LALR(1) lookaheads (Aho, Lam, Sethi and Ullman, "Compilers", section 4.7.5).

use std::collections::BTreeMap;

use super::grammar::{Grammar, Symbol, TOKENS};
use crate::token::TokenKind;

/// A set of tokens, by number.
pub(super) type TokenSet = u64;

const _: () = assert!(TOKENS <= 64);

/// A rule and how much of it has been read.
pub(super) type Item = (usize, usize);

/// A state.
pub(super) struct State {
    /// Its kernel, sorted, with the lookahead of each item.
    pub(super) kernel: Vec<(Item, TokenSet)>,
    /// Where each symbol leads.
    pub(super) transitions: BTreeMap<Symbol, usize>,
}

/// What items of a grammar can begin with and be followed by.
pub(super) struct Items<'a> {
    grammar: &'a Grammar,
    /// Tokens that each symbol can begin with.
    first: Vec<TokenSet>,
    /// Whether each symbol can stand for nothing.
    nullable: Vec<bool>,
}

impl<'a> Items<'a> {
    /// Prepares for a grammar.
    pub(super) fn new(grammar: &'a Grammar) -> Self {
        let first =
            (0..grammar.symbols).map(|symbol| if symbol < TOKENS { 1 << symbol } else { 0 }).collect();
        let mut items = Items { grammar, first, nullable: vec![false; grammar.symbols] };
        while items.grow_first() {}
        items
    }

    fn grow_first(&mut self) -> bool {
        let mut changed = false;
        for rule in &self.grammar.rules {
            let (first, nullable) = self.first_of(&rule.right);
            let grown = self.first[rule.left] | first;
            changed |= grown != self.first[rule.left] || nullable != (nullable && self.nullable[rule.left]);
            self.first[rule.left] = grown;
            self.nullable[rule.left] |= nullable;
        }
        changed
    }

    /// What a sequence of symbols can begin with, and whether it can stand for nothing.
    fn first_of(&self, symbols: &[Symbol]) -> (TokenSet, bool) {
        let mut first = 0;
        for symbol in symbols {
            first |= self.first[*symbol];
            if !self.nullable[*symbol] {
                return (first, false);
            }
        }
        (first, true)
    }

    /// All items of a state: its kernel, and the beginnings of rules for what may come next.
    pub(super) fn closure(&self, kernel: &[(Item, TokenSet)]) -> Vec<(Item, TokenSet)> {
        let mut lookahead: Vec<Option<TokenSet>> = vec![None; self.grammar.symbols];
        let mut pending: Vec<(Item, TokenSet)> = kernel.to_vec();
        while let Some(((rule, dot), follow)) = pending.pop() {
            let right = &self.grammar.rules[rule].right;
            let Some(&next) = right.get(dot).filter(|next| **next >= TOKENS) else { continue };
            let (mut set, nullable) = self.first_of(&right[dot + 1..]);
            if nullable {
                set |= follow;
            }
            let old = lookahead[next];
            let new = old.unwrap_or(0) | set;
            if old != Some(new) {
                lookahead[next] = Some(new);
                let rules = self.grammar.rules.iter().enumerate().filter(|(_, rule)| rule.left == next);
                pending.extend(rules.map(|(number, _)| ((number, 0), new)));
            }
        }
        let mut items = kernel.to_vec();
        for (number, rule) in self.grammar.rules.iter().enumerate() {
            if let Some(set) = lookahead[rule.left] {
                items.push(((number, 0), set));
            }
        }
        items.sort_unstable();
        items
    }

    /// The kernels that the symbols behind the dots of a state's items lead to.
    fn successors(&self, kernel: &[(Item, TokenSet)]) -> BTreeMap<Symbol, Vec<(Item, TokenSet)>> {
        let mut successors: BTreeMap<Symbol, Vec<(Item, TokenSet)>> = BTreeMap::new();
        for ((rule, dot), set) in self.closure(kernel) {
            if let Some(next) = self.grammar.rules[rule].right.get(dot) {
                successors.entry(*next).or_default().push(((rule, dot + 1), set));
            }
        }
        successors
    }

    /// All states; the first is where reading starts.
    pub(super) fn states(&self) -> Vec<State> {
        let start = vec![((0, 0), 1 << TokenKind::End as usize)];
        let mut known: BTreeMap<Vec<Item>, usize> = BTreeMap::from([(vec![(0, 0)], 0)]);
        let mut states = vec![State { kernel: start, transitions: BTreeMap::new() }];
        let mut pending = vec![0];
        while let Some(number) = pending.pop() {
            for (symbol, kernel) in self.successors(&states[number].kernel) {
                let core = kernel.iter().map(|(item, _)| *item).collect();
                let next = *known.entry(core).or_insert(states.len());
                if next == states.len() {
                    states.push(State { kernel, transitions: BTreeMap::new() });
                    pending.push(next);
                } else if merge(&mut states[next].kernel, &kernel) {
                    pending.push(next);
                }
                states[number].transitions.insert(symbol, next);
            }
        }
        states
    }
}

/// Adds lookaheads to those of the same items; whether any were new.
fn merge(into: &mut [(Item, TokenSet)], from: &[(Item, TokenSet)]) -> bool {
    let mut changed = false;
    for (old, new) in into.iter_mut().zip(from) {
        changed |= old.1 | new.1 != old.1;
        old.1 |= new.1;
    }
    changed
}
