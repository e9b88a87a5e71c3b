//! What a language server says of sown mistakes, and whether the changes that it offers mend them.
//!
//! A folder has the configuration in `default.nix`, and the modules with mistakes, one after the other, in `case.nix` and
//! `other.nix`. The server has `case.nix` open. Of each mistake is counted whether its kind is told, whether that is told at the
//! right token, whether the first change that is offered there mends it, and whether any does. A file is mended if nothing
//! is left to say about it that is as bad as the mistake was.
//!
//! Servers that do not say when they are done are given time until they are silent; any word of theirs on the right line counts
//! as finding the mistake, because their codes are their own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Question;
use super::kind::{KINDS, Kind};
use super::options::Options;
use super::sow::Sown;
use crate::lsp::client::{Client, uri};

/// How long a server that says nothing is taken for done.
const SILENCE: Duration = Duration::from_millis(700);

/// Counts of one kind.
#[derive(Default)]
struct Score {
    sown: usize,
    found: usize,
    placed: usize,
    first: usize,
    mended: usize,
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.sown += other.sown;
        self.found += other.found;
        self.placed += other.placed;
        self.first += other.first;
        self.mended += other.mended;
    }

    fn tell(&self, name: &str) {
        println!(
            "| {name} | {} | {} | {} | {} | {} |",
            self.sown, self.found, self.placed, self.first, self.mended
        );
    }
}

/// Asks a language server about all kinds, and prints a table.
pub(super) fn measure(question: &Question, server: &str, folder: &Path) -> Result<(), String> {
    let known = Options::of(question)?;
    let mut desk = Desk::begin(question, server, folder)?;
    println!("| mistake | sown | found | at the right token | first change mends it | a change mends it |");
    println!("|---|---|---|---|---|---|");
    let mut total = Score::default();
    for kind in KINDS.iter().filter(|kind| question.wants(kind)) {
        let mut score = Score::default();
        for sown in question.sow(kind, &known, &folder.join("sown")) {
            desk.judge(kind, &sown, &mut score, question.talkative)?;
        }
        match kind.is_right() {
            true => println!("| {} | {} | {} with a false alarm | | | |", kind.name, score.sown, score.found),
            false => score.tell(kind.name),
        }
        if !kind.is_right() {
            total.add(&score);
        }
    }
    total.tell("all");
    desk.tell_time();
    Ok(())
}

/// A place where a server works.
struct Desk {
    client: Client,
    case: PathBuf,
    other: PathBuf,
    /// The text of the configuration.
    configuration: String,
    version: i64,
    /// Whether the server says when it is done.
    says_when: bool,
    published: BTreeMap<String, Vec<Value>>,
    /// From a change to the first diagnostics of the text, and to the last.
    waited: Vec<(Duration, Duration)>,
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

impl Desk {
    fn begin(question: &Question, server: &str, folder: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(folder.join("sown")).map_err(|error| error.to_string())?;
        let (case, other) = (folder.join("case.nix"), folder.join("other.nix"));
        // The word tells servers which file has the configuration.
        let configuration = format!("# evalModules\n{}\n", question.with(&[case.clone(), other.clone()]));
        write(&folder.join("default.nix"), &configuration)?;
        write(&case, "{ }\n")?;
        write(&other, "{ }\n")?;
        let mut client = Client::start(server)?;
        let answer = client.initialize(folder, json!({ "status": true }))?;
        client.open(&case, "{ }\n")?;
        let mut desk = Desk {
            client,
            case,
            other,
            configuration,
            version: 1,
            says_when: answer["result"]["serverInfo"]["name"] == "hmeval",
            published: BTreeMap::new(),
            waited: Vec::new(),
        };
        desk.wait()?;
        desk.waited.clear();
        Ok(desk)
    }

    fn file_of_configuration(&self) -> PathBuf {
        self.case.with_file_name("default.nix")
    }

