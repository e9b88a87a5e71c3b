//! The state of the server, and its loop.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, select, unbounded};
use hmeval_ide::answer::{Answer, Drafted, Glance, Question, Sketch, Text};
use hmeval_ide::document::Document;
use hmeval_ide::lines::Units;
use hmeval_ide::overlay::Texts;
use hmeval_ide::report::Report;
use hmeval_ide::worker::{Delivery, Options, Request as CheckRequest, Worker};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response};
use rustc_hash::FxHashMap;

use crate::ask::Pending;
use crate::folders::Folders;
use crate::initialize;
use crate::modules::as_option;
use crate::routes;
use crate::status::Progress;

/// How often it is looked whether an evaluation runs too long.
const TICK: Duration = Duration::from_secs(1);

/// Bytes of a value that is looked at as a literal.
const LONGEST_LITERAL: usize = 200;

/// Why the server ended other than by being told to.
#[derive(Debug)]
pub enum ServeError {
    /// The messages do not follow the protocol.
    Protocol(ProtocolError),
    /// No thread could be started.
    Threads(std::io::Error),
    /// The client said `exit` without `shutdown`.
    LeftEarly,
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ServeError::Protocol(error) => write!(f, "{error}"),
            ServeError::Threads(error) => write!(f, "cannot start a thread: {error}"),
            ServeError::LeftEarly => write!(f, "the client sent 'exit' without 'shutdown'"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves a client until it says good-bye. Takes stack where texts are nested deeply.
///
/// # Errors
/// If the client does not follow the protocol; if threads cannot be started.
pub fn serve(connection: &Connection, options: Options) -> Result<(), ServeError> {
    let client = initialize::shake_hands(connection).map_err(ServeError::Protocol)?;
    let (deliver, deliveries) = unbounded();
    let worker = Worker::start(options, deliver).map_err(ServeError::Threads)?;
    let mut server = Server {
        client,
        sender: connection.sender.clone(),
        worker,
        documents: BTreeMap::new(),
        saved_uris: BTreeMap::new(),
        revision: 0,
        focus: None,
        wanted: None,
        report: None,
        folders: Folders::default(),
        published: BTreeMap::new(),
        pending: FxHashMap::default(),
        questions: 0,
        asked: None,
        glance: None,
        stands_in: false,
    };
    server.run(connection, &deliveries)
}

/// What the client said of itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    /// What its columns count.
    pub(crate) units: Units,
    /// The folders that it has open.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Whether it fills in snippets.
    pub(crate) snippets: bool,
    /// The program that formats texts from its standard input, if it chose one.
    pub(crate) formatter: Option<Vec<String>>,
    /// Whether it takes changes of several files with their versions.
    pub(crate) document_changes: bool,
    /// Whether it wants to be told how far the evaluation is (`initializationOptions.status`).
    pub(crate) status: bool,
}

/// The state of the server.
pub(crate) struct Server {
    pub(crate) client: Client,
    sender: Sender<Message>,
    worker: Worker,
    /// The open texts, by path.
    pub(crate) documents: BTreeMap<Vec<u8>, Document>,
    /// How the client writes the paths of texts.
    pub(crate) saved_uris: BTreeMap<Vec<u8>, lsp_types::Uri>,
    revision: u64,
    /// The text that was looked at last.
    pub(crate) focus: Option<Vec<u8>>,
    /// The configuration that was asked for (`hmeval.chooseConfiguration`).
    pub(crate) wanted: Option<String>,
    /// What the last evaluation found.
    pub(crate) report: Option<Report>,
    /// What the last evaluations of the other open folders found.
    pub(crate) folders: Folders,
    /// What was published, by path, so that nothing is published twice.
    pub(crate) published: BTreeMap<Vec<u8>, Vec<lsp_types::Diagnostic>>,
    /// Requests that wait, with the files that they are about.
    pending: FxHashMap<u64, (RequestId, Vec<u8>, Pending)>,
    questions: u64,
    /// The number of the question what is wrong at once, and the state of the text that it is about.
    asked: Option<(u64, Glanced)>,
    /// What was found at once, until the text was evaluated.
    pub(crate) glance: Option<(Glanced, Glance)>,
    /// Whether the person was told that the built-in library stands in for inputs.
    stands_in: bool,
}

/// A state of a text: its path and version.
pub(crate) type Glanced = (Vec<u8>, i32);

impl Server {
    fn run(&mut self, connection: &Connection, deliveries: &Receiver<Delivery>) -> Result<(), ServeError> {
        loop {
            let tick = crossbeam_channel::after(TICK);
            select! {
                recv(connection.receiver) -> message => match message {
                    Ok(Message::Request(request)) => {
                        if request.method == "shutdown" {
                            self.send(Message::Response(Response::new_ok(request.id, ())));
                            self.wait_for_exit(&connection.receiver);
                            return Ok(());
                        }
                        self.request(request);
                    }
                    Ok(Message::Notification(notification)) => {
                        if notification.method == "exit" {
                            return Err(ServeError::LeftEarly);
                        }
                        self.notification(notification);
                    }
                    Ok(Message::Response(_)) => {}
                    Err(_) => return Ok(()),
                },
                recv(deliveries) -> delivery => match delivery {
                    Ok(delivery) => self.delivery(delivery),
                    Err(_) => return Ok(()),
                },
                recv(tick) -> _ => self.worker.tick(),
            }
            // Changes that wait already are taken before anything is evaluated.
            while let Ok(delivery) = deliveries.recv_timeout(Duration::ZERO).map_err(|_: RecvTimeoutError| ())
            {
                self.delivery(delivery);
            }
        }
    }

