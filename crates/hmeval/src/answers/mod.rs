//! Answers that are remembered: the same question over the same files is not evaluated again.
//!
//! An evaluation learns of the world only through `World`, and so it can be written down what it asked for and what it
//! was told ([`trace`]). A later run with the same arguments, in the same folder, by the same program, looks at all of
//! that again ([`fact`]); if nothing is different the evaluation would go the same way to its end, and what it printed
//! is printed again. Nix does the same for attributes of locked flakes (its evaluation cache); this holds for files
//! too. Used by the commands that only print: `eval`, `instantiate`, `nix-instantiate`, `show`, `why`, `options`.
//!
//! What is not remembered: failures, what was read from standard input, the time of day, files that changed less than
//! two seconds before (their next change may leave the same time behind), and answers that are quick to find anyway.

pub(crate) mod fact;
mod record;
pub(crate) mod trace;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use hmeval_eval::{Evaluator, Settings};
use hmeval_store::{Hash, HashAlgo, HashFormat, Hasher};

use crate::console::Console;
use crate::failure::Outcome;
use crate::session::{ErrorStyle, evaluated, with_evaluator};
use crate::status::Status;
use crate::world::cache_dir;

use record::Record;
use trace::Trace;

/// What is found faster than this is not worth a record.
const SLOW: Duration = Duration::from_millis(20);

/// What a command does besides evaluating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It prints, and that is all: its answer can be remembered.
    Prints,
    /// It also writes files.
    Writes,
}

/// Runs `work` with a fresh evaluator, or prints again what it printed before.
pub(crate) fn with_answers<W>(
    console: &mut Console<'_>,
    settings: Settings,
    style: ErrorStyle,
    effect: Effect,
    work: W,
) -> Status
where
    W: for<'h> FnMut(&Evaluator<'h>, &Console<'_>) -> Outcome<'h> + Send,
{
    let Some(file) = place(console, &settings, style).filter(|_| effect == Effect::Prints) else {
        return with_evaluator(console, settings, style, work);
    };
    if let Some(record) = Record::read(&file).filter(|record| record.holds(console, &settings)) {
        return record.replay(console);
    }
    let started = Instant::now();
    let mut trace = Trace::new(SystemTime::now());
    console.keep_output();
    let status = evaluated(console, settings, style, Some(&mut trace), work);
    let output = console.kept_output();
    if status == Status::Done
        && started.elapsed() >= SLOW
        && let (Some(output), Some(facts)) = (output, trace.into_facts(console))
    {
        // Without the record the next run evaluates again.
        let _ = Record { facts, output }.write(&file);
    }
    status
}

/// Where the answer to this question is kept. `None` where none may be.
fn place(console: &Console<'_>, settings: &Settings, style: ErrorStyle) -> Option<PathBuf> {
    // Counters and the comparison of two evaluations are about the evaluation, not about its answer.
    let wants_evaluation = console.environment.non_empty("HMEVAL_STATS").is_some()
        || settings.native == hmeval_eval::native::Mode::Verify;
    if wants_evaluation || !settings.use_caches {
        return None;
    }
    let name = question(console, settings, style)?.to_text(HashFormat::Base16, false);
    Some(cache_dir(&console.environment)?.join("answers-v1").join(name))
}

/// A hash of all that the question consists of, besides what it is asked about.
fn question(console: &Console<'_>, settings: &Settings, style: ErrorStyle) -> Option<Hash> {
    let program = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let mut hasher = Hasher::new(HashAlgo::Blake3);
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    for number in [program.dev(), program.ino(), program.size()] {
        add(&number.to_le_bytes());
    }
    for number in [program.mtime(), program.mtime_nsec()] {
        add(&number.to_le_bytes());
    }
    console.arguments.iter().map(OsString::as_os_str).for_each(|argument| add(argument.as_bytes()));
    add(&console.environment.dir);
    // Settings come from flags and files that the program itself knows how to read; their text tells them apart.
    add(format!("{settings:?} {style:?} {:?}", console.terminal).as_bytes());
    Some(hasher.finish())
}
