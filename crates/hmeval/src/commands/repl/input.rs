//! Lines for the REPL: edited on a terminal, with history and completion; read as they come otherwise.

use std::cell::RefCell;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::rc::Rc;

use hmeval_eval::Evaluator;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Editor};

use super::complete::Completion;
use super::scope::Scope;
use crate::console::Console;

/// Lines that the history keeps.
const HISTORY: usize = 10_000;

/// Where lines come from.
pub(super) enum Input<'r, 'p, 'h> {
    /// Somebody types them.
    Terminal(Box<Terminal<'r, 'p, 'h>>),
    /// A file or a program gives them.
    Stream(&'r Console<'p>),
}

/// A terminal with a line editor.
pub(super) struct Terminal<'r, 'p, 'h> {
    editor: Editor<Completion<'r, 'p, 'h>, FileHistory>,
    history: Option<PathBuf>,
}

impl<'r, 'p, 'h> Input<'r, 'p, 'h> {
    /// The input of this process.
    pub(super) fn new(
        ev: &'r Evaluator<'h>,
        console: &'r Console<'p>,
        scope: Rc<RefCell<Scope<'h>>>,
    ) -> Self {
        if !console.terminal.interactive {
            return Input::Stream(console);
        }
        let config = Config::builder().completion_type(CompletionType::List).max_history_size(HISTORY);
        let editor =
            config.map(|config| config.auto_add_history(false).build()).and_then(Editor::with_config);
        let Ok(mut editor) = editor else { return Input::Stream(console) };
        editor.set_helper(Some(Completion { ev, console, scope }));
        let history = history_file(console);
        if let Some(file) = &history {
            // There is none at first.
            let _ = editor.load_history(file);
        }
        Input::Terminal(Box::new(Terminal { editor, history }))
    }

    /// The next line; `None` at the end, `Some(None)` if it was interrupted. `more`: it goes on with the one before.
    pub(super) fn line(&mut self, more: bool) -> Option<Option<Vec<u8>>> {
        match self {
            Input::Stream(console) => console.read_line().ok().flatten().map(Some),
            Input::Terminal(terminal) => {
                let prompt = if more { "        > " } else { "nix-repl> " };
                match terminal.editor.readline(prompt) {
                    Ok(line) => Some(Some(line.into_bytes())),
                    Err(ReadlineError::Interrupted) => Some(None),
                    Err(_) => None,
                }
            }
        }
    }

    /// Keeps a text in the history.
    pub(super) fn remember(&mut self, text: &[u8]) {
        let Input::Terminal(terminal) = self else { return };
        let text = String::from_utf8_lossy(text);
        let added = terminal.editor.add_history_entry(text.trim()).unwrap_or(false);
        if let (true, Some(file)) = (added, &terminal.history) {
            // A history that cannot be kept is no reason to stop.
            let _ = terminal.editor.append_history(file);
        }
    }
}

/// `$XDG_STATE_HOME/hmeval/repl-history`; its folder is made.
fn history_file(console: &Console<'_>) -> Option<PathBuf> {
    let path = |bytes: &[u8]| PathBuf::from(std::ffi::OsStr::from_bytes(bytes));
    let environment = &console.environment;
    let state = match environment.non_empty("XDG_STATE_HOME") {
        Some(state) => path(state),
        None => path(environment.non_empty("HOME")?).join(".local/state"),
    };
    let dir = state.join("hmeval");
    std::fs::create_dir_all(&dir).ok()?;
    Some(dir.join("repl-history"))
}
