//! The expressions: mostly well typed, for an error that cannot be caught ends a whole batch.
//!
//! There is one strategy for each type. A strategy of depth zero gives leaves only. The names `x`, `f` and `s` may be bound by
//! any template, so that shadowing occurs.

use proptest::prelude::*;
use proptest::strategy::Union;

type Expression = BoxedStrategy<String>;

const DEPTH: u32 = 4;

/// An expression of any type, closed: everything that is free in a template is bound here.
pub(crate) fn any() -> Expression {
    let open = prop_oneof![int(DEPTH), string(DEPTH), boolean(DEPTH), list(DEPTH), set(DEPTH), wrong(1)];
    open.prop_map(|e| format!("let x = 3; f = n: n + 1; s = {{ a = 1; b = 2; }}; in {e}")).boxed()
}

/// One of `leaves`, or, above depth zero, more likely one of the `templates`.
fn choose(depth: u32, leaves: &[&'static str], templates: impl FnOnce(u32) -> Vec<Expression>) -> Expression {
    let leaf = proptest::sample::select(leaves.to_vec()).prop_map(str::to_owned).boxed();
    if depth == 0 {
        return leaf;
    }
    let mut all = vec![(2, leaf)];
    all.extend(templates(depth - 1).into_iter().map(|template| (1, template)));
    Union::new_weighted(all).boxed()
}

/// Fills the `$` of a template with the parts, in order.
fn fill(template: &'static str, parts: Vec<Expression>) -> Expression {
    parts
        .prop_map(move |parts| {
            let mut pieces = template.split('$');
            let mut text = pieces.next().unwrap_or_default().to_owned();
            for (piece, part) in pieces.zip(parts) {
                text.extend(["(", &part, ")", piece]);
            }
            text
        })
        .boxed()
}

fn int(depth: u32) -> Expression {
    let leaves = [
        "0",
        "1",
        "-7",
        "x",
        "s.a",
        "9223372036854775807",
        "throw \"int\"",
        "f 4",
        "2.5",
        "1.0e20",
        "(-0.0)",
    ];
    choose(depth, &leaves, |depth| {
        let [i, t, b, l, m] = [int, string, boolean, list, set].map(|kind| kind(depth));
        vec![
            fill("$ + $", vec![i.clone(), i.clone()]),
            fill("$ - $", vec![i.clone(), i.clone()]),
            fill("$ * $", vec![i.clone(), i.clone()]),
            fill("$ / $", vec![i.clone(), i.clone()]),
            fill("-$", vec![i.clone()]),
            fill("if $ then $ else $", vec![b, i.clone(), i.clone()]),
            fill("let x = $; in $", vec![i.clone(), i.clone()]),
            fill("with { x = $; y = 5; }; y + $", vec![i.clone(), i.clone()]),
            fill("(n: x: n + $) $ 2", vec![i.clone(), i.clone()]),
            fill("({ p, q ? $ }: p + q) { p = $; }", vec![i.clone(), i.clone()]),
            fill("f $", vec![i.clone()]),
            fill("builtins.length $", vec![l.clone()]),
            fill("builtins.foldl' (a: b: a + b) $ [ $ $ ]", vec![i.clone(), i.clone(), i.clone()]),
            fill("$.a or $", vec![m, i.clone()]),
            fill("builtins.stringLength $", vec![t]),
            fill("builtins.elemAt $ 0", vec![l]),
            fill("builtins.seq $ $", vec![i.clone(), i.clone()]),
            fill("(builtins.tryEval $).value", vec![i]),
        ]
    })
}

fn string(depth: u32) -> Expression {
    let leaves = [
        "\"\"",
        "\"a\"",
        "\"b c\"",
        "\"é\\n\"",
        "''\n  x\n   y\n''",
        "throw \"string\"",
        "\"a\\${b}\"",
        "\"0.10\"",
    ];
    choose(depth, &leaves, |depth| {
        let [i, t, b, l, m] = [int, string, boolean, list, set].map(|kind| kind(depth));
        vec![
            fill("$ + $", vec![t.clone(), t.clone()]),
            fill("\"<${$}>\"", vec![t.clone()]),
            fill("''\n    ${$}\n  x ${$}''", vec![t.clone(), t.clone()]),
            fill("toString $", vec![i.clone()]),
            fill("toString $", vec![l.clone()]),
            fill("builtins.substring 0 2 $", vec![t.clone()]),
            fill("builtins.substring 1 (-1) $", vec![t.clone()]),
            fill("builtins.concatStringsSep $ [ $ $ ]", vec![t.clone(), t.clone(), t.clone()]),
            fill("builtins.replaceStrings [ \"a\" \"\" ] [ \"b\" $ ] $", vec![t.clone(), t.clone()]),
            fill("builtins.toJSON $", vec![l]),
            fill("builtins.toJSON $", vec![m.clone()]),
            fill("builtins.toXML $", vec![m]),
            fill("if $ then $ else $", vec![b, t.clone(), t.clone()]),
            fill("builtins.typeOf $", vec![i]),
            fill("baseNameOf $", vec![t.clone()]),
            fill("builtins.hashString \"sha256\" $", vec![t]),
        ]
    })
}

fn boolean(depth: u32) -> Expression {
    choose(depth, &["true", "false", "throw \"bool\"", "x == 3", "s ? a"], |depth| {
        let [i, t, b, l, m] = [int, string, boolean, list, set].map(|kind| kind(depth));
        vec![
            fill("$ && $", vec![b.clone(), b.clone()]),
            fill("$ || $", vec![b.clone(), b.clone()]),
            fill("$ -> $", vec![b.clone(), b.clone()]),
            fill("!$", vec![b.clone()]),
            fill("$ == $", vec![i.clone(), i.clone()]),
            fill("$ < $", vec![i.clone(), i.clone()]),
            fill("$ >= $", vec![t.clone(), t.clone()]),
            fill("$ == $", vec![l.clone(), l.clone()]),
            fill("$ < $", vec![l.clone(), l.clone()]),
            fill("$ == $", vec![m.clone(), m.clone()]),
            fill("$ ? ${$}", vec![m.clone(), t.clone()]),
            fill("builtins.elem $ $", vec![i.clone(), l]),
            fill("builtins.match \"[ab ]*\" $ != null", vec![t]),
            fill("(builtins.tryEval $).success", vec![m]),
            fill("assert $; $", vec![b.clone(), b]),
        ]
    })
}

fn list(depth: u32) -> Expression {
    choose(
        depth,
        &["[ ]", "[ 1 2 ]", "[ x (f 1) ]", "[ (throw \"element\") ]", "[ \"a\" ]", "throw \"list\""],
        |depth| {
            let [i, t, b, l, m] = [int, string, boolean, list, set].map(|kind| kind(depth));
            vec![
                fill("[ $ $ ]", vec![i.clone(), t.clone()]),
                fill("[ $ [ $ ] ]", vec![l.clone(), m.clone()]),
                fill("$ ++ $", vec![l.clone(), l.clone()]),
                fill("map (x: $) $", vec![i.clone(), l.clone()]),
                fill("map f [ $ $ ]", vec![i.clone(), i.clone()]),
                fill("builtins.filter (x: $) $", vec![b.clone(), l.clone()]),
                fill("builtins.genList (n: n + $) 3", vec![i.clone()]),
                fill("builtins.sort builtins.lessThan [ $ $ $ ]", vec![i.clone(), i.clone(), i]),
                fill("builtins.attrNames $", vec![m.clone()]),
                fill("builtins.attrValues $", vec![m]),
                fill("builtins.tail $", vec![l.clone()]),
                fill("builtins.concatLists [ $ $ ]", vec![l.clone(), l.clone()]),
                fill("builtins.split \"(a)|b\" $", vec![t]),
                fill("if $ then $ else $", vec![b, l.clone(), l.clone()]),
                fill("let x = $; in [ x x ]", vec![l]),
            ]
        },
    )
}

fn set(depth: u32) -> Expression {
    let leaves = [
        "{ }",
        "s",
        "{ a = 1; }",
        "{ a.b = 1; a.c = 2; }",
        "{ a = throw \"value\"; }",
        "throw \"set\"",
        "{ inherit x; }",
    ];
    choose(depth, &leaves, |depth| {
        let [i, t, b, l, m] = [int, string, boolean, list, set].map(|kind| kind(depth));
        vec![
            fill("{ a = $; c = $; }", vec![i.clone(), l.clone()]),
            fill("rec { a = $; b = a; c = $; }", vec![i.clone(), m.clone()]),
            fill("{ a.b = $; a.c.d = $; }", vec![i.clone(), t.clone()]),
            fill("{ ${$} = $; z = 1; }", vec![t.clone(), i.clone()]),
            fill("$ // $", vec![m.clone(), m.clone()]),
            fill("builtins.mapAttrs (n: v: n + $) $", vec![t.clone(), m.clone()]),
            fill("removeAttrs $ [ \"a\" $ ]", vec![m.clone(), t.clone()]),
            fill("builtins.intersectAttrs $ $", vec![m.clone(), m.clone()]),
            fill(
                "builtins.listToAttrs [ { name = $; value = $; } { name = \"a\"; value = 1; } ]",
                vec![t, i.clone()],
            ),
            fill("{ inherit ($) a; d = $; }", vec![m.clone(), i.clone()]),
            fill("builtins.groupBy (v: toString v) [ $ $ ]", vec![i.clone(), i.clone()]),
            fill("builtins.partition (v: v < 2) [ $ $ ]", vec![i.clone(), i]),
            fill("if $ then $ else $", vec![b, m.clone(), m.clone()]),
            fill("builtins.tryEval $", vec![l]),
            fill("with $; { e = x; }", vec![m]),
        ]
    })
}

/// Expressions that are most likely wrong in a way that nothing catches: the messages are compared.
fn wrong(depth: u32) -> Expression {
    let values = ["1", "\"t\"", "null", "[ 1 ]", "{ a = 1; }", "(y: y)", "1.5", "/p", "true", "builtins.add"];
    let value = proptest::sample::select(values.to_vec()).prop_map(str::to_owned).boxed();
    let value = prop_oneof![4 => value, 1 => int(depth), 1 => set(depth)].boxed();
    let two = || vec![value.clone(), value.clone()];
    let templates = [
        "$ + $",
        "$ - $",
        "$ * $",
        "$ / $",
        "$ < $",
        "$ ++ $",
        "$ // $",
        "$ && $",
        "$ -> $",
        "$ == $",
        "$ $",
        "builtins.elemAt $ $",
        "builtins.hasAttr $ $",
        "builtins.getAttr $ $",
        "builtins.substring $ 1 $",
        "map $ $",
        "builtins.foldl' $ 0 $",
        "builtins.concatStringsSep $ $",
        "removeAttrs $ $",
        "builtins.sort $ $",
        "builtins.replaceStrings $ [ \"a\" ] $",
        "\"${$}${$}\"",
        "{ ${$} = $; }",
        "$.${$}",
        "if $ then $ else 1",
        "({ a, b ? 1 }: $) $",
        "assert $ == $; 1",
        "builtins.genList $ $",
        "builtins.match $ $",
        "builtins.split $ $",
        "builtins.bitAnd $ $",
        "builtins.compareVersions $ $",
        "builtins.mapAttrs $ $",
        "builtins.catAttrs $ [ $ ]",
    ];
    Union::new(templates.map(|template| fill(template, two()))).boxed()
}
