//! The language fixtures: every case on hmeval, and every case on the oracle, so that no wrong expectation enters.

use std::collections::BTreeSet;
use std::sync::Arc;

use hmeval_tests::divergences::Divergences;
use hmeval_tests::fixture::{Case, File};
use hmeval_tests::oracle::{Oracle, PROMISED};
use hmeval_tests::program::Program;
use libtest_mimic::Trial;

use crate::{skipped, test};

/// The suite would be empty without anybody noticing if the folder moved.
const CASES_AT_LEAST: usize = 600;

/// One test for each case on each side, named `fixture::FILE::CASE` and `oracle::FILE::CASE`.
pub(crate) fn trials(divergences: &Divergences) -> Vec<Trial> {
    let files = match File::load_all() {
        Ok(files) => files,
        Err(error) => return vec![test("fixture::readable", move || Err(error))],
    };
    let names: BTreeSet<_> =
        files.iter().flat_map(|file| &file.cases).map(|case| case.name.clone()).collect();
    let count = names.len();
    let mut trials = vec![test("fixture::count", move || match count < CASES_AT_LEAST {
        true => Err(format!("only {count} cases")),
        false => Ok(()),
    })];
    trials.push(listed_names_exist(divergences, names));
    let divergences = Arc::new(divergences.clone());
    for file in files {
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for case in file.cases {
            trials.push(oracle_trial(format!("oracle::{stem}::{}", case.name), case.clone()));
            let divergences = Arc::clone(&divergences);
            trials.push(test(format!("fixture::{stem}::{}", case.name), move || {
                divergences.judge(&case.name, case.check(&Program::nix_instantiate()))
            }));
        }
    }
    trials
}

/// Names with a colon belong to corpora from elsewhere, which are not here every time.
fn listed_names_exist(divergences: &Divergences, cases: BTreeSet<String>) -> Trial {
    let listed: Vec<String> =
        divergences.names().filter(|name| !name.contains(':')).map(str::to_owned).collect();
    test("divergences::names_exist", move || match listed.iter().find(|name| !cases.contains(*name)) {
        Some(unknown) => Err(format!("known-divergences.txt: there is no case {unknown}")),
        None => Ok(()),
    })
}

fn oracle_trial(name: String, case: Case) -> Trial {
    match Oracle::find() {
        Err(reason) => skipped(name, reason),
        Ok(oracle) if oracle.version > PROMISED => {
            skipped(name, &format!("Nix {} is too new", oracle.version))
        }
        Ok(oracle) if !case.concerns(oracle) => skipped(name, &format!("Nix {} is too old", oracle.version)),
        Ok(oracle) => test(name, move || case.check(&oracle.program)),
    }
}
