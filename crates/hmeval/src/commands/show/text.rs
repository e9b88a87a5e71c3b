//! Options for people: a heading for each section, names and values below it in Nix syntax.

use std::io;

use hmeval_diag::Pos;
use hmeval_eval::print::attribute_name;
use hmeval_eval::symbol::known;
use hmeval_eval::{Error, Evaluator, Value, View};

use super::literal::{indented_string, is_negative, literal};
use super::walk::{Layout, Leaf, Out};
use crate::configuration::shape::{Form, Item, Shape, Viewer};
use crate::configuration::show_path;
use crate::style::{Ink, Style, highlight};

/// Names longer than this do not push the values of the others to the right.
const NAME_WIDTH: usize = 28;
/// Values up to this width stay in one line.
const LINE_WIDTH: usize = 88;

/// Writes values in Nix syntax, with `«…»` for what has none.
pub(super) struct Printer<'e, 'h> {
    ev: &'e Evaluator<'h>,
    viewer: &'e Viewer<'e, 'h>,
    /// Sets and lists below this depth are `{ … }` and `[ … ]`.
    max_depth: usize,
    style: Style,
    /// Whether everything is written in one line, however long.
    one_line: bool,
    /// Addresses of the sets and lists that are being written.
    around: Vec<usize>,
}

/// Where in the text a value stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// Levels of sets and lists around it.
    pub(super) depth: usize,
    /// Spaces in front of the lines that it continues in.
    pub(super) indent: usize,
}

impl At {
    fn deeper(self) -> Self {
        At { depth: self.depth.saturating_add(1), indent: self.indent + 2 }
    }
}

impl<'e, 'h> Printer<'e, 'h> {
    /// A printer.
    pub(super) fn new(
        ev: &'e Evaluator<'h>,
        viewer: &'e Viewer<'e, 'h>,
        max_depth: usize,
        style: Style,
    ) -> Self {
        Printer { ev, viewer, max_depth, style, one_line: false, around: Vec::new() }
    }

    /// A printer that writes each value in one line.
    pub(super) fn of_lines(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, max_depth: usize) -> Self {
        Printer { one_line: true, ..Self::new(ev, viewer, max_depth, Style::new(false)) }
    }

    /// Writes a value in one line, or in several.
    pub(super) fn value(
        &mut self,
        out: &mut Out<'_, '_>,
        value: Value<'h>,
        shape: Shape<'h>,
        at: At,
    ) -> io::Result<()> {
        let mut line = Vec::new();
        let width = if self.one_line { usize::MAX } else { LINE_WIDTH.saturating_sub(at.indent) };
        if self.inline(&mut line, value, shape, at.depth, width) {
            highlight(&mut out.text, self.style, &line);
            return Ok(());
        }
        let form = match self.form(value, shape) {
            Ok(form) => form,
            Err(error) => {
                self.error(&mut out.text, error);
                return Ok(());
            }
        };
        match form {
            Form::List(items) => {
                self.nested(out, value, at, b"[", b"]", |printer, out, at| printer.list(out, items, at))
            }
            Form::Set(items) => {
                self.nested(out, value, at, b"{", b"}", |printer, out, at| printer.set(out, items, at))
            }
            Form::Scalar(value) => {
                let mut text = Vec::new();
                if !value.as_str().is_some_and(|string| indented_string(&mut text, string.bytes, at.indent)) {
                    literal(&mut text, value);
                }
                self.style.paint(&mut out.text, Ink::Text, &text);
                Ok(())
            }
            // These are always written in one line.
            Form::Derivation(_) | Form::Function | Form::Opaque(_) => Ok(()),
        }
    }

    fn form(&self, value: Value<'h>, shape: Shape<'h>) -> Result<Form<'h>, Error<'h>> {
        self.ev.check_stack(Pos::NONE)?;
        self.viewer.form(value, shape)
    }

    /// Writes a failure in place of a value.
    pub(super) fn error(&self, out: &mut Vec<u8>, error: Error<'h>) {
        self.special(out, &error_text(error));
    }

    fn special(&self, out: &mut Vec<u8>, text: &[u8]) {
        highlight(out, self.style, &["«".as_bytes(), text, "»".as_bytes()].concat());
    }

