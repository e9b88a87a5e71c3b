//! The front end over generated modules: the parser, which asks the lexer for one token at a time and writes what is
//! evaluated, and binding of variables.

#![allow(missing_docs, reason = "criterion's macros define undocumented functions")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use hmeval_benches::generate::modules;
use hmeval_syntax::{Options, Root, RootScope, bind, parse};

/// The names that the generated modules use.
struct Globals;

impl RootScope for Globals {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        let names: [&[u8]; 5] = [b"builtins", b"null", b"true", b"false", b"toString"];
        let index = names.iter().position(|known| *known == name)?;
        u32::try_from(index).ok().map(Root::Global)
    }
}

fn front_end(c: &mut Criterion) {
    let mut group = c.benchmark_group("syntax");
    for (name, count) in [("small", 1), ("large", 300)] {
        let text = modules(count);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("parse/{name}"), |b| {
            b.iter(|| parse(black_box(text.as_bytes()), &Options::default()));
        });
        let parsed = parse(text.as_bytes(), &Options::default());
        assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
        group.bench_function(format!("bind/{name}"), |b| {
            b.iter_batched_ref(|| parsed.ir.clone(), |ir| bind(ir, &Globals), BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, front_end);
criterion_main!(benches);
