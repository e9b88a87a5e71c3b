//! Lists.

use hmeval_diag::Pos;
use rustc_hash::FxHashMap;

use super::{Builtin, builtin, numbers};
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, List, Value, View};
use crate::symbol::{Symbol, known};

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!("isList", ["e"], "Whether *e* is a list.", is_list, [0]),
    builtin!("elemAt", ["xs", "n"], "The element of *xs* with index *n*, from 0.", elem_at, [1, 0]),
    builtin!("head", ["list"], "The first element of *list*.", head, [0]),
    builtin!("tail", ["list"], "*list* without its first element. Copies the rest.", tail, [0]),
    Builtin {
        global: true,
        ..builtin!("map", ["f", "list"], "The list of `f x` for each *x* of *list*.", map, [1])
    },
    builtin!("filter", ["f", "list"], "The elements *x* of *list* for which `f x` is true.", filter, [1]),
    builtin!("elem", ["x", "xs"], "Whether an element of *xs* equals *x*.", elem, [1]),
    builtin!("concatLists", ["lists"], "The elements of all *lists*, one after another.", concat_lists, [0]),
    builtin!("length", ["e"], "The number of elements of the list *e*.", length, [0]),
    builtin!(
        "foldl'",
        ["op", "nul", "list"],
        "`op (… (op (op nul x0) x1) …) xn`, each step evaluated before the next.",
        fold_left,
        [0, 2]
    ),
    builtin!("any", ["pred", "list"], "Whether `pred x` is true for some element of *list*.", any, [0, 1]),
    builtin!("all", ["pred", "list"], "Whether `pred x` is true for all elements of *list*.", all, [0, 1]),
    builtin!(
        "genList",
        ["generator", "length"],
        "The list of `generator i` for *i* from 0 below *length*.",
        gen_list,
        [1]
    ),
    builtin!(
        "sort",
        ["comparator", "list"],
        "*list* sorted so that `comparator a b` is true for none of its pairs in the wrong order; stable.",
        sort,
        [1]
    ),
    builtin!(
        "partition",
        ["pred", "list"],
        "`{ right, wrong }`: the elements for which *pred* is true, and the others.",
        partition,
        [0, 1]
    ),
    builtin!(
        "groupBy",
        ["f", "list"],
        "A set of lists: the elements *x* of *list*, by the string `f x`.",
        group_by,
        [0, 1]
    ),
    builtin!(
        "concatMap",
        ["f", "list"],
        "The elements of all lists `f x`, one after another.",
        concat_map,
        [0, 1]
    ),
    builtin!(
        "genericClosure",
        ["attrset"],
        "All elements reachable from `startSet` through `operator`, each `key` once, in breadth-first order.",
        generic_closure,
        [0]
    ),
];

fn is_list<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(ev.force(args[0], Pos::NONE)?.as_list().is_some()))
}

fn elem_at<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to 'builtins.elemAt'";
    let index = ev.force_int(args[1], Pos::NONE, what)?;
    let what = "while evaluating the first argument passed to 'builtins.elemAt'";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    match usize::try_from(index).ok().and_then(|index| list.items().get(index)) {
        Some(item) => ev.force(*item, Pos::NONE),
        None => {
            let message =
                format!("'builtins.elemAt' called with index {index} on a list of size {}", list.len());
            Err(ev.error(ErrorKind::Eval, message))
        }
    }
}

fn head<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to 'builtins.head'";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    match list.items().first() {
        Some(item) => ev.force(*item, Pos::NONE),
        None => Err(ev.error(ErrorKind::Eval, "'builtins.head' called on an empty list")),
    }
}

fn tail<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to 'builtins.tail'";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    match list.items().split_first() {
        Some((_, rest)) => Ok(Value::list(List::from_slice(ev.heap, rest))),
        None => Err(ev.error(ErrorKind::Eval, "'builtins.tail' called on an empty list")),
    }
}

fn map<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to builtins.map";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    if list.is_empty() {
        return Ok(Value::list(list));
    }
    let what = "while evaluating the first argument passed to builtins.map";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let items = list.items();
    Ok(Value::list(List::new(ev.heap, items.len(), |index| ev.delay_call(function, items[index]))))
}

fn filter<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to builtins.filter";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    if list.is_empty() {
        return Ok(Value::list(list));
    }
    let what = "while evaluating the first argument passed to builtins.filter";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let what = "while evaluating the return value of the filtering function passed to builtins.filter";
    let mut kept = Vec::with_capacity(list.len());
    for item in list.items() {
        let keep = ev.call(function, &[*item], Pos::NONE)?;
        if ev.force_bool(keep, Pos::NONE, what)? {
            kept.push(*item);
        }
    }
    if kept.len() == list.len() {
        return Ok(Value::list(list));
    }
    Ok(Value::list(List::from_slice(ev.heap, &kept)))
}

fn elem<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to builtins.elem";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    for item in list.items() {
        if ev.equal(args[0], *item, Pos::NONE)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// The elements of all lists in one. The only one that is not empty is itself the result.
