//! What the benchmarks have in common: generated texts, and an evaluator in a world without files.
//!
//! Everything that is measured is generated, so that it is the same everywhere and nothing large lies in the repository.
//! `cargo bench` runs all suites, `cargo bench --bench syntax` one; `-- --quick` is enough to see a change of a tenth.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod evaluate;
pub mod generate;
