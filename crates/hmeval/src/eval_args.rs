//! Arguments that all evaluating commands share: `--arg`, `-I`, `--option`, …, with Nix's meaning.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use hmeval_eval::heap::{Attrs, AttrsBuilder};
use hmeval_eval::{Error, Evaluator, Settings};

/// How an argument of an auto-called function is given.
pub(crate) enum AutoArg {
    /// `--arg NAME EXPR`
    Expr(Vec<u8>),
    /// `--argstr NAME TEXT`
    Text(Vec<u8>),
    /// `--arg-from-file NAME PATH`
    File(Vec<u8>),
}

/// What these arguments say.
#[derive(Default)]
pub(crate) struct EvalArgs {
    /// Settings from `--option` and flags.
    pub(crate) settings: Settings,
    /// Arguments for functions that are called automatically, in the order given.
    pub(crate) auto_args: Vec<(Vec<u8>, AutoArg)>,
    /// `-I` entries, before those of `NIX_PATH`.
    search: Vec<Vec<u8>>,
}

/// What [`EvalArgs::take`] did with an argument.
pub(crate) enum Taken {
    /// It was one of these, with its values.
    Yes,
    /// It is none of these.
    No,
    /// It is one, but its values are missing or wrong.
    Wrong(String),
}

impl EvalArgs {
    /// Takes an argument, and its values from `rest`, if it is one of these.
    pub(crate) fn take(&mut self, arg: &[u8], rest: &mut std::slice::Iter<'_, OsString>) -> Taken {
        let mut value = || rest.next().map(|value| value.as_bytes().to_vec());
        let missing = |count: usize| {
            Taken::Wrong(format!("flag '{}' requires {count} argument(s)", String::from_utf8_lossy(arg)))
        };
        match arg {
            b"--arg" | b"--argstr" | b"--arg-from-file" => {
                let (Some(name), Some(text)) = (value(), value()) else { return missing(2) };
                let auto = match arg {
                    b"--arg" => AutoArg::Expr(text),
                    b"--argstr" => AutoArg::Text(text),
                    _ => AutoArg::File(text),
                };
                self.auto_args.push((name, auto));
            }
            b"-I" | b"--include" => match value() {
                Some(entry) => self.search.push(entry),
                None => return missing(1),
            },
            b"--option" => match (value(), value()) {
                (Some(name), Some(text)) => self.set_option(&name, &text),
                _ => return missing(2),
            },
            b"--system" | b"--eval-system" => match value() {
                Some(system) => self.settings.current_system = String::from_utf8_lossy(&system).into_owned(),
                None => return missing(1),
            },
            b"--extra-experimental-features" | b"--experimental-features" => match value() {
                Some(features) => self.set_option(b"extra-experimental-features", &features),
                None => return missing(1),
            },
            b"--max-call-depth" => match value() {
                Some(depth) => self.set_option(b"max-call-depth", &depth),
                None => return missing(1),
            },
            b"--show-trace" => self.settings.show_trace = true,
            b"--no-show-trace" => self.settings.show_trace = false,
            b"--trace-verbose" => self.settings.trace_verbose = true,
            b"--abort-on-warn" => self.settings.abort_on_warn = true,
            b"--impure" => self.settings.pure_eval = false,
            b"--pure-eval" => self.settings.pure_eval = true,
            b"--no-pure-eval" => self.settings.pure_eval = false,
            b"--restrict-eval" => self.settings.restrict_eval = true,
            b"--no-restrict-eval" => self.settings.restrict_eval = false,
            _ if arg.starts_with(b"-I") => self.search.push(arg[2..].to_vec()),
            // Settings of the store and of builds, which change no answer here.
            b"--read-only" | b"--readonly-mode" | b"--offline" | b"--repair" | b"-v" | b"--verbose" | b"--quiet"
            | b"--accept-flake-config" | b"--refresh" | b"-Q" | b"--no-build-output" | b"--fallback"
            | b"--keep-failed" | b"-K" | b"--keep-going" | b"-k" | b"--no-gc-warning" => {}
            b"--store" | b"--eval-store" | b"--log-format" | b"--max-jobs" | b"-j" | b"--cores" | b"--builders"
            | b"--timeout" | b"--max-silent-time" => {
                if value().is_none() {
                    return missing(1);
                }
            }
            _ => return Taken::No,
        }
        Taken::Yes
    }

