//! A client of the language server over its standard input and output.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use lsp_server::Message;
use serde_json::{Value, json};

/// How long a server may take for anything.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that was started.
pub(crate) struct Client {
    server: Child,
    messages: Receiver<Value>,
    next: i64,
    /// Nothing is sent, and whoever waits gets nothing at once.
    pub(crate) is_muted: bool,
}

/// The address of a file.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

impl Client {
    /// Starts a server: `command` and its arguments, separated by spaces.
    pub(crate) fn start(command: &str) -> Result<Self, String> {
        let mut words = command.split_whitespace();
        let program = words.next().ok_or("no command")?;
        let mut server = Command::new(program)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let mut output = BufReader::new(server.stdout.take().ok_or("no output")?);
        let (sender, messages) = channel();
        std::thread::spawn(
            move || {
                while read(&mut output).is_some_and(|message| sender.send(message).is_ok()) {}
            },
        );
        Ok(Client { server, messages, next: 0, is_muted: false })
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.server.id()
    }

    /// Sends what may be no message at all.
    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) -> Result<(), String> {
        let input = self.server.stdin.as_mut().ok_or("no input")?;
        input
            .write_all(bytes)
            .and_then(|()| input.flush())
            .map_err(|error| format!("the server is gone: {error}"))
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, mut message: Value) -> Result<(), String> {
        if self.is_muted {
            return Ok(());
        }
        message["jsonrpc"] = "2.0".into();
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
    }

    /// A notification.
    pub(crate) fn tell(&mut self, method: &str, params: Value) -> Result<(), String> {
        self.send(json!({ "method": method, "params": params }))
    }

    /// A request; its number.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<i64, String> {
        self.next += 1;
        self.send(json!({ "id": self.next, "method": method, "params": params }))?;
        Ok(self.next)
    }

    /// A request with its whole answer, be it an error.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        let id = self.request(method, params)?;
        if self.is_muted {
            return Ok(Value::Null);
        }
        self.wait(method, |message| message["id"] == id && message["method"].is_null())
    }

    /// Says hello.
    pub(crate) fn initialize(&mut self, root: &Path, options: Value) -> Result<Value, String> {
        let params = json!({
            "processId": null, "rootUri": uri(root), "initializationOptions": options,
            "workspaceFolders": [{ "uri": uri(root), "name": "root" }],
            "capabilities": {
                "textDocument": {
                    "completion": { "completionItem": { "snippetSupport": true } },
                    "publishDiagnostics": { "versionSupport": true },
                },
                "workspace": { "configuration": true },
            },
        });
        let answer = self.ask("initialize", params)?;
        self.tell("initialized", json!({}))?;
        Ok(answer)
    }

    /// The next message that is meant; answers what the server asks for in the meantime with nothing.
    pub(crate) fn wait(
        &mut self,
        what: &str,
        mut accept: impl FnMut(&Value) -> bool,
    ) -> Result<Value, String> {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = match self.messages.recv_timeout(left) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => return Err(format!("no answer: {what}")),
                Err(RecvTimeoutError::Disconnected) => return Err(format!("the server ended: {what}")),
            };
            if accept(&message) {
                return Ok(message);
            }
            self.reply(&message)?;
        }
    }

    /// Answers what a server asks for with nothing.
    fn reply(&mut self, message: &Value) -> Result<(), String> {
        if message["id"].is_null() || message["method"].is_null() {
            return Ok(());
        }
        let result = if message["method"] == "workspace/configuration" { json!([null]) } else { Value::Null };
        self.send(json!({ "id": message["id"], "result": result }))
    }

    /// Takes what comes until nothing has come for so long.
    pub(crate) fn listen(&mut self, silence: Duration, mut hear: impl FnMut(&Value)) -> Result<(), String> {
        loop {
            match self.messages.recv_timeout(silence) {
                Ok(message) => {
                    hear(&message);
                    self.reply(&message)?;
                }
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err("the server ended".to_owned()),
            }
        }
    }

    /// What has come and waits.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = Value> {
        self.messages.try_iter()
    }

    /// Opens a text.
    pub(crate) fn open(&mut self, path: &Path, text: &str) -> Result<(), String> {
        let document = json!({ "uri": uri(path), "languageId": "nix", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }))
    }

    /// Bytes of memory that the process has at present, and had at most.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()).unwrap_or(0)
                * 1024
        };
        (field("VmRSS:"), field("VmHWM:"))
    }

    /// Processor time that its threads have taken. Those that have ended are left out: a server keeps its own.
    pub(crate) fn processor_time(&self) -> Duration {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.id()));
        let threads = threads.into_iter().flatten().flatten();
        let taken = threads.filter_map(|thread| {
            let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
            text.split_whitespace().next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(taken.sum())
    }

    /// Whether the process has not ended by itself.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.server.try_wait(), Ok(None))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The next message of a server.
fn read(output: &mut impl BufRead) -> Option<Value> {
    serde_json::to_value(Message::read(output).ok()??).ok()
}
