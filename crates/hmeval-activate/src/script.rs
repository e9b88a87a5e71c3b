//! Runs activation blocks in one bash, as Home Manager does, with steps of our own between them.
//!
//! The blocks of a configuration may share variables and functions, so that they run in one process. Where a step of
//! ours comes, the script writes a marked line to its output and waits for the answer on a pipe.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use rustix::io::{FdFlags, fcntl_setfd};
use tempfile::NamedTempFile;

/// What the script can call.
const PRELUDE: &str = include_str!("prelude.sh");

/// How often a script that says nothing is asked whether it still runs.
const POLL: Duration = Duration::from_millis(50);

/// A part of an activation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Bash.
    Shell {
        /// The name of the block.
        name: String,
        /// Its text.
        script: String,
    },
    /// A step of our own, by name.
    Own(String),
}

impl Part {
    /// Puts another script in place of this part's, if it has one.
    pub(crate) fn change_script(&mut self, change: impl FnOnce(&str) -> String) {
        if let Part::Shell { script, .. } = self {
            *script = change(script);
        }
    }
}

/// How a script ended before its end.
#[derive(Debug)]
pub(crate) struct Stopped {
    /// The block or step that it ended in.
    pub(crate) at: String,
    /// Why.
    pub(crate) reason: String,
    /// The blocks and steps that were begun, in their order.
    pub(crate) begun: Vec<String>,
}

/// Where a script runs, and with what.
pub(crate) struct Setting<'a> {
    /// The folder that it starts in.
    pub(crate) home: &'a Path,
    /// Its environment.
    pub(crate) variables: &'a [(OsString, OsString)],
    /// A descriptor that it holds until its end, even if this process is killed.
    pub(crate) held: Option<BorrowedFd<'a>>,
}

/// Runs the parts. `own` does a step; `output` gets what the blocks say.
///
/// # Errors
/// If a part fails.
pub(crate) fn run(
    parts: &[Part],
    setting: &Setting<'_>,
    own: &mut dyn FnMut(&str) -> Result<(), String>,
    output: &mut dyn FnMut(&[u8]),
) -> Result<(), Stopped> {
    if parts.iter().all(|part| matches!(part, Part::Own(_))) {
        for part in parts {
            if let Part::Own(name) = part {
                own(name).map_err(|reason| Stopped { at: name.clone(), reason, begun: Vec::new() })?;
            }
        }
        return Ok(());
    }
    let mark = mark();
    let mut session = Session { begun: Vec::new(), failure: None, line: Vec::new(), mark: &mark, own };
    let result = session.run(parts, setting, output);
    let reason = match (session.failure, result) {
        (Some(reason), _) => reason,
        (None, Err(error)) => format!("cannot run bash: {error}"),
        (None, Ok(status)) if status.success() => return Ok(()),
        (None, Ok(status)) => format!("it ended with {status}"),
    };
    let at = session.begun.last().cloned().unwrap_or_else(|| "the start".to_owned());
    Err(Stopped { at, reason, begun: session.begun })
}

/// A text that no block writes by chance.
fn mark() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    format!("\u{1e}hmeval-{}-{}", std::process::id(), now.as_nanos())
}

fn script(parts: &[Part], mark: &str) -> String {
    let mut text = format!("__hmeval_mark={}\n{PRELUDE}", quote(mark));
    for part in parts {
        match part {
            Part::Own(name) => text.push_str(&format!("__hmeval_step {}\n", quote(&format!("own {name}")))),
            Part::Shell { name, script } => {
                let (begin, name) = (quote(&format!("block {name}")), quote(name));
                text.push_str(&format!("__hmeval_step {begin}\n_iNote 'Activating %s' {name}\n{script}\n"));
            }
        }
    }
    text.push_str("__hmeval_step end\n");
    text
}

/// A word for the shell.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

struct Session<'a> {
    /// The blocks and steps that were begun; the last one runs.
    begun: Vec<String>,
    failure: Option<String>,
    /// A line of output that is not complete.
    line: Vec<u8>,
    mark: &'a str,
    own: &'a mut dyn FnMut(&str) -> Result<(), String>,
}

