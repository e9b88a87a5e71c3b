//! `toPretty` of nixpkgs' `lib/generators.nix`: values as people read them. Option documentation shows thousands of defaults
//! and examples by it.

use super::Use::{Builtin, Later, Lib, Value as Any};
use super::strings::Keywords;
use super::{Answer, Call, Native};
use crate::error::Result;
use crate::heap::{Attrs, List, Value, View};
use crate::string::{ContextBuilder, Str};
use crate::symbol::known;

pub(super) const NATIVES: &[&Native] = &[&TO_PRETTY];

const TO_PRETTY: Native = Native {
    name: "generators.toPretty",
    arity: 2,
    uses: &[
        Any("init"),
        Lib("escapeNixIdentifier", "strings.escapeNixIdentifier"),
        Builtin("isInt"),
        Builtin("isString"),
        Builtin("filter"),
        Builtin("isList"),
        Builtin("split"),
        Lib("escape", "strings.escape"),
        Builtin("replaceStrings"),
        Builtin("concatStringsSep"),
        Lib("last", "lists.last"),
        Builtin("length"),
        Later("isPath"),
        Lib("concatMapStringsSep", "strings.concatMapStringsSep"),
        Lib("isFunction", "trivial.isFunction"),
        Builtin("isAttrs"),
        Lib("mapAttrsToList", "attrsets.mapAttrsToList"),
        Builtin("addErrorContext"),
    ],
    names: &["allowPrettyValues", "multiline", "indent", "__pretty", "val", "name"],
    run: to_pretty,
};

/// The places of the free variables and of the names that are needed.
const INIT: usize = 0;
const ESCAPE_IDENTIFIER: usize = 1;
const IS_PATH: usize = 12;
const ALLOW_PRETTY_VALUES: usize = 0;
const MULTILINE: usize = 1;
const INDENT: usize = 2;
const PRETTY: usize = 3;
const VAL: usize = 4;
const NAME: usize = 5;

/// Deeper values are left to the interpreter, whose depth is limited.
const MAX_DEPTH: usize = 100;

struct Printer<'c, 'h> {
    call: &'c Call<'c, 'h>,
    allow_pretty_values: bool,
    multiline: bool,
    indent: &'h [u8],
    keywords: Keywords<'h>,
    out: Vec<u8>,
    context: ContextBuilder<'h>,
}

fn to_pretty<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(options) = call.forced(0)?.as_attrs() else { return Ok(None) };
    if !call.formals_allow(options) {
        return Ok(None);
    }
    let given = |name: usize| options.value(call.name(name)).map(|value| call.ev.force(value, call.pos));
    let flag =
        |name: usize, default: bool| Ok(given(name).transpose()?.map_or(Some(default), Value::as_bool));
    let (Some(allow_pretty_values), Some(multiline)) =
        (flag(ALLOW_PRETTY_VALUES, false)?, flag(MULTILINE, true)?)
    else {
        return Ok(None);
    };
    let indent = match given(INDENT).transpose()? {
        None => &[][..],
        Some(indent) => match indent.as_str() {
            Some(Str { bytes, context: None }) => *bytes,
            _ => return Ok(None),
        },
    };
    let Some(keywords) = Keywords::of(call.ev, call.used(ESCAPE_IDENTIFIER)?)? else { return Ok(None) };
    let (out, context) = (Vec::new(), ContextBuilder::new());
    let mut printer = Printer { call, allow_pretty_values, multiline, indent, keywords, out, context };
    if !printer.print(call.arg(1), 0)? {
        return Ok(None);
    }
    let text = call.ev.heap.bytes(&printer.out);
    Ok(Some(Value::string_in(call.ev.heap, text, printer.context.finish(call.ev.heap))))
}

