//! Where the names of attribute paths are written, with the paths that they are in: those that a text defines, and those
//! that it takes from somewhere, followed through variables (`cfg = config.a; … cfg.b` is `config.a.b`).
//!
//! Who renames an attribute must know every place, and every place that may be one but cannot be told: so a site also says
//! what becomes of what is there (is it taken apart further, or does it go where nobody follows it?), and names that are
//! computed are in the path. `follow` says what expressions are, `scope` of the same folder where names can be added.

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::{SyntaxNode, TextSize};

use super::follow::Follower;
use super::paths::outer_names;
use super::{Names, Tree, constant_name, range};

/// What a path begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteRoot {
    /// The set that the text yields, if it is a module: this is a definition.
    Set,
    /// A name of the pattern of a module's function (`config`).
    Argument(String),
    /// Something that the text does not tell.
    Unknown,
}

/// Where and how a name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// In a path.
    Name(Range<usize>),
    /// As the first name of a binding in a recursive set: it is a variable too.
    Variable(Range<usize>),
    /// In an `inherit`.
    Inherited(Inherited),
}

/// A name in an `inherit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited {
    /// The name.
    pub name: Range<usize>,
    /// All of the statement, with its `;`.
    pub statement: Range<usize>,
    /// What stands in the parentheses.
    pub source: Option<Range<usize>>,
    /// Whether a name can be selected from the source without parentheses around it.
    pub simple: bool,
    /// Whether no other name is in the statement.
    pub alone: bool,
    /// Whether this is about the name that is bound; else it is about the one that is taken.
    pub binds: bool,
}

/// A name of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name; nothing if it is computed.
    pub name: Option<String>,
    /// Where it is written, unless another site says so.
    pub written: Option<Written>,
}

/// What becomes of what is at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It is defined there.
    Bound,
    /// Other sites take it apart.
    Followed,
    /// It is used as a whole.
    Whole,
    /// It is opened by a `with`, below which these names are bound by nothing else.
    With(Vec<String>),
}

/// A path, as far as it is written at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What it begins with.
    pub root: SiteRoot,
    /// Its names.
    pub steps: Vec<Step>,
    /// What becomes of what is at its end.
    pub end: End,
    /// Where it is written.
    pub at: Range<usize>,
    /// Whether nothing around it could give its names another meaning (a function that gets the set).
    pub sure: bool,
}

impl Tree {
    /// The places of all attribute paths; `names` are the variables of the same text.
    pub fn sites(&self, names: &Names) -> Vec<Site> {
        let root = self.root();
        let mut maker = Maker { follower: Follower::new(&root, names), sites: Vec::new() };
        for node in root.descendants() {
            match node.kind() {
                Kind::NODE_ATTRPATH_VALUE => maker.binding(&node),
                Kind::NODE_INHERIT => maker.inherit(&node),
                Kind::NODE_SELECT | Kind::NODE_HAS_ATTR => maker.selection(&node),
                Kind::NODE_IDENT => maker.variable(&node),
                _ => {}
            }
        }
        maker.sites
    }

    /// The `inherit` that uses a variable at an offset, if it is one: `inherit x;` takes `x` from around it.
    pub fn inherit_of(&self, offset: usize) -> Option<Inherited> {
        let at = u32::try_from(offset).ok().filter(|_| offset < self.length)?;
        let token = self.root().token_at_offset(TextSize::from(at)).right_biased()?;
        let part = token
            .parent_ancestors()
            .find(|node| node.parent().is_some_and(|parent| parent.kind() == Kind::NODE_INHERIT))?;
        let statement = part.parent()?;
        let names: Vec<SyntaxNode> = statement.children().collect();
        if names.iter().any(|name| name.kind() == Kind::NODE_INHERIT_FROM) {
            return None;
        }
        Some(Inherited {
            name: range(part.text_range()),
            statement: range(statement.text_range()),
            source: None,
            simple: false,
            alone: names.len() == 1,
            binds: false,
        })
    }

    /// Lists of constant strings, and strings with dots, as paths: functions get the paths of attributes so.
    pub fn named_paths(&self) -> Vec<(Vec<String>, Range<usize>)> {
        let of_node = |node: SyntaxNode| {
            let path: Option<Vec<String>> = match node.kind() {
                Kind::NODE_LIST => {
                    let is_text = |item: &SyntaxNode| item.kind() == Kind::NODE_STRING;
                    node.children().map(|item| constant_name(&item).filter(|_| is_text(&item))).collect()
                }
                Kind::NODE_STRING => {
                    let text = constant_name(&node)?;
                    let is_path = text.contains('.') && !text.contains(char::is_whitespace);
                    is_path.then(|| text.split('.').map(str::to_owned).collect())
                }
                _ => None,
            };
            Some((path.filter(|path| !path.is_empty())?, range(node.text_range())))
        };
        self.root().descendants().filter_map(of_node).collect()
    }
}

