//! Random trees of modules: the native module system, the interpreted one and Nix's answer alike.
//!
//! The modules are given as Nix text to a library of modules: that of the fixtures, and, if `HMEVAL_NIXPKGS_LIB` names the
//! `lib` folder of a nixpkgs, that one. Each case is evaluated with `HMEVAL_NATIVE=on` and `off`, and by the oracle where there
//! is one of the promised version. Cases are asked in batches; where the answers differ, one by one, and the case is made as small as it can be.
//!
//! `HMEVAL_MODULE_CASES` says how many cases there are, `HMEVAL_PROPERTY_SEED` gives others.

mod tree;

use std::path::PathBuf;

use hmeval_tests::fixture::message;
use hmeval_tests::oracle::{Oracle, PROMISED};
use hmeval_tests::program::{End, Output, Program};
use libtest_mimic::Trial;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::{skipped, test};
use tree::{Dialect, Tree};

/// Cases of each library by default.
const CASES: usize = 96;
/// Cases in one process.
const BATCH: usize = 16;
/// Steps of making a case smaller.
const SHRINK_STEPS: usize = 100;

/// `modules::fixture` and `modules::nixpkgs`.
pub(crate) fn trials() -> Vec<Trial> {
    let fixture = hmeval_tests::root().join("fixtures/home/modules.nix");
    let own = test("modules::fixture", move || Comparison::new(Dialect::Fixture, fixture).run());
    let name = "modules::nixpkgs";
    let nixpkgs = match std::env::var_os("HMEVAL_NIXPKGS_LIB") {
        None => skipped(name, "HMEVAL_NIXPKGS_LIB is not set"),
        Some(lib) => test(name, move || Comparison::new(Dialect::Nixpkgs, lib.into()).run()),
    };
    vec![own, nixpkgs]
}

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// A program that answers, with its name for reports.
struct Side {
    name: &'static str,
    program: Program,
}

struct Comparison {
    dialect: Dialect,
    lib: PathBuf,
    sides: Vec<Side>,
}

impl Comparison {
    fn new(dialect: Dialect, lib: PathBuf) -> Self {
        let native = |mode| Program::nix_instantiate().env("HMEVAL_NATIVE", mode);
        let mut sides = vec![
            Side { name: "native", program: native("on") },
            Side { name: "interpreted", program: native("off") },
        ];
        // Other versions differ in what can be caught, and in words.
        if let Ok(oracle) = Oracle::find()
            && oracle.version == PROMISED
        {
            sides.push(Side { name: "Nix", program: oracle.program.clone() });
        }
        Comparison { dialect, lib, sides }
    }

    fn run(&self) -> Result<(), String> {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&number("HMEVAL_PROPERTY_SEED", 0).to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let strategy = tree::any(self.dialect);
        let mut left = number("HMEVAL_MODULE_CASES", CASES);
        while left > 0 {
            let trees: Result<Vec<_>, _> =
                (0..left.min(BATCH)).map(|_| strategy.new_tree(&mut runner)).collect();
            let trees = trees.map_err(|reason| reason.to_string())?;
            left -= trees.len();
            self.batch(trees)?;
        }
        Ok(())
    }

    fn batch(&self, trees: Vec<impl ValueTree<Value = Tree>>) -> Result<(), String> {
        let cases: Vec<Tree> = trees.iter().map(ValueTree::current).collect();
        let answers = self.ask(&cases)?;
        let first = &answers[0];
        if answers.iter().all(|answer| answer.end == End::Exit(0) && answer.stdout == first.stdout) {
            return Ok(());
        }
        for tree in trees {
            if self.difference(&tree.current())?.is_some() {
                return Err(self.smallest(tree)?);
            }
        }
        Ok(())
    }

    fn expression(&self, cases: &[Tree]) -> String {
        let lib = self.lib.display();
        let cases: String = cases.iter().map(|case| format!("(\n{})\n", case.text(self.dialect))).collect();
        format!("let lib = import {lib}; {}\nin [\n{cases}]", tree::PRELUDE)
    }

    fn ask(&self, cases: &[Tree]) -> Result<Vec<Output>, String> {
        let code = self.expression(cases);
        let here = hmeval_tests::fixture::folder();
        let ask = |side: &Side| side.program.run(&["--eval", "--strict", "-"], code.as_bytes(), &here);
        self.sides.iter().map(ask).collect::<Result<_, _>>().map_err(|error| error.to_string())
    }

    /// How the answers for one case differ, if they do.
    fn difference(&self, case: &Tree) -> Result<Option<String>, String> {
        let answers = self.ask(std::slice::from_ref(case))?;
        let first = &answers[0];
        let same = |answer: &Output| match (first.end, answer.end) {
            (End::Exit(0), End::Exit(0)) => first.stdout == answer.stdout,
            (End::Exit(1), End::Exit(1)) => message(&first.stderr) == message(&answer.stderr),
            _ => false,
        };
        if answers.iter().all(same) {
            return Ok(None);
        }
        let mut text = format!("{}\n", self.expression(std::slice::from_ref(case)));
        for (side, answer) in self.sides.iter().zip(&answers) {
            let said = [&answer.stdout[..], &answer.stderr[..]].concat();
            text.push_str(&format!("{}: {:?}\n{}\n", side.name, answer.end, String::from_utf8_lossy(&said)));
        }
        Ok(Some(text))
    }

    /// The difference for the smallest case that can be found.
    fn smallest(&self, mut tree: impl ValueTree<Value = Tree>) -> Result<String, String> {
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
