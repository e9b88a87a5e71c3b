//! The threads that evaluate, as the server sees them: it gives states of the texts and questions, and gets what was found.
//!
//! How the threads share the work is in `evaluating`.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, unbounded};
use hmeval_eval::Settings;
use hmeval_eval::evaluator::Interrupter;
use hmeval_flake::SourceSettings;

use crate::answer::{Answer, Drafted, Question};
use crate::evaluate::{Setup, State};
use crate::evaluating::{Shared, Task, Turn};
use crate::overlay::{Machine, Texts};
use crate::project::Libraries;
use crate::report::Report;

/// How long an evaluation may take.
const DEADLINE: Duration = Duration::from_secs(60);
/// So many evaluations in a row are ended for newer texts; the next one comes to its end.
const PATIENCE: u64 = 40;

/// What comes back.
#[derive(Debug)]
pub enum Delivery {
    /// What is wrong in the text that is looked at in the state with this number, before everything is checked.
    First(u64, Drafted),
    /// What is wrong in the state with this number; nothing if the file belongs to no configuration.
    Report(u64, Option<Report>),
    /// The answer to the question with this number.
    Answer(u64, Answer),
    /// The question with this number is about a file that the evaluation has not read: its configuration has to be evaluated
    /// first.
    Elsewhere(u64),
    /// Something went wrong in the program itself.
    Panicked(&'static str),
}

/// A state of the texts to evaluate.
#[derive(Clone)]
pub struct Request {
    /// Its number, which grows.
    pub revision: u64,
    /// The open texts.
    pub texts: Texts,
    /// The file whose configuration is evaluated.
    pub focus: Vec<u8>,
    /// The folder that is open in the editor.
    pub root: Option<Vec<u8>>,
    /// The configuration that is to be looked at, by its name, if the file is in it.
    pub wanted: Option<String>,
}

impl Request {
    pub(crate) fn state(&self) -> State {
        State {
            texts: Arc::clone(&self.texts),
            focus: self.focus.clone(),
            root: self.root.clone(),
            wanted: self.wanted.clone(),
        }
    }
}

/// What is being evaluated, since when.
#[derive(Clone, Default)]
pub(crate) struct Running(Arc<Mutex<Option<(Interrupter, Instant)>>>);

impl Running {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Interrupter, Instant)>> {
        // What is held is replaced as a whole, so that a panic leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An evaluation is begun.
    pub(crate) fn begin(&self, interrupter: Interrupter) {
        *self.lock() = Some((interrupter, Instant::now()));
    }

    /// The evaluation has come to its end. Answers whether it did so by itself.
    pub(crate) fn end(&self) -> bool {
        self.lock().take().is_some()
    }

    fn interrupt(&self) {
        if let Some((interrupter, _)) = self.lock().take() {
            interrupter.interrupt();
        }
    }

    fn interrupt_if_late(&self) {
        let late = self.lock().as_ref().is_some_and(|(_, since)| since.elapsed() > DEADLINE);
        if late {
            self.interrupt();
        }
    }
}

/// The two threads. They end when this is dropped.
pub struct Worker {
    states: Sender<Request>,
    questions: Sender<Task>,
    shared: Arc<Shared>,
    /// The file whose configuration was to be evaluated last.
    focus: Vec<u8>,
    interrupted: u64,
}

/// What the threads evaluate with.
pub struct Options {
    /// The machine.
    pub machine: Arc<dyn Machine>,
    /// The settings of evaluations.
    pub settings: Settings,
    /// Where module libraries are.
    pub libraries: Libraries,
    /// Where the sources of flakes come from.
    pub sources: SourceSettings,
    /// Bytes of stack that a thread can be given.
    pub stack: usize,
}

impl Worker {
    /// Starts the threads; what they find out goes to `deliver`.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn start(options: Options, deliver: Sender<Delivery>) -> std::io::Result<Self> {
        let (states, receiver) = unbounded();
        let (questions, tasks) = unbounded();
        let settings = Settings { stack_size: options.stack, ..options.settings };
        let setup = Setup {
            machine: options.machine,
            settings,
            libraries: options.libraries,
            sources: options.sources,
            parsed: Default::default(),
        };
        let shared = Arc::new(Shared {
            setup,
            deliver,
            turn: Mutex::new(Turn { states: receiver, chosen: None }),
            questions: tasks,
            again: questions.clone(),
            holder: Mutex::default(),
            newest_glance: AtomicU64::new(0),
            is_full: AtomicBool::new(false),
            checking: Running::default(),
            answering: Running::default(),
        });
        for name in ["evaluate 1", "evaluate 2"] {
            let shared = Arc::clone(&shared);
            let thread = thread::Builder::new().stack_size(options.stack).name(name.to_owned());
            thread.spawn(move || shared.run())?;
        }
        Ok(Worker { states, questions, shared, focus: Vec::new(), interrupted: 0 })
    }

    /// The texts have changed. What is being checked is of an older state, and ended: unless that was done many times in a
    /// row, or there is nothing yet that questions are answered from.
    pub fn check(&mut self, request: Request) {
        self.focus.clone_from(&request.focus);
        if self.interrupted < PATIENCE && self.shared.may_wait() {
            self.interrupted += 1;
            self.shared.checking.interrupt();
        }
        let _ = self.states.send(request);
    }

    /// A state was checked to its end.
    pub fn checked(&mut self) {
        self.interrupted = 0;
    }

    /// A question about the configuration of a file, answered from the newest texts that were evaluated.
    pub fn ask(&self, id: u64, file: &[u8], question: Question) {
        if matches!(question, Question::Glance(_)) {
            self.shared.newest_glance.store(id, Ordering::Relaxed);
        }
        let is_newest = file == self.focus;
        let _ = self.questions.send(Task { id, file: file.to_vec(), is_newest, question });
    }

    /// Ends what runs too long. To be called now and then.
    pub fn tick(&self) {
        self.shared.checking.interrupt_if_late();
        self.shared.answering.interrupt_if_late();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The threads end when no more states can come and nobody holds an evaluation.
        self.states = unbounded().0;
        self.shared.checking.interrupt();
        self.shared.answering.interrupt();
        self.shared.retire();
    }
}
