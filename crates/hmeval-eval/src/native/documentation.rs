//! Of nixpkgs' `lib/options.nix`: what is said about options in their documentation.
//!
//! `optionAttrSetToDocList` goes through all options of a configuration, which is a third of what Home Manager's activation
//! package takes to evaluate.

use super::Use::{Builtin, Lib, Value as Any};
use super::attrsets::{Parts, collect_parts};
use super::{Answer, Call, Native};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, List, Value, View};

pub(super) const NATIVES: &[&Native] =
    &[&DOC_LIST, &DOC_LIST_DEFAULT, &DOC_LIST_VISIBLE, &RENDER_VALUE, &LITERAL_EXPRESSION];

const LITERAL_EXPRESSION: Native = Native {
    name: "options.literalExpression",
    arity: 1,
    uses: &[Builtin("isString")],
    names: &[],
    run: |call| Ok(literal_expression(call, call.forced(0)?)),
};

const RENDER_VALUE: Native = Native {
    name: "options.renderOptionValue",
    arity: 1,
    uses: &[
        Lib("literalExpression", LITERAL_EXPRESSION.name),
        Lib("lib.generators.toPretty", "generators.toPretty"),
    ],
    names: &["_type", "text", "generators", "toPretty"],
    run: render_value,
};

const DOC_LIST: Native = Native {
    name: "options.optionAttrSetToDocList'",
    arity: 2,
    uses: DOC_USES,
    names: DOC_NAMES,
    run: doc_list,
};

/// As it was in the winter of 2025: what a type has for options that nobody defines is not shown.
const DOC_LIST_DEFAULT: Native = Native { name: "options.optionAttrSetToDocList'@default", ..DOC_LIST };

/// As it was until the summer of 2025: `visible` is no more than a Boolean, or "shallow".
const DOC_LIST_VISIBLE: Native = Native {
    name: "options.optionAttrSetToDocList'@visible",
    arity: 2,
    uses: &[
        Any("showOption"),
        Any("unknownModule"),
        Any("renderOptionValue"),
        Any("isOption"),
        Lib("optionAttrSetToDocList'", "options.optionAttrSetToDocList'"),
        Lib("collect", "attrsets.collect"),
        Lib("optionalAttrs", "attrsets.optionalAttrs"),
        Lib("optionals", "lists.optionals"),
        Builtin("concatMap"),
        Builtin("filter"),
    ],
    names: DOC_NAMES,
    run: doc_list,
};

const DOC_USES: &[super::Use] = &[
    Any("showOption"),
    Any("unknownModule"),
    Any("renderOptionValue"),
    Any("isOption"),
    Lib("optionAttrSetToDocList'", "options.optionAttrSetToDocList'"),
    Lib("collect", "attrsets.collect"),
    Lib("optionalAttrs", "attrsets.optionalAttrs"),
    Lib("optionals", "lists.optionals"),
    Builtin("concatMap"),
    Builtin("filter"),
    Builtin("isBool"),
];

const DOC_NAMES: &[&str] = &[
    "loc",
    "visible",
    "description",
    "declarations",
    "internal",
    "readOnly",
    "type",
    "example",
    "defaultText",
    "default",
    "emptyValue",
    "value",
    "getSubModules",
    "relatedPackages",
    "getSubOptions",
];

/// The places of the free variables of [`DOC_LIST`] whose values are needed.
mod used {
    pub(super) const SHOW: usize = 0;
    pub(super) const UNKNOWN: usize = 1;
    pub(super) const RENDER: usize = 2;
    pub(super) const IS_OPTION: usize = 3;
}

/// The places of its names.
mod name {
    pub(super) const LOC: usize = 0;
    pub(super) const VISIBLE: usize = 1;
    pub(super) const DESCRIPTION: usize = 2;
    pub(super) const DECLARATIONS: usize = 3;
    pub(super) const INTERNAL: usize = 4;
    pub(super) const READ_ONLY: usize = 5;
    pub(super) const TYPE: usize = 6;
    pub(super) const EXAMPLE: usize = 7;
    pub(super) const DEFAULT_TEXT: usize = 8;
    pub(super) const DEFAULT: usize = 9;
    pub(super) const EMPTY_VALUE: usize = 10;
    pub(super) const VALUE: usize = 11;
    pub(super) const SUB_MODULES: usize = 12;
    pub(super) const RELATED: usize = 13;
    pub(super) const SUB_OPTIONS: usize = 14;
}

