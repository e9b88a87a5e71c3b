//! Test suites from elsewhere, which are never part of this repository: a variable names the folder, and they are skipped
//! where it is not set.
//!
//! - `HMEVAL_NIX_LANG_DIR`: the folder `tests/functional/lang` of a checkout of Nix. The list of known divergences is for 2.36.
//! - `HMEVAL_NIXPKGS_LIB`: a checkout of nixpkgs, or of nixpkgs.lib: the folder that holds `lib/`.

mod nix_lang;
mod nixpkgs_lib;

use std::path::PathBuf;

use hmeval_tests::divergences::Divergences;
use libtest_mimic::Trial;

use crate::{skipped, test};

/// The tests of all corpora.
pub(crate) fn trials(divergences: &Divergences) -> Vec<Trial> {
    let lang = with_folder("corpus::nix_lang", "HMEVAL_NIX_LANG_DIR", |folder| {
        nix_lang::trials(folder, divergences)
    });
    let lib = with_folder("corpus::nixpkgs_lib", "HMEVAL_NIXPKGS_LIB", nixpkgs_lib::trials);
    [lang, lib].into_iter().flatten().collect()
}

fn with_folder(name: &str, variable: &str, make: impl FnOnce(PathBuf) -> Vec<Trial>) -> Vec<Trial> {
    match std::env::var_os(variable) {
        None => vec![skipped(name, &format!("{variable} is not set"))],
        Some(folder) => match PathBuf::from(&folder).canonicalize() {
            Ok(folder) => make(folder),
            Err(error) => {
                let text = format!("{variable}={}: {error}", folder.display());
                vec![test(name, move || Err(text))]
            }
        },
    }
}
