//! The automaton: what to do in each state at each token, with conflicts resolved and default reductions chosen as
//! bison does (Bison manual, "Operator Precedence" and "Default Reductions").

use std::collections::BTreeMap;

use super::grammar::{Grammar, Group, Symbol, TOKENS};
use super::items::{Items, State, TokenSet};
use crate::token::TokenKind;

/// What to do at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Take it and go to a state.
    Shift(usize),
    /// First put together what a rule stands for.
    Reduce(usize),
    /// The text is complete.
    Accept,
    /// It may not stand here.
    Error,
}

/// The tables of one state.
struct Row {
    /// Action for the tokens that have one of their own.
    actions: BTreeMap<usize, Action>,
    /// For all others.
    default: Action,
    gotos: BTreeMap<Symbol, usize>,
}

/// The automaton.
pub(super) struct Automaton {
    rows: Vec<Row>,
    /// Left side of each rule, and the length of its right side.
    rules: Vec<(Symbol, usize)>,
}

impl Automaton {
    /// Builds it from the grammar.
    pub(super) fn build() -> Automaton {
        let grammar = Grammar::read();
        let items = Items::new(&grammar);
        let states = items.states();
        let rows = states.iter().map(|state| row(&grammar, &items, state)).collect();
        let rules = grammar.rules.iter().map(|rule| (rule.left, rule.right.len())).collect();
        Automaton { rows, rules }
    }

    /// What to do in a state at a token.
    pub(super) fn action(&self, state: usize, token: TokenKind) -> Action {
        let row = &self.rows[state];
        row.actions.get(&(token as usize)).copied().unwrap_or(row.default)
    }

    /// The state behind a nonterminal.
    pub(super) fn goto(&self, state: usize, symbol: Symbol) -> Option<usize> {
        self.rows[state].gotos.get(&symbol).copied()
    }

    /// Left side of a rule, and length of its right side.
    pub(super) fn rule(&self, rule: usize) -> (Symbol, usize) {
        self.rules[rule]
    }

    /// The tokens that a state does something about itself.
    pub(super) fn expected(&self, state: usize) -> Vec<usize> {
        let actions = self.rows[state].actions.iter();
        actions.filter(|(_, action)| **action != Action::Error).map(|(token, _)| *token).collect()
    }
}

fn row(grammar: &Grammar, items: &Items<'_>, state: &State) -> Row {
    let mut actions = BTreeMap::new();
    let mut gotos = BTreeMap::new();
    for (symbol, next) in &state.transitions {
        if *symbol >= TOKENS {
            gotos.insert(*symbol, *next);
        } else if *symbol == TokenKind::End as usize {
            actions.insert(*symbol, Action::Accept);
        } else {
            actions.insert(*symbol, Action::Shift(*next));
        }
    }
    let shifts_nothing = actions.is_empty();
    let mut reductions: Vec<(usize, TokenSet)> = Vec::new();
    for ((rule, dot), lookahead) in items.closure(&state.kernel) {
        if dot == grammar.rules[rule].right.len() {
            reductions.push((rule, resolve(grammar, rule, lookahead, &mut actions)));
        }
    }
    // The rule for the most tokens, the first of them, is reduced by default.
    let mut default: Option<(usize, TokenSet)> = None;
    for (rule, lookahead) in &reductions {
        let most = default.map_or(0, |(_, set)| set.count_ones());
        if lookahead.count_ones() > most || (shifts_nothing && reductions.len() == 1) {
            default = Some((*rule, *lookahead));
        }
    }
    for (rule, lookahead) in reductions {
        if default.is_none_or(|(chosen, _)| chosen != rule) {
            let tokens = (0..TOKENS).filter(|token| lookahead >> token & 1 == 1);
            actions.extend(tokens.map(|token| (token, Action::Reduce(rule))));
        }
    }
    let default = default.map_or(Action::Error, |(rule, _)| Action::Reduce(rule));
    Row { actions, default, gotos }
}

/// Decides between shifting and reducing: the tokens at which the rule is reduced. Where neither is right, the token gets
/// an error as its action.
fn resolve(
    grammar: &Grammar,
    rule: usize,
    lookahead: TokenSet,
    actions: &mut BTreeMap<usize, Action>,
) -> TokenSet {
    let mut left = lookahead;
    for token in 0..TOKENS {
        let in_question = lookahead >> token & 1 == 1 && actions.contains_key(&token);
        let (Some(own), Some(other)) = (grammar.rules[rule].precedence, grammar.precedence[token]) else {
            continue;
        };
        if !in_question {
            continue;
        }
        let reduce = own.level > other.level || (own.level == other.level && other.group == Group::Left);
        let shift = own.level < other.level || (own.level == other.level && other.group == Group::Right);
        if !reduce {
            left &= !(1 << token);
        }
        if reduce {
            actions.remove(&token);
        } else if !shift {
            actions.insert(token, Action::Error);
        }
    }
    left
}
