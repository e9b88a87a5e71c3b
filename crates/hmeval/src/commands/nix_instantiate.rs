//! `hmeval nix-instantiate`: the flags, the output and the exit status of Nix's `nix-instantiate`.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::import::Source;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Evaluator, Value};
use rayon::prelude::*;

use super::sink::DerivationSink;
use crate::answers::{Effect, with_answers};
use crate::console::{ColorChoice, Console};
use crate::failure::Outcome;
use crate::session::{ErrorStyle, report_output};
use crate::settings::EvalArgs;
use crate::settings::nix_flags::{Verbosity, Word, Words, take};
use crate::source;
use crate::status::Status;

/// How values are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Output {
    #[default]
    Plain,
    Raw,
    Xml,
    Json,
}

/// What the command line asks for.
#[derive(Debug, Default)]
struct Request {
    eval: EvalArgs,
    verbosity: Verbosity,
    files: Vec<Vec<u8>>,
    attr_paths: Vec<Vec<u8>>,
    stdin: bool,
    expressions: bool,
    find_file: bool,
    eval_only: bool,
    parse_only: bool,
    strict: bool,
    no_location: bool,
    /// `--add-root` or `--no-gc-warning`: nobody need be told that the result may be collected.
    rooted: bool,
    write_drv: Option<OsString>,
    output: Output,
}

/// Why the command line leads to no work.
enum Stop {
    Help,
    Version,
    Wrong(String),
}

/// Runs the command.
pub(crate) fn run(args: &[OsString], console: &mut Console<'_>) -> Status {
    let request = match read(args, EvalArgs::new(&console.environment)) {
        Ok(request) => request,
        Err(stop) => return stopped(stop, console),
    };
    console.configure(ColorChoice::Auto, request.verbosity.0);
    request.eval.warn(console);
    let settings = request.eval.finish(&console.environment);
    let effect = if request.write_drv.is_some() { Effect::Writes } else { Effect::Prints };
    with_answers(console, settings, ErrorStyle::Nix, effect, |ev, console| work(&request, ev, console))
}

fn stopped(stop: Stop, console: &Console<'_>) -> Status {
    let text = match stop {
        Stop::Help => HELP.to_owned(),
        Stop::Version => format!("nix-instantiate (Nix) {}", hmeval_eval::builtins::NIX_VERSION),
        Stop::Wrong(message) => {
            let text = format!("error: {message}\nTry 'nix-instantiate --help' for more information.");
            console.err_line(text.as_bytes());
            return Status::Failed;
        }
    };
    match console.out_line(text.as_bytes()).and_then(|()| console.flush()) {
        Ok(()) => Status::Done,
        Err(error) => report_output(console, &error),
    }
}

fn read(args: &[OsString], eval: EvalArgs) -> Result<Request, Stop> {
    let mut request = Request { eval, ..Request::default() };
    let mut words = Words::new(args);
    while let Some(word) = words.next() {
        match word {
            Word::Flag(flag) => read_flag(&mut request, &flag, &mut words)?,
            Word::Plain(file) if file.starts_with(b"-") => {
                return Err(Stop::Wrong(format!("unexpected argument '{}'", String::from_utf8_lossy(&file))));
            }
            Word::Plain(file) => request.files.push(file),
        }
    }
    Ok(request)
}

