//! Runs a process system call by system call, and kills it before one of those that change the file system.

use std::collections::BTreeSet;
use std::process::Command;

use nix::errno::Errno;
use nix::libc;
use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

/// How a traced process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It came to its end: its status, and how many calls there were.
    Exited(i32, usize),
    /// It was killed.
    Killed,
}

/// Runs a command that stops itself first; kills it at the call with this number.
///
/// # Errors
/// If it may not be traced.
pub(crate) fn trace(command: &mut Command, kill_at: Option<usize>) -> Result<Ended, Errno> {
    #[expect(clippy::zombie_processes, reason = "waited for with waitpid, as its threads are")]
    let child = command.spawn().unwrap();
    let main = Pid::from_raw(i32::try_from(child.id()).unwrap());
    waitpid(main, Some(WaitPidFlag::WUNTRACED))?;
    let options = Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACECLONE | Options::PTRACE_O_EXITKILL;
    if let Err(error) = ptrace::seize(main, options) {
        kill(main, Signal::SIGKILL)?;
        waitpid(main, None)?;
        return Err(error);
    }
    kill(main, Signal::SIGCONT)?;
    let mut tracer = Tracer { main, kill_at, calls: 0, inside: BTreeSet::new() };
    loop {
        match waitpid(None::<Pid>, Some(WaitPidFlag::__WALL)) {
            Ok(status) => {
                if let Some(ended) = tracer.step(status) {
                    return Ok(ended);
                }
            }
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
}

struct Tracer {
    main: Pid,
    kill_at: Option<usize>,
    calls: usize,
    /// The threads that are in a system call.
    inside: BTreeSet<Pid>,
}

impl Tracer {
    fn step(&mut self, status: WaitStatus) -> Option<Ended> {
        match status {
            WaitStatus::Exited(pid, status) if pid == self.main => {
                return Some(Ended::Exited(status, self.calls));
            }
            WaitStatus::Signaled(pid, ..) if pid == self.main => return Some(Ended::Killed),
            WaitStatus::PtraceSyscall(pid) => {
                let enters = !self.inside.remove(&pid);
                if enters {
                    self.inside.insert(pid);
                    self.enter(pid);
                }
                go_on(pid, None);
            }
            // A signal for the process: it gets it, except for the one that began the tracing.
            WaitStatus::Stopped(pid, signal) => {
                go_on(pid, (signal != Signal::SIGSTOP && signal != Signal::SIGTRAP).then_some(signal));
            }
            WaitStatus::PtraceEvent(pid, ..) => go_on(pid, None),
            _ => {}
        }
        None
    }

    fn enter(&mut self, pid: Pid) {
        let Ok(registers) = ptrace::getregs(pid) else { return };
        let arguments = [registers.rdi, registers.rsi, registers.rdx];
        if !changes_files(i64::try_from(registers.orig_rax).unwrap_or(-1), arguments) {
            return;
        }
        if self.kill_at == Some(self.calls) {
            // At the entry of the call: it is not done any more.
            let _ = kill(self.main, Signal::SIGKILL);
        }
        self.calls += 1;
    }
}

/// A process that is killed in the meantime cannot go on.
fn go_on(pid: Pid, signal: Option<Signal>) {
    let _ = ptrace::syscall(pid, signal);
}

/// Whether a call can change the file system. Writing to the standard streams does not.
fn changes_files(call: i64, [first, second, third]: [u64; 3]) -> bool {
    let creates = |flags: u64| flags & u64::try_from(libc::O_CREAT | libc::O_TRUNC).unwrap_or(0) != 0;
    match call {
        libc::SYS_open => creates(second),
        libc::SYS_openat => creates(third),
        libc::SYS_write | libc::SYS_pwrite64 | libc::SYS_writev => first > 2,
        libc::SYS_rename
        | libc::SYS_renameat
        | libc::SYS_renameat2
        | libc::SYS_symlink
        | libc::SYS_symlinkat
        | libc::SYS_link
        | libc::SYS_linkat
        | libc::SYS_unlink
        | libc::SYS_unlinkat
        | libc::SYS_mkdir
        | libc::SYS_mkdirat
        | libc::SYS_rmdir
        | libc::SYS_chmod
        | libc::SYS_fchmod
        | libc::SYS_fchmodat
        | libc::SYS_truncate
        | libc::SYS_ftruncate
        | libc::SYS_copy_file_range
        | libc::SYS_sendfile
        | libc::SYS_creat => true,
        _ => false,
    }
}
