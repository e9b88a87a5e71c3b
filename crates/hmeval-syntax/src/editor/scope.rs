//! Where a name could be added so that it is visible at a place: the patterns of functions.

use rnix::{SyntaxKind as Kind, SyntaxNode, TextSize};

use super::Tree;

/// The place behind the last name of a pattern, and whether there is one.
pub(super) fn end_of_names(pattern: &SyntaxNode) -> Option<(usize, bool)> {
    let tokens = pattern.children_with_tokens().filter_map(|element| element.into_token());
    let brace = tokens.into_iter().find(|token| token.kind() == Kind::TOKEN_L_BRACE);
    let entries = pattern.children().filter(|part| part.kind() == Kind::NODE_PAT_ENTRY);
    match entries.last() {
        Some(entry) => Some((usize::from(entry.text_range().end()), true)),
        None => brace.map(|brace| (usize::from(brace.text_range().end()), false)),
    }
}

impl Tree {
    /// The pattern of the innermost function with one around an offset: the place behind its last name, and whether there
    /// is one.
    pub fn pattern_around(&self, offset: usize) -> Option<(usize, bool)> {
        let at = u32::try_from(offset).ok().filter(|_| offset <= self.length)?;
        let token = self.root().token_at_offset(TextSize::from(at)).right_biased()?;
        let functions = token.parent_ancestors().filter(|node| node.kind() == Kind::NODE_LAMBDA);
        let mut patterns = functions.filter_map(|node| {
            let parameter = node.first_child()?;
            (parameter.kind() == Kind::NODE_PATTERN).then_some(parameter)
        });
        end_of_names(&patterns.next()?)
    }

    /// Where the expression begins that the text is, if it is no function: in front of that a pattern can be put.
    pub fn start_of_plain_module(&self) -> Option<usize> {
        let expression = self.root().first_child()?;
        (expression.kind() != Kind::NODE_LAMBDA).then(|| usize::from(expression.text_range().start()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_the_innermost_function() {
        let tree = Tree::parse("{ a, b ? 1, ... }: x: { c = { }: 1; }");
        assert_eq!(tree.pattern_around(24), Some((10, true)));
        assert_eq!(tree.pattern_around(33), Some((29, false)));
        assert_eq!(tree.start_of_plain_module(), None);
        assert_eq!(Tree::parse("# a\n{ b = 1; }").start_of_plain_module(), Some(4));
        assert_eq!(Tree::parse("x: 1").pattern_around(3), None);
    }
}
