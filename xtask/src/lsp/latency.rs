//! How long a language server takes: from a start to the first diagnostics, from an edit to the diagnostics that are right for
//! it, and to completions; and how much memory it has after many edits.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, uri};

/// What is asked for.
struct Plan {
    file: PathBuf,
    root: PathBuf,
    server: String,
    /// The text behind whose last character the edits are.
    at: String,
    edits: usize,
    pause: Duration,
    /// Edits in a row before the memory is looked at for the last time.
    many: usize,
    /// Texts that are put on a line of their own and completed at their end.
    complete: Vec<String>,
    /// Whether the server says how far it is (`hmeval/status`).
    status: bool,
    /// Whether the edits leave the text right, so that there is nothing to be said of them.
    harmless: bool,
    /// How often a server is started.
    starts: usize,
}

impl Plan {
    fn read(options: &[&str]) -> Result<Self, String> {
        let (file, mut rest) = options.split_first().ok_or("which file?")?;
        let file = std::fs::canonicalize(file).map_err(|error| format!("{file}: {error}"))?;
        let root = file.parent().unwrap_or(Path::new("/")).to_path_buf();
        let mut plan = Plan {
            file,
            root,
            server: "hmeval lsp".to_owned(),
            at: String::new(),
            edits: 200,
            pause: Duration::from_millis(300),
            many: 0,
            complete: Vec::new(),
            status: true,
            harmless: false,
            starts: 1,
        };
        while let [name, value, more @ ..] = rest {
            let number = || value.parse::<u64>().map_err(|error| format!("{name} {value}: {error}"));
            let count = || number().map(|number| usize::try_from(number).unwrap_or(usize::MAX));
            match *name {
                "--server" => plan.server = (*value).to_owned(),
                "--root" => {
                    plan.root = std::fs::canonicalize(value).map_err(|error| format!("{value}: {error}"))?;
                }
                "--at" => plan.at = (*value).to_owned(),
                "--edits" => plan.edits = count()?,
                "--pause" => plan.pause = Duration::from_millis(number()?),
                "--many" => plan.many = count()?,
                "--complete" => plan.complete.push((*value).to_owned()),
                "--status" => plan.status = *value == "yes",
                "--harmless" => plan.harmless = *value == "yes",
                "--starts" => plan.starts = count()?.max(1),
                _ => return Err(format!("what is {name}?")),
            }
            rest = more;
        }
        Ok(plan)
    }
}

/// `cargo xtask lsp-latency FILE …`
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let plan = Plan::read(options)?;
    let text = std::fs::read_to_string(&plan.file).map_err(|error| error.to_string())?;
    let mut starts = Starts::default();
    let mut session = Session::start(&plan, &text, &mut starts)?;
    for _ in 1..plan.starts {
        drop(session);
        session = Session::start(&plan, &text, &mut starts)?;
    }
    starts.tell();
    session.settle();
    session.completions()?;
    session.edits()?;
    session.memory()?;
    Ok(())
}

/// What was measured while servers were started, after each start: the first diagnostics of all, those that were evaluated, and
/// those of everything.
#[derive(Default)]
struct Starts {
    first: Vec<Duration>,
    evaluated: Vec<Duration>,
    checked: Vec<Duration>,
    processor: Vec<Duration>,
}

impl Starts {
    fn tell(self) {
        report("from a start to the first diagnostics", self.first);
        if !self.checked.is_empty() {
            report("from a start to the evaluated diagnostics of the text", self.evaluated);
            report("from a start to everything evaluated", self.checked);
            report("processor time until then", self.processor);
        }
    }
}

/// What a server has said of a text.
#[derive(Default)]
struct Said {
    /// The last diagnostics.
    diagnostics: Vec<Value>,
    /// Whether they are those of everything evaluated.
    is_checked: bool,
}

struct Session<'p> {
    client: Client,
    plan: &'p Plan,
    text: String,
    version: i64,
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Prints what is usual and what is rare among some times.
fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
    let shown = |part| at(part).map_or(0.0, |time| milliseconds(*time));
    println!(
        "{what}: p50 {:.1} ms, p95 {:.1} ms, most {:.1} ms ({} times)",
        shown(50),
        shown(95),
        shown(100),
        times.len()
    );
}

fn is_diagnostics(message: &Value, uri: &str) -> bool {
    message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
}

fn place(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": before.matches('\n').count(), "character": before[start..].encode_utf16().count() })
}

impl<'p> Session<'p> {
    fn uri(&self) -> String {
        uri(&self.plan.file)
    }

