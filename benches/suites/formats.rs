//! Regular expressions and versions: what configurations call most often of the small languages.

#![allow(missing_docs, reason = "criterion's macros define undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hmeval_formats::regex::Regex;
use hmeval_formats::{toml, version};

fn regular_expressions(c: &mut Criterion) {
    let mut group = c.benchmark_group("regex");
    group.bench_function("compile", |b| {
        b.iter(|| Regex::new(black_box(br"([[:alpha:]_][[:alnum:]_-]*)=(.*)")));
    });
    let words = "the quick brown fox jumps over the lazy dog ".repeat(200);
    let cases: [(&str, &[u8], &[u8]); 3] = [
        ("match-groups", br"([0-9]+)\.([0-9]+)(\.[0-9]+)?(pre.*)?", b"2.34.8pre20260101"),
        ("match-refused", br"[a-z]+@[a-z]+\.org", b"not an address at all"),
        ("match-long", br"(.*) (dog) *", words.as_bytes()),
    ];
    for (name, pattern, text) in cases {
        let Ok(regex) = Regex::new(pattern) else { panic!("{name}: the pattern is wrong") };
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| regex.full_match(black_box(text)).is_some()));
    }
    if let Ok(regex) = Regex::new(b" +") {
        group.throughput(Throughput::Bytes(words.len() as u64));
        group.bench_function("split", |b| b.iter(|| regex.find_iter(black_box(words.as_bytes())).count()));
    }
    group.finish();
}

fn documents(c: &mut Criterion) {
    let mut group = c.benchmark_group("documents");
    let entry =
        "[[package]]\nname = \"serde\"\nversion = \"1.0.200\"\ndependencies = [\n \"a\",\n \"b 0.1\",\n]\n\n";
    let lock_file = entry.repeat(300);
    group.throughput(Throughput::Bytes(lock_file.len() as u64));
    group.bench_function("toml", |b| {
        b.iter(|| toml::parse(black_box(lock_file.as_bytes()), toml::Timestamps::Refuse));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("compare-versions", |b| {
        b.iter(|| version::compare(black_box(b"2.34.8pre1"), black_box(b"2.34.10")));
    });
    group.finish();
}

criterion_group!(benches, regular_expressions, documents);
criterion_main!(benches);
