//! What a variable or an attribute under the cursor means: an attribute of something that modules get, or a constant.

use std::ops::Range;

use super::follow::Follower;
use super::{Names, SiteRoot, Step, Tree, Written, range};

/// What a name in a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Where the name stands.
    pub at: Range<usize>,
    /// The argument of the module that it is in, and the attributes on the way.
    pub path: Option<(String, Vec<String>)>,
    /// Where the constant stands that it is.
    pub constant: Option<Range<usize>>,
}

impl Tree {
    /// What the name at an offset means, if the text tells; `names` are the variables of the same text.
    pub fn meaning(&self, names: &Names, offset: usize) -> Option<Meaning> {
        let covers = |at: &&Range<usize>| at.start <= offset && offset <= at.end;
        let root = self.root();
        let follower = Follower::new(&root, names);
        if let Some(name) = names.at(offset) {
            let at = name.bound.iter().chain(&name.uses).find(covers)?.clone();
            let path = as_path(follower.named(name), usize::MAX);
            let constant = follower.constant(name).map(|node| range(node.text_range()));
            return Some(Meaning { at, path, constant });
        }
        for site in self.sites(names) {
            let written = |step: &Step| match &step.written {
                Some(Written::Name(at)) => Some(at).filter(covers).cloned(),
                _ => None,
            };
            let here = site.steps.iter().enumerate().find_map(|(index, step)| Some((index, written(step)?)));
            if let Some((index, at)) = here.filter(|_| site.root != SiteRoot::Set) {
                let path = as_path((site.root, site.steps), index.saturating_add(1));
                return Some(Meaning { at, path, constant: None });
            }
        }
        None
    }
}

/// The first names of a path, if none of them is computed.
pub(super) fn as_path((root, steps): (SiteRoot, Vec<Step>), length: usize) -> Option<(String, Vec<String>)> {
    let SiteRoot::Argument(base) = root else { return None };
    let names: Option<Vec<String>> = steps.into_iter().take(length).map(|step| step.name).collect();
    Some((base, names?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_attributes_or_constants() {
        let text = "{ pkgs, ... }: let a = pkgs.b; c = [ \"x\" ]; d = (c); in [ a.e d x.f ]";
        let tree = Tree::parse(text);
        let meaning = |at: &str, further: usize| {
            tree.meaning(&tree.names(), text.find(at).unwrap() + further).map(|meaning| {
                let path = meaning.path.map(|(base, names)| [vec![base], names].concat().join("."));
                (path, meaning.constant.map(|at| &text[at]))
            })
        };
        let path = |path: &str| Some((Some(path.to_owned()), None));
        assert_eq!(meaning("pkgs", 0), path("pkgs"));
        assert_eq!(meaning("a =", 0), path("pkgs.b"));
        assert_eq!(meaning("a.e", 2), path("pkgs.b.e"));
        assert_eq!(meaning("d x", 0), Some((None, Some("[ \"x\" ]"))));
        assert_eq!(meaning("x.f", 2), Some((None, None)));
        assert_eq!(meaning("...", 0), None);
    }
}
