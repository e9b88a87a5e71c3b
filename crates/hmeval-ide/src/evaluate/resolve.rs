//! From a path to what the configuration has there: options, and what their types let into their values.

use hmeval_config::configuration::options::{DeclaredOption, Node};
use hmeval_config::configuration::target::Target;
use hmeval_config::configuration::{Configuration, at_path};
use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, List};
use hmeval_eval::{Evaluator, Value};

/// Types in each other that are looked through.
const MOST: usize = 32;
/// What a value with an order among others lies in.
const ORDERED: &str = "data";

/// What is at a path.
#[derive(Clone, Copy)]
pub(super) enum Found<'h> {
    /// A group of options.
    Section(Attrs<'h>),
    /// An option.
    Option(DeclaredOption<'h>),
    /// Something in the value of an option, of this type.
    Type(Value<'h>),
}

/// A tree of options: that of the whole configuration, or of one of its users.
pub(super) struct Root<'h> {
    /// What the tree belongs to, as a target.
    pub(super) target: Vec<u8>,
    /// The options.
    pub(super) options: Attrs<'h>,
    /// Their values.
    pub(super) config: Value<'h>,
}

impl Root<'_> {
    /// The option of the configuration that the values are the value of.
    pub(super) fn base(&self) -> Vec<Vec<u8>> {
        match self.target.strip_prefix(b"users.") {
            Some(user) => vec![b"home-manager".to_vec(), b"users".to_vec(), user.to_vec()],
            None => Vec::new(),
        }
    }
}

/// The tree that a path is of: that of the configuration, else that of the first of its homes that has the first name.
pub(super) fn root<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    path: &[String],
) -> Option<Root<'h>> {
    let options = configuration.options(ev).ok()?;
    let config = configuration.get(ev, "config").unwrap_or(Value::NULL);
    let whole = Root { target: Vec::new(), options, config };
    let Some(first) = path.first() else { return Some(whole) };
    let has = |options: Attrs<'h>| options.value(ev.symbols.intern(first.as_bytes())).is_some();
    let is_whole = resolve(ev, options, path).is_some() || !has_homes(ev, options) && has(options);
    if is_whole {
        return Some(whole);
    }
    for user in user_names(ev, config) {
        let name = [b"users.", &user[..]].concat();
        let Ok(target) = Target::find(ev, configuration, &name) else { continue };
        if has(target.options) {
            return Some(Root { target: name, options: target.options, config: target.config });
        }
    }
    Some(whole)
}

pub(super) fn has_homes<'h>(ev: &Evaluator<'h>, options: Attrs<'h>) -> bool {
    options.value(ev.symbols.intern(b"home-manager")).is_some()
}

pub(super) fn user_names<'h>(ev: &Evaluator<'h>, config: Value<'h>) -> Vec<Vec<u8>> {
    let users = at_path(ev, config, &["home-manager", "users"]).ok().flatten();
    let users = users.and_then(|users| ev.force(users, Pos::NONE).ok()?.as_attrs());
    let names = users.map(|users| ev.sorted_attrs(users)).unwrap_or_default();
    names.into_iter().map(|(key, _)| ev.text(key.name).to_vec()).collect()
}

/// The options of the first home that a machine has.
pub(super) fn home_options<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) -> Option<Attrs<'h>> {
    let config = configuration.get(ev, "config")?;
    has_homes(ev, configuration.options(ev).ok()?).then_some(())?;
    let user = user_names(ev, config).into_iter().next()?;
    Some(Target::find(ev, configuration, &[b"users.", &user[..]].concat()).ok()?.options)
}

/// What is at a path in a tree of options.
pub(super) fn resolve<'h>(ev: &Evaluator<'h>, options: Attrs<'h>, path: &[String]) -> Option<Found<'h>> {
    Some(resolved(ev, options, path)?.found)
}

/// What is at a path as people write it.
pub(super) struct Resolved<'h> {
    /// What is there.
    pub(super) found: Found<'h>,
    /// The path that the module system has for it: values with an order among each other (Home Manager's `dagOf`) lie in an
    /// attribute of their own, which is added to what people write.
    pub(super) path: Vec<String>,
    /// The path of what it holds: in that attribute, if it is such a value.
    pub(super) content: Vec<String>,
}

/// What is at a path as people write it, and where.
pub(super) fn resolved<'h>(ev: &Evaluator<'h>, options: Attrs<'h>, path: &[String]) -> Option<Resolved<'h>> {
    let (mut found, mut real) = (Found::Section(options), Vec::with_capacity(path.len()));
    let mut is_ordered = false;
    for name in path {
        let kind = match found {
            Found::Section(section) => {
                found = child(ev, section, name)?;
                real.push(name.clone());
                continue;
            }
            Found::Option(option) => option.type_value(ev)?,
            Found::Type(kind) => kind,
        };
        let was_ordered = std::mem::replace(&mut is_ordered, false);
        found = match inside(ev, kind, name, 0) {
            // The attribute can be written, too.
            None if was_ordered && name == ORDERED => {
                real.push(name.clone());
                continue;
            }
            found => found?,
        };
        if was_ordered {
            real.push(ORDERED.to_owned());
        }
        real.push(name.clone());
        is_ordered = alternatives(ev, kind).iter().any(|(name, _)| name == b"dagOf");
    }
    let content = real.iter().cloned().chain(is_ordered.then(|| ORDERED.to_owned())).collect();
    Some(Resolved { found, path: real, content })
}

