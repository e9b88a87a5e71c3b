//! Messages that no editor sends, for as long as is asked for: random and hostile ones, edits in the middle of evaluations,
//! files that vanish, texts of megabytes, positions that lie nowhere. The server has to answer each request, with ranges that
//! lie in the text, and to go on.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, uri};
use crate::random::Random;

const METHODS: [&str; 20] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/declaration",
    "textDocument/references",
    "textDocument/completion",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/documentLink",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "workspace/symbol",
    "codeLens/resolve",
    "workspace/executeCommand",
    "nobody/knowsThis",
];

const PIECES: [&str; 34] = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "a",
    "programs.git.",
    "programs.git.enable",
    " = ",
    ";",
    "\"",
    "''",
    "${",
    "./x",
    "let ",
    "in ",
    "with pkgs; ",
    "rec ",
    "inherit ",
    ": ",
    "@",
    "...",
    "?",
    ".",
    "\n",
    "\r",
    "\u{1f600}",
    "# \u{e4}",
    "/*",
    "config.",
    "lib.mkIf true ",
    "\0",
    "imports = [ ./b.nix ];",
];

const HOME: &str = "{ config, lib, pkgs, ... }:\n{\n  imports = [ ./b.nix ];\n  # \u{1f600} \u{e4}\n  \
                    home.username = \"jdoe\";\n  programs.git.enable = true;\n}\n";

/// `cargo xtask lsp-hostile SECONDS [SEED] [SERVER] [ROUND]`: what is sent before a round can be left out, to come to it again.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let [seconds, rest @ ..] = options else { return Err("how many seconds?".to_owned()) };
    let seconds = seconds.parse().map_err(|_| "SECONDS is a number")?;
    let seed = rest.first().map_or(Ok(1), |seed| seed.parse()).map_err(|_| "SEED is a number")?;
    let server = rest.get(1).copied().unwrap_or("target/release/hmeval lsp");
    let first: u64 = rest.get(2).map_or(Ok(0), |round| round.parse()).map_err(|_| "ROUND is a number")?;
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = dir.path().canonicalize().map_err(|error| error.to_string())?;
    let mut attack = Attack::begin(server, root, seed)?;
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut rounds = 0_u64;
    attack.client.is_muted = true;
    while Instant::now() < end {
        if rounds == first {
            attack.speak()?;
        }
        attack.round().map_err(|error| format!("round {rounds} of the seed {seed}: {error}"))?;
        rounds += 1;
    }
    attack.end()?;
    println!("{rounds} rounds, {} requests answered, {} refused", attack.answered, attack.refused);
    Ok(())
}

struct Attack {
    client: Client,
    root: PathBuf,
    random: Random,
    /// The open texts, as the server should have them.
    texts: [Option<String>; 2],
    version: i64,
    answered: u64,
    refused: u64,
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| error.to_string())
}

/// A place of a text in lines and UTF-16 units, as the protocol moves it: not behind the end of its line.
fn lines(text: &str) -> Vec<u64> {
    let mut widths = vec![0];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' => widths.push(0),
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    widths.push(0);
                }
            }
            _ => *widths.last_mut().unwrap_or(&mut 0) += character.len_utf16() as u64,
        }
    }
    widths
}

/// The first range in an answer that does not lie in the text.
fn wrong_range<'v>(value: &'v Value, lines: &[u64]) -> Option<&'v Value> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| wrong_range(item, lines)),
        Value::Object(fields) => {
            // Other files have other lines.
            if fields.get("uri").is_some() || fields.contains_key("targetUri") {
                return None;
            }
            let lies = |at: &Value| {
                let line = at["line"].as_u64().and_then(|line| usize::try_from(line).ok());
                let width = line.and_then(|line| lines.get(line));
                width.is_some_and(|width| at["character"].as_u64().is_some_and(|column| column <= *width))
            };
            if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end"))
                && (!lies(start) || !lies(end))
            {
                return Some(value);
            }
            let inside =
                fields.iter().filter(|(name, _)| *name != "changes" && *name != "relatedInformation");
            inside.map(|(_, field)| field).find_map(|field| wrong_range(field, lines))
        }
        _ => None,
    }
}

impl Attack {
    fn begin(server: &str, root: PathBuf, seed: u64) -> Result<Self, String> {
        write(&root.join("a.nix"), HOME)?;
        write(&root.join("b.nix"), "{ programs.bat.enable = true; }\n")?;
        let mut client = Client::start(server)?;
        client.initialize(&root, json!({}))?;
        Ok(Attack {
            client,
            root,
            random: Random::new(seed),
            texts: [None, None],
            version: 0,
            answered: 0,
            refused: 0,
        })
    }

    /// Begins to send; the server gets to know the texts that are open.
    fn speak(&mut self) -> Result<(), String> {
        self.client.is_muted = false;
        for index in 0..2 {
            if let Some(text) = &self.texts[index] {
                self.client.open(&self.path(index), text)?;
            }
        }
        Ok(())
    }

    fn path(&self, index: usize) -> PathBuf {
        self.root.join(["a.nix", "b.nix"][index])
    }

    fn text(&mut self) -> String {
        match self.random.below(12) {
            0 => HOME.to_owned(),
            1 => "[".repeat(self.random.below(100_000)),
            2 => "a: ".repeat(self.random.below(50_000)),
            3 => format!("{{ a = ''{}''; }}", "x\n".repeat(1 + self.random.below(200_000))),
            4 if self.random.below(20) == 0 => "{ a = 1; }\n".repeat(500_000),
            _ => (0..self.random.below(40)).map(|_| PIECES[self.random.below(PIECES.len())]).collect(),
        }
    }