fn read_flag(request: &mut Request, flag: &[u8], words: &mut Words) -> Result<(), Stop> {
    let shown = || String::from_utf8_lossy(flag).into_owned();
    let value = |words: &mut Words| {
        words.value().ok_or_else(|| Stop::Wrong(format!("'{}' requires an argument", shown())))
    };
    match flag {
        b"--help" => return Err(Stop::Help),
        b"--version" => return Err(Stop::Version),
        b"-" => request.stdin = true,
        b"--expr" | b"-E" => request.expressions = true,
        b"--eval" | b"--eval-only" => request.eval_only = true,
        // Nothing is ever written to a store.
        b"--read-write-mode" | b"--indirect" | b"--dry-run" => {}
        b"--parse" | b"--parse-only" => {
            request.parse_only = true;
            request.eval_only = true;
        }
        b"--find-file" => request.find_file = true,
        b"--attr" | b"-A" => request.attr_paths.push(value(words)?),
        b"--add-root" => {
            value(words)?;
            request.rooted = true;
        }
        b"--write-drv" => {
            request.write_drv = Some(OsString::from(std::ffi::OsStr::from_bytes(&value(words)?)));
        }
        b"--raw" => request.output = Output::Raw,
        b"--xml" => request.output = Output::Xml,
        b"--json" => request.output = Output::Json,
        b"--no-location" => request.no_location = true,
        b"--strict" => request.strict = true,
        _ => {
            request.rooted |= flag == b"--no-gc-warning";
            match take(&mut request.eval, &mut request.verbosity, flag, words) {
                Ok(true) => {}
                Ok(false) => return Err(Stop::Wrong(format!("unrecognised flag '{}'", shown()))),
                Err(message) => return Err(Stop::Wrong(message)),
            }
        }
    }
    Ok(())
}

fn work<'h>(request: &Request, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    let args = request.eval.auto_args(ev, console)?;
    if request.find_file {
        for file in &request.files {
            console.out_line(&ev.find_file(file, Pos::NONE)?)?;
        }
        return Ok(());
    }
    let mut run = Run {
        request,
        ev,
        console,
        args,
        sink: DerivationSink::new(request.write_drv.as_deref(), request.rooted),
    };
    if request.stdin {
        run.process(source::stdin(console)?)?;
    }
    let default = [b"./default.nix".to_vec()];
    let files = match request.files.is_empty() && !request.stdin && !request.expressions {
        true => &default[..],
        false => &request.files[..],
    };
    if request.parse_only && !request.expressions {
        return run.show_files(files);
    }
    for file in files {
        run.process(match request.expressions {
            true => source::expression(file, console),
            false => source::file(ev, file, console)?,
        })?;
    }
    Ok(())
}

/// The work on one source after the other.
struct Run<'r, 'p, 'h> {
    request: &'r Request,
    ev: &'r Evaluator<'h>,
    console: &'r Console<'p>,
    args: Attrs<'h>,
    sink: DerivationSink<'r>,
}

/// So many files are shown at a time.
const SHOWN_AT_ONCE: usize = 256;

