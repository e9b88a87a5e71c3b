//! Files and paths: reading, looking, taking paths apart.

use hmeval_diag::Pos;

use super::{Builtin, builtin};
use crate::coerce::Coerce;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, Value, View};
use crate::path::parent;
use crate::store::Resolution;
use crate::string::{ContextBuilder, ContextElement};
use crate::world::FileKind;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!("readFile", ["path"], "The content of the file *path*, as a string.", read_file),
    builtin!(
        "readDir",
        ["path"],
        "The content of the folder *path*: for each name `\"regular\"`, `\"directory\"`, `\"symlink\"` or `\"unknown\"`.",
        read_dir
    ),
    builtin!(
        "readFileType",
        ["p"],
        "What lies at *p*: `\"regular\"`, `\"directory\"`, `\"symlink\"` or `\"unknown\"`.",
        read_file_type
    ),
    builtin!("pathExists", ["path"], "Whether something lies at *path*.", path_exists),
    Builtin {
        global: true,
        ..builtin!(
            "baseNameOf",
            ["x"],
            "The last part of the path or string *x*: what follows its last `/`.",
            base_name_of
        )
    },
    Builtin {
        global: true,
        ..builtin!(
            "dirOf",
            ["s"],
            "The folder of the path or string *s*: what precedes its last `/`.",
            dir_of
        )
    },
    builtin!("toPath", ["s"], "The absolute path *s* as a string. Deprecated: use `/. + s`.", to_path),
    builtin!(
        "storePath",
        ["path"],
        "*path*, which lies in the store, as a string that refers to the store object. It is not copied again.",
        store_path
    ),
    builtin!("getEnv", ["s"], "The environment variable *s*, empty if there is none.", get_env),
];

fn read_file<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let path = ev.realise_path(args[0])?;
    let shown = ev.shown_path(path);
    if shown.starts_with("«".as_bytes()) && ev.path_stat(path)?.is_none() {
        // Nix asks the fetched tree itself here, which has other words.
        return Err(ev.error(ErrorKind::Io, [b"'", &shown[..], b"' does not exist"].concat()));
    }
    let text = ev.read_file(path)?;
    if text.contains(&0) {
        let message =
            [b"the contents of the file '", path, b"' cannot be represented as a Nix string"].concat();
        return Err(ev.error(ErrorKind::Eval, message));
    }
    // In Nix the text refers to what the store object refers to, as far as the names occur in it. Of objects that
    // this evaluation made, this is known.
    let mut context = ContextBuilder::new();
    if ev.store.dir.is_in_store(path)
        && let Ok((object, _)) = ev.store.dir.to_store_path(path)
    {
        for reference in ev.object_references(&object).iter() {
            if contains(&text, reference.hash_part().as_bytes()) {
                let element = ContextElement::Opaque(ev.store.dir.print(reference).into());
                context.add_element(ev.contexts.intern(element));
            }
        }
    }
    Ok(Value::string_in(ev.heap, ev.heap.bytes(&text), context.finish(ev.heap)))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len().max(1)).any(|window| window == part)
}

fn read_dir<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let path = ev.realise_path(args[0])?;
    let entries = ev.list_dir(path)?;
    if let Some(prefetcher) = &ev.prefetcher {
        prefetcher.queue_folder(path, &entries);
    }
    let kinds = [FileKind::Regular, FileKind::Directory, FileKind::Symlink, FileKind::Unknown]
        .map(|kind| (kind, Value::string_in(ev.heap, kind.name().as_bytes(), None)));
    let mut attrs = AttrsBuilder::new(entries.len(), Pos::NONE);
    for (name, kind) in entries {
        let shown = kinds.iter().find(|known| known.0 == kind).map_or(Value::NULL, |known| known.1);
        attrs.insert(ev.symbols.intern(&name), Pos::NONE, shown);
    }
    Ok(Value::attrs(attrs.finish(ev.heap)))
}

fn read_file_type<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let path = ev.realise_path_with(args[0], None)?;
    ev.check_no_symlinks(path)?;
    Ok(ev.string(ev.existing_stat(path)?.kind.name()))
}

