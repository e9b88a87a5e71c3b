//! What an expression is, as far as attributes of variables go: `cfg`, bound to `config.a`, is `config.a`.

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::sites::{End, SiteRoot, Step};
use super::{Name, NameKind, Names, constant_name, range};

/// So many variables and parentheses are followed.
const FARTHEST: usize = 64;

/// Follows the variables of a text.
pub(super) struct Follower<'t> {
    root: &'t SyntaxNode,
    names: &'t Names,
    /// From where a variable is used to its number in the names.
    uses: FxHashMap<usize, usize>,
    /// Where variables are bound that are bound at one place only.
    bound: FxHashSet<usize>,
}

impl<'t> Follower<'t> {
    pub(super) fn new(root: &'t SyntaxNode, names: &'t Names) -> Self {
        let numbered = names.bound.iter().enumerate();
        let uses = numbered.flat_map(|(number, name)| name.uses.iter().map(move |at| (at.start, number)));
        let once = names.bound.iter().filter(|name| name.bound.len() == 1);
        let bound = once.flat_map(|name| name.bound.iter().map(|at| at.start)).collect();
        Follower { root, names, uses: uses.collect(), bound }
    }

    /// The path that an expression is.
    pub(super) fn denoted(&self, node: &SyntaxNode) -> (SiteRoot, Vec<Step>) {
        self.expression(node, FARTHEST)
    }

    /// The path that the variable is that is used at an offset.
    pub(super) fn variable(&self, offset: usize) -> (SiteRoot, Vec<Step>) {
        self.used(offset, FARTHEST)
    }

    fn expression(&self, node: &SyntaxNode, left: usize) -> (SiteRoot, Vec<Step>) {
        let unknown = (SiteRoot::Unknown, Vec::new());
        let Some(left) = left.checked_sub(1) else { return unknown };
        match node.kind() {
            Kind::NODE_PAREN => node.first_child().map_or(unknown, |inner| self.expression(&inner, left)),
            Kind::NODE_IDENT => self.used(usize::from(node.text_range().start()), left),
            Kind::NODE_SELECT => {
                let mut children = node.children();
                let (Some(base), Some(path)) = (children.next(), children.next()) else { return unknown };
                let (root, mut steps) = self.expression(&base, left);
                steps.extend(path.children().map(|part| elsewhere(constant_name(&part))));
                (root, steps)
            }
            _ => unknown,
        }
    }

    /// The path that a variable is.
    pub(super) fn named(&self, name: &Name) -> (SiteRoot, Vec<Step>) {
        self.of_name(name, FARTHEST)
    }

    /// The literal, or list or set of anything, that a variable is bound to.
    pub(super) fn constant(&self, name: &Name) -> Option<SyntaxNode> {
        let mut node = self.value(name)?;
        for _ in 0..FARTHEST {
            node = match node.kind() {
                Kind::NODE_PAREN => node.first_child()?,
                Kind::NODE_IDENT => {
                    let start = usize::from(node.text_range().start());
                    self.value(self.names.bound.get(*self.uses.get(&start)?)?)?
                }
                Kind::NODE_LITERAL | Kind::NODE_STRING | Kind::NODE_LIST | Kind::NODE_ATTR_SET => {
                    return Some(node);
                }
                _ => return None,
            };
        }
        None
    }

    /// What a binding gives a variable, if only one does.
    fn value(&self, name: &Name) -> Option<SyntaxNode> {
        let [at] = &name.bound[..] else { return None };
        if !matches!(name.kind, NameKind::Let | NameKind::Recursive) {
            return None;
        }
        let is_binding = |kind| matches!(kind, Kind::NODE_ATTRPATH_VALUE | Kind::NODE_INHERIT);
        let binding = self.above(at.start, is_binding)?;
        let is_whole = binding.first_child().is_some_and(|path| path.children().count() == 1);
        let is_value = binding.kind() == Kind::NODE_ATTRPATH_VALUE && is_whole;
        binding.children().nth(1).filter(|_| is_value)
    }

    fn used(&self, offset: usize, left: usize) -> (SiteRoot, Vec<Step>) {
        let number = self.uses.get(&offset);
        match number.and_then(|number| self.names.bound.get(*number)) {
            Some(name) => self.of_name(name, left),
            None => (SiteRoot::Unknown, Vec::new()),
        }
    }

