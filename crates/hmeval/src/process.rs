//! What a process gives to the program: streams, variables, a folder. Tests make their own.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Everything that the program sees of the process it runs in, besides files.
pub struct Process<'a> {
    /// Standard input.
    pub stdin: &'a mut (dyn Read + Send),
    /// Standard output: values, nothing else.
    pub stdout: &'a mut (dyn Write + Send),
    /// Standard error: everything else.
    pub stderr: &'a mut (dyn Write + Send),
    /// Which of them are terminals.
    pub terminal: Terminal,
    /// Environment variables, and the folder that relative paths start from.
    pub environment: Environment,
}

/// Which streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// Standard input (and output): somebody types.
    pub interactive: bool,
    /// Standard output.
    pub stdout: bool,
    /// Standard error.
    pub stderr: bool,
}

impl Terminal {
    /// The terminals of this process.
    pub fn of_process() -> Self {
        let stdout = std::io::stdout().is_terminal();
        let interactive = std::io::stdin().is_terminal() && stdout;
        Terminal { interactive, stdout, stderr: std::io::stderr().is_terminal() }
    }
}

/// Environment variables and the current folder.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The variables; clones share them.
    pub variables: Arc<BTreeMap<OsString, OsString>>,
    /// The folder that relative paths start from; absolute.
    pub dir: Vec<u8>,
    /// The names of the variables that were looked at, in this and in its clones.
    read: Arc<Mutex<BTreeSet<Vec<u8>>>>,
}

impl Environment {
    /// Those of this process.
    pub fn of_process() -> Self {
        let dir = std::env::current_dir().map(|dir| dir.into_os_string().into_vec());
        Environment::new(std::env::vars_os().collect(), dir.unwrap_or_else(|_| b"/".to_vec()))
    }

    /// These variables, and this folder.
    pub fn new(variables: BTreeMap<OsString, OsString>, dir: Vec<u8>) -> Self {
        Environment { variables: Arc::new(variables), dir, read: Arc::default() }
    }

    /// A variable.
    pub fn var(&self, name: &str) -> Option<&[u8]> {
        self.var_bytes(name.as_bytes())
    }

    /// A variable whose name need not be UTF-8.
    pub fn var_bytes(&self, name: &[u8]) -> Option<&[u8]> {
        let mut read = self.names_read();
        if !read.contains(name) {
            read.insert(name.to_vec());
        }
        self.variables.get(OsStr::from_bytes(name)).map(|value| value.as_bytes())
    }

    fn names_read(&self) -> MutexGuard<'_, BTreeSet<Vec<u8>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The variables that were looked at so far, with their values.
    pub(crate) fn variables_read(&self) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
        let read = self.names_read();
        let value = |name: &[u8]| self.variables.get(OsStr::from_bytes(name));
        read.iter().map(|name| (name.clone(), value(name).map(|value| value.as_bytes().to_vec()))).collect()
    }

    /// A variable that is set to something.
    pub fn non_empty(&self, name: &str) -> Option<&[u8]> {
        self.var(name).filter(|value| !value.is_empty())
    }
}
