//! What is wrong with definitions as they are written, said from the options of the last evaluation, in milliseconds.
//!
//! Only what cannot be otherwise is said: a name that no option has in a tree that takes no other names, a literal that is
//! not of the option's type. Conditions, priorities and other definitions are for the evaluation that follows.

use hmeval_config::configuration::options::Node;
use hmeval_config::configuration::{Configuration, at_path, show_path};
use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{ErrorKind, Evaluator, Value};
use hmeval_syntax::Literal;

use super::resolve::{field, root, type_words};
use crate::answer::{Glimpse, Sketch};
use crate::document::MODULE_KEYS;

/// What is wrong with some definitions for sure.
pub(super) fn glance<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    sketches: &[Sketch],
) -> Vec<Glimpse> {
    if takes_other_names(ev, configuration) {
        return Vec::new();
    }
    sketches.iter().filter_map(|sketch| of_definition(ev, configuration, sketch)).collect()
}

/// Whether the configuration takes definitions that no option declares.
fn takes_other_names<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) -> bool {
    // What modules see as `config._module` is handed out among the options only.
    let options = configuration.get(ev, "options").unwrap_or(Value::NULL);
    let freeform = at_path(ev, options, &["_module", "freeformType", "value"]);
    !matches!(freeform, Ok(Some(kind)) if ev.force(kind, Pos::NONE).is_ok_and(|kind| kind.same(Value::NULL)))
}

fn of_definition<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    sketch: &Sketch,
) -> Option<Glimpse> {
    let mut section = root(ev, configuration, &sketch.path)?.options;
    let outer = sketch.path.len().checked_sub(sketch.names.len())?;
    for (depth, name) in sketch.path.iter().enumerate() {
        let Some(node) = section.value(ev.symbols.intern(name.as_bytes())) else {
            // Names of sets around it are told where they stand.
            let range = sketch.names.get(depth.checked_sub(outer)?)?.clone();
            return is_module_key(depth, name).then(|| unknown(ev, sketch, depth, section, range));
        };
        match Node::of(ev, node).ok()?? {
            Node::Section(inner) => section = inner,
            Node::Option(option) if depth + 1 == sketch.path.len() => {
                return wrong_type(ev, option.type_value(ev)?, sketch);
            }
            Node::Option(_) => return None,
        }
    }
    None
}

/// Whether a name could be an option at all: modules have keys of their own.
fn is_module_key(depth: usize, name: &str) -> bool {
    depth > 0 || !MODULE_KEYS.contains(&name)
}

fn unknown<'h>(
    ev: &Evaluator<'h>,
    sketch: &Sketch,
    depth: usize,
    section: Attrs<'h>,
    range: std::ops::Range<usize>,
) -> Glimpse {
    let before = sketch.path.get(..depth).unwrap_or_default();
    let name = sketch.path.get(depth).map(String::as_str).unwrap_or_default();
    let candidates: Vec<&'h [u8]> =
        ev.sorted_attrs(section).into_iter().map(|(key, _)| ev.text(key.name)).collect();
    let error = ev.suggest(ev.error(ErrorKind::Missing, ""), name.as_bytes(), &candidates);
    let whole = |name: &[u8]| {
        let path: Vec<&[u8]> = before.iter().map(|part| part.as_bytes()).chain([name]).collect();
        String::from_utf8_lossy(&show_path(&path)).into_owned()
    };
    Glimpse {
        range,
        code: "unknown-option",
        message: format!("The option `{}' does not exist.", whole(name.as_bytes())),
        suggestions: error.data().suggestions.iter().map(|name| whole(name)).collect(),
    }
}

fn wrong_type<'h>(ev: &Evaluator<'h>, kind: Value<'h>, sketch: &Sketch) -> Option<Glimpse> {
    let value = match sketch.literal.as_ref()? {
        Literal::Text(text) => ev.string(text),
        Literal::Bool(value) => Value::bool(*value),
        Literal::Number(text) => ev.int(text.parse().ok()?),
    };
    let check = field(ev, kind, "check")?;
    let fits =
        ev.call(check, &[value], Pos::NONE).and_then(|fits| ev.force(fits, Pos::NONE)).ok()?.as_bool()?;
    let words = type_words(ev, kind).unwrap_or_default();
    let name = String::from_utf8_lossy(&show_path(&sketch.path)).into_owned();
    (!fits).then(|| Glimpse {
        range: sketch.value.clone(),
        code: "type",
        message: format!("A definition for option `{name}' is not of type `{words}'."),
        suggestions: Vec::new(),
    })
}
