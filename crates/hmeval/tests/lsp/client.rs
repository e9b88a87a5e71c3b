//! A scripted client: what an editor sends, without the editor.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long a server may take for anything before the test fails.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server, and a folder that is open in it.
pub(crate) struct Client {
    server: Child,
    messages: Receiver<Value>,
    pub(crate) dir: tempfile::TempDir,
    next: i64,
    version: i64,
    text: String,
}

impl Client {
    /// Starts a server on a folder with these files, and opens the first.
    pub(crate) fn open(files: &[(&str, &str)], encoding: &str) -> Self {
        Self::open_with(files, encoding, json!({}))
    }

    /// As [`Self::open`], with more that the client can, or its `initializationOptions`.
    pub(crate) fn open_with(files: &[(&str, &str)], encoding: &str, more: Value) -> Self {
        Self::start(files, &[""], encoding, more)
    }

    /// A server with several open folders, the first with the first file, the second with the second.
    pub(crate) fn open_in_folders(files: &[(&str, &str)], folders: &[&str]) -> Self {
        let placed: Vec<_> =
            files.iter().zip(folders).map(|((name, text), dir)| (format!("{dir}/{name}"), *text)).collect();
        let placed: Vec<_> = placed.iter().map(|(name, text)| (&name[..], *text)).collect();
        Self::start(&placed, folders, "utf-16", json!({}))
    }

