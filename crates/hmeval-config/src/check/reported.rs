//! What was reported: each mistake once, as bad as it is anywhere.

use hmeval_eval::Error;

use super::diagnostic::{Diagnostic, Severity};
use super::find::{Finder, Scope};
use super::{locate, missing_name, own, report};

impl<'h> Finder<'_, 'h> {
    /// Reports an error of which is known how bad it is.
    pub(super) fn error(&mut self, severity: Severity, option: &[Vec<u8>], error: Error<'h>) {
        if self.alone {
            return self.own_mistake(option, error);
        }
        if self.is_known(severity, error) {
            return;
        }
        let mut diagnostic = report::diagnostic(self.ev, severity, option, error);
        report::to_own_frame(self.ev, &mut diagnostic, error);
        report::to_failing_definition(self.ev, &mut diagnostic, option);
        let others = missing_name::others_in_text(self.ev, &diagnostic);
        self.add(diagnostic);
        for error in others {
            self.add(report::diagnostic(self.ev, severity, option, error));
        }
    }

    /// How bad it is that definitions in these files fail: those of module libraries may, where nothing needs them.
    pub(super) fn severity(&mut self, files: &[Vec<u8>]) -> Severity {
        let roots = self.libraries.get_or_insert_with(|| own::libraries(self.ev));
        let own = |file: &Vec<u8>| !roots.iter().any(|root| file.starts_with(root));
        if self.scope == Scope::Part || files.iter().any(own) { Severity::Error } else { Severity::Info }
    }

    /// Reports an error whose definition is not known: the files that it names tell whose mistake it is, or its place.
    pub(super) fn judge(&mut self, path: &[Vec<u8>], error: Error<'h>) {
        if self.alone {
            return self.own_mistake(path, error);
        }
        if self.reported.contains_key(&address(error)) || self.says(Severity::Error, error) {
            return;
        }
        let mut diagnostic = report::diagnostic(self.ev, Severity::Error, path, error);
        report::to_failing_definition(self.ev, &mut diagnostic, path);
        let mut files: Vec<Vec<u8>> = locate::files(error.data().message).map(<[u8]>::to_vec).collect();
        if files.is_empty() {
            // A value that is missing in a submodule is shown where that is defined, but it is who declares the option without
            // a default that reads it without need.
            let declared = diagnostic.related.first().filter(|_| diagnostic.code == "missing-value");
            let pos = declared.map_or(diagnostic.pos, |declared| declared.pos);
            files.extend(own::file_of(self.ev, pos));
        }
        diagnostic.severity = if files.is_empty() { Severity::Error } else { self.severity(&files) };
        self.reported.insert(address(error), diagnostic.severity);
        // What a submodule of a library gives its options is not the mistake of who defines the submodule.
        if diagnostic.severity == Severity::Info && own::is_own(self.ev, diagnostic.pos) {
            return;
        }
        self.add(diagnostic);
    }

    /// Whether an error was reported as being as bad, it or its words: to find its places would be in vain. From now on it is.
    pub(super) fn is_known(&mut self, severity: Severity, error: Error<'h>) -> bool {
        let before = self.reported.get(&address(error)).copied();
        if before.is_some_and(|before| before <= severity) {
            return true;
        }
        self.reported.insert(address(error), severity);
        self.says(severity, error)
    }

    /// Whether an error was reported in these words, as being as bad.
    fn says(&self, severity: Severity, error: Error<'h>) -> bool {
        let message = error.data().message.trim_ascii();
        self.found.iter().any(|known| known.severity <= severity && known.message == message)
    }

    /// Keeps a diagnostic of an error, unless it says what another one says.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        if diagnostic.code == "unknown-option" {
            self.refused.push(diagnostic.option.clone());
        }
        // An option that was removed says so in an assertion, and fails where its value is asked for.
        let removed = diagnostic.code == "removed-option";
        let same = |known: &&mut Diagnostic| {
            known.message == diagnostic.message
                || removed && known.code == diagnostic.code && known.option == diagnostic.option
        };
        match self.found.iter_mut().find(same) {
            // What is needed in one place is not harmless in another.
            Some(known) => known.severity = known.severity.min(diagnostic.severity),
            None => self.found.push(diagnostic),
        }
    }
}

/// What tells an error from all others.
fn address(error: Error<'_>) -> usize {
    std::ptr::from_ref(error.data()).addr()
}
