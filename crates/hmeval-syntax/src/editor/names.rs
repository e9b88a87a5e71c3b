//! Variables: where each is bound, where it is used, and what nothing binds.

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::SyntaxNode;
use rustc_hash::FxHashMap;

use super::{Tree, constant_name, range};

/// How a variable is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// By a `let`.
    Let,
    /// By a function's pattern; `true` if the pattern ends with `...`, so that it may be left out.
    Formal(bool),
    /// As a function's whole argument.
    Argument,
    /// As an attribute of a recursive set.
    Recursive,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its name.
    pub text: String,
    /// How it is bound.
    pub kind: NameKind,
    /// Where it is bound. Several places where its value is put together (`a.b = 1; a.c = 2;`).
    pub bound: Vec<Range<usize>>,
    /// Where it is used.
    pub uses: Vec<Range<usize>>,
    /// Where it is visible.
    pub visible: Range<usize>,
    /// Whether an `inherit` binds it: its name is then also that of what it takes.
    pub inherited: bool,
    /// Where a variable of the same name is bound that cannot be used where this one is visible.
    pub hides: Option<Range<usize>>,
}

/// A variable that nothing binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undefined {
    /// Its name.
    pub text: String,
    /// Where it is used.
    pub range: Range<usize>,
    /// Whether a `with` around it may bind it.
    pub under_with: bool,
    /// The function around it that has a pattern, where the name could be added: the offset behind the last name of the
    /// pattern and whether there is one.
    pub pattern: Option<(usize, bool)>,
}

/// The variables of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Those that the text binds, in the order of the text.
    pub bound: Vec<Name>,
    /// Uses of others: builtins too.
    pub free: Vec<Undefined>,
}

impl Names {
    /// The variable that is bound or used at an offset.
    pub fn at(&self, offset: usize) -> Option<&Name> {
        let covers = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        self.bound.iter().find(|name| name.bound.iter().chain(&name.uses).any(covers))
    }

    /// The variables that are visible at an offset, innermost first, those that are hidden left out.
    pub fn visible_at(&self, offset: usize) -> Vec<&Name> {
        let mut found: Vec<&Name> = Vec::new();
        let mut inside: Vec<&Name> = self
            .bound
            .iter()
            .filter(|name| name.visible.start <= offset && offset <= name.visible.end)
            .collect();
        inside.sort_by_key(|name| name.visible.len());
        for name in inside {
            if found.iter().all(|known| known.text != name.text) {
                found.push(name);
            }
        }
        found
    }
}

impl Tree {
    /// The variables of the text.
    pub fn names(&self) -> Names {
        let mut walker = Walker::default();
        for node in self.root().children() {
            walker.visit(&node);
        }
        walker.names
    }
}

#[derive(Default)]
struct Walker {
    names: Names,
    /// Innermost last: from names to their numbers in `names.bound`.
    scopes: Vec<FxHashMap<String, usize>>,
    withs: usize,
    patterns: Vec<(usize, bool)>,
}

impl Walker {
    fn visit(&mut self, node: &SyntaxNode) {
        match node.kind() {
            Kind::NODE_IDENT => self.use_name(node.text().to_string(), range(node.text_range())),
            Kind::NODE_LAMBDA => self.lambda(node),
            Kind::NODE_LET_IN | Kind::NODE_LEGACY_LET => self.bindings(node, NameKind::Let),
            Kind::NODE_ATTR_SET if is_recursive(node) => self.bindings(node, NameKind::Recursive),
            Kind::NODE_ATTR_SET => node.children().for_each(|child| self.entry(&child, false)),
            Kind::NODE_WITH => {
                let mut children = node.children();
                children.next().iter().for_each(|namespace| self.visit(namespace));
                self.withs += 1;
                children.for_each(|body| self.visit(&body));
                self.withs -= 1;
            }
            Kind::NODE_ATTRPATH => self.computed_names(node),
            Kind::NODE_ATTRPATH_VALUE | Kind::NODE_INHERIT => self.entry(node, false),
            _ => node.children().for_each(|child| self.visit(&child)),
        }
    }

    /// Names of attributes are no variables, what is computed in them is.
    fn computed_names(&mut self, path: &SyntaxNode) {
        for part in path.children().filter(|part| part.kind() != Kind::NODE_IDENT) {
            part.children().for_each(|inner| self.visit(&inner));
        }
    }

    fn lambda(&mut self, node: &SyntaxNode) {
        let visible = range(node.text_range());
        self.scopes.push(FxHashMap::default());
        let mut defaults = Vec::new();
        let patterns = self.patterns.len();
        for child in node.children() {
            match child.kind() {
                Kind::NODE_IDENT_PARAM => {
                    self.bind(
                        child.text().to_string(),
                        range(child.text_range()),
                        NameKind::Argument,
                        &visible,
                    );
                }
                Kind::NODE_PATTERN => defaults = self.pattern(&child, &visible),
                _ => {
                    defaults.drain(..).for_each(|default: SyntaxNode| self.visit(&default));
                    self.visit(&child);
                }
            }
        }
        self.patterns.truncate(patterns);
        self.scopes.pop();
    }

    /// Binds the names of a pattern; answers the defaults, which see all of them.
    fn pattern(&mut self, pattern: &SyntaxNode, visible: &Range<usize>) -> Vec<SyntaxNode> {
        let tokens = || pattern.children_with_tokens().filter_map(|element| element.into_token());
        let open = tokens().any(|token| token.kind() == Kind::TOKEN_ELLIPSIS);
        let mut defaults = Vec::new();
        for part in pattern.children() {
            let mut inner = part.children();
            let Some(name) = inner.next() else { continue };
            let kind = match part.kind() {
                Kind::NODE_PAT_BIND => NameKind::Argument,
                _ => NameKind::Formal(open),
            };
            self.bind(name.text().to_string(), range(name.text_range()), kind, visible);
            defaults.extend(inner);
        }
        self.patterns.extend(super::scope::end_of_names(pattern));
        defaults
    }

