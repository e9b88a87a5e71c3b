//! A session: an evaluation on a thread with a large stack, with the real world around it.

use std::io::{self, Write};
use std::sync::Arc;

use bumpalo::Bump;
use hmeval_eval::prefetch::Prefetcher;
use hmeval_eval::{Error, Evaluator, Heap, Settings};

use crate::world::RealWorld;

/// Stack of the evaluating thread. It is reserved, not used, until an evaluation is that deep.
const STACK: usize = 4 << 30;

/// How a session ended.
pub(crate) enum Outcome {
    /// Everything is done.
    Done,
    /// The configuration or expression is wrong; the message was printed.
    Failed,
}

/// Runs `work` with a fresh evaluator. An error that it returns is printed as Nix prints it.
pub(crate) fn with_evaluator<W>(settings: Settings, work: W) -> Outcome
where
    W: for<'h> FnOnce(&Evaluator<'h>) -> Result<(), Error<'h>> + Send,
{
    let run = move || {
        let bump = Bump::new();
        let world = RealWorld;
        let settings = Settings { stack_size: STACK, ..settings };
        let Some(mut evaluator) = Evaluator::new(Heap::new(&bump), &world, settings) else {
            return Outcome::Failed;
        };
        let reading = ReadAhead::start(&mut evaluator);
        let result = work(&evaluator);
        let outcome = match result {
            Ok(()) => Outcome::Done,
            Err(error) => {
                print_line(&mut io::stderr().lock(), &evaluator.render_error(error));
                Outcome::Failed
            }
        };
        drop(reading);
        print_stats(&evaluator);
        // The process ends next; giving the heap back page by page would only take time.
        drop(evaluator);
        std::mem::forget(bump);
        outcome
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(outcome)) => outcome,
            _ => Outcome::Failed,
        }
    })
}

/// Threads that read and parse files before the evaluation comes to them.
struct ReadAhead(Arc<Prefetcher>);

impl ReadAhead {
    /// As many threads as there are other cores, but few: the evaluation itself cannot take files faster.
    fn start(evaluator: &mut Evaluator<'_>) -> Self {
        let prefetcher = evaluator.read_ahead();
        let others = std::thread::available_parallelism().map_or(0, |cores| cores.get() - 1);
        for _ in 0..others.min(3) {
            let prefetcher = Arc::clone(&prefetcher);
            // Without the thread the files are just read when they are needed.
            let _ = std::thread::Builder::new().spawn(move || prefetcher.work(&RealWorld));
        }
        ReadAhead(prefetcher)
    }
}

impl Drop for ReadAhead {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Writes a line; a closed pipe is no error of ours.
pub(crate) fn print_line(out: &mut dyn Write, text: &[u8]) {
    let _ = out.write_all(text).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
}

fn print_stats(evaluator: &Evaluator<'_>) {
    if evaluator.world.env(b"HMEVAL_STATS").is_none_or(|value| value != b"1") {
        return;
    }
    let stats = &evaluator.stats;
    let text = format!(
        "{{\"calls\":{},\"builtinCalls\":{},\"thunks\":{},\"heapBytes\":{},\"files\":{},\"sourceBytes\":{},\"symbols\":{},\"derivations\":{},\"parseSeconds\":{:.6}}}",
        stats.calls.get(),
        stats.builtin_calls.get(),
        stats.thunks.get(),
        evaluator.heap.allocated(),
        stats.files.get(),
        stats.source_bytes.get(),
        evaluator.symbols.len(),
        stats.derivations.get(),
        std::time::Duration::from_nanos(stats.parse_nanos.get()).as_secs_f64(),
    );
    print_line(&mut io::stderr().lock(), text.as_bytes());
}
