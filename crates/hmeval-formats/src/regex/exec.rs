//! The matcher: depth-first search through the program with an explicit stack.
//!
//! It explores in exactly the order of libstdc++'s executor (see [`super`]). While a match is cheap that is all
//! it does. When the work exceeds a budget linear in the text, it starts over and remembers what every branch
//! led to at every position: a branch that has been explored can only lead to the same ends again, and those
//! cannot beat the match they already gave, so each needs exploring once.

use rustc_hash::FxHashMap;

use super::program::{MAX_COUNTERS, Node, NodeId, Program};
use super::{Captures, Flags};

/// A slot of a group that has not been passed.
const UNSET: usize = usize::MAX;

/// Steps that are always allowed before the matcher starts to remember.
const BASE_BUDGET: usize = 4096;
/// Steps allowed for every byte of the text.
const BUDGET_PER_BYTE: usize = 32;
/// How much may be remembered before the counts of empty turns are given up.
const MEMORY_LIMIT: usize = 1 << 20;

/// What counts as a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Only what ends at the end of the text.
    Whole,
    /// The longest prefix.
    Prefix,
}

/// Something to come back to.
#[derive(Debug, Clone, Copy)]
enum Frame {
    /// Go on here unless the first branch has led to a match.
    Fallback { node: NodeId, position: usize, turns: u64 },
    /// Explore the second branch of an alternative too.
    Second { node: NodeId, position: usize, turns: u64 },
    /// The second branch is done; this is whether the first one led to a match.
    Merge(bool),
    /// Give back one byte of a run that started at `start` and reached `end`.
    GiveBack { node: NodeId, start: usize, end: usize },
    /// Undo a change to a slot.
    Restore { slot: usize, value: usize },
    /// Remember what came of a branch.
    Remember(Key),
}

/// A branch at a position, with the counts of empty turns there.
type Key = (NodeId, usize, u64);

/// How the matcher keeps its work bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// Plain backtracking with so many steps left.
    Budget(usize),
    /// Remembering the outcome of every branch.
    Remembering,
    /// The same without counting empty turns: a branch that is being explored already is a dead end.
    Coarse,
}

/// The work exceeds what the current effort allows.
struct Exhausted;

/// Matches one program against one text, at one position after the other.
pub(super) struct Matcher<'p, 't> {
    program: &'p Program,
    text: &'t [u8],
    effort: Effort,
    /// Whether each explored branch led to a match.
    memory: FxHashMap<Key, bool>,
    frames: Vec<Frame>,
    slots: Vec<usize>,
    best: Option<(usize, Vec<usize>)>,
    /// Whether the branch being explored has led to a match.
    has_match: bool,
}

impl<'p, 't> Matcher<'p, 't> {
    pub(super) fn new(program: &'p Program, text: &'t [u8]) -> Self {
        let budget = BASE_BUDGET.saturating_add(text.len().saturating_mul(BUDGET_PER_BYTE));
        Self::with_effort(program, text, Effort::Budget(budget))
    }

    /// A matcher that starts with the given effort.
    pub(super) fn with_effort(program: &'p Program, text: &'t [u8], effort: Effort) -> Self {
        Self {
            program,
            text,
            effort,
            memory: FxHashMap::default(),
            frames: Vec::new(),
            slots: vec![UNSET; 2 * (program.group_count + 1)],
            best: None,
            has_match: false,
        }
    }

    /// Matches at `start`. What is remembered of failures serves later positions too, because a failed branch
    /// fails whatever the start; after a match the matcher must not be used again.
    pub(super) fn run(&mut self, start: usize, goal: Goal, flags: Flags) -> Option<Captures> {
        while self.explore(start, goal, flags).is_err() {
            let is_countable = self.program.counter_count <= MAX_COUNTERS;
            self.effort = match self.effort {
                Effort::Budget(_) if is_countable => Effort::Remembering,
                _ => Effort::Coarse,
            };
            self.memory.clear();
            self.frames.clear();
            self.slots.fill(UNSET);
        }
        let (end, slots) = self.best.take()?;
        let groups = slots.chunks_exact(2).skip(1).map(|pair| match *pair {
            [start, end] if end != UNSET => Some((start, end)),
            _ => None,
        });
        Some(Captures { whole: (start, end), groups: groups.collect() })
    }

