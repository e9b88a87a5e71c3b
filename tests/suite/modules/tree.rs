//! A random tree of modules: what they declare, define and import, and what is asked about it, as one Nix expression.
//!
//! Options have one of six places, so that definitions meet; values mostly have the type of their option. The library of the
//! fixtures knows only a part: no orders, no `mkMerge`, no freeform types.

use super::choices::Choices;
use super::kind::{self, Kind};
use super::value;

/// Functions of the test expression: what is asked of each option.
///
/// `show` calls functions, so that what they answer is compared too; a derivation, an option or a type in a value would have
/// no end, hence the depth.
pub(crate) const PRELUDE: &str = r#"
  show = depth: value:
    if depth == 0 then "deep"
    else if builtins.isFunction value then
      if builtins.functionArgs value == { } then { call = show (depth - 1) (value 1); } else builtins.functionArgs value
    else if builtins.isAttrs value then builtins.mapAttrs (_: show (depth - 1)) value
    else if builtins.isList value then map (show (depth - 1)) value
    else value;
  try = value: let t = builtins.tryEval (let shown = show 9 value; in builtins.deepSeq shown shown); in if t.success then t.value else "failed";
  place = file: baseNameOf (toString file);
  ask = option: [
    (try option.value)
    (try option.highestPrio)
    (try option.isDefined)
    (try (map place option.files))
    (try (option.definitions or null))
    (try (map (d: [ (place d.file) d.value ]) (option.definitionsWithLocations or [ ])))
    (try (map place (option.declarations or [ ])))
    (try (option.loc or null))
    (try (option.type.description or null))
    (try (builtins.attrNames (option.valueMeta or { })))
  ];
  # The modules that an option of type `deferredModule` holds.
  unfold = lib: option:
    if option.type.name or null == "deferredModule" then try (lib.evalModules { modules = [ option.value ]; }).config else null;
  manual = lib: options:
    try (map (o: [ o.name (o.type or null) o.visible o.internal o.readOnly (o.default or null) (o.description or null) (map place o.declarations) ])
      (builtins.filter (o: builtins.head o.loc != "_module") (lib.optionAttrSetToDocList options)));"#;

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

/// The expression that the choices make.
pub(crate) fn text(c: &mut Choices<'_>, dialect: Dialect) -> String {
    match dialect {
        Dialect::Fixture => fixture(c),
        Dialect::Nixpkgs => nixpkgs(c),
    }
}

fn fixture(c: &mut Choices<'_>) -> String {
    let kinds = kinds(c, Dialect::Fixture);
    let mut modules =
        vec![format!("{{ _file = \"options\"; options = {{ {} }}; }}", options(c, Dialect::Fixture, &kinds))];
    modules.extend(c.some(5, |c| module(c, Dialect::Fixture, &kinds)));
    let asked: String =
        PLACES.iter().take(kinds.len()).map(|place| format!(" (ask m.options.{place})")).collect();
    format!(
        "with lib; with types; let inherit (m) config; m = evalModules {{ modules = [\n    {}\n  ]; }}; in [{asked} ]\n",
        modules.join("\n    ")
    )
}

fn nixpkgs(c: &mut Choices<'_>) -> String {
    let kinds = kinds(c, Dialect::Nixpkgs);
    let mut modules = vec![format!(
        "{{ _file = \"options\"; options = {{ {}warnings = mkOption {{ type = listOf str; default = [ ]; }}; assertions = mkOption {{ type = listOf unspecified; default = [ ]; }}; }}; }}",
        options(c, Dialect::Nixpkgs, &kinds)
    )];
    modules.extend(c.some(5, |c| module(c, Dialect::Nixpkgs, &kinds)));
    modules.extend(c.some(2, |c| special(c, &kinds)));
    let arguments: String =
        [(15, " class = \"k\";"), (15, " prefix = [ \"pre\" ];"), (30, " specialArgs = { special = 1; };")]
            .iter()
            .filter(|(percent, _)| c.chance(*percent))
            .map(|(_, text)| *text)
            .collect();
    let asked: String = PLACES
        .iter()
        .take(kinds.len())
        .map(|place| format!(" (ask m.options.{place}) (unfold lib m.options.{place})"))
        .collect();
    let more = match c.chance(15) {
        true => format!(
            " (try (m.extendModules {{ modules = [ {} ]; specialArgs.more = 1; }}).config)",
            module(c, Dialect::Nixpkgs, &kinds)
        ),
        false => String::new(),
    };
    format!(
        "with lib; with lib.types; let addCheck' = check: type: addCheck type check; m = evalModules {{{arguments} modules = [\n    {}\n  ]; }}; in [{asked} (try m.config) (manual lib m.options) (try (m.graph or null)){more} ]\n",
        modules.join("\n    ")
    )
}

fn kinds(c: &mut Choices<'_>, dialect: Dialect) -> Vec<Kind> {
    (0..=c.below(PLACES.len())).map(|_| kind::draw(c, dialect, 2)).collect()
}

fn options(c: &mut Choices<'_>, dialect: Dialect, kinds: &[Kind]) -> String {
    PLACES
        .iter()
        .zip(kinds)
        .map(|(place, kind)| format!("{place} = {}; ", option(c, dialect, kind)))
        .collect()
}

fn option(c: &mut Choices<'_>, dialect: Dialect, kind: &Kind) -> String {
    let mut fields = format!("type = {};", kind.text());
    if c.chance(50) {
        fields.push_str(&format!(" default = {};", value::draw(c, dialect, kind, 1)));
    }
    if dialect == Dialect::Nixpkgs && c.chance(25) {
        fields = match c.below(8) {
            0 => fields + " description = \"words\";",
            1 => fields + " internal = true;",
            2 => fields + " visible = \"shallow\";",
            3 => fields + " readOnly = true;",
            4 => fields + " apply = v: [ v ];",
            5 => fields + " defaultText = literalExpression \"text\";",
            6 => fields + " example = 1;",
            // Without a type.
            _ => "description = \"untyped\";".to_owned(),
        };
    }
    format!("mkOption {{ {fields} }}")
}

