//! What `mkIf`, `mkMerge`, `mkOverride`, `mkOrder` and `mkDefinition` make of a value: sets with `_type`.

use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, List};
use hmeval_eval::{Error, Evaluator, Value, View};

/// A value as the module system takes it.
pub enum Property<'h> {
    /// `mkIf condition content`
    If(Value<'h>, Value<'h>),
    /// `mkMerge contents`
    Merge(List<'h>),
    /// `mkOverride priority content`
    Override(i64, Value<'h>),
    /// `mkOrder order content`
    Order(i64, Value<'h>),
    /// `mkDefinition { file, value }`
    Definition(Option<Value<'h>>, Value<'h>),
    /// Anything else.
    Plain(Value<'h>),
}

impl<'h> Property<'h> {
    /// Evaluates a value as far as to see what it is.
    ///
    /// # Errors
    /// Those of evaluating it, or what the wrapper consists of.
    pub fn of(ev: &Evaluator<'h>, value: Value<'h>) -> Result<Self, Error<'h>> {
        let value = ev.force(value, Pos::NONE)?;
        let Some(attrs) = value.as_attrs() else { return Ok(Property::Plain(value)) };
        let Some(kind) = get(ev, attrs, "_type") else { return Ok(Property::Plain(value)) };
        let Some(kind) = ev.force(kind, Pos::NONE)?.as_str() else { return Ok(Property::Plain(value)) };
        let part = |name| get(ev, attrs, name);
        Ok(match kind.bytes {
            b"if" => match (part("condition"), part("content")) {
                (Some(condition), Some(content)) => Property::If(condition, content),
                _ => Property::Plain(value),
            },
            b"merge" => match part("contents") {
                Some(contents) => Property::Merge(ev.force_list(
                    contents,
                    Pos::NONE,
                    "while evaluating the contents of mkMerge",
                )?),
                None => Property::Plain(value),
            },
            b"override" | b"order" => match (part("priority"), part("content")) {
                (Some(priority), Some(content)) => {
                    match (ev.force(priority, Pos::NONE)?.view(), kind.bytes) {
                        (View::Int(priority), b"override") => Property::Override(priority, content),
                        (View::Int(order), _) => Property::Order(order, content),
                        _ => Property::Plain(value),
                    }
                }
                _ => Property::Plain(value),
            },
            b"definition" => match part("value") {
                Some(inner) => Property::Definition(part("file"), inner),
                None => Property::Plain(value),
            },
            _ => Property::Plain(value),
        })
    }
}

/// Calls `each` with the values behind the wrappers of `value`, whatever the conditions, and with what fails on the way.
///
/// # Errors
/// Wrappers in each other without end.
pub fn each_plain<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    each: &mut dyn FnMut(Result<Value<'h>, Error<'h>>),
) -> Result<(), Error<'h>> {
    ev.enter(Pos::NONE)?;
    let walked = match Property::of(ev, value) {
        Ok(
            Property::If(_, content)
            | Property::Override(_, content)
            | Property::Order(_, content)
            | Property::Definition(_, content),
        ) => each_plain(ev, content, each),
        Ok(Property::Merge(contents)) => {
            contents.items().iter().try_for_each(|content| each_plain(ev, *content, each))
        }
        Ok(Property::Plain(value)) => {
            each(Ok(value));
            Ok(())
        }
        Err(error) => {
            each(Err(error));
            Ok(())
        }
    };
    ev.leave();
    walked
}

/// An attribute of a set.
pub(crate) fn get<'h>(ev: &Evaluator<'h>, attrs: Attrs<'h>, name: &str) -> Option<Value<'h>> {
    attrs.value(ev.symbols.intern(name.as_bytes()))
}