    /// Explores the program from its start.
    fn explore(&mut self, start: usize, goal: Goal, flags: Flags) -> Result<(), Exhausted> {
        self.best = None;
        self.has_match = false;
        let mut next = Some((0, start, 0));
        loop {
            if let Some((node, position, turns)) = next {
                self.follow(node, position, turns, start, goal, flags)?;
                if self.is_settled(goal) {
                    self.frames.clear();
                    return Ok(());
                }
            }
            let Some(frame) = self.frames.pop() else { return Ok(()) };
            next = self.resume(frame, goal);
        }
    }

    /// Whether no match can be better than the one found.
    fn is_settled(&self, goal: Goal) -> bool {
        self.best.as_ref().is_some_and(|(end, _)| {
            goal == Goal::Whole || *end == self.text.len() || !self.program.has_alternatives
        })
    }

    /// Runs instructions until one fails or the pattern has matched. `turns` counts the turns that tracked
    /// repetitions have started at `position`.
    fn follow(
        &mut self,
        mut id: NodeId,
        mut position: usize,
        mut turns: u64,
        start: usize,
        goal: Goal,
        flags: Flags,
    ) -> Result<(), Exhausted> {
        loop {
            id = match self.program.node(id) {
                Node::Byte(byte, next) => {
                    if self.text.get(position) != Some(&byte) {
                        return Ok(());
                    }
                    position += 1;
                    turns = 0;
                    next
                }
                Node::Set(set, next) => {
                    if !self.is_member(set, position) {
                        return Ok(());
                    }
                    position += 1;
                    turns = 0;
                    next
                }
                Node::Run { set, after, next } => {
                    if self.is_known(id, position, turns)? {
                        return Ok(());
                    }
                    if let Effort::Budget(_) = self.effort {
                        let end = self.run_end(set, position);
                        match self.give_back(id, after, position, end, goal) {
                            Some(end) => {
                                turns = if end == position { turns } else { 0 };
                                position = end;
                            }
                            None => return Ok(()),
                        }
                        next
                    } else {
                        self.frames.push(Frame::Fallback { node: next, position, turns });
                        if !self.is_member(set, position) {
                            return Ok(());
                        }
                        position += 1;
                        turns = 0;
                        id
                    }
                }
                Node::Repeat { body, next, counter } => {
                    if self.is_known(id, position, turns)? {
                        return Ok(());
                    }
                    self.frames.push(Frame::Fallback { node: next, position, turns });
                    if let Some(counter) = counter.filter(|_| self.effort != Effort::Coarse) {
                        let unit = 1 << (2 * (counter % MAX_COUNTERS));
                        if turns / unit % 4 == 2 {
                            return Ok(());
                        }
                        turns += unit;
                    }
                    body
                }
                Node::Alternative { left, right } => {
                    if self.is_known(id, position, turns)? {
                        return Ok(());
                    }
                    self.frames.push(Frame::Second { node: right, position, turns });
                    left
                }
                Node::Save(slot, next) => {
                    if let Some(value) = self.slots.get_mut(slot) {
                        self.frames.push(Frame::Restore { slot, value: *value });
                        *value = position;
                    }
                    next
                }
                Node::TextStart(next) => {
                    if position != start || flags.previous_available {
                        return Ok(());
                    }
                    next
                }
                Node::TextEnd(next) => {
                    if position != self.text.len() {
                        return Ok(());
                    }
                    next
                }
                Node::Accept => {
                    self.accept(position, start, goal, flags);
                    return Ok(());
                }
            };
        }
    }

