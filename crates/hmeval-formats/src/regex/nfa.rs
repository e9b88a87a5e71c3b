//! The automaton while it is being built, state by state as libstdc++ builds it.
//!
//! The number of states decides which patterns are refused as too large, so the states that have no other
//! purpose (joints of alternatives, originals of repeated fragments) are built and counted too; compiling to a
//! [`super::program::Program`] drops them.

use super::RegexError;
use super::set::ByteSet;

/// The most states an automaton may have (`_GLIBCXX_REGEX_STATE_LIMIT`).
const STATE_LIMIT: usize = 100_000;

/// The number of a state.
pub(super) type StateId = u32;
/// Stands for a transition that is not connected yet.
pub(super) const NOWHERE: StateId = StateId::MAX;

/// What a state does before it goes on to its `next` state.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    /// Tries the given state first, then `next`; both in any case when searching.
    Alternative(StateId),
    /// Tries another turn from the given state on, then `next`. `is_tracked` if turns may be empty, so that
    /// they have to be counted.
    Repeat { body: StateId, is_tracked: bool },
    /// Starts a group.
    GroupStart(usize),
    /// Ends a group.
    GroupEnd(usize),
    /// `^`
    TextStart,
    /// `$`
    TextEnd,
    /// Consumes this byte.
    Byte(u8),
    /// Consumes a byte of the set of this index.
    Set(usize),
    /// Nothing; joins branches.
    Joint,
    /// The end of the pattern.
    Accept,
}

/// A state of the automaton.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) action: Action,
    pub(super) next: StateId,
}

/// A part of the automaton with one entry and one exit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fragment {
    pub(super) start: StateId,
    pub(super) end: StateId,
    /// No state of the fragment has a smaller number.
    first: StateId,
    /// Whether it can be passed without consuming anything.
    is_nullable: bool,
}

/// An automaton under construction.
#[derive(Debug, Default)]
pub(super) struct Nfa {
    pub(super) states: Vec<State>,
    pub(super) sets: Vec<ByteSet>,
    pub(super) group_count: usize,
}

impl Nfa {
    /// Adds a state as a fragment of its own.
    pub(super) fn add(&mut self, action: Action) -> Result<Fragment, RegexError> {
        let id = self.push(State { action, next: NOWHERE })?;
        let is_nullable = !matches!(action, Action::Byte(_) | Action::Set(_));
        Ok(Fragment { start: id, end: id, first: id, is_nullable })
    }

    /// Adds a state that consumes a byte of `set`.
    pub(super) fn add_set(&mut self, set: ByteSet) -> Result<Fragment, RegexError> {
        if let Some(byte) = set.single() {
            return self.add(Action::Byte(byte));
        }
        let index = self.sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        self.add(Action::Set(index))
    }

    /// `left` followed by `right`.
    pub(super) fn concatenate(&mut self, left: Fragment, right: Fragment) -> Fragment {
        self.connect(left.end, right.start);
        Fragment {
            start: left.start,
            end: right.end,
            first: left.first.min(right.first),
            is_nullable: left.is_nullable && right.is_nullable,
        }
    }

    /// `left|right`
    pub(super) fn alternate(&mut self, left: Fragment, right: Fragment) -> Result<Fragment, RegexError> {
        let end = self.add(Action::Joint)?.start;
        self.connect(left.end, end);
        self.connect(right.end, end);
        let branch = self.add(Action::Alternative(left.start))?.start;
        self.connect(branch, right.start);
        Ok(Fragment {
            start: branch,
            end,
            first: left.first.min(right.first),
            is_nullable: left.is_nullable || right.is_nullable,
        })
    }

    /// `body*`
    pub(super) fn star(&mut self, body: Fragment) -> Result<Fragment, RegexError> {
        let repeat = self.close_loop(body)?;
        Ok(Fragment { start: repeat, end: repeat, first: body.first, is_nullable: true })
    }

    /// `body+`
    pub(super) fn plus(&mut self, body: Fragment) -> Result<Fragment, RegexError> {
        let repeat = self.close_loop(body)?;
        Ok(Fragment { end: repeat, ..body })
    }

    /// `body?`
    pub(super) fn optional(&mut self, body: Fragment) -> Result<Fragment, RegexError> {
        let end = self.add(Action::Joint)?.start;
        let repeat = self.add(Action::Repeat { body: body.start, is_tracked: false })?.start;
        self.connect(body.end, end);
        self.connect(repeat, end);
        Ok(Fragment { start: repeat, end, first: body.first, is_nullable: true })
    }

