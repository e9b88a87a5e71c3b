//! `guard`: the instructions of fixed questions may not grow unseen.
//!
//! Callgrind counts them on one processor, so that nothing is read ahead on others. Such a count is the same in each run; times
//! are not, and processors' own counters are missing on most virtual machines (see `bench/measure.rs`). It depends on the
//! compiler and on the target, so there is a file of counts for each target, which names its compiler. With another compiler
//! nothing fails: what it shows is not the change's doing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::measure::Process;

/// By how much a count may be larger than the file's, in percent.
const TOLERANCE: f64 = 3.0;

/// The questions: their names, the folder in the checkout, the arguments of hmeval.
const QUESTIONS: [(&str, &str, &[&str]); 10] = [
    ("start", ".", &["eval", "--expr", "1"]),
    ("show-home", ".", &["show", "users.jdoe", "--file", "fixtures/home/jdoe.nix"]),
    ("check-home", ".", &["check", "--file", "fixtures/home/jdoe.nix"]),
    ("library-home", "fixtures/library", &["eval", "--impure", "--expr", HOME]),
    ("library-host", "fixtures/library", &["eval", "--impure", "--expr", HOST]),
    (
        "library-strings",
        "fixtures/library",
        &["eval", "--impure", "--expr", "import ./run.nix ./strings.nix"],
    ),
    (
        "library-modules",
        "fixtures/library",
        &["eval", "--impure", "--expr", "import ./run.nix ./modules.nix"],
    ),
    ("calls", ".", &["eval", "--file", "benches/programs/calls.nix"]),
    ("merge", ".", &["eval", "--file", "benches/programs/merge.nix"]),
    ("sort", ".", &["eval", "--file", "benches/programs/sort.nix"]),
];

/// A home and a host whose modules are those of the built-in library.
const HOME: &str =
    "(import ./outputs.nix { folder = ./standalone; }).homeConfigurations.fern.activationPackage.drvPath";
const HOST: &str = "(import ./outputs.nix { folder = ./nixos; }).nixosConfigurations.orchard.config.system.build.toplevel.drvPath";

/// Counts by question, and the compiler they are for.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    compiler: String,
    counts: BTreeMap<String, u64>,
}

/// Runs the task.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let (mut update, mut program) = (false, None);
    let mut words = options.iter();
    while let Some(word) = words.next() {
        match *word {
            "--update" => update = true,
            "--hmeval" => program = Some(PathBuf::from(words.next().ok_or("--hmeval needs a path")?)),
            _ => return Err(format!("unknown option {word}")),
        }
    }
    if let Err(error) = Command::new("valgrind").arg("--version").output() {
        return Err(format!("valgrind: {error}"));
    }
    let program = match program {
        Some(program) => program,
        None => crate::bench::build()?,
    };
    let (compiler, target) = compiler()?;
    let now = Counts { compiler, counts: count(&program)? };
    let file = crate::root().join(format!("xtask/data/instructions-{target}.txt"));
    if update {
        std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))
            .map_err(|error| error.to_string())?;
        return std::fs::write(&file, now.text()).map_err(|error| format!("{}: {error}", file.display()));
    }
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: there are no counts for {target}; `cargo xtask guard --update` makes them");
        return Ok(());
    };
    let (report, grown) = compare(&Counts::read(&text)?, &now);
    print!("{report}");
    match grown {
        true => Err(format!(
            "more than {TOLERANCE} % more instructions; if that is meant, `cargo xtask guard --update` in the same commit"
        )),
        false => Ok(()),
    }
}

fn count(program: &Path) -> Result<BTreeMap<String, u64>, String> {
    let root = crate::root();
    // Two runs of one question could differ by what the first one cached.
    let env = vec![("HMEVAL_CACHE_DIR", "/dev/null".to_owned()), ("NIX_REMOTE", "dummy://".to_owned())];
    let of = |(name, folder, args): (&str, &str, &[&str])| {
        let dir = root.join(folder);
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        let process = Process { program, args, dir: &dir, env: env.clone() };
        Ok((name.to_owned(), process.instructions()?))
    };
    QUESTIONS.into_iter().map(of).collect()
}

/// The version of the compiler and the target that it builds for.
fn compiler() -> Result<(String, String), String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let field = |name: &str| {
        text.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
    };
    field("release:").zip(field("host:")).ok_or_else(|| format!("not a version of rustc: {text}"))
}

impl Counts {
    fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let wrong = |line: &str| format!("not a count: {line}");
        let compiler =
            lines.next().and_then(|line| line.strip_prefix("rustc ")).ok_or("no compiler is named")?;
        let counts = lines.map(|line| {
            let (name, count) = line.split_once(' ').ok_or_else(|| wrong(line))?;
            Ok((name.to_owned(), count.trim().parse().map_err(|_| wrong(line))?))
        });
        Ok(Counts { compiler: compiler.to_owned(), counts: counts.collect::<Result<_, String>>()? })
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# Instructions of fixed questions: `cargo xtask guard --update` writes this file.\nrustc {}\n",
            self.compiler
        );
        for (name, count) in &self.counts {
            let _ = writeln!(text, "{name} {count}");
        }
        text
    }
}

/// A report, and whether something grew too much.
fn compare(before: &Counts, now: &Counts) -> (String, bool) {
    let mut report = String::new();
    let mut grown = false;
    for (name, count) in &now.counts {
        let Some(old) = before.counts.get(name) else {
            let _ = writeln!(report, "{name:20} {count:>14}  new: not in the file");
            grown = true;
            continue;
        };
        let change = (*count as f64 / *old as f64 - 1.0) * 100.0;
        let mark = if change > TOLERANCE { "  GROWN" } else { "" };
        grown |= change > TOLERANCE;
        let _ = writeln!(report, "{name:20} {count:>14} {change:>+7.2} %{mark}");
    }
    if before.compiler != now.compiler {
        let _ = writeln!(
            report,
            "the counts are those of rustc {}, this is {}: nothing fails",
            before.compiler, now.compiler
        );
        grown = false;
    }
    (report, grown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(compiler: &str, count: u64) -> Counts {
        Counts { compiler: compiler.to_owned(), counts: [("q".to_owned(), count)].into() }
    }

    #[test]
    fn counts_are_written_and_read() {
        let counts = counts("1.90.0", 12);
        assert_eq!(Counts::read(&counts.text()), Ok(counts));
        assert!(Counts::read("q 12\n").is_err());
        assert!(Counts::read("rustc 1\nq many\n").is_err());
    }

    #[test]
    fn growth_fails() {
        assert!(!compare(&counts("1", 1000), &counts("1", 1029)).1);
        assert!(compare(&counts("1", 1000), &counts("1", 1031)).1);
        assert!(!compare(&counts("1", 1000), &counts("1", 10)).1);
    }

    #[test]
    fn a_question_without_a_count_fails() {
        assert!(compare(&Counts { compiler: "1".into(), counts: BTreeMap::new() }, &counts("1", 1)).1);
    }

    #[test]
    fn another_compiler_fails_nothing() {
        let (report, grown) = compare(&counts("1", 1000), &counts("2", 5000));
        assert!(report.contains("GROWN") && report.contains("nothing fails") && !grown);
    }
}
