//! What modules define: options that there are, and names that no option has.

use std::collections::BTreeMap;

use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::evaluations::Unknown;
use hmeval_modules::property::Property;

use crate::configuration::options::{DeclaredOption, Node};

/// Names and wrappers in each other that are looked through.
const MAX_DEPTH: usize = 100;

/// What some modules define, whatever the conditions.
pub(super) struct Defined<'h> {
    /// The options, by their paths.
    pub(super) options: BTreeMap<Vec<Vec<u8>>, DeclaredOption<'h>>,
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

    /// Adds what the `config` of a module of a file defines.
    pub(super) fn add(&mut self, ev: &Evaluator<'h>, file: &[u8], config: Value<'h>, options: Attrs<'h>) {
        self.file = file.to_vec();
        self.walk(ev, config, options, &mut Vec::new(), 0);
    }

    fn walk(
        &mut self,
        ev: &Evaluator<'h>,
        value: Value<'h>,
        section: Attrs<'h>,
        path: &mut Vec<Vec<u8>>,
        depth: usize,
    ) {
        if depth > MAX_DEPTH {
            return;
        }
        match Property::of(ev, value) {
            Ok(
                Property::If(_, content)
                | Property::Override(_, content)
                | Property::Order(_, content)
                | Property::Definition(_, content),
            ) => self.walk(ev, content, section, path, depth + 1),
            Ok(Property::Merge(contents)) => {
                for content in contents.items() {
                    self.walk(ev, *content, section, path, depth + 1);
                }
            }
            Ok(Property::Plain(value)) => {
                let Some(attrs) = value.as_attrs() else { return };
                for (key, value) in ev.sorted_attrs(attrs) {
                    path.push(ev.text(key.name).to_vec());
                    match section.value(key.name).map(|node| Node::of(ev, node)) {
                        Some(Ok(Some(Node::Section(inner)))) if path[..] != [b"_module".to_vec()] => {
                            self.walk(ev, value, inner, path, depth + 1);
                        }
                        Some(Ok(Some(Node::Option(option)))) => {
                            self.options.insert(path.clone(), option);
                        }
                        None => self.unknown.push(Unknown {
                            path: path.clone(),
                            file: self.file.clone(),
                            value: Some(value),
                        }),
                        _ => {}
                    }
                    path.pop();
                }
            }
            Err(error) => self.failures.push(error),
        }
    }
}
