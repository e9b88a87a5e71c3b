//! The cost of one process: wall time, CPU time, peak memory, and instructions.
//!
//! What the system tells of ended children is a sum over all of them. So a small process of our own is put between: it has one
//! child, and its answer is that child's alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// The hidden task by which the process between is started.
pub(crate) const COMMAND: &str = "measure-one-process";

/// What a process cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of processor time, in user code and in the system.
    pub(crate) cpu: f64,
    /// The most memory that it had at once, in KiB.
    pub(crate) memory: f64,
}

/// A process to be started: program, arguments, folder, and what its environment has besides ours.
#[derive(Clone, Debug)]
pub(crate) struct Process<'a> {
    pub(crate) program: &'a Path,
    pub(crate) args: Vec<String>,
    pub(crate) dir: &'a Path,
    pub(crate) env: Vec<(&'static str, String)>,
}

impl Process<'_> {
    fn command(&self, wrapped: &mut Command) {
        wrapped.arg(self.program).args(&self.args).current_dir(self.dir).stdin(Stdio::null());
        // Both sides without a configuration or a search path of this machine.
        wrapped
            .env_remove("NIX_PATH")
            .env("NIX_CONF_DIR", "/dev/null")
            .env("NIX_USER_CONF_FILES", "/dev/null");
        wrapped.envs(self.env.iter().map(|(name, value)| (name, value)));
    }

    fn label(&self) -> String {
        let args: String = self.args.join(" ").chars().take(200).collect();
        format!("{} {args}", self.program.display())
    }

    /// What it answers: its standard output.
    pub(crate) fn answer(&self) -> Result<Vec<u8>, String> {
        let mut command = Command::new("env");
        self.command(&mut command);
        let output = command.output().map_err(|error| format!("{}: {error}", self.label()))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(format!("{}: {}", self.label(), String::from_utf8_lossy(&output.stderr).trim())),
        }
    }

    /// Runs it and tells its cost. What it says is thrown away.
    pub(crate) fn cost(&self) -> Result<Cost, String> {
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = Command::new(own);
        command.arg(COMMAND);
        self.command(&mut command);
        let output = command.output().map_err(|error| error.to_string())?;
        let costs = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            return Err(format!("{}: {}", self.label(), costs.trim()));
        }
        let numbers: Vec<f64> = costs.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [wall, cpu, memory] => Ok(Cost { wall: *wall, cpu: *cpu, memory: *memory }),
            _ => Err(format!("not a measurement: {costs}")),
        }
    }

    /// The instructions of user code that it executes, as valgrind's callgrind counts them.
    ///
    /// A processor's own counter (`perf stat`) is exact to a few thousandths only, and virtual machines, those of CI among them,
    /// mostly have none. Callgrind's number is the same in each run of a program on one thread, so one processor is all it gets.
    pub(crate) fn instructions(&self) -> Result<u64, String> {
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0", "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]);
        self.command(&mut command);
        let output = command.output().map_err(|error| format!("taskset: {error}"))?;
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(format!("{}: {}", self.label(), said.trim()));
        }
        collected(&said).ok_or_else(|| format!("no count of instructions: {}", said.trim()))
    }
}

/// The number behind `Collected :` in callgrind's report.
fn collected(report: &str) -> Option<u64> {
    let (_, rest) = report.rsplit_once("Collected :")?;
    rest.split_whitespace().next()?.parse().ok()
}

/// Runs the program and writes its cost to standard error.
pub(crate) fn measure_here(program: &[&str]) -> Result<(), String> {
    let (name, args) = program.split_first().ok_or("no program")?;
    let start = Instant::now();
    let status = Command::new(name)
        .args(args)
        .stdout(Stdio::null())
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

/// Asks the system to forget the contents of the files below `folder`, so that the next process reads them from the disk.
/// Pages that are not yet written, or that a process has mapped, stay.
pub(crate) fn evict(folder: &Path) -> Result<(), String> {
    let mut left = vec![folder.to_path_buf()];
    while let Some(path) = left.pop() {
        let of = |error: std::io::Error| format!("{}: {error}", path.display());
        let metadata = path.metadata().map_err(of)?;
        if metadata.is_dir() {
            let entries = std::fs::read_dir(&path).map_err(of)?;
            // Links within a world lead to what is in it anyway, or are broken on purpose.
            left.extend(
                entries
                    .flatten()
                    .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
                    .map(|entry| entry.path()),
            );
        } else if metadata.is_file() {
            let file = std::fs::File::open(&path).map_err(of)?;
            let advice = nix::fcntl::PosixFadviseAdvice::POSIX_FADV_DONTNEED;
            nix::fcntl::posix_fadvise(&file, 0, 0, advice).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_measure_is_an_error() {
        assert!(measure_here(&[]).is_err());
        assert!(measure_here(&["/no/such/program"]).is_err());
    }

    #[test]
    fn callgrind_s_count_is_found() {
        assert_eq!(collected("==1== Events    : Ir\n==1== Collected : 1234\n==1==\n"), Some(1234));
        assert_eq!(collected("valgrind: no such tool"), None);
    }

    #[test]
    fn what_is_not_there_cannot_be_evicted() {
        assert!(evict(Path::new("/no/such/folder")).is_err());
    }
}
