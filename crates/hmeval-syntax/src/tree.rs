//! The syntax trees of the texts that were asked about last. Whoever asks where something is written asks of a few files
//! again and again, and making a tree takes longer than all else that is done with it.

use std::cell::RefCell;
use std::collections::VecDeque;

use rnix::SyntaxNode;

/// So many trees are kept on each thread.
const KEPT: usize = 8;
/// Bytes of a text whose tree is kept.
const LARGEST: usize = 1 << 20;

thread_local! {
    static LAST: RefCell<VecDeque<(Box<str>, SyntaxNode)>> = const { RefCell::new(VecDeque::new()) };
}

/// The syntax tree of a text.
pub(crate) fn of(text: &str) -> SyntaxNode {
    if text.len() > LARGEST {
        return rnix::Root::parse(text).syntax();
    }
    LAST.with_borrow_mut(|last| {
        if let Some((_, tree)) = last.iter().find(|(known, _)| **known == *text) {
            return tree.clone();
        }
        let tree = rnix::Root::parse(text).syntax();
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
        let large = format!("\"{}\"", "x".repeat(LARGEST));
        assert_eq!(usize::from(of(&large).text_range().len()), large.len());
    }
}