    /// After `shutdown` every request is refused, until the client says `exit` or is gone.
    fn wait_for_exit(&self, messages: &Receiver<Message>) {
        for message in messages {
            match message {
                Message::Request(request) => {
                    let message = "the server was shut down".to_owned();
                    let code = ErrorCode::InvalidRequest as i32;
                    self.send(Message::Response(Response::new_err(request.id, code, message)));
                }
                Message::Notification(notification) if notification.method == "exit" => return,
                Message::Notification(_) | Message::Response(_) => {}
            }
        }
    }

    /// A mistake of the program while it answers costs that answer only.
    fn request(&mut self, request: Request) {
        let id = request.id.clone();
        match catch_unwind(AssertUnwindSafe(|| routes::request(self, request))) {
            Ok(Some(response)) => self.send(Message::Response(response)),
            Ok(None) => {}
            Err(_) => {
                let message = "internal error".to_owned();
                let response = Response::new_err(id, ErrorCode::InternalError as i32, message);
                self.send(Message::Response(response));
            }
        }
    }

    fn notification(&mut self, notification: Notification) {
        // What cannot be understood has no answer.
        let _ = catch_unwind(AssertUnwindSafe(|| routes::notification(self, notification)));
    }

    fn delivery(&mut self, delivery: Delivery) {
        match delivery {
            Delivery::First(revision, draft) => {
                if revision == self.revision
                    && let Some(path) = self.focus.clone()
                    && let Some(document) = self.documents.get(&path)
                {
                    let evaluated = Arc::clone(document.to_evaluate());
                    self.take_draft(&path, &evaluated, draft);
                    self.publish(&path);
                    self.status(Progress::Glanced);
                }
            }
            Delivery::Report(revision, report) => {
                self.worker.checked();
                if revision == self.revision {
                    self.report = report;
                    self.tell_stand_in();
                    self.publish_all();
                    self.status(Progress::Checked);
                }
            }
            Delivery::Answer(number, Answer::Glance(glance)) => {
                if let Some((_, glanced)) = self.asked.take_if(|(asked, _)| *asked == number) {
                    let path = glanced.0.clone();
                    self.take_glance(glanced, glance);
                    self.publish(&path);
                    self.status(Progress::Glanced);
                }
            }
            Delivery::Answer(number, answer) => {
                let Some((id, _, pending)) = self.pending.remove(&number) else { return };
                self.reply(id, pending, answer);
            }
            Delivery::Elsewhere(number) => self.ask_elsewhere(number),
            Delivery::Panicked(what) => self.log(&format!("internal error {what}")),
        }
    }

    /// Says when the answers begin to be those of the built-in library, which is not what the flake says.
    fn tell_stand_in(&mut self) {
        let Some(report) = &self.report else { return };
        if report.stands_in && !self.stands_in {
            let text = format!(
                "Inputs of the flake of '{}' are not on this machine: the built-in library stands in for them. \
                 'hmeval check' in its folder fetches them.",
                report.project
            );
            self.show(lsp_types::MessageType::INFO, &text);
        }
        self.stands_in = report.stands_in;
    }

    /// What was found at once takes the place of what an older evaluation found.
    fn take_glance(&mut self, glanced: Glanced, mut glance: Glance) {
        let document = self.documents.get(&glanced.0).filter(|document| document.version == glanced.1);
        if let (Some(draft), Some(document)) = (glance.draft.take(), document) {
            let text = Arc::clone(&document.text);
            self.take_draft(&glanced.0, &text, draft);
        }
        self.glance = Some((glanced, glance));
    }

    fn take_draft(&mut self, path: &[u8], text: &Arc<str>, draft: Drafted) {
        let report = self.report.get_or_insert_default();
        // The evaluation of everything may have been faster.
        if report.texts.get(path) != Some(text) {
            report.redraft(path, text, draft);
        }
    }

