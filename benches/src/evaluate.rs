//! Evaluation of a text in a world without files.

use std::io;
use std::sync::Arc;

use hmeval_diag::Origin;
use hmeval_eval::heap::Storage;
use hmeval_eval::import::Source;
use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_eval::{Error, Evaluator, Heap, Settings};

/// Bytes of stack of the benchmarks' thread that evaluation may use.
const STACK: usize = 6 << 20;

/// Evaluates a program deeply, from its text to the printed value, with a fresh evaluator.
///
/// # Panics
/// If the program is wrong: a benchmark must measure what it means to.
pub fn evaluate(program: &str) -> Vec<u8> {
    let storage = Storage::default();
    let world = Nothing;
    let settings = Settings { stack_size: STACK, ..Settings::default() };
    let Some(evaluator) = Evaluator::new(Heap::new(&storage), &world, settings) else {
        panic!("the settings are wrong");
    };
    match print(&evaluator, program) {
        Ok(text) => text,
        Err(error) => panic!("{}", String::from_utf8_lossy(&evaluator.render_error(error))),
    }
}

fn print<'h>(evaluator: &Evaluator<'h>, program: &str) -> Result<Vec<u8>, Error<'h>> {
    let source = Source { origin: Origin::String, text: Arc::from(program.as_bytes()), dir: b"/".to_vec() };
    let value = evaluator.eval_code(evaluator.load(source, &[])?)?;
    evaluator.print_lazy(evaluator.force_deep(value)?)
}

/// A world in which nothing exists.
struct Nothing;

impl World for Nothing {
    fn read(&self, _: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn stat(&self, _: &[u8]) -> io::Result<Option<FileStat>> {
        Ok(None)
    }

    fn list(&self, _: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn read_link(&self, _: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn env(&self, _: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn now(&self) -> i64 {
        0
    }

    fn message(&self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_evaluated_deeply() {
        assert_eq!(evaluate("{ a = [ (1 + 1) ]; }"), b"{ a = [ 2 ]; }");
    }

    #[test]
    #[should_panic(expected = "inside")]
    fn a_wrong_program_is_noticed() {
        evaluate("[ (throw \"inside\") ]");
    }
}
