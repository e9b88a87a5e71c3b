//! The repository itself: what docs/architecture.md promises about its shape is true.
//!
//! Rules that clippy can hold stand in `Cargo.toml` and `clippy.toml`; here are those that no lint knows.

mod dependencies;
mod source;

use std::path::PathBuf;

use libtest_mimic::Trial;

use crate::test;

/// A source file of the workspace.
struct Source {
    /// Its path in the checkout.
    path: String,
    text: String,
}

/// Finds what breaks a rule in the sources.
type Rule = fn(&[Source]) -> Vec<String>;

/// One test for each rule, named `tidy::RULE`.
pub(crate) fn trials() -> Vec<Trial> {
    let rules: [(&str, Rule); 9] = [
        ("modules_are_documented", source::modules_are_documented),
        ("files_are_small", source::files_are_small),
        ("nothing_is_left_to_do", source::nothing_is_left_to_do),
        ("exceptions_have_reasons", source::exceptions_have_reasons),
        ("unsafe_is_in_the_heap", source::unsafe_is_in_the_heap),
        ("effects_are_at_the_edge", source::effects_are_at_the_edge),
        ("syntax_trees_stay_in_syntax", source::syntax_trees_stay_in_syntax),
        ("no_machine_paths", source::no_machine_paths),
        ("tests_are_not_ignored", source::tests_are_not_ignored),
    ];
    let mut trials: Vec<Trial> = rules
        .into_iter()
        .map(|(name, rule)| test(format!("tidy::{name}"), move || verdict(rule(&sources("rs")))))
        .collect();
    trials.push(test("tidy::dependencies_point_down", || verdict(dependencies::point_down())));
    trials.push(test("tidy::every_member_is_tested_by_default", || verdict(dependencies::default_members())));
    trials.push(test("tidy::no_machine_paths_in_texts", || {
        verdict(
            ["md", "toml", "txt", "nix"]
                .iter()
                .flat_map(|kind| source::no_machine_paths(&sources(kind)))
                .collect(),
        )
    }));
    trials
}

fn verdict(problems: Vec<String>) -> Result<(), String> {
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// All files of this kind that belong to the project.
fn sources(extension: &str) -> Vec<Source> {
    let root = hmeval_tests::root();
    let read = |path: PathBuf| {
        let text = String::from_utf8_lossy(&std::fs::read(&path).ok()?).into_owned();
        Some(Source { path: path.strip_prefix(&root).ok()?.to_str()?.to_owned(), text })
    };
    hmeval_tests::files_below(&root, extension).into_iter().filter_map(read).collect()
}
