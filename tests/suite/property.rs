//! Random small expressions: hmeval and the oracle answer alike, and where there is no oracle, hmeval at least ends in order.
//!
//! A process of the oracle costs more than the evaluation of hundreds of such expressions, so they are asked in batches, each
//! wrapped in `tryEval`. Only where the answers for a batch differ, or one that cannot be caught ends it, are its expressions
//! asked one by one; one that differs is then made as small as proptest can make it.
//!
//! The expressions are the same in every run; `HMEVAL_PROPERTY_SEED` (a number) gives others, `HMEVAL_PROPERTY_CASES` more.

mod expressions;

use std::path::{Path, PathBuf};

use hmeval_tests::fixture::message;
use hmeval_tests::oracle::{Oracle, PROMISED};
use hmeval_tests::program::{End, Output, Program};
use libtest_mimic::Trial;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::{skipped, test};

/// Expressions asked by default.
const CASES: usize = 320;

/// Expressions asked in one process.
const BATCH: usize = 32;

/// Steps of making an expression smaller.
const SHRINK_STEPS: usize = 200;

/// `property::agrees_with_nix` and `property::ends_in_order`.
pub(crate) fn trials() -> Vec<Trial> {
    let agrees = "property::agrees_with_nix";
    let agrees = match Oracle::find() {
        Err(reason) => skipped(agrees, reason),
        Ok(oracle) if oracle.version > PROMISED => {
            skipped(agrees, &format!("Nix {} is too new", oracle.version))
        }
        Ok(oracle) => test(agrees, move || Comparison::new(oracle).run()),
    };
    vec![agrees, test("property::ends_in_order", ends_in_order)]
}

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn runner() -> TestRunner {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("HMEVAL_PROPERTY_SEED", 0).to_le_bytes());
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// Random expressions of all kinds, each evaluated alone.
fn ends_in_order() -> Result<(), String> {
    let mut runner = runner();
    let strategy = proptest::collection::vec(expressions::any(), BATCH);
    let here = hmeval_tests::fixture::folder();
    for _ in 0..CASES.div_ceil(BATCH) {
        let batch = strategy.new_tree(&mut runner).map_err(|reason| reason.to_string())?.current();
        let code = batched(&batch);
        let output = ask(&Program::nix_instantiate(), &code, &here)?;
        if !matches!(output.end, End::Exit(0 | 1)) {
            return Err(format!("ended by {:?}: {code}", output.end));
        }
    }
    Ok(())
}

fn batched(expressions: &[String]) -> String {
    let wrapped: String = expressions.iter().map(|expression| format!("  (r ({expression}))\n")).collect();
    format!("let r = e: builtins.tryEval (builtins.deepSeq e e); in [\n{wrapped}]")
}

fn ask(program: &Program, code: &str, here: &Path) -> Result<Output, String> {
    program.run(&["--eval", "--strict", "-"], code.as_bytes(), here).map_err(|error| error.to_string())
}

/// hmeval against an oracle.
struct Comparison {
    hmeval: Program,
    oracle: &'static Oracle,
    here: PathBuf,
}

impl Comparison {
    fn new(oracle: &'static Oracle) -> Self {
        Comparison { hmeval: Program::nix_instantiate(), oracle, here: hmeval_tests::fixture::folder() }
    }

    fn run(&self) -> Result<(), String> {
        let mut runner = runner();
        let strategy = expressions::any();
        let mut left = number("HMEVAL_PROPERTY_CASES", CASES);
        while left > 0 {
            let trees: Result<Vec<_>, _> =
                (0..left.min(BATCH)).map(|_| strategy.new_tree(&mut runner)).collect();
            let trees = trees.map_err(|reason| reason.to_string())?;
            left -= trees.len();
            self.batch(trees)?;
        }
        Ok(())
    }

    fn batch(&self, trees: Vec<impl ValueTree<Value = String>>) -> Result<(), String> {
        let code = batched(&trees.iter().map(ValueTree::current).collect::<Vec<_>>());
        let (ours, theirs) =
            (ask(&self.hmeval, &code, &self.here)?, ask(&self.oracle.program, &code, &self.here)?);
        if ours.end == End::Exit(0) && theirs.end == End::Exit(0) && ours.stdout == theirs.stdout {
            return Ok(());
        }
        for tree in trees {
            if self.difference(&tree.current())?.is_some() {
                return Err(self.smallest(tree)?);
            }
        }
        Ok(())
    }

    /// How the answers for one expression differ, if they do.
    fn difference(&self, code: &str) -> Result<Option<String>, String> {
        let (ours, theirs) =
            (ask(&self.hmeval, code, &self.here)?, ask(&self.oracle.program, code, &self.here)?);
        let (our_message, their_message) = (words(&ours.stderr), words(&theirs.stderr));
        let same = match (ours.end, theirs.end) {
            (End::Exit(0), End::Exit(0)) => ours.stdout == theirs.stdout,
            // Older versions have other words, and integers that wrap around.
            (End::Exit(1), _) if self.oracle.version < PROMISED && overflow(&our_message) => true,
            (End::Exit(1), End::Exit(1)) => self.oracle.version < PROMISED || our_message == their_message,
            _ => false,
        };
        let show = |output: &Output| {
            let text = [&output.stdout[..], &output.stderr[..]].concat();
            format!("{:?}\n{}", output.end, String::from_utf8_lossy(&text))
        };
        Ok((!same).then(|| format!("expression: {code}\nhmeval: {}\nNix: {}", show(&ours), show(&theirs))))
    }

    /// The difference for the smallest expression that can be found.
    fn smallest(&self, mut tree: impl ValueTree<Value = String>) -> Result<String, String> {
        let mut smallest = self.difference(&tree.current())?.unwrap_or_default();
        for _ in 0..SHRINK_STEPS {
            let moved = match self.difference(&tree.current())? {
                Some(difference) => {
                    smallest = difference;
                    tree.simplify()
                }
                None => tree.complicate(),
            };
            if !moved {
                break;
            }
        }
        Ok(smallest)
    }
}

/// The message of an error, up to where a value is shown in it that is not fully evaluated.
///
/// How much of such a value is evaluated depends on which small lists and cells Nix happens to copy.
fn words(stderr: &[u8]) -> Vec<u8> {
    let message = message(stderr).join(&b' ');
    let mark = "«".as_bytes();
    let end = message.windows(mark.len()).position(|window| window == mark).unwrap_or(message.len());
    let value = message[..end].iter().position(|byte| end < message.len() && b"[{".contains(byte));
    message[..value.unwrap_or(end)].to_vec()
}

fn overflow(message: &[u8]) -> bool {
    message.starts_with(b"integer overflow")
}
