//! Hashes: of archives of file trees, and of derivations.

#![allow(missing_docs, reason = "criterion's macros define undocumented functions")]

use std::convert::Infallible;
use std::hint::black_box;
use std::io::{self, Cursor};
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hmeval_store::nar::{Kind, NarSource, OpenFile, hash_nar};
use hmeval_store::{Derivation, Features, HashAlgo, StoreDir, hash_bytes};

/// A folder of files that are all alike.
struct Files {
    count: usize,
    content: Vec<u8>,
}

impl NarSource for Files {
    type Content = Cursor<Vec<u8>>;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(if path.as_os_str().is_empty() { Kind::Directory } else { Kind::Regular })
    }

    fn open(&self, _: &Path) -> io::Result<OpenFile<Self::Content>> {
        let size = self.content.len() as u64;
        Ok(OpenFile { executable: false, size, content: Cursor::new(self.content.clone()) })
    }

    fn list(&self, _: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        Ok((0..self.count).map(|n| (format!("file{n}").into_bytes(), Kind::Regular)).collect())
    }

    fn read_link(&self, _: &Path) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

fn archives(c: &mut Criterion) {
    let mut group = c.benchmark_group("nar-hash");
    for (name, count, size) in [("many-small", 1000, 1000), ("one-large", 1, 1 << 22)] {
        let files = Files { count, content: vec![b'x'; size] };
        group.throughput(Throughput::Bytes((count * size) as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                hash_nar(black_box(&files), Path::new(""), HashAlgo::Sha256, |_, _| Ok::<_, Infallible>(true))
                    .is_ok()
            });
        });
    }
    group.finish();
}

fn derivations(c: &mut Criterion) {
    let mut group = c.benchmark_group("derivation");
    let inputs: Vec<String> = (10..60)
        .map(|n| format!("(\"/nix/store/000000000000000000000000000000{n}-d{n}.drv\",[\"out\"])"))
        .collect();
    let env: Vec<String> =
        (10..60).map(|n| format!("(\"variable{n}\",\"value with \\\"quotes\\\"\\n {n}\")")).collect();
    let text = format!(
        "Derive([(\"out\",\"\",\"\",\"\")],[{}],[],\"s\",\"b\",[],[{}])",
        inputs.join(","),
        env.join(",")
    );
    let Ok(store) = StoreDir::new(b"/nix/store") else { panic!("the store directory is wrong") };
    let read = || Derivation::parse_aterm(&store, black_box(text.as_bytes()), b"x", Features::default());
    let Ok(drv) = read() else { panic!("the derivation is wrong") };
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read", |b| b.iter(|| read().is_ok()));
    group.bench_function("write-and-hash", |b| {
        b.iter(|| {
            let mut out = Vec::new();
            drv.write_aterm(&store, &mut out).map(|()| hash_bytes(HashAlgo::Sha256, &out)).is_ok()
        });
    });
    group.finish();
}

criterion_group!(benches, archives, derivations);
criterion_main!(benches);
