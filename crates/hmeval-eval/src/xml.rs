//! Values as XML: `builtins.toXML` and `nix-instantiate --xml`.
//!
//! The elements are those of Nix's `printValueAsXML` (Nix manual, "nix-instantiate", `--xml`).

use hmeval_diag::{Origin, Pos};
use hmeval_formats::xml::{Attribute, Writer};
use rustc_hash::FxHashSet;

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Closure, Value, View};
use crate::string::ContextBuilder;
use crate::symbol::{Symbol, known};

/// The value as an XML document. What its strings refer to is added to `context`.
///
/// Without `strict`, what is not evaluated becomes `<unevaluated />`; with `location`, attributes and functions tell
/// where they are defined.
///
/// # Errors
/// Those of evaluating.
pub fn to_xml<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    strict: bool,
    location: bool,
    context: &mut ContextBuilder<'h>,
) -> Result<'h, Vec<u8>> {
    let (document, result) = begin_xml(ev, value, strict, location, context);
    result.map(|()| document)
}

/// As [`to_xml`], but gives the document also where evaluating fails: what precedes the failure, its elements closed.
/// That is what `nix-instantiate --xml` has written by then.
pub fn begin_xml<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    strict: bool,
    location: bool,
    context: &mut ContextBuilder<'h>,
) -> (Vec<u8>, Result<'h, ()>) {
    let mut printer =
        Printer { ev, context, strict, location, document: Writer::new(), derivations: FxHashSet::default() };
    printer.document.open("expr", &[]);
    let result = printer.print(value, Pos::NONE);
    (printer.document.finish(), result)
}

struct Printer<'e, 'c, 'h> {
    ev: &'e Evaluator<'h>,
    context: &'c mut ContextBuilder<'h>,
    strict: bool,
    location: bool,
    document: Writer,
    /// The `drvPath`s of the derivations printed so far: their attributes are printed once.
    derivations: FxHashSet<&'h [u8]>,
}

impl<'h> Printer<'_, '_, 'h> {
    fn print(&mut self, value: Value<'h>, pos: Pos) -> Result<'h, ()> {
        self.ev.enter(pos)?;
        let result = self.print_level(value, pos);
        self.ev.leave();
        result
    }

    fn print_level(&mut self, value: Value<'h>, pos: Pos) -> Result<'h, ()> {
        let value = self.evaluated(value, pos)?;
        match value.view() {
            View::Null => self.document.empty("null", &[]),
            View::Bool(b) => self.scalar("bool", if b { b"true" } else { b"false" }),
            View::Int(n) => self.scalar("int", n.to_string().as_bytes()),
            View::Float(n) => {
                let mut text = Vec::new();
                hmeval_formats::float::to_general(&mut text, n);
                self.scalar("float", &text);
            }
            View::Str(str) => {
                self.context.add(str.context);
                self.scalar("string", str.bytes);
            }
            View::Path(path) => self.scalar("path", path),
            View::List(list) => {
                self.document.open("list", &[]);
                for item in list.items() {
                    self.print(*item, pos)?;
                }
                self.document.close();
            }
            View::Attrs(attrs) if self.ev.is_derivation(value)? => self.derivation(attrs)?,
            View::Attrs(attrs) => {
                self.document.open("attrs", &[]);
                self.attributes(attrs)?;
                self.document.close();
            }
            View::Closure(closure) if !closure.is_not_needed_yet() => self.function(closure),
            View::Closure(_) | View::Builtin(_) | View::Partial(..) | View::Thunk(_) => {
                self.document.empty("unevaluated", &[]);
            }
        }
        Ok(())
    }

    fn evaluated(&self, value: Value<'h>, pos: Pos) -> Result<'h, Value<'h>> {
        if self.strict { self.ev.force(value, pos) } else { Ok(self.ev.settled(value)) }
    }

    fn scalar(&mut self, element: &str, text: &[u8]) {
        self.document.empty(element, &[("value", text)]);
    }

    fn derivation(&mut self, attrs: Attrs<'h>) -> Result<'h, ()> {
        let drv_path = self.string_attribute(attrs, known::DRV_PATH)?;
        let out_path = self.string_attribute(attrs, known::OUT_PATH)?;
        let shown: Vec<Attribute<'_>> = [("drvPath", drv_path), ("outPath", out_path)]
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?)))
            .collect();
        self.document.open("derivation", &shown);
        let drv_path = drv_path.unwrap_or_default();
        if !drv_path.is_empty() && self.derivations.insert(drv_path) {
            self.attributes(attrs)?;
        } else {
            self.document.empty("repeated", &[]);
        }
        self.document.close();
        Ok(())
    }

    /// The text of an attribute, if it is there and is a string.
    fn string_attribute(&self, attrs: Attrs<'h>, name: Symbol) -> Result<'h, Option<&'h [u8]>> {
        let Some((value, pos)) = attrs.get(name) else { return Ok(None) };
        Ok(self.evaluated(value, pos)?.as_str().map(|str| str.bytes))
    }

