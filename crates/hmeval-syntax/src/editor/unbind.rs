//! What has to go so that a text does not bind a variable any more.

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};

use super::{Tree, range};

/// What is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unbound {
    /// A statement, with its `;`.
    Statement(Range<usize>),
    /// One of the names of an `inherit`, with the space in front.
    Inherited(Range<usize>),
    /// A `let` that binds nothing else, up to its body.
    Let(Range<usize>),
}

impl Tree {
    /// What binds the variable in a `let` whose name begins at an offset.
    pub fn binding_of(&self, name: usize) -> Option<Unbound> {
        let at = u32::try_from(name).ok().filter(|_| name < self.length)?;
        let token = self.root().token_at_offset(TextSize::from(at)).right_biased()?;
        let is_statement = |kind| matches!(kind, Kind::NODE_ATTRPATH_VALUE | Kind::NODE_INHERIT);
        let statement = token.parent_ancestors().find(|node| is_statement(node.kind()))?;
        if statement.last_token().is_none_or(|last| last.kind() != Kind::TOKEN_SEMICOLON) {
            return None;
        }
        let path = statement.first_child()?;
        if statement.kind() == Kind::NODE_ATTRPATH_VALUE && !range(path.text_range()).contains(&name) {
            return None;
        }
        if statement.kind() == Kind::NODE_INHERIT {
            let names = statement.children().filter(|child| child.kind() != Kind::NODE_INHERIT_FROM);
            let mut names: Vec<SyntaxNode> = names.collect();
            if names.len() > 1 {
                names.retain(|node| range(node.text_range()).contains(&name));
                return Some(Unbound::Inherited(with_space(names.first()?)));
            }
        }
        let parent = statement.parent().filter(|parent| parent.kind() == Kind::NODE_LET_IN);
        Some(match parent.and_then(|parent| only_in(&parent)) {
            Some(head) => Unbound::Let(head),
            None => Unbound::Statement(range(statement.text_range())),
        })
    }
}

/// A name, with the space in front of it.
fn with_space(name: &SyntaxNode) -> Range<usize> {
    let at = range(name.text_range());
    let before = name.first_token().and_then(|first| first.prev_token());
    let space = before.filter(|before| before.kind() == Kind::TOKEN_WHITESPACE);
    space.map_or(at.start, |space| usize::from(space.text_range().start()))..at.end
}

/// A `let` up to its body, if it has one statement only.
fn only_in(node: &SyntaxNode) -> Option<Range<usize>> {
    let [_, body] = &node.children().collect::<Vec<_>>()[..] else { return None };
    Some(usize::from(node.text_range().start())..usize::from(body.text_range().start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_binds_nothing() {
        let without = |text: &str, name: &str| {
            let unbound = Tree::parse(text).binding_of(text.find(name).unwrap());
            let at = match unbound.unwrap_or_else(|| panic!("{text}")) {
                Unbound::Statement(at) | Unbound::Inherited(at) | Unbound::Let(at) => at,
            };
            [&text[..at.start], &text[at.end..]].concat()
        };
        assert_eq!(without("let a = 1; b = 2; in b", "a"), "let  b = 2; in b");
        assert_eq!(without("x: let\n  a = 1;\nin\n{ }", "a"), "x: { }");
        assert_eq!(without("let inherit (x) ab cd; in cd", "ab"), "let inherit (x) cd; in cd");
        assert_eq!(without("let inherit (x) ab\n  cd; in ab", "cd"), "let inherit (x) ab; in ab");
        assert_eq!(without("let inherit (x) ab; c = 1; in c", "ab"), "let  c = 1; in c");
        assert_eq!(without("let inherit (x) ab; in 1", "ab"), "1");
        assert_eq!(without("let \"a b\" = 1; in 2", "\"a"), "2");
        assert_eq!(Tree::parse("let a = 1").binding_of(4), None);
        assert_eq!(Tree::parse("let a = x: 1; in a").binding_of(8), None);
    }
}
