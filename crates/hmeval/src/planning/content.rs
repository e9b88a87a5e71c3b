//! From the `source` of a file to what the file is made of.

use std::rc::Rc;

use hmeval_activate::Bytes;
use hmeval_activate::plan::{Content, InFolder};
use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::context::Reference;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_store::{Derivation, SingleDerivedPath, StorePath};

use super::writers::{Written, written};

/// What a file is made of, and the store paths that its text refers to.
pub(super) struct Sourced {
    pub(super) content: Content,
    pub(super) references: Vec<Referred>,
}

impl From<Content> for Sourced {
    fn from(content: Content) -> Self {
        Sourced { content, references: Vec::new() }
    }
}

/// What the `source` of a file stands for.
///
/// # Errors
/// Those of evaluating it.
pub(super) fn of_source<'h>(ev: &Evaluator<'h>, source: Value<'h>) -> Result<Sourced, Error<'h>> {
    let mut context = ContextBuilder::new();
    let what = "while evaluating the source of a file";
    let path = ev.coerce(Pos::NONE, source, &mut context, what, Coerce::PLAIN)?;
    for (_, reference) in ev.references(context.finish(ev.heap))? {
        if let Reference::Path(SingleDerivedPath::Built { drv, output }) = &*reference
            && let SingleDerivedPath::Opaque(drv_path) = &**drv
        {
            let drv = ev.derivation_at(drv_path)?;
            let Some(root) = output_path(ev, &drv, output) else { continue };
            if let Some(within) = below(path, &root) {
                return built(ev, drv_path, &drv, path, within);
            }
        }
    }
    // Home Manager copies it, which is a look at it: it must be there, and allowed.
    ev.existing_stat(path)?;
    in_world(ev, path).map(Sourced::from)
}

/// What lies at a store path that a text refers to.
///
/// # Errors
/// Those of reading derivations and files.
pub(super) fn of_reference<'h>(ev: &Evaluator<'h>, referred: &Referred) -> Result<Sourced, Error<'h>> {
    let path = referred.path.as_bytes();
    match &referred.drv {
        Some(drv_path) => built(ev, drv_path, &ev.derivation_at(drv_path)?, path, b""),
        None => in_world(ev, path).map(Sourced::from),
    }
}

/// A path that no build makes: of the configuration, or of a source that counts as copied to the store.
fn in_world<'h>(ev: &Evaluator<'h>, path: &[u8]) -> Result<Content, Error<'h>> {
    Ok(match ev.real_path(path) {
        Some(real) => Content::Path { path: Bytes::from(&real[..]) },
        // A text of `builtins.toFile`; what a filter left of a folder has no place of its own.
        None => match ev.read_file(path) {
            Ok(text) => Content::Text { text: Bytes(text), executable: false },
            Err(_) => Content::Build { drv: "a filtered source".to_owned(), path: Bytes::from(path) },
        },
    })
}

/// What lies in the output of a derivation.
fn built<'h>(
    ev: &Evaluator<'h>,
    drv_path: &StorePath,
    drv: &Rc<Derivation>,
    path: &[u8],
    within: &[u8],
) -> Result<Sourced, Error<'h>> {
    let content = match written(drv) {
        Some(Written::File { within: place, bytes, executable }) if place == within => {
            Content::Text { text: Bytes(bytes), executable }
        }
        // A folder of the output is wanted, in which the file lies.
        Some(Written::File { within: place, bytes, executable })
            if below(&place, within).is_some_and(|rest| !rest.is_empty()) =>
        {
            let path = below(&place, within).unwrap_or_default().to_vec();
            let path = Bytes(path.strip_prefix(b"/").map(<[u8]>::to_vec).unwrap_or_default());
            Content::Folder { files: vec![InFolder { path, text: Bytes(bytes), executable }] }
        }
        Some(Written::Link(to)) if within.is_empty() => Content::Link { to: Bytes(to) },
        // Somebody has built it.
        _ if ev.world.stat(path).is_ok_and(|stat| stat.is_some()) => {
            return Ok(Content::Path { path: Bytes::from(path) }.into());
        }
        _ => {
            let drv = String::from_utf8_lossy(&ev.store.dir.print(drv_path)).into_owned();
            return Ok(Content::Build { drv, path: Bytes::from(path) }.into());
        }
    };
    let texts: Vec<&Bytes> = match &content {
        Content::Text { text, .. } => vec![text],
        Content::Folder { files } => files.iter().map(|file| &file.text).collect(),
        _ => Vec::new(),
    };
    let mut references = Vec::new();
    for text in texts {
        references.extend(mentioned(ev, drv, &text.0)?);
    }
    Ok(Sourced { content, references })
}

/// The inputs of a derivation that a text names.
fn mentioned<'h>(ev: &Evaluator<'h>, drv: &Derivation, text: &[u8]) -> Result<Vec<Referred>, Error<'h>> {
    let mut found = Vec::new();
    let mut look = |path: Vec<u8>, drv: Option<&StorePath>| {
        if text.windows(path.len()).any(|window| window == path) {
            let path = String::from_utf8_lossy(&path).into_owned();
            found.push(Referred { path, drv: drv.cloned() });
        }
    };
    for (input, wanted) in &drv.input_drvs {
        let input_drv = ev.derivation_at(input)?;
        for output in &wanted.outputs {
            if let Some(path) = output_path(ev, &input_drv, output) {
                look(path, Some(input));
            }
        }
    }
    for source in &drv.input_srcs {
        look(ev.store.dir.print(source), None);
    }
    Ok(found)
}

/// A store path that a text refers to.
#[derive(Clone, Debug)]
pub(super) struct Referred {
    /// The path.
    pub(super) path: String,
    /// The derivation that makes it, if one does.
    pub(super) drv: Option<StorePath>,
}

/// What the context of a text refers to.
///
/// # Errors
/// Those of reading derivations.
pub(super) fn references<'h>(
    ev: &Evaluator<'h>,
    context: ContextBuilder<'h>,
) -> Result<Vec<Referred>, Error<'h>> {
    let mut all = Vec::new();
    for (_, reference) in ev.references(context.finish(ev.heap))? {
        let (path, drv) = match &*reference {
            Reference::Path(SingleDerivedPath::Built { drv, output }) => match &**drv {
                SingleDerivedPath::Opaque(drv) => {
                    (output_path(ev, &*ev.derivation_at(drv)?, output), Some(drv.clone()))
                }
                SingleDerivedPath::Built { .. } => (None, None),
            },
            Reference::Path(SingleDerivedPath::Opaque(path)) => (Some(ev.store.dir.print(path)), None),
            Reference::DrvDeep(_) => (None, None),
        };
        all.extend(path.map(|path| Referred { path: String::from_utf8_lossy(&path).into_owned(), drv }));
    }
    Ok(all)
}

fn output_path(ev: &Evaluator<'_>, drv: &Derivation, output: &[u8]) -> Option<Vec<u8>> {
    let path = drv.outputs.get(output)?.path(&ev.store.dir, &drv.name, output).ok()??;
    Some(ev.store.dir.print(&path))
}

/// What of a path is below another.
fn below<'a>(path: &'a [u8], root: &[u8]) -> Option<&'a [u8]> {
    let rest = path.strip_prefix(root)?;
    (rest.is_empty() || rest.starts_with(b"/")).then_some(rest)
}
