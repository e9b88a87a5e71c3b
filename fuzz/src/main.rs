//! The plain runner: `cargo run --release --manifest-path fuzz/Cargo.toml -- TARGET SECONDS [SEED]`, on stable.
//!
//! It runs every input of the target's corpus, then mutations of them until the time is over. `TARGET` may be `all`. An input
//! that panics, or takes too long, is left in `fuzz/artifacts/`; an input that ends the whole process is found there too,
//! as `TARGET.running`. `replay TARGET FILE` runs one input.

#![allow(clippy::print_stderr, reason = "a tool's report")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hmeval_fuzz::mutate::{Numbers, mutate};
use hmeval_fuzz::targets::{ALL, Target};

/// Stack of the thread that the inputs run on.
const STACK: usize = 64 << 20;

/// An input that takes longer has found something.
const SLOW: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let thread = std::thread::Builder::new().stack_size(STACK);
    let result = std::thread::scope(|scope| {
        let worker = thread.spawn_scoped(scope, || work(&words)).map_err(|error| error.to_string())?;
        worker.join().unwrap_or_else(|_| Err("an input panicked".to_owned()))
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn work(words: &[&str]) -> Result<(), String> {
    let find = |name: &str| ALL.iter().find(|target| target.name == name).ok_or(format!("no target {name}"));
    match words {
        ["replay", name, file] => {
            let input = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            (find(name)?.run)(&input);
            Ok(())
        }
        [name, seconds, seed @ ..] => {
            let seconds = Duration::from_secs(seconds.parse().map_err(|_| "SECONDS is a number")?);
            let seed = seed.first().map_or(Ok(1), |seed| seed.parse()).map_err(|_| "SEED is a number")?;
            let targets = if *name == "all" { ALL } else { std::slice::from_ref(find(name)?) };
            targets.iter().try_for_each(|target| fuzz(target, seconds, seed))
        }
        _ => Err("usage: TARGET|all SECONDS [SEED], or replay TARGET FILE".to_owned()),
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn fuzz(target: &Target, time: Duration, seed: u64) -> Result<(), String> {
    let corpus = corpus(target)?;
    let artifacts = folder("artifacts");
    std::fs::create_dir_all(&artifacts).map_err(|error| error.to_string())?;
    let running = artifacts.join(format!("{}.running", target.name));
    let mut numbers = Numbers::new(seed);
    let start = Instant::now();
    let mut count = 0_usize;
    while count < corpus.len() || start.elapsed() < time {
        let input = match corpus.get(count) {
            Some(input) => input.clone(),
            None => mutate(&mut numbers, &corpus, target.words),
        };
        // Written first: an input may end the process.
        std::fs::write(&running, &input).map_err(|error| error.to_string())?;
        let began = Instant::now();
        let fine = std::panic::catch_unwind(|| (target.run)(&input)).is_ok();
        if !fine || began.elapsed() > SLOW {
            let kept = artifacts.join(format!("{}-{seed}-{count}", target.name));
            std::fs::rename(&running, &kept).map_err(|error| error.to_string())?;
            let what = if fine { "takes too long" } else { "fails" };
            return Err(format!("{}: input {count} {what}, kept as {}", target.name, kept.display()));
        }
        count += 1;
    }
    std::fs::remove_file(&running).map_err(|error| error.to_string())?;
    eprintln!("{}: {count} inputs in {:.1} s", target.name, start.elapsed().as_secs_f64());
    Ok(())
}

/// The files of the target's corpus, sorted by name.
fn corpus(target: &Target) -> Result<Vec<Vec<u8>>, String> {
    let folder = folder("corpus").join(target.name);
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).map_err(|error| error.to_string())).collect()
}
