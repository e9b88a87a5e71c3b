//! A session: an evaluation on a thread with a large stack, with the real world around it.

use std::io;
use std::sync::Arc;

use hmeval_eval::heap::Storage;
use hmeval_eval::native::Mode;
use hmeval_eval::prefetch::ReadAhead;
use hmeval_eval::{Error, ErrorKind, Evaluator, Heap, Settings};
use hmeval_flake::{SourceSettings, Sources};

use crate::answers::trace::Trace;
use crate::console::Console;
use crate::diagnose;
use crate::failure::{Failure, Outcome};
use crate::progress::Bar;
use crate::settings::nix_conf;
use crate::status::Status;
use crate::style::Ink;
use crate::world::{RealWorld, cache_dir};

/// Stack of the evaluating thread. It is reserved, not used, until an evaluation is that deep.
const STACK: usize = 4 << 30;

/// How the errors of a session are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorStyle {
    /// As Nix shows them, to the byte.
    Nix,
    /// For people: the error first, with what it is about, then how it came to it.
    Human,
}

/// Runs `work` with a fresh evaluator and reports how it failed, if it did.
pub(crate) fn with_evaluator<W>(
    console: &mut Console<'_>,
    settings: Settings,
    style: ErrorStyle,
    work: W,
) -> Status
where
    W: for<'h> FnMut(&Evaluator<'h>, &Console<'_>) -> Outcome<'h> + Send,
{
    evaluated(console, settings, style, None, work)
}

/// [`with_evaluator`], and writes down in `trace` what the evaluation asks of the world.
pub(crate) fn evaluated<W>(
    console: &mut Console<'_>,
    settings: Settings,
    style: ErrorStyle,
    trace: Option<&mut Trace>,
    mut work: W,
) -> Status
where
    W: for<'h> FnMut(&Evaluator<'h>, &Console<'_>) -> Outcome<'h> + Send,
{
    let (stack, console_of_run) = (available_stack(), &mut *console);
    let run = move || {
        prepare_allocator();
        let console = console_of_run;
        let max_memory = if settings.max_memory == 0 { machine_memory() } else { settings.max_memory };
        let settings = Settings { stack_size: stack, max_memory, ..settings };
        let interpreted = Settings { native: Mode::Off, ..settings.clone() };
        let trace = trace.map(|trace| &*trace);
        evaluate(console, settings, style, trace, &mut work).unwrap_or_else(|Again| {
            console.start_again();
            evaluate(console, interpreted, style, trace, &mut work).unwrap_or(Status::Failed)
        })
    };
    let joined = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, run)?;
        thread.join().map_err(|_| io::Error::other("it ended with an internal error"))
    });
    joined.unwrap_or_else(|error| {
        print_error(console, format!("the evaluation did not come to its end: {error}").as_bytes());
        Status::Failed
    })
}

/// The evaluation failed after known functions of a library ran natively: the error that they give lacks frames.
struct Again;

/// One evaluation.
fn evaluate<W>(
    console: &Console<'_>,
    settings: Settings,
    style: ErrorStyle,
    trace: Option<&Trace>,
    work: &mut W,
) -> Result<Status, Again>
where
    W: for<'h> FnMut(&Evaluator<'h>, &Console<'_>) -> Outcome<'h>,
{
    let is_native = settings.native == Mode::On;
    // Who calls the program by Nix's name wants Nix's reports.
    let style = if console.is_called_nix() { ErrorStyle::Nix } else { style };
    let storage = Storage::default();
    let world = RealWorld::new(console, settings.use_caches, trace);
    let sources = Sources::new(source_settings(console, &settings));
    let Some(mut evaluator) = Evaluator::new(Heap::new(&storage), &world, settings) else {
        return Ok(Status::Failed);
    };
    evaluator.fetcher = Some(&sources);
    let reading = ReadAhead::start(&mut evaluator, &world.machine(), prepare_allocator);
    let result = work(&evaluator, console).and_then(|()| Ok(console.flush()?));
    let status = match result {
        Ok(()) => Ok(Status::Done),
        Err(Failure::Eval(_)) if is_native && evaluator.stats.native_calls.get() > 0 => Err(Again),
        Err(failure) => Ok(report(&evaluator, console, style, failure)),
    };
    drop(reading);
    if status.is_ok() {
        print_stats(&evaluator, console);
        // The process ends next; giving everything back piece by piece would only take time.
        std::mem::forget(evaluator);
        std::mem::forget(storage);
    }
    status
}

/// Where fetched inputs are kept, and the files that say where they come from.
pub(crate) fn source_settings(console: &Console<'_>, settings: &Settings) -> SourceSettings {
    let environment = &console.environment;
    let progress = console.terminal.stderr && console.verbosity() >= 2;
    SourceSettings {
        cache: cache_dir(environment),
        current_dir: crate::world::path(&environment.dir).to_owned(),
        fetch: settings.fetch.clone(),
        user_registry: nix_conf::user_folder(environment).map(|folder| folder.join("registry.json")),
        system_registry: Some(nix_conf::system_folder(environment).join("registry.json")),
        netrc: Some(match &settings.fetch.netrc_file {
            Some(file) => crate::world::path(file).to_owned(),
            None => nix_conf::system_folder(environment).join("netrc"),
        }),
        gateway: environment
            .non_empty("HMEVAL_MIRROR")
            .map(|text| String::from_utf8_lossy(text).into_owned()),
        progress: progress
            .then(|| Arc::new(Bar::default()) as Arc<dyn hmeval_flake::sources::settings::Progress>),
    }
}