impl Session<'_> {
    fn run(
        &mut self,
        parts: &[Part],
        setting: &Setting<'_>,
        output: &mut dyn FnMut(&[u8]),
    ) -> io::Result<ExitStatus> {
        let file = Text::write(|closing| format!("{closing}{}", script(parts, self.mark)))?;
        let (read, write) = io::pipe()?;
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc"]).arg(file.path()).current_dir(setting.home);
        command.env_clear().envs(setting.variables.iter().cloned());
        command.stdin(Stdio::piped()).stdout(write.try_clone()?).stderr(write);
        let inherited = [setting.held, file.inherited()];
        let inherit = |flags| inherited.iter().flatten().try_for_each(|held| fcntl_setfd(held, flags));
        inherit(FdFlags::empty())?;
        let spawned = command.spawn();
        inherit(FdFlags::CLOEXEC)?;
        let mut child = spawned?;
        // The command holds the writing end of the pipe.
        drop(command);
        let mut reply = child.stdin.take();
        let chunks = pump(read);
        let mut ended = false;
        loop {
            match chunks.recv_timeout(POLL) {
                Ok(chunk) => {
                    for asked in self.take(&chunk, output) {
                        ended |= asked == END;
                        let answer = self.answer(&asked);
                        if let Some(reply) = &mut reply {
                            // A script that is gone needs no answer.
                            let _ = writeln!(reply, "{answer}").and_then(|()| reply.flush());
                        }
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
                // What a block has started in the background may hold the pipe open for ever.
                Err(RecvTimeoutError::Timeout) if ended || child.try_wait()?.is_some() => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        output(&std::mem::take(&mut self.line));
        child.wait()
    }

    /// Takes output: hands on what people shall see, answers what the script asks.
    fn take(&mut self, chunk: &[u8], output: &mut dyn FnMut(&[u8])) -> Vec<String> {
        let mut asked = Vec::new();
        self.line.extend_from_slice(chunk);
        while let Some(end) = self.line.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.line.drain(..=end).collect();
            // A block may have begun the line.
            match find(&line, self.mark.as_bytes()) {
                Some(at) => {
                    output(&line[..at]);
                    let rest = String::from_utf8_lossy(&line[at + self.mark.len()..]).trim().to_owned();
                    asked.push(rest);
                }
                None => output(&line),
            }
        }
        asked
    }

    /// Does what the script asks for; the answer is a status for the shell.
    fn answer(&mut self, asked: &str) -> u8 {
        match asked.split_once(' ') {
            Some(("block", name)) => self.begun.push(name.to_owned()),
            Some(("own", name)) => {
                self.begun.push(name.to_owned());
                if let Err(reason) = (self.own)(name) {
                    self.failure = Some(reason);
                    return 1;
                }
            }
            _ => {}
        }
        0
    }
}

/// The text of a script, in a file: it can be longer than an argument may be.
enum Text {
    /// A file without a name, which nobody has to remove.
    Open(File),
    /// Where open files cannot be named.
    Named(NamedTempFile),
}

impl Text {
    /// The folder of the names of open files.
    const OPEN: &str = "/proc/self/fd";

    /// Writes it. `text` gets what closes the file in the shell, so that what blocks start does not have it.
    fn write(text: impl Fn(&str) -> String) -> io::Result<Self> {
        if !Path::new(Self::OPEN).exists() {
            let mut file = NamedTempFile::new()?;
            file.write_all(text("").as_bytes())?;
            return Ok(Text::Named(file));
        }
        let mut file = tempfile::tempfile()?;
        let closing = format!("exec {}<&-\n", file.as_raw_fd());
        file.write_all(text(&closing).as_bytes())?;
        Ok(Text::Open(file))
    }

    /// Its path, for the shell.
    fn path(&self) -> PathBuf {
        match self {
            Text::Open(file) => Path::new(Self::OPEN).join(file.as_raw_fd().to_string()),
            Text::Named(file) => file.path().to_owned(),
        }
    }

    /// What the shell has to inherit.
    fn inherited(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Text::Open(file) => Some(file.as_fd()),
            Text::Named(_) => None,
        }
    }
}

/// What the script asks at its end.
const END: &str = "end";

/// Reads a pipe on a thread of its own.
fn pump(mut read: io::PipeReader) -> mpsc::Receiver<Vec<u8>> {
    let (send, chunks) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = read.read(&mut buffer) {
            if send.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    chunks
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(name: &str, script: &str) -> Part {
        Part::Shell { name: name.to_owned(), script: script.to_owned() }
    }

    fn play(parts: &[Part], variables: &[(&str, &str)]) -> (Result<(), Stopped>, String, Vec<String>) {
        let home = tempfile::tempdir().unwrap();
        let path = std::env::var_os("PATH").unwrap();
        let mut all = vec![(OsString::from("PATH"), path), ("HOME".into(), home.path().into())];
        all.extend(variables.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        let (mut said, mut steps) = (Vec::new(), Vec::new());
        let mut own = |name: &str| {
            steps.push(name.to_owned());
            if name == "fail" { Err("no".to_owned()) } else { Ok(()) }
        };
        let setting = Setting { home: home.path(), variables: &all, held: None };
        let result = run(parts, &setting, &mut own, &mut |chunk| said.extend_from_slice(chunk));
        (result, String::from_utf8(said).unwrap(), steps)
    }

    #[test]
    fn blocks_share_a_shell_and_our_steps_come_between() {
        let parts = [
            shell("one", "x=3; printf open"),
            Part::Own("link".to_owned()),
            shell("two", "echo $x; run echo hi"),
        ];
        let (result, said, steps) = play(&parts, &[]);
        assert!(result.is_ok(), "{result:?}");
        assert_eq!(said, "Activating one\nopenActivating two\n3\nhi\n");
        assert_eq!(steps, ["link"]);
    }

    #[test]
    fn a_dry_run_prints_commands() {
        let (_, said, _) =
            play(&[shell("one", "run touch x; verboseEcho v")], &[("DRY_RUN", "1"), ("VERBOSE", "1")]);
        assert_eq!(said, "Activating one\ntouch x\nv\n");
    }

    #[test]
    fn a_failure_ends_it_and_is_told() {
        let (result, said, steps) =
            play(&[shell("bad", "echo why; false"), Part::Own("link".to_owned())], &[]);
        assert_eq!(result.unwrap_err().at, "bad");
        assert!(said.ends_with("why\n") && steps.is_empty());
        let (result, ..) =
            play(&[shell("a", "true"), Part::Own("fail".to_owned()), shell("b", "echo b")], &[]);
        assert_eq!(result.unwrap_err().reason, "no");
    }

    #[test]
    fn the_text_has_no_name_and_what_is_held_is_inherited() {
        let held = tempfile::tempfile().unwrap();
        let (mut said, mut own) = (Vec::new(), |_: &str| Ok(()));
        let path = std::env::var_os("PATH").unwrap();
        let home = tempfile::tempdir().unwrap();
        let variables = [(OsString::from("PATH"), path), ("HOME".into(), home.path().into())];
        let number = held.as_raw_fd();
        let script = format!("[[ -e /proc/self/fd/{number} ]] && echo held");
        let setting = Setting { home: home.path(), variables: &variables, held: Some(held.as_fd()) };
        run(&[shell("one", &script)], &setting, &mut own, &mut |chunk| said.extend_from_slice(chunk))
            .unwrap();
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("held\n"), "{said}");
        let text = run(&[shell("one", "echo $0 >name")], &setting, &mut own, &mut |_| {});
        assert!(text.is_ok());
        let name = std::fs::read_to_string(home.path().join("name")).unwrap();
        assert!(name.starts_with(Text::OPEN), "{name}");
        // Afterwards nobody else inherits it.
        let flags = rustix::io::fcntl_getfd(&held).unwrap();
        assert!(flags.contains(FdFlags::CLOEXEC));
    }

    #[test]
    fn what_runs_in_the_background_is_not_waited_for() {
        let (result, ..) = play(&[shell("daemon", "tail -f /dev/null & echo $! >pid")], &[]);
        assert!(result.is_ok());
    }
}
