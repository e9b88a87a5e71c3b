//! The writers of `pkgs.formats` against recorded answers of the real programs: 500 random values a format.
//!
//! `fixtures/formats/record.py` says how the answers were recorded.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

use hmeval_formats::generate::{Tree, jq, json2toml, json2yaml, json2yaml_1_2};

/// Compares every recorded answer with what `write` gives.
fn compare(name: &str, write: impl Fn(&Tree) -> Option<Vec<u8>>) {
    let path = format!("{}/../../fixtures/formats/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let lines = fs::read_to_string(&path).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in lines.split('\n').filter(|line| !line.is_empty()) {
        let Some(Tree::Object(items)) = Tree::read(line.as_bytes()) else { panic!("{line}") };
        let [(_, Tree::String(value)), (_, Tree::String(file))] = &items[..] else { panic!("{line}") };
        let written = Tree::read(value.as_bytes()).and_then(|tree| write(&tree));
        let written = written.map(|bytes| String::from_utf8(bytes).unwrap());
        if written.as_deref() != Some(file.as_str()) {
            wrong.push((value.clone(), file.clone(), written));
        }
        count += 1;
    }
    assert!(count >= 500, "only {count} answers in {path}");
    wrong.sort_by_key(|(value, ..)| value.len());
    if let Some((value, file, written)) = wrong.first() {
        let written = written.as_deref().unwrap_or("nothing");
        panic!("{} of {count} differ; the shortest, {value}:\n{file}--- but was\n{written}", wrong.len());
    }
}

#[test]
fn json_is_what_jq_prints() {
    compare("jq", |tree| Some(jq(tree)));
}

#[test]
fn yaml_is_what_json2yaml_writes() {
    compare("yaml", |tree| Some(json2yaml(tree)));
}

#[test]
fn yaml_1_2_is_what_the_newer_json2yaml_writes() {
    compare("yaml_1_2", |tree| Some(json2yaml_1_2(tree)));
}

#[test]
fn toml_is_what_json2toml_writes() {
    compare("toml", json2toml);
}
