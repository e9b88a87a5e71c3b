//! `bench-vs-nix`: hmeval and every given Nix answer the same questions, in turns, and the medians are set side by side.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::{Cost, measure};
use crate::workload::{self, Workload};

/// Runs of each program for each question, unless `--runs` says otherwise.
const RUNS: usize = 10;

/// What the command line asks for.
#[derive(Debug)]
struct Request {
    runs: usize,
    nix: Vec<PathBuf>,
    hmeval: Option<PathBuf>,
    filter: String,
}

/// A program under comparison.
struct Side {
    name: String,
    program: PathBuf,
    first: Vec<String>,
}

/// Runs the task.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let request = Request::read(options)?;
    let sides = sides(&request)?;
    let root = crate::root();
    let workloads: Vec<_> =
        workload::all(&root)?.into_iter().filter(|work| work.name.contains(&request.filter)).collect();
    println!("| workload | program | wall ms | CPU ms | peak MiB | wall ratio | memory ratio |");
    println!("|---|---|---|---|---|---|---|");
    for workload in &workloads {
        compare(workload, &sides, request.runs, &root)?;
    }
    Ok(())
}

impl Request {
    fn read(options: &[&str]) -> Result<Self, String> {
        let mut request = Request { runs: RUNS, nix: Vec::new(), hmeval: None, filter: String::new() };
        for pair in options.chunks(2) {
            let [name, value] = pair else { return Err(format!("{} needs a value", pair.concat())) };
            match *name {
                "--runs" => {
                    request.runs = value.parse().map_err(|_| format!("--runs: not a number: {value}"))?;
                }
                "--nix" => request.nix.push(value.into()),
                "--hmeval" => request.hmeval = Some(value.into()),
                "--filter" => (*value).clone_into(&mut request.filter),
                _ => return Err(format!("unknown option {name}")),
            }
        }
        if request.runs == 0 {
            return Err("--runs: at least one".to_owned());
        }
        Ok(request)
    }
}

/// hmeval first, then each Nix.
fn sides(request: &Request) -> Result<Vec<Side>, String> {
    let hmeval = match &request.hmeval {
        Some(path) => path.clone(),
        None => build()?,
    };
    let mut sides =
        vec![Side { name: "hmeval".to_owned(), program: hmeval, first: vec!["nix-instantiate".to_owned()] }];
    let usual = [PathBuf::from("nix-instantiate")];
    let all = if request.nix.is_empty() { &usual[..] } else { &request.nix[..] };
    for program in all {
        let output = Command::new(program).arg("--version").output();
        let output =
            output.map_err(|error| format!("{}: {error}; name a Nix with --nix", program.display()))?;
        let version =
            String::from_utf8_lossy(&output.stdout).trim().rsplit(' ').next().unwrap_or_default().to_owned();
        sides.push(Side { name: format!("Nix {version}"), program: program.clone(), first: Vec::new() });
    }
    Ok(sides)
}

/// Builds hmeval as it is released.
fn build() -> Result<PathBuf, String> {
    let root = crate::root();
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--package", "hmeval"])
        .current_dir(&root)
        .status();
    if !status.map_err(|error| format!("cargo: {error}"))?.success() {
        return Err("hmeval does not build".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/hmeval"))
}

/// Measures one question and prints a row for each side.
fn compare(workload: &Workload, sides: &[Side], runs: usize, root: &Path) -> Result<(), String> {
    let mut costs: Vec<Vec<Cost>> = sides.iter().map(|_| Vec::new()).collect();
    // One round warms the files' cache; the next are counted. All take turns, so that what else the machine does meets all.
    for round in 0..=runs {
        for (side, costs) in sides.iter().zip(&mut costs) {
            let args = [&side.first[..], &workload.args].concat();
            let cost = measure(&side.program, &args, root)?;
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    let output = |costs: &[Cost]| costs.first().map(|cost| cost.output.clone());
    let same = costs.iter().all(|side| output(side) == output(&costs[0]));
    let figures: Vec<_> = costs.iter().map(|costs| Figures::of(costs)).collect();
    for (side, figure) in sides.iter().zip(&figures) {
        let (wall, memory) = (figures[0].wall / figure.wall, figures[0].memory / figure.memory);
        println!(
            "| {} | {} | {:.1} | {:.1} | {:.1} | {wall:.2} | {memory:.2} |",
            workload.name,
            side.name,
            figure.wall * 1e3,
            figure.cpu * 1e3,
            figure.memory / 1024.0
        );
    }
    if same { Ok(()) } else { Err(format!("{}: the answers differ", workload.name)) }
}

/// Medians.
struct Figures {
    wall: f64,
    cpu: f64,
    memory: f64,
}

impl Figures {
    fn of(costs: &[Cost]) -> Self {
        let of = |field: fn(&Cost) -> f64| median(costs.iter().map(field).collect());
        Figures { wall: of(|cost| cost.wall), cpu: of(|cost| cost.cpu), memory: of(|cost| cost.memory) }
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match (numbers.get(middle), numbers.len() % 2) {
        (Some(upper), 0) => f64::midpoint(numbers[middle - 1], *upper),
        (Some(upper), _) => *upper,
        (None, _) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-9);
        assert!(median(vec![]).is_nan());
    }

    #[test]
    fn options_come_in_pairs() {
        let request = Request::read(&["--runs", "3", "--nix", "/a", "--nix", "/b"]).unwrap();
        assert_eq!((request.runs, request.nix.len()), (3, 2));
        assert!(Request::read(&["--runs"]).is_err());
        assert!(Request::read(&["--runs", "0"]).is_err());
    }
}
