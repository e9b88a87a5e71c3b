//! The definitions of an option as the modules write them: all of them, not only those that are left in the end.
//!
//! The modules of a configuration are walked along the path of the option, through `mkIf`, `mkMerge`, `mkOverride` and
//! `mkOrder` at any level, as `pushDownProperties` and `dischargeProperties` of nixpkgs do. What these two leave out,
//! the walk keeps, with the reason.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};

use crate::priority;
use crate::property::{Property, get};
use crate::shorten;

/// One definition.
#[derive(Clone)]
pub struct Definition<'h> {
    /// The file of its module, as the module system names it.
    pub file: Vec<u8>,
    /// The name that is defined, in its source; none for names that are computed.
    pub pos: Pos,
    /// Which element of the `mkMerge` behind the name it is, if of one; of several in each other the outermost first.
    pub elements: Vec<Element>,
    /// The value, without the wrappers around it.
    pub value: Value<'h>,
    /// The number of its priority (the lowest wins).
    pub priority: i64,
    /// Its place among the definitions that are merged.
    pub order: i64,
    /// The conditions around it, outermost first.
    pub conditions: Vec<Condition<'h>>,
    /// Whether it is the default of the option's declaration.
    pub is_default: bool,
}

/// An element of the list that `mkMerge` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its place in the list, from 0.
    pub index: usize,
    /// The length of the list: in a source in which that is another one, what stands where cannot be told.
    pub count: usize,
}

impl<'h> Definition<'h> {
    /// The definition that the module system makes of an option's default (nixpkgs `lib/modules.nix`, `evalOptionValue`).
    pub fn of_default(file: Vec<u8>, pos: Pos, value: Value<'h>) -> Self {
        let (priority, order) = (priority::OPTION_DEFAULT, priority::PLAIN_ORDER);
        let (elements, conditions) = (Vec::new(), Vec::new());
        Definition { file, pos, elements, value, priority, order, conditions, is_default: true }
    }
}

/// The condition of an `mkIf`.
#[derive(Clone)]
pub struct Condition<'h> {
    /// Where `mkIf` is called, if that is known.
    pub pos: Pos,
    /// What it is.
    pub holds: Result<bool, Error<'h>>,
}

/// What was found.
#[derive(Default)]
pub struct Found<'h> {
    /// The definitions, in the order of the modules.
    pub definitions: Vec<Definition<'h>>,
    /// Modules that could not be looked into, with the reason.
    pub failures: Vec<(Vec<u8>, Error<'h>)>,
}

/// What is known of a value on the way to it.
#[derive(Clone)]
struct State<'h> {
    file: &'h [u8],
    pos: Pos,
    elements: Vec<Element>,
    priority: Option<i64>,
    order: Option<i64>,
    /// They are evaluated where there is a definition: most modules have none.
    conditions: Vec<(Pos, Value<'h>)>,
}

/// The definitions of the option at `path` in a list of modules (as `mergeModules` takes them).
///
/// # Errors
/// Those of evaluating the list itself; what fails in a module is part of the answer.
pub fn of_modules<'h>(
    ev: &Evaluator<'h>,
    modules: Value<'h>,
    path: &[Vec<u8>],
) -> Result<Found<'h>, Error<'h>> {
    let modules = shorten::shortened(ev, modules, path);
    let mut found = Found::default();
    for module in ev.force_list(modules, Pos::NONE, "while evaluating the list of modules")?.items() {
        let Some(module) = ev.force(*module, Pos::NONE)?.as_attrs() else { continue };
        let Some(config) = get(ev, module, "config") else { continue };
        let file = get(ev, module, "_file").and_then(|file| text(ev, file)).unwrap_or_default();
        let state = State {
            file,
            pos: Pos::NONE,
            elements: Vec::new(),
            priority: None,
            order: None,
            conditions: Vec::new(),
        };
        if let Err(error) = walk(ev, config, path, state, &mut found) {
            found.failures.push((file.to_vec(), error));
        }
    }
    Ok(found)
}

/// How many of a list of modules may define the option at `path`, at most. Conditions are not looked at.
///
/// # Errors
/// Those of evaluating the list.
pub fn candidates<'h>(ev: &Evaluator<'h>, modules: Value<'h>, path: &[Vec<u8>]) -> Result<usize, Error<'h>> {
    let modules = shorten::shortened(ev, modules, path);
    Ok(ev.force_list(modules, Pos::NONE, "while evaluating the list of modules")?.items().len())
}

