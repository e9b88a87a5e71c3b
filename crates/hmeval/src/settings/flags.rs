//! The flags of our own commands that say what is evaluated and how.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::Settings;

use super::{AutoArg, EvalArgs};
use crate::console::Console;

/// What is evaluated.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct SourceFlags {
    /// Evaluate a file (or `-`: standard input; `<name>`: of the search path)
    #[arg(short, long, value_name = "FILE", help_heading = "What is evaluated")]
    pub(crate) file: Option<OsString>,
    /// Evaluate an expression
    #[arg(
        short = 'E',
        long,
        value_name = "EXPR",
        allow_hyphen_values = true,
        help_heading = "What is evaluated"
    )]
    pub(crate) expr: Option<OsString>,
}

/// How it is evaluated.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Evaluation")]
pub(crate) struct EvalFlags {
    /// Argument of a function that is called automatically: the value of an expression
    #[arg(long, num_args = 2, value_names = ["NAME", "EXPR"], allow_hyphen_values = true)]
    arg: Vec<OsString>,
    /// Argument of a function that is called automatically: a string
    #[arg(long, num_args = 2, value_names = ["NAME", "STRING"], allow_hyphen_values = true)]
    argstr: Vec<OsString>,
    /// Argument of a function that is called automatically: the content of a file
    #[arg(long, num_args = 2, value_names = ["NAME", "PATH"])]
    arg_from_file: Vec<OsString>,
    /// An entry of the search path, before those of NIX_PATH
    #[arg(short = 'I', long, value_name = "[PREFIX=]PATH")]
    include: Vec<OsString>,
    /// Allow what differs from machine to machine: variables, the time, any file
    #[arg(long)]
    pub(crate) impure: bool,
    /// Forbid it
    #[arg(long, conflicts_with = "impure")]
    pub(crate) pure_eval: bool,
    /// Only read files of the search path
    #[arg(long)]
    restrict_eval: bool,
    /// What `builtins.currentSystem` is
    #[arg(long, alias = "eval-system", value_name = "SYSTEM")]
    system: Option<String>,
    /// A setting of nix.conf
    #[arg(long, num_args = 2, value_names = ["NAME", "VALUE"], allow_hyphen_values = true)]
    option: Vec<OsString>,
    /// Switch on experimental features of the language
    #[arg(long, value_name = "FEATURES")]
    extra_experimental_features: Vec<String>,
    /// Calls in each other, at most
    #[arg(long, value_name = "N")]
    max_call_depth: Option<u32>,
    /// Use nothing but this machine: the Nix store and the cache of what was fetched before
    #[arg(long)]
    offline: bool,
    /// Look anew what branches and addresses stand for
    #[arg(long)]
    refresh: bool,
    /// The global registry of flakes: an address, a file, or nothing for none
    #[arg(long, value_name = "ADDRESS")]
    flake_registry: Option<String>,
    /// Look no names of flakes up in registries
    #[arg(long, alias = "no-registries")]
    no_use_registries: bool,
    /// Refuse Git trees with changes that are in no commit
    #[arg(long)]
    no_allow_dirty: bool,
    /// Take the flake REF wherever the name or reference FROM is asked for
    #[arg(long, num_args = 2, value_names = ["FROM", "REF"])]
    override_flake: Vec<OsString>,
    /// Show how it came to an error: all of it
    #[arg(long)]
    show_trace: bool,
    /// Use nothing that was remembered from earlier runs (answers, hashes of sources), and remember nothing
    #[arg(long, alias = "no-eval-cache")]
    no_cache: bool,
}

impl EvalFlags {
    /// The settings of the evaluation and the arguments of functions; warnings are printed.
    pub(crate) fn read(&self, console: &Console<'_>, pure: bool) -> (EvalArgs, Settings) {
        let mut args = EvalArgs::new(&console.environment);
        args.settings.pure_eval = pure;
        for (name, value) in pairs(&self.option) {
            args.set_option(&name.to_string_lossy(), &value.to_string_lossy());
        }
        for features in &self.extra_experimental_features {
            args.set_option("extra-experimental-features", features);
        }
        let auto = [
            (&self.arg, AutoArg::Expr as fn(Vec<u8>) -> AutoArg),
            (&self.argstr, AutoArg::Text),
            (&self.arg_from_file, AutoArg::File),
        ];
        for (given, kind) in auto {
            for (name, value) in pairs(given) {
                args.auto_args.insert(name.as_bytes().to_vec(), kind(value.as_bytes().to_vec()));
            }
        }
        args.include = self.include.iter().map(|entry| entry.as_bytes().to_vec()).collect();
        let settings = &mut args.settings;
        settings.show_trace |= self.show_trace;
        settings.restrict_eval |= self.restrict_eval;
        settings.use_caches &= !self.no_cache;
        settings.pure_eval = (settings.pure_eval || self.pure_eval) && !self.impure;
        if let Some(system) = &self.system {
            settings.current_system.clone_from(system);
        }
        if let Some(depth) = self.max_call_depth {
            settings.max_call_depth = depth.min(u32::MAX - 1);
        }
        settings.fetch.offline |= self.offline;
        if let Some(registry) = &self.flake_registry {
            settings.fetch.flake_registry.clone_from(registry);
        }
        settings.fetch.use_registries &= !self.no_use_registries;
        settings.fetch.allow_dirty &= !self.no_allow_dirty;
        if self.refresh {
            settings.fetch.tarball_ttl = 0;
        }
        for (from, to) in pairs(&self.override_flake) {
            settings.fetch.overrides.push((from.as_bytes().to_vec(), to.as_bytes().to_vec()));
        }
        args.warn(console);
        let settings = args.finish(&console.environment);
        (args, settings)
    }
}

fn pairs(values: &[OsString]) -> impl Iterator<Item = (&OsString, &OsString)> {
    values.chunks_exact(2).map(|pair| (&pair[0], &pair[1]))
}