    /// Sends a message; a client that is gone needs none.
    pub(crate) fn send(&self, message: Message) {
        let _ = self.sender.send(message);
    }

    /// A line for the client's log.
    pub(crate) fn log(&self, text: &str) {
        let params =
            lsp_types::LogMessageParams { typ: lsp_types::MessageType::WARNING, message: text.to_owned() };
        self.send(Message::Notification(Notification::new("window/logMessage".to_owned(), params)));
    }

    /// A message that the client shows.
    fn show(&self, typ: lsp_types::MessageType, text: &str) {
        let params = lsp_types::ShowMessageParams { typ, message: text.to_owned() };
        self.send(Message::Notification(Notification::new("window/showMessage".to_owned(), params)));
    }

    /// Asks the worker about the configuration of a file; the answer goes to the request.
    pub(crate) fn ask(&mut self, id: RequestId, file: Vec<u8>, pending: Pending) {
        self.questions += 1;
        self.worker.ask(self.questions, &file, pending.question());
        self.pending.insert(self.questions, (id, file, pending));
    }

    /// What is evaluated is not the configuration of the file that a question is about. Where somebody waits for the answer,
    /// that configuration is what is looked at from now on.
    fn ask_elsewhere(&mut self, number: u64) {
        let is_open = |file: &Vec<u8>| self.documents.contains_key(file);
        let pending = self.pending.remove(&number);
        match pending {
            Some((id, file, pending)) if pending.is_awaited() && is_open(&file) => {
                if self.focus.as_ref() != Some(&file) {
                    self.focus = Some(file.clone());
                    self.texts_changed();
                }
                self.ask(id, file, pending);
            }
            Some((id, _, pending)) => self.reply(id, pending, Answer::Nothing),
            None => {}
        }
    }

    fn reply(&self, id: RequestId, pending: Pending, answer: Answer) {
        let reply = catch_unwind(AssertUnwindSafe(|| pending.reply(self, answer)));
        let response = match reply {
            Ok(Ok(value)) => Response::new_ok(id, value),
            Ok(Err(reason)) => Response::new_err(id, ErrorCode::RequestFailed as i32, reason),
            Err(_) => Response::new_err(id, ErrorCode::InternalError as i32, "internal error".to_owned()),
        };
        self.send(Message::Response(response));
    }

    /// Asks what is wrong with a text at once.
    pub(crate) fn glance(&mut self, path: &[u8]) {
        let Some(document) = self.documents.get(path) else { return };
        let sketch = |binding: hmeval_syntax::editor::Binding| {
            let value =
                document.text.get(binding.value.clone()).filter(|value| value.len() < LONGEST_LITERAL);
            let literal = value.and_then(|value| hmeval_syntax::literal_at(value, 0));
            Sketch { path: as_option(&binding.path), names: binding.names, value: binding.value, literal }
        };
        let sketches = document.tree.bindings().into_iter().map(sketch).collect();
        let glanced = (path.to_vec(), document.version);
        self.questions += 1;
        self.asked = Some((self.questions, glanced));
        let text = Text { file: path.to_vec(), text: Arc::clone(&document.text), sketches };
        self.worker.ask(self.questions, path, Question::Glance(Box::new(text)));
    }

    /// The client does not want the answer any more.
    pub(crate) fn cancel(&mut self, id: &RequestId) {
        let number = self.pending.iter().find(|(_, (known, ..))| known == id).map(|(number, _)| *number);
        if let Some((id, ..)) = number.and_then(|number| self.pending.remove(&number)) {
            let message = "cancelled by the client".to_owned();
            self.send(Message::Response(Response::new_err(id, ErrorCode::RequestCanceled as i32, message)));
        }
    }

    /// The open texts.
    pub(crate) fn texts(&self) -> Texts {
        let texts = self.documents.iter().map(|(path, document)| (path.clone(), Arc::clone(&document.text)));
        Arc::new(texts.collect())
    }

    /// The texts have changed: what was found is of an older state.
    pub(crate) fn texts_changed(&mut self) {
        self.revision += 1;
        let Some(focus) = self.focus.clone() else { return };
        self.enter_folder(&focus);
        let texts =
            self.documents.iter().map(|(path, document)| (path.clone(), Arc::clone(document.to_evaluate())));
        self.worker.check(CheckRequest {
            revision: self.revision,
            texts: Arc::new(texts.collect()),
            root: self.client.root_of(&focus).or_else(|| self.client.roots.first()).cloned(),
            focus,
            wanted: self.wanted.clone(),
        });
    }
}
