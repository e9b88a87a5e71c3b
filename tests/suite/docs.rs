//! The documentation's examples: what a ```` ```console ```` block shows after `$ hmeval …` is what the program prints.
//!
//! Such a block is run from the folder of the checkout. Lines that begin with `$ ` are commands; what follows, up to the next
//! command, is the output (both streams, standard output first). Commands of other programs are left alone. A line `…` or
//! `...` stands for any lines.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hmeval_tests::program::{self, Program};
use libtest_mimic::Trial;

use crate::test;

const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A command of a document with the output that is shown for it.
struct Example {
    line: usize,
    command: String,
    output: Vec<String>,
}

/// One test for each document with examples, named `docs::FILE`.
pub(crate) fn trials() -> Vec<Trial> {
    let root = hmeval_tests::root();
    let mut documents = hmeval_tests::files_below(&root.join("docs"), "md");
    documents.extend(
        ["README.md", "CONTRIBUTING.md"].map(|name| root.join(name)).into_iter().filter(|file| file.exists()),
    );
    let mut trials = Vec::new();
    for document in documents {
        let examples = examples(&std::fs::read_to_string(&document).unwrap_or_default());
        if !examples.is_empty() {
            let name = document.strip_prefix(&root).unwrap_or(&document).display().to_string();
            let root = root.clone();
            trials.push(test(format!("docs::{name}"), move || {
                examples
                    .iter()
                    .try_for_each(|example| check(example, &root).map_err(|error| format!("{name}:{error}")))
            }));
        }
    }
    trials
}

/// The examples of a document that are commands of hmeval.
fn examples(text: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut in_block = false;
    let mut ours = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block && line.trim() == "```console";
            ours = false;
        } else if let (true, Some(command)) = (in_block, line.strip_prefix("$ ")) {
            ours = command.starts_with("hmeval ");
            if ours {
                found.push(Example { line: index + 1, command: command.to_owned(), output: Vec::new() });
            }
        } else if let (true, Some(example)) = (in_block && ours, found.last_mut()) {
            example.output.push(line.to_owned());
        }
    }
    found
}

fn check(example: &Example, root: &Path) -> Result<(), String> {
    let hmeval = Program::hmeval();
    // A shell reads the command as its reader would type it, with `hmeval` as a function around the program under test.
    let mut command = Command::new("sh");
    let own = hmeval.command();
    command
        .env_clear()
        .envs(own.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .current_dir(root);
    command
        .arg("-c")
        .arg(format!("hmeval() {{ \"$HMEVAL\" \"$@\"; }}\n{}", example.command))
        .env("HMEVAL", &hmeval.path);
    let output = program::run(command, b"", TIME_LIMIT).map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let found: Vec<&str> = text.lines().map(str::trim_end).collect();
    let shown: Vec<&str> = example.output.iter().map(|line| line.trim_end()).collect();
    match matches(&shown, &found) {
        true => Ok(()),
        false => Err(format!(
            "{}: $ {}\nshown:\n{}\nprinted:\n{}",
            example.line,
            example.command,
            shown.join("\n"),
            found.join("\n")
        )),
    }
}

/// Whether the printed lines are those that are shown, where `…` stands for any.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&("…" | "..."), rest)) => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        Some((first, rest)) => printed.first() == Some(first) && matches(rest, &printed[1..]),
    }
}