    fn start(files: &[(&str, &str)], folders: &[&str], encoding: &str, more: Value) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in folders {
            std::fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library");
        let mut server = Command::new(env!("CARGO_BIN_EXE_hmeval"))
            .arg("lsp")
            .env("HMEVAL_LIBRARY", library.canonicalize().unwrap())
            .env("NIX_PATH", "")
            .current_dir(dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(
            move || while read(&mut output).is_some_and(|message| sender.send(message).is_ok()) {},
        );
        let mut client = Client { server, messages, dir, next: 0, version: 1, text: String::new() };
        let root = client.uri("");
        let mut capabilities = json!({
            "general": { "positionEncodings": [encoding] },
            "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } },
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            capabilities[name] = value.clone();
        }
        let options = capabilities.as_object_mut().and_then(|all| all.remove("initializationOptions"));
        let mut params = json!({ "processId": null, "rootUri": root, "capabilities": capabilities });
        params["initializationOptions"] = options.unwrap_or_default();
        if folders.len() > 1 {
            let open = folders.iter().map(|name| json!({ "uri": client.uri(name), "name": name }));
            params["workspaceFolders"] = open.collect();
        }
        let answer = client.ask("initialize", params);
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        client.tell("initialized", json!({}));
        let (name, text) = files[0];
        client.text = text.to_owned();
        let document = json!({ "uri": client.uri(name), "languageId": "nix", "version": 1, "text": text });
        client.tell("textDocument/didOpen", json!({ "textDocument": document }));
        client
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(name)
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display()).trim_end_matches('/').to_owned()
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let body = message.to_string();
        let input = self.server.stdin.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        input.flush().unwrap();
    }

    /// A notification.
    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "method": method, "params": params }));
    }

    /// A request with its answer, be it an error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(json!({ "id": id, "method": method, "params": params }));
        self.wait(|message| (message["id"] == id).then(|| message.clone()))
    }

    /// A request with its result.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn wait<T>(&mut self, mut accept: impl FnMut(&Value) -> Option<T>) -> T {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            if let Some(found) = accept(&message) {
                return found;
            }
        }
    }

    /// The diagnostics of the newest text of a file, once they fulfil a condition.
    pub(crate) fn diagnostics(&mut self, name: &str, fulfil: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let (uri, newest) = (self.uri(name), self.version);
        self.wait(|message| {
            let published =
                message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
            let found = message["params"]["diagnostics"].as_array()?;
            let version = &message["params"]["version"];
            let is_newest = version.is_null() || *version == newest;
            (published && is_newest && fulfil(found)).then(|| found.clone())
        })
    }

    /// What is made of the first message that something is made of.
    pub(crate) fn message_when<T>(&mut self, accept: impl FnMut(&Value) -> Option<T>) -> T {
        self.wait(accept)
    }

    /// What the next notification of a kind says.
    pub(crate) fn message(&mut self, method: &str) -> Value {
        self.wait(|message| (message["method"] == method).then(|| message["params"].clone()))
    }

    /// The first diagnostic of any file that fulfils a condition, with the file's address.
    pub(crate) fn any_diagnostic(&mut self, fulfil: impl Fn(&Value) -> bool) -> (Value, Value) {
        self.wait(|message| {
            let found = message["params"]["diagnostics"].as_array()?;
            let one = found.iter().find(|one| fulfil(one))?;
            Some((message["params"]["uri"].clone(), one.clone()))
        })
    }

    /// Waits until a state of the texts was evaluated. Later ones take the place of those that are not yet.
    pub(crate) fn wait_for_evaluation(&mut self) {
        self.ask("workspace/symbol", json!({ "query": "" }));
    }

    /// Replaces the text of a file.
    pub(crate) fn change(&mut self, name: &str, text: &str) {
        self.version += 1;
        self.text = text.to_owned();
        let document = json!({ "uri": self.uri(name), "version": self.version });
        let changes = json!([{ "text": text }]);
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Opens another file of the folder.
    pub(crate) fn open_too(&mut self, name: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(name), "languageId": "nix", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// A request about the place where `at` begins in the text, and some bytes further.
    pub(crate) fn ask_at(&mut self, method: &str, name: &str, at: &str, further: usize) -> Value {
        self.ask(method, self.params_at(name, at, further))
    }

    /// What a request about such a place says.
    pub(crate) fn params_at(&self, name: &str, at: &str, further: usize) -> Value {
        let position = place(&self.text, self.text.find(at).unwrap() + further);
        let document = json!({ "uri": self.uri(name) });
        json!({ "textDocument": document, "position": position, "context": { "includeDeclaration": true, "triggerKind": 1 } })
    }

    /// What is shown for such a place, once it fulfils a condition: newer texts are evaluated a moment later.
    pub(crate) fn hover_when(
        &mut self,
        name: &str,
        at: &str,
        further: usize,
        fulfil: impl Fn(&str) -> bool,
    ) -> String {
        for _ in 0..600 {
            let hover = self.ask_at("textDocument/hover", name, at, further);
            let text = hover["contents"]["value"].as_str().unwrap_or_default();
            if fulfil(text) {
                return text.to_owned();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("hover over {at} never shows what it should");
    }

    /// The text after the edits that an answer has for the file that is open.
    pub(crate) fn edited(&self, edit: &Value, name: &str) -> String {
        self.edited_in(edit, name, &self.text)
    }

    /// The text of a file after the edits that an answer has for it.
    pub(crate) fn edited_in(&self, edit: &Value, name: &str, text: &str) -> String {
        let edits = edit["changes"][self.uri(name)].as_array().unwrap();
        let mut edits: Vec<_> = edits
            .iter()
            .map(|edit| {
                let range = offset(text, &edit["range"]["start"])..offset(text, &edit["range"]["end"]);
                (range, edit["newText"].as_str().unwrap())
            })
            .collect();
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut text = text.to_owned();
        for (range, new) in edits {
            text.replace_range(range, new);
        }
        text
    }

    /// The piece of the text that a range means, in UTF-16.
    pub(crate) fn piece(&self, range: &Value) -> &str {
        &self.text[offset(&self.text, &range["start"])..offset(&self.text, &range["end"])]
    }

    /// Says good-bye; the server has to end well.
    pub(crate) fn close(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

impl Client {
    /// How the server ends by itself.
    pub(crate) fn ended(mut self) -> std::process::ExitStatus {
        self.server.wait().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The next message of a server; read by hand, so that the framing is not only checked by the library that makes it.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().ok()?,
            _ if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// A place of a text in lines and UTF-16 units.
fn place(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": before.matches('\n').count(), "character": before[start..].encode_utf16().count() })
}

fn offset(text: &str, place: &Value) -> usize {
    let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut left = number("character");
    let mut at = start;
    for character in text[start..].chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(character.len_utf16());
        at += character.len_utf8();
    }
    at
}
