//! Where a name could be added so that it is visible at a place: the patterns of functions.

use rnix::{SyntaxKind as Kind, SyntaxNode};

use super::Tree;
use super::formals::{Caller, Formals};

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
    /// The innermost function with a pattern around an offset that is called by who hands out names: the module system, Nix,
    /// whoever reads the file.
    pub fn function_around(&self, offset: usize) -> Option<Formals> {
        self.formals_around(offset).into_iter().find(|function| function.caller != Caller::Unknown)
    }

    /// The place behind the last name of the pattern of that function, and whether there is one.
    pub fn pattern_around(&self, offset: usize) -> Option<(usize, bool)> {
        self.function_around(offset).map(|function| function.end)
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
    fn patterns_are_those_of_who_gets_names() {
        let tree = Tree::parse("{ a, b ? 1, ... }: x: { c = { }: 1; imports = [ ({ }: 2) ]; }");
        assert_eq!(tree.pattern_around(24), None);
        let tree = Tree::parse("{ a, b ? 1, ... }: { c = { }: 1; imports = [ ({ }: 2) ]; }");
        assert_eq!(tree.pattern_around(30), Some((10, true)));
        assert_eq!(tree.pattern_around(51), Some((47, false)));
        assert_eq!(tree.start_of_plain_module(), None);
        assert_eq!(Tree::parse("# a\n{ b = 1; }").start_of_plain_module(), Some(4));
        assert_eq!(Tree::parse("x: 1").pattern_around(3), None);
    }
}
