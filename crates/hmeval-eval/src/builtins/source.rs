//! Sources: naming files and texts as if they were put into the store, and the search path.

use std::rc::Rc;

use hmeval_diag::Pos;
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashAlgo, SingleDerivedPath, StorePath};

use super::{Builtin, builtin};
use crate::coerce::Coerce;
use crate::context::Reference;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, List, Value};
use crate::path::base_name;
use crate::print::identifier;
use crate::store::{NotRealised, Object, PathSource};
use crate::string::{Context, ContextBuilder};
use crate::symbol::known;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!(
        "path",
        ["args"],
        "The store path of a copy of `path`, under the name `name` if that is given. Of a folder, only what the function \
         `filter` (called with path and type) wants is copied. If `recursive` is false, the content of the file is \
         hashed and not its archive. If `sha256` is given, the hash must be that.",
        path
    ),
    builtin!(
        "filterSource",
        ["e1", "e2"],
        "The store path of a copy of the folder *e2*, of which only what the function *e1* (called with path and type) \
         wants is copied.",
        filter_source
    ),
    builtin!(
        "toFile",
        ["name", "s"],
        "The store path of a file with the content *s*. The string may refer to sources, but not to derivations.",
        to_file
    ),
    builtin!(
        "findFile",
        ["search-path", "lookup-path"],
        "The place of *lookup-path* in *search-path*, a list of sets with `prefix` and `path`: what `<…>` calls.",
        find_file
    ),
];

/// What is to be copied, and how.
struct AddPath<'a, 'h> {
    name: &'a [u8],
    path: &'h [u8],
    filter: Option<Value<'h>>,
    method: ContentAddressMethod,
    expected: Option<Hash>,
    context: Option<&'h Context<'h>>,
}

/// Nix: `addPath`.
fn add_path<'h>(ev: &Evaluator<'h>, args: &AddPath<'_, 'h>) -> Result<'h, Value<'h>> {
    try_add_path(ev, args)
        .map(|path| ev.store_path_value(&path))
        .map_err(|error| ev.frame(error, Pos::NONE, [b"while adding path '", args.path, b"'"].concat()))
}

fn try_add_path<'h>(ev: &Evaluator<'h>, args: &AddPath<'_, 'h>) -> Result<'h, StorePath> {
    let mut references: Rc<[StorePath]> = Rc::default();
    if args.context.is_some() && ev.store.dir.is_in_store(args.path) {
        ev.realise_context(args.context)?;
        let object = ev.store.dir.to_store_path(args.path).map_err(|error| ev.store_error(error))?;
        references = ev.object_references(&object.0);
    }
    let mut expected = None;
    if let Some(hash) = args.expected {
        let path = ev.content_path(args.name, ContentAddress { method: args.method, hash }, &references)?;
        if ev.is_valid_path(&path)? {
            ev.store.allow_path(&ev.store.dir.print(&path));
            return Ok(path);
        }
        expected = Some(path);
    }
    let path = ev.resolve_symlinks(args.path)?;
    let added = ev.add_source(&PathSource {
        name: args.name,
        path: &path,
        filter: args.filter,
        method: args.method,
        references,
    })?;
    if expected.is_some_and(|expected| expected != added) {
        let message =
            [b"store path mismatch in (possibly filtered) path added from '", args.path, b"'"].concat();
        return Err(ev.error(ErrorKind::Eval, message));
    }
    Ok(added)
}

fn filter_source<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let mut context = ContextBuilder::new();
    let what = "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'";
    let path = ev.coerce_to_path(Pos::NONE, args[1], &mut context, what)?;
    let what = "while evaluating the first argument passed to builtins.filterSource";
    let filter = ev.force_function(args[0], Pos::NONE, what)?;
    let method = ContentAddressMethod::Nar;
    let context = context.finish(ev.heap);
    add_path(
        ev,
        &AddPath { name: base_name(path), path, filter: Some(filter), method, expected: None, context },
    )
}

