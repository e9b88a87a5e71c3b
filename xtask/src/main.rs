//! Tasks around the project: `cargo xtask help`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool's report")]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod bench;
mod fixtures;
mod flake_tests;
mod guard;
mod library_differences;
mod lsp;
mod natives;
mod option_names;
mod random;
mod reading_order;
mod seeded;

use std::process::ExitCode;

use bench::measure;

const HELP: &str = "\
cargo xtask bench-vs-nix [--runs N] [--nix PATH]... [--hmeval PATH] [--worlds DIR] [--filter TEXT] [--instructions] [--cold]
                         [--scaling] [--out DIR]
    Compares whole processes with every Nix that is given (else the nix-instantiate of PATH): interleaved runs, medians of
    wall time, CPU time and peak memory, as a Markdown table. Questions: benches/programs/, and those about the worlds hm26
    and nixos25 in DIR. --instructions counts them with valgrind, --cold repeats with files out of the page cache, --scaling
    asks for more and more users, options, definitions and imports. --out writes results.md and plots.
cargo xtask guard [--update] [--hmeval PATH]
    Counts the instructions of fixed questions (valgrind), and fails if one needs 3 % more than xtask/data says.
cargo xtask fixtures --update
    Writes the outcomes of fixtures/eval anew, from the answers of a real Nix (HMEVAL_ORACLE).
cargo xtask nix-flake-tests DIR --nix BIN [--hmeval PATH] [NAME]...
    Runs Nix's tests of flakes (DIR is tests/functional of a checkout) with hmeval for eval and flake, and the Nix in BIN for
    the rest; prints the table of docs/flakes.md.
cargo xtask natives [--add] LIB... | --history REPOSITORY [--add]
    Which functions in these folders (nixpkgs' lib) have native versions. With --add, forms that are new go to the table.
cargo xtask reading-order [--hmeval PATH]
    Writes in which order configurations read the files of the built-in library.
cargo xtask seeded-mistakes --expr EXPR [--each N] [--batch N] [--seed N] [--only KIND] [--result ATTR]
                            [--hmeval PATH] [--verbose] [--server COMMAND]
    Sows mistakes into a configuration (EXPR, with the word MODULE where a module is added), and counts what `check` finds; with
    --server, what a language server finds, and whether the changes that it offers mend it.
    ATTR is the derivation path that right configurations have (activationPackage.drvPath).
cargo xtask lsp-latency FILE --at TEXT [--server COMMAND] [--root DIR] [--starts N] [--edits N] [--pause MS] [--many N]
                        [--harmless yes|no] [--complete TEXT]... [--status yes|no]
    Starts the server and opens FILE, N times; edits the character that TEXT ends with, which makes the text wrong or not; says
    how long diagnostics and completions take, and how much memory there is.
cargo xtask lsp-hostile SECONDS [SEED] [SERVER]
    Sends messages that no editor sends, and fails if the server ends, does not answer, or answers with wrong ranges.
cargo xtask option-names --expr EXPR --title TEXT --out FILE [--hmeval PATH]
    Writes the list of the names of a system's options that `check` has in crates/hmeval-config/data; TEXT says of which release.
cargo xtask library-differences REPORT.md (TITLE ORIGINAL.json LIBRARY.json)...
    Compares outputs of `hmeval options --json`: the options of Home Manager and NixOS, and those of the built-in library.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        [measure::COMMAND, program @ ..] => measure::measure_here(program),
        ["bench-vs-nix", options @ ..] => bench::run(options),
        ["nix-flake-tests", options @ ..] => flake_tests::run(options),
        ["guard", options @ ..] => guard::run(options),
        ["natives", options @ ..] => natives::run(options),
        ["reading-order", options @ ..] => reading_order::run(options),
        ["fixtures", "--update"] => fixtures::update(),
        ["seeded-mistakes", options @ ..] => seeded::run(options),
        ["lsp-latency", options @ ..] => lsp::latency(options),
        ["lsp-hostile", options @ ..] => lsp::hostile(options),
        ["option-names", options @ ..] => option_names::run(options),
        ["library-differences", files @ ..] => library_differences::run(files),
        ["help" | "--help"] | [] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("unknown task\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the checkout.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
