//! One line for each option: `programs.git.enable = true;`, and for each value in one that is a set. Good for `grep` and
//! `diff`.

use std::io;

use hmeval_eval::{Evaluator, Value};

use super::descent::Descent;
use super::text::{At, Printer};
use super::walk::{Layout, Leaf, Out};
use crate::configuration::shape::{Shape, Viewer};
use crate::configuration::show_path;

/// The layout.
pub(super) struct Lines<'e, 'h> {
    printer: Printer<'e, 'h>,
    descent: Descent<'e, 'h>,
    root: usize,
}

impl<'e, 'h> Lines<'e, 'h> {
    /// A layout that leaves out what lies deeper than `depth`.
    pub(super) fn new(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, depth: usize) -> Self {
        let printer = Printer::of_lines(ev, viewer, depth);
        Lines { printer, descent: Descent::new(ev, viewer, depth), root: 0 }
    }

    /// The lines of a value: those of the values in it, if it is a set with something in it.
    fn lines(
        &mut self,
        out: &mut Out<'_, '_>,
        path: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
        depth: usize,
    ) -> io::Result<()> {
        let printer = &mut self.printer;
        self.descent.visit(path, (value, shape), depth, &mut |inner| {
            out.text.extend_from_slice(&show_path(inner.path));
            out.text.extend_from_slice(b" = ");
            if inner.is_repeated {
                out.text.extend_from_slice("«repeated»".as_bytes());
            } else {
                printer.value(out, inner.value, inner.shape, At { depth: inner.depth, indent: 0 })?;
            }
            out.text.extend_from_slice(b";\n");
            out.relieve()
        })
    }
}

impl<'h> Layout<'h> for Lines<'_, 'h> {
    fn begin(&mut self, _: &mut Out<'_, '_>, path: &[Vec<u8>]) -> io::Result<()> {
        self.root = path.len();
        Ok(())
    }

    fn leaf(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()> {
        let depth = path.len() - self.root + 1;
        let path = [path, &[leaf.name.to_vec()]].concat();
        match leaf.value {
            Ok(value) => self.lines(out, &path, value, leaf.shape, depth),
            Err(error) => {
                out.text.extend_from_slice(&show_path(&path));
                out.text.extend_from_slice(b" = ");
                self.printer.error(&mut out.text, error);
                out.text.extend_from_slice(b";\n");
                Ok(())
            }
        }
    }

    fn elided(&mut self, out: &mut Out<'_, '_>, path: &[Vec<u8>], name: &[u8]) -> io::Result<()> {
        out.text.extend_from_slice(&show_path(&[path, &[name.to_vec()]].concat()));
        out.text.extend_from_slice(" = { … };\n".as_bytes());
        Ok(())
    }

    fn single(
        &mut self,
        out: &mut Out<'_, '_>,
        path: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
    ) -> io::Result<()> {
        self.lines(out, path, value, shape, 0)
    }
}
