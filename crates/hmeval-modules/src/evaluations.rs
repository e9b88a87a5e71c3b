//! The evaluations of modules that an observed evaluation has seen: the whole configuration, and its submodules.

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::observe::Configuration;
use hmeval_eval::{Error, Evaluator, Value};
use rustc_hash::FxHashSet;

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
    let enclosing = |depth: usize| {
        let seen = begun_at(ev, path.get(..depth)?).into_iter().next()?;
        Some(Enclosing { depth, modules: seen.modules })
    };
    (0..path.len()).rev().filter_map(enclosing).collect()
}

/// The evaluations that were begun for the value of the option at `prefix`, in order. Package sets have an evaluation of a
/// few modules of their own, for what `config` says of them: where a configuration takes its `lib` from its packages that one
/// is begun first, and nobody means it.
fn begun_at<'h>(ev: &Evaluator<'h>, prefix: &[Vec<u8>]) -> Vec<Configuration<'h>> {
    const FEW: usize = 6;
    let mut found = ev.observed_at(prefix);
    if prefix.is_empty() && found.len() > 1 {
        let modules =
            |seen: &Configuration<'h>| ev.force(seen.modules, Pos::NONE).ok().and_then(Value::as_list);
        found.sort_by_key(|seen| modules(seen).is_some_and(|modules| modules.len() <= FEW));
    }
    found
}

/// The name of a module: mostly, the path of its file.
pub fn key_of<'h>(ev: &Evaluator<'h>, module: Value<'h>) -> Option<Vec<u8>> {
    let module = ev.force(module, Pos::NONE).ok()?.as_attrs()?;
    Some(ev.force(get(ev, module, "key")?, Pos::NONE).ok()?.as_str()?.bytes.to_vec())
}

/// What the module system made of an evaluation of modules before it looked whether anything is wrong with it.
pub struct Merged<'h> {
    /// The evaluation itself.
    pub seen: Configuration<'h>,
    /// How many names of the path that was asked for lead to it; 0 for the whole configuration.
    pub depth: usize,
    /// Its modules.
    pub modules: Value<'h>,
    /// The tree of options, with their values.
    pub options: Attrs<'h>,
    /// The definitions of options that do not exist; none where they cannot be listed.
    pub unknown: Vec<Unknown<'h>>,
    /// Why they cannot be listed.
    pub obstacle: Option<Error<'h>>,
}

/// A definition of an option that does not exist.
pub struct Unknown<'h> {
    /// Its path in the evaluation, up to the first name that no option has.
    pub path: Vec<Vec<u8>>,
    /// The file of the module, as the module system names it.
    pub file: Vec<u8>,
    /// What is defined there.
    pub value: Option<Value<'h>>,
}

/// The whole configuration; `None` if it was not seen, or could not be merged.
///
/// # Errors
/// Those of finding out what is defined.
pub fn whole<'h>(ev: &Evaluator<'h>) -> Result<Option<Merged<'h>>, Error<'h>> {
    match begun_at(ev, &[]).first() {
        Some(whole) => merged(ev, *whole, 0),
        None => Ok(None),
    }
}

/// The first evaluation that was begun for the value of the option at `prefix` and could be merged; the whole
/// configuration for the empty path.
pub fn at<'h>(ev: &Evaluator<'h>, prefix: &[Vec<u8>]) -> Option<Merged<'h>> {
    begun_at(ev, prefix).into_iter().find_map(|seen| merged(ev, seen, prefix.len()).ok()?)
}

/// What was made of these modules, the innermost on the way to the option at `path`.
pub fn of_modules<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>], modules: Value<'h>) -> Option<Merged<'h>> {
    around_with(ev, path, |merged| merged.modules.address() == modules.address())
}

