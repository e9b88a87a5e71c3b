//! Options that do not exist: all of them, with what may have been meant.
//!
//! The module system merges all modules, and then refuses the whole for the first option that does not exist. What was
//! merged before was seen, with all that is wrong in it; it is enough to look there. That goes for submodules as for the
//! whole configuration.
//! Where nothing was seen, the configuration is evaluated once more in a relaxed form (`relax`).

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations::{self, Merged, Unknown};
use hmeval_modules::property::Property;

use super::diagnostic::{Diagnostic, Severity};
use super::find::{Finder, Scope};
use super::suggest::{Definition, Suggestion, suggestions};
use super::{elsewhere, fix, locate, own, unlisted};
use crate::configuration::options::Node;
use crate::configuration::target::Target;
use crate::configuration::{Configuration, show_option, show_path};
use crate::failure::Outcome;

/// Wrappers and names in each other that are looked through.
const MAX_DEPTH: usize = 100;

impl<'h> Finder<'_, 'h> {
    /// Checks what was merged before the configuration was refused. Answers whether there was anything.
    pub(super) fn behind(&mut self) -> Outcome<'h, bool> {
        // What cannot be merged at all was reported as the error that it is.
        let Ok(Some(merged)) = evaluations::whole(self.ev) else { return Ok(false) };
        self.searched.push(Vec::new());
        self.merged(merged, Vec::new())?;
        Ok(true)
    }

    /// Checks the submodules that were refused, each once.
    pub(super) fn behind_submodules(&mut self) -> Outcome<'h> {
        // Checking one may find another.
        while let Some(path) = self.refused.pop() {
            let Some(merged) = evaluations::refusing(self.ev, &path) else { continue };
            let (prefix, inside) = path.split_at(merged.depth.min(path.len()));
            if self.repeats(prefix, inside) {
                self.found.retain(|known| known.code != "unknown-option" || known.option != path);
                continue;
            }
            let prefix = prefix.to_vec();
            if !self.searched.contains(&prefix) {
                self.searched.push(prefix.clone());
                self.merged(merged, prefix)?;
            }
        }
        Ok(())
    }

    /// Whether an option that does not exist in a submodule does not exist around it either: a host that is an option of
    /// itself (`virtualisation.vmVariant`) has all the mistakes once more, and is once more an option of itself.
    fn repeats(&self, prefix: &[Vec<u8>], inside: &[Vec<u8>]) -> bool {
        let is_known = |around: usize| {
            let same = [&prefix[..around], inside].concat();
            self.found.iter().any(|known| known.code == "unknown-option" && known.option == same)
        };
        (0..prefix.len()).any(is_known)
    }

    fn merged(&mut self, merged: Merged<'h>, prefix: Vec<Vec<u8>>) -> Outcome<'h> {
        let unlisted = merged.obstacle.is_some().then(|| unlisted::unknown(self.ev, &merged));
        for unknown in merged.unknown.into_iter().chain(unlisted.unwrap_or_default()) {
            self.quietly(|finder| finder.unknown_option(merged.options, &prefix, unknown));
        }
        let scope = if prefix.is_empty() { Scope::Whole } else { Scope::Submodule };
        let target = Target { options: merged.options, config: Value::NULL, base: prefix, path: Vec::new() };
        self.check(&target, scope)
    }

    /// All definitions of options that do not exist. In a relaxed configuration they are values without options.
    pub(super) fn unknown_options(&mut self, configuration: Configuration<'h>) -> Outcome<'h> {
        let config = configuration.get(self.ev, "config").unwrap_or(Value::NULL);
        let options = configuration.options(self.ev)?;
        let mut unknown = Vec::new();
        self.compare(config, options, &mut Vec::new(), &mut unknown)?;
        for (path, value) in unknown {
            self.unknown_option(options, &[], Unknown { path, file: Vec::new(), value: Some(value) });
        }
        Ok(())
    }

    /// A definition of an option that does not exist, in an evaluation of modules at `prefix` that has these options.
    pub(super) fn unknown_option(&mut self, options: Attrs<'h>, prefix: &[Vec<u8>], unknown: Unknown<'h>) {
        let ev = self.ev;
        let mut definition = Definition { path: unknown.path, ..Definition::default() };
        if let Some(value) = unknown.value {
            below(ev, value, &mut definition, 0);
        }
        let path = [prefix, &definition.path[..]].concat();
        let index = self.of_unknown(&path, &unknown.file);
        let names = self.names(options);
        let best = suggestions(names, &definition);
        let diagnostic = &mut self.found[index];
        let whole = |suggestion: &Suggestion| [prefix, &suggestion.path[..]].concat();
        diagnostic.suggestions = best.iter().map(|suggestion| show_option(&whole(suggestion))).collect();
        let clear = match &best[..] {
            [first, second, ..] => first.cost < second.cost,
            one => one.len() == 1,
        };
        if let (true, Some(first)) = (clear, best.first())
            && is_slip(&definition.path, &first.instead)
        {
            let to = [prefix, &first.instead[..]].concat();
            diagnostic.fix = fix::rename(ev, diagnostic.pos, &path, &to);
        }
        elsewhere::explain(ev, options, diagnostic, &definition);
    }

    /// The diagnostic of an option that does not exist, by its index: that of the module system itself, if it reported this
    /// definition, or a new one.
    fn of_unknown(&mut self, path: &[Vec<u8>], file: &[u8]) -> usize {
        let ev = self.ev;
        let same = |known: &Diagnostic| {
            let here = || match locate::files(&known.message).next() {
                Some(named) => named == file || file.is_empty(),
                None => own::file_of(ev, known.pos).is_none_or(|place| place == file),
            };
            known.code == "unknown-option" && known.option == path && here()
        };
        if let Some(index) = self.found.iter().position(same) {
            return index;
        }
        let message = [b"The option `", &show_path(path)[..], b"' does not exist."].concat();
        let mut diagnostic = Diagnostic::new(Severity::Error, "unknown-option", message);
        let places = if file.is_empty() { Vec::new() } else { locate::observed(ev, path, Some(&[file])) };
        diagnostic.pos = places.first().copied().unwrap_or_else(|| locate::anywhere(ev, path));
        diagnostic.option = path.to_vec();
        self.found.push(diagnostic);
        self.found.len() - 1
    }

    /// The paths that `config` has and `options` does not, each with its value.
    fn compare(
        &self,
        config: Value<'h>,
        options: Attrs<'h>,
        path: &mut Vec<Vec<u8>>,
        unknown: &mut Vec<(Vec<Vec<u8>>, Value<'h>)>,
    ) -> Outcome<'h> {
        self.ev.check_stack(Pos::NONE)?;
        let Ok(Some(attrs)) = self.ev.force(config, Pos::NONE).map(|config| config.as_attrs()) else {
            return Ok(());
        };
        for (key, value) in self.ev.sorted_attrs(attrs) {
            path.push(self.ev.text(key.name).to_vec());
            match options.value(key.name).map(|node| Node::of(self.ev, node)) {
                None if path[0] != b"_module" => unknown.push((path.clone(), value)),
                Some(Ok(Some(Node::Section(section)))) => self.compare(value, section, path, unknown)?,
                _ => {}
            }
            path.pop();
        }
        Ok(())
    }
}

/// The names that a definition sets below the name that no option has.
fn below<'h>(ev: &Evaluator<'h>, value: Value<'h>, definition: &mut Definition, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match Property::of(ev, value) {
        Ok(Property::If(condition, content)) => {
            if matches!(
                ev.force_bool(condition, Pos::NONE, "while evaluating the condition of mkIf"),
                Ok(true)
            ) {
                below(ev, content, definition, depth + 1);
            }
        }
        Ok(
            Property::Override(_, content) | Property::Order(_, content) | Property::Definition(_, content),
        ) => {
            below(ev, content, definition, depth + 1);
        }
        Ok(Property::Plain(value)) => {
            let Some(attrs) = value.as_attrs() else { return };
            let names = ev.sorted_attrs(attrs);
            let is_set = |name: &[u8]| names.iter().any(|(key, _)| ev.text(key.name) == name);
            match &names[..] {
                // Packages and the like are values.
                _ if is_set(b"_type") || is_set(b"type") && is_set(b"outPath") => {}
                [(key, value)] => {
                    definition.chain.push(ev.text(key.name).to_vec());
                    below(ev, *value, definition, depth + 1);
                }
                _ => definition.inside = names.iter().map(|(key, _)| ev.text(key.name).to_vec()).collect(),
            }
        }
        Ok(Property::Merge(_)) | Err(_) => {}
    }
}