    /// `body{minimum}`, `body{minimum,}` (no maximum) or `body{minimum,maximum}`.
    pub(super) fn interval(
        &mut self,
        body: Fragment,
        minimum: i32,
        maximum: Option<i32>,
    ) -> Result<Fragment, RegexError> {
        let mut sequence = self.add(Action::Joint)?;
        for _ in 0..minimum {
            let copy = self.copy(body)?;
            sequence = self.concatenate(sequence, copy);
        }
        let Some(maximum) = maximum else {
            let copy = self.copy(body)?;
            let star = self.star(copy)?;
            return Ok(self.concatenate(sequence, star));
        };
        if maximum < minimum {
            return Err(RegexError::Invalid);
        }
        let end = self.add(Action::Joint)?;
        let mut exits = Vec::new();
        for _ in minimum..maximum {
            let copy = self.copy(body)?;
            let repeat = self.add(Action::Repeat { body: copy.start, is_tracked: false })?.start;
            self.connect(sequence.end, repeat);
            sequence.end = copy.end;
            exits.push(repeat);
        }
        self.connect(sequence.end, end.start);
        exits.into_iter().for_each(|exit| self.connect(exit, end.start));
        Ok(Fragment { end: end.end, ..sequence })
    }

    /// Adds the state that leads from the end of `body` back to its start.
    fn close_loop(&mut self, body: Fragment) -> Result<StateId, RegexError> {
        let repeat = self.add(Action::Repeat { body: body.start, is_tracked: false })?.start;
        self.connect(body.end, repeat);
        if body.is_nullable {
            let first = usize::try_from(body.first).unwrap_or(usize::MAX);
            for state in self.states.iter_mut().skip(first) {
                if let Action::Repeat { is_tracked, .. } = &mut state.action {
                    *is_tracked = true;
                }
            }
        }
        Ok(repeat)
    }

    /// Copies all states that can be reached inside `fragment`.
    fn copy(&mut self, fragment: Fragment) -> Result<Fragment, RegexError> {
        let offset = |id: StateId| usize::try_from(id - fragment.first.min(id)).unwrap_or(usize::MAX);
        let new_first = self.states.len();
        let first = usize::try_from(fragment.first).unwrap_or(usize::MAX);
        let mut copies = vec![NOWHERE; new_first.saturating_sub(first)];
        let mut pending = vec![fragment.start];
        while let Some(id) = pending.pop() {
            let Some(state) = self.state(id) else { continue };
            if copies.get(offset(id)).is_none_or(|copy| *copy != NOWHERE) {
                continue;
            }
            let copy = self.push(state)?;
            if let Some(slot) = copies.get_mut(offset(id)) {
                *slot = copy;
            }
            if let Action::Alternative(other) | Action::Repeat { body: other, .. } = state.action {
                pending.push(other);
            }
            if id != fragment.end && state.next != NOWHERE {
                pending.push(state.next);
            }
        }
        let lookup = |id: StateId| {
            if id == NOWHERE { NOWHERE } else { copies.get(offset(id)).copied().unwrap_or(NOWHERE) }
        };
        for state in self.states.iter_mut().skip(new_first) {
            state.next = lookup(state.next);
            if let Action::Alternative(other) | Action::Repeat { body: other, .. } = &mut state.action {
                *other = lookup(*other);
            }
        }
        Ok(Fragment {
            start: lookup(fragment.start),
            end: lookup(fragment.end),
            first: StateId::try_from(new_first).unwrap_or(NOWHERE),
            is_nullable: fragment.is_nullable,
        })
    }

    fn push(&mut self, state: State) -> Result<StateId, RegexError> {
        let id = StateId::try_from(self.states.len()).map_err(|_| RegexError::TooLarge)?;
        self.states.push(state);
        if self.states.len() > STATE_LIMIT { Err(RegexError::TooLarge) } else { Ok(id) }
    }

    fn connect(&mut self, from: StateId, to: StateId) {
        if let Some(state) = usize::try_from(from).ok().and_then(|index| self.states.get_mut(index)) {
            state.next = to;
        }
    }

    /// The state of this number.
    pub(super) fn state(&self, id: StateId) -> Option<State> {
        self.states.get(usize::try_from(id).ok()?).copied()
    }
}
