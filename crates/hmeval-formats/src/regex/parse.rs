//! From a pattern to an automaton: the grammar of `std::regex::extended`.
//!
//! Where POSIX leaves a choice, libstdc++ chose as follows: a backslash may only precede a special character;
//! `*`, `+`, `?` and `{` are errors at the start of an expression and after an anchor; `{` always starts an
//! interval; empty expressions are allowed (`()`, `a|`); `)` must be balanced; there are no back-references.

use super::RegexError;
use super::bracket;
use super::nfa::{Action, Fragment, Nfa};
use super::set::ByteSet;

/// Parses `pattern` into an automaton whose first state is its start.
pub(super) fn parse(pattern: &[u8]) -> Result<Nfa, RegexError> {
    let mut parser = Parser { pattern, position: 0, nfa: Nfa::default(), levels: Vec::new() };
    parser.open_group()?;
    parser.expression()?;
    Ok(parser.nfa)
}

/// An open parenthesis and what was parsed since.
struct Level {
    group: usize,
    start: Fragment,
    /// The alternatives that are complete.
    alternatives: Option<Fragment>,
    /// The terms of the current alternative.
    sequence: Option<Fragment>,
}

struct Parser<'p> {
    pattern: &'p [u8],
    position: usize,
    nfa: Nfa,
    /// The open groups, innermost last; the first is the whole expression. A stack of its own, because
    /// patterns may nest deeper than the call stack.
    levels: Vec<Level>,
}

impl Parser<'_> {
    fn expression(&mut self) -> Result<(), RegexError> {
        while let Some(&byte) = self.pattern.get(self.position) {
            self.position += 1;
            match byte {
                b'(' => self.open_group()?,
                b')' if self.levels.len() > 1 => {
                    let group = self.close_group()?;
                    self.quantified(group)?;
                }
                b'|' => self.end_alternative()?,
                b'^' => {
                    let anchor = self.nfa.add(Action::TextStart)?;
                    self.append(anchor)?;
                }
                b'$' => {
                    let anchor = self.nfa.add(Action::TextEnd)?;
                    self.append(anchor)?;
                }
                _ => {
                    let atom = self.atom(byte)?;
                    self.quantified(atom)?;
                }
            }
        }
        if self.levels.len() != 1 {
            return Err(RegexError::Invalid);
        }
        self.close_group()?;
        // The program starts at the first state; nothing refers to the accepting one but the last connection.
        let accept = self.nfa.add(Action::Accept)?;
        let end = self.nfa.states.len() - 2;
        if let Some(state) = self.nfa.states.get_mut(end) {
            state.next = accept.start;
        }
        Ok(())
    }

    /// An atom that is not a group and starts with `byte`.
    fn atom(&mut self, byte: u8) -> Result<Fragment, RegexError> {
        match byte {
            b'.' => self.nfa.add_set(ByteSet::of(|byte| byte != 0)),
            b'[' => {
                let (set, end) = bracket::parse(self.pattern, self.position)?;
                self.position = end;
                self.nfa.add_set(set)
            }
            b'\\' => {
                let escaped = self.pattern.get(self.position).copied().ok_or(RegexError::Invalid)?;
                self.position += 1;
                if !b".[\\()*+?{|^$".contains(&escaped) {
                    return Err(RegexError::Invalid);
                }
                self.nfa.add(Action::Byte(escaped))
            }
            b'*' | b'+' | b'?' | b'{' | b')' | 0 => Err(RegexError::Invalid),
            _ => self.nfa.add(Action::Byte(byte)),
        }
    }

    /// Applies the quantifiers that follow `atom` and appends the result to the current alternative.
    fn quantified(&mut self, mut atom: Fragment) -> Result<(), RegexError> {
        while let Some(&byte) = self.pattern.get(self.position) {
            if !matches!(byte, b'*' | b'+' | b'?' | b'{') {
                break;
            }
            self.position += 1;
            atom = match byte {
                b'*' => self.nfa.star(atom)?,
                b'+' => self.nfa.plus(atom)?,
                b'?' => self.nfa.optional(atom)?,
                _ => {
                    let (minimum, maximum) = self.bounds()?;
                    self.nfa.interval(atom, minimum, maximum)?
                }
            };
        }
        self.append(atom)
    }

    /// The rest of `{n}`, `{n,}` (no maximum) or `{n,m}`, behind the brace.
    fn bounds(&mut self) -> Result<(i32, Option<i32>), RegexError> {
        let minimum = self.number()?;
        let has_comma = self.accept(b',');
        if self.accept(b'}') {
            return Ok((minimum, if has_comma { None } else { Some(minimum) }));
        }
        if !has_comma {
            return Err(RegexError::Invalid);
        }
        let maximum = self.number()?;
        if self.accept(b'}') { Ok((minimum, Some(maximum))) } else { Err(RegexError::Invalid) }
    }

    fn number(&mut self) -> Result<i32, RegexError> {
        let rest = self.pattern.get(self.position..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.position += length;
        let digits = rest.get(..length).and_then(|digits| str::from_utf8(digits).ok());
        digits.and_then(|digits| digits.parse().ok()).ok_or(RegexError::Invalid)
    }

    fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.pattern.get(self.position) == Some(&byte);
        self.position += usize::from(is_next);
        is_next
    }

    fn open_group(&mut self) -> Result<(), RegexError> {
        let group = self.levels.last().map_or(0, |_| self.nfa.group_count + 1);
        self.nfa.group_count = group;
        let start = self.nfa.add(Action::GroupStart(group))?;
        self.levels.push(Level { group, start, alternatives: None, sequence: None });
        Ok(())
    }

    /// Completes the innermost group.
    fn close_group(&mut self) -> Result<Fragment, RegexError> {
        self.end_alternative()?;
        let Some(Level { group, start, alternatives: Some(body), .. }) = self.levels.pop() else {
            return Err(RegexError::Invalid);
        };
        let end = self.nfa.add(Action::GroupEnd(group))?;
        let start = self.nfa.concatenate(start, body);
        Ok(self.nfa.concatenate(start, end))
    }

    /// Joins the current alternative to those before it.
    fn end_alternative(&mut self) -> Result<(), RegexError> {
        let joint = self.nfa.add(Action::Joint)?;
        let Some(level) = self.levels.last_mut() else { return Err(RegexError::Invalid) };
        let sequence = match level.sequence.take() {
            Some(sequence) => self.nfa.concatenate(sequence, joint),
            None => joint,
        };
        level.alternatives = Some(match level.alternatives {
            Some(left) => self.nfa.alternate(left, sequence)?,
            None => sequence,
        });
        Ok(())
    }

    fn append(&mut self, term: Fragment) -> Result<(), RegexError> {
        let Some(level) = self.levels.last_mut() else { return Err(RegexError::Invalid) };
        level.sequence = Some(match level.sequence {
            Some(sequence) => self.nfa.concatenate(sequence, term),
            None => term,
        });
        Ok(())
    }
}