struct Maker<'t> {
    follower: Follower<'t>,
    sites: Vec<Site>,
}

impl Maker<'_> {
    fn binding(&mut self, node: &SyntaxNode) {
        let Some((set, mut steps)) = outer_steps(node) else { return };
        let Some(path) = node.first_child() else { return };
        let recursive = super::names::is_recursive(&set);
        for (index, part) in path.children().enumerate() {
            let at = range(part.text_range());
            let name = constant_name(&part);
            let written = match recursive && index == 0 {
                true => Written::Variable(at),
                false => Written::Name(at),
            };
            steps.push(Step { written: name.is_some().then_some(written), name });
        }
        let at = range(path.text_range());
        self.sites.push(Site { root: SiteRoot::Set, steps, end: End::Bound, at, sure: is_plain(&set) });
    }

    fn inherit(&mut self, node: &SyntaxNode) {
        let mut children = node.children();
        let source = children
            .clone()
            .next()
            .filter(|first| first.kind() == Kind::NODE_INHERIT_FROM)
            .and_then(|from| from.first_child());
        let names: Vec<SyntaxNode> =
            children.by_ref().filter(|name| name.kind() != Kind::NODE_INHERIT_FROM).collect();
        let outer = outer_steps(node);
        let taken = source.as_ref().map(|source| self.follower.denoted(source));
        let end = match node.parent().is_some_and(|parent| parent.kind() == Kind::NODE_LET_IN) {
            true => End::Followed,
            false => End::Whole,
        };
        for part in &names {
            let name = constant_name(part);
            let inherited = |binds| Inherited {
                name: range(part.text_range()),
                statement: range(node.text_range()),
                source: source.as_ref().map(|source| range(source.text_range())),
                simple: source.as_ref().is_some_and(is_simple),
                alone: names.len() == 1,
                binds,
            };
            let at = range(part.text_range());
            if let Some((set, mut steps)) = outer.clone() {
                // A variable with such a name cannot be written anywhere else.
                let is_text = source.is_none() && part.kind() == Kind::NODE_STRING;
                let written = match is_text || super::names::is_recursive(&set) {
                    true => Written::Variable(at.clone()),
                    false => Written::Inherited(inherited(true)),
                };
                steps.push(Step { name: name.clone(), written: Some(written) });
                let (at, sure) = (at.clone(), is_plain(&set));
                self.sites.push(Site { root: SiteRoot::Set, steps, end: End::Bound, at, sure });
            }
            let (root, steps) = match &taken {
                Some((root, steps)) => {
                    let written = Some(Written::Inherited(inherited(false)));
                    let steps = steps.iter().cloned().chain([Step { name, written }]).collect();
                    (root.clone(), steps)
                }
                None => self.follower.variable(at.start),
            };
            self.sites.push(Site { root, steps, end: end.clone(), at, sure: true });
        }
    }

    /// `a.b`, `a ? b`.
    fn selection(&mut self, node: &SyntaxNode) {
        let mut children = node.children();
        let (Some(base), Some(path)) = (children.next(), children.next()) else { return };
        let (root, mut steps) = self.follower.denoted(&base);
        for part in path.children() {
            let name = constant_name(&part);
            let written = name.is_some().then(|| Written::Name(range(part.text_range())));
            steps.push(Step { name, written });
        }
        // Whether it is there is all that `?` asks.
        let end = match node.kind() {
            Kind::NODE_SELECT => self.follower.end(node),
            _ => End::Followed,
        };
        self.sites.push(Site { root, steps, end, at: range(path.text_range()), sure: true });
    }

    /// A variable that stands alone.
    fn variable(&mut self, node: &SyntaxNode) {
        let parent = node.parent().map(|parent| parent.kind());
        let names_something = matches!(
            parent,
            Some(Kind::NODE_ATTRPATH | Kind::NODE_PAT_BIND | Kind::NODE_IDENT_PARAM | Kind::NODE_INHERIT)
        );
        let is_formal = parent == Some(Kind::NODE_PAT_ENTRY) && node.prev_sibling().is_none();
        if names_something || is_formal {
            return;
        }
        let at = range(node.text_range());
        let (root, steps) = self.follower.variable(at.start);
        if root != SiteRoot::Unknown || !steps.is_empty() {
            self.sites.push(Site { root, steps, end: self.follower.end(node), at, sure: true });
        }
    }
}

/// The set that a binding is in, and the names in front of it; nothing for what defines no option.
fn outer_steps(binding: &SyntaxNode) -> Option<(SyntaxNode, Vec<Step>)> {
    let set = binding.parent().filter(|set| set.kind() == Kind::NODE_ATTR_SET)?;
    let names = outer_names(&set)?;
    let steps = names.into_iter().map(|name| Step { name, written: None }).collect();
    Some((set, steps))
}