/// The largest stack that a thread can be given here: less than wanted where address space is limited (`ulimit -v`).
pub(crate) fn available_stack() -> usize {
    let fits = |size: &usize| std::thread::Builder::new().stack_size(*size).spawn(|| ()).is_ok();
    [STACK, STACK / 4, STACK / 16].into_iter().find(fits).unwrap_or(STACK / 64)
}

/// Nine tenths of the memory of this machine: what an evaluation may use at most. 0 (no limit) where nobody can tell.
pub(crate) fn machine_memory() -> usize {
    let info = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = info.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kibibytes = total.and_then(|total| total.trim().strip_suffix("kB")?.trim().parse::<usize>().ok());
    kibibytes.map_or(0, |kibibytes| kibibytes.saturating_mul(1024) / 10 * 9)
}

/// Lets the allocator of this thread reserve a good piece of memory at once.
///
/// glibc has an arena for each thread but the first, and lets it grow with a system call for every few pages: three
/// thousand of them for the files of a Home Manager configuration. It keeps what is given back, if pieces of that size
/// were given back before (`mallopt(3)`, `M_MMAP_THRESHOLD`); what is reserved and not used is no memory.
fn prepare_allocator() {
    const RESERVED: usize = 16 << 20;
    let reserve = || drop(std::hint::black_box(Vec::<u8>::with_capacity(RESERVED)));
    reserve();
    reserve();
}

/// Shows a failure; the status is what it means for the command.
pub(crate) fn report<'h>(
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    style: ErrorStyle,
    failure: Failure<'h>,
) -> Status {
    match failure {
        Failure::Eval(error) => {
            report_error(ev, console, style, error);
            match error.data().kind {
                ErrorKind::HashMismatch if style == ErrorStyle::Nix => return Status::HashMismatch,
                // Nix takes some mistakes of expressions for those of the command line.
                ErrorKind::Usage if style == ErrorStyle::Nix => {
                    console.err_line(b"Try 'nix-instantiate --help' for more information.");
                }
                _ => {}
            }
            Status::Failed
        }
        Failure::Message(text) => {
            print_error(console, &text);
            Status::Failed
        }
        Failure::Usage(text) => {
            print_error(console, text.as_bytes());
            Status::Usage
        }
        Failure::Reported => Status::Failed,
        Failure::Output(error) => report_output(console, &error),
    }
}

/// Shows an error of the evaluation.
pub(crate) fn report_error<'h>(
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    style: ErrorStyle,
    error: Error<'h>,
) {
    let text = match style {
        ErrorStyle::Nix => ev.render_error(error),
        ErrorStyle::Human => diagnose::error(ev, console.stderr_style(), error),
    };
    console.err_line(&text);
}

/// Prints `error: ` and a text.
pub(crate) fn print_error(console: &Console<'_>, text: &[u8]) {
    let mut line = Vec::new();
    let style = console.stderr_style();
    style.paint(&mut line, Ink::Error, b"error");
    line.extend_from_slice(b": ");
    line.extend_from_slice(text);
    console.err_line(&line);
}

/// What a failure to write means: whoever closed a pipe has seen enough; anything else went wrong.
pub(crate) fn report_output(console: &Console<'_>, error: &io::Error) -> Status {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Status::Done;
    }
    print_error(console, format!("writing to standard output: {error}").as_bytes());
    Status::Failed
}

/// Prints the counters of the evaluation, if `HMEVAL_STATS=1` asks for them; with `HMEVAL_COUNT_CALLS=1` those of each
/// function too, the most called first, and with `HMEVAL_LIST_FILES=1` the files that were read, in that order.
fn print_stats(evaluator: &Evaluator<'_>, console: &Console<'_>) {
    if console.environment.var("HMEVAL_STATS") != Some(b"1") {
        return;
    }
    let stats = &evaluator.stats;
    let text = format!(
        "{{\"calls\":{},\"nativeCalls\":{},\"builtinCalls\":{},\"thunks\":{},\"heapBytes\":{},\"files\":{},\"sourceBytes\":{},\"symbols\":{},\"derivations\":{},\"parseSeconds\":{:.6}}}",
        stats.calls.get(),
        stats.native_calls.get(),
        stats.builtin_calls.get(),
        stats.thunks.get(),
        evaluator.heap.allocated(),
        stats.files.get(),
        stats.source_bytes.get(),
        evaluator.symbols.len(),
        stats.derivations.get(),
        std::time::Duration::from_nanos(stats.parse_nanos.get()).as_secs_f64(),
    );
    console.err_line(text.as_bytes());
    if console.environment.var("HMEVAL_LIST_FILES") == Some(b"1") {
        evaluator.files_read().iter().for_each(|file| console.err_line(file));
    }
    if console.environment.var("HMEVAL_COUNT_CALLS") == Some(b"1") {
        let mut calls = evaluator.function_calls();
        calls.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        for (count, function) in calls {
            console.err_line(&[count.to_string().as_bytes(), b" ", &function].concat());
        }
    }
}