/// Slips of the fingers in a name, at most; in long names, one for so many letters.
const SLIPS: usize = 2;
const LETTERS_A_SLIP: usize = 4;

/// Whether one path may be written for the other by a slip: names that are quite different mean something else.
fn is_slip(from: &[Vec<u8>], to: &[Vec<u8>]) -> bool {
    if from.len() != to.len() {
        return true;
    }
    let text = |name: &Vec<u8>| String::from_utf8_lossy(name).into_owned();
    from.iter().zip(to).filter(|(from, to)| from != to).all(|(from, to)| {
        let most = SLIPS.max(from.len() / LETTERS_A_SLIP);
        strsim::osa_distance(&text(from), &text(to)) <= most.min(from.len().saturating_sub(1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_no_slips() {
        let path = |text: &str| text.split('.').map(|name| name.as_bytes().to_vec()).collect::<Vec<_>>();
        let slip = |from: &str, to: &str| is_slip(&path(from), &path(to));
        assert!(slip("programs.gti.enable", "programs.git.enable"));
        assert!(slip("programs.git.enabel", "programs.git.enable"));
        assert!(slip("networking.hostnamme", "networking.hostName"));
        assert!(!slip("programs.git.enableLfs", "programs.git.enable"));
        assert!(!slip("programs.firefox.settings", "programs.firefoxpwa.settings"));
        assert!(!slip("programs.waybar.layer", "services.mako.layer"));
    }
}