    fn attributes(&mut self, attrs: Attrs<'h>) -> Result<'h, ()> {
        for (key, value) in self.ev.sorted_attrs(attrs) {
            let place = Place::of(self.ev, if self.location { key.pos } else { Pos::NONE });
            self.document.open("attr", &place.attributes(Some(self.ev.text(key.name))));
            self.print(value, key.pos)?;
            self.document.close();
        }
        Ok(())
    }

    fn function(&mut self, closure: &Closure<'h>) {
        let (code, lambda) = (closure.code(), closure.lambda());
        let place = Place::of(self.ev, if self.location { code.at(lambda.pos) } else { Pos::NONE });
        self.document.open("function", &place.attributes(None));
        let argument = lambda.arg.is_some().then(|| self.ev.text(code.symbol(lambda.arg)));
        if lambda.has_formals {
            let mut attributes: Vec<Attribute<'_>> = Vec::new();
            if lambda.ellipsis {
                attributes.push(("ellipsis", b"1"));
            }
            attributes.extend(argument.map(|name| ("name", name)));
            self.document.open("attrspat", &attributes);
            let formals = code.formals.get(lambda.formals.idx()).unwrap_or_default();
            let mut names: Vec<_> =
                formals.iter().map(|formal| self.ev.text(code.symbol(formal.name))).collect();
            names.sort_unstable();
            for name in names {
                self.document.empty("attr", &[("name", name)]);
            }
            self.document.close();
        } else {
            self.document.empty("varpat", &[("name", argument.unwrap_or_default())]);
        }
        self.document.close();
    }
}

/// Where something is defined, as the attributes of an element; empty where that is not known or not wanted.
#[derive(Default)]
struct Place {
    line: Option<(String, String)>,
    path: Option<Vec<u8>>,
}

impl Place {
    fn of(ev: &Evaluator<'_>, pos: Pos) -> Place {
        let sources = ev.sources.borrow();
        let Some((file, line)) = sources.line(pos) else { return Place::default() };
        let path = match &sources.file(file).origin {
            Origin::File(path) => Some(path.to_vec()),
            Origin::Internal(name) => Some([b"/", name.as_bytes()].concat()),
            Origin::String | Origin::Stdin => None,
        };
        Place { line: Some((line.line.to_string(), line.column.to_string())), path }
    }

    /// The attributes in the order of their names, with that of the element itself.
    fn attributes<'a>(&'a self, name: Option<&'a [u8]>) -> Vec<Attribute<'a>> {
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        if let Some((line, column)) = &self.line {
            attributes.push(("column", column.as_bytes()));
            attributes.push(("line", line.as_bytes()));
        }
        attributes.extend(name.map(|name| ("name", name)));
        attributes.extend(self.path.as_deref().map(|path| ("path", path)));
        attributes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::strings::testing::with_value;

    /// The document without its first two lines, its last one and two levels of indentation.
    fn xml(expression: &str, strict: bool, location: bool) -> String {
        let text = with_value(expression, |ev, value| {
            to_xml(ev, value, strict, location, &mut ContextBuilder::new())
        });
        let text = String::from_utf8(text.unwrap()).unwrap();
        let inner = text.strip_prefix("<?xml version='1.0' encoding='utf-8'?>\n<expr>\n").unwrap();
        inner.strip_suffix("</expr>\n").unwrap().replace("\n  ", "\n").trim().to_owned()
    }

    #[test]
    fn scalars_are_empty_elements() {
        let expression = "[ 1 1.5 null true \"<a>\" /p map ]";
        let expected = "<list>\n  <int value=\"1\" />\n  <float value=\"1.5\" />\n  <null />\n  \
            <bool value=\"true\" />\n  <string value=\"&lt;a&gt;\" />\n  <path value=\"/p\" />\n  \
            <unevaluated />\n</list>";
        assert_eq!(xml(expression, true, false), expected);
    }

    #[test]
    fn functions_show_their_patterns() {
        assert_eq!(xml("x: x", true, false), "<function>\n  <varpat name=\"x\" />\n</function>");
        let expected = "<function column=\"1\" line=\"1\">\n  <attrspat ellipsis=\"1\" name=\"z\">\n    \
            <attr name=\"a\" />\n    <attr name=\"b\" />\n  </attrspat>\n</function>";
        assert_eq!(xml("{ b, a ? 1, ... }@z: z", true, true), expected);
    }

    #[test]
    fn a_failure_closes_what_is_open() {
        let document = with_value(r#"[ { a = throw "x"; } 1 ]"#, |ev, value| {
            let (document, result) = begin_xml(ev, value, true, false, &mut ContextBuilder::new());
            assert!(result.is_err());
            Ok(document)
        });
        let expected = "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n  <list>\n    <attrs>\n      \
            <attr name=\"a\">\n      </attr>\n    </attrs>\n  </list>\n</expr>\n";
        assert_eq!(String::from_utf8(document.unwrap()).unwrap(), expected);
    }

    #[test]
    fn derivations_are_shown_once() {
        let expression = r#"let d = { type = "derivation"; drvPath = "D"; }; in [ d d ]"#;
        let text = xml(expression, true, false);
        assert_eq!(text.matches("<derivation drvPath=\"D\">").count(), 2);
        assert_eq!(text.matches("<attr name=\"type\">").count(), 1);
        assert_eq!(text.matches("<repeated />").count(), 1);
    }

    #[test]
    fn what_is_not_evaluated_stays_so() {
        assert_eq!(xml("[ (1 + 1) ]", false, false), "<list>\n  <unevaluated />\n</list>");
        assert_eq!(xml("[ (1 + 1) ]", true, false), "<list>\n  <int value=\"2\" />\n</list>");
    }
}
