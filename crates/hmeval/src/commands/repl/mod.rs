//! `hmeval repl`: evaluation line by line, with the commands of `nix repl`.
//!
//! `input` reads lines (with editing on a terminal), `scope` holds the variables, `read` tells bindings, expressions and
//! unfinished text apart, `command` does what a line asks for, `flake` loads flakes, `complete` completes a line.

mod command;
mod complete;
mod doc;
mod edit;
mod flake;
mod input;
mod read;
mod scope;

use std::cell::RefCell;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;

use hmeval_eval::heap::Attrs;
use hmeval_eval::print::PrintOptions;
use hmeval_eval::{Error, Evaluator, Value};

use crate::console::Console;
use crate::diagnose::{self, Detail};
use crate::failure::{Failure, Outcome};
use crate::session::{ErrorStyle, print_error, with_evaluator};
use crate::settings::EvalArgs;
use crate::settings::flags::{EvalFlags, SourceFlags};
use crate::source;
use crate::status::Status;
use crate::style::highlight;

use input::Input;
use scope::Scope;

/// Arguments of `hmeval repl`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReplArgs {
    /// Files and flakes (REF#ATTR) whose attributes become variables
    #[arg(value_name = "FILE|INSTALLABLE")]
    files: Vec<OsString>,
    #[command(flatten)]
    source: SourceFlags,
    #[command(flatten)]
    eval: EvalFlags,
}

/// What survives `:reload`, which starts a new evaluation.
#[derive(Debug, Default)]
struct Kept {
    /// The files that were loaded, in their order.
    files: Vec<Vec<u8>>,
    /// What of flakes the command line names.
    installables: Vec<Vec<u8>>,
    /// The flakes that were loaded, in their order.
    flakes: Vec<Vec<u8>>,
    show_trace: bool,
}

/// How a line leaves the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// With the next line.
    Line,
    /// With this line and another one.
    More,
    /// With a new evaluation.
    Reload,
    /// Not at all.
    Quit,
}

/// Runs the command.
pub(crate) fn run(args: &ReplArgs, console: &mut Console<'_>) -> Status {
    let (eval, mut settings) = args.eval.read(console, false);
    let named = args.files.iter().map(|file| file.as_bytes().to_vec());
    let dir = &console.environment.dir;
    let (installables, files) = named.partition(|argument| flake::is_installable(argument, dir));
    let mut kept = Kept { files, installables, flakes: Vec::new(), show_trace: settings.show_trace };
    // Frames of calls are collected always, for `:te` shows them or not.
    settings.show_trace = true;
    // An error is shown at once, with all its frames: there is no second evaluation to find them.
    settings.native = hmeval_eval::native::Mode::Off;
    console.note(format!("hmeval {}\nType :? for help.", env!("CARGO_PKG_VERSION")).as_bytes());
    loop {
        let mut next = Next::Quit;
        let status = with_evaluator(console, settings.clone(), ErrorStyle::Human, |ev, console| {
            let mut repl = Repl::new(ev, console, &eval, &mut kept)?;
            next = repl.run(args)?;
            Ok(())
        });
        if next != Next::Reload || status != Status::Done {
            return status;
        }
    }
}

/// One evaluation of the loop.
struct Repl<'r, 'p, 'h> {
    ev: &'r Evaluator<'h>,
    console: &'r Console<'p>,
    auto: Attrs<'h>,
    scope: Rc<RefCell<Scope<'h>>>,
    kept: &'r mut Kept,
}