    /// A setting by its name in nix.conf; settings that do not concern evaluation are left alone.
    fn set_option(&mut self, name: &[u8], value: &[u8]) {
        let text = String::from_utf8_lossy(value).into_owned();
        let on = text == "true";
        let settings = &mut self.settings;
        match name {
            b"pure-eval" => settings.pure_eval = on,
            b"restrict-eval" => settings.restrict_eval = on,
            b"show-trace" => settings.show_trace = on,
            b"trace-verbose" => settings.trace_verbose = on,
            b"abort-on-warn" => settings.abort_on_warn = on,
            b"eval-system" | b"system" => settings.current_system = text,
            b"max-call-depth" => settings.max_call_depth = text.parse().unwrap_or(settings.max_call_depth),
            b"experimental-features" => settings.features = text.split_whitespace().map(str::to_owned).collect(),
            b"extra-experimental-features" => settings.features.extend(text.split_whitespace().map(str::to_owned)),
            b"nix-path" => settings.nix_path = text.split_whitespace().map(|entry| split_entry(entry.as_bytes())).collect(),
            _ => {}
        }
    }

    /// The settings with the search path of `-I` and `NIX_PATH`, and the home directory.
    pub(crate) fn finish(&mut self) -> Settings {
        let mut settings = self.settings.clone();
        settings.home = std::env::var_os("HOME").map(OsStringExt::into_vec).unwrap_or_default();
        settings.current_dir = current_dir();
        let mut path: Vec<_> = self.search.iter().map(|entry| split_entry(entry)).collect();
        match std::env::var_os("NIX_PATH") {
            Some(variable) => path.extend(split_nix_path(&variable)),
            None => path.extend(std::mem::take(&mut settings.nix_path)),
        }
        settings.nix_path = path;
        if let Some(store) = std::env::var_os("NIX_STORE_DIR").or_else(|| std::env::var_os("NIX_STORE")) {
            settings.store_dir = store.to_string_lossy().into_owned();
        }
        settings
    }

    /// The set of arguments for functions that are called automatically.
    pub(crate) fn auto_args<'h>(&self, ev: &Evaluator<'h>, dir: &[u8]) -> Result<Attrs<'h>, Error<'h>> {
        let mut builder = AttrsBuilder::new(self.auto_args.len(), hmeval_diag::Pos::NONE);
        // Of several with one name the last counts.
        for (name, arg) in self.auto_args.iter().rev() {
            let value = match arg {
                AutoArg::Text(text) => ev.string(text),
                AutoArg::Expr(expr) => ev.delay_string(expr, dir)?,
                AutoArg::File(file) => ev.string(ev.read_file(&hmeval_eval::path::join(dir, file))?),
            };
            builder.insert(ev.symbols.intern(name), hmeval_diag::Pos::NONE, value);
        }
        Ok(builder.finish(ev.heap))
    }
}

/// The folder that the program was started in.
pub(crate) fn current_dir() -> Vec<u8> {
    std::env::current_dir().map(|dir| dir.into_os_string().into_vec()).unwrap_or_else(|_| b"/".to_vec())
}

/// The entries of `NIX_PATH`: separated by colons, but not by those of addresses.
fn split_nix_path(variable: &OsStr) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut entries = Vec::new();
    let mut rest = variable.as_bytes();
    while !rest.is_empty() {
        let mut end = 0;
        loop {
            end += rest[end..].iter().position(|byte| *byte == b':').unwrap_or(rest.len() - end);
            // A colon that belongs to `https://…` or `flake:…` does not separate.
            let entry = &rest[..end];
            let value = entry.iter().position(|byte| *byte == b'=').map_or(entry, |at| &entry[at + 1..]);
            let scheme = end < rest.len() && (rest[end..].starts_with(b"://") || matches!(value, b"flake" | b"channel"));
            if !scheme {
                break;
            }
            end += 1;
        }
        if end > 0 {
            entries.push(split_entry(&rest[..end]));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    entries
}

/// `prefix=path` or `path`.
fn split_entry(entry: &[u8]) -> (Vec<u8>, Vec<u8>) {
    match entry.iter().position(|byte| *byte == b'=') {
        Some(at) => (entry[..at].to_vec(), entry[at + 1..].to_vec()),
        None => (Vec::new(), entry.to_vec()),
    }
}
