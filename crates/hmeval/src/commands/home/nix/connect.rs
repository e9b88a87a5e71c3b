//! Finds the Nix daemon: its socket, or the program that serves a store which the caller may write to.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hmeval_store::StoreDir;
use hmeval_store::daemon::Daemon;

use crate::console::Console;

type Input = Box<dyn Read>;
type Output = Box<dyn Write>;

/// A connection over whatever there is.
pub(super) type Connection = Daemon<Input, Output>;

/// A daemon of our own; it ends when its input does.
pub(super) struct Server(Option<Child>);

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            // The connection is closed by now, at which it ends by itself.
            let _ = child.wait();
        }
    }
}

/// Connects to the daemon. The connection must go before the server, which waits for its end.
///
/// # Errors
/// If there is none, or it does not answer.
pub(super) fn connect(console: &Console<'_>, store: StoreDir) -> Result<(Connection, Server), String> {
    let socket = socket(console)?;
    let (from, to, server) = match UnixStream::connect(&socket) {
        Ok(stream) => {
            let other = stream.try_clone().map_err(|error| error.to_string())?;
            (Box::new(stream) as Input, Box::new(other) as Output, Server(None))
        }
        Err(refused) => serve(console).map_err(|error| {
            format!(
                "there is no Nix: the daemon's socket '{}' cannot be reached ({refused}), and 'nix-daemon' cannot be run \
                 ({error})",
                socket.display()
            )
        })?,
    };
    let daemon = Daemon::connect(from, to, store).map_err(|error| error.to_string())?;
    Ok((daemon, server))
}

/// Where the daemon listens, by Nix's variables.
fn socket(console: &Console<'_>) -> Result<PathBuf, String> {
    let variable =
        |name| console.environment.non_empty(name).map(|value| PathBuf::from(OsStr::from_bytes(value)));
    match console.environment.non_empty("NIX_REMOTE") {
        None | Some(b"auto" | b"daemon" | b"unix://") => {}
        Some(other) => {
            let other = String::from_utf8_lossy(other);
            let path = other.strip_prefix("unix://").filter(|path| path.starts_with('/'));
            let path =
                path.ok_or_else(|| format!("NIX_REMOTE is '{other}'; only a daemon's store is supported"))?;
            return Ok(PathBuf::from(path));
        }
    }
    let state = variable("NIX_STATE_DIR").unwrap_or_else(|| "/nix/var/nix".into());
    Ok(variable("NIX_DAEMON_SOCKET_PATH").unwrap_or_else(|| state.join("daemon-socket/socket")))
}

/// Starts a daemon for this connection alone.
fn serve(console: &Console<'_>) -> std::io::Result<(Input, Output, Server)> {
    let variables = &console.environment.variables;
    let program = find(variables.get(OsStr::new("PATH")).map(OsStr::new).unwrap_or_default(), "nix-daemon");
    let program = program.ok_or(std::io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.arg("--stdio").env_clear().envs(variables.iter());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (from, to) = (child.stdout.take(), child.stdin.take());
    match (from, to) {
        (Some(from), Some(to)) => Ok((Box::new(from), Box::new(to), Server(Some(child)))),
        _ => Err(std::io::ErrorKind::BrokenPipe.into()),
    }
}

/// A program of the caller's `PATH`.
fn find(path: &OsStr, name: &str) -> Option<PathBuf> {
    path.as_bytes()
        .split(|byte| *byte == b':')
        .map(|folder| Path::new(OsStr::from_bytes(folder)).join(name))
        .find(|program| program.is_file())
}
