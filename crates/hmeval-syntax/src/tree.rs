//! Syntax trees, lossless and with all errors, and those of the texts that were asked about last. Whoever asks where something is written asks of a few files
//! again and again, and making a tree takes longer than all else that is done with it.

use std::cell::RefCell;
use std::collections::VecDeque;

use rnix::{Parse, Root, SyntaxNode};

use crate::depth::is_too_deep;

/// So many trees are kept on each thread.
const KEPT: usize = 8;
/// Bytes of a text whose tree is kept.
const LARGEST: usize = 1 << 20;

thread_local! {
    static LAST: RefCell<VecDeque<(Box<str>, SyntaxNode)>> = const { RefCell::new(VecDeque::new()) };
}

/// A text with its errors. One that may nest too deeply is read as so many spaces: its offsets are right, and nothing is in it.
pub(crate) fn parsed(text: &str) -> Parse<Root> {
    if is_too_deep(text) { Root::parse(&" ".repeat(text.len())) } else { Root::parse(text) }
}

/// The syntax tree of a text.
pub(crate) fn of(text: &str) -> SyntaxNode {
    if text.len() > LARGEST {
        return parsed(text).syntax();
    }
    LAST.with_borrow_mut(|last| {
        if let Some((_, tree)) = last.iter().find(|(known, _)| **known == *text) {
            return tree.clone();
        }
        let tree = parsed(text).syntax();
        last.truncate(KEPT - 1);
        last.push_front((text.into(), tree.clone()));
        tree
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_that_of_its_text() {
        for round in 0..3 {
            for number in 0..2 * KEPT {
                let text = format!("{{ a = {number}; }}");
                assert_eq!(of(&text).text().to_string(), text, "{round}");
            }
        }
        let deep = "[".repeat(100_000);
        assert_eq!(usize::from(of(&deep).text_range().len()), deep.len());
        let large = format!("\"{}\"", "x".repeat(LARGEST));
        assert_eq!(usize::from(of(&large).text_range().len()), large.len());
    }
}
