//! Hands paths to the workers, and prints what they find as it comes.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use super::JobsArgs;
use super::protocol::{Answer, AttrPath, error_line};
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Runs the workers to their end.
pub(super) fn run(args: &JobsArgs, command_line: &[OsString], console: &Console<'_>) -> Status {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => {
            print_error(console, format!("the program cannot find itself: {error}").as_bytes());
            return Status::Failed;
        }
    };
    let call = Call { program, arguments: command_line.to_vec(), folder: console.environment.dir.clone() };
    let mut failed = BTreeSet::new();
    // Failures of native functions are evaluated again without those, for the whole of their traces.
    for native in [true, false] {
        let first = if native { BTreeSet::from([AttrPath::new()]) } else { std::mem::take(&mut failed) };
        let round = Round::new(&call, native, first);
        if let Err(error) = round.run(args.workers(), console) {
            return report_output(console, &error);
        }
        let state = round.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if state.broken {
            return Status::Failed;
        }
        failed = state.again;
    }
    Status::Done
}

/// How a worker is called.
struct Call {
    program: PathBuf,
    arguments: Vec<OsString>,
    folder: Vec<u8>,
}

/// What the threads share that each speak to one worker.
#[derive(Default)]
struct State {
    todo: BTreeSet<AttrPath>,
    /// Paths that workers are at.
    active: usize,
    /// Paths that failed in an evaluation with native functions.
    again: BTreeSet<AttrPath>,
    /// Whether there was a worker before, which has said already what there is to say of the flake.
    told: bool,
    /// Whether there is nothing to look for jobs in.
    broken: bool,
}

/// All paths, with native functions or without.
struct Round<'a> {
    call: &'a Call,
    native: bool,
    state: Mutex<State>,
    changed: Condvar,
}

impl<'a> Round<'a> {
    fn new(call: &'a Call, native: bool, todo: BTreeSet<AttrPath>) -> Self {
        let state = State { todo, told: !native, ..State::default() };
        Round { call, native, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Prints the lines of all jobs.
    fn run(&self, workers: usize, console: &Console<'_>) -> io::Result<()> {
        let (sender, lines) = channel();
        std::thread::scope(|scope| {
            for _ in 0..workers {
                let sender = sender.clone();
                scope.spawn(move || self.work(&sender));
            }
            drop(sender);
            for line in lines {
                let written = console.out_line(Value::Object(line).to_string().as_bytes());
                if let Err(error) = written.and_then(|()| console.flush()) {
                    // Nobody reads on: what is not begun need not be.
                    self.lock().todo.clear();
                    return Err(error);
                }
            }
            Ok(())
        })
    }

    /// Gives paths to one worker at a time until there are none.
    fn work(&self, lines: &Sender<Map<String, Value>>) {
        let mut worker = None;
        while let Some(path) = self.next() {
            let answer = self.ask(&mut worker, &path);
            let mut state = self.lock();
            state.active -= 1;
            let line = match answer {
                Ok(answer) => {
                    if answer.ends {
                        worker = None;
                    }
                    state.todo.extend(answer.inner);
                    if answer.again {
                        state.again.insert(path);
                    }
                    answer.job
                }
                // Without the root there is nothing; the worker has said why.
                Err(_) if path.is_empty() => {
                    state.broken = true;
                    None
                }
                Err(error) => Some(error_line(&path, format!("error: the worker ended: {error}"))),
            };
            drop(state);
            self.changed.notify_all();
            if let Some(line) = line {
                // Without a reader the run ends anyway.
                let _ = lines.send(line);
            }
        }
    }

    /// The next path; nothing if there are none and none can come any more.
    fn next(&self) -> Option<AttrPath> {
        let mut state = self.lock();
        loop {
            if let Some(path) = state.todo.pop_first() {
                state.active += 1;
                return Some(path);
            }
            if state.active == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Asks the worker, which is started if there is none. One that does not answer is given up.
    fn ask(&self, worker: &mut Option<Worker>, path: &AttrPath) -> io::Result<Answer> {
        if worker.is_none() {
            *worker = Some(self.start()?);
        }
        let answer = worker.as_mut().map_or_else(|| Err(io::ErrorKind::NotFound.into()), |w| w.ask(path));
        if answer.is_err() {
            *worker = None;
        }
        answer
    }

    fn start(&self) -> io::Result<Worker> {
        let mut command = Command::new(&self.call.program);
        command
            .args(&self.call.arguments)
            .arg("--as-worker")
            .current_dir(crate::world::path(&self.call.folder));
        if std::mem::replace(&mut self.lock().told, true) {
            command.args(["--quiet", "--quiet"]);
        }
        if !self.native {
            command.env("HMEVAL_NATIVE", "off");
        }
        Worker::new(command)
    }
}

/// A process that evaluates. It ends when its standard input does.
struct Worker {
    child: Child,
    /// Taken away to end the process.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn new(mut command: Command) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (input @ Some(_), Some(output)) => Ok(Worker { child, input, output: BufReader::new(output) }),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn ask(&mut self, path: &AttrPath) -> io::Result<Answer> {
        let mut line = serde_json::to_vec(path)?;
        line.push(b'\n');
        // A worker that ended already is noticed when it is to answer, with its status.
        if let Some(input) = &mut self.input {
            let _ = input.write_all(&line).and_then(|()| input.flush());
        }
        let mut answer = String::new();
        if self.output.read_line(&mut answer)? == 0 {
            self.input = None;
            return Err(io::Error::other(self.child.wait()?.to_string()));
        }
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.input = None;
        // Whatever its status, there is nothing more to be had from it.
        let _ = self.child.wait();
    }
}
