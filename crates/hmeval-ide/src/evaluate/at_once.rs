//! What can be said of a text that was just changed or opened, without evaluating everything: the module is evaluated by
//! itself, and the options that the change is about are merged again.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use hmeval_config::check::record::Record;
use hmeval_config::check::rule::Levels;
use hmeval_config::check::{draft, is_module};
use hmeval_config::configuration::Configuration;
use hmeval_diag::{FileId, Origin, Pos};
use hmeval_eval::{Evaluator, Value};
use hmeval_flake::LockedFlake;
use hmeval_syntax::editor::{Binding, Tree};

use super::placed::is_file;
use super::{glance, is_ended, place};
use crate::answer::{Drafted, FileSymbols, Glance, Text};
use crate::overlay::Texts;
use crate::project::Project;
use crate::shift::changed;

/// A folder, with what its files bind.
pub(crate) type Listed = (Vec<u8>, Arc<Vec<FileSymbols>>);

/// What an evaluation knows of the texts.
pub(crate) struct Evaluated<'h> {
    /// The texts that were evaluated.
    pub(crate) texts: Texts,
    /// Where texts were changed since: what was said about them may have to be taken back.
    pub(crate) touched: RefCell<BTreeSet<Vec<String>>>,
    /// The bindings of the texts that were looked at, as they were evaluated.
    pub(crate) bindings: RefCell<BTreeMap<Vec<u8>, Rc<Vec<Binding>>>>,
    /// What the files of a folder bind, once somebody asked.
    pub(crate) symbols: RefCell<Option<Listed>>,
    /// What yields the configuration.
    pub(crate) project: Project,
    /// If that is a flake: the flake, and its outputs, once somebody asked.
    pub(crate) flake: OnceCell<Option<LockedFlake>>,
    pub(crate) outputs: OnceCell<Option<Value<'h>>>,
    /// Up to here the heap may grow; then a new evaluation has to come first.
    pub(crate) heap_limit: usize,
}

impl Evaluated<'_> {
    /// The bindings of a file as it was evaluated. It is read once, and asked for at every change.
    fn bindings_of(&self, file: &[u8], text: &str) -> Rc<Vec<Binding>> {
        let mut known = self.bindings.borrow_mut();
        let bindings = known.entry(file.to_vec()).or_insert_with(|| Rc::new(Tree::parse(text).bindings()));
        Rc::clone(bindings)
    }
}

/// What can be said of a text.
pub(super) fn at_once<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    text: &Text,
    evaluated: &Evaluated<'_>,
) -> Glance {
    let touched = touched(text, evaluated);
    let only: Option<Vec<Vec<Vec<u8>>>> = touched.map(|touched| {
        let bytes = |path: Vec<String>| path.into_iter().map(String::into_bytes).collect();
        touched.into_iter().map(bytes).collect()
    });
    let draft = match ev.heap.allocated() > evaluated.heap_limit {
        true => None,
        false => drafted(ev, configuration, &text.file, Some(text.text.as_bytes().into()), only.as_deref()),
    };
    let glimpses = match draft {
        // Which options the definitions of another file would be of, nobody knows: where it could not be read, say.
        None if is_module(ev, configuration, |name| is_file(ev, name, &text.file)) => {
            glance::glance(ev, configuration, &text.sketches)
        }
        _ => Vec::new(),
    };
    Glance { glimpses, draft }
}

/// Whether a place is in a text of a file that another one has replaced since.
fn is_replaced(ev: &Evaluator<'_>, pos: Pos) -> bool {
    let sources = ev.sources.borrow();
    let (Some((file, _)), Some((last, _))) = (sources.resolve(pos), sources.resolve(Pos(u32::MAX))) else {
        return false;
    };
    let origin = &sources.file(file).origin;
    matches!(origin, Origin::File(_))
        && (file.0 + 1..=last.0).any(|later| sources.file(FileId(later)).origin == *origin)
}

/// What can be said of a file as it is evaluated here, before anything else is.
pub(super) fn opened<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    file: &[u8],
) -> Option<Drafted> {
    drafted(ev, configuration, file, None, None)
}

fn drafted<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    file: &[u8],
    text: Option<Arc<[u8]>>,
    only: Option<&[Vec<Vec<u8>>]>,
) -> Option<Drafted> {
    let levels = Levels::read(&[]).unwrap_or_default();
    let draft = draft(ev, configuration, |name| is_file(ev, name, file), text, only, &levels);
    // An evaluation that was ended says wrong things.
    let draft = draft.filter(|_| !is_ended(ev))?;
    let mut records = Vec::new();
    // What is computed from the older text of the file says nothing about this one.
    for diagnostic in draft.diagnostics.into_iter().filter(|one| !is_replaced(ev, one.pos)) {
        let mut record = Record::of(ev, &diagnostic);
        // What the change makes wrong elsewhere is for the evaluation that follows.
        if place(ev, &mut record, file) == file {
            records.push(record);
        }
    }
    let name = |name: &Vec<u8>| String::from_utf8_lossy(name).into_owned();
    let names = |path: &Vec<Vec<u8>>| path.iter().map(name).collect();
    Some(Drafted { records, options: draft.options.iter().map(names).collect() })
}

/// The paths of the definitions that were changed since the evaluation; nothing if these cannot be told from the text.
fn touched(text: &Text, evaluated: &Evaluated<'_>) -> Option<BTreeSet<Vec<String>>> {
    let old = evaluated.texts.get(&text.file)?;
    // In a recursive set a name changes what stands beside it.
    if text.text.contains("rec ") || text.text.contains("rec{") {
        return None;
    }
    let mut touched = evaluated.touched.borrow_mut();
    if let Some(now) = changed(old, &text.text) {
        let new = text.sketches.iter().map(|sketch| (&sketch.path, &sketch.names, &sketch.value));
        touched.insert(innermost(new, &now)?);
        // What a name was before the change is no definition any more.
        let then = changed(&text.text, old)?;
        let bindings = evaluated.bindings_of(&text.file, old);
        let old = bindings.iter().map(|binding| (&binding.path, &binding.names, &binding.value));
        let mut path = innermost(old, &then)?;
        if path.len() > 1 && path.first().is_some_and(|first| first == "config") {
            path.remove(0);
        }
        touched.insert(path);
    }
    Some(touched.clone())
}

/// The path of the innermost of some bindings (path, names, value) that a piece of the text lies in.
fn innermost<'b>(
    bindings: impl Iterator<Item = (&'b Vec<String>, &'b Vec<Range<usize>>, &'b Range<usize>)>,
    piece: &Range<usize>,
) -> Option<Vec<String>> {
    let whole = |names: &[Range<usize>], value: &Range<usize>| Some(names.first()?.start..value.end);
    let around = bindings.filter_map(|(path, names, value)| Some((path, whole(names, value)?)));
    let around = around.filter(|(_, whole)| whole.start <= piece.start && piece.end <= whole.end);
    around.min_by_key(|(_, whole)| whole.len()).map(|(path, _)| path.clone())
}
