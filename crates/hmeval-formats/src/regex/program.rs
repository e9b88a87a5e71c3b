//! The automaton in the form the matcher runs: without joints, with loops over single bytes fused into one
//! instruction, and with the byte sets that tell early where a match cannot start or go on.

use super::nfa::{Action, Nfa, StateId};
use super::set::ByteSet;

/// The number of an instruction.
pub(super) type NodeId = u32;

/// How many repetitions can have their empty turns counted (two bits each in a `u64`).
pub(super) const MAX_COUNTERS: u32 = 32;

/// How many instructions are looked at to find the bytes that can follow.
const LOOKAHEAD_LIMIT: usize = 64;

/// An instruction. All but `Accept` name the instruction that follows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node {
    /// Consumes this byte.
    Byte(u8, NodeId),
    /// Consumes a byte of the set.
    Set(usize, NodeId),
    /// Consumes as many bytes of the set as possible, giving them back one by one; `after` is what can follow.
    Run { set: usize, after: usize, next: NodeId },
    /// Another turn of `body`, or else `next`. `counter` numbers the repetitions that may have empty turns.
    Repeat { body: NodeId, next: NodeId, counter: Option<u32> },
    /// Both `left` and `right`.
    Alternative { left: NodeId, right: NodeId },
    /// Stores the position in a slot: twice the group's number for its start, one more for its end.
    Save(usize, NodeId),
    /// Fails unless at the start of the text.
    TextStart(NodeId),
    /// Fails unless at the end of the text.
    TextEnd(NodeId),
    /// The pattern has matched.
    Accept,
}

/// What can come next at some point of a match.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lookahead {
    /// The bytes that can come next.
    pub(super) bytes: ByteSet,
    /// Whether the match may also be complete.
    pub(super) may_accept: bool,
}

/// A regular expression ready to run.
#[derive(Debug, Clone)]
pub(super) struct Program {
    pub(super) nodes: Vec<Node>,
    pub(super) sets: Vec<ByteSet>,
    pub(super) lookaheads: Vec<Lookahead>,
    pub(super) group_count: usize,
    /// How many repetitions may have empty turns.
    pub(super) counter_count: u32,
    /// Whether a longer match may follow the first one found.
    pub(super) has_alternatives: bool,
    /// How a match can start.
    start: Lookahead,
    /// The only byte a match can start with, if there is only one.
    start_byte: Option<u8>,
}

impl Program {
    /// Compiles an automaton.
    pub(super) fn new(nfa: Nfa) -> Self {
        let mut program = Self {
            nodes: Vec::new(),
            sets: nfa.sets.clone(),
            lookaheads: Vec::new(),
            group_count: nfa.group_count,
            counter_count: 0,
            has_alternatives: false,
            start: Lookahead::default(),
            start_byte: None,
        };
        Layout { nfa: &nfa, numbers: vec![None; nfa.states.len()], order: Vec::new() }.emit(&mut program);
        program.find_lookaheads();
        program.start = program.lookahead(0);
        program.start_byte = program.start.bytes.single().filter(|_| !program.start.may_accept);
        program
    }

    /// The first position at or after `from` where a match may start.
    pub(super) fn next_candidate(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        if self.start.may_accept {
            return Some(from);
        }
        let offset = match self.start_byte {
            Some(byte) => memchr::memchr(byte, rest),
            None => rest.iter().position(|&byte| self.start.bytes.contains(byte)),
        };
        Some(from + offset?)
    }

    pub(super) fn node(&self, id: NodeId) -> Node {
        usize::try_from(id).ok().and_then(|index| self.nodes.get(index)).copied().unwrap_or(Node::Accept)
    }

    /// Fills in what can follow each run.
    fn find_lookaheads(&mut self) {
        for index in 0..self.nodes.len() {
            if let Some(&Node::Run { set, next, .. }) = self.nodes.get(index) {
                let lookahead = self.lookahead(next);
                let after = self.lookaheads.len();
                self.lookaheads.push(lookahead);
                if let Some(node) = self.nodes.get_mut(index) {
                    *node = Node::Run { set, after, next };
                }
            }
        }
    }

