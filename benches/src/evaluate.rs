//! Evaluation of a text in a world without files but those of the built-in library, which lie in `/library`.

use std::io;
use std::sync::Arc;

use hmeval_diag::Origin;
use hmeval_eval::heap::Storage;
use hmeval_eval::import::Source;
use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_eval::{Error, Evaluator, Heap, Settings};
use hmeval_library::Entry;

/// Bytes of stack of the benchmarks' thread that evaluation may use.
const STACK: usize = 6 << 20;

/// Evaluates a program deeply, from its text to the printed value, with a fresh evaluator.
///
/// # Panics
/// If the program is wrong: a benchmark must measure what it means to.
pub fn evaluate(program: &str) -> Vec<u8> {
    let storage = Storage::default();
    let world = Library;
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

/// A world with the built-in library, and nothing else.
struct Library;

/// What is at a path below `/library`.
fn entry(path: &[u8]) -> Option<Entry> {
    hmeval_library::entry(within(path)?)
}

fn within(path: &[u8]) -> Option<&[u8]> {
    let within = path.strip_prefix(b"/library")?;
    if within.is_empty() { Some(within) } else { within.strip_prefix(b"/") }
}

impl World for Library {
    fn read(&self, path: &[u8]) -> io::Result<Vec<u8>> {
        match entry(path) {
            Some(Entry::File(content)) => Ok(content.to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn stat(&self, path: &[u8]) -> io::Result<Option<FileStat>> {
        let kind = match entry(path) {
            Some(Entry::File(_)) => FileKind::Regular,
            Some(Entry::Folder) => FileKind::Directory,
            None if path == b"/" => FileKind::Directory,
            None => return Ok(None),
        };
        Ok(Some(FileStat { kind, executable: false }))
    }

    fn list(&self, path: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        let within = within(path).ok_or(io::ErrorKind::NotFound)?;
        let kind = |is_folder| if is_folder { FileKind::Directory } else { FileKind::Regular };
        let entries = hmeval_library::list(within).into_iter();
        Ok(entries.map(|(name, is_folder)| (name.to_vec(), kind(is_folder))).collect())
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
