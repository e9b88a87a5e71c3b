//! `hmeval options [PATTERN]`: the options that there are, which of them somebody means, and all that is known of one.
//!
//! `question` reads what is asked, `collect` walks the options and those in their values, `hmeval_config::options` reads
//! their fields, `search` finds names. The forms of output: `text` (with `markdown`), `tree`,
//! `json` as nixpkgs' options.json, `html` as a page to search in.

mod collect;
mod fuzzy;
mod html;
mod json;
mod markdown;
mod path;
mod question;
mod search;
mod text;
mod tree;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use hmeval_config::options::{dialect, entry, names};
use hmeval_diag::Pos;
use hmeval_eval::error::{ErrorData, Frame};
use hmeval_eval::{ErrorKind, Evaluator};
use hmeval_formats::lev::distance;

use crate::answers::{Effect, with_answers};
use crate::configuration::ConfigurationFlags;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::ErrorStyle;
use crate::settings::EvalArgs;
use crate::settings::flags::EvalFlags;
use crate::status::Status;

use collect::{Collection, collect};
use dialect::Dialect;
use entry::{Entry, Reader};
use question::Question;
use search::{Found, search};
use text::Text;

/// Arguments of `hmeval options`.
#[derive(Debug, clap::Args)]
#[command(override_usage = "hmeval options [OPTIONS] [TARGET] [PATTERN]...")]
pub(crate) struct OptionsArgs {
    /// What the names of options have in them; nothing: all options. In front of it: `users.NAME`, `hosts.HOST` or an
    /// option path, where to look
    #[arg(value_name = "PATTERN")]
    words: Vec<OsString>,
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// As JSON, with the fields of nixpkgs' options.json; what fails is {"_error": "MESSAGE"}
    #[arg(long, group = "form")]
    json: bool,
    /// As a page to search in: writes index.html into this folder
    #[arg(long, group = "form", value_name = "DIR")]
    html: Option<PathBuf>,
    /// As a tree
    #[arg(long, group = "form")]
    tree: bool,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &OptionsArgs, console: &mut Console<'_>) -> Status {
    let (eval, settings) = args.eval.read(console, args.configuration.is_flake(console));
    let effect = if args.html.is_some() { Effect::Writes } else { Effect::Prints };
    with_answers(console, settings, ErrorStyle::Human, effect, |ev, console| work(args, &eval, ev, console))
}

fn work<'h>(args: &OptionsArgs, eval: &EvalArgs, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    let target = args.words.first().map_or(&b""[..], |word| word.as_bytes());
    let configuration = args.configuration.load(ev, eval, target, console)?;
    let (configuration, hidden) = question::readable(ev, configuration)?;
    if let Some(error) = hidden {
        warn(console, "the configuration has mistakes (see `hmeval check`)", error);
    }
    let question = Question::read(ev, configuration, &args.words)?;
    let reader = Reader::new(ev, Dialect::of(ev, configuration));
    let collection = collect(&reader, question.options, &question.prefix);
    report_problems(console, &collection);
    let scoped = |entry: &&Entry<'h>| {
        question.scope.is_empty() || path::relation(&question.scope, &entry.loc).is_some()
    };
    let all: Vec<&Entry<'h>> = collection.entries.iter().filter(scoped).collect();
    let found = match question.words.is_empty() {
        true => Found { exact: None, hits: (0..all.len()).collect() },
        false => search(&all, &question.words),
    };
    let mut hits: Vec<&Entry<'h>> = found.hits.iter().filter_map(|hit| all.get(*hit).copied()).collect();
    if hits.is_empty() && !(question.words.is_empty() && question.scope.is_empty()) {
        return Err(nothing(ev, &question, &collection.entries));
    }
    if let Some(dir) = &args.html {
        hits.sort_by(|left, right| left.name.cmp(&right.name));
        return html::write(&reader, console, dir, &hits);
    }
    if args.json {
        hits.sort_by(|left, right| left.name.cmp(&right.name));
        return Ok(console.out_line(&json::document(&reader, &hits))?);
    }
    let text = Text { reader: &reader, style: console.stdout_style(), width: text::terminal_width(console) };
    let mut out = Vec::new();
    let single = match &hits[..] {
        [single] => Some(*single),
        _ => found.exact.and_then(|exact| all.get(exact).copied()),
    };
    match single {
        _ if args.tree => tree::draw(&text, &mut out, &hits),
        Some(entry) if !question.words.is_empty() => text.full(&mut out, entry, &inside(entry, &all)),
        _ => text.list(&mut out, &hits),
    }
    Ok(console.out(&out)?)
}

/// The options in the values of an option.
fn inside<'a, 'h>(entry: &Entry<'h>, all: &[&'a Entry<'h>]) -> Vec<&'a Entry<'h>> {
    let below = |other: &&&Entry<'h>| other.loc.len() > entry.loc.len() && other.loc.starts_with(&entry.loc);
    all.iter().filter(below).copied().collect()
}

/// The failure of a search, with names that may have been meant.
fn nothing<'h>(ev: &Evaluator<'h>, question: &Question<'h>, entries: &[Entry<'h>]) -> Failure<'h> {
    let words = match question.words.is_empty() {
        true => crate::configuration::show_path(&question.scope),
        false => question.words.join(&b' '),
    };
    let error = ev.error(ErrorKind::Missing, [b"no option matches '", &words[..], b"'"].concat());
    let meant = near(question.words.last().unwrap_or(&words), entries);
    let heap = ev.heap;
    let suggestions: Vec<&'h [u8]> = meant.iter().map(|name| heap.bytes(name)).collect();
    let advice: &[u8] = b"`hmeval options` without a pattern lists all options";
    let notes = [Frame { pos: Pos::NONE, text: heap.bytes(advice), always: true }];
    let notes = if suggestions.is_empty() { &notes[..] } else { &[] };
    let data = ErrorData { suggestions: heap.slice(&suggestions), notes: heap.slice(notes), ..*error.data() };
    Failure::Eval(error.with_data(heap, data))
}

/// The parts of paths that are nearest to a word: as many parts as it has, from anywhere in a path.
fn near(word: &[u8], entries: &[Entry<'_>]) -> Vec<Vec<u8>> {
    const SHOWN: usize = 5;
    // More letters may be wrong in longer words.
    let most = (word.len() / 4).max(2);
    let count = path::parts(word).len();
    let names: BTreeSet<Vec<u8>> = entries
        .iter()
        .flat_map(|entry| entry.loc.windows(count))
        .map(crate::configuration::show_path)
        .filter(|name| name.len().abs_diff(word.len()) <= most)
        .collect();
    let ranked: BTreeSet<(usize, Vec<u8>)> =
        names.into_iter().map(|name| (distance(word, &name), name)).filter(|(far, _)| *far <= most).collect();
    ranked.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}

fn report_problems(console: &Console<'_>, collection: &Collection<'_>) {
    const SHOWN: usize = 10;
    for (name, error) in collection.problems.iter().take(SHOWN) {
        let name = String::from_utf8_lossy(name);
        warn(console, &format!("the options in `{name}` are not known"), *error);
    }
    if let Some(more) = collection.problems.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        console.note(format!("warning: {more} more sections of options are not known").as_bytes());
    }
}

fn warn(console: &Console<'_>, what: &str, error: hmeval_eval::Error<'_>) {
    console.note(format!("warning: {what}: {}", text::error_text(error)).as_bytes());
}
