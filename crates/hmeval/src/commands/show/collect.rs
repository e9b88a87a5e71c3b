//! Options as a table from paths to texts: for comparing two configurations.

use std::collections::BTreeMap;
use std::io;

use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};

use super::text::{At, Printer};
use super::walk::{Layout, Leaf, Out, Walk};
use crate::configuration::catalogue::Catalogue;
use crate::configuration::shape::{Shape, Viewer};
use crate::configuration::show_path;
use crate::configuration::target::Target;
use crate::failure::Outcome;
use crate::style::Style;

/// The values that some definition sets, by the paths of their options, as `show` prints them.
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
    let mut table = Table { printer, values: BTreeMap::new() };
    let target = Target { options, config, base: Vec::new(), path: Vec::new() };
    let catalogue = Catalogue::of(ev, config);
    let mut walk = Walk { ev, only_set: true, depth: usize::MAX, catalogue, layout: &mut table };
    walk.section(&mut Out::collect(), &target, options)?;
    Ok(table.values)
}

struct Table<'e, 'h> {
    printer: Printer<'e, 'h>,
    values: BTreeMap<String, String>,
}

impl Table<'_, '_> {
    fn insert(&mut self, path: &[Vec<u8>], text: &[u8]) {
        let path = String::from_utf8_lossy(&show_path(path)).into_owned();
        self.values.insert(path, String::from_utf8_lossy(text).into_owned());
    }
}

impl<'h> Layout<'h> for Table<'_, 'h> {
    fn leaf(&mut self, _: &mut Out<'_, '_>, path: &[Vec<u8>], leaf: &Leaf<'h>) -> io::Result<()> {
        let path = [path, &[leaf.name.to_vec()]].concat();
        let mut out = Out::collect();
        match leaf.value {
            Ok(value) => self.printer.value(&mut out, value, leaf.shape, At { depth: 0, indent: 0 })?,
            Err(error) => self.printer.error(&mut out.text, error),
        }
        self.insert(&path, &out.text);
        Ok(())
    }

    fn single(
        &mut self,
        _: &mut Out<'_, '_>,
        path: &[Vec<u8>],
        value: Value<'h>,
        shape: Shape<'h>,
    ) -> io::Result<()> {
        let mut out = Out::collect();
        self.printer.value(&mut out, value, shape, At { depth: 0, indent: 0 })?;
        self.insert(path, &out.text);
        Ok(())
    }
}