    /// A `let` or a recursive set.
    fn bindings(&mut self, node: &SyntaxNode, kind: NameKind) {
        let visible = range(node.text_range());
        // `inherit x;` takes the variable from outside.
        for inherit in node.children().filter(|child| child.kind() == Kind::NODE_INHERIT) {
            self.inherit(&inherit, false);
        }
        self.scopes.push(FxHashMap::default());
        for child in node.children() {
            match child.kind() {
                Kind::NODE_ATTRPATH_VALUE => {
                    let first = child.first_child().and_then(|path| path.first_child());
                    if let Some((name, node)) = first.and_then(|node| Some((constant_name(&node)?, node))) {
                        self.bind(name, range(node.text_range()), kind, &visible);
                    }
                }
                Kind::NODE_INHERIT => {
                    for node in child.children().filter(|name| name.kind() != Kind::NODE_INHERIT_FROM) {
                        if let Some(name) = constant_name(&node)
                            && let Some(name) = self.bind(name, range(node.text_range()), kind, &visible)
                        {
                            name.inherited = true;
                        }
                    }
                }
                _ => {}
            }
        }
        node.children().for_each(|child| self.entry(&child, true));
        self.scopes.pop();
    }

    /// Something in a set or `let`; `bound` if its names were bound already.
    fn entry(&mut self, node: &SyntaxNode, bound: bool) {
        match node.kind() {
            Kind::NODE_ATTRPATH_VALUE => node.children().for_each(|child| self.visit(&child)),
            Kind::NODE_INHERIT => {
                if !bound {
                    self.inherit(node, false);
                }
                self.inherit(node, true);
            }
            _ => self.visit(node),
        }
    }

    /// The variables that an `inherit` uses: its source, or else its names.
    fn inherit(&mut self, node: &SyntaxNode, source: bool) {
        let from = node.children().find(|child| child.kind() == Kind::NODE_INHERIT_FROM);
        match from {
            Some(from) if source => from.children().for_each(|child| self.visit(&child)),
            None if !source => {
                for name in node.children() {
                    if let Some(text) = constant_name(&name) {
                        self.use_name(text, range(name.text_range()));
                    }
                }
            }
            _ => {}
        }
    }

    fn bind(
        &mut self,
        text: String,
        at: Range<usize>,
        kind: NameKind,
        visible: &Range<usize>,
    ) -> Option<&mut Name> {
        let (scope, outer) = self.scopes.split_last_mut()?;
        if let Some(number) = scope.get(&text) {
            let known = self.names.bound.get_mut(*number)?;
            known.bound.push(at);
            return Some(known);
        }
        let hidden = outer.iter().rev().find_map(|scope| self.names.bound.get(*scope.get(&text)?));
        let hides = hidden.and_then(|hidden| hidden.bound.first().cloned());
        scope.insert(text.clone(), self.names.bound.len());
        let visible = visible.clone();
        self.names.bound.push(Name {
            text,
            kind,
            bound: vec![at],
            uses: Vec::new(),
            visible,
            inherited: false,
            hides,
        });
        self.names.bound.last_mut()
    }

    fn use_name(&mut self, text: String, at: Range<usize>) {
        let number = self.scopes.iter().rev().find_map(|scope| scope.get(&text));
        match number.and_then(|number| self.names.bound.get_mut(*number)) {
            Some(name) => name.uses.push(at),
            None => {
                let pattern = self.patterns.last().copied();
                self.names.free.push(Undefined { text, range: at, under_with: self.withs > 0, pattern });
            }
        }
    }
}

/// Whether a set is recursive.
pub(super) fn is_recursive(node: &SyntaxNode) -> bool {
    node.children_with_tokens().any(|element| element.kind() == Kind::TOKEN_REC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Names {
        Tree::parse(text).names()
    }

    fn uses(text: &str, name: &str) -> usize {
        names(text).bound.iter().filter(|known| known.text == name).map(|known| known.uses.len()).sum()
    }

    #[test]
    fn uses_belong_to_their_binding() {
        assert_eq!(uses("{ a, b ? a, ... }: a + (let b = a; in b)", "a"), 3);
        assert_eq!(uses("let a = 1; in { inherit a; a.b = 2; }.a", "a"), 1);
        assert_eq!(uses("let a = 1; in let inherit a; in a", "a"), 2);
        assert_eq!(uses("rec { a = 1; b = \"${toString a}\"; }", "a"), 1);
        assert_eq!(uses("x: { ${x} = x; y.x = 1; }", "x"), 2);
    }

    #[test]
    fn what_nothing_binds_is_told() {
        let found = names("{ lib, ... }: with lib; mkIf (config.x) (y: y)");
        let free: Vec<_> = found.free.iter().map(|free| (&free.text[..], free.under_with)).collect();
        assert_eq!(free, [("mkIf", true), ("config", true)]);
        assert_eq!(found.free[0].pattern, Some((5, true)));
        assert_eq!(names("{ }: a").free[0].pattern, Some((1, false)));
    }

    #[test]
    fn inner_names_hide_outer_ones() {
        let text = "a: b: let a = 1; in a";
        let found = names(text);
        let visible = found.visible_at(text.len());
        assert_eq!(
            visible.iter().map(|name| name.kind).collect::<Vec<_>>(),
            [NameKind::Let, NameKind::Argument]
        );
        assert_eq!(
            found.bound.iter().map(|name| name.hides.clone()).collect::<Vec<_>>(),
            [None, None, Some(0..1)]
        );
    }
}
