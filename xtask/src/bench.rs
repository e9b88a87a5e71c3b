//! `bench-vs-nix`: hmeval and every given Nix answer the same questions, in turns, and the medians are set side by side.

pub(crate) mod measure;
mod report;
mod scaling;
mod workload;

use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Cost, Process, evict};
use report::{Figures, Row};
use workload::Workload;

/// Runs of each program for each question, unless `--runs` says otherwise.
const RUNS: usize = 10;

/// What the command line asks for.
#[derive(Debug, Default)]
struct Request {
    runs: usize,
    nix: Vec<PathBuf>,
    hmeval: Option<PathBuf>,
    worlds: Option<PathBuf>,
    filter: String,
    /// The folder for `results.md` and the plots.
    out: Option<PathBuf>,
    instructions: bool,
    cold: bool,
    scaling: bool,
}

/// A program under comparison.
struct Side {
    name: String,
    program: PathBuf,
    first: Vec<String>,
    /// Whether its caches are emptied before each run.
    forgets: bool,
}

/// What all runs share.
struct Bench {
    request: Request,
    sides: Vec<Side>,
    /// Caches and stores of the programs.
    scratch: PathBuf,
}

/// Runs the task.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let request = Request::read(options)?;
    let scratch = std::env::temp_dir().join(format!("hmeval-bench-{}", std::process::id()));
    let bench = Bench { sides: sides(&request)?, request, scratch };
    std::fs::create_dir_all(&bench.scratch).map_err(|error| error.to_string())?;
    let result = bench.run();
    // A chroot store has folders that cannot be written to; what is left is in the folder for temporary files.
    let _ = std::fs::remove_dir_all(&bench.scratch);
    result
}

impl Request {
    fn read(options: &[&str]) -> Result<Self, String> {
        let mut request = Request { runs: RUNS, ..Request::default() };
        let mut words = options.iter();
        while let Some(name) = words.next() {
            let mut value = || words.next().ok_or(format!("{name} needs a value"));
            match *name {
                "--runs" => {
                    let text = value()?;
                    request.runs = text.parse().map_err(|_| format!("--runs: not a number: {text}"))?;
                }
                "--nix" => request.nix.push(value()?.into()),
                "--hmeval" => request.hmeval = Some(value()?.into()),
                "--worlds" => request.worlds = Some(value()?.into()),
                "--filter" => (*value()?).clone_into(&mut request.filter),
                "--out" => request.out = Some(value()?.into()),
                "--instructions" => request.instructions = true,
                "--cold" => request.cold = true,
                "--scaling" => request.scaling = true,
                _ => return Err(format!("unknown option {name}")),
            }
        }
        if request.runs == 0 {
            return Err("--runs: at least one".to_owned());
        }
        Ok(request)
    }
}

/// hmeval first, with its caches and without, then each Nix.
fn sides(request: &Request) -> Result<Vec<Side>, String> {
    let hmeval = match &request.hmeval {
        Some(path) => path.clone(),
        None => build()?,
    };
    let own = |name: &str, forgets| Side {
        name: name.to_owned(),
        program: hmeval.clone(),
        first: vec!["nix-instantiate".to_owned()],
        forgets,
    };
    let mut sides = vec![own("hmeval", false), own("hmeval, empty caches", true)];
    let usual = [PathBuf::from("nix-instantiate")];
    let all = if request.nix.is_empty() { &usual[..] } else { &request.nix[..] };
    for program in all {
        let output = Command::new(program).arg("--version").output();
        let output =
            output.map_err(|error| format!("{}: {error}; name a Nix with --nix", program.display()))?;
        let version =
            String::from_utf8_lossy(&output.stdout).trim().rsplit(' ').next().unwrap_or_default().to_owned();
        sides.push(Side {
            name: format!("Nix {version}"),
            program: program.clone(),
            first: Vec::new(),
            forgets: false,
        });
    }
    Ok(sides)
}

