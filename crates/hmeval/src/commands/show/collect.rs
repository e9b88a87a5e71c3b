//! Options as a table from paths to texts: for comparing two configurations.

use std::collections::BTreeMap;
use std::io;

use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};

use super::descent::Descent;
use super::text::{At, Printer};
use super::walk::{Layout, Leaf, Out, Walk};
use crate::configuration::catalogue::Catalogue;
use crate::configuration::shape::{Shape, Viewer};
use crate::configuration::show_path;
use crate::configuration::target::Target;
use crate::failure::Outcome;
use crate::style::Style;

/// The values that some definition sets, as `show` prints them: by the paths of their options, and those in sets each by
/// its own path.
///
/// # Errors
/// Those of evaluating the tree of options; a value that fails is shown as that.
pub(crate) fn set_values<'h>(
    ev: &Evaluator<'h>,
    options: Attrs<'h>,
    config: Value<'h>,
) -> Outcome<'h, BTreeMap<String, String>> {
    let viewer = Viewer::new(ev);
    let printer = Printer::new(ev, &viewer, usize::MAX, Style::new(false));
    let descent = Descent::new(ev, &viewer, usize::MAX);
    let mut table = Table { printer, descent, values: BTreeMap::new() };
    let target = Target { options, config, base: Vec::new(), path: Vec::new() };
    let catalogue = Catalogue::of(ev, config);
    let mut walk = Walk { ev, only_set: true, depth: usize::MAX, catalogue, layout: &mut table };
    walk.section(&mut Out::collect(), &target, options)?;
    Ok(table.values)
}

struct Table<'e, 'h> {
    printer: Printer<'e, 'h>,
    descent: Descent<'e, 'h>,
    values: BTreeMap<String, String>,
}

impl<'h> Table<'_, 'h> {
    fn insert(values: &mut BTreeMap<String, String>, path: &[Vec<u8>], text: &[u8]) {
        let path = String::from_utf8_lossy(&show_path(path)).into_owned();
        values.insert(path, String::from_utf8_lossy(text).into_owned());
    }

    fn values(&mut self, path: &[Vec<u8>], value: Value<'h>, shape: Shape<'h>) -> io::Result<()> {
        let Table { printer, descent, values } = self;
        descent.visit(path, (value, shape), 0, &mut |inner| {
            let mut out = Out::collect();
            if !inner.is_repeated {
                printer.value(&mut out, inner.value, inner.shape, At { depth: 0, indent: 0 })?;
            }
            Self::insert(values, inner.path, &out.text);
            Ok(())
        })
    }
}

impl<'h> Layout<'h> for Table<'_, 'h> {
    fn leaf(&mut self, _: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()> {
        let path = [path, &[leaf.name.to_vec()]].concat();
        match leaf.value {
            Ok(value) => self.values(&path, value, leaf.shape),
            Err(error) => {
                let mut out = Out::collect();
                self.printer.error(&mut out.text, error);
                Self::insert(&mut self.values, &path, &out.text);
                Ok(())
            }
        }
    }

    fn single(
        &mut self,
        _: &mut Out<'_, '_>,
        path: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
    ) -> io::Result<()> {
        self.values(path, value, shape)
    }
}
