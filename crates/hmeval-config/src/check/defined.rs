//! What modules define: options that there are, and names that no option has.

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::evaluations::{Merged, Unknown};
use hmeval_modules::property::each_plain;

use super::own;
use crate::configuration::at_path;
use crate::configuration::options::{DeclaredOption, Node};

/// What some modules define, whatever the conditions.
pub(crate) struct Defined<'h> {
    /// The options, by their paths.
    pub(crate) options: BTreeMap<Vec<Vec<u8>>, DeclaredOption<'h>>,
    /// The definitions of options that do not exist.
    pub(super) unknown: Vec<Unknown<'h>>,
    /// What keeps definitions from being told.
    pub(super) failures: Vec<Error<'h>>,
    file: Vec<u8>,
}

impl<'h> Defined<'h> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Defined { options: BTreeMap::new(), unknown: Vec::new(), failures: Vec::new(), file: Vec::new() }
    }

    /// What the modules in files of the user define, each as far as it can be evaluated.
    pub(crate) fn by_user(ev: &Evaluator<'h>, merged: &Merged<'h>) -> Self {
        let mut defined = Self::new();
        let modules = ev.force(merged.modules, Pos::NONE).ok().and_then(Value::as_list);
        let libraries = own::libraries(ev);
        for module in modules.map(|modules| modules.items()).unwrap_or_default() {
            let part = |name: &str| ev.force(at_path(ev, *module, &[name]).ok()??, Pos::NONE).ok();
            let file = part("_file").and_then(Value::as_str).map(|file| file.bytes).unwrap_or_default();
            // Modules that are written in place, or on the command line, have no file.
            let own = !file.starts_with(b"/") || own::is_own_file(ev, &libraries, file);
            if let (true, Ok(Some(config))) = (own, at_path(ev, *module, &["config"])) {
                defined.add(ev, file, config, merged.options);
            }
        }
        defined
    }

    /// Adds what the `config` of a module of a file defines.
    pub(super) fn add(&mut self, ev: &Evaluator<'h>, file: &[u8], config: Value<'h>, options: Attrs<'h>) {
        self.file = file.to_vec();
        if let Err(endless) = self.walk(ev, config, options, &mut Vec::new()) {
            self.failures.push(endless);
        }
    }

    fn walk(
        &mut self,
        ev: &Evaluator<'h>,
        value: Value<'h>,
        section: Attrs<'h>,
        path: &mut Vec<Vec<u8>>,
    ) -> Result<(), Error<'h>> {
        let mut inner = Ok(());
        each_plain(ev, value, &mut |plain| match plain {
            Ok(plain) if inner.is_ok() => inner = self.names(ev, plain, section, path),
            Ok(_) => {}
            Err(error) => self.failures.push(error),
        })?;
        inner
    }

    fn names(
        &mut self,
        ev: &Evaluator<'h>,
        plain: Value<'h>,
        section: Attrs<'h>,
        path: &mut Vec<Vec<u8>>,
    ) -> Result<(), Error<'h>> {
        let Some(attrs) = plain.as_attrs() else { return Ok(()) };
        for (key, value) in ev.sorted_attrs(attrs) {
            path.push(ev.text(key.name).to_vec());
            match section.value(key.name).map(|node| Node::of(ev, node)) {
                Some(Ok(Some(Node::Section(inner)))) if path[..] != [b"_module".to_vec()] => {
                    self.walk(ev, value, inner, path)?;
                }
                Some(Ok(Some(Node::Option(option)))) => {
                    self.options.insert(path.clone(), option);
                }
                None if path[0] != b"_module" => self.unknown.push(Unknown {
                    path: path.clone(),
                    file: self.file.clone(),
                    value: Some(value),
                }),
                _ => {}
            }
            path.pop();
        }
        Ok(())
    }
}
