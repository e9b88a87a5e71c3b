//! The threads that read ahead, as long as an evaluation can use them.

use std::sync::Arc;

use super::Prefetcher;
use crate::evaluator::Evaluator;
use crate::world::World;

/// Threads that read and parse files before the evaluation comes to them. They end when this is dropped.
pub struct ReadAhead(Arc<Prefetcher>);

impl ReadAhead {
    /// As many threads as there are other cores, but few: the evaluation itself cannot take files faster. `world` is that
    /// of the evaluation as all threads can reach it; each of them calls `prepare` first.
    pub fn start(evaluator: &mut Evaluator<'_>, world: &Arc<dyn World + Send + Sync>, prepare: fn()) -> Self {
        let prefetcher = evaluator.read_ahead();
        let others = std::thread::available_parallelism().map_or(0, |cores| cores.get() - 1);
        for _ in 0..others.min(3) {
            let (prefetcher, world) = (Arc::clone(&prefetcher), Arc::clone(world));
            // Without the thread the files are just read when they are needed.
            let _ = std::thread::Builder::new().name("read ahead".to_owned()).spawn(move || {
                prepare();
                prefetcher.work(&*world);
            });
        }
        ReadAhead(prefetcher)
    }
}

impl Drop for ReadAhead {
    fn drop(&mut self) {
        self.0.close();
    }
}