/// What is under a name in a section.
pub(super) fn child<'h>(ev: &Evaluator<'h>, section: Attrs<'h>, name: &str) -> Option<Found<'h>> {
    let node = section.value(ev.symbols.intern(name.as_bytes()))?;
    Some(match Node::of(ev, node).ok()?? {
        Node::Section(section) => Found::Section(section),
        Node::Option(option) => Found::Option(option),
    })
}

/// What a type lets in under a name.
fn inside<'h>(ev: &Evaluator<'h>, kind: Value<'h>, name: &str, depth: usize) -> Option<Found<'h>> {
    if depth > MOST {
        return None;
    }
    let type_name = type_name(ev, kind)?;
    match &type_name[..] {
        b"submodule" | b"deferredModule" => child(ev, sub_options(ev, kind)?, name),
        b"attrsOf" | b"lazyAttrsOf" | b"attrsWith" | b"dagOf" => {
            nested(ev, kind, "elemType").map(Found::Type)
        }
        b"listOf" | b"nonEmptyListOf" if name == "*" => nested(ev, kind, "elemType").map(Found::Type),
        _ => parts(ev, kind, &type_name).into_iter().find_map(|part| inside(ev, part, name, depth + 1)),
    }
}

/// The types that a type is made of, where a value of it is one of one of them.
fn parts<'h>(ev: &Evaluator<'h>, kind: Value<'h>, type_name: &[u8]) -> Vec<Value<'h>> {
    let names: &[&str] = match type_name {
        b"nullOr" | b"unique" | b"uniq" => &["elemType"],
        b"coercedTo" => &["finalType", "coercedType"],
        b"either" | b"oneOf" => &["left", "right"],
        _ => &[],
    };
    names.iter().filter_map(|name| nested(ev, kind, name)).collect()
}

/// All types that a value of a type can be of, the type itself first.
pub(super) fn alternatives<'h>(ev: &Evaluator<'h>, kind: Value<'h>) -> Vec<(Vec<u8>, Value<'h>)> {
    let mut found: Vec<(Vec<u8>, Value<'h>)> = Vec::new();
    let mut open = vec![kind];
    while let Some(kind) = open.pop() {
        if found.len() > MOST {
            break;
        }
        let Some(name) = type_name(ev, kind) else { continue };
        open.extend(parts(ev, kind, &name));
        found.push((name, kind));
    }
    found
}

/// The options of a type of submodules.
pub(super) fn sub_options<'h>(ev: &Evaluator<'h>, kind: Value<'h>) -> Option<Attrs<'h>> {
    let function = field(ev, kind, "getSubOptions")?;
    ev.force(ev.call(function, &[Value::list(List::empty())], Pos::NONE).ok()?, Pos::NONE).ok()?.as_attrs()
}

/// The options directly below what was found, if it has any.
pub(super) fn section_of<'h>(ev: &Evaluator<'h>, found: Found<'h>) -> Option<Attrs<'h>> {
    let kind = match found {
        Found::Section(section) => return Some(section),
        Found::Option(option) => option.type_value(ev)?,
        Found::Type(kind) => kind,
    };
    let submodule = alternatives(ev, kind).into_iter().find(|(name, _)| name == b"submodule")?;
    sub_options(ev, submodule.1)
}

/// The name of a type.
pub(super) fn type_name<'h>(ev: &Evaluator<'h>, kind: Value<'h>) -> Option<Vec<u8>> {
    Some(ev.force(field(ev, kind, "name")?, Pos::NONE).ok()?.as_str()?.bytes.to_vec())
}

/// A type in words.
pub(super) fn type_words<'h>(ev: &Evaluator<'h>, kind: Value<'h>) -> Option<String> {
    let text = ev.force(field(ev, kind, "description")?, Pos::NONE).ok()?.as_str()?;
    Some(String::from_utf8_lossy(text.bytes).into_owned())
}

pub(super) fn field<'h>(ev: &Evaluator<'h>, value: Value<'h>, name: &str) -> Option<Value<'h>> {
    ev.force(value, Pos::NONE).ok()?.as_attrs()?.value(ev.symbols.intern(name.as_bytes()))
}

fn nested<'h>(ev: &Evaluator<'h>, kind: Value<'h>, name: &str) -> Option<Value<'h>> {
    field(ev, field(ev, kind, "nestedTypes")?, name)
}
