//! A random tree of modules, and its text.
//!
//! Options have one of six places, so that definitions meet; values mostly have the type of their option. What differs
//! between the two libraries of modules is what they know: that of the fixtures has no orders, no `mkMerge`, no freeform
//! types.

use proptest::prelude::*;
use proptest::sample::select;

/// Functions of the test expression: what is asked of each option.
pub(crate) const PRELUDE: &str = "\
  try = value: let t = builtins.tryEval (builtins.deepSeq value value); in if t.success then t.value else \"failed\";
  ask = option: [ (try option.value) (try option.highestPrio) (try option.isDefined) (try (map baseNameOf option.files)) ];";

/// Which library of modules the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `fixtures/home/modules.nix`
    Fixture,
    /// nixpkgs' `lib`
    Nixpkgs,
}

/// Where options are. No place is inside of another.
const PLACES: [&str; 6] = ["one", "two", "set.three", "set.four", "deep.er.five", "deep.six"];

#[derive(Clone, Debug)]
enum Type {
    Bool,
    Str,
    Lines,
    Int,
    Enum,
    Anything,
    NullOr(Box<Type>),
    ListOf(Box<Type>),
    AttrsOf(Box<Type>),
    LazyAttrsOf(Box<Type>),
    Either(Box<Type>, Box<Type>),
    Submodule { fields: Vec<(&'static str, Type, Option<Value>)>, freeform: bool },
}

#[derive(Clone, Debug)]
enum Value {
    Plain(&'static str),
    List(Vec<Value>),
    Set(Vec<(&'static str, Box<Value>)>),
    Wrapped(Wrapper, Box<Value>),
    Merged(Vec<Value>),
}

#[derive(Clone, Copy, Debug)]
enum Wrapper {
    If(&'static str),
    Force,
    Default,
    Override(u32),
    Before,
    After,
    Order(u32),
}

#[derive(Clone, Debug)]
struct Module {
    definitions: Vec<(usize, Value)>,
    /// A wrapper around all of its definitions.
    wrapper: Option<Wrapper>,
    /// Whether its first definition is made by a module that it imports.
    imports: bool,
}

/// Modules, and the options that they define.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    options: Vec<(Type, Option<Value>)>,
    modules: Vec<Module>,
}

impl Tree {
    /// A Nix expression with what there is to know of all options.
    pub(crate) fn text(&self, dialect: Dialect) -> String {
        let mut options = String::new();
        for (place, (kind, default)) in PLACES.iter().zip(&self.options) {
            let default =
                default.as_ref().map(|value| format!(" default = {};", value.text())).unwrap_or_default();
            options.push_str(&format!("      {place} = mkOption {{ type = {};{default} }};\n", kind.text()));
        }
        let modules: String = self.modules.iter().map(Module::text).collect();
        let asked: String =
            PLACES.iter().take(self.options.len()).map(|place| format!(" (ask m.options.{place})")).collect();
        let with = match dialect {
            Dialect::Fixture => "with lib; with types;",
            Dialect::Nixpkgs => "with lib; with lib.types;",
        };
        format!(
            "{with} let inherit (m) config; m = evalModules {{ modules = [\n    {{ _file = \"options\"; options = {{\n{options}    }}; }}\n{modules}  ]; }}; in [{asked} ]\n"
        )
    }
}

impl Module {
    fn text(&self) -> String {
        let split = usize::from(self.imports).min(self.definitions.len());
        let (imported, own) = self.definitions.split_at(split);
        let set = |definitions: &[(usize, Value)]| {
            // A place may be drawn twice; a set has it once.
            let mut seen = Vec::new();
            let mut text = String::from("{");
            for (place, value) in definitions {
                if !seen.contains(place) {
                    seen.push(*place);
                    text.push_str(&format!(" {} = {};", PLACES[*place], value.text()));
                }
            }
            text + " }"
        };
        let config = match self.wrapper {
            Some(wrapper) => wrapper.text(&set(own)),
            None => set(own),
        };
        let imports = match imported.is_empty() {
            true => String::new(),
            false => format!(" imports = [ {{ _file = \"imported\"; config = {}; }} ];", set(imported)),
        };
        format!("    ({{ config, lib, ... }}: {{ _file = \"module\";{imports} config = {config}; }})\n")
    }
}

impl Type {
    fn text(&self) -> String {
        match self {
            Type::Bool => "bool".to_owned(),
            Type::Str => "str".to_owned(),
            Type::Lines => "lines".to_owned(),
            Type::Int => "int".to_owned(),
            Type::Enum => "(enum [ \"a\" \"b\" ])".to_owned(),
            Type::Anything => "anything".to_owned(),
            Type::NullOr(inner) => format!("(nullOr {})", inner.text()),
            Type::ListOf(inner) => format!("(listOf {})", inner.text()),
            Type::AttrsOf(inner) => format!("(attrsOf {})", inner.text()),
            Type::LazyAttrsOf(inner) => format!("(lazyAttrsOf {})", inner.text()),
            Type::Either(one, other) => format!("(either {} {})", one.text(), other.text()),
            Type::Submodule { fields, freeform } => {
                let fields: String = fields
                    .iter()
                    .map(|(name, kind, default)| {
                        let default = default
                            .as_ref()
                            .map(|value| format!(" default = {};", value.text()))
                            .unwrap_or_default();
                        format!(" options.{name} = mkOption {{ type = {};{default} }};", kind.text())
                    })
                    .collect();
                let freeform = if *freeform { " freeformType = attrsOf anything;" } else { "" };
                format!("(submodule {{{freeform}{fields} }})")
            }
        }
    }
}

impl Value {
    fn text(&self) -> String {
        match self {
            Value::Plain(text) => (*text).to_owned(),
            Value::List(items) => {
                let items: String = items.iter().map(|item| format!("({}) ", item.text())).collect();
                format!("[ {items}]")
            }
            Value::Set(items) => {
                let mut seen: Vec<&str> = Vec::new();
                let mut text = String::from("{ ");
                for (name, value) in items {
                    if !seen.contains(name) {
                        seen.push(name);
                        text.push_str(&format!("{name} = {}; ", value.text()));
                    }
                }
                text + "}"
            }
            Value::Wrapped(wrapper, value) => wrapper.text(&format!("({})", value.text())),
            Value::Merged(values) => format!("(mkMerge {})", Value::List(values.clone()).text()),
        }
    }
}

impl Wrapper {
    fn text(self, content: &str) -> String {
        match self {
            Wrapper::If(condition) => format!("(mkIf {condition} {content})"),
            Wrapper::Force => format!("(mkForce {content})"),
            Wrapper::Default => format!("(mkDefault {content})"),
            Wrapper::Override(priority) => format!("(mkOverride {priority} {content})"),
            Wrapper::Before => format!("(mkBefore {content})"),
            Wrapper::After => format!("(mkAfter {content})"),
            Wrapper::Order(order) => format!("(mkOrder {order} {content})"),
        }
    }
}

/// A tree for a library of modules.
pub(crate) fn any(dialect: Dialect) -> impl Strategy<Value = Tree> {
    let option = kind(dialect, 2).prop_flat_map(move |kind| {
        let default = proptest::option::of(value(dialect, &kind, 1));
        (Just(kind), default)
    });
    proptest::collection::vec(option, 1..=PLACES.len()).prop_flat_map(move |options| {
        let modules = proptest::collection::vec(module(dialect, &options), 0..5);
        (Just(options), modules).prop_map(|(options, modules)| Tree { options, modules })
    })
}

fn module(dialect: Dialect, options: &[(Type, Option<Value>)]) -> impl Strategy<Value = Module> + use<> {
    let definitions: Vec<BoxedStrategy<(usize, Value)>> = options
        .iter()
        .enumerate()
        .map(|(place, (kind, _))| value(dialect, kind, 2).prop_map(move |value| (place, value)).boxed())
        .collect();
    let definition = proptest::strategy::Union::new(definitions);
    // Only conditions may stand around a whole module in every library.
    let wrapper = proptest::option::weighted(0.3, condition().prop_map(Wrapper::If));
    (proptest::collection::vec(definition, 0..5), wrapper, proptest::bool::weighted(0.2))
        .prop_map(|(definitions, wrapper, imports)| Module { definitions, wrapper, imports })
}

fn condition() -> impl Strategy<Value = &'static str> {
    select(vec!["true", "true", "false", "(1 == 1)", "(!true)", "(config ? one)"])
}

fn kind(dialect: Dialect, depth: u32) -> BoxedStrategy<Type> {
    let mut simple = vec![Type::Bool, Type::Str, Type::Lines, Type::Anything];
    if dialect == Dialect::Nixpkgs {
        simple.extend([Type::Int, Type::Enum]);
    }
    let simple = select(simple).boxed();
    if depth == 0 {
        return simple;
    }
    let inner = || kind(dialect, depth - 1);
    let boxed = |make: fn(Box<Type>) -> Type| inner().prop_map(move |inner| make(Box::new(inner))).boxed();
    let freeform = match dialect {
        Dialect::Fixture => Just(false).boxed(),
        Dialect::Nixpkgs => any_bool(),
    };
    let fields = (inner(), inner()).prop_flat_map(move |(x, y)| {
        let defaults =
            (proptest::option::of(value(dialect, &x, 1)), proptest::option::of(value(dialect, &y, 1)));
        (Just(x), Just(y), defaults)
    });
    let submodule = (fields, freeform).prop_map(|((x, y, (dx, dy)), freeform)| Type::Submodule {
        fields: vec![("x", x, dx), ("y", y, dy)],
        freeform,
    });
    let mut all = vec![
        (3, simple),
        (1, boxed(Type::NullOr)),
        (2, boxed(Type::ListOf)),
        (2, boxed(Type::AttrsOf)),
        (2, submodule.boxed()),
    ];
    if dialect == Dialect::Nixpkgs {
        all.push((1, boxed(Type::LazyAttrsOf)));
        let either = (inner(), inner()).prop_map(|(one, other)| Type::Either(Box::new(one), Box::new(other)));
        all.push((1, either.boxed()));
    }
    proptest::strategy::Union::new_weighted(all).boxed()
}

fn any_bool() -> BoxedStrategy<bool> {
    proptest::bool::ANY.boxed()
}

/// A value that mostly is of a type, with wrappers that the library knows.
fn value(dialect: Dialect, kind: &Type, wrappers: u32) -> BoxedStrategy<Value> {
    let right = right(dialect, kind);
    let wrong = select(vec!["1", "\"no\"", "[ 1 ]", "{ x = 1; z = 2; }", "null", "(throw \"t\")"])
        .prop_map(Value::Plain);
    let plain = prop_oneof![14 => right, 1 => wrong].boxed();
    if wrappers == 0 {
        return plain;
    }
    let inner = || value(dialect, kind, wrappers - 1);
    let wrapped =
        (wrapper(dialect), inner()).prop_map(|(wrapper, value)| Value::Wrapped(wrapper, Box::new(value)));
    match dialect {
        Dialect::Fixture => prop_oneof![3 => plain, 1 => wrapped].boxed(),
        Dialect::Nixpkgs => {
            let merged = proptest::collection::vec(inner(), 0..3).prop_map(Value::Merged);
            prop_oneof![6 => plain, 3 => wrapped, 1 => merged].boxed()
        }
    }
}

fn wrapper(dialect: Dialect) -> BoxedStrategy<Wrapper> {
    let common = prop_oneof![condition().prop_map(Wrapper::If), Just(Wrapper::Force), Just(Wrapper::Default)];
    match dialect {
        Dialect::Fixture => common.boxed(),
        Dialect::Nixpkgs => prop_oneof![
            4 => common,
            1 => select(vec![10, 90, 100, 1500]).prop_map(Wrapper::Override),
            1 => Just(Wrapper::Before),
            1 => Just(Wrapper::After),
            1 => select(vec![1, 999, 1000, 2000]).prop_map(Wrapper::Order),
        ]
        .boxed(),
    }
}

fn right(dialect: Dialect, kind: &Type) -> BoxedStrategy<Value> {
    let plain = |texts: &[&'static str]| select(texts.to_vec()).prop_map(Value::Plain).boxed();
    match kind {
        Type::Bool => plain(&["true", "false"]),
        Type::Str | Type::Lines => plain(&["\"\"", "\"a\"", "\"b\"", "\"c\\nd\""]),
        Type::Int => plain(&["0", "1", "-5"]),
        Type::Enum => plain(&["\"a\"", "\"b\"", "\"c\""]),
        Type::Anything => plain(&["1", "\"s\"", "[ 1 2 ]", "{ p = 1; }", "{ p = 1; q.r = 2; }"]),
        Type::NullOr(inner) => prop_oneof![1 => plain(&["null"]), 3 => value(dialect, inner, 0)].boxed(),
        Type::ListOf(inner) => {
            let wrappers = u32::from(dialect == Dialect::Nixpkgs);
            proptest::collection::vec(value(dialect, inner, wrappers), 0..3).prop_map(Value::List).boxed()
        }
        Type::AttrsOf(inner) | Type::LazyAttrsOf(inner) => {
            let item = (select(vec!["x", "y", "z"]), value(dialect, inner, 1).prop_map(Box::new));
            proptest::collection::vec(item, 0..3).prop_map(Value::Set).boxed()
        }
        Type::Either(one, other) => prop_oneof![value(dialect, one, 0), value(dialect, other, 0)].boxed(),
        Type::Submodule { fields, .. } => {
            let field = |(name, kind, _): &(&'static str, Type, Option<Value>)| {
                let name = *name;
                (4, value(dialect, kind, 1).prop_map(move |value| (name, Box::new(value))).boxed())
            };
            let free = plain(&["1", "\"free\""]).prop_map(|value| ("free", Box::new(value))).boxed();
            let weighted = fields.iter().map(field).chain([(1, free)]).collect();
            let item = proptest::strategy::Union::new_weighted(weighted);
            proptest::collection::vec(item, 0..4).prop_map(Value::Set).boxed()
        }
    }
}