fn join<'h>(ev: &Evaluator<'h>, lists: &[List<'h>]) -> Value<'h> {
    let mut filled = lists.iter().filter(|list| !list.is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => return Value::list(List::empty()),
        (Some(list), None) => return Value::list(*list),
        _ => {}
    }
    let len = lists.iter().map(|list| list.len()).sum();
    let mut items = lists.iter().flat_map(|list| list.items().iter().copied());
    Value::list(List::new(ev.heap, len, |_| items.next().unwrap_or(Value::NULL)))
}

fn concat_lists<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.concatLists";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    let what = "while evaluating a value of the list passed to builtins.concatLists";
    let mut lists = Vec::with_capacity(list.len());
    for item in list.items() {
        lists.push(ev.force_list(*item, Pos::NONE, what)?);
    }
    Ok(join(ev, &lists))
}

fn length<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.length";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    Ok(ev.int(i64::try_from(list.len()).unwrap_or(i64::MAX)))
}

pub(crate) fn fold_left<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.foldlStrict";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let what = "while evaluating the third argument passed to builtins.foldlStrict";
    let list = ev.force_list(args[2], Pos::NONE, what)?;
    let mut result = args[1];
    for item in list.items() {
        result = ev.call(function, &[result, *item], Pos::NONE)?;
    }
    ev.force(result, Pos::NONE)
}

fn any<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    any_or_all(ev, args, &words!("any"), true)
}

fn all<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    any_or_all(ev, args, &words!("all"), false)
}

/// What frames say of the arguments of a builtin, and of what its function returns.
macro_rules! words {
    ($name:literal) => {
        [
            concat!("while evaluating the first argument passed to builtins.", $name),
            concat!("while evaluating the second argument passed to builtins.", $name),
            concat!("while evaluating the return value of the function passed to builtins.", $name),
        ]
    };
}
use words;

/// Whether the predicate yields `wanted` for some element; the answer is `wanted` then.
fn any_or_all<'h>(
    ev: &Evaluator<'h>,
    args: &[Value<'h>],
    words: &[&str; 3],
    wanted: bool,
) -> Result<'h, Value<'h>> {
    let function = ev.force_function(args[0], Pos::NONE, words[0])?;
    let list = ev.force_list(args[1], Pos::NONE, words[1])?;
    for item in list.items() {
        let found = ev.call(function, &[*item], Pos::NONE)?;
        if ev.force_bool(found, Pos::NONE, words[2])? == wanted {
            return Ok(Value::bool(wanted));
        }
    }
    Ok(Value::bool(!wanted))
}

fn gen_list<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to builtins.genList";
    let len = ev.force_int(args[1], Pos::NONE, what)?;
    let refuse = || ev.error(ErrorKind::Eval, format!("cannot create list of size {len}"));
    let size = usize::try_from(len).map_err(|_| refuse())?;
    let what = "while evaluating the first argument passed to builtins.genList";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    // A list that no memory could hold is refused like a negative one.
    if size >= 1 << 40 {
        return Err(refuse());
    }
    ev.check_memory(size.saturating_mul(24))?;
    Ok(Value::list(List::new(ev.heap, size, |index| {
        ev.delay_call(function, ev.int(i64::try_from(index).unwrap_or(i64::MAX)))
    })))
}

fn sort<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to builtins.sort";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    if list.is_empty() {
        return Ok(Value::list(list));
    }
    let what = "while evaluating the first argument passed to builtins.sort";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    for item in list.items() {
        ev.force(*item, Pos::NONE)?;
    }
    let native =
        matches!(function.view(), View::Builtin(builtin) if std::ptr::eq(builtin, numbers::LESS_THAN));
    let less = |a: Value<'h>, b: Value<'h>| {
        if native {
            return ev.less(a, b, "while evaluating the ordering function passed to builtins.sort");
        }
        let what = "while evaluating the return value of the sorting function passed to builtins.sort";
        let result = ev.call(function, &[a, b], Pos::NONE)?;
        ev.force_bool(result, Pos::NONE, what)
    };
    let mut sorted = list.items().to_vec();
    crate::sort::peek_sort(&mut sorted, &less)?;
    Ok(Value::list(List::from_slice(ev.heap, &sorted)))
}

fn partition<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.partition";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.partition";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what = "while evaluating the return value of the partition function passed to builtins.partition";
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for item in list.items() {
        ev.force(*item, Pos::NONE)?;
        let result = ev.call(function, &[*item], Pos::NONE)?;
        if ev.force_bool(result, Pos::NONE, what)? {
            right.push(*item);
        } else {
            wrong.push(*item);
        }
    }
    let mut builder = AttrsBuilder::new(2, Pos::NONE);
    builder.insert(known::RIGHT, Pos::NONE, Value::list(List::from_slice(ev.heap, &right)));
    builder.insert(known::WRONG, Pos::NONE, Value::list(List::from_slice(ev.heap, &wrong)));
    Ok(Value::attrs(builder.finish(ev.heap)))
}

