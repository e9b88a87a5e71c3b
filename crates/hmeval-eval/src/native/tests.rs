//! The functions of a line, whose text is what they do, in all three modes; those of the module system are compared on real
//! libraries (`HMEVAL_NATIVE=verify`).

use super::Mode;
use crate::builtins::strings::testing::{with_settings, with_value};
use crate::settings::Settings;

/// Functions as nixpkgs' library has them.
const LIBRARY: &str = r#"
  inherit (builtins) genList elemAt length filter isList isString listToAttrs attrNames elem;
  optional = cond: elem: if cond then [ elem ] else [ ];
  optionals = cond: elems: if cond then elems else [ ];
  optionalString = cond: string: if cond then string else "";
  optionalAttrs = cond: as: if cond then as else { };
  nameValuePair = name: value: { inherit name value; };
  imap1 = f: list: genList (n: f (n + 1) (elemAt list n)) (length list);
  isType = type: x: (x._type or "") == type;
  min = x: y: if x < y then x else y;
  max = x: y: if x > y then x else y;
  const = x: y: x;
  id = x: x;
  toList = x: if isList x then x else [ x ];
  remove = e: filter (x: x != e);
  subtractLists = e: filter (x: !(elem x e));
  assertMsg = pred: msg: pred || throw msg;
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  isDerivation = value: value.type or null == "derivation";
  inherit (builtins) match concatStringsSep replaceStrings toJSON concatMap attrValues isAttrs mapAttrs head;
  lib = { inherit elem; strings = { inherit escapeNixIdentifier; }; };
  escape = list: replaceStrings list (map (c: "\\${c}") list);
  escapeNixString = s: escape [ "$" ] (toJSON s);
  escapeNixIdentifier =
    let nixKeywords = [ "assert" "else" "if" "in" "inherit" "let" "or" "rec" "then" "with" ];
    in s:
      if (match "[a-zA-Z_][a-zA-Z0-9_'-]*" s != null) && (!lib.elem s nixKeywords) then s else escapeNixString s;
  showOption =
    parts:
    let
      isNamedPlaceholder = builtins.match "<(.*)>";
      escapeOptionPart =
        part:
        if part == "*" || isNamedPlaceholder part != null then part
        else lib.strings.escapeNixIdentifier part;
    in
    (concatStringsSep ".") (map escapeOptionPart parts);
  isOption = isType "option";
  collect =
    pred: attrs:
    if pred attrs then [ attrs ]
    else if isAttrs attrs then concatMap (collect pred) (attrValues attrs)
    else [ ];
  mapAttrsRecursiveCond =
    cond: f: set:
    let
      recurse =
        path:
        mapAttrs (
          name: value:
          if isAttrs value && cond value then recurse (path ++ [ name ]) value else f (path ++ [ name ]) value
        );
    in
    recurse [ ] set;
  mergeEqualOption =
    loc: defs:
    if defs == [ ] then
      abort "This case should never happen."
    else if length defs == 1 then
      (head defs).value
    else
      defs;
  intersectLists = e: filter (x: elem x e);
  optionDescriptionPhrase =
    unparenthesize: t:
    if unparenthesize (t.descriptionClass or null) then t.description else "(${t.description})";
"#;

/// What an expression over the library answers in a mode, and how many calls ran natively.
fn answer(library: &str, expression: &str, native: Mode) -> Result<(String, u64), String> {
    let settings = Settings { native, stack_size: 1 << 20, ..Settings::default() };
    let text = format!("let {library} in {expression}");
    with_settings(&text, settings, |ev, value| {
        let shown = ev.print_lazy(ev.force_deep(value)?)?;
        Ok((String::from_utf8_lossy(&shown).into_owned(), ev.stats.native_calls.get()))
    })
}

