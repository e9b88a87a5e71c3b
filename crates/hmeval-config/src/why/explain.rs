//! What is to be said about an option: its value, its declaration, its definitions with their fates.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value, View};
use hmeval_modules::definitions::{self, Definition, Found};
use hmeval_modules::evaluations;
use hmeval_modules::fate::{Fate, fates};
use hmeval_modules::priority;

use super::computed;
use crate::check::report;
use crate::configuration::options::{DeclaredOption, Node};
use crate::configuration::shape::Shape;
use crate::configuration::target::{Part, Target};
use crate::configuration::{at_path, show_path};
use crate::failure::{Failure, Outcome};

/// Everything about an option.
pub struct Explanation<'h> {
    /// Its path in the configuration of the user or host.
    pub path: Vec<Vec<u8>>,
    /// How much of the path is the option; the rest lies in its value.
    pub declared: usize,
    /// The value.
    pub value: Result<Value<'h>, Error<'h>>,
    /// What is in the value.
    pub shape: Shape<'h>,
    /// The declaration, if there is one (a freeform option has none).
    pub option: Option<DeclaredOption<'h>>,
    /// The description of its type.
    pub type_name: Option<Vec<u8>>,
    /// Where it is declared.
    pub declarations: Vec<Declaration>,
    /// The priority number of what the value is made of.
    pub highest_priority: Option<i64>,
    /// Its definitions, each with what became of it.
    pub definitions: Judged<'h>,
    /// Modules that could not be looked into.
    pub failures: Failures<'h>,
}

/// Definitions, each with what became of it.
pub type Judged<'h> = Vec<(Definition<'h>, Fate)>;
/// Files of modules that could not be looked into, and why.
pub type Failures<'h> = Vec<(Vec<u8>, Error<'h>)>;

/// Where an option is declared.
pub struct Declaration {
    /// The file.
    pub file: Vec<u8>,
    /// Line and column, if the library keeps them.
    pub at: Option<(i64, i64)>,
}

impl<'h> Explanation<'h> {
    /// All about the option that a target names.
    ///
    /// # Errors
    /// If there is no such option; those of evaluating the tree of options.
    pub fn of(ev: &Evaluator<'h>, target: &Target<'h>) -> Outcome<'h, Self> {
        let (value, shape) = match target.part(ev)? {
            Part::Section(_) => return Err(section(&target.path)),
            Part::Option(option) => {
                let value = match option.value(ev) {
                    Some(value) => Some(value),
                    None => at_path(ev, target.config, &target.path)?,
                };
                (value.unwrap_or(Value::NULL), Shape::of(ev, option))
            }
            Part::Value(value) => (value, Shape::Plain),
        };
        let value = ev.force(value, Pos::NONE);
        let (outer, outer_length) = outermost(ev, target)?;
        if let Some(value) = outer.value(ev) {
            force_elements(ev, value, &target.path[outer_length..]);
        }
        let origin = Origin::find(ev, target, outer, outer_length)?;
        let below = &target.path[origin.declared..];
        let (mut definitions, failures) = origin.definitions(ev, below)?;
        for (definition, _) in &mut definitions {
            definition.pos = crate::written::name_in_binding(ev, definition.pos, &target.path);
        }
        let merged = origin.modules.and_then(|modules| evaluations::of_modules(ev, &origin.whole, modules));
        computed::place(ev, merged.as_ref(), &origin.path, below, &mut definitions);
        if value.is_err_and(|error| is_conflict(ev, error, &origin.whole)) {
            definitions.iter_mut().for_each(|(_, fate)| *fate = fate.with_conflict());
        }
        let highest_priority = match (&origin.option, below) {
            (Some(option), []) => option.highest_priority(ev),
            _ => None,
        };
        let highest_priority = highest_priority.or_else(|| lowest_number(&definitions));
        Ok(Explanation {
            path: target.path.clone(),
            declared: origin.declared,
            value,
            shape,
            option: origin.option,
            type_name: origin.option.and_then(|option| type_name(ev, option)),
            declarations: origin.option.map(|option| declarations(ev, option)).unwrap_or_default(),
            highest_priority,
            definitions,
            failures,
        })
    }
}

/// Whether an error says that the definitions of the option at `path` contradict each other.
fn is_conflict<'h>(ev: &Evaluator<'h>, error: Error<'h>, path: &[Vec<u8>]) -> bool {
    let named = || ev.parse_attr_path(report::named_option(error.data().message)?).ok();
    report::code(error) == "conflict" && named().is_some_and(|named| named == path)
}

