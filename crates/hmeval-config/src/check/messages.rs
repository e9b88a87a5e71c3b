//! What the modules themselves say: failed assertions, warnings, and whether what everything is for can be computed.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::definitions::{self, Definition};
use hmeval_modules::evaluations;

use super::diagnostic::{Diagnostic, Severity};
use super::find::{FAILED_ASSERTIONS, Finder, MAX_OBSTACLES};
use super::{deprecated, missing_name, own, spoken};
use crate::configuration::options::Node;
use crate::configuration::target::Target;
use crate::configuration::{Configuration, at_path};

/// What everything else is for: options whose derivation must be computable.
const RESULTS: [&[&[u8]]; 3] =
    [&[b"home", b"activationPackage"], &[b"system", b"build", b"toplevel"], &[b"build", b"toplevel"]];

/// Computes what a configuration is for, as far as that can be, so that it is known what it needs.
pub fn compute<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) {
    let Some(config) = configuration.get(ev, "config") else { return };
    for path in RESULTS {
        let result = at_path(ev, config, path).ok().flatten();
        let result = result.and_then(|result| ev.force(result, Pos::NONE).ok()?.as_attrs());
        let _ = result.map(|result| ev.package_drv_path(result));
    }
}

impl<'h> Finder<'_, 'h> {
    /// Failed assertions, and warnings.
    pub(super) fn messages(&mut self, target: &Target<'h>) {
        let ev = self.ev;
        for item in self.list(target, b"assertions") {
            let field = |name: &[u8]| {
                let attrs = ev.force_attrs(item, Pos::NONE, "while evaluating an assertion")?;
                let value = attrs.value(ev.symbols.intern(name)).unwrap_or(Value::NULL);
                ev.force(value, Pos::NONE)
            };
            match field(b"assertion") {
                Ok(holds) if holds.as_bool() == Some(false) => match field(b"message") {
                    Ok(message) => self.message(target, b"assertions", message),
                    Err(error) => self.error(Severity::Error, &[b"assertions".to_vec()], error),
                },
                Ok(_) => {}
                Err(error) => self.error(Severity::Error, &[b"assertions".to_vec()], error),
            }
        }
        for item in self.list(target, b"warnings") {
            match ev.force(item, Pos::NONE) {
                Ok(message) => self.message(target, b"warnings", message),
                Err(error) => self.error(Severity::Error, &[b"warnings".to_vec()], error),
            }
        }
    }

    /// Reports what an element of a list of assertions or warnings says.
    fn message(&mut self, target: &Target<'h>, list: &[u8], message: Value<'h>) {
        let text = message.as_str().map_or(&b""[..], |text| text.bytes);
        let mut diagnostic = match list {
            b"assertions" => deprecated::assertion(self.ev, text),
            _ => deprecated::warning(self.ev, text),
        };
        let Some(level) = self.levels.severity(diagnostic.code) else { return };
        diagnostic.severity = level;
        deprecated::suggest_replacements(self.ev, target.options, &mut diagnostic);
        let path = [&target.base[..], &[list.to_vec()]].concat();
        // Words of the user's own stand where the user wrote them, whatever options they name.
        let own_words = ["assertion", "warning"].contains(&diagnostic.code);
        if !diagnostic.pos.is_some() || own_words {
            spoken::place(self.ev, &path, &mut diagnostic);
        }
        let same =
            |known: &&mut Diagnostic| known.code == diagnostic.code && known.message == diagnostic.message;
        match self.found.iter_mut().find(same) {
            // An error that lists failed assertions knows less of them.
            Some(known) => *known = diagnostic,
            None => self.found.push(diagnostic),
        }
    }

    /// The elements of an option that is a list.
    fn list(&mut self, target: &Target<'h>, name: &[u8]) -> Vec<Value<'h>> {
        let Some(node) = target.options.value(self.ev.symbols.intern(name)) else { return Vec::new() };
        let Ok(Some(Node::Option(option))) = Node::of(self.ev, node) else { return Vec::new() };
        let value = match option.value(self.ev) {
            Some(value) => Ok(Some(value)),
            None => at_path(self.ev, target.config, &[name]),
        };
        let list = value.and_then(|value| self.ev.force(value.unwrap_or(Value::NULL), Pos::NONE));
        match list {
            Ok(list) => list.as_list().map(|list| list.items().to_vec()).unwrap_or_default(),
            Err(error) => {
                self.error(Severity::Error, &[name.to_vec()], error);
                self.parts_of_list(&[&target.base[..], &[name.to_vec()]].concat())
            }
        }
    }

    /// The elements of the definitions of a list that fails as a whole: those of the definitions that do not fail. The others
    /// are reported, each.
    fn parts_of_list(&mut self, path: &[Vec<u8>]) -> Vec<Value<'h>> {
        let ev = self.ev;
        let Some(merged) = evaluations::merged_around(ev, path) else { return Vec::new() };
        let Ok(found) = definitions::of_modules(ev, merged.modules, &path[merged.depth..]) else {
            return Vec::new();
        };
        let mut elements = Vec::new();
        for definition in found.definitions {
            let value = self.applies(path, &definition).then(|| ev.force(definition.value, Pos::NONE));
            let list = match value.transpose() {
                Ok(value) => value.and_then(Value::as_list),
                Err(error) => {
                    self.error(Severity::Error, path, error);
                    continue;
                }
            };
            for item in list.map(|list| list.items()).unwrap_or_default() {
                // Each element may be an `mkIf` of its own.
                let element = Definition { value: *item, ..definition.clone() };
                for plain in definitions::inside(ev, &element, &[]) {
                    if self.applies(path, &plain) {
                        elements.push(plain.value);
                    }
                }
            }
        }
        elements
    }

    /// Whether all conditions of a definition hold. Those that fail are reported.
    fn applies(&mut self, path: &[Vec<u8>], definition: &Definition<'h>) -> bool {
        for condition in &definition.conditions {
            match condition.holds {
                Ok(true) => {}
                Ok(false) => return false,
                Err(error) => {
                    self.error(Severity::Error, path, error);
                    return false;
                }
            }
        }
        true
    }

    /// Computes what everything is for. A warning about an option that the user defines is one of the user's configuration;
    /// others are shown as they are. Answers whether there is anything that it is for, and all of it could be computed.
    pub(super) fn results_and_warnings(&mut self, target: &Target<'h>) -> bool {
        let ev = self.ev;
        let Some(observed) = ev.observed() else { return self.results(target) };
        let mut computed = false;
        for text in observed.keep_warnings(|| computed = self.results(target)) {
            let mut diagnostic = deprecated::warning(ev, &text);
            if !own::is_own(ev, diagnostic.pos) {
                ev.warn(&text);
            } else if let Some(level) = self.levels.severity(diagnostic.code) {
                diagnostic.severity = level;
                if !self.found.iter().any(|known| known.message == diagnostic.message) {
                    self.found.push(diagnostic);
                }
            }
        }
        computed
    }

    /// Whether there is anything that everything is for, and all of it can be computed. Files that are not there are all
    /// reported: something stands in for one, and the rest is tried again.
    pub(super) fn results(&mut self, target: &Target<'h>) -> bool {
        let observed = self.ev.observed();
        observed.inspect(|observed| observed.forget_failures(true));
        let (mut computed, mut failed) = (false, false);
        for path in RESULTS {
            for _ in 0..MAX_OBSTACLES {
                let Err(error) = self.result(target, path, &mut computed) else { break };
                failed = true;
                self.failed_result(path, error);
                if !missing_name::stand_in_for_source(self.ev, error) {
                    break;
                }
            }
        }
        observed.inspect(|observed| observed.forget_failures(false));
        computed && !failed
    }

    /// Computes something that everything is for; `computed` tells whether there is such a thing.
    fn result(&self, target: &Target<'h>, path: &[&[u8]], computed: &mut bool) -> Result<(), Error<'h>> {
        let value = at_path(self.ev, Value::attrs(target.options), path).ok().flatten();
        // `system.build` is one option, with the results in its value.
        let value = match value.map(|node| Node::of(self.ev, node)) {
            Some(Ok(Some(Node::Option(option)))) => option.value(self.ev),
            _ => at_path(self.ev, target.config, path)?,
        };
        let Some(value) = value else { return Ok(()) };
        *computed = true;
        match self.ev.force(value, Pos::NONE)?.as_attrs() {
            Some(attrs) => self.ev.package_drv_path(attrs).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Reports why something that everything is for cannot be computed, unless it only repeats the assertions that failed.
    fn failed_result(&mut self, path: &[&[u8]], error: Error<'h>) {
        let failed_before = self.found.iter().any(|diagnostic| diagnostic.code == "assertion");
        let assertions = error.data().message.trim_ascii().starts_with(FAILED_ASSERTIONS);
        if !(failed_before && assertions) {
            let path: Vec<Vec<u8>> = path.iter().map(|name| name.to_vec()).collect();
            self.error(Severity::Error, &path, error);
        }
    }
}