    /// Waits for what the server says about the version of the text: the last diagnostics before it has looked at it.
    fn said(&mut self, state: &str) -> Result<Said, String> {
        let (uri, version, status) = (self.uri(), self.version, self.plan.status);
        let mut said = Said::default();
        self.client.wait(state, |message| {
            let published = is_diagnostics(message, &uri);
            if published {
                said.diagnostics = message["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
            }
            let told = message["method"] == "hmeval/status" && message["params"]["version"] == version;
            said.is_checked = told && message["params"]["state"] == "checked";
            let is_it = told && (said.is_checked || message["params"]["state"] == state);
            if status { is_it } else { published }
        })?;
        Ok(said)
    }

    /// Starts a server and opens the text.
    fn start(plan: &'p Plan, text: &str, starts: &mut Starts) -> Result<Self, String> {
        let start = Instant::now();
        let mut client = Client::start(&plan.server)?;
        client.initialize(&plan.root, json!({ "status": true }))?;
        client.open(&plan.file, text)?;
        let mut session = Session { client, plan, text: text.to_owned(), version: 1 };
        let uri = session.uri();
        session.client.wait("diagnostics", |message| is_diagnostics(message, &uri))?;
        starts.first.push(start.elapsed());
        if plan.status {
            let mut is_checked = session.said("glanced")?.is_checked;
            starts.evaluated.push(start.elapsed());
            while !is_checked {
                is_checked = session.said("checked")?.is_checked;
            }
            starts.checked.push(start.elapsed());
            starts.processor.push(session.client.processor_time());
        }
        Ok(session)
    }

    /// Waits until nothing more is being done.
    fn settle(&mut self) {
        std::thread::sleep(Duration::from_secs(3));
        self.client.waiting().for_each(drop);
    }

    /// Replaces a piece of the text.
    fn replace(&mut self, range: std::ops::Range<usize>, new: &str) -> Result<(), String> {
        self.version += 1;
        let change = json!([{
            "range": { "start": place(&self.text, range.start), "end": place(&self.text, range.end) }, "text": new,
        }]);
        let document = json!({ "uri": self.uri(), "version": self.version });
        self.text.replace_range(range, new);
        self.client
            .tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": change }))
    }

    /// Replaces a character by a wrong one, and back, and so on; what is said has to be right each time.
    fn edits(&mut self) -> Result<(), String> {
        let Some(found) = self.text.find(&self.plan.at).filter(|_| !self.plan.at.is_empty()) else {
            return Ok(());
        };
        let at = found + self.plan.at.len() - 1;
        let line = place(&self.text, at)["line"].clone();
        let right = self.text[at..=at].to_owned();
        let other = if right == "x" { "y" } else { "x" };
        let (mut times, mut processor, mut checked, mut wrong) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for number in 0..self.plan.edits {
            let is_changed = number % 2 == 0;
            let (begin, used) = (Instant::now(), self.client.processor_time());
            self.replace(at..at + 1, if is_changed { other } else { &right })?;
            let said = self.said("glanced")?;
            times.push(begin.elapsed());
            processor.push(self.client.processor_time().saturating_sub(used));
            let told = said
                .diagnostics
                .iter()
                .any(|one| one["severity"] == 1 && one["range"]["start"]["line"] == line);
            wrong += usize::from(told != (is_changed && !self.plan.harmless));
            if number % 20 == 19 && self.plan.status {
                if !said.is_checked {
                    self.said("checked")?;
                }
                checked.push(begin.elapsed());
            }
            if number == 19 {
                self.settle();
                self.tell_memory("after 20 edits");
            }
            std::thread::sleep(self.plan.pause);
            self.client.waiting().for_each(drop);
        }
        report("from an edit to its diagnostics", times);
        report("processor time until then, with that of older evaluations", processor);
        println!("  of them not what they should be: {wrong}");
        if !checked.is_empty() {
            report("from an edit to everything evaluated", checked);
        }
        for number in 0..self.plan.many {
            self.replace(at..at + 1, if number % 2 == 0 { other } else { &right })?;
            self.said("glanced")?;
        }
        self.settle();
        self.tell_memory(&format!("after {} edits", self.plan.edits + self.plan.many));
        Ok(())
    }

    fn tell_memory(&self, when: &str) {
        let (now, most) = self.client.memory();
        println!("memory {when}: {} MB, at most {} MB", now >> 20, most >> 20);
    }

    fn memory(&self) -> Result<(), String> {
        self.tell_memory("at the end");
        Ok(())
    }

    /// Completes texts on a new line in front of the last brace.
    fn completions(&mut self) -> Result<(), String> {
        for wanted in &self.plan.complete {
            let end = self.text.rfind('}').ok_or("the text has no set")?;
            let (mut times, mut processor, mut found) = (Vec::new(), Vec::new(), 0);
            for _ in 0..50 {
                let line = format!("\n  {wanted}\n");
                let used = self.client.processor_time();
                self.replace(end..end, &line)?;
                let begin = Instant::now();
                let position = place(&self.text, end + line.len() - 1);
                let document = json!({ "uri": self.uri() });
                let answer = self.client.ask(
                    "textDocument/completion",
                    json!({ "textDocument": document, "position": position }),
                )?;
                times.push(begin.elapsed());
                processor.push(self.client.processor_time().saturating_sub(used));
                let items = answer["result"]["items"].as_array().or(answer["result"].as_array());
                found = items.map_or(0, Vec::len);
                self.replace(end..end + line.len(), "")?;
                std::thread::sleep(Duration::from_millis(50));
                self.client.waiting().for_each(drop);
            }
            report(&format!("completion of `{wanted}`, {found} proposals"), times);
            report("processor time of the edit before it and of it", processor);
        }
        self.settle();
        Ok(())
    }
}