/// A module that defines some options.
fn module(c: &mut Choices<'_>, dialect: Dialect, kinds: &[Kind]) -> String {
    let mut own = definitions(c, dialect, kinds);
    // In every library, only conditions may stand around a whole module.
    if c.chance(25) {
        own = match dialect {
            Dialect::Fixture => format!("mkIf {} {own}", value::condition(c)),
            Dialect::Nixpkgs => format!("{} {own}", value::wrapper(c, dialect)),
        };
    }
    let imports = match c.chance(20) {
        true => format!(
            " imports = [ {{ _file = \"imported\"; config = {}; }} ];",
            definitions(c, dialect, kinds)
        ),
        false => String::new(),
    };
    match (dialect, c.below(8)) {
        (Dialect::Fixture, _) | (_, 0..=4) => {
            format!("({{ config, lib, ... }}: {{ _file = \"module\";{imports} config = {own}; }})")
        }
        (_, 5) => {
            format!("{{ _file = \"plain\"; key = \"{}\";{imports} config = {own}; }}", c.pick(&["a", "b"]))
        }
        (_, 6) => definitions(c, dialect, kinds),
        _ => format!("({{ lib, options, ... }}: lib.mkMerge [ {{ config = {own}; }} ])"),
    }
}

/// A set of definitions; each place is in it once.
fn definitions(c: &mut Choices<'_>, dialect: Dialect, kinds: &[Kind]) -> String {
    let mut items = Vec::new();
    for (place, kind) in PLACES.iter().zip(kinds) {
        if c.chance(45) {
            items.push((*place, value::draw(c, dialect, kind, 2)));
        }
    }
    if dialect == Dialect::Nixpkgs && c.chance(4) {
        items.push(("nowhere.near", c.pick(&["1", "\"s\"", "[ 3 ]", "{ a = 4; }"]).to_owned()));
    }
    value::set(items)
}

/// A module that does something else than to define options.
fn special(c: &mut Choices<'_>, kinds: &[Kind]) -> String {
    let some = |c: &mut Choices<'_>| {
        let place = c.below(kinds.len());
        (PLACES[place], value::draw(c, Dialect::Nixpkgs, &kinds[place], 1))
    };
    let path = |place: &str| format!("[ \"{}\" ]", place.replace('.', "\" \""));
    let (place, given) = some(c);
    let to = path(place);
    match c.below(20) {
        0 => format!(
            "{{ freeformType = {}; }}",
            c.pick(&["attrsOf anything", "lazyAttrsOf (attrsOf int)", "attrsOf (either int str)"])
        ),
        1 => "{ _module.check = false; }".to_owned(),
        2 => format!(
            "{{ disabledModules = [ {} ]; }}",
            c.pick(&["\"a\"", "{ key = \"b\"; }", "\"a\" \"b\"", "./none.nix"])
        ),
        3 => format!("{{ imports = [ (mkRenamedOptionModule [ \"old\" ] {to}) ]; old = {given}; }}"),
        4 => format!(
            "{{ imports = [ (mkAliasOptionModule [ \"alias\" \"of\" ] {to}) ]; alias.of = {given}; }}"
        ),
        5 => "{ imports = [ (mkRemovedOptionModule [ \"gone\" ] \"Use another.\") ]; gone = 1; }".to_owned(),
        6 => format!(
            "{{ imports = [ (mkChangedOptionModule [ \"was\" ] {to} (config: config.was)) ]; was = {given}; }}"
        ),
        7 => format!(
            "{{ imports = [ (mkMergedOptionModule [ [ \"m1\" ] [ \"m2\" ] ] {to} (config: config.m2)) ]; m2 = {given}; }}"
        ),
        8 => format!(
            "({{ options, ... }}: {{ options.copy = mkOption {{ }}; config.copy = mkAliasDefinitions options.{place}; }})"
        ),
        9 => format!(
            "({{ config, ... }}: {{ options.read = mkOption {{ }}; config.read = mkIf (config ? {place}) config.{place}; }})"
        ),
        10 => format!(
            "{{ _file = \"again\"; options.{place} = mkOption {{ type = {}; }}; }}",
            kinds[c.below(kinds.len())].text()
        ),
        11 => format!("{{ options.{place} = mkOption {{ default = {given}; description = \"second\"; }}; }}"),
        12 => "({ special, ... }: { options.special = mkOption { default = special; }; })".to_owned(),
        13 => "({ given, ... }: { _module.args.given = 3; options.given = mkOption { default = given; }; })"
            .to_owned(),
        14 => format!("{{ _class = \"{}\"; }}", c.pick(&["k", "other"])),
        15 => format!("{{ config.{place} = mkDefinition {{ file = \"elsewhere\"; value = {given}; }}; }}"),
        16 => format!("(setDefaultModuleLocation \"located\" {{ {place} = {given}; }})"),
        17 => format!(
            "{{ options.sub = mkOption {{ type = submodule {{ options.in = mkEnableOption \"it\"; }}; default = {{ }}; }}; config.{place} = mkOverride 50 {given}; }}"
        ),
        18 => format!("{{ {} = {given}; }}", place.split('.').next().unwrap_or(place)),
        _ => format!(
            "{{ imports = [ {{ key = \"a\"; {place} = {given}; }} {{ key = \"a\"; {place} = {given}; }} ]; }}"
        ),
    }
}
