//! Options as one JSON document.
//!
//! A value is what `builtins.toJSON` makes of it; where that fails, the part that fails is `{"_error": "MESSAGE"}`.

use std::io;

use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::symbol::known;
use hmeval_eval::{Error, Evaluator, Value, View};

use super::walk::{Layout, Leaf, Out};
use crate::configuration::shape::{Form, Shape, Viewer};
use crate::json_text::string;

/// The layout.
pub(super) struct Json<'e, 'h> {
    ev: &'e Evaluator<'h>,
    viewer: &'e Viewer<'e, 'h>,
    depth: usize,
    root: usize,
    written: bool,
    /// Whether something stands in the object already, for each that is open.
    filled: Vec<bool>,
    /// Addresses of the sets and lists that are being written.
    around: Vec<usize>,
}

impl<'e, 'h> Json<'e, 'h> {
    /// A layout that leaves out what lies deeper than `depth`.
    pub(super) fn new(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, depth: usize) -> Self {
        Json { ev, viewer, depth, root: 0, written: false, filled: Vec::new(), around: Vec::new() }
    }

    fn key(&mut self, out: &mut Vec<u8>, name: &[u8]) {
        if let Some(filled) = self.filled.last_mut()
            && std::mem::replace(filled, true)
        {
            out.push(b',');
        }
        string(out, name);
        out.push(b':');
    }

    fn error(out: &mut Vec<u8>, error: Error<'_>) {
        out.extend_from_slice(b"{\"_error\":");
        string(out, error.data().message);
        out.push(b'}');
    }

    /// Writes a value.
    pub(super) fn value(
        &mut self,
        out: &mut Out<'_, '_>,
        value: Value<'h>,
        shape: Shape<'h>,
        depth: usize,
    ) -> io::Result<()> {
        if let Err(error) = self.ev.check_stack(Pos::NONE) {
            Self::error(&mut out.text, error);
            return Ok(());
        }
        let value = match self.ev.force(value, Pos::NONE) {
            Ok(value) => value,
            Err(error) => {
                Self::error(&mut out.text, error);
                return Ok(());
            }
        };
        if let View::Attrs(_) | View::List(_) = value.view() {
            if self.around.contains(&value.address()) {
                out.text.extend_from_slice(b"{\"_error\":\"a value that contains itself has no JSON form\"}");
                return Ok(());
            }
            self.around.push(value.address());
            let result = self.inner(out, value, shape, depth);
            self.around.pop();
            return result;
        }
        self.inner(out, value, shape, depth)
    }

    fn inner(
        &mut self,
        out: &mut Out<'_, '_>,
        value: Value<'h>,
        shape: Shape<'h>,
        depth: usize,
    ) -> io::Result<()> {
        match self.viewer.form(value, shape) {
            Ok(Form::List(items)) if items.is_empty() || depth < self.depth => {
                out.text.push(b'[');
                for (index, (item, shape)) in items.into_iter().enumerate() {
                    if index > 0 {
                        out.text.push(b',');
                    }
                    self.value(out, item, shape, depth + 1)?;
                    out.relieve()?;
                }
                out.text.push(b']');
            }
            Ok(Form::Set(items)) if !self.is_text(value) && (items.is_empty() || depth < self.depth) => {
                out.text.push(b'{');
                for (index, item) in items.into_iter().enumerate() {
                    if index > 0 {
                        out.text.push(b',');
                    }
                    string(&mut out.text, item.name);
                    out.text.push(b':');
                    self.value(out, item.value, item.shape, depth + 1)?;
                    out.relieve()?;
                }
                out.text.push(b'}');
            }
            Ok(Form::List(_)) => out.text.extend_from_slice(ELIDED),
            Ok(Form::Set(_)) if !self.is_text(value) => out.text.extend_from_slice(ELIDED),
            Ok(Form::Opaque(what)) if !self.is_text(value) => {
                let text = format!("{{\"_error\":\"a {what} is not shown as JSON\"}}");
                out.text.extend_from_slice(text.as_bytes());
            }
            Ok(_) => self.plain(&mut out.text, value),
            Err(error) => Self::error(&mut out.text, error),
        }
        Ok(())
    }

    /// Whether a set stands for a string.
    fn is_text(&self, value: Value<'h>) -> bool {
        let has = |name| value.as_attrs().is_some_and(|attrs| attrs.get(name).is_some());
        has(known::TO_STRING) || has(known::OUT_PATH)
    }

    /// What has nothing in it.
    fn plain(&self, out: &mut Vec<u8>, value: Value<'h>) {
        let mut context = ContextBuilder::new();
        let json = match value.view() {
            View::Attrs(_) => {
                let what = "while evaluating a value as a string";
                let text = self.ev.coerce(Pos::NONE, value, &mut context, what, Coerce::INTERPOLATION);
                text.map(|text| {
                    let mut json = Vec::new();
                    string(&mut json, text);
                    json
                })
            }
            _ => hmeval_eval::json::to_json(self.ev, value, Pos::NONE, &mut context, true, true),
        };
        match json {
            Ok(json) => out.extend_from_slice(&json),
            Err(error) => Self::error(out, error),
        }
    }
}

/// What stands for sets and lists that lie too deep.
const ELIDED: &[u8] = b"{\"_elided\":true}";

impl<'h> Layout<'h> for Json<'_, 'h> {
    fn begin(&mut self, _: &mut Out<'_, '_>, path: &[Vec<u8>]) -> io::Result<()> {
        self.root = path.len();
        Ok(())
    }

    fn open(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], _: usize) -> io::Result<()> {
        if path.len() > self.root
            && let Some(name) = path.last()
        {
            self.key(&mut out.text, name);
        }
        self.written = true;
        out.text.push(b'{');
        self.filled.push(false);
        Ok(())
    }

    fn leaf(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()> {
        self.key(&mut out.text, leaf.name);
        match leaf.value {
            Ok(value) => self.value(out, value, leaf.shape, path.len() - self.root + 1),
            Err(error) => {
                Self::error(&mut out.text, error);
                Ok(())
            }
        }
    }

    fn elided(&mut self, out: &mut Out<'_, '_>, _: &[Vec<u8>], name: &[u8]) -> io::Result<()> {
        self.key(&mut out.text, name);
        out.text.extend_from_slice(ELIDED);
        Ok(())
    }

    fn close(&mut self, out: &mut Out<'_, '_>) -> io::Result<()> {
        self.filled.pop();
        out.text.push(b'}');
        if self.filled.is_empty() {
            out.text.push(b'\n');
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Out<'_, '_>) -> io::Result<()> {
        if !self.written {
            // A target without options was never opened.
            out.text.extend_from_slice(b"{}\n");
        }
        Ok(())
    }

    fn single(
        &mut self,
        out: &mut Out<'_, '_>,
        _: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
    ) -> io::Result<()> {
        self.value(out, value, shape, 0)?;
        out.text.push(b'\n');
        Ok(())
    }
}