#[test]
fn native_functions_answer_as_the_interpreter() {
    let cases = [
        r#"optional (1 < 2) "a" ++ optional false (throw "x") ++ optionals true [ 1 ] ++ optionals false 1"#,
        r#"optionalString true "a" + optionalString false 1 + (optionalAttrs false 1).a or "b""#,
        r#"[ (nameValuePair "a" 1) (optionalAttrs true { a = 1; }) (mkIf false { }) ]"#,
        r#"imap1 (n: x: n + x) [ 10 20 ]"#,
        r#"length (imap1 (throw "unused") [ (throw "a") (throw "b") ])"#,
        r#"map (isType "if") [ { _type = "if"; } { _type = 1; } { } 1 ]"#,
        r#"[ (min 1 2) (max 1 2) (min 1.5 1) (max "a" "b") (const 1 (throw "x")) (id 3) ]"#,
        r#"[ (toList 1) (toList [ 1 ]) (remove 1 [ 1 2 1 ]) (subtractLists [ 1 ] [ 1 2 ]) (assertMsg true (throw "x")) ]"#,
        r#"map isDerivation [ { type = "derivation"; } { type = 1; } { } 1 ]"#,
        r#"map escapeNixIdentifier [ "a" "a'-_9" "if" "or" "" "9" "a b" "$x\"" "\n" "rec" "recs" ]"#,
        r#"map showOption [ [ ] [ "a" "*" "<name>" "b c" ] [ "<" ] [ "<>" "if" ] [ "a.b" "\${x}" ] ]"#,
        r#"collect isOption { a._type = "option"; b = { c._type = "option"; d = 1; _type = "x"; }; e = { }; }"#,
        r#"map (collect isAttrs) [ 1 { a = 1; } ] ++ collect (x: x == 1) { a = 1; b.c = 1; b.d = 2; }"#,
        r#"mapAttrsRecursiveCond (v: !isOption v) (_: v: v.value) { a = { _type = "option"; value = 1; }; b.c.value = 2; b.c._type = "option"; }"#,
        r#"mapAttrsRecursiveCond (v: true) (p: v: [ p v ]) { a.b = 1; c = { }; d = throw "x"; } // { d = 1; }"#,
        r#"[ (intersectLists [ 1 2 ] [ 2 3 1 ]) (intersectLists (throw "unused") [ ]) ]"#,
        r#"map (optionDescriptionPhrase (class: class == "noun")) [ { descriptionClass = "noun"; description = "a"; } { description = "b"; } ]"#,
        r#"[ (assertMsg true "m") (builtins.tryEval (assertMsg false "m")) ]"#,
    ];
    for case in cases {
        let (expected, none) = answer(LIBRARY, case, Mode::Off).unwrap();
        assert_eq!(none, 0);
        for mode in [Mode::On, Mode::Verify] {
            let (found, native) = answer(LIBRARY, case, mode).unwrap();
            assert_eq!(found, expected, "{case}");
            assert!(native > 0, "{case}");
        }
    }
}

/// It has no name, and is only looked at when it was called a few times.
#[test]
fn derivation_answers_as_the_interpreter() {
    let make = r#"genList (n: derivation { name = "n${toString n}"; system = "s"; builder = "b"; "#;
    let cases = [
        r#"}) 20"#,
        r#"outputs = [ "a" "b" ]; }) 20"#,
        r#"outputs = [ "a" "b" "a" ]; b = throw "b"; }) 20"#,
        r#"outputs = [ "out" ]; args = throw "lazy"; }) 20"#,
    ];
    let look = r#"d: [ (attrNames d) d.type d.outputName (map (d: d.outputName) d.all) (attrNames d.drvAttrs) d.name (d.b or d.out).outputName ]"#;
    for case in cases {
        let text = format!("map ({look}) ({make}{case})");
        let (expected, _) = answer(LIBRARY, &text, Mode::Off).unwrap();
        for mode in [Mode::On, Mode::Verify] {
            let (found, native) = answer(LIBRARY, &text, mode).unwrap();
            assert_eq!(found, expected, "{case}");
            assert!(native > 0, "{case}");
        }
    }
    let path = format!("map (d: [ d.outPath d.out.drvPath ]) ({make}{}", cases[0].replace("}) 20", "}) 20)"));
    assert_eq!(answer(LIBRARY, &path, Mode::On).unwrap().0, answer(LIBRARY, &path, Mode::Off).unwrap().0);
}

#[test]
fn a_changed_function_is_interpreted() {
    let changed = LIBRARY.replace("then [ elem ] else", "then [ elem elem ] else");
    assert_eq!(answer(&changed, "optional true 1", Mode::On), Ok(("[ 1 1 ]".to_owned(), 0)));
}

#[test]
fn a_function_with_other_functions_behind_its_names_is_interpreted() {
    let expression = "let length = _: 1; imap1 = f: list: genList (n: f (n + 1) (elemAt list n)) (length list); in imap1 (n: x: x) [ 7 8 ]";
    assert_eq!(answer(LIBRARY, expression, Mode::On), Ok(("[ 7 ]".to_owned(), 0)));
}

#[test]
fn every_form_has_a_native_version_and_every_version_a_form() {
    let names: Vec<&str> = super::native_names().collect();
    for (_, name) in super::known_forms() {
        let name = name.split(':').next().unwrap_or(name);
        assert!(names.contains(&name), "{name}");
    }
    for name in names {
        assert!(super::known_forms().any(|(_, known)| known == name), "{name}");
    }
}

#[test]
fn partial_applications_are_known() {
    let text = format!("let {LIBRARY} is = isType \"if\"; in is {{ _type = \"if\"; }}");
    assert!(with_value(&text, |ev, _| Ok(ev.stats.native_calls.get())).unwrap() > 0);
}