    /// Undoes or continues what a frame stands for; says where to go on.
    fn resume(&mut self, frame: Frame, goal: Goal) -> Option<(NodeId, usize, u64)> {
        match frame {
            Frame::Fallback { node, position, turns } if !self.has_match => Some((node, position, turns)),
            Frame::Second { node, position, turns } => {
                self.frames.push(Frame::Merge(self.has_match));
                self.has_match = false;
                Some((node, position, turns))
            }
            Frame::GiveBack { node, start, end } if !self.has_match => {
                let Node::Run { after, next, .. } = self.program.node(node) else { return None };
                let end = self.give_back(node, after, start, end, goal)?;
                Some((next, end, 0))
            }
            Frame::Merge(has_match) => {
                self.has_match |= has_match;
                None
            }
            Frame::Restore { slot, value } => {
                if let Some(saved) = self.slots.get_mut(slot) {
                    *saved = value;
                }
                None
            }
            Frame::Remember(key) => {
                if self.has_match {
                    self.memory.insert(key, true);
                }
                None
            }
            Frame::Fallback { .. } | Frame::GiveBack { .. } => None,
        }
    }

    /// Accounts for a branch. If it is explored already, its outcome is taken over and the answer is yes.
    fn is_known(&mut self, node: NodeId, position: usize, turns: u64) -> Result<bool, Exhausted> {
        if let Effort::Budget(budget) = &mut self.effort {
            let is_countable = self.program.counter_count <= MAX_COUNTERS;
            *budget = budget.checked_sub(1).filter(|_| is_countable).ok_or(Exhausted)?;
            return Ok(false);
        }
        let key = (node, position, if self.effort == Effort::Coarse { 0 } else { turns });
        if let Some(&outcome) = self.memory.get(&key) {
            self.has_match |= outcome;
            return Ok(true);
        }
        if self.effort == Effort::Remembering
            && self.program.counter_count > 0
            && self.memory.len() > MEMORY_LIMIT
        {
            return Err(Exhausted);
        }
        self.memory.insert(key, false);
        self.frames.push(Frame::Remember(key));
        Ok(false)
    }

    /// The end of the longest run of bytes of the set at `position`.
    fn run_end(&self, set: usize, position: usize) -> usize {
        let rest = self.text.get(position..).unwrap_or_default();
        let length =
            self.program.sets.get(set).map(|set| rest.iter().take_while(|&&byte| set.contains(byte)).count());
        position + length.unwrap_or(0)
    }

    /// The longest run from `start` to at most `end` after which the match can go on; leaves a frame to come
    /// back for the next shorter one.
    fn give_back(
        &mut self,
        node: NodeId,
        after: usize,
        start: usize,
        end: usize,
        goal: Goal,
    ) -> Option<usize> {
        let lookahead = self.program.lookaheads.get(after)?;
        let may_stop = |position: usize| match self.text.get(position) {
            None => lookahead.may_accept,
            Some(&byte) => lookahead.bytes.contains(byte) || lookahead.may_accept && goal == Goal::Prefix,
        };
        let found = (start..=end).rev().find(|&position| may_stop(position))?;
        if found > start {
            self.frames.push(Frame::GiveBack { node, start, end: found - 1 });
        }
        Some(found)
    }

    fn is_member(&self, set: usize, position: usize) -> bool {
        let byte = self.text.get(position);
        byte.is_some_and(|&byte| self.program.sets.get(set).is_some_and(|set| set.contains(byte)))
    }

    /// Notes a match if it counts and is longer than the best one so far.
    fn accept(&mut self, position: usize, start: usize, goal: Goal, flags: Flags) {
        let counts =
            (goal == Goal::Prefix || position == self.text.len()) && !(flags.not_null && position == start);
        if !counts {
            return;
        }
        self.has_match = true;
        match &mut self.best {
            Some((end, slots)) if *end < position => {
                *end = position;
                slots.clone_from(&self.slots);
            }
            Some(_) => {}
            None => self.best = Some((position, self.slots.clone())),
        }
    }
}
