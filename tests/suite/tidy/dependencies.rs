//! Which crate may use which: the arrows of docs/architecture.md.

use std::collections::BTreeSet;
use std::path::Path;

/// Each crate with those of the workspace that it may use. A new crate gets its line here and in docs/architecture.md.
const ARROWS: [(&str, &[&str]); 13] = [
    (
        "hmeval",
        &[
            "hmeval-activate",
            "hmeval-config",
            "hmeval-diag",
            "hmeval-eval",
            "hmeval-flake",
            "hmeval-formats",
            "hmeval-ide",
            "hmeval-library",
            "hmeval-lsp",
            "hmeval-modules",
            "hmeval-store",
            "hmeval-syntax",
        ],
    ),
    ("hmeval-lsp", &["hmeval-config", "hmeval-eval", "hmeval-ide", "hmeval-syntax"]),
    (
        "hmeval-ide",
        &[
            "hmeval-config",
            "hmeval-diag",
            "hmeval-eval",
            "hmeval-flake",
            "hmeval-formats",
            "hmeval-store",
            "hmeval-syntax",
        ],
    ),
    ("hmeval-activate", &["hmeval-store"]),
    (
        "hmeval-config",
        &[
            "hmeval-diag",
            "hmeval-eval",
            "hmeval-flake",
            "hmeval-formats",
            "hmeval-modules",
            "hmeval-store",
            "hmeval-syntax",
        ],
    ),
    ("hmeval-flake", &["hmeval-diag", "hmeval-eval", "hmeval-store", "hmeval-syntax"]),
    ("hmeval-library", &[]),
    ("hmeval-modules", &["hmeval-diag", "hmeval-eval"]),
    ("hmeval-eval", &["hmeval-diag", "hmeval-formats", "hmeval-store", "hmeval-syntax"]),
    ("hmeval-syntax", &["hmeval-diag"]),
    ("hmeval-store", &[]),
    ("hmeval-formats", &[]),
    ("hmeval-diag", &[]),
];

/// External crates that only one crate of the workspace may use, be it for its tests.
const ONLY_IN: [(&str, &str); 6] = [
    ("rnix", "hmeval-syntax"),
    ("rowan", "hmeval-syntax"),
    ("gix", "hmeval-flake"),
    ("ureq", "hmeval-flake"),
    ("lsp-types", "hmeval-lsp"),
    ("lsp-server", "hmeval-lsp"),
];

/// Problems with the dependencies of the crates.
pub(super) fn point_down() -> Vec<String> {
    let crates = hmeval_tests::root().join("crates");
    let mut problems = Vec::new();
    for entry in std::fs::read_dir(crates).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let manifest = manifest(&entry.path());
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            problems.push(format!("{name}: not in the list of crates in tests/suite/tidy/dependencies.rs"));
            continue;
        };
        for used in dependencies(&manifest, false) {
            if used.starts_with("hmeval") && !allowed.contains(&&used[..]) {
                problems.push(format!("{name} must not use {used}"));
            }
        }
        for used in dependencies(&manifest, true) {
            if let Some((_, owner)) =
                ONLY_IN.iter().find(|(external, owner)| *external == used && *owner != name)
            {
                problems.push(format!("{name} must not use {used}, which only {owner} may"));
            }
        }
        if !manifest.contains("[lints]\nworkspace = true") {
            problems.push(format!("{name} must have the lints of the workspace"));
        }
        if !manifest.contains("[lib]\nbench = false") {
            problems.push(format!("{name}: without `bench = false`, criterion's flags reach libtest first"));
        }
    }
    problems
}

/// Members that plain `cargo test` would leave out, other than xtask.
pub(super) fn default_members() -> Vec<String> {
    let root = hmeval_tests::root();
    let text = manifest(&root);
    let list = text
        .split_once("default-members = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .unwrap_or_default()
        .0;
    let listed: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let mut members: BTreeSet<String> = ["tests", "benches"].map(str::to_owned).into();
    for entry in std::fs::read_dir(root.join("crates")).into_iter().flatten().flatten() {
        members.insert(format!("crates/{}", entry.file_name().display()));
    }
    let left_out = members.iter().filter(|member| !listed.contains(&member[..]));
    left_out.map(|member| format!("Cargo.toml: {member} is not in default-members")).collect()
}

fn manifest(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default()
}

/// The names in `[dependencies]`, and in the sections for tests and builds too if `all`.
fn dependencies(manifest: &str, all: bool) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut counts = false;
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            counts = section == "dependencies" || (all && section.ends_with("dependencies"));
        } else if let (true, Some((name, _))) = (counts, line.split_once(['.', ' ', '='])) {
            names.insert(name.to_owned());
        }
    }
    names
}
