//! One line for each option: `programs.git.enable = true;`, and for each value in one that is a set. Good for `grep` and
//! `diff`.

use std::io;

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};

use super::text::{At, Printer};
use super::walk::{Layout, Leaf, Out};
use crate::configuration::shape::{Form, Shape, Viewer};
use crate::configuration::show_path;

/// The layout.
pub(super) struct Lines<'e, 'h> {
    ev: &'e Evaluator<'h>,
    viewer: &'e Viewer<'e, 'h>,
    printer: Printer<'e, 'h>,
    root: usize,
    depth: usize,
    /// Addresses of the sets whose lines are being written.
    around: Vec<usize>,
}

impl<'e, 'h> Lines<'e, 'h> {
    /// A layout that leaves out what lies deeper than `depth`.
    pub(super) fn new(ev: &'e Evaluator<'h>, viewer: &'e Viewer<'e, 'h>, depth: usize) -> Self {
        let printer = Printer::of_lines(ev, viewer, depth);
        Lines { ev, viewer, printer, root: 0, depth, around: Vec::new() }
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
        let address = self.ev.force(value, Pos::NONE).map_or(0, |value| value.address());
        let is_open =
            depth < self.depth && !self.around.contains(&address) && self.ev.check_stack(Pos::NONE).is_ok();
        match self.viewer.form(value, shape) {
            Ok(Form::Set(items)) if is_open && !items.is_empty() => {
                self.around.push(address);
                for item in items {
                    let path = [path, &[item.name.to_vec()]].concat();
                    self.lines(out, &path, item.value, item.shape, depth + 1)?;
                }
                self.around.pop();
                Ok(())
            }
            _ => self.line(out, path, value, shape, depth),
        }
    }

    fn line(
        &mut self,
        out: &mut Out<'_, '_>,
        path: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
        depth: usize,
    ) -> io::Result<()> {
        out.text.extend_from_slice(&show_path(path));
        out.text.extend_from_slice(b" = ");
        if self.around.contains(&self.ev.force(value, Pos::NONE).map_or(0, |value| value.address())) {
            out.text.extend_from_slice("«repeated»".as_bytes());
        } else {
            self.printer.value(out, value, shape, At { depth, indent: 0 })?;
        }
        out.text.extend_from_slice(b";\n");
        out.relieve()
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
