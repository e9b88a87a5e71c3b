//! Programs that answer as `nix-instantiate`, run as processes in a small fixed environment.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Set for processes in which the suite's own binary is to act as hmeval.
///
/// Cargo builds the binary of another package for no test, so the suite, which links the command line's library, plays it.
pub const ACT_AS_HMEVAL: &str = "HMEVAL_SUITE_ACTS_AS_HMEVAL";

/// How long a process may take, in seconds, before it counts as hanging.
const TIME_LIMIT: u64 = 60;

/// A program with the arguments that come first.
#[derive(Clone, Debug)]
pub struct Program {
    /// The executable.
    pub path: PathBuf,
    first: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
}

/// How a process ended and what it wrote.
#[derive(Debug)]
pub struct Output {
    /// The exit status, or what ended the process instead of an exit.
    pub end: End,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
}

/// The end of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It exited with this status.
    Exit(i32),
    /// A signal ended it: a crash.
    Signal(i32),
    /// It did not end in time and was killed.
    Timeout,
}

impl Program {
    /// The program at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let env = [
            ("HOME", "/homeless-shelter"),
            ("NO_COLOR", "1"),
            ("NIX_REMOTE", "dummy://"),
            ("TEST_VAR", "foo"),
        ];
        let mut env: Vec<(OsString, OsString)> =
            env.iter().map(|(name, value)| (name.into(), value.into())).collect();
        // No configuration of this machine or user is read.
        env.extend(
            [("NIX_CONF_DIR", "/dev/null"), ("NIX_USER_CONF_FILES", "/dev/null")]
                .map(|(n, v)| (n.into(), v.into())),
        );
        env.extend(std::env::var_os("PATH").map(|path| ("PATH".into(), path)));
        Program { path: path.into(), first: Vec::new(), env }
    }

    /// hmeval: `$HMEVAL_BIN`, or this very binary, which then acts as hmeval.
    ///
    /// # Panics
    /// If the operating system does not tell the path of the running binary.
    pub fn hmeval() -> Self {
        match std::env::var_os("HMEVAL_BIN") {
            Some(path) => Program::new(path),
            None => Program::new(std::env::current_exe().unwrap_or_else(|error| panic!("{error}")))
                .env(ACT_AS_HMEVAL, "1"),
        }
    }

    /// hmeval, answering as `nix-instantiate`.
    pub fn nix_instantiate() -> Self {
        Program::hmeval().arg("nix-instantiate")
    }

    /// The same program with one more leading argument.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.first.push(arg.into());
        self
    }

    /// The same program with one more environment variable.
    #[must_use]
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// A command that runs the program, for callers who need more than [`Program::run`].
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.env_clear().envs(self.env.iter().cloned()).args(&self.first);
        command
    }

    /// Runs the program in `dir` with `stdin` as its input.
    ///
    /// # Errors
    /// If the process cannot be started.
    pub fn run(&self, args: &[&str], stdin: &[u8], dir: &Path) -> std::io::Result<Output> {
        let mut command = self.command();
        command.args(args).current_dir(dir);
        run(command, stdin, Duration::from_secs(TIME_LIMIT))
    }
}

/// Runs a command to its end, or kills it after `limit`.
///
/// # Errors
/// If the process cannot be started or waited for.
pub fn run(mut command: Command, stdin: &[u8], limit: Duration) -> std::io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (mut to_child, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (done, both_done) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program that ends without reading all of its input closes the pipe, which is its right.
            let _ = to_child.take().map(|mut pipe| pipe.write_all(stdin));
        });
        let out_reader = scope.spawn({
            let done = done.clone();
            move || read_all(out, &done)
        });
        let err_reader = scope.spawn(move || read_all(err, &done));
        let in_time = both_done.recv_timeout(limit).is_ok() && both_done.recv_timeout(limit).is_ok();
        if !in_time {
            child.kill()?;
        }
        let status = child.wait()?;
        let end = match (in_time, status.code(), status.signal()) {
            (false, _, _) => End::Timeout,
            (true, Some(code), _) => End::Exit(code),
            (true, None, signal) => End::Signal(signal.unwrap_or_default()),
        };
        let stdout = out_reader.join().unwrap_or_default();
        let stderr = err_reader.join().unwrap_or_default();
        Ok(Output { end, stdout, stderr })
    })
}

fn read_all(pipe: Option<impl Read>, done: &mpsc::Sender<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was read before a failure is still worth showing.
    let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
    // The receiver is gone only if the time is over.
    let _ = done.send(());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Output {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, b"input", limit).unwrap()
    }

    #[test]
    fn the_end_of_a_process_is_told_apart() {
        let limit = Duration::from_secs(60);
        assert_eq!(shell("exit 3", limit).end, End::Exit(3));
        assert_eq!(shell("kill -SEGV $$", limit).end, End::Signal(11));
        assert_eq!(shell("exec tail -f /dev/null", Duration::from_millis(50)).end, End::Timeout);
    }

    #[test]
    fn input_and_outputs_are_connected() {
        let output = shell("cat; echo problem >&2", Duration::from_secs(60));
        assert_eq!((&output.stdout[..], &output.stderr[..]), (&b"input"[..], &b"problem\n"[..]));
    }
}
