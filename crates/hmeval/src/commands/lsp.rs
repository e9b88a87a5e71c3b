//! `hmeval lsp`: a language server on standard input and output.

use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;

use hmeval_eval::path::join;
use hmeval_flake::SourceSettings;
use hmeval_ide::project::Libraries;
use hmeval_ide::worker::Options;
use hmeval_lsp::{serve, stdio};

use crate::console::Console;
use crate::library;
use crate::session::{available_stack, machine_memory, print_error, source_settings};
use crate::settings::flags::EvalFlags;
use crate::status::Status;
use crate::world::{Machine, cache_dir};

/// What an evaluation gets at most, in bytes: four times what a whole NixOS with its homes needs to be checked. A text without
/// an end (`let l = [ 1 ] ++ l; in …`) would have half of the machine otherwise.
const MOST_MEMORY: usize = 4 << 30;

/// Arguments of `hmeval lsp`.
#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// Talk over standard input and output (the only way; editors that pass it are understood)
    #[arg(long)]
    stdio: bool,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &LspArgs, console: &mut Console<'_>) -> Status {
    let (_, mut settings) = args.eval.read(console, false);
    if settings.max_memory == 0 {
        // Two evaluations can run at once, and others want to live beside an editor.
        settings.max_memory = (machine_memory() / 2).min(MOST_MEMORY);
    }
    let stack = available_stack();
    // What is not here yet is not fetched while somebody types.
    let mut sources = SourceSettings { progress: None, ..source_settings(console, &settings) };
    sources.fetch.offline = true;
    let builtin = builtin_library(console);
    // Flakes too are to have files that can be opened.
    settings.library = settings.library.map(|_| builtin.clone());
    for (_, dir) in &mut settings.nix_path {
        if let Some(within) = library::within(dir) {
            *dir = join(&builtin, within);
        }
    }
    let options = Options {
        machine: Arc::new(Machine::new(&console.environment, settings.use_caches)),
        settings,
        libraries: Libraries { builtin: Some(builtin) },
        sources,
        stack,
    };
    // The loop reads texts, which may be nested deeply.
    let served = std::thread::Builder::new().stack_size(stack).spawn(move || {
        let (connection, threads) = stdio().map_err(|error| error.to_string())?;
        let served = serve(&connection, options).map_err(|error| error.to_string());
        drop(connection);
        served.and_then(|()| threads.join().map_err(|error| error.to_string()))
    });
    let ended = served
        .map(|thread| thread.join().unwrap_or_else(|_| Err("it ended with an internal error".to_owned())));
    match ended {
        Ok(Ok(())) => Status::Done,
        Ok(Err(error)) => failed(console, &error),
        Err(error) => failed(console, &error.to_string()),
    }
}

fn failed(console: &Console<'_>, error: &str) -> Status {
    print_error(console, format!("the language server ended: {error}").as_bytes());
    Status::Failed
}

/// The folder of the built-in library: `HMEVAL_LIBRARY`, or where an installation has it beside the program, or a copy in
/// the cache: an editor can open its files. Else the one within the program.
fn builtin_library(console: &Console<'_>) -> Vec<u8> {
    if let Some(dir) = console.environment.non_empty("HMEVAL_LIBRARY") {
        return dir.to_vec();
    }
    let beside = || Some(std::env::current_exe().ok()?.parent()?.parent()?.join("share/hmeval/library"));
    let beside = beside().filter(|dir| dir.join("nixpkgs").is_dir());
    let unpacked = || library::unpacked(&cache_dir(&console.environment)?).ok();
    match beside.or_else(unpacked) {
        Some(dir) => dir.as_os_str().as_bytes().to_vec(),
        None => library::ROOT.to_vec(),
    }
}
