//! The built-in library: its functions, modules, formats and packages give what those of nixpkgs give.
//!
//! The expectations in `fixtures/library` were taken from nixpkgs' lib under a real Nix. Here they are evaluated with the
//! library of the checkout, by hmeval and, where there is one, by a real Nix too.

use hmeval_tests::oracle::Oracle;
use hmeval_tests::program::{End, Program};
use libtest_mimic::Trial;

use crate::{skipped, test};

/// The files with cases `NAME = [ EXPRESSION EXPECTED ]`.
const FILES: [&str; 8] =
    ["strings", "collections", "generators", "modules", "packages", "catalogue", "home-catalogue", "hosts"];

/// What whole homes become, by `homes.nix`.
const HOMES: &str = "import ./homes.nix { }";

/// One test for each file on each side, and one for each error.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for file in FILES {
        both(&mut trials, &format!("library::{file}"), format!("import ./run.nix ./{file}.nix"));
    }
    both(&mut trials, "library::homes", HOMES.to_owned());
    trials.push(test("library::errors", errors));
    trials
}

/// Adds a test of a list of failures, by hmeval and by a real Nix.
fn both(trials: &mut Vec<Trial>, name: &str, failures: String) {
    trials.push(match Oracle::find() {
        Ok(oracle) => {
            let failures = failures.clone();
            test(format!("oracle::{name}"), move || no_failures(&oracle.program, &failures))
        }
        Err(reason) => skipped(format!("oracle::{name}"), reason),
    });
    trials.push(test(name, move || no_failures(&Program::nix_instantiate(), &failures)));
}

fn no_failures(program: &Program, failures: &str) -> Result<(), String> {
    let answer = evaluate(program, failures)?;
    if answer == "[]" { Ok(()) } else { Err(answer) }
}

/// Every expression of `errors.nix` fails, with the message beside it.
fn errors() -> Result<(), String> {
    let program = Program::nix_instantiate();
    let cases = "import ./errors.nix (import ../../library/nixpkgs/lib)";
    let names = evaluate(&program, &format!("toString (builtins.attrNames ({cases}))"))?;
    for name in names.trim_matches('"').split(' ') {
        let place = |index| format!("builtins.elemAt ({cases}).{name} {index}");
        let message = evaluate(
            &program,
            &format!("builtins.replaceStrings [\"\\n\" \" \"] [\"\" \"\"] ({})", place(1)),
        )?;
        let expected = unquoted(&message);
        let shown = evaluate(&program, &place(0)).err().ok_or_else(|| format!("{name} does not fail"))?;
        let shown: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        if !shown.contains(&expected) {
            return Err(format!("{name}: no {expected} in {shown}"));
        }
    }
    Ok(())
}

/// A JSON string without its quotes and escapes.
fn unquoted(json: &str) -> String {
    let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(json);
    inside.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// The value of an expression as JSON, or what was said instead.
fn evaluate(program: &Program, expression: &str) -> Result<String, String> {
    let folder = hmeval_tests::root().join("fixtures/library");
    let arguments = ["--eval", "--strict", "--json", "-E", expression];
    let output = program.run(&arguments, b"", &folder).map_err(|error| error.to_string())?;
    match output.end {
        End::Exit(0) => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        _ => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
