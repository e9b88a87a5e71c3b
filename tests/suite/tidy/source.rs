//! Rules for the text of source files.

use super::Source;

/// No file is longer than this.
const LINES_AT_MOST: usize = 800;

/// Files should be shorter than this; so many may be longer.
const USUAL_LINES: usize = 500;
const LONGER_FILES_AT_MOST: usize = 8;

/// The one folder in which `unsafe` is allowed.
const HEAP: &str = "crates/hmeval-eval/src/heap";

/// Files below the command line that may touch the file system, with the reason.
const TOUCHES_FILES: [(&str, &str); 5] = [
    ("crates/hmeval-activate/src/", "to change a home is what it is for; it evaluates nothing"),
    ("crates/hmeval-flake/src/sources/", "what is fetched comes from outside, and is kept in a cache"),
    ("crates/hmeval-store/src/nar/", "archives are written from folders of the real file system"),
    ("crates/hmeval-store/src/source_hash_cache.rs", "the cache is a file of its own"),
    ("crates/hmeval-store/src/source_tree.rs", "sources are looked at on all cores, for the world that asks"),
];

/// What reaches outside.
const EFFECTS: [&str; 6] =
    ["std::fs", "std::env::var", "std::env::current_dir", "SystemTime", "std::net", "std::process::Command"];

/// Every module says what it is for.
pub(super) fn modules_are_documented(sources: &[Source]) -> Vec<String> {
    let undocumented = sources.iter().filter(|source| !source.text.starts_with("//!"));
    undocumented.map(|source| format!("{}: does not begin with `//!`", source.path)).collect()
}

/// Files hold one concept, which fits in few lines.
pub(super) fn files_are_small(sources: &[Source]) -> Vec<String> {
    let lines = |source: &Source| source.text.lines().count();
    let long: Vec<_> = sources.iter().filter(|source| lines(source) > USUAL_LINES).collect();
    let mut problems: Vec<String> = long
        .iter()
        .filter(|source| lines(source) > LINES_AT_MOST)
        .map(|source| format!("{}: {} lines", source.path, lines(source)))
        .collect();
    if long.len() > LONGER_FILES_AT_MOST {
        let names: Vec<_> =
            long.iter().map(|source| format!("{} ({})", source.path, lines(source))).collect();
        problems.push(format!("{} files of more than {USUAL_LINES} lines: {}", long.len(), names.join(", ")));
    }
    problems
}

/// No placeholders, no traces of debugging.
pub(super) fn nothing_is_left_to_do(sources: &[Source]) -> Vec<String> {
    // Put together, so that this file does not find itself.
    let marks = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let notes = ["TODO", "FIXME", "XXX"].map(|name| format!("{name}:"));
    find(sources, |line| marks.iter().chain(&notes).any(|mark| line.contains(&mark[..])))
}

/// An exception from a lint says why.
pub(super) fn exceptions_have_reasons(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources {
        for (mark, at) in ["[allow(", "[expect("]
            .iter()
            .flat_map(|mark| source.text.match_indices(mark).map(move |(at, _)| (mark, at)))
        {
            let attribute = source.text[at + mark.len()..].split(")]").next().unwrap_or_default();
            let is_attribute = source.text[..at].ends_with('#') || source.text[..at].ends_with("#!");
            if is_attribute && !attribute.contains("reason") {
                problems.push(format!(
                    "{}: an exception without a reason: {}",
                    source.path,
                    attribute.trim()
                ));
            }
        }
    }
    problems
}

/// `unsafe` is confined to the heap, where each block states why it is sound.
pub(super) fn unsafe_is_in_the_heap(sources: &[Source]) -> Vec<String> {
    let elsewhere = sources.iter().filter(|source| !source.path.starts_with(HEAP));
    // The word in code: not in comments, names of lints, or strings of this file.
    let uses = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        ["unsafe {", "unsafe fn", "unsafe impl", "unsafe trait", "unsafe extern"]
            .iter()
            .any(|word| code.contains(word))
            && !code.contains('"')
    };
    elsewhere.flat_map(|source| find(std::slice::from_ref(source), uses)).collect()
}

/// Files, environment, clock and processes are reached by the command line only; the rest asks the `World`.
pub(super) fn effects_are_at_the_edge(sources: &[Source]) -> Vec<String> {
    let below = sources.iter().filter(|source| {
        source.path.starts_with("crates/hmeval-")
            && source.path.contains("/src/")
            && !is_test(&source.path)
            && !TOUCHES_FILES.iter().any(|(path, _)| source.path.starts_with(path))
    });
    let uses = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        EFFECTS.iter().any(|effect| code.contains(effect))
    };
    below.flat_map(|source| find_before_tests(source, uses)).collect()
}

/// The lossless tree of rnix is for the editor and for tests of the parser.
pub(super) fn syntax_trees_stay_in_syntax(sources: &[Source]) -> Vec<String> {
    let elsewhere = sources.iter().filter(|source| {
        let known = ["crates/hmeval-syntax/", "fuzz/", "tests/suite/tidy/"];
        !known.iter().any(|folder| source.path.starts_with(folder))
    });
    let uses = |line: &str| line.contains("rnix::") || line.contains("rowan::");
    elsewhere.flat_map(|source| find(std::slice::from_ref(source), uses)).collect()
}

/// Nothing of the machine that a file was written on.
pub(super) fn no_machine_paths(sources: &[Source]) -> Vec<String> {
    // Put together, so that this file does not find itself. The home folder of root is a real path in some examples.
    let marks = [["/wo", "rk/"], ["/ro", "ot/."], ["/tmp/ta", "rget"], ["/home/ub", "untu"]]
        .map(|parts| parts.concat());
    find(sources, |line| marks.iter().any(|mark| line.contains(&mark[..])))
}

/// A test that does not hold asserts what is wrong instead, or is skipped visibly with a reason.
pub(super) fn tests_are_not_ignored(sources: &[Source]) -> Vec<String> {
    let mark = ["#[ig", "nore"].concat();
    find(sources, |line| line.contains(&mark))
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// The lines that a rule does not allow, as `path:line: text`.
fn find(sources: &[Source], is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let lines = source.text.lines().enumerate().filter(|(_, line)| is_wrong(line));
        found.extend(lines.map(|(index, line)| format!("{}:{}: {}", source.path, index + 1, line.trim())));
    }
    found
}

/// As [`find`], but not in the unit tests at the end of the file.
fn find_before_tests(source: &Source, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let code = source.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    find(&[Source { path: source.path.clone(), text: code.to_owned() }], is_wrong)
}
