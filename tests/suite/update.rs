//! `HMEVAL_UPDATE=1`: writes the outcomes of all fixtures anew, from the answers of the oracle and never from hmeval's.
//!
//! Where an older Nix is on `PATH` as well, the cases that it answers differently are marked `since=`, so that the suite can
//! be checked against either.

#![allow(clippy::print_stderr, reason = "a tool's report")]

use std::process::ExitCode;

use hmeval_tests::fixture::{Case, File};
use hmeval_tests::oracle::{Oracle, PROMISED};
use rayon::prelude::*;

/// Updates all files.
pub(crate) fn run() -> ExitCode {
    report(update_all())
}

/// Says how many cases were written.
pub(crate) fn report(written: Result<usize, String>) -> ExitCode {
    match written {
        Ok(changed) => {
            eprintln!("{changed} cases written");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn update_all() -> Result<usize, String> {
    let oracle = Oracle::find().map_err(|reason| format!("the outcomes come from a real Nix: {reason}"))?;
    if oracle.version != PROMISED {
        return Err(format!(
            "the outcomes are those of Nix {PROMISED}, this is {}; set HMEVAL_ORACLE",
            oracle.version
        ));
    }
    let older = Oracle::on_path().ok().filter(|older| older.version < PROMISED);
    let mut changed = 0;
    for mut file in File::load_all()? {
        let before = file.render();
        let counts: Result<Vec<usize>, String> =
            file.cases.par_iter_mut().map(|case| update(case, oracle, older.as_ref())).collect();
        changed += counts?.into_iter().sum::<usize>();
        let after = file.render();
        if after != before {
            std::fs::write(&file.path, after).map_err(|error| format!("{}: {error}", file.path.display()))?;
        }
    }
    Ok(changed)
}

/// Updates a case and tells whether it changed (0 or 1).
fn update(case: &mut Case, oracle: &Oracle, older: Option<&Oracle>) -> Result<usize, String> {
    let expected = case.observe(&oracle.program)?;
    let changed = expected != case.expected;
    case.expected = expected;
    if let Some(older) = older {
        case.since = case.check(&older.program).is_err().then_some(PROMISED);
    }
    Ok(usize::from(changed))
}
