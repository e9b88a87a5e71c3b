//! Two threads that take turns: one looks for what is wrong in the newest texts, the other one answers questions.
//!
//! The thread whose turn it is takes the newest state of the texts, evaluates it and says what is wrong. Then it keeps the
//! evaluation and answers questions from it, and the other thread, which did that until now, gives its own evaluation back
//! and has the turn. So nothing is evaluated twice, and there is always something to answer from while newer texts are
//! evaluated. A deadline ends what runs too long, a panic is caught and costs that evaluation only.

use std::cell::{Cell, OnceCell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, select};
use hmeval_config::configuration::Configuration;
use hmeval_eval::Evaluator;

use crate::answer::{Answer, Question};
use crate::evaluate::{
    Choice, Evaluated, Found, Opened, Setup, State, answer, check, check_opened, files, readable, tell_early,
    tell_no_more, with_configuration,
};
use crate::project::has_read;
use crate::worker::{Delivery, Request, Running};

/// How long the texts must have been left alone before they are evaluated, if there is something to answer from.
const QUIET: Duration = Duration::from_millis(150);

/// Bytes by which the heap of an evaluation may grow while changed texts are looked at in it.
const GROWTH: usize = 128 << 20;

/// A question on its way.
pub(crate) struct Task {
    pub(crate) id: u64,
    /// The file whose configuration it is about.
    pub(crate) file: Vec<u8>,
    /// Whether that configuration was the last one that was to be evaluated.
    pub(crate) is_newest: bool,
    pub(crate) question: Question,
}

/// What belongs to the thread that checks.
pub(crate) struct Turn {
    pub(crate) states: Receiver<Request>,
    /// The configuration that was chosen last, for which file.
    pub(crate) chosen: Option<(Vec<u8>, Choice)>,
}

/// The thread that answers questions.
pub(crate) struct Holder {
    /// As long as it is there, the thread goes on.
    _alive: Sender<()>,
    /// The file whose configuration it holds.
    focus: Vec<u8>,
    /// Whether it can be asked.
    usable: bool,
}

/// What both threads share.
pub(crate) struct Shared {
    pub(crate) setup: Setup,
    pub(crate) deliver: Sender<Delivery>,
    pub(crate) turn: Mutex<Turn>,
    pub(crate) questions: Receiver<Task>,
    /// Where questions go that another evaluation has to answer.
    pub(crate) again: Sender<Task>,
    /// Who answers questions.
    pub(crate) holder: Mutex<Option<Holder>>,
    /// The number of the last question about what can be said at once; older ones are not worth an answer.
    pub(crate) newest_glance: AtomicU64,
    /// The evaluation that is held has no room left: the next one must not wait.
    pub(crate) is_full: AtomicBool,
    pub(crate) checking: Running,
    pub(crate) answering: Running,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each change is one assignment, so that a panic leaves nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An evaluation, and its configuration if it has one that can be asked.
#[derive(Clone, Copy)]
struct Held<'e, 'h> {
    ev: &'e Evaluator<'h>,
    configuration: Option<Configuration<'h>>,
    evaluated: &'e Evaluated<'h>,
}

/// The server is gone.
struct Gone;

impl Shared {
    /// Whether there is an evaluation that questions are answered from.
    pub(crate) fn has_holder(&self) -> bool {
        lock(&self.holder).is_some()
    }

    /// Whether a newer evaluation may come later.
    pub(crate) fn may_wait(&self) -> bool {
        self.has_holder() && !self.is_full.load(Ordering::Relaxed)
    }

    /// Whether another evaluation that has the file can be asked.
    fn is_held(&self, focus: &[u8]) -> bool {
        lock(&self.holder).as_ref().is_some_and(|holder| holder.usable && holder.focus == focus)
    }

    /// Ends the answering from the evaluation that is held.
    pub(crate) fn retire(&self) {
        lock(&self.holder).take();
    }

