//! What `with` opens around a place, and what variables are followed to, as attributes of the arguments of a module.

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};

use super::follow::Follower;
use super::meaning::as_path;
use super::{Names, Tree, range};

impl Tree {
    /// What the `with`s around an offset open, innermost first: variables that the text gets from outside, and names of
    /// attributes. `names` are the variables of the same text.
    pub fn opened_at(&self, names: &Names, offset: usize) -> Vec<(String, Vec<String>)> {
        let root = self.root();
        let follower = Follower::new(&root, names);
        let at = u32::try_from(offset).ok().filter(|_| offset <= self.length).map(TextSize::from);
        let token = at.and_then(|at| root.token_at_offset(at).right_biased());
        let around = token.into_iter().flat_map(|token| token.parent_ancestors());
        let withs = around.filter(|node| node.kind() == Kind::NODE_WITH);
        let is_inside = |body: &SyntaxNode| range(body.text_range()).start <= offset;
        let opened = withs.filter_map(|with| {
            let mut children = with.children();
            let namespace = children.next()?;
            children.next().filter(is_inside)?;
            as_path(follower.denoted(&namespace), usize::MAX).or_else(|| global(&namespace, names))
        });
        opened.collect()
    }

    /// What the variable is that is used at an offset, if it is bound to something in an argument.
    pub(super) fn followed(&self, offset: usize) -> Option<(String, Vec<String>)> {
        let (root, names) = (self.root(), self.names());
        as_path(Follower::new(&root, &names).variable(offset), usize::MAX)
    }
}

/// A name of the language.
fn global(node: &SyntaxNode, names: &Names) -> Option<(String, Vec<String>)> {
    let at = range(node.text_range());
    let free = names.free.iter().find(|free| node.kind() == Kind::NODE_IDENT && free.range == at)?;
    Some((free.text.clone(), Vec::new()))
}
