//! What an editor wants to know of a text without evaluating it: all errors, names and their uses, what is under the
//! cursor, the outline.
//!
//! The tree behind it is lossless and recovers from errors (the evaluator's own parser stops at the first). It is made
//! anew when a text changes; everything that leaves this module is plain data in byte offsets. Used by `hmeval-ide`.

mod before;
mod cursor;
mod errors;
mod follow;
mod formals;
mod meaning;
mod names;
mod opened;
mod outline;
mod paths;
mod recover;
mod repair;
mod scope;
mod sites;
mod tokens;
mod unbind;

use std::ops::Range;
use std::sync::OnceLock;

use rnix::{SyntaxNode, TextRange};

pub use cursor::{Context, Place, context};
pub use errors::{TextError, missing_semicolon};
pub use formals::{Caller, Formals, MODULE_LISTS};
pub use meaning::Meaning;
pub use names::{Name, NameKind, Names, Undefined};
pub use outline::{FileLink, Symbol, SymbolKind};
pub use paths::{Binding, Reference};
pub use repair::Repair;
pub use sites::{End, Inherited, Site, SiteRoot, Step, Written};
pub use tokens::{TokenClass, TokenSpan};
pub use unbind::Unbound;

/// A text as the editor sees it.
pub struct Tree {
    parsed: rnix::Parse<rnix::Root>,
    length: usize,
    errors: OnceLock<Vec<TextError>>,
}

impl Tree {
    /// Reads a text. Never fails; there is nothing in one that nests more deeply than anybody writes.
    pub fn parse(text: &str) -> Self {
        Tree { parsed: crate::tree::parsed(text), length: text.len(), errors: OnceLock::new() }
    }

    fn root(&self) -> SyntaxNode {
        self.parsed.syntax()
    }
}

fn range(range: TextRange) -> Range<usize> {
    usize::from(range.start())..usize::from(range.end())
}

/// The name that a node of an attribute path is, if it is constant: an identifier, or a string without interpolation.
fn constant_name(node: &SyntaxNode) -> Option<String> {
    use rnix::SyntaxKind::{NODE_IDENT, NODE_STRING, TOKEN_STRING_CONTENT};
    match node.kind() {
        NODE_IDENT => Some(node.text().to_string()),
        NODE_STRING if node.children().next().is_none() => {
            let tokens = node.children_with_tokens().filter_map(|element| element.into_token());
            let content = tokens.filter(|token| token.kind() == TOKEN_STRING_CONTENT);
            Some(content.map(|token| token.text().to_owned()).collect())
        }
        _ => None,
    }
}
