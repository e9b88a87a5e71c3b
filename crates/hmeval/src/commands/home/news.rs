//! `hmeval news`: what the modules of the configuration announce. What was read is remembered in the file that Home
//! Manager uses for it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::planned::PlanFlags;
use crate::console::Console;
use crate::failure::Failure;
use crate::planning;
use crate::status::Status;

/// Arguments of `hmeval news`.
#[derive(Debug, clap::Args)]
pub(crate) struct NewsArgs {
    #[command(flatten)]
    plan: PlanFlags,
    /// Show those that were read as well
    #[arg(long)]
    all: bool,
    /// Do not remember that they were read
    #[arg(long)]
    peek: bool,
}

/// Runs the command.
pub(crate) fn run(args: &NewsArgs, console: &mut Console<'_>) -> Status {
    args.plan.evaluate(console, |ev, home, console| {
        let read = read_ids(console);
        let known: BTreeSet<String> = read
            .as_deref()
            .and_then(|file| fs::read_to_string(file).ok())
            .map(|text| text.lines().map(str::to_owned).collect())
            .unwrap_or_default();
        let entries = planning::entries(ev, home.config)?;
        let mut shown = Vec::new();
        for entry in entries.into_iter().filter(|entry| args.all || !known.contains(&entry.id)) {
            let text = format!("* {}\n\n{}\n\n", entry.time, entry.message.trim());
            console.out(text.as_bytes())?;
            shown.push(entry.id);
        }
        if shown.is_empty() {
            console.note(b"there is nothing new");
        }
        shown.retain(|id| !known.contains(id));
        match read {
            Some(file) if !args.peek && !shown.is_empty() => remember(&file, &shown)
                .map_err(|error| Failure::message(format!("cannot write '{}': {error}", file.display()))),
            _ => Ok(()),
        }
    })
}

/// The file of Home Manager with what was read.
fn read_ids(console: &Console<'_>) -> Option<PathBuf> {
    let path =
        |name: &str| console.environment.non_empty(name).map(|value| PathBuf::from(OsStr::from_bytes(value)));
    let data = path("XDG_DATA_HOME").or_else(|| Some(path("HOME")?.join(".local/share")))?;
    Some(data.join("home-manager/news-read-ids"))
}

fn remember(file: &Path, ids: &[String]) -> std::io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(file)?;
    let lines: String = ids.iter().map(|id| format!("{id}\n")).collect();
    file.write_all(lines.as_bytes())
}