    /// Waits until the server is done with the text.
    fn wait(&mut self) -> Result<(), String> {
        let (version, says_when, start) = (self.version, self.says_when, Instant::now());
        let (case, published) = (uri(&self.case), &mut self.published);
        let (mut first, mut last) = (None, Duration::ZERO);
        let mut take = |message: &Value| {
            let is_published = message["method"] == "textDocument/publishDiagnostics";
            if is_published {
                let of = message["params"]["uri"].as_str().unwrap_or_default().to_owned();
                if of == case {
                    last = start.elapsed();
                    first.get_or_insert(last);
                }
                let found = message["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
                published.insert(of, found);
            }
            let status = message["method"] == "hmeval/status" && message["params"]["version"] == version;
            status && message["params"]["state"] == "checked"
        };
        match says_when {
            true => drop(self.client.wait("checked", &mut take)?),
            false => self.client.listen(SILENCE, |message| {
                take(message);
            })?,
        }
        self.waited.extend(first.map(|first| (first, last)));
        Ok(())
    }

    /// Replaces both texts, and waits until the server is done with them.
    fn show(&mut self, case: &str, other: &str) -> Result<(), String> {
        write(&self.other, other)?;
        self.version += 1;
        self.client.tell(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri(&self.case), "version": self.version },
                "contentChanges": [{ "text": case }],
            }),
        )?;
        self.wait()
    }

    /// What was said of the text, as bad as this at least.
    fn said(&self, file: &Path, severity: u64) -> impl Iterator<Item = &Value> {
        let found = self.published.get(&uri(file)).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter(move |one| one["severity"].as_u64().unwrap_or(1) <= severity)
    }

    fn judge(&mut self, kind: &Kind, sown: &Sown, score: &mut Score, talkative: bool) -> Result<(), String> {
        let text = |index: usize| {
            sown.files.get(index).map(|file| std::fs::read_to_string(file).unwrap_or_default())
        };
        let case = text(0).unwrap_or_default();
        let other = text(1).unwrap_or_else(|| "{ }\n".to_owned());
        self.show(&case, &other)?;
        score.sown += 1;
        if kind.is_right() {
            let own = |one: &&Value| one["code"] != "warning" && one["code"] != "assertion";
            let alarm = self.said(&self.case, 2).find(own).cloned();
            score.found += usize::from(alarm.is_some());
            return Ok(());
        }
        let all: Vec<Value> = self.said(&self.case, 4).cloned().collect();
        let line_of = |one: &Value| one["range"]["start"]["line"].as_u64().map(|line| line + 1);
        let places: Vec<(u64, u64)> = sown
            .places
            .iter()
            .filter(|(file, _, _)| Some(file) == sown.files.first())
            .map(|(_, line, column)| (*line as u64, utf16_column(&case, *line, *column)))
            .collect();
        let is_named = |one: &Value| kind.codes.iter().any(|code| one["code"] == *code);
        let is_near = |one: &Value| places.iter().any(|(line, _)| line_of(one) == Some(*line));
        let mine: Vec<&Value> =
            all.iter().filter(|one| if self.says_when { is_named(one) } else { is_near(one) }).collect();
        let placed = mine.iter().find(|one| {
            let at = (line_of(one).unwrap_or(0), one["range"]["start"]["character"].as_u64().unwrap_or(0));
            places.contains(&at)
        });
        let (found, placed) = (!mine.is_empty(), placed.map(|one| (*one).clone()));
        score.found += usize::from(found);
        score.placed += usize::from(placed.is_some());
        let mended = match &placed {
            Some(placed) => self.mend(placed, &case, &other)?,
            None => Mended::default(),
        };
        score.first += usize::from(mended.by_first);
        score.mended += usize::from(mended.by_any);
        if talkative && !(mended.by_first && placed.is_some()) {
            eprintln!(
                "{}:\n{case}{}expected at {places:?}; said:",
                kind.name,
                if other == "{ }\n" { "" } else { &other }
            );
            for one in all.iter().filter(|one| one["severity"] != 4 || is_named(one)) {
                eprintln!("  {} {} {}", one["code"], one["range"]["start"], one["message"]);
            }
            eprintln!("offered: {:?}\n", mended.offered);
        }
        Ok(())
    }

    /// Applies the changes that are offered for a diagnostic, each to the text with the mistake.
    fn mend(&mut self, diagnostic: &Value, case: &str, other: &str) -> Result<Mended, String> {
        let severity = diagnostic["severity"].as_u64().unwrap_or(1);
        let params = json!({
            "textDocument": { "uri": uri(&self.case) }, "range": diagnostic["range"],
            "context": { "diagnostics": [diagnostic] },
        });
        let answer = self.client.ask("textDocument/codeAction", params)?;
        let mut mended = Mended::default();
        for (number, action) in answer["result"].as_array().into_iter().flatten().enumerate() {
            mended.offered.push(action["title"].as_str().unwrap_or_default().to_owned());
            let edits = |file: &Path| &action["edit"]["changes"][uri(file)];
            let (new_case, new_other) = (edited(case, edits(&self.case)), edited(other, edits(&self.other)));
            let new_configuration = edited(&self.configuration, edits(&self.file_of_configuration()));
            let new = (&new_case[..], &new_other[..], &new_configuration[..]);
            if new == (case, other, &self.configuration) {
                continue;
            }
            write(&self.file_of_configuration(), &new_configuration)?;
            self.show(&new_case, &new_other)?;
            write(&self.file_of_configuration(), &self.configuration)?;
            let left = |one: &Value| match severity {
                1 => true,
                _ => {
                    one["code"] == diagnostic["code"] && one["range"]["start"] == diagnostic["range"]["start"]
                }
            };
            let is_mended =
                !self.said(&self.case, severity).any(left) && !self.said(&self.case, 1).any(|_| true);
            mended.by_any |= is_mended;
            mended.by_first |= is_mended && number == 0;
            if is_mended {
                break;
            }
        }
        Ok(mended)
    }

    /// How long the server took.
    fn tell_time(&mut self) {
        let shown = |mut times: Vec<Duration>| {
            times.sort_unstable();
            let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
            let ms = |part| at(part).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
            format!("p50 {:.1} ms, p95 {:.1} ms", ms(50), ms(95))
        };
        println!(
            "\nfrom a change to the first diagnostics: {}",
            shown(self.waited.iter().map(|(first, _)| *first).collect())
        );
        println!(
            "from a change to the last diagnostics: {}",
            shown(self.waited.iter().map(|(_, last)| *last).collect())
        );
        let (now, most) = self.client.memory();
        println!("memory at the end {} MB, at most {} MB", now >> 20, most >> 20);
    }
}

