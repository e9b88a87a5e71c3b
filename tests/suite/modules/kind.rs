//! Random types, and their texts.

use super::choices::Choices;
use super::tree::Dialect;
use super::value;

/// A type, as far as its values depend on it.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A type without parts: its text, and texts of its values.
    Simple(&'static str, &'static [&'static str]),
    NullOr(Box<Kind>),
    /// `listOf` and its like.
    List(&'static str, Box<Kind>),
    /// `attrsOf` and its like.
    Set(&'static str, Box<Kind>),
    Either(Vec<Kind>),
    /// A type that takes what another one takes, with words in front.
    Like(&'static str, Box<Kind>),
    /// What is converted, the conversion, and the type of the result.
    Coerced(&'static [&'static str], &'static str, Box<Kind>),
    Function(Box<Kind>),
    Tag(Box<Kind>, Box<Kind>),
    Deferred,
    Submodule(Box<Submodule>),
}

/// The type `submodule` or `submoduleWith`.
#[derive(Clone, Debug)]
pub(crate) struct Submodule {
    /// The types of the options `x` and `y`.
    pub(crate) fields: [Kind; 2],
    /// The whole type.
    text: String,
}

/// Known to every library of modules.
const COMMON: [Kind; 4] = [
    Kind::Simple("bool", &["true", "false"]),
    Kind::Simple("str", &["\"\"", "\"a\"", "\"c\\nd\""]),
    Kind::Simple("lines", &["\"\"", "\"a\"", "\"c\\nd\""]),
    Kind::Simple("anything", ANYTHING),
];

const ANYTHING: &[&str] = &["1", "\"s\"", "[ 1 2 ]", "{ p = 1; }", "{ p = 1; q.r = 2; }", "(x: [ x ])"];

/// Known to nixpkgs.
const SIMPLE: [Kind; 32] = [
    Kind::Simple("int", &["0", "1", "-5"]),
    Kind::Simple("ints.positive", &["1", "7", "0"]),
    Kind::Simple("ints.unsigned", &["0", "3", "-1"]),
    Kind::Simple("ints.u8", &["0", "255", "256"]),
    Kind::Simple("ints.s16", &["0", "-32768", "32768"]),
    Kind::Simple("(ints.between 2 4)", &["2", "4", "5"]),
    Kind::Simple("port", &["80", "65535", "65536"]),
    Kind::Simple("float", &["1.5", "-0.5", "1"]),
    Kind::Simple("number", &["1", "2.5", "1.0"]),
    Kind::Simple("(numbers.between 0 1)", &["0", "0.5", "2"]),
    Kind::Simple("numbers.nonnegative", &["0", "0.5", "-2"]),
    Kind::Simple("boolByOr", &["false", "true"]),
    Kind::Simple("nonEmptyStr", &["\"a\"", "\" \"", "\"b\""]),
    Kind::Simple("singleLineStr", &["\"a\"", "\"a\\n\"", "\"a\\nb\""]),
    Kind::Simple("(strMatching \"[ab]+\")", &["\"a\"", "\"ba\"", "\"c\""]),
    Kind::Simple("commas", &["\"a\"", "\"b,c\""]),
    Kind::Simple("envVar", &["\"/a\"", "\"/b:/c\""]),
    Kind::Simple("(separatedString \"+\")", &["\"a\"", "\"b\""]),
    Kind::Simple("path", &["\"/a\"", "\"/b/c\"", "\"a\""]),
    Kind::Simple("pathInStore", &["\"/a\""]),
    Kind::Simple("(enum [ \"a\" \"b\" 1 ])", &["\"a\"", "\"b\"", "1", "\"c\""]),
    Kind::Simple("(enum [ ])", &["\"a\""]),
    Kind::Simple("unspecified", &["1", "[ 1 ]", "{ p = 1; }", "true", "\"s\"", "(x: { inherit x; })"]),
    Kind::Simple("raw", &["1", "{ p = 1; }", "(x: x)"]),
    Kind::Simple("attrs", &["{ }", "{ p = 1; }", "{ q.r = 2; }", "{ p = mkForce 2; }"]),
    Kind::Simple("(uniq anything)", ANYTHING),
    Kind::Simple("(listOf unspecified)", &["[ ]", "[ 1 \"a\" ]"]),
    Kind::Simple("(attrsOf (attrsOf int))", &["{ }", "{ a.b = 1; }", "{ a = mkForce { c = 2; }; }"]),
    Kind::Simple("(either int (listOf int))", &["1", "[ 1 2 ]", "[ \"a\" ]"]),
    Kind::Simple("(nullOr (nullOr int))", &["null", "1"]),
    Kind::Simple("(functionTo lines)", &["(_: \"a\")", "(x: mkIf (x == 1) \"b\")"]),
    Kind::Simple("(passwdEntry str)", &["\"a\"", "\"a:b\""]),
];

/// A type; `depth` says how deep it may be.
pub(crate) fn draw(c: &mut Choices<'_>, dialect: Dialect, depth: usize) -> Kind {
    if depth == 0 || !c.chance(60) {
        return simple(c, dialect);
    }
    let inner = |c: &mut Choices<'_>| Box::new(draw(c, dialect, depth - 1));
    match c.below(if dialect == Dialect::Fixture { 5 } else { 16 }) {
        0 => Kind::List("listOf", inner(c)),
        1 => Kind::Set("attrsOf", inner(c)),
        2 => Kind::NullOr(inner(c)),
        3 | 4 => submodule(c, dialect, depth),
        5 => Kind::List(c.pick(&["listOf", "nonEmptyListOf"]), inner(c)),
        6 => Kind::Set("lazyAttrsOf", inner(c)),
        7 => Kind::Set(
            c.pick(&["attrsWith { placeholder = \"p\"; elemType =", "attrsWith { lazy = true; elemType ="]),
            inner(c),
        ),
        8 => Kind::Either((0..2 + c.below(2)).map(|_| draw(c, dialect, depth - 1)).collect()),
        9 => Kind::Like(c.pick(&["uniq", "unique { message = \"one only\"; }"]), inner(c)),
        10 => Kind::Like(c.pick(&["addCheck' (v: true)", "addCheck' (v: v != 1)"]), inner(c)),
        11 => coerced(c, dialect, depth),
        12 => Kind::Function(inner(c)),
        13 => Kind::Tag(inner(c), inner(c)),
        14 => Kind::Deferred,
        _ => submodule(c, dialect, depth),
    }
}

fn simple(c: &mut Choices<'_>, dialect: Dialect) -> Kind {
    let all: Vec<&Kind> = match dialect {
        Dialect::Fixture => COMMON.iter().collect(),
        Dialect::Nixpkgs => COMMON.iter().chain(&SIMPLE).collect(),
    };
    c.pick(&all).clone()
}

fn coerced(c: &mut Choices<'_>, dialect: Dialect, depth: usize) -> Kind {
    match c.below(4) {
        0 => Kind::Coerced(&["1", "-2"], "int toString", Box::new(COMMON[1].clone())),
        1 => Kind::Coerced(
            &["\"a\"", "\"b\""],
            "str (v: [ v ])",
            Box::new(Kind::List("listOf", Box::new(COMMON[1].clone()))),
        ),
        2 => Kind::Coerced(
            &["true", "false"],
            "bool (v: { x = mkDefault v; })",
            Box::new(submodule(c, dialect, depth)),
        ),
        _ => Kind::Coerced(
            &["[ 1 ]", "[ ]"],
            "(listOf int) (v: mkForce (length v))",
            Box::new(SIMPLE[0].clone()),
        ),
    }
}

fn submodule(c: &mut Choices<'_>, dialect: Dialect, depth: usize) -> Kind {
    let fields = [draw(c, dialect, depth - 1), draw(c, dialect, depth - 1)];
    let mut body = String::new();
    for (name, kind) in ["x", "y"].iter().zip(&fields) {
        let default = match c.chance(50) {
            true => format!(" default = {};", value::draw(c, dialect, kind, 1)),
            false => String::new(),
        };
        body.push_str(&format!(" options.{name} = mkOption {{ type = {};{default} }};", kind.text()));
    }
    let mut module = format!("{{{body} }}");
    let mut form = "submodule";
    if dialect == Dialect::Nixpkgs {
        if c.chance(40) {
            let kind = c.pick(&[
                "attrsOf anything",
                "lazyAttrsOf (listOf int)",
                "anything",
                "attrsOf (attrsOf str)",
            ]);
            body.push_str(&format!(" freeformType = {kind};"));
        }
        if c.chance(20) {
            body.push_str(&format!(" config.x = mkDefault {};", value::draw(c, dialect, &fields[0], 0)));
        }
        module = match c.below(4) {
            0 | 1 => format!("{{{body} }}"),
            2 => format!(
                "({{ name, config, options, ... }}: {{{body} options.name = mkOption {{ default = name; }}; }})"
            ),
            _ => format!("({{ lib, ... }}: {{ imports = [ {{{body} }} ]; config._module.args.extra = 1; }})"),
        };
        form = c.pick(&[
            "submodule",
            "submodule",
            "submoduleWith { modules = toList",
            "submoduleWith { shorthandOnlyDefinesConfig = true; specialArgs.special = 2; description = \"sub\"; modules = toList",
        ]);
    }
    let close = if form.contains('{') { "; }" } else { "" };
    Kind::Submodule(Box::new(Submodule { fields, text: format!("({form} {module}{close})") }))
}

impl Kind {
    /// The type as Nix.
    pub(crate) fn text(&self) -> String {
        match self {
            Kind::Simple(text, _) => (*text).to_owned(),
            Kind::NullOr(inner) => format!("(nullOr {})", inner.text()),
            Kind::List(name, inner) | Kind::Like(name, inner) => format!("({name} {})", inner.text()),
            Kind::Set(name, inner) if name.contains('{') => format!("({name} {}; }})", inner.text()),
            Kind::Set(name, inner) => format!("({name} {})", inner.text()),
            Kind::Either(all) => {
                let all: Vec<String> = all.iter().map(Kind::text).collect();
                match all.as_slice() {
                    [one, other] => format!("(either {one} {other})"),
                    more => format!("(oneOf [ {} ])", more.join(" ")),
                }
            }
            Kind::Coerced(_, how, to) => format!("(coercedTo {how} {})", to.text()),
            Kind::Function(inner) => format!("(functionTo {})", inner.text()),
            Kind::Tag(one, other) => format!(
                "(attrTag {{ a = mkOption {{ type = {}; }}; b = mkOption {{ description = \"b\"; type = {}; }}; }})",
                one.text(),
                other.text()
            ),
            Kind::Deferred => "deferredModule".to_owned(),
            Kind::Submodule(submodule) => submodule.text.clone(),
        }
    }
}
