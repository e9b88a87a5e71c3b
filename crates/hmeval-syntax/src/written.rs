//! What is written at a place of a text: the binding of a name, the argument of a call.
//!
//! The intermediate representation keeps one position of each expression, not its extent. Those who show source texts to
//! people look the extent up in a syntax tree, which is made of the one file that it is asked for.

use std::ops::Range;

use rnix::{SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};

use crate::tree;

/// The extent of a piece of source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The names (`a`, `b` and `c` of `a.b.c = …`).
    pub names: Vec<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
}

/// The binding that has one of its names at `offset`. `inherit` binds a name to itself.
pub fn binding_at(text: &str, offset: usize) -> Option<Written> {
    let token = token_at(text, offset)?;
    for node in token.parent_ancestors() {
        match node.kind() {
            SyntaxKind::NODE_ATTRPATH_VALUE => {
                let path = node.children().find(|child| child.kind() == SyntaxKind::NODE_ATTRPATH)?;
                if !path.text_range().contains_range(token.text_range()) {
                    return None;
                }
                let names = path.children().map(|part| range(part.text_range())).collect();
                let value = node.children().find(|child| child.kind() != SyntaxKind::NODE_ATTRPATH)?;
                return Some(Written { names, value: range(value.text_range()) });
            }
            SyntaxKind::NODE_INHERIT => {
                let name = range(token.text_range());
                return Some(Written { value: name.clone(), names: vec![name] });
            }
            _ => {}
        }
    }
    None
}

/// Where names follow the one at `offset` in its binding (`a` of `a.b = 1`): all bindings of the set around it that say
/// something below that name. None where the name is bound itself.
pub fn bindings_below(text: &str, offset: usize) -> Vec<Range<usize>> {
    let found = || {
        let token = token_at(text, offset)?;
        let bound = token.parent_ancestors().find(|node| node.kind() == SyntaxKind::NODE_ATTRPATH_VALUE)?;
        let path = names_of(&bound)?;
        let count = 1 + path.iter().position(|name| name.text_range().contains_range(token.text_range()))?;
        if count == path.len() {
            return None;
        }
        let text_of = |names: &[SyntaxNode]| {
            names.iter().take(count).map(|name| name.text().to_string()).collect::<Vec<_>>()
        };
        let wanted = text_of(&path);
        let same = |node: &SyntaxNode| names_of(node).is_some_and(|names| text_of(&names) == wanted);
        Some(bound.parent()?.children().filter(same).map(|node| range(node.text_range())).collect())
    };
    found().unwrap_or_default()
}

/// The names in front of the `=` of a binding.
fn names_of(binding: &SyntaxNode) -> Option<Vec<SyntaxNode>> {
    let path = binding.children().find(|child| child.kind() == SyntaxKind::NODE_ATTRPATH)?;
    (binding.kind() == SyntaxKind::NODE_ATTRPATH_VALUE).then(|| path.children().collect())
}

fn token_at(text: &str, offset: usize) -> Option<SyntaxToken> {
    if offset >= text.len() {
        return None;
    }
    let offset = TextSize::from(u32::try_from(offset).ok()?);
    tree::of(text).token_at_offset(offset).right_biased()
}

fn range(range: TextRange) -> Range<usize> {
    usize::from(range.start())..usize::from(range.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_are_found_by_any_of_their_names() {
        let text = r#"{ a.b."c d" = mkIf x { y = 1 + 2; }; inherit (z) q; }"#;
        let value = |at: &str| {
            let written = binding_at(text, text.find(at).unwrap()).unwrap();
            let names: Vec<_> = written.names.into_iter().map(|name| &text[name]).collect();
            (names.join(" "), &text[written.value])
        };
        assert_eq!(value("\"c d"), ("a b \"c d\"".to_owned(), "mkIf x { y = 1 + 2; }"));
        assert_eq!(value("a.b"), value("\"c d"));
        assert_eq!(value("y"), ("y".to_owned(), "1 + 2"));
        assert_eq!(value("q"), ("q".to_owned(), "q"));
        // A value is no name.
        assert_eq!(binding_at(text, text.find('1').unwrap()), None);
        assert_eq!(binding_at(text, text.len()), None);
        assert_eq!(binding_at("1", 0), None);
    }

    #[test]
    fn bindings_below_a_name_are_found() {
        let text = "{ a.b.x = 1; a.c = 2; a.b = { y = 3; }; d = 4; }";
        let below = |offset: usize| {
            bindings_below(text, offset).into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(below(4), ["a.b.x = 1;", "a.b = { y = 3; };"]);
        assert_eq!(below(2), ["a.b.x = 1;", "a.c = 2;", "a.b = { y = 3; };"]);
        assert!(below(text.find("d =").unwrap()).is_empty());
        assert!(below(text.len()).is_empty());
    }
}