fn path<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let attrs =
        ev.force_attrs(args[0], Pos::NONE, "while evaluating the argument passed to 'builtins.path'")?;
    let (mut path, mut name, mut filter, mut expected) = (None, &b""[..], None, None);
    let mut method = ContentAddressMethod::Nar;
    let mut context = ContextBuilder::new();
    for (key, value) in attrs.iter(ev.heap) {
        match ev.text(key.name) {
            b"path" => {
                let what = "while evaluating the 'path' attribute passed to 'builtins.path'";
                path = Some(ev.coerce_to_path(key.pos, value, &mut context, what)?);
            }
            b"name" => {
                let what = "while evaluating the `name` attribute passed to builtins.path";
                name = ev.force_str_no_context(value, key.pos, what)?;
            }
            b"filter" => {
                let what = "while evaluating the `filter` parameter passed to builtins.path";
                filter = Some(ev.force_function(value, key.pos, what)?);
            }
            b"recursive" => {
                let what = "while evaluating the `recursive` attribute passed to builtins.path";
                let recursive = ev.force_bool(value, key.pos, what)?;
                method = if recursive { ContentAddressMethod::Nar } else { ContentAddressMethod::Flat };
            }
            b"sha256" => {
                let what = "while evaluating the `sha256` attribute passed to builtins.path";
                let text = ev.force_str_no_context(value, key.pos, what)?;
                expected = Some(ev.parse_hash(text, Some(HashAlgo::Sha256))?);
            }
            other => {
                let mut message = b"unsupported argument '".to_vec();
                identifier(&mut message, other);
                message.extend_from_slice(b"' to 'builtins.path'");
                return Err(ev.error_at(ErrorKind::Eval, key.pos, message));
            }
        }
    }
    let Some(path) = path else {
        let message = "missing required 'path' attribute in the first argument to 'builtins.path'";
        return Err(ev.error(ErrorKind::Eval, message));
    };
    let name = if name.is_empty() { base_name(path) } else { name };
    add_path(ev, &AddPath { name, path, filter, method, expected, context: context.finish(ev.heap) })
}

fn to_file<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.toFile";
    let name = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.toFile";
    let content = ev.force_str(args[1], Pos::NONE, what)?;
    let mut references = std::collections::BTreeSet::new();
    for (_, reference) in ev.references(content.context)? {
        match &*reference {
            Reference::Path(SingleDerivedPath::Opaque(path)) => references.insert(path.clone()),
            other => {
                let shown = other.encode();
                let message = [
                    b"files created by builtins.toFile may not reference derivations, but ",
                    name,
                    b" references ",
                    &shown,
                ];
                return Err(ev.error(ErrorKind::Eval, message.concat()));
            }
        };
    }
    let path =
        ev.store.dir.text_path(name, content.bytes, &references).map_err(|error| ev.store_error(error))?;
    ev.store.derivations.borrow_mut().add_references(path.clone(), references.into_iter().collect());
    ev.store.add_object(&path, Object::Text(Rc::from(content.bytes)));
    Ok(ev.store_path_value(&path))
}

fn find_file<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.findFile";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    let mut entries = Vec::with_capacity(list.len());
    for entry in list.items() {
        entries.push(search_entry(ev, *entry)?);
    }
    let what = "while evaluating the second argument passed to builtins.findFile";
    let name = ev.force_str_no_context(args[1], Pos::NONE, what)?;
    let found = ev.find_file_in(&entries, name, Pos::NONE)?;
    Ok(Value::path(ev.heap, ev.heap.bytes(&found)))
}

/// Prefix and path of an element of a search path.
fn search_entry<'h>(ev: &Evaluator<'h>, entry: Value<'h>) -> Result<'h, (Vec<u8>, Vec<u8>)> {
    let what = "while evaluating an element of the list passed to builtins.findFile";
    let attrs = ev.force_attrs(entry, Pos::NONE, what)?;
    let prefix = match attrs.value(known::PREFIX) {
        None => &b""[..],
        Some(prefix) => {
            let what = "while evaluating the `prefix` attribute of an element of the list passed to builtins.findFile";
            ev.force_str_no_context(prefix, Pos::NONE, what)?
        }
    };
    let Some(path) = attrs.value(known::PATH) else {
        let error = ev.error(ErrorKind::Missing, "attribute 'path' missing");
        return Err(ev.frame(error, Pos::NONE, "in an element of the __nixPath"));
    };
    let what = "while evaluating the `path` attribute of an element of the list passed to builtins.findFile";
    let mut context = ContextBuilder::new();
    let how = Coerce { canonical: false, ..Coerce::PLAIN };
    let path = ev.coerce(Pos::NONE, path, &mut context, what, how)?;
    ev.try_realise(context.finish(ev.heap)).map_err(|reason| match reason {
        NotRealised::Failed(error) => error,
        NotRealised::Invalid(missing) => {
            let missing = missing.to_string();
            let message =
                [b"cannot find '", path, b"', since path '", missing.as_bytes(), b"' is not valid"].concat();
            ev.error(ErrorKind::Eval, message)
        }
    })?;
    Ok((prefix.to_vec(), path.to_vec()))
}

/// `builtins.nixPath`: the search path of the settings as a list of sets.
pub fn nix_path<'h>(ev: &Evaluator<'h>, _: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let entries = &ev.settings.nix_path;
    let list = List::new(ev.heap, entries.len(), |index| {
        let (prefix, path) = entries.get(index).map_or((&b""[..], &b""[..]), |(prefix, path)| (prefix, path));
        let mut attrs = AttrsBuilder::new(2, Pos::NONE);
        attrs.insert(known::PATH, Pos::NONE, ev.string(path));
        attrs.insert(known::PREFIX, Pos::NONE, ev.string(prefix));
        Value::attrs(attrs.finish(ev.heap))
    });
    Ok(Value::list(list))
}