    fn position(&mut self) -> Value {
        let number = |random: &mut Random| match random.below(12) {
            0 => json!(u32::MAX),
            1 => json!(1_000_000),
            _ => json!(random.below(30)),
        };
        let (line, character) = (number(&mut self.random), number(&mut self.random));
        json!({ "line": line, "character": character })
    }

    /// One to a few messages.
    fn round(&mut self) -> Result<(), String> {
        let index = self.random.below(2);
        match self.random.below(24) {
            0 => self.open(index),
            1 => self.close(index),
            2 => self.touch(index),
            3 => self.nonsense(),
            4..=8 => self.replace(index),
            9..=12 => self.change(index),
            _ => self.request(index),
        }?;
        match self.client.is_alive() {
            true => Ok(()),
            false => Err("the server has ended".to_owned()),
        }
    }

    fn open(&mut self, index: usize) -> Result<(), String> {
        let text = if index == 0 { HOME.to_owned() } else { self.text() };
        self.client.open(&self.path(index), &text)?;
        self.texts[index] = Some(text);
        Ok(())
    }

    fn close(&mut self, index: usize) -> Result<(), String> {
        let document = json!({ "textDocument": { "uri": uri(&self.path(index)) } });
        self.texts[index] = None;
        self.client.tell("textDocument/didClose", document)
    }

    /// Files that vanish and come again, behind the server's back.
    fn touch(&mut self, index: usize) -> Result<(), String> {
        let path = self.path(index);
        match self.random.below(4) {
            0 => drop(std::fs::remove_file(path)),
            1 => std::fs::write(path, b"\xff\xfe { \x80").map_err(|error| error.to_string())?,
            _ => write(&path, HOME)?,
        }
        let changes =
            json!({ "changes": [{ "uri": uri(&self.path(index)), "type": 1 + self.random.below(3) }] });
        self.client.tell("workspace/didChangeWatchedFiles", changes)
    }

    fn nonsense(&mut self) -> Result<(), String> {
        let message = match self.random.below(5) {
            0 => json!({ "method": "textDocument/didChange", "params": [1, 2] }),
            1 => json!({ "method": "$/cancelRequest", "params": { "id": self.random.below(1000) } }),
            2 => {
                json!({ "method": "textDocument/didOpen", "params": { "textDocument": { "uri": "untitled:x" } } })
            }
            3 => {
                json!({ "method": "textDocument/didSave", "params": { "textDocument": { "uri": "file:///nowhere" } } })
            }
            _ => json!({ "method": "$/setTrace", "params": null }),
        };
        self.client.send(message)
    }

    /// Another text as a whole.
    fn replace(&mut self, index: usize) -> Result<(), String> {
        let text = self.text();
        self.version += 1;
        let document = json!({ "uri": uri(&self.path(index)), "version": self.version });
        if self.texts[index].is_some() {
            self.texts[index] = Some(text.clone());
        }
        let changes = json!([{ "text": text }]);
        self.client
            .tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
    }

    /// A piece at places that may lie nowhere. Where they do not, the text is known afterwards too.
    fn change(&mut self, index: usize) -> Result<(), String> {
        self.version += 1;
        let (from, to) = (self.position(), self.position());
        let piece = PIECES[self.random.below(PIECES.len())];
        let document = json!({ "uri": uri(&self.path(index)), "version": self.version });
        let changes = json!([{ "range": { "start": from, "end": to }, "text": piece }]);
        self.client
            .tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))?;
        // What it is now is only known to the server: a text as a whole follows.
        if self.random.below(2) == 0 { self.replace(index) } else { self.forget(index) }
    }

    fn forget(&mut self, index: usize) -> Result<(), String> {
        self.close(index)
    }

    fn request(&mut self, index: usize) -> Result<(), String> {
        let method = METHODS[self.random.below(METHODS.len())];
        let (from, to) = (self.position(), self.position());
        let params = json!({
            "textDocument": { "uri": uri(&self.path(index)) }, "position": from, "positions": [from, to], "newName": "x",
            "range": { "start": from, "end": to }, "query": "pro", "command": "hmeval.choose", "arguments": [],
            "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
        });
        let params = if self.random.below(30) == 0 { Value::Null } else { params };
        // Some are not waited for, and taken back.
        if self.random.below(6) == 0 {
            let id = self.client.request(method, params)?;
            return self.client.tell("$/cancelRequest", json!({ "id": id }));
        }
        let answer = self.client.ask(method, params)?;
        if answer["error"]["code"] == -32603 {
            return Err(format!("{method}: {answer}"));
        }
        match answer.get("error").filter(|error| !error.is_null()) {
            Some(_) => self.refused += 1,
            None => self.answered += 1,
        }
        if let Some(text) = &self.texts[index]
            && let Some(range) = wrong_range(&answer["result"], &lines(text))
        {
            return Err(format!("{method}: {range} does not lie in the text"));
        }
        Ok(())
    }

    /// After all of it the server still does what it is for.
    fn end(&mut self) -> Result<(), String> {
        write(&self.path(0), HOME)?;
        write(&self.path(1), "{ }")?;
        for index in 0..2 {
            self.close(index)?;
        }
        let wrong = HOME.replace("git.enable", "git.enabel");
        self.client.open(&self.path(0), &wrong)?;
        let uri = uri(&self.path(0));
        self.client.wait("the mistake", |message| {
            let found = message["params"]["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
            message["params"]["uri"] == uri && found.iter().any(|one| one["code"] == "unknown-option")
        })?;
        let answer = self.client.ask("shutdown", Value::Null)?;
        match answer.get("error") {
            None | Some(Value::Null) => self.client.tell("exit", Value::Null),
            Some(error) => Err(error.to_string()),
        }
    }
}
