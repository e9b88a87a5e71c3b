//! How much of what is wrong `hmeval check` finds: mistakes are sown into a real configuration, and looked for.
//!
//! The configuration is not part of the repository: `--expr` gives one, with the word MODULE where a module is added. The
//! same seed sows the same mistakes. `kind` lists the sorts of mistakes, `options` reads which options there are, `sow` and
//! `language` write modules with mistakes in them, `judge` compares what is found with what was sown. With `--server`,
//! `editor` asks a language server instead, and applies the changes that it offers.

mod editor;
mod judge;
mod kind;
mod language;
mod options;
mod sow;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::random::Random;
use judge::Score;
use kind::{KINDS, Kind, Reach};
use options::Options;
use sow::Sown;

/// What is asked for.
pub(crate) struct Question {
    pub(crate) hmeval: PathBuf,
    expr: String,
    each: usize,
    batch: usize,
    seed: u64,
    only: Option<String>,
    result: Option<String>,
    talkative: bool,
    /// A language server to ask instead of `check`.
    server: Option<String>,
}

impl Question {
    fn read(options: &[&str]) -> Result<Self, String> {
        let mut question = Question {
            hmeval: "hmeval".into(),
            expr: String::new(),
            each: 40,
            batch: 10,
            seed: 1,
            only: None,
            result: None,
            talkative: false,
            server: None,
        };
        let mut options = options.iter();
        while let Some(option) = options.next() {
            if *option == "--verbose" {
                question.talkative = true;
                continue;
            }
            let value = *options.next().ok_or_else(|| format!("{option} needs a value"))?;
            let number = || value.parse::<usize>().map_err(|error| format!("{option} {value}: {error}"));
            match *option {
                "--hmeval" => question.hmeval = value.into(),
                "--expr" => value.clone_into(&mut question.expr),
                "--each" => question.each = number()?,
                "--batch" => question.batch = number()?.max(1),
                "--seed" => {
                    question.seed = value.parse().map_err(|error| format!("--seed {value}: {error}"))?;
                }
                "--result" => question.result = Some(value.to_owned()),
                "--server" => question.server = Some(value.to_owned()),
                "--only" => question.only = Some(value.to_owned()),
                _ => return Err(format!("unknown option {option}")),
            }
        }
        match question.expr.contains("MODULE") {
            true => Ok(question),
            false => {
                Err("--expr needs a configuration with the word MODULE where a module is added".to_owned())
            }
        }
    }

    /// Whether mistakes of a kind are looked for.
    fn wants(&self, kind: &Kind) -> bool {
        self.only.as_deref().is_none_or(|only| only == kind.name)
    }

    /// Mistakes of a kind, each in files of its own.
    fn sow(&self, kind: &Kind, known: &Options, folder: &Path) -> Vec<Sown> {
        let mut random = Random::new(self.seed);
        let mut sown: Vec<Sown> = Vec::new();
        for number in 0..self.each * 200 {
            let next = sow::sow(kind, known, &mut random, folder, number);
            // Each option once: two mistakes in one are one diagnostic.
            let is_new =
                |next: &Sown| !sown.iter().any(|known| known.about.is_some() && known.about == next.about);
            sown.extend(next.filter(is_new));
            if sown.len() == self.each {
                break;
            }
        }
        sown
    }

    /// The configuration with modules of these files.
    fn with(&self, files: &[PathBuf]) -> String {
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.expr.replace("MODULE", &format!("{{ imports = [ {} ]; }}", files.join(" ")))
    }

    /// What hmeval prints.
    fn ask(&self, args: &[&str]) -> Result<String, String> {
        let output = Command::new(&self.hmeval).args(args).output();
        let output = output.map_err(|error| format!("{}: {error}", self.hmeval.display()))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether the result of the configuration with modules of these files evaluates: only then is it a right one.
    fn evaluates(&self, files: &[PathBuf]) -> Result<bool, String> {
        let Some(result) = &self.result else { return Ok(true) };
        let expr = format!("({}).{result}", self.with(files));
        Ok(!self.ask(&["eval", "--impure", "--raw", "--expr", &expr])?.is_empty())
    }

    /// What `check` says about the configuration with modules of these files.
    fn check(&self, files: &[PathBuf]) -> Result<Vec<serde_json::Value>, String> {
        let text = self.ask(&["check", "--format", "json", "--expr", &self.with(files)])?;
        let document: serde_json::Value =
            serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
        Ok(document["diagnostics"].as_array().cloned().unwrap_or_default())
    }
}

/// Sows, looks, and prints a table.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let question = Question::read(options)?;
    let folder = std::env::temp_dir().join(format!("hmeval-seeded-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // Places are reported by their real paths.
    let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
    let result = match &question.server {
        Some(server) => editor::measure(&question, server, &folder),
        None => measure(&question, &folder),
    };
    std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    result
}

/// Asks `check`.
fn measure(question: &Question, folder: &Path) -> Result<(), String> {
    let known = Options::of(question)?;
    println!("| mistake | sown | found | at the right place | right suggestion first |");
    println!("|---|---|---|---|---|");
    let mut total = Score::default();
    for kind in KINDS.iter().filter(|kind| kind.reach == Reach::All && question.wants(kind)) {
        let mut score = Score::default();
        let size = if kind.hides_others { 1 } else { question.batch };
        for batch in question.sow(kind, &known, folder).chunks(size) {
            judge::judge(question, kind, batch, &mut score)?;
        }
        println!("{}", score.row(kind.name, kind.is_right()));
        if !kind.is_right() {
            total.add(&score);
        }
    }
    println!("{}", total.row("all", false));
    Ok(())
}
