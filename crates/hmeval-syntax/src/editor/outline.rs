//! The outline of a text: bindings in each other, what can be folded, what can be selected, which files it names.

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};

use super::{Tree, range};

/// What a binding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A set with more bindings.
    Set,
    /// A function.
    Function,
    /// A list.
    List,
    /// A string.
    Text,
    /// Anything else.
    Value,
}

/// A binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its path as it is written.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub range: Range<usize>,
    /// Its path.
    pub names: Range<usize>,
    /// What is bound in its value.
    pub children: Vec<Symbol>,
}

/// A path literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLink {
    /// The text.
    pub text: String,
    /// Where.
    pub range: Range<usize>,
}

impl Tree {
    /// The bindings of the text.
    pub fn symbols(&self) -> Vec<Symbol> {
        let mut found = Vec::new();
        collect(&self.root(), &mut found);
        found
    }

    /// The pieces of the text that can be folded: sets, lists, strings and comments. The caller leaves out those of one line.
    pub fn folds(&self) -> Vec<(Range<usize>, bool)> {
        let mut found = Vec::new();
        for element in self.root().descendants_with_tokens() {
            let is_comment = element.kind() == Kind::TOKEN_COMMENT;
            let folds = matches!(
                element.kind(),
                Kind::NODE_ATTR_SET
                    | Kind::NODE_LIST
                    | Kind::NODE_STRING
                    | Kind::NODE_LET_IN
                    | Kind::NODE_PATTERN
            );
            if folds || is_comment {
                found.push((range(element.text_range()), is_comment));
            }
        }
        found
    }

    /// The expressions around an offset, innermost first, each larger than the one before.
    pub fn around(&self, offset: usize) -> Vec<Range<usize>> {
        let Some(at) = u32::try_from(offset).ok().filter(|_| offset <= self.length) else {
            return Vec::new();
        };
        let Some(token) = self.root().token_at_offset(TextSize::from(at)).right_biased() else {
            return Vec::new();
        };
        let mut found = vec![range(token.text_range())];
        for node in token.parent_ancestors() {
            let next = range(node.text_range());
            if found.last() != Some(&next) {
                found.push(next);
            }
        }
        found
    }

    /// The paths that the text names literally.
    pub fn links(&self) -> Vec<FileLink> {
        let nodes = self.root().descendants();
        let paths = nodes.filter(|node| {
            matches!(node.kind(), Kind::NODE_PATH_REL | Kind::NODE_PATH_ABS)
                && node.children().next().is_none()
        });
        paths
            .map(|node| FileLink { text: node.text().to_string(), range: range(node.text_range()) })
            .collect()
    }
}

fn collect(node: &SyntaxNode, found: &mut Vec<Symbol>) {
    for child in node.children() {
        if child.kind() != Kind::NODE_ATTRPATH_VALUE {
            collect(&child, found);
            continue;
        }
        let Some(path) = child.first_child() else { continue };
        let value = child.children().nth(1);
        let kind = match value.as_ref().map(SyntaxNode::kind) {
            Some(Kind::NODE_ATTR_SET) => SymbolKind::Set,
            Some(Kind::NODE_LAMBDA) => SymbolKind::Function,
            Some(Kind::NODE_LIST) => SymbolKind::List,
            Some(Kind::NODE_STRING) => SymbolKind::Text,
            _ => SymbolKind::Value,
        };
        let mut children = Vec::new();
        value.iter().for_each(|value| collect(value, &mut children));
        let (range, names) = (range(child.text_range()), range(path.text_range()));
        found.push(Symbol { name: path.text().to_string(), kind, range, names, children });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_are_nested() {
        let tree = Tree::parse("{ lib, ... }: { a.b = { c = [ ./x.nix ]; }; d = x: 1; }");
        let symbols = tree.symbols();
        assert_eq!(symbols.iter().map(|symbol| &symbol.name[..]).collect::<Vec<_>>(), ["a.b", "d"]);
        assert_eq!(symbols[0].children[0].kind, SymbolKind::List);
        assert_eq!(symbols[1].kind, SymbolKind::Function);
        assert_eq!(tree.links()[0].text, "./x.nix");
        let around = tree.around(31);
        assert!(around.windows(2).all(|pair| pair[0].len() < pair[1].len()));
    }
}
