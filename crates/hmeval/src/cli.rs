//! What can be asked for: the commands and their flags.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand};

use crate::commands;
use crate::console::{ColorChoice, Console};
use crate::session::report_output;
use crate::status::Status;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Blue.on_default().bold())
    .usage(AnsiColor::Blue.on_default().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Green.on_default());

/// Evaluates Nix, NixOS and Home Manager configurations natively, with no Nix installed
#[derive(Debug, Parser)]
#[command(name = "hmeval", version, styles = STYLES, max_term_width = 110, disable_help_subcommand = true)]
#[command(after_help = "Exit status: 0 done; 1 the configuration or expression is wrong; 2 wrong use;\n\
    3 activation refused, nothing written; 4 activation failed midway, the next run completes it.\n\
    Called by the name nix-instantiate, it answers as that command does.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags of all commands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Global {
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
    /// Say less on standard error; three times: errors only
    #[arg(long, global = true, action = clap::ArgAction::Count)]
    quiet: u8,
    /// Say more on standard error
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

impl Global {
    /// How talkative to be, as Nix counts it.
    pub(crate) fn verbosity(&self) -> u8 {
        3u8.saturating_add(self.verbose).saturating_sub(self.quiet)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what a configuration resolves to
    Show(commands::show::ShowArgs),
    /// Find what is wrong in a configuration: all of it
    Check(commands::check::CheckArgs),
    /// Say where the value of an option comes from: every definition, and what became of it
    Why(commands::why::WhyArgs),
    /// Search the options that there are, or list them
    Options(commands::options::OptionsArgs),
    /// Show what a switch would do to the home: files, packages, units, commands
    Plan(commands::home::plan::PlanArgs),
    /// Write the files of a home to a folder
    Build(commands::home::build::BuildArgs),
    /// Make the home what the configuration says
    Switch(commands::home::switch::SwitchArgs),
    /// Go back to the generation before the current one
    Rollback(commands::home::flags::ActivationFlags),
    /// List the generations of the home
    Generations(commands::home::generations::ListArgs),
    /// Go to a generation
    SwitchGeneration(commands::home::generations::SwitchArgs),
    /// Remove generations
    RemoveGenerations(commands::home::generations::RemoveArgs),
    /// Remove generations that are older than a time
    ExpireGenerations(commands::home::generations::ExpireArgs),
    /// Show what differs between two generations, plans or configurations
    Diff(commands::home::diff::DiffArgs),
    /// List the packages of the current generation
    Packages(commands::home::packages::PackagesArgs),
    /// Show the news of the configuration that were not read yet
    News(commands::home::news::NewsArgs),
    /// Remove everything that was put into the home, and all generations
    Uninstall(commands::home::uninstall::UninstallArgs),
    /// Write a first configuration
    Init(commands::home::init::InitArgs),
    /// Evaluate an expression or a file and print the value, as `nix eval` does
    Eval(commands::eval::EvalCommandArgs),
    /// Make flakes, lock their inputs, show what they say
    Flake(commands::flake::FlakeArgs),
    /// List the derivations of a flake, file or expression as lines of JSON, as nix-eval-jobs does
    Jobs(commands::jobs::JobsArgs),
    /// Compute derivations and print their paths
    Instantiate(commands::instantiate::InstantiateArgs),
    /// Evaluate line by line
    Repl(commands::repl::ReplArgs),
    /// Answer as Nix's nix-instantiate does (see `hmeval nix-instantiate --help`)
    #[command(disable_help_flag = true)]
    NixInstantiate {
        /// The arguments of nix-instantiate
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, num_args = 0..)]
        args: Vec<OsString>,
    },
    /// Serve an editor: what is wrong, completion, documentation, effective values
    Lsp(commands::lsp::LspArgs),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    Man {
        /// The folder that they are written to
        dir: PathBuf,
    },
}

/// Prints help, or what is wrong with the command line.
pub(crate) fn report(error: &clap::Error, console: &Console<'_>) -> Status {
    let rendered = error.render();
    let text = |color: bool| match color {
        true => rendered.ansi().to_string(),
        false => rendered.to_string(),
    };
    if error.use_stderr() {
        console.err_line(text(console.stderr_style().has_color()).trim_end().as_bytes());
        return Status::Usage;
    }
    match console.out(text(console.stdout_style().has_color()).as_bytes()) {
        Ok(()) => Status::Done,
        Err(error) => report_output(console, &error),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
