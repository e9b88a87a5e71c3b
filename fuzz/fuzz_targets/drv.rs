//! The target `drv` for libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| hmeval_fuzz::targets::drv::run(data));