    /// What each thread does until the server is gone.
    pub(crate) fn run(&self) {
        loop {
            let turn = lock(&self.turn);
            let Some(request) = self.next(&turn.states) else { return };
            match catch_unwind(AssertUnwindSafe(|| self.evaluate(turn, &request))) {
                Ok(Ok(())) => {}
                Ok(Err(Gone)) => return,
                Err(_) => {
                    if self.deliver.send(Delivery::Panicked("in an evaluation")).is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// The newest state, once nobody types any more.
    fn next(&self, states: &Receiver<Request>) -> Option<Request> {
        let mut request = states.recv().ok()?;
        while self.may_wait() {
            match states.recv_timeout(QUIET) {
                Ok(newer) => request = newer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(states.try_iter().last().unwrap_or(request))
    }

    /// Checks a state of the texts, and then answers questions from it.
    fn evaluate(&self, turn: MutexGuard<'_, Turn>, request: &Request) -> Result<(), Gone> {
        let state = request.state();
        let chosen = turn.chosen.as_ref().filter(|(focus, _)| *focus == request.focus);
        let chosen = chosen.map(|(_, choice)| choice.clone());
        let mut turn = Some(turn);
        let has_told = Rc::new(Cell::new(false));
        let mut begin = |ev: &Evaluator<'_>| {
            self.checking.begin(ev.interrupter());
            if !self.has_holder() {
                let (deliver, revision, has_told) =
                    (self.deliver.clone(), request.revision, Rc::clone(&has_told));
                tell_early(ev, request.focus.clone(), move |draft| {
                    has_told.set(deliver.send(Delivery::First(revision, draft)).is_ok());
                });
            }
        };
        let found = with_configuration(&self.setup, &state, chosen, &mut begin, |ev, opened, choice| {
            tell_no_more(ev);
            if !self.has_holder() && !has_told.get() {
                self.tell_first(ev, &opened, request, &state)?;
            }
            let report = check(ev, &opened, choice, &state);
            ev.stop_reading_ahead();
            if !self.checking.end() {
                return Ok(());
            }
            let Some(mut turn) = turn.take() else { return Ok(()) };
            turn.chosen = Some((request.focus.clone(), choice.clone()));
            self.deliver.send(Delivery::Report(request.revision, Some(report))).map_err(|_| Gone)?;
            let configuration = match opened {
                Opened::Configuration(configuration) => Some(readable(ev, configuration)),
                Opened::Failed(_) => Configuration::seen(ev),
            };
            let usable = configuration.filter(|configuration| configuration.options(ev).is_ok());
            // In the middle of a word a text mostly cannot be evaluated: then an older one answers better than none.
            if usable.is_none() && self.is_held(&request.focus) {
                return Ok(());
            }
            let retired = self.hold(turn, &request.focus, usable.is_some());
            let evaluated = Evaluated {
                texts: Arc::clone(&request.texts),
                touched: RefCell::default(),
                bindings: RefCell::default(),
                symbols: RefCell::default(),
                project: choice.project.clone(),
                flake: OnceCell::new(),
                outputs: OnceCell::new(),
                heap_limit: ev.heap.allocated().saturating_add(GROWTH),
            };
            let held = Held { ev, configuration: usable, evaluated: &evaluated };
            self.serve(&retired, request, Some(held))
        });
        match (found, turn) {
            (Found::Done(done), _) => done,
            // Nobody ended the search, or too late; without a candidate nothing was begun that could be ended.
            (Found::Nowhere, Some(mut turn)) => {
                self.checking.end();
                turn.chosen = None;
                self.deliver.send(Delivery::Report(request.revision, None)).map_err(|_| Gone)?;
                let retired = self.hold(turn, &request.focus, false);
                self.serve(&retired, request, None)
            }
            (Found::Nowhere | Found::Interrupted, _) => Ok(()),
        }
    }

    /// Where there is nothing yet to look at texts with: what is wrong in the one that was opened, before all the rest.
    fn tell_first<'h>(
        &self,
        ev: &Evaluator<'h>,
        opened: &Opened<'h>,
        request: &Request,
        state: &State,
    ) -> Result<(), Gone> {
        match check_opened(ev, opened, state) {
            Some(draft) => self.deliver.send(Delivery::First(request.revision, draft)).map_err(|_| Gone),
            None => Ok(()),
        }
    }

    /// From now on this thread answers questions, and the other one has the turn. Answers what tells that this is over.
    fn hold(&self, turn: MutexGuard<'_, Turn>, focus: &[u8], usable: bool) -> Receiver<()> {
        let (alive, retired) = bounded(0);
        *lock(&self.holder) = Some(Holder { _alive: alive, focus: focus.to_vec(), usable });
        self.is_full.store(false, Ordering::Relaxed);
        drop(turn);
        retired
    }

    /// Answers questions until a newer evaluation does.
    fn serve<'h>(
        &self,
        retired: &Receiver<()>,
        request: &Request,
        held: Option<Held<'_, 'h>>,
    ) -> Result<(), Gone> {
        // Questions that the next evaluation has to answer: it is that of their file.
        let mut others = Vec::new();
        loop {
            select! {
                recv(retired) -> _ => break,
                recv(self.questions) -> task => {
                    let Ok(task) = task else { break };
                    let mut tasks: Vec<Task> = [task].into_iter().chain(self.questions.try_iter()).collect();
                    // Somebody waits for the answers; what is wrong may come a little later.
                    tasks.sort_by_key(|task| matches!(task.question, Question::Glance(_)));
                    for task in tasks {
                        let known =
                            task.file == request.focus || held.is_some_and(|held| has_read(held.ev, &task.file));
                        match (known, task.is_newest) {
                            (true, _) => self.answer(&task, held)?,
                            (false, true) => others.push(task),
                            (false, false) => self.deliver.send(Delivery::Elsewhere(task.id)).map_err(|_| Gone)?,
                        }
                    }
                }
            }
        }
        for task in others {
            let _ = self.again.send(task);
        }
        Ok(())
    }

    fn answer<'h>(&self, task: &Task, held: Option<Held<'_, 'h>>) -> Result<(), Gone> {
        let newest = self.newest_glance.load(Ordering::Relaxed);
        let is_old = matches!(task.question, Question::Glance(_)) && task.id < newest;
        let answered = || {
            let Held { ev, configuration, evaluated } = held.filter(|_| !is_old)?;
            let configuration = configuration?;
            self.answering.begin(ev.interrupter());
            let found =
                catch_unwind(AssertUnwindSafe(|| answer(ev, configuration, &task.question, evaluated)));
            // An evaluation that was ended answers nothing any more.
            let ended = self.answering.end();
            if ev.heap.allocated() > evaluated.heap_limit {
                self.is_full.store(true, Ordering::Relaxed);
            }
            match found {
                Ok(found) => Some(found).filter(|_| ended),
                Err(_) => {
                    let _ = self.deliver.send(Delivery::Panicked("while answering a question"));
                    None
                }
            }
        };
        let answer = match &task.question {
            // Folders are there whatever becomes of the configuration.
            Question::Files(folder) => Answer::Items(files(&*self.setup.machine, folder)),
            _ => answered().unwrap_or(Answer::Nothing),
        };
        self.deliver.send(Delivery::Answer(task.id, answer)).map_err(|_| Gone)
    }
}
