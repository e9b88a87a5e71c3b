//! Functions with patterns: who calls them, as far as the text tells, and which names they take.
//!
//! Whoever adds a name to a pattern must know that the caller passes it: modules get what the module system hands out, the
//! function in `flake.nix` gets the inputs, all others get what somebody writes somewhere.

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};

use super::paths::outer_names;
use super::scope::end_of_names;
use super::{Tree, constant_name};

/// Lists whose elements are modules.
pub const MODULE_LISTS: [&str; 5] = ["imports", "modules", "sharedModules", "extraModules", "baseModules"];

/// Sets of a flake's outputs whose values are modules.
const MODULE_SETS: [&str; 4] = ["nixosModules", "homeModules", "homeManagerModules", "darwinModules"];

/// Who calls a function, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Whoever reads the file: the function is what the text is.
    Reader,
    /// The module system: the function is a module that is written in a list of modules, or as a user's home.
    ModuleSystem,
    /// Nix, if the text is a `flake.nix`: the function is its `outputs`.
    Flake,
    /// Somebody else.
    Unknown,
}

/// A function with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formals {
    /// Who calls it.
    pub caller: Caller,
    /// The names that it takes.
    pub names: Vec<String>,
    /// Whether it may be passed others: the pattern ends with `...`, as those of modules have to.
    pub open: bool,
    /// The first names of the bindings in the set that it makes.
    pub keys: Vec<String>,
    /// The place behind the last name of the pattern, and whether there is one.
    pub end: (usize, bool),
}

impl Tree {
    /// The functions with patterns around an offset, innermost first.
    pub fn formals_around(&self, offset: usize) -> Vec<Formals> {
        let at = u32::try_from(offset).ok().filter(|_| offset <= self.length).map(TextSize::from);
        let token = at.and_then(|at| self.root().token_at_offset(at).right_biased());
        let around = token.into_iter().flat_map(|token| token.parent_ancestors());
        around.filter(|node| node.kind() == Kind::NODE_LAMBDA).filter_map(|node| formals(&node)).collect()
    }

    /// The function whose pattern has a name at an offset; nothing in defaults.
    pub(super) fn formal_at(&self, offset: usize) -> Option<Formals> {
        let at = u32::try_from(offset).ok().filter(|_| offset <= self.length)?;
        let name = self.root().token_at_offset(TextSize::from(at)).right_biased()?.parent()?;
        let entry = name.parent().filter(|entry| entry.kind() == Kind::NODE_PAT_ENTRY)?;
        if entry.first_child().as_ref() != Some(&name) {
            return None;
        }
        let pattern = entry.parent().filter(is_pattern)?;
        formals(&pattern.parent().filter(|node| node.kind() == Kind::NODE_LAMBDA)?)
    }
}

/// Whether what reads as a pattern is one for certain: a set in which the first name is being typed (`{ a }`) reads as one too.
fn is_pattern(node: &SyntaxNode) -> bool {
    let has_comma = node.children_with_tokens().any(|part| part.kind() == Kind::TOKEN_COMMA);
    let is_space = |kind| matches!(kind, Kind::TOKEN_WHITESPACE | Kind::TOKEN_COMMENT);
    let mut behind = node.next_sibling_or_token();
    while let Some(space) = behind.take_if(|behind| is_space(behind.kind())) {
        behind = space.next_sibling_or_token();
    }
    has_comma || behind.is_some_and(|behind| behind.kind() == Kind::TOKEN_COLON)
}

fn formals(function: &SyntaxNode) -> Option<Formals> {
    let pattern = function.first_child().filter(|first| first.kind() == Kind::NODE_PATTERN)?;
    let entries = pattern.children().filter(|part| part.kind() == Kind::NODE_PAT_ENTRY);
    let names = entries.filter_map(|entry| Some(entry.first_child()?.text().to_string()));
    let open = pattern.children_with_tokens().any(|part| part.kind() == Kind::TOKEN_ELLIPSIS);
    let body = function.children().nth(1).map(innermost_body);
    let makes_function = body.as_ref().is_some_and(|body| body.kind() == Kind::NODE_LAMBDA);
    Some(Formals {
        caller: if makes_function { Caller::Unknown } else { caller(function) },
        names: names.collect(),
        open,
        keys: body.map(|body| first_names(&body)).unwrap_or_default(),
        end: end_of_names(&pattern)?,
    })
}

/// What a body yields, behind its `let`s and the like.
fn innermost_body(body: SyntaxNode) -> SyntaxNode {
    let mut body = body;
    while passes_on(body.kind()) {
        let Some(last) = body.last_child() else { break };
        body = last;
    }
    body
}

