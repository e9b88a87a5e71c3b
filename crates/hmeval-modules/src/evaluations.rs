//! The evaluations of modules that an observed evaluation has seen: the whole configuration, and its submodules.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value};

use crate::property::get;

/// An evaluation of modules on the way to an option.
pub struct Enclosing<'h> {
    /// How many names of the option's path lead to it.
    pub depth: usize,
    /// Its modules.
    pub modules: Value<'h>,
}

/// The evaluations that have the option at `path` in them, innermost first.
///
/// A whole configuration may stand at any place in another one (that of a virtual machine, say), so that of those with
/// the same depth the first that was begun counts.
pub fn around<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Vec<Enclosing<'h>> {
    let mut found: Vec<Enclosing<'h>> = Vec::new();
    for seen in ev.observed().map(|observed| observed.configurations()).unwrap_or_default() {
        let Some(prefix) = names(ev, seen.prefix) else { continue };
        let depth = prefix.len();
        let inside = path.starts_with(&prefix) && depth < path.len();
        if inside && found.iter().all(|known| known.depth != depth) {
            found.push(Enclosing { depth, modules: seen.modules });
        }
    }
    found.sort_by_key(|enclosing| std::cmp::Reverse(enclosing.depth));
    found
}

/// What the module system made of the whole configuration before it looked whether anything is wrong with it.
pub struct Merged<'h> {
    /// The tree of options, with their values.
    pub options: Attrs<'h>,
    /// The definitions of options that do not exist: path, and file of the module.
    pub unknown: Vec<(Vec<Vec<u8>>, Vec<u8>)>,
}

/// The whole configuration; `None` if it was not seen, or could not be merged.
///
/// # Errors
/// Those of finding out what is defined.
pub fn whole<'h>(ev: &Evaluator<'h>) -> Result<Option<Merged<'h>>, Error<'h>> {
    let seen = ev.observed().map(|observed| observed.configurations()).unwrap_or_default();
    let whole = seen.iter().find(|seen| names(ev, seen.prefix).is_some_and(|prefix| prefix.is_empty()));
    let Some(merged) = whole.and_then(|whole| whole.merged) else { return Ok(None) };
    let Some(merged) = ev.force(merged, Pos::NONE)?.as_attrs() else { return Ok(None) };
    let (Some(options), Some(unmatched)) =
        (get(ev, merged, "matchedOptions"), get(ev, merged, "unmatchedDefns"))
    else {
        return Ok(None);
    };
    let Some(options) = ev.force(options, Pos::NONE)?.as_attrs() else { return Ok(None) };
    let unmatched =
        ev.force_list(unmatched, Pos::NONE, "while evaluating the definitions without an option")?;
    let definition = |definition: &Value<'h>| {
        let definition = ev.force(*definition, Pos::NONE).ok()?.as_attrs()?;
        let path = names(ev, get(ev, definition, "prefix")?)?;
        let file = ev.force(get(ev, definition, "file")?, Pos::NONE).ok()?;
        let file = file.as_str().map(|file| file.bytes.to_vec()).unwrap_or_default();
        Some((path, file))
    };
    Ok(Some(Merged { options, unknown: unmatched.items().iter().filter_map(definition).collect() }))
}

/// A list of names.
fn names<'h>(ev: &Evaluator<'h>, list: Value<'h>) -> Option<Vec<Vec<u8>>> {
    let list = ev.force(list, Pos::NONE).ok()?.as_list()?;
    let name = |name: &Value<'h>| Some(ev.force(*name, Pos::NONE).ok()?.as_str()?.bytes.to_vec());
    list.items().iter().map(name).collect()
}
