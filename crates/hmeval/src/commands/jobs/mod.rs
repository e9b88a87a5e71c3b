//! `hmeval jobs`: the derivations of a flake, a file or an expression as lines of JSON, in the form of nix-eval-jobs, so that
//! Hydra, buildbot-nix and nix-fast-build spread the builds.
//!
//! Jobs are evaluated by several processes at once: `coordinate` hands paths of attributes to them and prints what they find,
//! `worker` is what such a process does, `job` looks at one path, `protocol` is what the two say to each other. A process
//! that dies or needs too much memory takes no other job with it.

mod coordinate;
mod job;
mod protocol;
mod worker;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::console::Console;
use crate::settings::flags::EvalFlags;
use crate::settings::flake_flags::FlakeFlags;
use crate::status::Status;

/// Processes, if nothing is said; each holds an evaluation of its own in memory.
const WORKERS_AT_MOST: usize = 4;

/// Arguments of `hmeval jobs`.
#[derive(Debug, clap::Args)]
pub(crate) struct JobsArgs {
    /// A file; with --expr, an expression
    #[arg(value_name = "FILE", required_unless_present = "flake", allow_hyphen_values = true)]
    source: Option<OsString>,
    /// A flake; without ATTR, its homes and hosts too
    #[arg(long, value_name = "REF[#ATTR]", conflicts_with = "source")]
    flake: Option<OsString>,
    /// FILE is an expression
    #[arg(short = 'E', long, requires = "source", conflicts_with = "flake")]
    expr: bool,
    /// Apply a function to what is evaluated, before jobs are looked for
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    select: Option<OsString>,
    /// Apply a function to each derivation; its result is the field extraValue
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    apply: Option<OsString>,
    /// How many processes evaluate [default: as many as cores, at most 4]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    workers: Option<u16>,
    /// Memory in megabytes that a process may use before another takes its place
    #[arg(long, value_name = "SIZE", default_value_t = 4096)]
    max_memory_size: usize,
    /// Add the field meta
    #[arg(long)]
    meta: bool,
    /// Look into all sets, not only into those with recurseForDerivations
    #[arg(long)]
    force_recurse: bool,
    /// Put a link to each derivation into a folder
    #[arg(long, value_name = "DIR")]
    gc_roots_dir: Option<PathBuf>,
    /// Write the derivations, and those that they need, to a folder
    #[arg(long, value_name = "DIR")]
    write_drv: Option<OsString>,
    /// For compatibility: input derivations are always shown
    #[arg(long)]
    show_input_drvs: bool,
    /// For the program itself: evaluate the paths that standard input names
    #[arg(long, hide = true)]
    as_worker: bool,
    #[command(flatten)]
    flake_flags: FlakeFlags,
    #[command(flatten)]
    eval: EvalFlags,
}

impl JobsArgs {
    /// How many processes evaluate.
    fn workers(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from).min(WORKERS_AT_MOST);
        self.workers.map_or_else(cores, usize::from)
    }
}

/// Runs the command. `command_line` is what it was called with, without the program's name: workers are called likewise.
pub(crate) fn run(args: &JobsArgs, command_line: &[OsString], console: &mut Console<'_>) -> Status {
    match args.as_worker {
        true => worker::run(args, console),
        false => coordinate::run(args, command_line, console),
    }
}