/// The number of the definitions that count; that of defaults if there are none.
fn lowest_number(definitions: &[(Definition<'_>, Fate)]) -> Option<i64> {
    let counting = definitions.iter().filter(|(_, fate)| fate.counts());
    counting.map(|(definition, _)| definition.priority).min()
}

fn section<'h>(path: &[Vec<u8>]) -> Failure<'h> {
    let shown = String::from_utf8_lossy(&show_path(path)).into_owned();
    Failure::Usage(format!(
        "'{shown}' is a group of options, not an option; `hmeval show` lists what is in it"
    ))
}

/// The option of the tree that the target's path begins with.
fn outermost<'h>(ev: &Evaluator<'h>, target: &Target<'h>) -> Outcome<'h, (DeclaredOption<'h>, usize)> {
    let mut section = target.options;
    for (depth, name) in target.path.iter().enumerate() {
        let node =
            section.value(ev.symbols.intern(name)).map(|node| Node::of(ev, node)).transpose()?.flatten();
        match node {
            Some(Node::Section(inner)) => section = inner,
            Some(Node::Option(option)) => return Ok((option, depth + 1)),
            None => break,
        }
    }
    let message = [b"the option '", &show_path(&target.path)[..], b"' does not exist"].concat();
    Err(Failure::Eval(ev.error(ErrorKind::Missing, message)))
}

/// Forces the elements of the lists on the way into a value: only those that are evaluated can be counted.
fn force_elements<'h>(ev: &Evaluator<'h>, mut value: Value<'h>, path: &[Vec<u8>]) {
    for name in path {
        let Ok(outer) = ev.force(value, Pos::NONE) else { return };
        let inner = match outer.view() {
            View::List(list) => {
                for item in list.items() {
                    // What fails is no element that anything is said of.
                    let _failure = ev.force(*item, Pos::NONE);
                }
                let index = std::str::from_utf8(name).ok().and_then(|name| name.parse::<usize>().ok());
                index.and_then(|index| list.items().get(index).copied())
            }
            View::Attrs(attrs) => attrs.value(ev.symbols.intern(name)),
            _ => None,
        };
        let Some(inner) = inner else { return };
        value = inner;
    }
}

/// Where the definitions of an option come from.
struct Origin<'h> {
    /// The modules of the configuration or submodule that has the option; nothing if it was not seen.
    modules: Option<Value<'h>>,
    /// The path in the whole configuration.
    whole: Vec<Vec<u8>>,
    /// The path of the option in these modules.
    path: Vec<Vec<u8>>,
    /// Names of the target's path up to the option.
    declared: usize,
    option: Option<DeclaredOption<'h>>,
}

impl<'h> Origin<'h> {
    /// The innermost configuration on the way to the option.
    fn find(
        ev: &Evaluator<'h>,
        target: &Target<'h>,
        outer: DeclaredOption<'h>,
        outer_length: usize,
    ) -> Result<Self, Error<'h>> {
        let whole: Vec<Vec<u8>> = target.base.iter().chain(&target.path).cloned().collect();
        let whole = evaluations::with_entries(ev, &whole);
        let around = evaluations::around(ev, &whole);
        let best = around.into_iter().find(|enclosing| enclosing.depth >= target.base.len());
        let best = best.map(|best| (best.depth, best.modules));
        let inner = best.filter(|(length, _)| *length >= target.base.len() + outer_length);
        let Some((length, modules)) = inner else {
            let modules = best.map(|(_, modules)| modules);
            let path = target.path[..outer_length].to_vec();
            return Ok(Origin { modules, whole, path, declared: outer_length, option: Some(outer) });
        };
        let path = &whole[length..];
        let merged = evaluations::of_modules(ev, &whole, modules);
        let merged = merged.and_then(|merged| declared_in(ev, Value::attrs(merged.options), path));
        let found = match merged {
            Some(found) => Some(found),
            // What cannot be merged is declared all the same.
            None => declaration(ev, modules, path)?,
        };
        let (option, declared) = match found {
            Some((option, declared)) => (Some(option), declared),
            None => (None, path.len()),
        };
        let before = length - target.base.len();
        let path = path[..declared].to_vec();
        Ok(Origin { modules: Some(modules), whole, path, declared: before + declared, option })
    }

    /// The default of the option, which counts as the first definition.
    fn default(&self, ev: &Evaluator<'h>) -> Option<Definition<'h>> {
        let option = self.option?;
        let (value, pos) = option.field_and_place(ev, "default")?;
        let file = declaring_files(ev, option).into_iter().next();
        Some(Definition::of_default(file.unwrap_or_default(), pos, value))
    }

    /// The definitions of what lies at `below` in the value of the option.
    fn definitions(
        &self,
        ev: &Evaluator<'h>,
        below: &[Vec<u8>],
    ) -> Result<(Judged<'h>, Failures<'h>), Error<'h>> {
        let mut found = match self.modules {
            Some(modules) => definitions::of_modules(ev, modules, &self.path)?,
            None => Found::default(),
        };
        found.definitions.splice(0..0, self.default(ev));
        let outer = fates(&found.definitions);
        if below.is_empty() {
            return Ok((found.definitions.into_iter().zip(outer).collect(), found.failures));
        }
        let mut inner = Vec::new();
        for (definition, fate) in found.definitions.iter().zip(outer) {
            for part in definitions::inside(ev, definition, below) {
                inner.push((part, fate));
            }
        }
        // Among those whose whole definition counts, the priorities inside decide.
        let counting: Vec<usize> =
            (0..inner.len()).filter(|index| matches!(inner[*index].1, Fate::Won | Fate::Merged)).collect();
        let parts: Vec<Definition<'h>> = counting.iter().map(|index| inner[*index].0.clone()).collect();
        for (index, fate) in counting.iter().zip(fates(&parts)) {
            inner[*index].1 = match fate {
                Fate::Overridden(by) => Fate::Overridden(counting[by]),
                fate => fate,
            };
        }
        Ok((inner, found.failures))
    }
}