fn path_exists<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let value = ev.force(args[0], Pos::NONE)?;
    // A path has no slash at its end; a string with one asks for a folder.
    let must_be_dir =
        value.as_str().is_some_and(|str| str.bytes.ends_with(b"/") || str.bytes.ends_with(b"/."));
    let how = if must_be_dir { Resolution::Full } else { Resolution::Ancestors };
    let found = ev.realise_path_with(value, Some(how)).and_then(|path| ev.path_stat(path));
    match found {
        Ok(stat) => {
            let exists = stat.is_some_and(|stat| !must_be_dir || stat.kind == FileKind::Directory);
            Ok(Value::bool(exists))
        }
        Err(error) if error.data().kind == ErrorKind::Restricted => Ok(Value::FALSE),
        Err(error) => Err(error),
    }
}

/// As [`Coerce::PLAIN`], but a slash at the end of a path stays.
const AS_IS: Coerce = Coerce { canonical: false, ..Coerce::PLAIN };

fn base_name_of<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.baseNameOf";
    let mut context = ContextBuilder::new();
    let text = ev.coerce(Pos::NONE, args[0], &mut context, what, AS_IS)?;
    Ok(Value::string_in(ev.heap, legacy_base_name(text), context.finish(ev.heap)))
}

/// What follows the last slash; one slash at the end does not count.
fn legacy_base_name(text: &[u8]) -> &[u8] {
    let trimmed = match text {
        [rest @ .., b'/'] if !rest.is_empty() => rest,
        _ => text,
    };
    let start = trimmed.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    &trimmed[start..]
}

fn dir_of<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let value = ev.force(args[0], Pos::NONE)?;
    if let View::Path(path) = value.view() {
        return Ok(Value::path(ev.heap, parent(path)));
    }
    let what = "while evaluating the first argument passed to 'builtins.dirOf'";
    let mut context = ContextBuilder::new();
    let text = ev.coerce(Pos::NONE, value, &mut context, what, AS_IS)?;
    let dir = match text.iter().rposition(|&byte| byte == b'/') {
        None => b".",
        Some(0) => b"/",
        Some(slash) => &text[..slash],
    };
    Ok(Value::string_in(ev.heap, dir, context.finish(ev.heap)))
}

fn to_path<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.toPath";
    let mut context = ContextBuilder::new();
    let path = ev.coerce_to_path(Pos::NONE, args[0], &mut context, what)?;
    Ok(Value::string_in(ev.heap, path, context.finish(ev.heap)))
}

fn store_path<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    if ev.settings.pure_eval {
        let message = "'builtins.storePath' is not allowed in pure evaluation mode";
        return Err(ev.error(ErrorKind::Restricted, message));
    }
    let what = "while evaluating the first argument passed to 'builtins.storePath'";
    let mut context = ContextBuilder::new();
    let mut path = ev.coerce_to_path(Pos::NONE, args[0], &mut context, what)?;
    let dir = &ev.store.dir;
    // A link that is itself a store object stays.
    if dir.parse(path).is_err() {
        path = ev.heap.bytes(&ev.resolve_symlinks(path)?);
    }
    if !dir.is_in_store(path) {
        return Err(ev.error(ErrorKind::Eval, [b"path '", path, b"' is not in the Nix store"].concat()));
    }
    let (object, _) = dir.to_store_path(path).map_err(|error| ev.store_error(error))?;
    context.add_element(ev.contexts.intern(ContextElement::Opaque(dir.print(&object).into())));
    Ok(Value::string_in(ev.heap, path, context.finish(ev.heap)))
}

fn get_env<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.getEnv";
    let name = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    if ev.settings.pure_eval || ev.settings.restrict_eval {
        return Ok(ev.string(""));
    }
    Ok(ev.string(ev.world.env(name).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_names() {
        for (text, name) in
            [("", ""), ("/", ""), ("a", "a"), ("a/b/", "b"), ("a//", ""), ("//", ""), ("/a", "a")]
        {
            assert_eq!(legacy_base_name(text.as_bytes()), name.as_bytes(), "{text}");
        }
    }

    #[test]
    fn containing() {
        assert!(contains(b"xabcx", b"abc"));
        assert!(!contains(b"ab", b"abc"));
    }
}