/// Builds hmeval as it is released.
pub(crate) fn build() -> Result<PathBuf, String> {
    let root = crate::root();
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--bin", "hmeval"])
        .current_dir(&root)
        .status();
    if !status.map_err(|error| format!("cargo: {error}"))?.success() {
        return Err("hmeval does not build".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/hmeval"))
}

impl Bench {
    fn run(&self) -> Result<(), String> {
        let mut workloads = workload::programs(&crate::root())?;
        if let Some(worlds) = &self.request.worlds {
            workloads.extend(workload::worlds(worlds)?);
        }
        workloads.retain(|work| work.name.contains(&self.request.filter));
        let names: Vec<String> = self.sides.iter().map(|side| side.name.clone()).collect();
        let rows = self.rows(&workloads, false);
        let mut text = report::table(&names, &rows);
        let mut plots = vec![("ratios.svg", report::bars("wall time, as a share of Nix's", &rows))];
        if self.request.cold {
            let rows = self.rows(&workloads, true);
            text.push_str(&format!("\nFiles not in the page cache:\n\n{}", report::table(&names, &rows)));
        }
        if self.request.scaling
            && let Some(worlds) = &self.request.worlds
        {
            let (table, plot) = self.scaling(worlds)?;
            text.push_str(&table);
            plots.push(("scaling.svg", plot));
        }
        println!("{text}");
        let Some(out) = &self.request.out else { return Ok(()) };
        std::fs::create_dir_all(out).map_err(|error| error.to_string())?;
        for (name, text) in plots.iter().map(|(name, plot)| (*name, plot)).chain([("results.md", &text)]) {
            std::fs::write(out.join(name), text).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(())
    }

    fn rows(&self, workloads: &[Workload], cold: bool) -> Vec<Row> {
        let row = |workload: &Workload| {
            eprintln!("{}", workload.name);
            self.compare(workload, cold)
        };
        workloads.iter().map(row).collect()
    }

    fn process<'a>(&self, side: &'a Side, workload: &'a Workload) -> Process<'a> {
        let cache = self.scratch.join(if side.forgets { "empty" } else { "kept" });
        // A Nix that copies sources needs a store; each has one of its own, whose paths are those of `/nix/store`.
        let store = match workload.args.iter().any(|arg| arg == "--read-write-mode") {
            true => self.scratch.join(side.name.replace(' ', "-")).to_string_lossy().into_owned(),
            false => "dummy://".to_owned(),
        };
        let env = vec![("HMEVAL_CACHE_DIR", cache.to_string_lossy().into_owned()), ("NIX_REMOTE", store)];
        Process {
            program: &side.program,
            args: [&side.first[..], &workload.args].concat(),
            dir: &workload.dir,
            env,
        }
    }

    /// Measures one question.
    fn compare(&self, workload: &Workload, cold: bool) -> Row {
        // One round warms the files' cache and tells who answers what; the next are counted.
        // All take turns, so that what else the machine does meets all.
        let answers: Vec<Result<Vec<u8>, String>> =
            self.sides.iter().map(|side| self.process(side, workload).answer()).collect();
        let mut costs: Vec<Result<Vec<Cost>, String>> =
            answers.iter().map(|answer| answer.as_ref().map(|_| Vec::new()).map_err(Clone::clone)).collect();
        for _ in 0..self.request.runs {
            for (side, costs) in self.sides.iter().zip(&mut costs) {
                let Ok(known) = costs else { continue };
                match self.once(side, workload, cold) {
                    Ok(cost) => known.push(cost),
                    Err(error) => *costs = Err(error),
                }
            }
        }
        // Older versions of Nix may answer otherwise; the last one is the one that counts.
        let same = match (answers.first(), answers.last()) {
            (Some(Ok(ours)), Some(Ok(theirs))) => ours == theirs,
            _ => true,
        };
        let figures = |(side, costs): (&Side, Result<Vec<Cost>, String>)| {
            let mut figures = Figures::of(&costs?);
            if self.request.instructions && !side.forgets {
                figures.instructions = self.process(side, workload).instructions().ok();
            }
            Ok(figures)
        };
        Row { name: workload.name.clone(), sides: self.sides.iter().zip(costs).map(figures).collect(), same }
    }

    fn once(&self, side: &Side, workload: &Workload, cold: bool) -> Result<Cost, String> {
        if side.forgets {
            // It may not be there yet.
            let _ = std::fs::remove_dir_all(self.scratch.join("empty"));
        }
        if cold {
            evict(&workload.dir)?;
            evict(&side.program)?;
        }
        self.process(side, workload).cost()
    }

    /// The series of [`scaling`], for all sides: a table, and a plot of the first side's.
    fn scaling(&self, worlds: &Path) -> Result<(String, String), String> {
        let mut text = String::from(
            "\nGrowth (wall ms for each size, and the exponent of what is beyond the first):\n\n| series | program | sizes | ms | exponent | MiB |\n|---|---|---|---|---|---|\n",
        );
        let mut plotted = Vec::new();
        for series in &scaling::ALL {
            let questions: Vec<Workload> =
                series.sizes.iter().map(|size| (series.question)(worlds, *size)).collect();
            eprintln!("{}", series.name);
            let rows: Vec<Row> = questions.iter().map(|question| self.compare(question, false)).collect();
            for (number, side) in self.sides.iter().enumerate() {
                let figures: Result<Vec<&Figures>, &String> =
                    rows.iter().map(|row| row.sides[number].as_ref()).collect();
                let figures = match figures {
                    Ok(figures) => figures,
                    Err(why) => {
                        text.push_str(&format!(
                            "| {} | {} | fails: {} | | | |\n",
                            series.name,
                            side.name,
                            why.lines().last().unwrap_or_default()
                        ));
                        continue;
                    }
                };
                let points: Vec<(usize, f64)> =
                    series.sizes.iter().copied().zip(figures.iter().map(|figure| figure.wall)).collect();
                let of = |show: &dyn Fn(&Figures) -> f64| {
                    figures.iter().map(|figure| format!("{:.0}", show(figure))).collect::<Vec<_>>().join(" ")
                };
                let sizes: Vec<String> = series.sizes.iter().map(ToString::to_string).collect();
                let exponent =
                    scaling::exponent(&points).map_or("-".to_owned(), |exponent| format!("{exponent:.2}"));
                text.push_str(&format!(
                    "| {} | {} | {} | {} | {exponent} | {} |\n",
                    series.name,
                    side.name,
                    sizes.join(" "),
                    of(&|figure| figure.wall * 1e3),
                    of(&|figure| figure.memory / 1024.0)
                ));
                if number == 0 {
                    plotted.push((format!("{} (n^{exponent})", series.name), points));
                }
            }
        }
        Ok((text, report::lines("hmeval: time against size", &plotted)))
    }
}

impl Figures {
    fn of(costs: &[Cost]) -> Self {
        let of = |field: fn(&Cost) -> f64| median(costs.iter().map(field).collect());
        Figures {
            wall: of(|cost| cost.wall),
            cpu: of(|cost| cost.cpu),
            memory: of(|cost| cost.memory),
            instructions: None,
        }
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
    fn options_are_read() {
        let request = Request::read(&["--runs", "3", "--nix", "/a", "--cold", "--nix", "/b"]).unwrap();
        assert_eq!((request.runs, request.nix.len(), request.cold), (3, 2, true));
        assert!(Request::read(&["--runs"]).is_err());
        assert!(Request::read(&["--runs", "0"]).is_err());
        assert!(Request::read(&["--unknown"]).is_err());
    }
}