/// A path with the names that the module system has for elements of lists (`[definition 1-entry 2]`) in place of their
/// numbers, as far as these elements are evaluations.
pub fn with_entries<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut path = path.to_vec();
    for depth in 0..path.len() {
        let Some(index) = std::str::from_utf8(&path[depth]).ok().and_then(|name| name.parse::<usize>().ok())
        else {
            continue;
        };
        let entry = |prefix: Vec<Vec<u8>>| {
            let (name, before) = prefix.split_last()?;
            Some((entry_numbers(name).filter(|_| *before == path[..depth])?, name.clone()))
        };
        let all = ev.observed().map(|observed| observed.configurations()).unwrap_or_default();
        let entries: BTreeMap<_, _> =
            all.into_iter().filter_map(|seen| entry(names(ev, seen.prefix)?)).collect();
        if let Some(name) = entries.into_values().nth(index) {
            path[depth] = name;
        }
    }
    path
}

/// The numbers in `[definition 1-entry 2]`, as `listOf` calls an element (nixpkgs `lib/types.nix`): of the definition, and of
/// the element in it, both from 1.
pub fn entry_numbers(name: &[u8]) -> Option<(usize, usize)> {
    let inside = std::str::from_utf8(name).ok()?.strip_prefix("[definition ")?.strip_suffix(']')?;
    let (definition, entry) = inside.split_once("-entry ")?;
    Some((definition.parse().ok()?, entry.parse().ok()?))
}

/// The evaluations for values of options whose modules `accept` takes, with the paths of these options. Those in `known` are
/// left out, and all that were looked at are put there.
pub fn submodules<'h>(
    ev: &Evaluator<'h>,
    known: &mut FxHashSet<usize>,
    accept: impl Fn(&[Value<'h>]) -> bool,
) -> Vec<(Vec<Vec<u8>>, Merged<'h>)> {
    let mut found = Vec::new();
    for seen in ev.observed().map(|observed| observed.configurations()).unwrap_or_default() {
        if !known.insert(seen.modules.address()) {
            continue;
        }
        let Some(prefix) = names(ev, seen.prefix).filter(|prefix| !prefix.is_empty()) else { continue };
        let modules = ev.force(seen.modules, Pos::NONE).ok().and_then(Value::as_list);
        if modules.is_some_and(|modules| accept(modules.items()))
            && let Ok(Some(merged)) = merged(ev, seen, prefix.len())
        {
            found.push((prefix, merged));
        }
    }
    found
}

/// The innermost evaluation that could be merged and that has the option at `path` in it.
pub fn merged_around<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Option<Merged<'h>> {
    around_with(ev, path, |_| true)
}

/// The innermost evaluation around `path` in which `path` is a definition of an option that does not exist.
pub fn refusing<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Option<Merged<'h>> {
    around_with(ev, path, |merged| {
        merged.unknown.iter().any(|unknown| path.get(merged.depth..) == Some(&unknown.path))
    })
}

/// A module in an evaluation of modules.
pub struct Member<'h> {
    /// The evaluation.
    pub seen: Configuration<'h>,
    /// What was made of it.
    pub merged: Merged<'h>,
    /// The path of the option that it is the value of.
    pub prefix: Vec<Vec<u8>>,
    /// All of its modules.
    pub modules: &'h [Value<'h>],
    /// The place of the module among them.
    pub index: usize,
    /// The module's name: the path of its file as the module system knows it.
    pub key: Vec<u8>,
}

/// The module whose name `is_it` accepts, in the first evaluation that has it and could be merged; that of the whole
/// configuration with these options goes before all others.
pub fn member<'h>(
    ev: &Evaluator<'h>,
    whole: Option<Attrs<'h>>,
    is_it: impl Fn(&[u8]) -> bool,
) -> Option<Member<'h>> {
    let mut first = None;
    for seen in ev.observed().map(|observed| observed.configurations()).unwrap_or_default() {
        let Some(modules) = ev.force(seen.modules, Pos::NONE).ok().and_then(Value::as_list) else { continue };
        let mut keys = modules.items().iter().map(|module| key_of(ev, *module)).enumerate();
        let found = keys.find_map(|(index, key)| Some((index, key.filter(|key| is_it(key))?)));
        let Some((index, key)) = found else { continue };
        let Some(prefix) = names(ev, seen.prefix) else { continue };
        let Ok(Some(merged)) = merged(ev, seen, prefix.len()) else { continue };
        let address = |attrs| Value::attrs(attrs).address();
        let is_whole = whole.is_some_and(|whole| address(whole) == address(merged.options));
        let member = Member { seen, merged, prefix, modules: modules.items(), index, key };
        if is_whole {
            return Some(member);
        }
        first.get_or_insert(member);
    }
    first
}