/// Whether names can be selected from an expression without parentheses.
fn is_simple(node: &SyntaxNode) -> bool {
    // A selection with `or` would take the name with its default.
    let is_select = node.kind() == Kind::NODE_SELECT && node.children().count() == 2;
    is_select || matches!(node.kind(), Kind::NODE_IDENT | Kind::NODE_PAREN | Kind::NODE_ATTR_SET)
}

/// Whether what is in a set is defined under the names around it: not where a function gets the set that makes something
/// else of it.
fn is_plain(set: &SyntaxNode) -> bool {
    let mut inside = set.clone();
    let mut behind_argument = false;
    for node in set.ancestors().skip(1) {
        match node.kind() {
            Kind::NODE_APPLY => {
                let is_argument = node.first_child().is_some_and(|function| function != inside);
                if is_argument && !keeps_names(&node) {
                    return false;
                }
            }
            Kind::NODE_LAMBDA => {
                // A module is a function with a pattern; any other one below a name is called with something.
                let pattern = node.first_child().is_some_and(|first| first.kind() == Kind::NODE_PATTERN);
                behind_argument |= !pattern;
            }
            Kind::NODE_ATTRPATH_VALUE if behind_argument => return false,
            Kind::NODE_STRING | Kind::NODE_DYNAMIC | Kind::NODE_INTERPOL => return false,
            _ => {}
        }
        inside = node;
    }
    true
}

/// Whether a function is one of those that leave the names in their arguments what they are.
fn keeps_names(call: &SyntaxNode) -> bool {
    const FUNCTIONS: [&str; 6] = [
        "optionalAttrs",
        "recursiveUpdate",
        "homeManagerConfiguration",
        "nixosSystem",
        "darwinSystem",
        "evalModules",
    ];
    let mut head = call.clone();
    while head.kind() == Kind::NODE_APPLY {
        let Some(function) = head.first_child() else { return false };
        head = function;
    }
    let text = head.text().to_string();
    let name = text.rsplit('.').next().unwrap_or_default();
    name.starts_with("mk") || FUNCTIONS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sites as texts: root, names (`?` where they are computed), end; `!` where they are doubtful.
    fn sites(text: &str) -> Vec<String> {
        let tree = Tree::parse(text);
        let shown = |site: Site| {
            let root = match site.root {
                SiteRoot::Set => "=".to_owned(),
                SiteRoot::Argument(name) => name,
                SiteRoot::Unknown => "_".to_owned(),
            };
            let names = site.steps.iter().map(|step| step.name.clone().unwrap_or("?".to_owned()));
            let path = [root].into_iter().chain(names).collect::<Vec<_>>().join(".");
            let end = match site.end {
                End::Whole => " whole".to_owned(),
                End::With(names) => format!(" with {}", names.join(" ")),
                End::Bound | End::Followed => String::new(),
            };
            format!("{path}{end}{}", if site.sure { "" } else { " !" })
        };
        tree.sites(&tree.names()).into_iter().map(shown).collect()
    }

    #[test]
    fn variables_are_followed() {
        let text = "{ config, ... }: let a = config.x; b = (a).y; inherit (b) c; in [ c.d a.\"e f\".${c} (with b; z) ]";
        let expected = [
            "config.x",
            "config",
            "config.x.y",
            "config.x",
            "config.x.y.c",
            "config.x.y",
            "config.x.y.c.d whole",
            "config.x.y.c",
            "config.x.e f.? whole",
            "config.x",
            "config.x.y.c whole",
            "config.x.y with z",
        ];
        let mut found = sites(text);
        found.sort();
        let mut expected = expected.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_name_means_may_be_doubtful() {
        let of =
            |text: &str| sites(text).into_iter().filter(|site| site.starts_with('=')).collect::<Vec<_>>();
        assert_eq!(of("{ a = mkIf x { b = 1; }; }"), ["=.a", "=.a.b"]);
        assert_eq!(of("{ a = f { b = 1; }; }"), ["=.a", "=.a.b !"]);
        assert_eq!(of("{ a = map (x: { b = 1; }); }"), ["=.a", "=.a.b !"]);
        assert_eq!(of("{ a = { ... }: { inherit (x) b; }; ${y}.c = 1; }"), ["=.a", "=.a.b", "=.?.c"]);
        assert_eq!(sites("{ config, ... }: submodule ({ config, ... }: config.a)"), ["_.a whole"]);
        assert_eq!(sites("x: x ? a.b"), ["_.a.b"]);
    }

    #[test]
    fn texts_can_be_paths() {
        let paths = Tree::parse("[ [ \"a\" \"b\" ] \"c.d\" \"e f.g\" [ 1 ] [ ] ]").named_paths();
        let paths: Vec<_> = paths.into_iter().map(|(path, _)| path.join("/")).collect();
        assert_eq!(paths, ["a/b", "c/d"]);
    }
}