impl<'h> Run<'_, '_, 'h> {
    /// Shows files that are only parsed, on all cores; the next ones are read in the meantime.
    fn show_files(&mut self, files: &[Vec<u8>]) -> Outcome<'h> {
        let shower = self.ev.file_shower();
        let mut chunks = files.chunks(SHOWN_AT_ONCE);
        let mut sources = self.read(chunks.next());
        while !sources.is_empty() {
            let text = |source: &Outcome<'h, Source>| {
                source.as_ref().ok().map(|source| (Arc::clone(&source.text), source.dir.clone()))
            };
            let texts: Vec<_> = sources.iter().map(text).collect();
            let mut shown = Vec::new();
            let next = rayon::in_place_scope(|scope| {
                scope.spawn(|_| {
                    let show = |text: &(Arc<[u8]>, Vec<u8>)| shower.show(&text.0, &text.1);
                    shown = texts.par_iter().map(|text| text.as_ref().and_then(show)).collect();
                });
                self.read(chunks.next())
            });
            for (source, shown) in std::mem::replace(&mut sources, next).into_iter().zip(shown) {
                match shown {
                    Some(shown) => self.console.out_line(&shown)?,
                    None => self.process(source?)?,
                }
            }
        }
        Ok(())
    }

    fn read(&self, files: Option<&[Vec<u8>]>) -> Vec<Outcome<'h, Source>> {
        let files = files.unwrap_or_default().iter();
        files.map(|file| source::file(self.ev, file, self.console)).collect()
    }

    fn process(&mut self, source: Source) -> Outcome<'h> {
        let (request, ev) = (self.request, self.ev);
        let code = ev.load(source, &[])?;
        if request.parse_only {
            return Ok(self.console.out_line(&hmeval_eval::print::show_expr(ev, code, code.root))?);
        }
        let root = ev.eval_code(code)?;
        let whole = [Vec::new()];
        let paths = if request.attr_paths.is_empty() { &whole[..] } else { &request.attr_paths[..] };
        for path in paths {
            let (value, pos) = ev.find_attr_path(path, self.args, root)?;
            let value = ev.force(value, pos)?;
            match request.eval_only {
                true => self.print(value)?,
                false => self.instantiate(value)?,
            }
        }
        Ok(())
    }

    fn print(&self, value: Value<'h>) -> Outcome<'h> {
        let (request, ev) = (self.request, self.ev);
        let pos = ev.value_pos(value);
        let value = if self.args.is_empty() { value } else { ev.auto_call(self.args, value)? };
        let mut context = ContextBuilder::new();
        let text = match request.output {
            Output::Raw => {
                let what = "while generating the nix-instantiate output";
                let how = hmeval_eval::coerce::Coerce::INTERPOLATION;
                ev.coerce(Pos::NONE, value, &mut context, what, how)?.to_vec()
            }
            Output::Xml => {
                // Nix writes while it evaluates: what precedes a failure is there.
                let (document, result) = hmeval_eval::xml::begin_xml(
                    ev,
                    value,
                    request.strict,
                    !request.no_location,
                    &mut context,
                );
                self.console.out(&document)?;
                return Ok(result?);
            }
            Output::Json => {
                let mut text =
                    hmeval_eval::json::to_json(ev, value, pos, &mut context, true, request.strict)?;
                text.push(b'\n');
                text
            }
            Output::Plain => {
                if request.strict {
                    ev.force_deep(value)?;
                }
                let mut text = ev.print_lazy(value)?;
                text.push(b'\n');
                text
            }
        };
        Ok(self.console.out(&text)?)
    }

    fn instantiate(&mut self, value: Value<'h>) -> Outcome<'h> {
        for line in self.ev.derivation_lines(value, self.args)? {
            self.sink.warn_once(self.console);
            self.sink.write(self.ev, &line)?;
            self.console.out_line(&line)?;
        }
        Ok(())
    }
}

/// What `--help` prints.
const HELP: &str = "\
Answers as Nix's nix-instantiate does: same flags, same output, same exit status.

Usage: hmeval nix-instantiate [FLAG]... [FILE]...

Prints the paths of the derivations that files (default: ./default.nix) stand for; nothing is written to a store.

  -E, --expr             The arguments are expressions, not files
  -                      Read an expression from standard input
  -A, --attr PATH        Take an attribute; can be given several times
      --eval             Print the value itself
      --strict           ... with everything in it evaluated
      --json             ... as JSON
      --xml              ... as XML
      --no-location      ... without the places where attributes are defined
      --raw              ... as the string that it is
      --parse            Print the parsed expression; evaluate nothing
      --find-file        Print where the arguments are in the search path
      --write-drv DIR    Write the derivations and those that they need to DIR (not in Nix)
      --arg NAME EXPR, --argstr NAME STRING, --arg-from-file NAME PATH, --arg-from-stdin NAME
                         Arguments of functions that are called automatically
  -I, --include ENTRY    An entry of the search path, before those of NIX_PATH
      --show-trace       Show how it came to an error: all of it
      --option NAME VALUE, --NAME VALUE
                         A setting of nix.conf
  -v, --verbose; --quiet More, or less, on standard error
      --version          Print the release of Nix whose answers these are

Accepted, and without meaning where nothing is written or built: --read-write-mode, --dry-run, --add-root PATH,
--indirect, --repair, --store URI, --eval-store URI, --log-format FORMAT, -j N, -k, -K, -Q.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(args: &[&str]) -> String {
        let args: Vec<_> = args.iter().map(OsString::from).collect();
        match read(&args, EvalArgs::default()) {
            Err(Stop::Wrong(message)) => message,
            _ => String::new(),
        }
    }

    #[test]
    fn what_is_wrong_is_told_as_nix_does() {
        assert_eq!(wrong(&["--bogus"]), "unrecognised flag '--bogus'");
        assert_eq!(wrong(&["-A"]), "'-A' requires an argument");
        assert_eq!(wrong(&["--eval", "--", "-1"]), "unexpected argument '-1'");
        assert_eq!(wrong(&["-Ifoo=/x"]), "unrecognised flag '-o'");
    }
}
