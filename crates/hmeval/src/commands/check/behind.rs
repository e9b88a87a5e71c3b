//! Behind the first mistake: a configuration that the module system refuses as a whole.
//!
//! An option that does not exist, or a failed assertion, keeps the module system from answering anything. What it merged
//! before it looked for mistakes was seen, though: all options with their values, and all definitions without an option.
//! Where nothing was seen, the configuration is evaluated once more in a relaxed form (`relax`).

use hmeval_diag::Pos;
use hmeval_eval::Value;
use hmeval_eval::heap::Attrs;
use hmeval_modules::evaluations;

use super::diagnostic::{Diagnostic, Severity};
use super::find::Finder;
use super::locate;
use crate::configuration::options::Node;
use crate::configuration::target::Target;
use crate::configuration::{Configuration, show_path};
use crate::failure::Outcome;

impl<'h> Finder<'_, 'h> {
    /// Checks what was merged before the configuration was refused. Answers whether there was anything.
    pub(super) fn behind(&mut self) -> Outcome<'h, bool> {
        let Some(merged) = evaluations::whole(self.ev)? else { return Ok(false) };
        for (path, file) in merged.unknown {
            let mut section = merged.options;
            for name in path.iter().take(path.len().saturating_sub(1)) {
                let node = section.value(self.ev.symbols.intern(name)).map(|node| Node::of(self.ev, node));
                if let Some(Ok(Some(Node::Section(inner)))) = node {
                    section = inner;
                }
            }
            self.unknown_option(path, section, &[&file]);
        }
        let (config, base, path) = (Value::NULL, Vec::new(), Vec::new());
        self.check(&Target { options: merged.options, config, base, path })?;
        Ok(true)
    }

    /// All definitions of options that do not exist. In a relaxed configuration they are values without options.
    pub(super) fn unknown_options(&mut self, configuration: Configuration<'h>) -> Outcome<'h> {
        let config = configuration.get(self.ev, "config").unwrap_or(Value::NULL);
        let options = configuration.options(self.ev)?;
        let mut unknown = Vec::new();
        self.compare(config, options, &mut Vec::new(), &mut unknown)?;
        for (path, section) in unknown {
            self.unknown_option(path, section, &[]);
        }
        Ok(())
    }

    /// A definition of an option that does not exist, in one of these files; `section` is where it should be.
    fn unknown_option(&mut self, path: Vec<Vec<u8>>, section: Attrs<'h>, files: &[&[u8]]) {
        let shown = show_path(&path);
        // The first one was reported by the module system itself.
        let known = self.found.iter_mut().find(|known| {
            known.code == "unknown-option" && (known.option == path || known.option.starts_with(&path))
        });
        let names: Vec<_> = section.iter(self.ev.heap).map(|(key, _)| self.ev.text(key.name)).collect();
        let wanted = path.last().map_or(&b""[..], |name| name);
        let front = &path[..path.len().saturating_sub(1)];
        let suggestions: Vec<_> = hmeval_formats::lev::best_matches(names, wanted)
            .into_iter()
            .map(|name| show_path(&[front, &[name.to_vec()]].concat()))
            .collect();
        if let Some(known) = known {
            known.suggestions = suggestions;
            return;
        }
        let message = [b"The option `", &shown[..], b"' does not exist."].concat();
        let mut diagnostic = Diagnostic::new(Severity::Error, "unknown-option", &message);
        let places =
            if files.is_empty() { Vec::new() } else { locate::observed(self.ev, &path, Some(files)) };
        diagnostic.pos = places.first().copied().unwrap_or_else(|| locate::anywhere(self.ev, &path));
        diagnostic.suggestions = suggestions;
        diagnostic.option = path;
        self.found.push(diagnostic);
    }

    /// The paths that `config` has and `options` does not, with the section that they are missing in.
    fn compare(
        &self,
        config: Value<'h>,
        options: Attrs<'h>,
        path: &mut Vec<Vec<u8>>,
        unknown: &mut Vec<(Vec<Vec<u8>>, Attrs<'h>)>,
    ) -> Outcome<'h> {
        self.ev.check_stack(Pos::NONE)?;
        let Ok(Some(attrs)) = self.ev.force(config, Pos::NONE).map(|config| config.as_attrs()) else {
            return Ok(());
        };
        for (key, value) in self.ev.sorted_attrs(attrs) {
            path.push(self.ev.text(key.name).to_vec());
            match options.value(key.name).map(|node| Node::of(self.ev, node)) {
                None if path[0] != b"_module" => unknown.push((path.clone(), options)),
                Some(Ok(Some(Node::Section(section)))) => self.compare(value, section, path, unknown)?,
                _ => {}
            }
            path.pop();
        }
        Ok(())
    }
}