impl<'r, 'p, 'h> Repl<'r, 'p, 'h> {
    fn new(
        ev: &'r Evaluator<'h>,
        console: &'r Console<'p>,
        eval: &EvalArgs,
        kept: &'r mut Kept,
    ) -> Outcome<'h, Self> {
        let auto = eval.auto_args(ev, console)?;
        Ok(Repl { ev, console, auto, scope: Rc::new(RefCell::new(Scope::default())), kept })
    }

    fn run(&mut self, args: &ReplArgs) -> Outcome<'h, Next> {
        self.load_all(args)?;
        let mut input = Input::new(self.ev, self.console, Rc::clone(&self.scope));
        let mut text = Vec::new();
        loop {
            let Some(line) = input.line(!text.is_empty()) else { return Ok(Next::Quit) };
            let Some(line) = line else {
                // Interrupted: what was typed so far is dropped.
                text.clear();
                continue;
            };
            text.extend_from_slice(&line);
            let next = match self.process(&text) {
                Ok(next) => next,
                Err(failure) => {
                    self.report(failure)?;
                    Next::Line
                }
            };
            match next {
                Next::More => text.push(b'\n'),
                Next::Line => {
                    input.remember(&text);
                    text.clear();
                    self.console.flush()?;
                }
                Next::Quit | Next::Reload => return Ok(next),
            }
        }
    }

    /// Shows what went wrong, and goes on; only a closed output ends the loop.
    fn report(&self, failure: Failure<'h>) -> Outcome<'h> {
        match failure {
            Failure::Eval(error) => self.show_error(error),
            Failure::Message(text) => print_error(self.console, &text),
            Failure::Usage(text) => print_error(self.console, text.as_bytes()),
            Failure::Reported => {}
            Failure::Output(_) => return Err(failure),
        }
        Ok(())
    }

    fn show_error(&self, error: Error<'h>) {
        let detail = if self.kept.show_trace { Detail::All } else { Detail::Short };
        self.console.err_line(&diagnose::error_with(self.ev, self.console.stderr_style(), error, detail));
    }

    /// Loads the files and flakes that were loaded before, and what the command line names.
    fn load_all(&mut self, args: &ReplArgs) -> Outcome<'h> {
        for file in std::mem::take(&mut self.kept.files) {
            self.console.note(&[b"Loading '", &file[..], b"'..."].concat());
            if let Err(failure) = self.load(&file) {
                self.kept.files.push(file);
                self.report(failure)?;
            }
        }
        let value = source::value(self.ev, &args.source, self.console);
        let result = value.and_then(|value| match value {
            Some(value) => {
                self.ev.auto_call(self.auto, value).map_err(Failure::from).and_then(|v| self.add(v))
            }
            None => Ok(()),
        });
        result.or_else(|failure| self.report(failure))?;
        self.load_flakes()
    }

    /// Evaluates a file and makes its attributes variables.
    fn load(&mut self, file: &[u8]) -> Outcome<'h> {
        self.ev.forget_files();
        let value = self.ev.eval_source(source::file(self.ev, file, self.console)?)?;
        let value = self.ev.auto_call(self.auto, value)?;
        self.add(value)?;
        self.kept.files.retain(|known| known != file);
        self.kept.files.push(file.to_vec());
        Ok(())
    }

    /// Makes the attributes of a set variables.
    fn add(&mut self, value: Value<'h>) -> Outcome<'h> {
        let what = "while evaluating an attribute set to be merged in the global scope";
        let attrs = self.ev.force_attrs(value, self.ev.value_pos(value), what)?;
        let names = self.scope.borrow_mut().add(self.ev, attrs)?;
        self.console.note(format!("Added {} variables.", names.len()).as_bytes());
        self.console.note(&scope::overview(&names));
        Ok(())
    }

    /// The value of an expression, evaluated.
    fn evaluate(&self, text: &[u8]) -> Outcome<'h, Value<'h>> {
        let value = self.scope.borrow_mut().evaluate(self.ev, text, &self.console.environment.dir)?;
        Ok(self.ev.force(value, self.ev.value_pos(value))?)
    }

    /// Prints a value, with sets and lists in it down to `depth`.
    fn print(&self, value: Value<'h>, depth: usize) -> Outcome<'h> {
        let options =
            PrintOptions { max_depth: depth, indent: 2, errors_in_place: true, ..PrintOptions::EVAL };
        let text = self.ev.print(value, options)?;
        let mut shown = Vec::new();
        highlight(&mut shown, self.console.stdout_style(), &text);
        Ok(self.console.out_line(&shown)?)
    }
}
