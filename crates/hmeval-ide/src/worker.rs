//! The threads that evaluate: one looks for what is wrong, one answers questions.
//!
//! Both take the newest state of the texts; older ones are not evaluated, and an evaluation of one is ended. A deadline
//! ends what runs too long, a panic is caught and costs that evaluation only. Heaps are given back after each evaluation;
//! the one that questions are answered from stays until there is a newer one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};
use hmeval_eval::Settings;
use hmeval_eval::evaluator::Interrupter;
use hmeval_flake::SourceSettings;

use crate::answer::{Answer, Question};
use crate::evaluate::{Choice, Opened, Setup, State, answer, check, readable, with_configuration};
use crate::overlay::{Machine, Texts};
use crate::project::Libraries;
use crate::report::Report;

/// How long an evaluation may take.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long the texts must have been left alone before questions are answered from the newest.
const QUIET: Duration = Duration::from_secs(2);

/// What comes back.
#[derive(Debug)]
pub enum Delivery {
    /// What is wrong in the state with this number; nothing if the file belongs to no configuration.
    Report(u64, Option<Report>),
    /// The answer to the question with this number.
    Answer(u64, Answer),
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
}

impl Request {
    fn state(&self) -> State {
        State { texts: Arc::clone(&self.texts), focus: self.focus.clone(), root: self.root.clone() }
    }
}

enum Task {
    Texts(Request),
    Ask(u64, Question),
}

/// What is being evaluated, since when.
type Running = Arc<Mutex<Option<(Interrupter, Instant)>>>;