/// The definitions of what lies at `path` in the value of a definition.
pub fn inside<'h>(ev: &Evaluator<'h>, definition: &Definition<'h>, path: &[Vec<u8>]) -> Vec<Definition<'h>> {
    let mut found = Found::default();
    let Definition { ref file, pos, order, .. } = *definition;
    let file = ev.heap.bytes(file);
    let elements = definition.elements.clone();
    let state = State { file, pos, elements, priority: None, order: Some(order), conditions: Vec::new() };
    // Wrappers without end: what was found before is all that can be said.
    let _endless = walk(ev, definition.value, path, state, &mut found);
    for inner in &mut found.definitions {
        inner.conditions.splice(0..0, definition.conditions.iter().cloned());
    }
    found.definitions
}

/// Fails for wrappers in each other without end; any other failure is part of what was found.
fn walk<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    path: &[Vec<u8>],
    state: State<'h>,
    found: &mut Found<'h>,
) -> Result<(), Error<'h>> {
    ev.enter(Pos::NONE)?;
    let walked = step(ev, value, path, state, found);
    ev.leave();
    walked
}

/// One wrapper, or one name of the path.
fn step<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    path: &[Vec<u8>],
    mut state: State<'h>,
    found: &mut Found<'h>,
) -> Result<(), Error<'h>> {
    let property = match Property::of(ev, value) {
        Ok(property) => property,
        Err(error) => {
            if path.is_empty() {
                found.definitions.push(definition(ev, state, value));
            } else if state.conditions.iter().all(|(_, condition)| matches!(holds(ev, *condition), Ok(true)))
            {
                // What a false condition keeps from being evaluated need not be something that can be evaluated.
                found.failures.push((state.file.to_vec(), error));
            }
            return Ok(());
        }
    };
    match property {
        Property::If(condition, content) => {
            let wrapper = ev.force(value, Pos::NONE)?;
            state.conditions.push((ev.place_of_condition(wrapper), condition));
            walk(ev, content, path, state, found)?;
        }
        Property::Merge(contents) => {
            let count = contents.items().len();
            for (index, content) in contents.items().iter().enumerate() {
                let mut state = state.clone();
                state.elements.push(Element { index, count });
                walk(ev, *content, path, state, found)?;
            }
        }
        Property::Override(priority, content) => {
            // The outermost wrapper counts.
            state.priority.get_or_insert(priority);
            walk(ev, content, path, state, found)?;
        }
        Property::Order(order, content) => {
            state.order.get_or_insert(order);
            walk(ev, content, path, state, found)?;
        }
        Property::Definition(file, content) => {
            if let Some(file) = file.and_then(|file| text(ev, file)) {
                state.file = file;
            }
            walk(ev, content, path, state, found)?;
        }
        Property::Plain(value) => match path {
            [] => found.definitions.push(definition(ev, state, value)),
            [name, rest @ ..] => {
                let Some(attrs) = value.as_attrs() else { return Ok(()) };
                if let Some((value, pos)) = attrs.get(ev.symbols.intern(name)) {
                    if pos.is_some() {
                        state.pos = pos;
                        state.elements.clear();
                    }
                    walk(ev, value, rest, state, found)?;
                }
            }
        },
    }
    Ok(())
}

/// Whether a condition holds.
fn holds<'h>(ev: &Evaluator<'h>, condition: Value<'h>) -> Result<bool, Error<'h>> {
    ev.force_bool(condition, Pos::NONE, "while evaluating the condition of mkIf")
}

fn definition<'h>(ev: &Evaluator<'h>, state: State<'h>, value: Value<'h>) -> Definition<'h> {
    let condition =
        |(pos, condition): &(Pos, Value<'h>)| Condition { pos: *pos, holds: holds(ev, *condition) };
    Definition {
        file: state.file.to_vec(),
        pos: state.pos,
        elements: state.elements,
        value,
        priority: state.priority.unwrap_or(priority::PLAIN),
        order: state.order.unwrap_or(priority::PLAIN_ORDER),
        conditions: state.conditions.iter().map(condition).collect(),
        is_default: false,
    }
}

/// A string or path as text.
fn text<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> Option<&'h [u8]> {
    let value = ev.force(value, Pos::NONE).ok()?;
    match value.view() {
        hmeval_eval::View::Str(text) => Some(text.bytes),
        hmeval_eval::View::Path(path) => Some(path),
        _ => None,
    }
}
