//! Expressions as messages show them: `assertion 'a == b' failed`.

use hmeval_syntax::ShowPaths;
use hmeval_syntax::ir::ExprId;

use crate::code::Code;
use crate::evaluator::Evaluator;

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