/// The two threads. They end when this is dropped.
pub struct Worker {
    checks: Sender<Request>,
    questions: Sender<Task>,
    checking: Running,
    answering: Running,
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
        let (checks, states) = unbounded();
        let (questions, tasks) = unbounded();
        let (checking, answering) = (Running::default(), Running::default());
        let settings = Settings { stack_size: options.stack, ..options.settings };
        let setup = Setup {
            machine: options.machine,
            settings,
            libraries: options.libraries,
            sources: options.sources,
        };
        let checker =
            Checker { setup: setup.clone(), deliver: deliver.clone(), running: Arc::clone(&checking) };
        let answerer = Answerer { setup, deliver, running: Arc::clone(&answering) };
        let thread = || thread::Builder::new().stack_size(options.stack);
        thread().name("check".to_owned()).spawn(move || checker.run(&states))?;
        thread().name("answer".to_owned()).spawn(move || answerer.run(&tasks))?;
        Ok(Worker { checks, questions, checking, answering })
    }

    /// The texts have changed.
    pub fn check(&self, request: Request) {
        interrupt(&self.checking);
        let _ = self.questions.send(Task::Texts(request.clone()));
        let _ = self.checks.send(request);
    }

    /// A question, answered from the newest texts that were evaluated.
    pub fn ask(&self, id: u64, question: Question) {
        let _ = self.questions.send(Task::Ask(id, question));
    }

    /// Ends what runs too long. To be called now and then.
    pub fn tick(&self) {
        for running in [&self.checking, &self.answering] {
            let late = lock(running).as_ref().is_some_and(|(_, since)| since.elapsed() > DEADLINE);
            if late {
                interrupt(running);
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        interrupt(&self.checking);
        interrupt(&self.answering);
    }
}

fn lock(running: &Running) -> std::sync::MutexGuard<'_, Option<(Interrupter, Instant)>> {
    // What is held is replaced as a whole, so that a panic leaves nothing half done.
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

fn interrupt(running: &Running) {
    if let Some((interrupter, _)) = lock(running).take() {
        interrupter.interrupt();
    }
}

/// The newest of what waits.
fn newest<T>(first: T, more: &Receiver<T>) -> T {
    more.try_iter().last().unwrap_or(first)
}

struct Checker {
    setup: Setup,
    deliver: Sender<Delivery>,
    running: Running,
}

impl Checker {
    fn run(self, states: &Receiver<Request>) {
        let mut chosen: Option<Choice> = None;
        let mut focus = Vec::new();
        while let Ok(request) = states.recv() {
            let request = newest(request, states);
            if focus != request.focus {
                chosen = None;
                focus.clone_from(&request.focus);
            }
            let done = catch_unwind(AssertUnwindSafe(|| self.check(&request, states, &mut chosen)));
            let delivery = match done {
                Ok(Some(delivery)) => delivery,
                Ok(None) => continue,
                Err(_) => Delivery::Panicked("while looking for mistakes"),
            };
            if self.deliver.send(delivery).is_err() {
                return;
            }
        }
    }

    /// Nothing if a newer state has come in the meantime.
    fn check(
        &self,
        request: &Request,
        states: &Receiver<Request>,
        chosen: &mut Option<Choice>,
    ) -> Option<Delivery> {
        let state = request.state();
        let before = chosen.clone();
        let mut begin = |interrupter| *lock(&self.running) = Some((interrupter, Instant::now()));
        let report = with_configuration(&self.setup, &state, chosen, &mut begin, |ev, opened, name| {
            check(ev, opened, name, &state)
        });
        let interrupted = lock(&self.running).take().is_none();
        let stale = interrupted || !states.is_empty();
        if stale {
            // What was ended could not tell which configuration it is.
            *chosen = before;
        }
        (!stale).then_some(Delivery::Report(request.revision, report))
    }
}

struct Answerer {
    setup: Setup,
    deliver: Sender<Delivery>,
    running: Running,
}

impl Answerer {
    fn run(self, tasks: &Receiver<Task>) {
        let mut chosen: Option<Choice> = None;
        let mut waiting: Option<Request> = None;
        while let Some(request) = waiting.take().or_else(|| self.first(tasks)) {
            let focus = request.focus.clone();
            let served = catch_unwind(AssertUnwindSafe(|| self.serve(&request, tasks, &mut chosen)));
            waiting = match served {
                Ok(next) => next,
                Err(_) => {
                    if self.deliver.send(Delivery::Panicked("while answering a question")).is_err() {
                        return;
                    }
                    None
                }
            };
            if waiting.as_ref().is_some_and(|next| next.focus != focus) {
                chosen = None;
            }
        }
    }

    /// Waits for texts; until there are any, nothing can be answered.
    fn first(&self, tasks: &Receiver<Task>) -> Option<Request> {
        loop {
            match tasks.recv().ok()? {
                Task::Texts(request) => return Some(request),
                Task::Ask(id, _) => self.deliver.send(Delivery::Answer(id, Answer::Nothing)).ok()?,
            }
        }
    }

    /// Answers questions from one state; ends with the next one, once nobody has typed for a moment.
    fn serve(
        &self,
        request: &Request,
        tasks: &Receiver<Task>,
        chosen: &mut Option<Choice>,
    ) -> Option<Request> {
        let mut begin = |interrupter| *lock(&self.running) = Some((interrupter, Instant::now()));
        let state = request.state();
        let served = with_configuration(&self.setup, &state, chosen, &mut begin, |ev, opened, _| {
            lock(&self.running).take();
            let configuration = match opened {
                Opened::Configuration(configuration) => Some(readable(ev, configuration)),
                Opened::Failed(_) => None,
            };
            let usable = configuration.is_some_and(|configuration| configuration.options(ev).is_ok());
            self.answer_all(tasks, usable, |question| {
                *lock(&self.running) = Some((ev.interrupter(), Instant::now()));
                let found = configuration.map(|configuration| answer(ev, configuration, question));
                let interrupted = lock(&self.running).take().is_none();
                // An evaluation that was ended answers nothing any more.
                found.filter(|_| !interrupted)
            })
        });
        match served {
            Some(next) => next,
            None => self.answer_all(tasks, false, |_| None),
        }
    }

    /// Answers until there is a newer state: where nothing can be answered, the next one is taken at once.
    fn answer_all(
        &self,
        tasks: &Receiver<Task>,
        usable: bool,
        mut answer: impl FnMut(&Question) -> Option<Answer>,
    ) -> Option<Request> {
        let mut next: Option<Request> = None;
        loop {
            let task = match &next {
                None => tasks.recv().ok()?,
                Some(_) => match tasks.recv_timeout(QUIET) {
                    Ok(task) => task,
                    Err(_) => return next,
                },
            };
            match task {
                Task::Texts(request) if !usable => return Some(request),
                Task::Texts(request) => next = Some(request),
                Task::Ask(id, question) => {
                    let answered = answer(&question).unwrap_or(Answer::Nothing);
                    self.deliver.send(Delivery::Answer(id, answered)).ok()?;
                }
            }
        }
    }
}
