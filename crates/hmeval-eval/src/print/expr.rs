//! Expressions as messages show them: `assertion 'a == b' failed`.

use hmeval_syntax::ir::ExprId;
use hmeval_syntax::{Options, ShowPaths, bind, parse};

use crate::code::Code;
use crate::evaluator::Evaluator;
use crate::prefetch::{GlobalNames, GlobalScope};

/// The expression as Nix shows it. The file is parsed again, for the names of variables are gone after binding; this
/// happens only for a message.
pub fn show_expr<'h>(evaluator: &Evaluator<'h>, code: &'h Code<'h>, id: ExprId) -> Vec<u8> {
    match evaluator.unbound(code) {
        Some(mut ir) => {
            ir.root = id.0;
            hmeval_syntax::show(&ir, ShowPaths { base: code.dir, home: code.home })
        }
        None => Vec::new(),
    }
}

/// Shows files that are not evaluated, on any thread.
pub struct FileShower {
    globals: GlobalNames,
    options: Options,
    home: Vec<u8>,
}

impl FileShower {
    /// The text of a file in the folder `dir` as Nix shows the expression in it. Nothing if there is something to say
    /// about it, a mistake or a warning: [`Evaluator::load`] says it.
    pub fn show(&self, text: &[u8], dir: &[u8]) -> Option<Vec<u8>> {
        let mut parsed = parse(text, &self.options);
        let is_plain = parsed.errors.is_empty() && parsed.or_warnings.is_empty() && parsed.linted.is_empty();
        // Variables lose their names when they are bound.
        let shown =
            is_plain.then(|| hmeval_syntax::show(&parsed.ir, ShowPaths { base: dir, home: &self.home }))?;
        bind(&mut parsed.ir, &GlobalScope(&self.globals)).is_empty().then_some(shown)
    }
}

impl Evaluator<'_> {
    /// What shows files as this evaluation would.
    pub fn file_shower(&self) -> FileShower {
        FileShower {
            globals: self.globals.numbers(),
            options: self.parse_options(),
            home: self.settings.home.clone(),
        }
    }
}