    fn nested(
        &mut self,
        out: &mut Out<'_, '_>,
        value: Value<'h>,
        at: At,
        open: &[u8],
        close: &[u8],
        items: impl FnOnce(&mut Self, &mut Out<'_, '_>, At) -> io::Result<()>,
    ) -> io::Result<()> {
        self.around.push(self.address(value));
        out.text.extend_from_slice(open);
        out.text.push(b'\n');
        let result = items(self, out, at.deeper());
        self.around.pop();
        result?;
        out.text.resize(out.text.len() + at.indent, b' ');
        out.text.extend_from_slice(close);
        Ok(())
    }

    fn address(&self, value: Value<'h>) -> usize {
        self.ev.force(value, Pos::NONE).map_or(0, |value| value.address())
    }

    fn is_negative(&self, value: Value<'h>) -> bool {
        self.ev.force(value, Pos::NONE).is_ok_and(is_negative)
    }

    fn list(&mut self, out: &mut Out<'_, '_>, items: Vec<(Value<'h>, Shape<'h>)>, at: At) -> io::Result<()> {
        for (item, shape) in items {
            out.text.resize(out.text.len() + at.indent, b' ');
            let negative = self.is_negative(item);
            out.text.extend_from_slice(if negative { b"(" } else { b"" });
            self.value(out, item, shape, at)?;
            out.text.extend_from_slice(if negative { b")\n" } else { b"\n" });
            out.relieve()?;
        }
        Ok(())
    }

    fn set(&mut self, out: &mut Out<'_, '_>, items: Vec<Item<'h>>, at: At) -> io::Result<()> {
        for item in items {
            out.text.resize(out.text.len() + at.indent, b' ');
            attribute_name(&mut out.text, item.name);
            out.text.extend_from_slice(b" = ");
            self.value(out, item.value, item.shape, at)?;
            out.text.extend_from_slice(b";\n");
            out.relieve()?;
        }
        Ok(())
    }

    /// Writes a value in one line of at most `width` bytes, if it fits.
    pub(super) fn inline(
        &mut self,
        out: &mut Vec<u8>,
        value: Value<'h>,
        shape: Shape<'h>,
        depth: usize,
        width: usize,
    ) -> bool {
        let form = match self.form(value, shape) {
            Ok(form) => form,
            Err(error) => {
                out.extend_from_slice(&["«".as_bytes(), &error_text(error), "»".as_bytes()].concat());
                return true;
            }
        };
        let empty: &[u8] = match &form {
            Form::List(_) => b"[ ]",
            _ => b"{ }",
        };
        match form {
            Form::Scalar(value) => {
                let several_lines = value.as_str().is_some_and(|text| text.bytes.contains(&b'\n'));
                literal(out, value);
                self.one_line || !several_lines
            }
            Form::Function => {
                out.extend_from_slice("«lambda»".as_bytes());
                true
            }
            Form::Opaque(what) => {
                out.extend_from_slice(format!("«{what}»").as_bytes());
                true
            }
            Form::Derivation(attrs) => {
                let text = self.derivation(attrs).unwrap_or_else(error_text);
                out.extend_from_slice(&["«".as_bytes(), &text, "»".as_bytes()].concat());
                true
            }
            Form::List(items) if items.is_empty() => {
                out.extend_from_slice(empty);
                true
            }
            Form::Set(items) if items.is_empty() => {
                out.extend_from_slice(empty);
                true
            }
            Form::List(_) | Form::Set(_) if self.around.contains(&self.address(value)) => {
                out.extend_from_slice("«repeated»".as_bytes());
                true
            }
            Form::List(_) if depth >= self.max_depth => {
                out.extend_from_slice("[ … ]".as_bytes());
                true
            }
            Form::Set(_) if depth >= self.max_depth => {
                out.extend_from_slice("{ … }".as_bytes());
                true
            }
            Form::List(items) => self.inline_items(out, value, b"[ ", b"]", width, |printer, out, left| {
                items.into_iter().all(|(item, shape)| {
                    let start = out.len();
                    let negative = printer.is_negative(item);
                    out.extend_from_slice(if negative { b"(" } else { b"" });
                    let fits = printer.inline(out, item, shape, depth + 1, left.saturating_sub(start));
                    out.extend_from_slice(if negative { b") " } else { b" " });
                    fits && out.len() <= left
                })
            }),
            // A set of several attributes reads better in lines, unless it is tiny.
            Form::Set(items) if items.len() > 1 && !self.one_line => false,
            Form::Set(items) => self.inline_items(out, value, b"{ ", b"}", width, |printer, out, left| {
                items.into_iter().all(|item| {
                    attribute_name(out, item.name);
                    out.extend_from_slice(b" = ");
                    let start = out.len();
                    let fits =
                        printer.inline(out, item.value, item.shape, depth + 1, left.saturating_sub(start));
                    out.extend_from_slice(b"; ");
                    fits && out.len() <= left
                })
            }),
        }
    }

