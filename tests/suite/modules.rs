//! Random trees of modules: the native module system, the interpreted one and Nix answer alike.
//!
//! The modules are given as Nix text to a library of modules: that of the fixtures, the built-in one (`library/`), and, if
//! `HMEVAL_NIXPKGS_LIB` names `lib` folders of nixpkgs (with `:` between them), those. Each case is evaluated with
//! `HMEVAL_NATIVE=on`, `off` and `verify`, and by the oracle where there is one of the promised version. Cases are asked in
//! batches; where the answers differ or fail, in halves, down to single ones, and a case that differs is made as small as it can be.
//!
//! `HMEVAL_MODULE_CASES` says how many cases there are, `HMEVAL_PROPERTY_SEED` gives others.

mod choices;
mod kind;
mod tree;
mod value;

use std::path::PathBuf;

use hmeval_tests::fixture::message;
use hmeval_tests::oracle::{Oracle, PROMISED};
use hmeval_tests::program::{End, Output, Program};
use libtest_mimic::Trial;
use proptest::collection::VecValueTree;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::{skipped, test};
use choices::Choices;
use tree::Dialect;

/// Cases of each library by default.
const CASES: usize = 96;
/// Cases in one process.
const BATCH: usize = 16;
/// Decisions of the largest case; the next one is simple throughout.
const CHOICES: usize = 400;
/// Steps of making a case smaller.
const SHRINK_STEPS: usize = 200;

/// `modules::fixture`, `modules::builtin`, and `modules::nixpkgs` for each folder that is given.
pub(crate) fn trials() -> Vec<Trial> {
    let root = hmeval_tests::root();
    let compare = |name: String, dialect, lib| test(name, move || Comparison::new(dialect, lib).run());
    let mut trials = vec![
        compare("modules::fixture".to_owned(), Dialect::Fixture, root.join("fixtures/home/modules.nix")),
        compare("modules::builtin".to_owned(), Dialect::Nixpkgs, root.join("library/nixpkgs/lib")),
    ];
    let name = "modules::nixpkgs";
    match std::env::var_os("HMEVAL_NIXPKGS_LIB") {
        None => trials.push(skipped(name, "HMEVAL_NIXPKGS_LIB is not set")),
        Some(libs) => trials.extend(
            std::env::split_paths(&libs)
                .enumerate()
                .map(|(index, lib)| compare(format!("{name}::{index}"), Dialect::Nixpkgs, lib)),
        ),
    }
    trials
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

/// The decisions of a case.
type Tree = VecValueTree<proptest::num::u16::BinarySearch>;

impl Comparison {
    fn new(dialect: Dialect, lib: PathBuf) -> Self {
        let native = |mode| Program::nix_instantiate().env("HMEVAL_NATIVE", mode);
        let mut sides = vec![
            Side { name: "native", program: native("on") },
            Side { name: "interpreted", program: native("off") },
            Side { name: "verified", program: native("verify") },
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
        let strategy = proptest::collection::vec(proptest::num::u16::ANY, 0..CHOICES);
        let mut left = number("HMEVAL_MODULE_CASES", CASES);
        while left > 0 {
            let trees: Result<Vec<Tree>, _> =
                (0..left.min(BATCH)).map(|_| strategy.new_tree(&mut runner)).collect();
            let trees = trees.map_err(|reason| reason.to_string())?;
            left -= trees.len();
            self.batch(trees)?;
        }
        Ok(())
    }

    fn text(&self, tree: &Tree) -> String {
        tree::text(&mut Choices::new(&tree.current()), self.dialect)
    }

    /// Fails with the first difference. What fails on one side is asked again in halves, for one failure ends a whole process.
    fn batch(&self, mut trees: Vec<Tree>) -> Result<(), String> {
        let cases: Vec<String> = trees.iter().map(|tree| self.text(tree)).collect();
        let answers = self.ask(&cases)?;
        let first = &answers[0];
        if answers.iter().all(|answer| answer.end == End::Exit(0) && answer.stdout == first.stdout) {
            return Ok(());
        }
        if trees.len() > 1 {
            let rest = trees.split_off(trees.len() / 2);
            self.batch(trees)?;
            return self.batch(rest);
        }
        match trees.pop() {
            Some(tree) if !self.same(&answers) => Err(self.smallest(tree)?),
            _ => Ok(()),
        }
    }

    fn expression(&self, cases: &[String]) -> String {
        let lib = self.lib.display();
        let cases: String = cases.iter().map(|case| format!("(\n{case})\n")).collect();
        format!("let lib = import {lib}; {}\nin [\n{cases}]", tree::PRELUDE)
    }

    fn ask(&self, cases: &[String]) -> Result<Vec<Output>, String> {
        let code = self.expression(cases);
        let here = hmeval_tests::fixture::folder();
        let ask = |side: &Side| side.program.run(&["--eval", "--strict", "-"], code.as_bytes(), &here);
        self.sides.iter().map(ask).collect::<Result<_, _>>().map_err(|error| error.to_string())
    }

    /// Whether the answers for one case are alike: values, or messages of errors.
    fn same(&self, answers: &[Output]) -> bool {
        let first = &answers[0];
        answers.iter().all(|answer| match (first.end, answer.end) {
            (End::Exit(0), End::Exit(0)) => first.stdout == answer.stdout,
            (End::Exit(1), End::Exit(1)) => message(&first.stderr) == message(&answer.stderr),
            _ => false,
        })
    }

    /// How the answers for one case differ, if they do.
    fn difference(&self, tree: &Tree) -> Result<Option<String>, String> {
        let case = [self.text(tree)];
        let answers = self.ask(&case)?;
        if self.same(&answers) {
            return Ok(None);
        }
        let mut text = format!("{}\n", self.expression(&case));
        for (side, answer) in self.sides.iter().zip(&answers) {
            let said = [&answer.stdout[..], &answer.stderr[..]].concat();
            text.push_str(&format!("{}: {:?}\n{}\n", side.name, answer.end, String::from_utf8_lossy(&said)));
        }
        Ok(Some(text))
    }

    /// The difference for the smallest case that can be found.
    fn smallest(&self, mut tree: Tree) -> Result<String, String> {
        let mut smallest = self.difference(&tree)?.unwrap_or_default();
        for _ in 0..SHRINK_STEPS {
            let moved = match self.difference(&tree)? {
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