/// Numbers of the thunks that an option's documentation is made of.
mod part {
    pub(super) const OPTION: u32 = 0;
    pub(super) const NAME: u32 = 1;
    pub(super) const DECLARATIONS: u32 = 2;
    pub(super) const TYPE: u32 = 3;
    pub(super) const EXAMPLE: u32 = 4;
    pub(super) const DEFAULT: u32 = 5;
}

fn literal_expression<'h>(call: &Call<'_, 'h>, text: Value<'h>) -> Option<Value<'h>> {
    text.as_str()?;
    Some(call.set(0, |index| if index == 0 { call.literal(0, 0) } else { text }))
}

/// A value that says how it is to be shown, or the text of any other.
fn render_value<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let value = call.forced(0)?;
    if call.attribute(value, call.name(0)).is_some() && call.attribute(value, call.name(1)).is_some() {
        return Ok(Some(value));
    }
    let print = call.select(call.select(call.variable(1), call.name(2)), call.name(3));
    let options = call.set(0, |index| call.literal(0, index));
    let text = call.ev.call(print, &[options, value], call.pos)?;
    let Some(literal) = Call::of(call.ev, call.used(0)?) else { return Ok(None) };
    Ok(literal_expression(&literal, text))
}

fn doc_list<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let mut found = Vec::new();
    let complete = list_options(call, call.arg(1), &mut found, 0)?;
    Ok(complete.then(|| call.list(&found)))
}

/// Deeper options are left to the interpreter, whose depth is limited.
const MAX_DEPTH: u32 = 50;

/// The documentation of all options in a tree, and of those of their types. Whether all could be told.
fn list_options<'h>(
    call: &Call<'_, 'h>,
    tree: Value<'h>,
    found: &mut Vec<Value<'h>>,
    depth: u32,
) -> Result<'h, bool> {
    let mut options = Vec::new();
    let parts = Parts::new(call, call.used(used::IS_OPTION)?)?;
    if depth > MAX_DEPTH || !collect_parts(call, &parts, tree, &mut options, 0)? {
        return Ok(false);
    }
    for option in options {
        let option = call.ev.force(option, call.pos)?;
        let visible = call.find(option, call.name(name::VISIBLE))?.unwrap_or(Value::TRUE);
        let documented = call.ev.later_of(call.share(part_of, &[option]), part::OPTION);
        if call.is_variant("visible") {
            call.ev.force(documented, call.pos)?;
        }
        found.push(documented);
        let with_parts = match visible.view() {
            View::Bool(visible) => visible,
            _ if call.is_variant("visible") && !is_shallow(visible) => return Ok(false),
            View::Str(how) => how.bytes == b"transparent" && !call.is_variant("visible"),
            _ => false,
        };
        if with_parts {
            let kind = call.select(option, call.name(name::TYPE));
            let list = call.select(kind, call.name(name::SUB_OPTIONS));
            let loc = call.select(option, call.name(name::LOC));
            let inner = call.ev.call(list, &[loc], call.pos)?;
            // `ss != { }`, which looks whether both are derivations.
            call.ev.is_derivation(inner)?;
            let nothing = inner.as_attrs().is_some_and(Attrs::is_empty);
            if !nothing && !list_options(call, inner, found, depth + 1)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn is_shallow(visible: Value<'_>) -> bool {
    visible.as_str().is_some_and(|how| how.bytes == b"shallow")
}

/// One part of the documentation of an option.
fn part_of<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let option = call.arg(0);
    let render = |value: Value<'h>| ev.call(call.used(used::RENDER)?, &[value], call.pos);
    match number {
        part::NAME => {
            let loc = call.select(option, call.name(name::LOC));
            ev.call(call.used(used::SHOW)?, &[loc], call.pos)
        }
        part::DECLARATIONS => declarations(&call, option),
        part::TYPE => {
            let kind = call.find(option, call.name(name::TYPE))?.unwrap_or(Value::NULL);
            let description = call.find(kind, call.name(name::DESCRIPTION))?;
            Ok(description.unwrap_or_else(|| ev.string("unspecified")))
        }
        part::EXAMPLE => render(call.select(option, call.name(name::EXAMPLE))),
        part::DEFAULT => {
            let text = call.attribute(option, call.name(name::DEFAULT_TEXT));
            let default = text.or_else(|| call.attribute(option, call.name(name::DEFAULT)));
            render(default.unwrap_or_else(|| {
                let kind = call.select(option, call.name(name::TYPE));
                call.select(call.select(kind, call.name(name::EMPTY_VALUE)), call.name(name::VALUE))
            }))
        }
        _ => option_set(&call, option),
    }
}

/// Where the option is declared, as far as that is known.
fn declarations<'h>(call: &Call<'_, 'h>, option: Value<'h>) -> Result<'h, Value<'h>> {
    let all = call.ev.force(call.select(option, call.name(name::DECLARATIONS)), call.pos)?;
    let list = call.ev.force_list(all, call.pos, "")?;
    let mut known = Vec::with_capacity(list.len());
    for file in list.items() {
        if !call.ev.equal_operands(*file, call.variable(used::UNKNOWN), call.pos)? {
            known.push(*file);
        }
    }
    Ok(if known.len() == list.len() { all } else { Value::list(List::from_slice(call.ev.heap, &known)) })
}

