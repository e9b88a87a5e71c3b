//! Random definitions: values that mostly are of a type, in the properties of the module system.

use super::choices::Choices;
use super::kind::{Kind, Submodule};
use super::tree::Dialect;

/// Of no type in particular.
const WRONG: [&str; 8] = [
    "1",
    "\"no\"",
    "[ 1 ]",
    "{ x = 1; z = 2; }",
    "null",
    "(throw \"t\")",
    "(v: v)",
    "{ _type = \"strange\"; }",
];

/// A value for an option of this type, with up to so many wrappers around it.
pub(crate) fn draw(c: &mut Choices<'_>, dialect: Dialect, kind: &Kind, wrappers: usize) -> String {
    if wrappers > 0 && c.chance(35) {
        if dialect == Dialect::Nixpkgs && c.chance(20) {
            let all = c.some(3, |c| draw(c, dialect, kind, wrappers - 1));
            return format!("(mkMerge [ {} ])", all.join(" "));
        }
        let wrapper = wrapper(c, dialect);
        return format!("({wrapper} {})", draw(c, dialect, kind, wrappers - 1));
    }
    match c.chance(5) {
        true => c.pick(&WRONG).to_owned(),
        false => right(c, dialect, kind, wrappers),
    }
}

/// What may stand in front of a value.
pub(crate) fn wrapper(c: &mut Choices<'_>, dialect: Dialect) -> String {
    let common = if dialect == Dialect::Fixture { 3 } else { 10 };
    match c.below(common) {
        0 => format!("mkIf {}", condition(c)),
        1 => "mkForce".to_owned(),
        2 => "mkDefault".to_owned(),
        3 => format!("mkIf {}", condition(c)),
        4 => format!("mkOverride {}", c.pick(&[10, 90, 100, 1500])),
        5 => c.pick(&["mkVMOverride", "mkImageMediaOverride", "mkOptionDefault"]).to_owned(),
        6 => "mkBefore".to_owned(),
        7 => "mkAfter".to_owned(),
        _ => format!("mkOrder {}", c.pick(&[1, 999, 1000, 2000])),
    }
}

/// A condition that needs no value of an option, so that it makes no circle.
pub(crate) fn condition(c: &mut Choices<'_>) -> &'static str {
    c.pick(&["true", "true", "false", "(1 == 1)", "(!true)", "(config ? one)"])
}

fn right(c: &mut Choices<'_>, dialect: Dialect, kind: &Kind, wrappers: usize) -> String {
    let inner = usize::from(dialect == Dialect::Nixpkgs);
    match kind {
        Kind::Simple(_, values) => c.pick(values).to_owned(),
        Kind::NullOr(inner) => match c.chance(30) {
            true => "null".to_owned(),
            false => draw(c, dialect, inner, 0),
        },
        Kind::List(_, item) => {
            let items = c.some(3, |c| draw(c, dialect, item, inner));
            format!("[ {} ]", items.iter().map(|item| format!("({item})")).collect::<Vec<_>>().join(" "))
        }
        Kind::Set(_, item) => {
            let names = subset(c, &["x", "y", "z"]);
            set(names.into_iter().map(|name| (name, draw(c, dialect, item, wrappers.min(1)))).collect())
        }
        Kind::Either(all) => {
            let one = c.below(all.len());
            draw(c, dialect, &all[one], 0)
        }
        Kind::Like(_, inner) => draw(c, dialect, inner, 0),
        Kind::Coerced(from, _, to) => match c.chance(50) {
            true => c.pick(from).to_owned(),
            false => draw(c, dialect, to, 0),
        },
        Kind::Function(result) => format!("(arg: {})", draw(c, dialect, result, 1)),
        Kind::Tag(one, other) => match c.chance(50) {
            false => set(vec![("a", draw(c, dialect, one, 1))]),
            true => set(vec![("b", draw(c, dialect, other, 1))]),
        },
        Kind::Deferred => deferred(c),
        Kind::Submodule(submodule) => in_submodule(c, dialect, submodule),
    }
}

fn deferred(c: &mut Choices<'_>) -> String {
    c.pick(&[
        "{ options.p = mkOption { default = 1; }; }",
        "{ options.q = mkOption { type = lines; }; config.q = \"a\"; }",
        "({ lib, ... }: { options.r = lib.mkOption { default = [ ]; }; })",
        "{ imports = [ { options.s = mkOption { default = 2; }; } ]; }",
    ])
    .to_owned()
}

fn in_submodule(c: &mut Choices<'_>, dialect: Dialect, submodule: &Submodule) -> String {
    let mut fields = Vec::new();
    for (name, kind) in ["x", "y"].into_iter().zip(&submodule.fields) {
        if c.chance(60) {
            fields.push((name, draw(c, dialect, kind, 1)));
        }
    }
    if c.chance(15) {
        fields.push(("free", c.pick(&["1", "[ 1 ]", "{ a = \"b\"; }", "mkForce [ 2 ]"]).to_owned()));
    }
    let body = set(fields);
    if dialect == Dialect::Fixture {
        return body;
    }
    match c.below(12) {
        0..=7 => body,
        8 => format!("({{ config, ... }}: {body})"),
        9 => format!("({{ name, options, ... }}: {{ config = {body}; }})"),
        10 => format!("{{ config = mkIf {} {body}; }}", condition(c)),
        _ => format!("{{ imports = [ {body} ]; }}"),
    }
}

/// An attribute set.
pub(crate) fn set(items: Vec<(&str, String)>) -> String {
    let items: String = items.into_iter().map(|(name, value)| format!("{name} = {value}; ")).collect();
    format!("{{ {items}}}")
}

fn subset(c: &mut Choices<'_>, all: &[&'static str]) -> Vec<&'static str> {
    all.iter().copied().filter(|_| c.chance(50)).collect()
}