impl<'h> Printer<'_, 'h> {
    fn push(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// A line break, or a space, between the parts of something `depth` levels deep.
    fn space(&mut self, depth: usize) {
        if !self.multiline {
            return self.out.push(b' ');
        }
        self.out.push(b'\n');
        self.out.extend_from_slice(self.indent);
        self.out.resize(self.out.len() + 2 * depth, b' ');
    }

    /// Whether the value could be printed: functions, numbers with a fraction and what has a context are left to the
    /// interpreter.
    fn print(&mut self, value: Value<'h>, depth: usize) -> Result<'h, bool> {
        let ev = self.call.ev;
        if depth > MAX_DEPTH {
            return Ok(false);
        }
        let view = ev.force(value, self.call.pos)?.view();
        if let View::Path(_) | View::List(_) | View::Attrs(_) = view {
            self.call.ensure(IS_PATH)?;
        }
        match view {
            View::Int(number) => self.push(number.to_string().as_bytes()),
            View::Str(text) => return self.string(text.bytes, depth),
            View::Bool(true) => self.push(b"true"),
            View::Bool(false) => self.push(b"false"),
            View::Null => self.push(b"null"),
            View::Path(path) => self.push(path),
            View::List(list) => return self.list(list, depth),
            View::Attrs(attrs) => return self.attrs(attrs, depth),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn list(&mut self, list: List<'h>, depth: usize) -> Result<'h, bool> {
        if list.is_empty() {
            self.push(b"[ ]");
            return Ok(true);
        }
        self.push(b"[");
        for item in list.items() {
            self.space(depth + 1);
            if !self.print(*item, depth + 1)? {
                return Ok(false);
            }
        }
        self.space(depth);
        self.push(b"]");
        Ok(true)
    }

    fn attrs(&mut self, attrs: Attrs<'h>, depth: usize) -> Result<'h, bool> {
        let (ev, pos) = (self.call.ev, self.call.pos);
        if attrs.get(known::FUNCTOR).is_some() {
            return Ok(false);
        }
        if self.allow_pretty_values
            && let Some(pretty) = attrs.value(self.call.name(PRETTY))
            && let Some(value) = attrs.value(self.call.name(VAL))
        {
            return Ok(self.text(ev.call(pretty, &[value], pos)?));
        }
        if attrs.is_empty() {
            self.push(b"{ }");
            return Ok(true);
        }
        if ev.is_derivation(Value::attrs(attrs))? {
            self.push(b"<derivation ");
            match attrs.value(self.call.name(NAME)) {
                None => self.push(b"???"),
                Some(name) => {
                    if !self.text(ev.force(name, pos)?) {
                        return Ok(false);
                    }
                }
            }
            self.push(b">");
            return Ok(true);
        }
        self.push(b"{");
        for (key, value) in ev.sorted_attrs(attrs) {
            self.space(depth + 1);
            let Some(name) = self.keywords.identifier(ev, ev.text(key.name))? else { return Ok(false) };
            self.push(&name);
            self.push(b" = ");
            if !self.print(value, depth + 1)? {
                return Ok(false);
            }
            self.push(b";");
        }
        self.space(depth);
        self.push(b"}");
        Ok(true)
    }

    /// A text that comes from the value as it is.
    fn text(&mut self, value: Value<'h>) -> bool {
        let Some(text) = value.as_str() else { return false };
        self.push(text.bytes);
        self.context.add(text.context);
        true
    }

    /// A string: `split` loses its context.
    fn string(&mut self, text: &[u8], depth: usize) -> Result<'h, bool> {
        if self.multiline && text.contains(&b'\n') {
            return self.lines(text, depth);
        }
        self.push(b"\"");
        let mut rest = text;
        while let Some((byte, tail)) = rest.split_first() {
            match byte {
                // What comes between lines, where these are shown in one.
                b'\n' => self.push(b"\\n"),
                b'\\' | b'"' => self.out.extend_from_slice(&[b'\\', *byte]),
                b'$' if tail.starts_with(b"{") => self.push(b"\\$"),
                _ => self.out.push(*byte),
            }
            rest = tail;
        }
        self.push(b"\"");
        Ok(true)
    }

    /// A string of several lines, between pairs of quotes.
    fn lines(&mut self, text: &[u8], depth: usize) -> Result<'h, bool> {
        let (call, ev) = (self.call, self.call.ev);
        let escaped: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(escape_line).collect();
        let values: Vec<_> = escaped.iter().map(|line| ev.string(line)).collect();
        // All lines but the last, by the function that says which these are.
        let first = ev.call(call.used(INIT)?, &[call.list(&values)], call.pos)?;
        let Some(first) = first.as_list() else { return Ok(false) };
        self.push(b"''");
        self.space(depth + 1);
        for (index, line) in first.items().iter().enumerate() {
            if index > 0 {
                self.space(depth + 1);
            }
            if !self.text(ev.force(*line, call.pos)?) {
                return Ok(false);
            }
        }
        match escaped.last() {
            Some(last) if !last.is_empty() => {
                self.space(depth + 1);
                self.push(last);
            }
            _ => self.space(depth),
        }
        self.push(b"''");
        Ok(true)
    }
}

fn escape_line(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some((byte, tail)) = rest.split_first() {
        if rest.starts_with(b"${") {
            out.extend_from_slice(b"''${");
            rest = &rest[2..];
        } else if rest.starts_with(b"''") {
            out.extend_from_slice(b"'''");
            rest = &rest[2..];
        } else {
            out.push(*byte);
            rest = tail;
        }
    }
    out
}