    fn inline_items(
        &mut self,
        out: &mut Vec<u8>,
        value: Value<'h>,
        open: &[u8],
        close: &[u8],
        width: usize,
        items: impl FnOnce(&mut Self, &mut Vec<u8>, usize) -> bool,
    ) -> bool {
        let limit = out.len().saturating_add(width);
        self.around.push(self.address(value));
        out.extend_from_slice(open);
        let fits = items(self, out, limit);
        self.around.pop();
        out.extend_from_slice(close);
        fits && out.len() <= limit
    }

    fn derivation(&self, attrs: hmeval_eval::heap::Attrs<'h>) -> Result<Vec<u8>, Error<'h>> {
        let Some((path, pos)) = attrs.get(known::DRV_PATH) else { return Ok(b"derivation".to_vec()) };
        let path = self.ev.force(path, pos)?;
        let View::Str(path) = path.view() else { return Ok(b"derivation".to_vec()) };
        Ok([b"derivation ", path.bytes].concat())
    }
}

/// `error: MESSAGE`, in one line.
fn error_text(error: Error<'_>) -> Vec<u8> {
    let words: Vec<&[u8]> =
        error.data().message.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    [b"error: ", &words.join(&b' ')[..]].concat()
}

/// The layout.
pub(super) struct Text<'e, 'h> {
    printer: Printer<'e, 'h>,
    root: usize,
    width: usize,
    /// Whether anything was written.
    written: bool,
}

impl<'e, 'h> Text<'e, 'h> {
    /// A layout that leaves out what lies deeper than `depth`.
    pub(super) fn new(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, depth: usize, style: Style) -> Self {
        Text { printer: Printer::new(ev, viewer, depth, style), root: 0, width: 0, written: false }
    }

    fn name(&self, out: &mut Vec<u8>, indent: usize, name: &[u8]) {
        out.resize(out.len() + indent, b' ');
        let start = out.len();
        attribute_name(out, name);
        let written = out.len() - start;
        out.resize(out.len() + self.width.saturating_sub(written), b' ');
        out.extend_from_slice(b" = ");
    }
}

/// Options of a section stand behind this many spaces; those of the root behind none.
fn indent(path: &[Vec<u8>]) -> usize {
    if path.is_empty() { 0 } else { 2 }
}

impl<'h> Layout<'h> for Text<'_, 'h> {
    fn begin(&mut self, _: &mut Out<'_, '_>, path: &[Vec<u8>]) -> io::Result<()> {
        self.root = path.len();
        Ok(())
    }

    fn open(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], width: usize) -> io::Result<()> {
        self.width = width.min(NAME_WIDTH);
        // A section that only has sections in it needs no heading of its own.
        if width == 0 || path.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.written, true) {
            out.text.push(b'\n');
        }
        self.printer.style.paint(&mut out.text, Ink::Strong, &show_path(path));
        out.text.push(b'\n');
        Ok(())
    }

    fn leaf(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()> {
        self.written = true;
        let indent = indent(path);
        self.name(&mut out.text, indent, leaf.name);
        match leaf.value {
            Ok(value) => {
                let depth = path.len() - self.root + 1;
                self.printer.value(out, value, leaf.shape, At { depth, indent })?;
            }
            Err(error) => self.printer.error(&mut out.text, error),
        }
        out.text.push(b'\n');
        Ok(())
    }

    fn elided(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], name: &[u8]) -> io::Result<()> {
        self.name(&mut out.text, indent(path), name);
        out.text.extend_from_slice("{ … }\n".as_bytes());
        Ok(())
    }

    fn single(
        &mut self,
        out: &mut Out<'_, '_>,
        _: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
    ) -> io::Result<()> {
        self.printer.value(out, value, shape, At { depth: 0, indent: 0 })?;
        out.text.push(b'\n');
        Ok(())
    }
}
