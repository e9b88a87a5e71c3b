//! Fuzz targets: functions that take any bytes and panic where something is wrong.
//!
//! Two programs drive them: libFuzzer, through `fuzz_targets/` (`cargo +nightly fuzz run TARGET --features libfuzzer`), and the
//! plain runner of `main.rs`, which works on stable and is what CI runs.

pub mod mutate;
pub mod targets;
