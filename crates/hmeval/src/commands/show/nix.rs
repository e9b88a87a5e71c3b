//! Options as a Nix expression that reads back.
//!
//! Derivations keep what other derivations and strings need of them (name, paths, output), but not how they are built;
//! functions and what fails become `throw`, which only fails where it is used.

use std::io;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::print::{attribute_name, string_literal};
use hmeval_eval::{Error, Evaluator, Value, View};

use super::literal::{indented_string, is_negative, literal};
use super::walk::{Layout, Leaf, Out};
use crate::configuration::shape::{Form, Shape, Viewer};

/// The layout.
pub(super) struct Nix<'e, 'h> {
    ev: &'e Evaluator<'h>,
    viewer: &'e Viewer<'e, 'h>,
    max_depth: usize,
    root: usize,
    /// Sections that are open.
    open: usize,
    written: bool,
    /// Addresses of the sets and lists that are being written.
    around: Vec<usize>,
}

impl<'e, 'h> Nix<'e, 'h> {
    /// A layout that leaves out what lies deeper than `max_depth`.
    pub(super) fn new(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, max_depth: usize) -> Self {
        Nix { ev, viewer, max_depth, root: 0, open: 0, written: false, around: Vec::new() }
    }

    fn throw(out: &mut Vec<u8>, message: &[u8]) {
        out.extend_from_slice(b"(throw ");
        string_literal(out, message);
        out.push(b')');
    }

    fn value(
        &mut self,
        out: &mut Out<'_, '_>,
        value: Value<'h>,
        shape: Shape<'h>,
        depth: usize,
        indent: usize,
    ) -> io::Result<()> {
        let form = self.ev.check_stack(Pos::NONE).and_then(|()| {
            let value = self.ev.force(value, Pos::NONE)?;
            Ok((value, self.viewer.form(value, shape)?))
        });
        let (value, form) = match form {
            Ok(form) => form,
            Err(error) => {
                Self::throw(&mut out.text, error.data().message);
                return Ok(());
            }
        };
        if let View::List(_) | View::Attrs(_) = value.view()
            && self.around.contains(&value.address())
        {
            Self::throw(&mut out.text, b"a value that contains itself cannot be written down");
            return Ok(());
        }
        match form {
            Form::Scalar(value) => {
                let long = value.as_str().filter(|text| text.bytes.contains(&b'\n'));
                if !long.is_some_and(|text| indented_string(&mut out.text, text.bytes, indent)) {
                    literal(&mut out.text, value);
                }
            }
            Form::Function => Self::throw(&mut out.text, b"a function cannot be written down"),
            Form::Opaque(what) => {
                Self::throw(&mut out.text, format!("a {what} is not written down").as_bytes());
            }
            Form::Derivation(attrs) => self.derivation(&mut out.text, attrs),
            Form::List(items) if items.is_empty() => out.text.extend_from_slice(b"[ ]"),
            Form::Set(items) if items.is_empty() => out.text.extend_from_slice(b"{ }"),
            Form::List(_) | Form::Set(_) if depth >= self.max_depth => {
                Self::throw(&mut out.text, b"left out by '--depth'");
            }
            Form::List(items) => {
                self.around.push(value.address());
                out.text.extend_from_slice(b"[\n");
                for (item, shape) in items {
                    pad(&mut out.text, indent + 2);
                    let negative = self.ev.force(item, Pos::NONE).is_ok_and(is_negative);
                    out.text.extend_from_slice(if negative { b"(" } else { b"" });
                    self.value(out, item, shape, depth + 1, indent + 2)?;
                    out.text.extend_from_slice(if negative { b")\n" } else { b"\n" });
                    out.relieve()?;
                }
                pad(&mut out.text, indent);
                out.text.push(b']');
                self.around.pop();
            }
            Form::Set(items) => {
                self.around.push(value.address());
                out.text.extend_from_slice(b"{\n");
                for item in items {
                    pad(&mut out.text, indent + 2);
                    attribute_name(&mut out.text, item.name);
                    out.text.extend_from_slice(b" = ");
                    self.value(out, item.value, item.shape, depth + 1, indent + 2)?;
                    out.text.extend_from_slice(b";\n");
                    out.relieve()?;
                }
                pad(&mut out.text, indent);
                out.text.push(b'}');
                self.around.pop();
            }
        }
        Ok(())
    }

    fn derivation(&self, out: &mut Vec<u8>, attrs: Attrs<'h>) {
        match self.derivation_text(attrs) {
            Ok(text) => out.extend_from_slice(&text),
            Err(error) => Self::throw(out, error.data().message),
        }
    }

    fn derivation_text(&self, attrs: Attrs<'h>) -> Result<Vec<u8>, Error<'h>> {
        let mut out = b"{ type = \"derivation\";".to_vec();
        for name in ["name", "outputName", "drvPath", "outPath"] {
            let Some((value, pos)) = attrs.get(self.ev.symbols.intern(name.as_bytes())) else { continue };
            out.extend_from_slice(format!(" {name} = ").as_bytes());
            literal(&mut out, self.ev.force(value, pos)?);
            out.push(b';');
        }
        out.extend_from_slice(b" }");
        Ok(out)
    }
}

fn pad(out: &mut Vec<u8>, indent: usize) {
    out.resize(out.len() + indent, b' ');
}

impl<'h> Layout<'h> for Nix<'_, 'h> {
    fn begin(&mut self, _: &mut Out<'_, '_>, path: &[Vec<u8>]) -> io::Result<()> {
        self.root = path.len();
        Ok(())
    }

    fn open(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], _: usize) -> io::Result<()> {
        self.written = true;
        if path.len() > self.root
            && let Some(name) = path.last()
        {
            pad(&mut out.text, 2 * self.open);
            attribute_name(&mut out.text, name);
            out.text.extend_from_slice(b" = ");
        }
        out.text.extend_from_slice(b"{\n");
        self.open += 1;
        Ok(())
    }

    fn leaf(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()> {
        let indent = 2 * self.open;
        pad(&mut out.text, indent);
        attribute_name(&mut out.text, leaf.name);
        out.text.extend_from_slice(b" = ");
        match leaf.value {
            Ok(value) => self.value(out, value, leaf.shape, path.len() - self.root + 1, indent)?,
            Err(error) => Self::throw(&mut out.text, error.data().message),
        }
        out.text.extend_from_slice(b";\n");
        Ok(())
    }

    fn elided(&mut self, out: &mut Out<'_, '_>, _: &[Vec<u8>], name: &[u8]) -> io::Result<()> {
        pad(&mut out.text, 2 * self.open);
        attribute_name(&mut out.text, name);
        out.text.extend_from_slice(b" = ");
        Self::throw(&mut out.text, b"left out by '--depth'");
        out.text.extend_from_slice(b";\n");
        Ok(())
    }

    fn close(&mut self, out: &mut Out<'_, '_>) -> io::Result<()> {
        self.open = self.open.saturating_sub(1);
        pad(&mut out.text, 2 * self.open);
        out.text.extend_from_slice(if self.open == 0 { b"}\n" } else { b"};\n" });
        Ok(())
    }

    fn end(&mut self, out: &mut Out<'_, '_>) -> io::Result<()> {
        if !self.written {
            out.text.extend_from_slice(b"{ }\n");
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
        self.value(out, value, shape, 0, 0)?;
        out.text.push(b'\n');
        Ok(())
    }
}
