//! The reader of `.drv` files: what it accepts is written and read again without change.

use hmeval_store::{Derivation, Features, InputOutputs, StoreDir};

/// Pieces of derivations.
pub const WORDS: &[&str] = &[
    "Derive(",
    "DrvWithVersion(",
    "\"xp-dyn-drv\"",
    "[",
    "]",
    "(",
    ")",
    ",",
    "\"",
    "\\n",
    "\\\\",
    "out",
    "r:sha256",
    "fixed:",
    "/nix/store/00000000000000000000000000000000-a",
    ".drv",
    "__json",
    "impure",
];

/// Reads the input, as the derivation `x`.
///
/// # Panics
/// If writing and reading again gives another text.
pub fn run(data: &[u8]) {
    let Ok(store) = StoreDir::new(b"/nix/store") else { return };
    let Ok(drv) = Derivation::parse_aterm(&store, data, b"x", Features::ALL) else { return };
    // Nix writes some texts as they are, though it reads escapes in them.
    let names = drv.outputs.keys().chain([&drv.platform]);
    if !names.map(Vec::as_slice).all(is_plain) || !drv.input_drvs.values().all(has_plain_names) {
        return;
    }
    let mut written = Vec::new();
    if drv.write_aterm(&store, &mut written).is_err() {
        return;
    }
    let again = Derivation::parse_aterm(&store, &written, b"x", Features::ALL);
    let mut twice = Vec::new();
    let same = again.is_ok_and(|again| again.write_aterm(&store, &mut twice).is_ok());
    assert!(same && twice == written, "a derivation changes when it is written and read");
}

/// Whether a text needs no escape.
fn is_plain(text: &[u8]) -> bool {
    !text.iter().any(|byte| b"\"\\\n\r\t".contains(byte))
}

/// Whether all names of outputs that are used of an input are plain.
fn has_plain_names(input: &InputOutputs) -> bool {
    let deeper = |(name, deeper): (&Vec<u8>, &InputOutputs)| is_plain(name) && has_plain_names(deeper);
    input.outputs.iter().all(|name| is_plain(name)) && input.dynamic.iter().all(deeper)
}