/// The sets that are written in the function: the one of all options, and those of what only some have.
const ALL: usize = 1;
const WITH_EXAMPLE: usize = 2;
const WITH_DEFAULT: usize = 6;
const WITH_RELATED: usize = 7;
/// What the older forms lack before the last two: the sets in the question for a type's own value.
const MISSING: usize = 3;

fn option_set<'h>(call: &Call<'_, 'h>, option: Value<'h>) -> Result<'h, Value<'h>> {
    let ev = call.ev;
    let has = |name: usize| call.attribute(option, call.name(name)).is_some();
    let given = |name: usize| call.attribute(option, call.name(name));
    let later = call.share(part_of, &[option]);
    let visible = call.find(option, call.name(name::VISIBLE))?.unwrap_or(Value::TRUE);
    let visible = match visible.view() {
        View::Bool(visible) => visible,
        _ => is_shallow(visible),
    };
    let mut set = call.set(ALL, |index| match index {
        0 => call.select(option, call.name(name::LOC)),
        1 => ev.later_of(later, part::NAME),
        2 => given(name::DESCRIPTION).unwrap_or(Value::NULL),
        3 => ev.later_of(later, part::DECLARATIONS),
        4 => given(name::INTERNAL).unwrap_or(Value::FALSE),
        5 => Value::bool(visible),
        6 => given(name::READ_ONLY).unwrap_or(Value::FALSE),
        _ => ev.later_of(later, part::TYPE),
    });
    let mut add = |more: Value<'h>| {
        if let (Some(all), Some(more)) = (set.as_attrs(), more.as_attrs()) {
            set = Value::attrs(all.update(ev.heap, more));
        }
    };
    if has(name::EXAMPLE) {
        add(call.set(WITH_EXAMPLE, |_| ev.later_of(later, part::EXAMPLE)));
    }
    let is_old = call.is_variant("default") || call.is_variant("visible");
    let missing = if is_old { MISSING } else { 0 };
    if has(name::DEFAULT_TEXT) || has(name::DEFAULT) || !is_old && has_empty_value(call, option)? {
        add(call.set(WITH_DEFAULT - missing, |_| ev.later_of(later, part::DEFAULT)));
    }
    if let Some(related) = call.find(option, call.name(name::RELATED))?
        && !related.same(Value::NULL)
    {
        add(call.set(WITH_RELATED - missing, |_| related));
    }
    Ok(set)
}

/// Whether the type has a value for options that nobody defines, and no options of its own.
fn has_empty_value<'h>(call: &Call<'_, 'h>, option: Value<'h>) -> Result<'h, bool> {
    let Some(kind) = call.find(option, call.name(name::TYPE))? else { return Ok(false) };
    let Some(empty) = call.find(kind, call.name(name::EMPTY_VALUE))? else { return Ok(false) };
    if call.attribute(empty, call.name(name::VALUE)).is_none() {
        return Ok(false);
    }
    let modules = call.find(kind, call.name(name::SUB_MODULES))?;
    Ok(modules.is_none_or(|modules| modules.same(Value::NULL)))
}
