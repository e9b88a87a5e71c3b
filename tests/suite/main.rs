//! The test suite, as one binary: `cargo test`, or `cargo testit FILTER` for a part of it.
//!
//! Variables: `HMEVAL_BIN` (test this binary instead of the code of the checkout), `HMEVAL_ORACLE` (a `nix-instantiate` to
//! compare with), `HMEVAL_UPDATE=1` (rewrite the fixtures' outcomes from the oracle instead of testing; `library`: those of
//! `library_flakes.rs`), `HMEVAL_SLOW=1` (also
//! what needs much memory or time), and those that name corpora, see `corpora.rs`.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod corpora;
mod docs;
mod documents;
mod fixtures;
mod flake_commands;
mod library;
mod library_flakes;
mod lock_trees;
mod modules;
mod property;
mod robustness;
mod tidy;
mod update;

use std::process::ExitCode;

use hmeval_tests::divergences::Divergences;
use hmeval_tests::program::ACT_AS_HMEVAL;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    if std::env::var_os(ACT_AS_HMEVAL).is_some() {
        return hmeval::run();
    }
    if std::env::var_os("HMEVAL_UPDATE").is_some_and(|what| what == "library") {
        return update::report(library_flakes::update());
    }
    if std::env::var_os("HMEVAL_UPDATE").is_some() {
        return update::run();
    }
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit_code()
}

/// All tests, by subject.
fn trials() -> Vec<Trial> {
    let divergences = match Divergences::load() {
        Ok(list) => list,
        Err(error) => return vec![test("divergences::readable", move || Err(error))],
    };
    let groups = [
        fixtures::trials(&divergences),
        library::trials(),
        tidy::trials(),
        docs::trials(),
        documents::trials(),
        library_flakes::trials(),
        lock_trees::trials(),
        flake_commands::trials(),
        robustness::trials(),
        property::trials(),
        modules::trials(),
        corpora::trials(&divergences),
    ];
    groups.into_iter().flatten().collect()
}

/// A test that fails with a text.
fn test(name: impl Into<String>, run: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::test(name, move || run().map_err(Failed::from))
}

/// A test that cannot run here; the reason stands beside its name.
fn skipped(name: impl Into<String>, reason: &str) -> Trial {
    test(name, || Ok(())).with_kind(format!("skipped: {reason}")).with_ignored_flag(true)
}
