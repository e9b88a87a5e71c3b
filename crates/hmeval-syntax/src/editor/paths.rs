//! Attribute paths of a text: bindings as paths of options, and uses of attributes (`config.programs.git.enable`).

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};

use super::{Tree, constant_name, range};

/// A binding in the set that a module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The names from the outermost set to this one: an option path, if the text is a module. `*` stands for the elements of
    /// a list.
    pub path: Vec<String>,
    /// How many names of the path stand in front of this binding (in sets around it).
    pub outer: usize,
    /// Where its own names stand.
    pub names: Vec<Range<usize>>,
    /// Where its value stands.
    pub value: Range<usize>,
}

/// A use of an attribute: `config.a.b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The variable in front.
    pub base: String,
    /// The names behind it.
    pub names: Vec<String>,
    /// Where each name stands.
    pub ranges: Vec<Range<usize>>,
    /// Where the variable stands.
    pub base_range: Range<usize>,
}

impl Tree {
    /// The bindings of the text that could define options.
    pub fn bindings(&self) -> Vec<Binding> {
        let nodes = self.root().descendants();
        let bindings = nodes.filter(|node| node.kind() == Kind::NODE_ATTRPATH_VALUE);
        bindings.filter_map(|node| binding(&node)).collect()
    }

    /// The uses of attributes by constant names.
    pub fn references(&self) -> Vec<Reference> {
        let nodes = self.root().descendants();
        nodes.filter(|node| node.kind() == Kind::NODE_SELECT).filter_map(|node| reference(&node)).collect()
    }

    /// The option path of the set around an offset; nothing inside of a `let` or where a name is computed.
    pub fn path_of_set(&self, offset: usize) -> Option<Vec<String>> {
        let at = u32::try_from(offset).ok().filter(|_| offset <= self.length)?;
        let token = self.root().token_at_offset(TextSize::from(at)).right_biased()?;
        outer_path(&token.parent()?)
    }
}

fn binding(node: &SyntaxNode) -> Option<Binding> {
    let mut path = outer_path(&node.parent()?)?;
    let outer = path.len();
    let attrpath = node.first_child()?;
    let mut names = Vec::new();
    for part in attrpath.children() {
        path.push(constant_name(&part)?);
        names.push(range(part.text_range()));
    }
    if node.parent()?.kind() != Kind::NODE_ATTR_SET {
        return None;
    }
    let value = node
        .children()
        .nth(1)
        .map_or_else(|| range(attrpath.text_range()), |value| range(value.text_range()));
    Some(Binding { path, outer, names, value })
}

/// The names of all bindings around a node, if none is computed.
fn outer_path(node: &SyntaxNode) -> Option<Vec<String>> {
    outer_names(node)?.into_iter().collect()
}

/// The names of all bindings around a node; those that are computed are nothing.
pub(super) fn outer_names(node: &SyntaxNode) -> Option<Vec<Option<String>>> {
    let mut reversed: Vec<Option<String>> = Vec::new();
    for node in node.ancestors() {
        match node.kind() {
            Kind::NODE_ATTRPATH_VALUE => {
                if node.parent().is_some_and(|parent| parent.kind() != Kind::NODE_ATTR_SET) {
                    return None;
                }
                let names: Vec<_> = node.first_child()?.children().map(|part| constant_name(&part)).collect();
                reversed.extend(names.into_iter().rev());
            }
            Kind::NODE_LIST if !is_merge(&node) => reversed.push(Some("*".to_owned())),
            // What is selected from, or applied, is no definition.
            Kind::NODE_SELECT | Kind::NODE_HAS_ATTR => return None,
            _ => {}
        }
    }
    reversed.reverse();
    Some(reversed)
}

/// Whether a list holds what is merged in its place (`mkMerge [ … ]`).
fn is_merge(list: &SyntaxNode) -> bool {
    let call = list.parent().filter(|parent| parent.kind() == Kind::NODE_APPLY);
    let function = call.and_then(|call| call.first_child());
    function.is_some_and(|function| function.text().to_string().ends_with("mkMerge"))
}

fn reference(node: &SyntaxNode) -> Option<Reference> {
    let mut children = node.children();
    let base = children.next().filter(|base| base.kind() == Kind::NODE_IDENT)?;
    let path = children.next()?;
    let (mut names, mut ranges) = (Vec::new(), Vec::new());
    for part in path.children() {
        let Some(name) = constant_name(&part) else { break };
        names.push(name);
        ranges.push(range(part.text_range()));
    }
    Some(Reference { base: base.text().to_string(), names, ranges, base_range: range(base.text_range()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_have_whole_paths() {
        let text = "{ config, ... }: { config = lib.mkIf x { a.b = { \"c d\" = 1; }; }; \
                    l = [ { m = 1; } ]; k = mkMerge [ { n = config.q.r; } ]; z = let y = 1; in y; }";
        let tree = Tree::parse(text);
        let paths: Vec<String> = tree.bindings().iter().map(|binding| binding.path.join("/")).collect();
        assert_eq!(paths, ["config", "config/a/b", "config/a/b/c d", "l", "l/*/m", "k", "k/n", "z"]);
        let references = tree.references();
        let used = references.iter().find(|reference| reference.base == "config").unwrap();
        assert_eq!(used.names, ["q", "r"]);
    }
}