/// The modules of the evaluations for values of options whose path `accept` takes, with that path.
pub fn with_modules<'h>(
    ev: &Evaluator<'h>,
    accept: impl Fn(&[Vec<u8>]) -> bool,
) -> Vec<(Vec<Vec<u8>>, &'h [Value<'h>])> {
    let of = |seen: Configuration<'h>| {
        let prefix = names(ev, seen.prefix).filter(|prefix| accept(prefix))?;
        Some((prefix, ev.force(seen.modules, Pos::NONE).ok()?.as_list()?.items()))
    };
    let all = ev.observed().map(|observed| observed.configurations()).unwrap_or_default();
    all.into_iter().filter_map(of).collect()
}

fn around_with<'h>(
    ev: &Evaluator<'h>,
    path: &[Vec<u8>],
    accept: impl Fn(&Merged<'h>) -> bool,
) -> Option<Merged<'h>> {
    let at = |depth: usize| {
        begun_at(ev, path.get(..depth).unwrap_or_default()).into_iter().map(move |seen| (depth, seen))
    };
    let inside = (0..path.len()).rev().flat_map(at);
    inside.filter_map(|(depth, seen)| merged(ev, seen, depth).ok()?).find(accept)
}

fn merged<'h>(
    ev: &Evaluator<'h>,
    seen: Configuration<'h>,
    depth: usize,
) -> Result<Option<Merged<'h>>, Error<'h>> {
    let Some(merged) = seen.merged else { return Ok(None) };
    let Some(merged) = ev.force(merged, Pos::NONE)?.as_attrs() else { return Ok(None) };
    let (Some(options), Some(unmatched)) =
        (get(ev, merged, "matchedOptions"), get(ev, merged, "unmatchedDefns"))
    else {
        return Ok(None);
    };
    let Some(options) = ev.force(options, Pos::NONE)?.as_attrs() else { return Ok(None) };
    // One value that decides what a module defines (`programs.${if config.a …}`) can make the list fail, for it is one list
    // for all modules. The options beside it are there all the same.
    let unmatched = ev.force_list(unmatched, Pos::NONE, "while evaluating the definitions without an option");
    let (unmatched, obstacle) = match unmatched {
        Ok(unmatched) => (unmatched.items(), None),
        Err(error) => (&[][..], Some(error)),
    };
    let definition = |definition: &Value<'h>| {
        let definition = ev.force(*definition, Pos::NONE).ok()?.as_attrs()?;
        let path = names(ev, get(ev, definition, "prefix")?)?;
        let file = ev.force(get(ev, definition, "file")?, Pos::NONE).ok()?;
        let file = file.as_str().map(|file| file.bytes.to_vec()).unwrap_or_default();
        Some(Unknown { path, file, value: get(ev, definition, "value") })
    };
    let unknown = unmatched.iter().filter_map(definition).collect();
    Ok(Some(Merged { seen, depth, modules: seen.modules, options, unknown, obstacle }))
}

/// A list of names.
fn names<'h>(ev: &Evaluator<'h>, list: Value<'h>) -> Option<Vec<Vec<u8>>> {
    let list = ev.force(list, Pos::NONE).ok()?.as_list()?;
    let name = |name: &Value<'h>| Some(ev.force(*name, Pos::NONE).ok()?.as_str()?.bytes.to_vec());
    list.items().iter().map(name).collect()
}
