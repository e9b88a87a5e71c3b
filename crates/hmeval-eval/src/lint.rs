//! Literals that settings can forbid or warn about: URLs without quotes, paths that depend on the machine (Nix manual,
//! `lint-url-literals` and the settings beside it). Every file that is loaded is checked here.

use hmeval_diag::Pos;
use hmeval_syntax::{LintKind, LintedLiteral, Parsed};

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::settings::Lint;

impl<'h> Evaluator<'h> {
    /// Warns about literals of a file whose text starts at `base`.
    ///
    /// # Errors
    /// For the first one that is forbidden, by its lint or (the home directory) in pure mode.
    pub(crate) fn check_literals(&self, parsed: &Parsed, base: u32) -> Result<'h, ()> {
        for literal in &parsed.linted {
            if literal.kind == LintKind::HomePath && self.settings.pure_eval {
                let message = [
                    b"the path '",
                    &self.literal_text(literal, base)[..],
                    b"' can not be resolved in pure mode",
                ];
                return Err(self.error(ErrorKind::Restricted, message.concat()));
            }
            match self.lint_of(literal.kind).0 {
                Lint::Ignore => {}
                Lint::Warn => {
                    let warning = self.lint_error(literal, base, "discouraged");
                    self.message(&self.render_error_after(b"warning: ", warning, false));
                }
                Lint::Fatal => return Err(self.lint_error(literal, base, "disallowed")),
            }
        }
        Ok(())
    }

    /// What happens to such a literal, and the setting that says so.
    fn lint_of(&self, kind: LintKind) -> (Lint, &'static str) {
        let settings = &self.settings;
        match kind {
            LintKind::Url => (settings.lint_url_literals, "lint-url-literals"),
            LintKind::AbsolutePath | LintKind::HomePath => {
                (settings.lint_absolute_path_literals, "lint-absolute-path-literals")
            }
            LintKind::ShortPath => (settings.lint_short_path_literals, "lint-short-path-literals"),
        }
    }

    #[cold]
    fn lint_error(&self, literal: &LintedLiteral, base: u32, state: &str) -> Error<'h> {
        let text = String::from_utf8_lossy(&self.literal_text(literal, base)).into_owned();
        let message = match literal.kind {
            LintKind::Url => {
                format!("URL literals are {state}. Consider using a string literal \"{text}\" instead")
            }
            LintKind::AbsolutePath => not_portable("absolute", &text),
            LintKind::HomePath => not_portable("home", &text),
            LintKind::ShortPath => {
                format!("relative path literal '{text}' should be prefixed with '.' for clarity: './{text}'")
            }
        };
        let setting = self.lint_of(literal.kind).1;
        self.error_at(ErrorKind::Parse, Pos(base + literal.start), format!("{message} ({setting})"))
    }

    fn literal_text(&self, literal: &LintedLiteral, base: u32) -> Vec<u8> {
        let sources = self.sources.borrow();
        let text = sources.resolve(Pos(base)).map(|(file, _)| &sources.file(file).text);
        let range = literal.start as usize..literal.end as usize;
        text.and_then(|text| text.get(range)).unwrap_or_default().to_vec()
    }
}

fn not_portable(kind: &str, text: &str) -> String {
    format!(
        "{kind} path literals are not portable. \
         Consider replacing path literal '{text}' by a string, relative path, or parameter"
    )
}
