//! Packages that have to do with an option, as links to a search page (nixpkgs `nixos/lib/make-options-doc`).

use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::heap::{Attrs, List};
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, Value, View};

use super::entry::Reader;

/// A list of markdown. A package is named by its attribute, by its path, or by a set with one of them and more.
///
/// # Errors
/// Those of evaluating the packages; if one has no name.
pub fn markdown<'h>(reader: &Reader<'_, 'h>, packages: List<'h>) -> Result<Vec<u8>, Error<'h>> {
    let mut out = Vec::new();
    for package in packages.items() {
        let package = reader.ev.force(*package, Pos::NONE)?;
        let (name, title, comment) = match package.view() {
            View::Str(name) => (name.bytes.to_vec(), None, None),
            View::List(path) => (dotted(reader, path)?, None, None),
            View::Attrs(attrs) => described(reader, attrs)?,
            _ => return Err(reader.ev.wrong_type("a set", package, Pos::NONE)),
        };
        let title = title.map(|title| [&title[..], b" aka "].concat()).unwrap_or_default();
        let comment = comment.map(|comment| [b"\n\n  ", &comment[..]].concat()).unwrap_or_default();
        let parts: [&[u8]; 10] = [
            b"- [",
            &title,
            b"`pkgs.",
            &name,
            b"`](\n    https://search.nixos.org/packages?show=",
            &name,
            b"&sort=relevance&query=",
            &name,
            b"\n  )",
            &comment,
        ];
        out.extend_from_slice(&parts.concat());
        out.push(b'\n');
    }
    Ok(out)
}

type Described = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);

fn described<'h>(reader: &Reader<'_, 'h>, attrs: Attrs<'h>) -> Result<Described, Error<'h>> {
    let field = |name: &str| reader.get(attrs, name).map(|value| text(reader, value)).transpose();
    let name = match (field("name")?, reader.forced(attrs, "path")?.and_then(|path| path.as_list())) {
        (Some(name), _) => name,
        (None, Some(path)) => dotted(reader, path)?,
        (None, None) => return Err(reader.error("a related package has neither a name nor a path")),
    };
    let title = match reader.forced(attrs, "title")? {
        Some(title) if !title.same(Value::NULL) => Some(text(reader, title)?),
        _ => None,
    };
    Ok((name, title, field("comment")?))
}

fn dotted<'h>(reader: &Reader<'_, 'h>, path: List<'h>) -> Result<Vec<u8>, Error<'h>> {
    let parts: Vec<_> = path.items().iter().map(|part| text(reader, *part)).collect::<Result<_, _>>()?;
    Ok(parts.join(&b'.'))
}

fn text<'h>(reader: &Reader<'_, 'h>, value: Value<'h>) -> Result<Vec<u8>, Error<'h>> {
    let what = "while evaluating a related package";
    let mut context = ContextBuilder::new();
    Ok(reader.ev.coerce(Pos::NONE, value, &mut context, what, Coerce::INTERPOLATION)?.to_vec())
}
