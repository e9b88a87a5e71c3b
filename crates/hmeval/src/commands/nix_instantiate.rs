//! `hmeval nix-instantiate`: the flags and the output of Nix's `nix-instantiate`.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::process::ExitCode;
use std::sync::Arc;

use hmeval_diag::{Origin, Pos};
use hmeval_eval::heap::Attrs;
use hmeval_eval::import::Source;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, Evaluator, Value};

use crate::eval_args::{EvalArgs, Taken, current_dir};
use crate::session::{Outcome, print_line, with_evaluator};

/// How values are printed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Output {
    #[default]
    Plain,
    Raw,
    Xml,
    Json,
}

/// What the command line asks for.
#[derive(Default)]
struct Request {
    eval: EvalArgs,
    files: Vec<Vec<u8>>,
    attr_paths: Vec<Vec<u8>>,
    stdin: bool,
    expressions: bool,
    find_file: bool,
    eval_only: bool,
    parse_only: bool,
    strict: bool,
    no_location: bool,
    output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &[OsString]) -> ExitCode {
    let mut request = match parse_args(args) {
        Ok(request) => request,
        Err(Stop::Version) => {
            let text = format!("nix-instantiate (hmeval) {}", hmeval_eval::builtins::NIX_VERSION);
            print_line(&mut io::stdout().lock(), text.as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(Stop::Wrong(message)) => {
            let text = format!("error: {message}\nTry 'nix-instantiate --help' for more information.");
            print_line(&mut io::stderr().lock(), text.as_bytes());
            return ExitCode::from(1);
        }
    };
    let settings = request.eval.finish();
    match with_evaluator(settings, |ev| work(&request, ev)) {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::from(1),
    }
}

/// Why the command line leads to no work.
enum Stop {
    Version,
    Wrong(String),
}

fn parse_args(args: &[OsString]) -> Result<Request, Stop> {
    let mut request = Request::default();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let arg = arg.as_bytes();
        let mut value = || {
            let missing = || Stop::Wrong(format!("flag '{}' requires an argument", String::from_utf8_lossy(arg)));
            rest.next().map(|value| value.as_bytes().to_vec()).ok_or_else(missing)
        };
        match arg {
            b"--version" => return Err(Stop::Version),
            b"-" => request.stdin = true,
            b"--expr" | b"-E" => request.expressions = true,
            b"--eval" | b"--eval-only" => request.eval_only = true,
            b"--read-write-mode" | b"--indirect" | b"--dry-run" => {}
            b"--parse" | b"--parse-only" => {
                request.parse_only = true;
                request.eval_only = true;
            }
            b"--find-file" => request.find_file = true,
            b"--attr" | b"-A" => request.attr_paths.push(value()?),
            b"--add-root" => drop(value()?),
            b"--raw" => request.output = Output::Raw,
            b"--xml" => request.output = Output::Xml,
            b"--json" => request.output = Output::Json,
            b"--no-location" => request.no_location = true,
            b"--strict" => request.strict = true,
            _ => match request.eval.take(arg, &mut rest) {
                Taken::Yes => {}
                Taken::Wrong(message) => return Err(Stop::Wrong(message)),
                Taken::No if arg.first() == Some(&b'-') => {
                    return Err(Stop::Wrong(format!("unrecognised flag '{}'", String::from_utf8_lossy(arg))));
                }
                Taken::No => request.files.push(arg.to_vec()),
            },
        }
    }
    Ok(request)
}

fn work<'h>(request: &Request, ev: &Evaluator<'h>) -> Result<(), Error<'h>> {
    let dir = current_dir();
    let args = request.eval.auto_args(ev, &dir)?;
    if request.find_file {
        for file in &request.files {
            print_line(&mut io::stdout().lock(), &ev.find_file(file, Pos::NONE)?);
        }
        return Ok(());
    }
    if request.stdin {
        let mut text = Vec::new();
        if let Err(error) = io::stdin().read_to_end(&mut text) {
            let message = format!("reading standard input: {error}");
            return Err(ev.error(hmeval_eval::ErrorKind::Io, message));
        }
        let source = Source { origin: Origin::Stdin, text: Arc::from(text), dir: dir.clone() };
        process(request, ev, args, source)?;
    }
    let default = [b"./default.nix".to_vec()];
    let files = match request.files.is_empty() && !request.stdin && !request.expressions {
        true => &default[..],
        false => &request.files[..],
    };
    for file in files {
        let source = if request.expressions {
            Source { origin: Origin::String, text: Arc::from(&file[..]), dir: dir.clone() }
        } else {
            let path = ev.resolve_import(&ev.lookup_file_argument(file, &dir)?)?;
            let text = ev.read_file(&path)?;
            let folder = hmeval_eval::path::parent(&path).to_vec();
            Source { origin: Origin::File(Arc::from(&path[..])), text: Arc::from(text), dir: folder }
        };
        process(request, ev, args, source)?;
    }
    Ok(())
}

fn process<'h>(request: &Request, ev: &Evaluator<'h>, args: Attrs<'h>, source: Source) -> Result<(), Error<'h>> {
    let code = ev.load(source, &[])?;
    if request.parse_only {
        print_line(&mut io::stdout().lock(), &hmeval_eval::print::show_expr(ev, code, code.root));
        return Ok(());
    }
    let root = ev.eval_code(code)?;
    let whole = [Vec::new()];
    let paths = if request.attr_paths.is_empty() { &whole[..] } else { &request.attr_paths[..] };
    for path in paths {
        let (value, pos) = ev.find_attr_path(path, args, root)?;
        let value = ev.force(value, pos)?;
        if request.eval_only {
            let value = if args.is_empty() { value } else { ev.auto_call(args, value)? };
            print_value(request, ev, value)?;
        } else {
            for line in Vec::<Vec<u8>>::new() {
                print_line(&mut io::stdout().lock(), &line);
            }
        }
    }
    Ok(())
}

fn print_value<'h>(request: &Request, ev: &Evaluator<'h>, value: Value<'h>) -> Result<(), Error<'h>> {
    let mut context = ContextBuilder::new();
    let text = match request.output {
        Output::Raw => {
            let what = "while generating the nix-instantiate output";
            let how = hmeval_eval::coerce::Coerce::INTERPOLATION;
            ev.coerce(Pos::NONE, value, &mut context, what, how)?.to_vec()
        }
        Output::Xml => hmeval_eval::xml::to_xml(ev, value, request.strict, !request.no_location, &mut context)?,
        Output::Json => {
            let mut text = hmeval_eval::json::to_json(ev, value, Pos::NONE, &mut context, true, request.strict)?;
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
    let mut out = io::stdout().lock();
    // A closed pipe is no error of ours.
    let _ = out.write_all(&text).and_then(|()| out.flush());
    Ok(())
}