/// Whether an expression is what the last one in it is.
fn passes_on(kind: Kind) -> bool {
    matches!(kind, Kind::NODE_PAREN | Kind::NODE_LET_IN | Kind::NODE_WITH | Kind::NODE_ASSERT)
}

/// The first names of the bindings in a set.
fn first_names(set: &SyntaxNode) -> Vec<String> {
    let bindings = set.children().filter(|_| set.kind() == Kind::NODE_ATTR_SET);
    let paths = bindings.filter_map(|binding| binding.first_child());
    let paths = paths.filter(|path| path.kind() == Kind::NODE_ATTRPATH);
    paths.filter_map(|path| constant_name(&path.first_child()?)).collect()
}

/// Who calls a function.
fn caller(function: &SyntaxNode) -> Caller {
    let mut inside = function.clone();
    while let Some(node) = inside.parent() {
        let is_last = inside.next_sibling().is_none();
        match node.kind() {
            Kind::NODE_ROOT => return Caller::Reader,
            // `inputs: { lib, ... }: …` is called with something first.
            Kind::NODE_LAMBDA => {}
            kind if passes_on(kind) && is_last => {}
            Kind::NODE_LIST if is_module_list(&node) => return Caller::ModuleSystem,
            Kind::NODE_ATTRPATH_VALUE => return caller_below(&inside),
            _ => return Caller::Unknown,
        }
        inside = node;
    }
    Caller::Unknown
}

/// Whether the elements of a list are modules.
fn is_module_list(list: &SyntaxNode) -> bool {
    let mut inside = list.clone();
    while let Some(node) = inside.parent() {
        match node.kind() {
            // `[ … ] ++ [ … ]`
            Kind::NODE_BIN_OP => {}
            kind if passes_on(kind) && inside.next_sibling().is_none() => {}
            Kind::NODE_ATTRPATH_VALUE => {
                let name = node.first_child().and_then(|path| constant_name(&path.last_child()?));
                return name.is_some_and(|name| MODULE_LISTS.contains(&&name[..]));
            }
            _ => return false,
        }
        inside = node;
    }
    false
}

/// Who calls the function that is the value of a binding.
fn caller_below(value: &SyntaxNode) -> Caller {
    let names = outer_names(value).unwrap_or_default();
    let names: Vec<&str> = names.iter().map(|name| name.as_deref().unwrap_or_default()).collect();
    match &names[..] {
        ["outputs"] => Caller::Flake,
        [.., "home-manager", "users", _] => Caller::ModuleSystem,
        [.., set, _] if MODULE_SETS.contains(set) => Caller::ModuleSystem,
        _ => Caller::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The callers of the functions around the `|` of a text.
    fn callers(text: &str) -> Vec<Caller> {
        let offset = text.find('|').unwrap();
        let tree = Tree::parse(&text.replacen('|', "", 1));
        tree.formals_around(offset).into_iter().map(|formals| formals.caller).collect()
    }

    #[test]
    fn callers_are_known_by_the_place() {
        use Caller::{Flake, ModuleSystem, Reader, Unknown};
        assert_eq!(callers("{ a, ... }: let x = 1; in { b = |x; }"), [Reader]);
        assert_eq!(callers("inputs: { a, ... }: |a"), [Reader]);
        assert_eq!(callers("{ a }: { b, ... }: |a"), [Reader, Unknown]);
        assert_eq!(callers("{ a, ... }: { x = f ({ b, ... }: |b); }"), [Unknown, Reader]);
        assert_eq!(callers("{ imports = [ ./x ] ++ [ ({ b, ... }: |b) ]; }"), [ModuleSystem]);
        assert_eq!(callers("{ list = [ ({ b, ... }: |b) ]; }"), [Unknown]);
        assert_eq!(callers("{ home-manager.users.${x} = { b, ... }: |b; }"), [ModuleSystem]);
        assert_eq!(
            callers("{ outputs = { self }: { homeModules.x = { b, ... }: |b; }; }"),
            [ModuleSystem, Flake]
        );
        assert_eq!(callers("{ outputs = inputs: let f = { a }: |a; in f; }"), [Unknown]);
    }

    #[test]
    fn names_and_keys_are_those_of_the_function() {
        let tree = Tree::parse("{ a, b ? 1, ... }: with a; { c.d = 1; inherit e; \"f\" = 2; }");
        let [found] = &tree.formals_around(30)[..] else { panic!() };
        assert_eq!(
            (&found.names[..], found.open, found.end),
            (&["a".to_owned(), "b".to_owned()][..], true, (10, true))
        );
        assert_eq!(found.keys, ["c", "f"]);
        assert!(tree.formal_at(2).is_some() && tree.formal_at(9).is_none() && tree.formal_at(24).is_none());
    }
}
