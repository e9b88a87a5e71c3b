//! The names of all options of a tree, those of submodules included: what a misspelt name may have meant.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};

use crate::configuration::options::{DeclaredOption, Node};

/// The paths of the options below a section.
pub(super) fn option_names<'h>(
    ev: &Evaluator<'h>,
    section: Attrs<'h>,
    path: &mut Vec<&'h [u8]>,
    names: &mut Vec<Vec<&'h [u8]>>,
) {
    if ev.check_stack(Pos::NONE).is_err() {
        return;
    }
    for (key, value) in ev.sorted_attrs(section) {
        path.push(ev.text(key.name));
        match Node::of(ev, value) {
            Ok(Some(Node::Section(inner))) if path[..] != [&b"_module"[..]] => {
                option_names(ev, inner, path, names);
            }
            Ok(Some(Node::Option(option))) => {
                names.push(path.clone());
                if let Some(inner) = sub_options(ev, option) {
                    option_names(ev, inner, path, names);
                }
            }
            Ok(_) | Err(_) => {}
        }
        path.pop();
    }
}

/// The options of the submodule that is the value of an option itself, not of what it is a set or list of.
fn sub_options<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> Option<Attrs<'h>> {
    let mut kind = ev.force(option.type_value(ev)?, Pos::NONE).ok()?.as_attrs()?;
    let part = |kind: Attrs<'h>, name: &[u8]| ev.force(kind.value(ev.symbols.intern(name))?, Pos::NONE).ok();
    let is = |kind: Attrs<'h>, name: &[u8]| {
        part(kind, b"name").and_then(|found| found.as_str()).is_some_and(|found| found.bytes == name)
    };
    if is(kind, b"nullOr") {
        kind = part(part(kind, b"nestedTypes")?.as_attrs()?, b"elemType")?.as_attrs()?;
    }
    if !is(kind, b"submodule") {
        return None;
    }
    let function = part(kind, b"getSubOptions")?;
    let options = ev.call(function, &[Value::list(hmeval_eval::heap::List::empty())], Pos::NONE).ok()?;
    ev.force(options, Pos::NONE).ok()?.as_attrs()
}