    fn of_name(&self, name: &Name, left: usize) -> (SiteRoot, Vec<Step>) {
        let unknown = (SiteRoot::Unknown, Vec::new());
        match name.kind {
            NameKind::Formal(_) if self.is_of_module(name) => {
                (SiteRoot::Argument(name.text.clone()), Vec::new())
            }
            NameKind::Let | NameKind::Recursive => self.bound(name, left).unwrap_or(unknown),
            NameKind::Formal(_) | NameKind::Argument => unknown,
        }
    }

    /// What a `let` or a recursive set binds a variable to.
    fn bound(&self, name: &Name, left: usize) -> Option<(SiteRoot, Vec<Step>)> {
        let [at] = &name.bound[..] else { return None };
        let binding =
            self.above(at.start, |kind| matches!(kind, Kind::NODE_ATTRPATH_VALUE | Kind::NODE_INHERIT))?;
        let first = binding.first_child()?;
        match (binding.kind(), first.kind()) {
            (Kind::NODE_ATTRPATH_VALUE, _) if first.children().count() == 1 => {
                Some(self.expression(&binding.children().nth(1)?, left))
            }
            (Kind::NODE_INHERIT, Kind::NODE_INHERIT_FROM) => {
                let (root, mut steps) = self.expression(&first.first_child()?, left);
                steps.push(elsewhere(Some(name.text.clone())));
                Some((root, steps))
            }
            // `inherit x;` uses the variable outside at the same place.
            (Kind::NODE_INHERIT, _) => Some(self.used(at.start, left.checked_sub(1)?)),
            _ => None,
        }
    }

    /// Whether the function whose pattern binds a name is the module that the text is, and not one in it: submodules get
    /// arguments of the same names.
    fn is_of_module(&self, name: &Name) -> bool {
        let start = name.bound.first().map_or(0, |at| at.start);
        let Some(function) = self.above(start, |kind| kind == Kind::NODE_LAMBDA) else { return false };
        function.ancestors().skip(1).all(|node| match node.kind() {
            Kind::NODE_LAMBDA => !binds(&node, &name.text),
            Kind::NODE_APPLY => {
                let called = node.first_child().map(|called| called.text().to_string()).unwrap_or_default();
                !called.contains("submodule")
            }
            _ => true,
        })
    }

    fn above(&self, offset: usize, accept: impl Fn(Kind) -> bool) -> Option<SyntaxNode> {
        let at = TextSize::from(u32::try_from(offset).ok()?);
        let token = self.root.token_at_offset(at).right_biased()?;
        token.parent_ancestors().find(|node| accept(node.kind()))
    }

    /// What becomes of an expression that is a path.
    pub(super) fn end(&self, node: &SyntaxNode) -> End {
        let mut inner = node.clone();
        while let Some(parent) = inner.parent().filter(|parent| parent.kind() == Kind::NODE_PAREN) {
            inner = parent;
        }
        let Some(parent) = inner.parent() else { return End::Whole };
        let is_first = inner.prev_sibling().is_none();
        match parent.kind() {
            Kind::NODE_SELECT | Kind::NODE_HAS_ATTR if is_first => End::Followed,
            Kind::NODE_INHERIT_FROM => End::Followed,
            Kind::NODE_WITH if is_first => {
                let body = inner.next_sibling().map_or(0..0, |body| range(body.text_range()));
                let inside = self.names.free.iter().filter(|free| body.contains(&free.range.start));
                End::With(inside.map(|free| free.text.clone()).collect())
            }
            Kind::NODE_ATTRPATH_VALUE if self.is_variable(&parent) => End::Followed,
            _ => End::Whole,
        }
    }

    /// Whether a binding gives a variable its value, the uses of which are followed.
    fn is_variable(&self, binding: &SyntaxNode) -> bool {
        let is_let = binding.parent().is_some_and(|parent| parent.kind() == Kind::NODE_LET_IN);
        let Some(path) = binding.first_child().filter(|path| is_let && path.children().count() == 1) else {
            return false;
        };
        self.bound.contains(&usize::from(path.text_range().start()))
    }
}

/// Whether the pattern of a function has a name.
fn binds(function: &SyntaxNode, name: &str) -> bool {
    let pattern = function.first_child().filter(|first| first.kind() == Kind::NODE_PATTERN);
    let mut entries = pattern.into_iter().flat_map(|pattern| pattern.children());
    entries.any(|entry| entry.first_child().is_some_and(|known| known.text() == name))
}

/// A name that another site says the place of.
fn elsewhere(name: Option<String>) -> Step {
    Step { name, written: None }
}
