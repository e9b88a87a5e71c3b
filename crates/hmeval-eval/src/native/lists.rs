//! Of nixpkgs' `lib/lists.nix`.

use super::Use::Builtin;
use super::{Answer, Call, Native};
use crate::heap::{List, Value, View};

pub(super) const NATIVES: &[&Native] = &[
    &Native { name: "lists.optional", arity: 2, uses: &[], names: &[], run: optional },
    &Native { name: "lists.optionals", arity: 2, uses: &[], names: &[], run: optionals },
    &Native { name: "lists.singleton", arity: 1, uses: &[], names: &[], run: singleton },
    &Native {
        name: "lists.imap0",
        arity: 2,
        uses: &[Builtin("genList"), Builtin("elemAt"), Builtin("length")],
        names: &[],
        run: imap0,
    },
    &Native {
        name: "lists.imap1",
        arity: 2,
        uses: &[Builtin("genList"), Builtin("elemAt"), Builtin("length")],
        names: &[],
        run: imap1,
    },
    &Native {
        name: "lists.count",
        arity: 2,
        uses: &[super::Use::Lib("foldl'", "lists.foldl'")],
        names: &[],
        run: count,
    },
    &Native { name: "lists.foldl'", arity: 3, uses: &[], names: &[], run: fold_left },
    &Native {
        name: "lists.last",
        arity: 1,
        uses: &[Builtin("elemAt"), Builtin("length")],
        names: &[],
        run: last,
    },
    &Native { name: "lists.toList", arity: 1, uses: &[Builtin("isList")], names: &[], run: to_list },
    &Native { name: "lists.remove", arity: 2, uses: &[Builtin("filter")], names: &[], run: remove },
    &Native {
        name: "lists.subtractLists",
        arity: 2,
        uses: &[Builtin("filter"), Builtin("elem")],
        names: &[],
        run: |call| contained(call, false),
    },
    &Native {
        name: "lists.intersectLists",
        arity: 2,
        uses: &[Builtin("filter"), Builtin("elem")],
        names: &[],
        run: |call| contained(call, true),
    },
    &Native {
        name: "lists.reverseList",
        arity: 1,
        uses: &[Builtin("genList"), Builtin("elemAt"), Builtin("length")],
        names: &[],
        run: reverse,
    },
];

fn optional<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    Ok(Some(if call.condition(0)? { call.list(&[call.arg(1)]) } else { Value::list(List::empty()) }))
}

fn optionals<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.condition(0)? { call.forced(1).map(Some) } else { Ok(Some(Value::list(List::empty()))) }
}

fn singleton<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    Ok(Some(call.list(&[call.arg(0)])))
}

fn imap<'h>(call: &Call<'_, 'h>, first: i64) -> Answer<'h> {
    let Some(list) = call.forced(1)?.as_list() else { return Ok(None) };
    let items = list.items();
    let element = |index: usize| {
        let number = i64::try_from(index).unwrap_or(i64::MAX).saturating_add(first);
        call.ev.delay_call2(call.arg(0), call.ev.int(number), items[index])
    };
    Ok(Some(Value::list(List::new(call.ev.heap, items.len(), element))))
}

/// How many elements a function is true for.
fn count<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(list) = call.forced(1)?.as_list() else { return Ok(None) };
    let mut count = 0;
    for item in list.items() {
        let answer = call.ev.call(call.arg(0), &[*item], call.pos)?;
        count += i64::from(call.ev.force_bool(answer, call.pos, "while evaluating a branch condition")?);
    }
    Ok(Some(call.ev.int(count)))
}

fn imap0<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    imap(call, 0)
}

fn imap1<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    imap(call, 1)
}

fn fold_left<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    call.forced(1)?;
    crate::builtins::lists::fold_left(call.ev, call.args, call.pos).map(Some)
}

fn last<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(list) = call.forced(0)?.as_list() else { return Ok(None) };
    match list.items().last() {
        Some(item) => call.ev.force(*item, call.pos).map(Some),
        None => Ok(None),
    }
}

fn to_list<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let value = call.forced(0)?;
    Ok(Some(if value.as_list().is_some() { value } else { call.list(&[call.arg(0)]) }))
}

/// The elements for which `keep` says so. The list itself, if these are all.
fn filtered<'h>(
    call: &Call<'_, 'h>,
    mut keep: impl FnMut(Value<'h>) -> crate::error::Result<'h, bool>,
) -> Answer<'h> {
    let Some(list) = call.forced(1)?.as_list() else { return Ok(None) };
    let mut kept = Vec::with_capacity(list.len());
    for item in list.items() {
        if keep(*item)? {
            kept.push(*item);
        }
    }
    Ok(Some(if kept.len() == list.len() { Value::list(list) } else { call.list(&kept) }))
}

fn remove<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    filtered(call, |item| call.ev.equal(item, call.arg(0), call.pos).map(|same| !same))
}

/// The elements of a list that are, or are not, in another one.
fn contained<'h>(call: &Call<'_, 'h>, wanted: bool) -> Answer<'h> {
    let list = call.forced(1)?;
    if list.as_list().is_some_and(List::is_empty) {
        return Ok(Some(list));
    }
    let View::List(others) = call.forced(0)?.view() else { return Ok(None) };
    filtered(call, |item| {
        for other in others.items() {
            if call.ev.equal(item, *other, call.pos)? {
                return Ok(wanted);
            }
        }
        Ok(!wanted)
    })
}

fn reverse<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(list) = call.forced(0)?.as_list() else { return Ok(None) };
    let items: Vec<_> = list.items().iter().rev().copied().collect();
    Ok(Some(call.list(&items)))
}