/// What became of a mistake.
#[derive(Default)]
struct Mended {
    by_first: bool,
    by_any: bool,
    offered: Vec<String>,
}

/// A column in characters from 1, in UTF-16 units from 0.
fn utf16_column(text: &str, line: usize, column: usize) -> u64 {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    line.chars().take(column.saturating_sub(1)).map(|character| character.len_utf16() as u64).sum()
}

/// A text after the edits of a server, which do not overlap.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let number =
            |name: &str| place[name].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
        let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut units = 0;
        let rest = text.get(start..).unwrap_or_default();
        let inside = rest.chars().take_while(|character| {
            let before = units < number("character");
            units += character.len_utf16();
            before && *character != '\n'
        });
        start + inside.map(char::len_utf8).sum::<usize>()
    };
    let mut pieces: Vec<_> = edits
        .as_array()
        .into_iter()
        .flatten()
        .map(|edit| {
            let (start, end) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
            (start..end, edit["newText"].as_str().unwrap_or_default())
        })
        .collect();
    pieces.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut out = text.to_owned();
    for (range, new) in pieces {
        out.replace_range(range, new);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_applied_from_behind() {
        let at = |line: u64, from: u64, to: u64| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
        let edits = json!([
            { "range": at(0, 0, 1), "newText": "xyz" },
            { "range": at(1, 3, 4), "newText": "" },
        ]);
        assert_eq!(edited("ab\n\u{1f600}cde\n", &edits), "xyzb\n\u{1f600}ce\n");
        assert_eq!(utf16_column("a\n\u{1f600}cde\n", 2, 3), 3);
    }
}