    /// What can come next at `start`; anything, if that takes too long to find out.
    fn lookahead(&self, start: NodeId) -> Lookahead {
        let anything = Lookahead { bytes: ByteSet::of(|_| true), may_accept: true };
        let mut found = Lookahead::default();
        let mut seen = vec![start];
        let mut index = 0;
        while let Some(&id) = seen.get(index) {
            index += 1;
            let (one, other) = match self.node(id) {
                Node::Byte(byte, _) => {
                    found.bytes.insert(byte);
                    continue;
                }
                Node::Set(set, _) => {
                    self.sets.get(set).into_iter().for_each(|set| found.bytes.extend(set));
                    continue;
                }
                Node::Accept => {
                    found.may_accept = true;
                    continue;
                }
                Node::Run { set, next, .. } => {
                    self.sets.get(set).into_iter().for_each(|set| found.bytes.extend(set));
                    (next, next)
                }
                Node::Repeat { body, next, .. } => (body, next),
                Node::Alternative { left, right } => (left, right),
                Node::Save(_, next) | Node::TextStart(next) | Node::TextEnd(next) => (next, next),
            };
            for id in [one, other] {
                if !seen.contains(&id) {
                    seen.push(id);
                }
            }
            if seen.len() > LOOKAHEAD_LIMIT {
                return anything;
            }
        }
        found
    }
}

/// Numbers the states that can be reached and turns them into instructions.
struct Layout<'n> {
    nfa: &'n Nfa,
    /// The number of the instruction each state becomes.
    numbers: Vec<Option<NodeId>>,
    /// The states in the order of their instructions.
    order: Vec<StateId>,
}

impl Layout<'_> {
    fn emit(mut self, program: &mut Program) {
        self.number(0);
        let mut index = 0;
        while let Some(&id) = self.order.get(index) {
            index += 1;
            let node = self.translate(id, program);
            program.nodes.push(node);
        }
    }

    /// The instruction that executes the state `id`, following joints and the group of the whole match.
    fn number(&mut self, mut id: StateId) -> NodeId {
        while let Some(state) = self.nfa.state(id) {
            match state.action {
                Action::Joint | Action::GroupStart(0) | Action::GroupEnd(0) => id = state.next,
                _ => break,
            }
        }
        let next = NodeId::try_from(self.order.len()).unwrap_or(NodeId::MAX);
        let slot = usize::try_from(id).ok().and_then(|index| self.numbers.get_mut(index));
        match slot {
            Some(Some(number)) => *number,
            Some(slot) => {
                *slot = Some(next);
                self.order.push(id);
                next
            }
            None => NodeId::MAX,
        }
    }

    fn translate(&mut self, id: StateId, program: &mut Program) -> Node {
        let Some(state) = self.nfa.state(id) else { return Node::Accept };
        match state.action {
            Action::Byte(byte) => Node::Byte(byte, self.number(state.next)),
            Action::Set(set) => Node::Set(set, self.number(state.next)),
            Action::GroupStart(group) => Node::Save(2 * group, self.number(state.next)),
            Action::GroupEnd(group) => Node::Save(2 * group + 1, self.number(state.next)),
            Action::TextStart => Node::TextStart(self.number(state.next)),
            Action::TextEnd => Node::TextEnd(self.number(state.next)),
            Action::Alternative(left) => {
                program.has_alternatives = true;
                Node::Alternative { left: self.number(left), right: self.number(state.next) }
            }
            Action::Repeat { body, is_tracked: false } => match self.run(id, body, program) {
                Some(set) => Node::Run { set, after: 0, next: self.number(state.next) },
                None => {
                    Node::Repeat { body: self.number(body), next: self.number(state.next), counter: None }
                }
            },
            Action::Repeat { body, is_tracked: true } => {
                let counter = Some(program.counter_count);
                program.counter_count += 1;
                Node::Repeat { body: self.number(body), next: self.number(state.next), counter }
            }
            Action::Joint | Action::Accept => Node::Accept,
        }
    }

    /// The set of bytes of a repetition whose body is a single byte.
    fn run(&self, id: StateId, body: StateId, program: &mut Program) -> Option<usize> {
        let body = self.nfa.state(body).filter(|body| body.next == id)?;
        match body.action {
            Action::Set(set) => Some(set),
            Action::Byte(byte) => {
                program.sets.push(ByteSet::of(|other| other == byte));
                Some(program.sets.len() - 1)
            }
            _ => None,
        }
    }
}