fn group_by<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.groupBy";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.groupBy";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what = "while evaluating the return value of the grouping function passed to builtins.groupBy";
    let mut numbers: FxHashMap<Symbol, usize> = FxHashMap::default();
    let mut groups: Vec<(Symbol, Vec<Value<'h>>)> = Vec::new();
    for item in list.items() {
        let name = ev.call(function, &[*item], Pos::NONE)?;
        let name = ev.symbols.of(ev.force_str_no_context(name, Pos::NONE, what)?);
        let number = *numbers.entry(name).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[number].1.push(*item);
    }
    let mut builder = AttrsBuilder::new(groups.len(), Pos::NONE);
    for (name, items) in groups {
        builder.insert(name, Pos::NONE, Value::list(List::from_slice(ev.heap, &items)));
    }
    Ok(Value::attrs(builder.finish(ev.heap)))
}

fn concat_map<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.concatMap";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.concatMap";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what = "while evaluating the return value of the function passed to builtins.concatMap";
    // Nix names the place of the result, or else that of the function.
    let pos = ev.value_pos(function);
    let mut lists = Vec::with_capacity(list.len());
    for item in list.items() {
        let result = ev.call(function, &[*item], Pos::NONE)?;
        let at = if ev.value_pos(result).is_some() { ev.value_pos(result) } else { pos };
        lists.push(ev.force_list(result, at, what)?);
    }
    Ok(join(ev, &lists))
}

/// The keys seen by `genericClosure`, in their order.
struct Seen<'h> {
    sorted: Vec<(Value<'h>, Value<'h>)>,
}

impl<'h> Seen<'h> {
    /// Adds a key with its element; answers false if it is there already. The error names the element it was compared to.
    fn insert(
        &mut self,
        ev: &Evaluator<'h>,
        key: Value<'h>,
        element: Value<'h>,
    ) -> std::result::Result<bool, (Error<'h>, Value<'h>)> {
        let (mut low, mut high) = (0, self.sorted.len());
        // Keys mostly come in no order; a binary search keeps the number of comparisons small.
        while low < high {
            let middle = usize::midpoint(low, high);
            let (other, owner) = self.sorted[middle];
            if ev.less(key, other, "").map_err(|error| (error, owner))? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if let Some((other, owner)) = low.checked_sub(1).and_then(|before| self.sorted.get(before))
            && !ev.less(*other, key, "").map_err(|error| (error, *owner))?
        {
            return Ok(false);
        }
        self.sorted.insert(low, (key, element));
        Ok(true)
    }
}

fn generic_closure<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.genericClosure";
    let attrs = ev.force_attrs(args[0], Pos::NONE, what)?;
    let what = "in the attrset passed as argument to builtins.genericClosure";
    let (start, _) = super::attrs::required(ev, attrs, known::START_SET, what)?;
    let in_start = "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure";
    let start = ev.force_list(start, Pos::NONE, in_start)?;
    if start.is_empty() {
        return Ok(Value::list(start));
    }
    let (operator, _) = super::attrs::required(ev, attrs, known::OPERATOR, what)?;
    let what = "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure";
    let operator = ev.force_function(operator, Pos::NONE, what)?;
    let mut work: std::collections::VecDeque<Value<'h>> = start.items().iter().copied().collect();
    let mut seen = Seen { sorted: Vec::new() };
    let mut found = Vec::new();
    while let Some(element) = work.pop_front() {
        let key = closure_key(ev, element)
            .map_err(|error| element_frame(ev, error, "in genericClosure element ", element))?;
        let key = ev.force(key, Pos::NONE)?;
        match seen.insert(ev, key, element) {
            Ok(false) => continue,
            Ok(true) => {}
            Err((error, other)) => {
                let error = element_frame(ev, error, "with element ", other);
                return Err(element_frame(ev, error, "while comparing element ", element));
            }
        }
        found.push(element);
        let mut step = || {
            let what =
                "while evaluating the return value of the `operator` passed to builtins.genericClosure";
            let more = ev.call(operator, &[element], Pos::NONE)?;
            for item in ev.force_list(more, Pos::NONE, what)?.items() {
                ev.force(*item, Pos::NONE)?;
                work.push_back(*item);
            }
            Ok(())
        };
        step().map_err(|error| {
            element_frame(ev, error, "while calling operator on genericClosure element ", element)
        })?;
    }
    Ok(Value::list(List::from_slice(ev.heap, &found)))
}

fn closure_key<'h>(ev: &Evaluator<'h>, element: Value<'h>) -> Result<'h, Value<'h>> {
    let attrs = ev.force_attrs(element, Pos::NONE, "")?;
    Ok(super::attrs::required(ev, attrs, known::KEY, "")?.0)
}

fn element_frame<'h>(ev: &Evaluator<'h>, error: Error<'h>, text: &str, element: Value<'h>) -> Error<'h> {
    let text = [text.as_bytes(), &ev.print_for_error(element)].concat();
    ev.frame(error, Pos::NONE, text)
}