/// The first declaration with a type of an option that a path in modules begins with, and how much of the path it is.
fn declaration<'h>(
    ev: &Evaluator<'h>,
    modules: Value<'h>,
    path: &[Vec<u8>],
) -> Result<Option<(DeclaredOption<'h>, usize)>, Error<'h>> {
    let modules = ev.force_list(modules, Pos::NONE, "while evaluating the modules of a submodule")?;
    for module in modules.items() {
        let Some(module) = ev.force(*module, Pos::NONE)?.as_attrs() else { continue };
        let options = module.value(ev.symbols.intern(b"options"));
        if let Some(found) = options.and_then(|options| declared_in(ev, options, path)) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn declared_in<'h>(
    ev: &Evaluator<'h>,
    options: Value<'h>,
    path: &[Vec<u8>],
) -> Option<(DeclaredOption<'h>, usize)> {
    let mut node: Attrs<'h> = ev.force(options, Pos::NONE).ok()?.as_attrs()?;
    for (depth, name) in path.iter().enumerate() {
        let inner = node.value(ev.symbols.intern(name))?;
        match Node::of(ev, inner).ok()?? {
            Node::Section(section) => node = section,
            Node::Option(option) => return option.type_value(ev).map(|_| (option, depth + 1)),
        }
    }
    None
}

fn type_name<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> Option<Vec<u8>> {
    let kind = ev.force(option.type_value(ev)?, Pos::NONE).ok()?.as_attrs()?;
    ["description", "name"].iter().find_map(|name| {
        let text = kind.value(ev.symbols.intern(name.as_bytes()))?;
        Some(ev.force(text, Pos::NONE).ok()?.as_str()?.bytes.to_vec())
    })
}

/// Where an option is declared, as the module system keeps it (`declarationPositions`, in old libraries `declarations`).
pub fn declarations<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> Vec<Declaration> {
    let list = |name| ev.force(option.field(ev, name)?, Pos::NONE).ok()?.as_list();
    let place = |value: &Value<'h>| {
        let place = ev.force(*value, Pos::NONE).ok()?.as_attrs()?;
        let part = |name: &str| ev.force(place.value(ev.symbols.intern(name.as_bytes()))?, Pos::NONE).ok();
        let number = |name| match part(name)?.view() {
            View::Int(number) => Some(number),
            _ => None,
        };
        let at = number("line").zip(number("column"));
        Some(Declaration { file: text(part("file")?)?, at })
    };
    if let Some(places) = list("declarationPositions") {
        return places.items().iter().filter_map(place).collect();
    }
    declaring_files(ev, option).into_iter().map(|file| Declaration { file, at: None }).collect()
}

/// The files of the modules that declare an option, as the module system names them.
fn declaring_files<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> Vec<Vec<u8>> {
    let files = option.field(ev, "declarations").and_then(|files| ev.force(files, Pos::NONE).ok()?.as_list());
    let file = |value: &Value<'h>| text(ev.force(*value, Pos::NONE).ok()?);
    files.map(|files| files.items().iter().filter_map(file).collect()).unwrap_or_default()
}

fn text(value: Value<'_>) -> Option<Vec<u8>> {
    match value.view() {
        View::Str(text) => Some(text.bytes.to_vec()),
        View::Path(path) => Some(path.to_vec()),
        _ => None,
    }
}

/// The name of a definition's priority for people: `100`, `1000 (mkDefault)`.
pub fn priority_text(number: i64) -> String {
    match priority::name(number) {
        Some(name) if number != priority::PLAIN => format!("{number} ({name})"),
        _ => number.to_string(),
    }
}
