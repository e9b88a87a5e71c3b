//! What each word of a text is, for colours that a grammar of regular expressions cannot give.

use std::ops::Range;

use rnix::SyntaxKind as Kind;

use super::{NameKind, Names, Tree, range};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenClass {
    /// A function's argument.
    Parameter,
    /// A variable of a `let` or a recursive set.
    Variable,
    /// A name of the language.
    Builtin,
    /// The name of an attribute.
    Property,
    /// A path.
    Path,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSpan {
    /// Where.
    pub range: Range<usize>,
    /// What it is.
    pub class: TokenClass,
}

impl Tree {
    /// The words of the text, in order, without overlaps.
    pub fn words(&self, names: &Names) -> Vec<TokenSpan> {
        let mut found = Vec::new();
        for name in &names.bound {
            let class = match name.kind {
                NameKind::Formal(_) | NameKind::Argument => TokenClass::Parameter,
                NameKind::Let | NameKind::Recursive => TokenClass::Variable,
            };
            found
                .extend(name.bound.iter().chain(&name.uses).map(|at| TokenSpan { range: at.clone(), class }));
        }
        let builtins = names.free.iter().filter(|free| !free.under_with);
        found
            .extend(builtins.map(|free| TokenSpan { range: free.range.clone(), class: TokenClass::Builtin }));
        for node in self.root().descendants() {
            let class = match node.kind() {
                Kind::NODE_IDENT
                    if node.parent().is_some_and(|parent| parent.kind() == Kind::NODE_ATTRPATH) =>
                {
                    TokenClass::Property
                }
                Kind::NODE_PATH_REL | Kind::NODE_PATH_ABS | Kind::NODE_PATH_HOME | Kind::NODE_PATH_SEARCH
                    if node.children().next().is_none() =>
                {
                    TokenClass::Path
                }
                _ => continue,
            };
            found.push(TokenSpan { range: range(node.text_range()), class });
        }
        // A variable that is also an attribute (`inherit x;`, `rec { x = …; }`) is coloured as a variable.
        found.sort_by_key(|span| span.range.start);
        found.dedup_by_key(|span| span.range.start);
        found
    }
}
