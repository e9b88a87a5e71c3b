//! The cost of one process: wall time, CPU time, peak memory.
//!
//! What the system tells of ended children is a sum over all of them. So a small process of our own is put between: it has one
//! child, and its answer is that child's alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// The hidden task by which the process between is started.
pub(crate) const COMMAND: &str = "measure-one-process";

/// What a process cost and said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of processor time, in user code and in the system.
    pub(crate) cpu: f64,
    /// The most memory that it had at once, in KiB.
    pub(crate) memory: f64,
    /// Its standard output.
    pub(crate) output: String,
}

/// Runs the program and writes its cost to standard error; its own streams are left as they are, but for that one.
pub(crate) fn measure_here(program: &[&str]) -> Result<(), String> {
    let (name, args) = program.split_first().ok_or("no program")?;
    let start = Instant::now();
    let status = Command::new(name)
        .args(args)
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("{name}: {error}"))?;
    let wall = start.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let seconds = |time: nix::sys::time::TimeVal| {
        let microseconds = i32::try_from(time.tv_usec()).unwrap_or_default();
        time.tv_sec() as f64 + f64::from(microseconds) / 1e6
    };
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    if !status.success() {
        return Err(format!("{name} failed"));
    }
    eprintln!("{wall} {cpu} {}", usage.max_rss());
    Ok(())
}

/// Runs a program in `dir` and tells its cost.
pub(crate) fn measure(program: &Path, args: &[String], dir: &Path) -> Result<Cost, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(own);
    command.arg(COMMAND).arg(program).args(args).current_dir(dir);
    // Both sides without a store, a configuration, or a search path of this machine.
    command
        .env("NIX_REMOTE", "dummy://")
        .env("NIX_CONF_DIR", "/dev/null")
        .env("NIX_USER_CONF_FILES", "/dev/null");
    let output = command.output().map_err(|error| error.to_string())?;
    let costs = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(format!("{} {}: {}", program.display(), args.join(" "), costs.trim()));
    }
    let numbers: Vec<f64> = costs.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        [wall, cpu, memory] => {
            let output = String::from_utf8_lossy(&output.stdout).into_owned();
            Ok(Cost { wall: *wall, cpu: *cpu, memory: *memory, output })
        }
        _ => Err(format!("not a measurement: {costs}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_measure_is_an_error() {
        assert!(measure_here(&[]).is_err());
        assert!(measure_here(&["/no/such/program"]).is_err());
    }
}
