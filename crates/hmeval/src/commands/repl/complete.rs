//! Completion in the REPL: commands, files, variables, attributes behind a dot.

use std::cell::RefCell;
use std::rc::Rc;

use hmeval_diag::Pos;
use hmeval_eval::builtins;
use hmeval_eval::print::attribute_name;
use hmeval_eval::{Evaluator, Value};
use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::command::COMMANDS;
use super::scope::Scope;
use crate::console::Console;

/// The helper of the line editor.
pub(super) struct Completion<'r, 'p, 'h> {
    pub(super) ev: &'r Evaluator<'h>,
    pub(super) console: &'r Console<'p>,
    pub(super) scope: Rc<RefCell<Scope<'h>>>,
}

impl Helper for Completion<'_, '_, '_> {}
impl Highlighter for Completion<'_, '_, '_> {}
impl Validator for Completion<'_, '_, '_> {}
impl Hinter for Completion<'_, '_, '_> {
    type Hint = String;
}

impl Completer for Completion<'_, '_, '_> {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(complete(self.ev, self.console, &mut self.scope.borrow_mut(), line.get(..pos).unwrap_or(line)))
    }
}

/// Where the completed word begins, and what can stand there.
pub(super) fn complete<'h>(
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    scope: &mut Scope<'h>,
    before: &str,
) -> (usize, Vec<String>) {
    if before.starts_with(':') && !before.contains(char::is_whitespace) {
        let names = COMMANDS.iter().flat_map(|command| command.0).map(|name| (*name).to_owned());
        return (0, matching(names, before));
    }
    let separates = |c: &(usize, char)| c.1.is_whitespace() || "(){}[];=".contains(c.1);
    let start = before.char_indices().rfind(separates).map_or(0, |(at, c)| at + c.len_utf8());
    let word = before.get(start..).unwrap_or_default();
    if let Some(slash) = word.rfind('/') {
        return (start + slash + 1, files(console, &word[..slash], &word[slash + 1..]));
    }
    match word.rfind('.') {
        Some(dot) => {
            let dir = &console.environment.dir;
            let value = scope.evaluate(ev, &word.as_bytes()[..dot], dir);
            (start + dot + 1, matching(attributes(ev, value.ok()), &word[dot + 1..]))
        }
        None => (start, matching(variables(scope), word)),
    }
}

fn matching(names: impl Iterator<Item = String>, start: &str) -> Vec<String> {
    let mut names: Vec<_> = names.filter(|name| name.starts_with(start)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn variables(scope: &Scope<'_>) -> impl Iterator<Item = String> {
    let own = scope.names().map(|name| String::from_utf8_lossy(name).into_owned()).collect::<Vec<_>>();
    let words =
        ["assert", "builtins", "derivation", "else", "false", "if", "in", "inherit", "let", "null", "or"];
    let more = ["rec", "then", "true", "with"];
    let global = builtins::all().filter(|builtin| builtin.global).map(|builtin| builtin.name);
    own.into_iter().chain(words.into_iter().chain(more).chain(global).map(str::to_owned))
}

fn attributes<'h>(ev: &Evaluator<'h>, value: Option<Value<'h>>) -> impl Iterator<Item = String> {
    let attrs = value.and_then(|value| ev.force(value, Pos::NONE).ok()).and_then(|value| value.as_attrs());
    let items = attrs.map(|attrs| ev.sorted_attrs(attrs)).unwrap_or_default();
    items.into_iter().map(|(key, _)| {
        let mut name = Vec::new();
        attribute_name(&mut name, ev.text(key.name));
        String::from_utf8_lossy(&name).into_owned()
    })
}

fn files(console: &Console<'_>, dir: &str, start: &str) -> Vec<String> {
    let dir = if dir.is_empty() { "/" } else { dir };
    let home = console.environment.var("HOME").unwrap_or_default();
    let dir = match dir.strip_prefix('~') {
        Some(rest) => [home, rest.as_bytes()].concat(),
        None => dir.as_bytes().to_vec(),
    };
    let dir = hmeval_eval::path::join(&console.environment.dir, &dir);
    let Ok(entries) = std::fs::read_dir(crate::world::path(&dir)) else { return Vec::new() };
    let names = entries.flatten().map(|entry| {
        let slash = if entry.path().is_dir() { "/" } else { "" };
        format!("{}{slash}", entry.file_name().to_string_lossy())
    });
    matching(names.filter(|name| !name.starts_with('.') || start.starts_with('.')), start)
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn names_are_sorted_and_told_once() {
        let names = ["beta", "alpha", "b", "beta"].into_iter().map(str::to_owned);
        assert_eq!(matching(names, "b"), ["b", "beta"]);
    }
}
