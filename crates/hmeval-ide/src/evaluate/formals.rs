//! What functions get: whether one is a module of the configuration or of a home in it, and what is handed out there.

use std::collections::BTreeMap;

use hmeval_config::configuration::target::Target;
use hmeval_config::configuration::{Configuration, at_path};
use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};
use hmeval_syntax::editor::{Caller, Formals};

use super::placed::is_file;
use super::resolve::{Root, has_homes, user_names};
use crate::answer::{Item, ItemKind};
use crate::document::MODULE_KEYS;
use crate::project::given;

/// What every module gets.
const ALWAYS: [&str; 3] = ["config", "lib", "options"];

/// The names that a function in a file may take: none where it is no module.
pub(super) fn items<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    file: &[u8],
    function: &Formals,
) -> Vec<Item> {
    let mut found: BTreeMap<String, &str> = BTreeMap::new();
    for root in roots(ev, configuration, file, function) {
        let passed = [("args", "passed by `_module.args`"), ("specialArgs", "passed by `specialArgs`")];
        for (place, origin) in passed {
            let set = at_path(ev, Value::attrs(root.options), &["_module", place, "value"]).ok().flatten();
            let set = set.and_then(|set| ev.force(set, Pos::NONE).ok()?.as_attrs());
            for (key, _) in set.map(|set| ev.sorted_attrs(set)).unwrap_or_default() {
                found.insert(String::from_utf8_lossy(ev.text(key.name)).into_owned(), origin);
            }
        }
        found.extend(ALWAYS.map(|name| (name.to_owned(), "what every module gets")));
    }
    let item = |(label, origin): (String, &str)| Item {
        detail: origin.to_owned(),
        ..Item::new(label, ItemKind::Variable)
    };
    // Names of the module system's own begin with `_`, and some attributes cannot be names of a pattern.
    let is_name = |label: &String| {
        label.starts_with(|c: char| c.is_ascii_alphabetic())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\''))
    };
    found.into_iter().filter(|(label, _)| is_name(label)).map(item).collect()
}

/// Whether a function in a file gets something under a name.
pub(super) fn gets<'h>(ev: &Evaluator<'h>, roots: &[Root<'h>], name: &str) -> bool {
    roots.iter().any(|root| ALWAYS.contains(&name) || given(ev, Value::attrs(root.options), name).is_some())
}

/// The trees of options (that of the configuration, those of homes in it) that a function is a module of.
pub(super) fn roots<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    file: &[u8],
    function: &Formals,
) -> Vec<Root<'h>> {
    let may_be_module = match function.caller {
        Caller::Reader | Caller::ModuleSystem => true,
        Caller::Flake | Caller::Unknown => false,
    };
    let all = if may_be_module { all_roots(ev, configuration) } else { Vec::new() };
    let is_listed = |root: &Root<'h>| function.caller == Caller::Reader && lists(ev, root, file);
    let (listed, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_listed);
    if !listed.is_empty() {
        return listed;
    }
    // A module that is read by an expression (`import ./home.nix`) counts as one of the file that says so: then what it
    // sets tells.
    let settings = function.keys.iter().filter(|key| !MODULE_KEYS.contains(&&key[..]));
    let settings: Vec<&String> = settings.collect();
    let has_all = |root: &Root<'h>| {
        settings.iter().all(|key| root.options.value(ev.symbols.intern(key.as_bytes())).is_some())
    };
    let says_so = function.caller == Caller::ModuleSystem || !function.keys.is_empty();
    others.into_iter().filter(|root| says_so && has_all(root)).collect()
}

fn all_roots<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) -> Vec<Root<'h>> {
    let Ok(options) = configuration.options(ev) else { return Vec::new() };
    let config = configuration.get(ev, "config").unwrap_or(Value::NULL);
    let users = if has_homes(ev, options) { user_names(ev, config) } else { Vec::new() };
    let home = |user: Vec<u8>| {
        let target = [b"users.", &user[..]].concat();
        let Target { options, config, .. } = Target::find(ev, configuration, &target).ok()?;
        Some(Root { target, options, config })
    };
    let whole = Root { target: Vec::new(), options, config };
    [whole].into_iter().chain(users.into_iter().filter_map(home)).collect()
}

/// Whether a file is one of the modules that a tree of options was made of.
fn lists<'h>(ev: &Evaluator<'h>, root: &Root<'h>, file: &[u8]) -> bool {
    let is_it = |module: Attrs<'h>| {
        let name = module.value(ev.symbols.intern(b"_file"));
        let name = name.and_then(|name| ev.force(name, Pos::NONE).ok()?.as_str());
        name.is_some_and(|name| is_file(ev, name.bytes, file))
    };
    ev.observed_at(&root.base()).iter().any(|seen| {
        let modules = ev.force(seen.modules, Pos::NONE).ok().and_then(Value::as_list);
        let modules = modules.map(|modules| modules.items()).unwrap_or_default();
        modules
            .iter()
            .any(|module| ev.force(*module, Pos::NONE).ok().and_then(Value::as_attrs).is_some_and(is_it))
    })
}
