//! `flake show`, `flake new|init` and `jobs`, on the flakes of `fixtures/flakes` and with the built-in library.
//!
//! `outputs.json` and `outputs-all.json` are what `nix flake show --json` of Nix 2.34 prints, without and with
//! `--legacy --all-systems`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hmeval_tests::program::{End, Output, Program};
use libtest_mimic::Trial;

use crate::test;

/// The templates of the built-in library.
const TEMPLATES: [&str; 4] = ["standalone", "nixos", "nix-darwin", "system-manager"];

/// All tests.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        test("flake_commands::show::json", || shown_as(&["--json"], "outputs.json")),
        test("flake_commands::show::all", || {
            shown_as(&["--json", "--legacy", "--all-systems"], "outputs-all.json")
        }),
        test("flake_commands::show::tree", tree),
        test("flake_commands::init::keeps_files", init_keeps_files),
        test("flake_commands::jobs::file", jobs_of_a_file),
        test("flake_commands::jobs::recursion", || same_jobs(&["--force-recurse"], 7)),
        test("flake_commands::jobs::one_worker", || same_jobs(&["--workers", "1"], 5)),
        test("flake_commands::jobs::many_workers", || same_jobs(&["--workers", "5"], 5)),
        test("flake_commands::jobs::arguments", jobs_with_arguments),
        test("flake_commands::jobs::links", jobs_are_linked),
        test("flake_commands::jobs::hosts", jobs_of_hosts),
        test("flake_commands::jobs::failure", jobs_of_nothing),
    ];
    for name in TEMPLATES {
        trials.push(test(format!("flake_commands::new::{name}"), move || new_is_right(name)));
    }
    trials
}

fn run_in(folder: &Path, args: &[&str]) -> Result<Output, String> {
    Program::hmeval().run(args, b"", folder).map_err(|error| error.to_string())
}

fn run(args: &[&str]) -> Result<Output, String> {
    run_in(&hmeval_tests::root().join("fixtures/flakes"), args)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Fails with both streams, unless the program ended well and `holds`.
fn expect(output: &Output, holds: bool) -> Result<(), String> {
    match output.end == End::Exit(0) && holds {
        true => Ok(()),
        false => Err(format!("{:?}\n{}\n{}", output.end, text(&output.stdout), text(&output.stderr))),
    }
}

fn shown_as(flags: &[&str], file: &str) -> Result<(), String> {
    let expected = fs::read(hmeval_tests::root().join("fixtures/flakes").join(file));
    let expected = expected.map_err(|error| error.to_string())?;
    let system = ["--system", "x86_64-linux"];
    let output = run(&[&["flake", "show", "path:./outputs"], &system[..], flags].concat())?;
    expect(&output, output.stdout == expected)
}

/// The same as a tree: some of its lines.
fn tree() -> Result<(), String> {
    let output = run(&["flake", "show", "path:./outputs", "--system", "x86_64-linux"])?;
    let shown = text(&output.stdout);
    let lines = [
        "├───hydraJobs",
        "│   └───build",
        "│       └───x86_64-linux: derivation 'job'",
        "│   ├───aarch64-linux omitted (use '--legacy' to show)",
        "│       ├───default: package 'package-x86_64-linux'",
        "│   └───host: NixOS configuration",
        "└───templates",
        "    └───small: template: a small one",
    ];
    expect(&output, lines.iter().all(|line| shown.lines().any(|shown| shown == *line)))
}

fn temporary() -> Result<tempfile::TempDir, String> {
    tempfile::tempdir().map_err(|error| error.to_string())
}

/// A flake from a template has no problem, on the library that it comes from.
fn new_is_right(template: &str) -> Result<(), String> {
    let dir = temporary()?;
    let made = run_in(dir.path(), &["flake", "new", "made", "-t", template])?;
    let folder = dir.path().join("made");
    expect(&made, folder.join("flake.nix").is_file() && folder.join("home.nix").is_file())?;
    let check = run_in(&folder, &["check", "--library", "builtin"])?;
    expect(&check, check.stdout.is_empty())
}

/// What is there stays as it is.
fn init_keeps_files() -> Result<(), String> {
    let dir = temporary()?;
    let home = dir.path().join("home.nix");
    fs::write(&home, "{ }\n").map_err(|error| error.to_string())?;
    let output = run_in(dir.path(), &["flake", "init", "-t", "standalone"])?;
    let kept = fs::read(&home).is_ok_and(|found| found == b"{ }\n");
    let said = text(&output.stderr);
    let tells = said.contains("refusing to overwrite existing file") && said.contains("1 conflicts");
    match output.end == End::Exit(1) && kept && tells && dir.path().join("flake.nix").exists() {
        true => Ok(()),
        false => Err(format!("{:?}, kept: {kept}\n{said}", output.end)),
    }
}

/// The lines of `jobs`, by the attribute that they begin with.
fn lines_of(args: &[&str]) -> Result<BTreeMap<String, String>, String> {
    let output = run(&[&["jobs"], args].concat())?;
    expect(&output, true)?;
    let lines = text(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>();
    let attr = |line: &str| line.split("\"attrPath\":").next().unwrap_or_default().to_owned();
    Ok(lines.into_iter().map(|line| (attr(&line), line)).collect())
}

fn has(lines: &BTreeMap<String, String>, attr: &str, part: &str) -> Result<(), String> {
    let line = lines.get(&format!("{{\"attr\":\"{attr}\","));
    match line.is_some_and(|line| line.contains(part)) {
        true => Ok(()),
        false => Err(format!("{attr} has no {part}: {lines:#?}")),
    }
}

fn jobs_of_a_file() -> Result<(), String> {
    let lines = lines_of(&["jobs/jobs.nix", "--meta", "--apply", "package: { is = package.name; }"])?;
    has(&lines, "tool", "\"attrPath\":[\"tool\"],\"drvPath\":\"/nix/store/")?;
    has(&lines, "tool", "\"extraValue\":{\"is\":\"tool\"},\"inputDrvs\":{},")?;
    has(&lines, "tool", "\"meta\":{\"description\":\"the tool\",\"priority\":3},\"name\":\"tool\"")?;
    has(&lines, "user", "-tool.drv\":[\"out\"]}")?;
    has(&lines, "user", "\"outputs\":{\"dev\":\"/nix/store/")?;
    has(&lines, "\\\"dotted.name\\\"", "\"system\":\"x86_64-linux\"}")?;
    has(&lines, "sets.inner", "\"name\":\"inner\"")?;
    has(&lines, "fails", "error: this one fails")?;
    match lines.len() {
        5 => Ok(()),
        _ => Err(format!("{lines:#?}")),
    }
}

/// However many processes there are, the lines are the same.
fn same_jobs(flags: &[&str], count: usize) -> Result<(), String> {
    let lines = lines_of(&[&["jobs/jobs.nix"], flags].concat())?;
    let reference = lines_of(&["jobs/jobs.nix"])?;
    let all_there = reference.iter().all(|(attr, line)| lines.get(attr) == Some(line));
    match lines.len() == count && all_there {
        true => Ok(()),
        false => Err(format!("{lines:#?}")),
    }
}

fn jobs_with_arguments() -> Result<(), String> {
    let select = "jobs: { one = jobs.tool; }";
    let lines = lines_of(&["jobs/jobs.nix", "--argstr", "suffix", "-2", "--select", select])?;
    has(&lines, "one", "\"name\":\"tool-2\"")?;
    let expression = "rec { a = (import ./jobs/jobs.nix { }).tool; \
        b = derivation { name = \"b\"; system = \"x\"; builder = \"y\"; requiredSystemFeatures = [ \"kvm\" \"big\" ]; }; }";
    let lines = lines_of(&["--expr", expression])?;
    has(&lines, "a", "\"name\":\"tool\"")?;
    has(&lines, "a", "\"requiredSystemFeatures\":[],\"system\"")?;
    has(&lines, "b", "\"requiredSystemFeatures\":[\"big\",\"kvm\"],\"system\"")
}

fn jobs_are_linked() -> Result<(), String> {
    let dir = temporary()?;
    let roots = dir.path().join("roots").display().to_string();
    let lines = lines_of(&["jobs/jobs.nix", "--gc-roots-dir", &roots])?;
    let links = fs::read_dir(&roots).map_err(|error| error.to_string())?;
    for link in links {
        let target = fs::read_link(link.map_err(|error| error.to_string())?.path());
        let target = target.map_err(|error| error.to_string())?.display().to_string();
        if !lines.values().any(|line| line.contains(&format!("\"drvPath\":\"{target}\""))) {
            return Err(format!("there is no job for {target}"));
        }
    }
    Ok(())
}

/// Homes and hosts are jobs.
fn jobs_of_hosts() -> Result<(), String> {
    let library = ["--library", "builtin", "--flake"];
    let lines = lines_of(&[&library[..], &["path:../library/nixos"]].concat())?;
    has(
        &lines,
        "nixosConfigurations.orchard.config.system.build.toplevel",
        "\"name\":\"nixos-system-orchard-",
    )?;
    let lines = lines_of(&[&library[..], &["path:../library/standalone"]].concat())?;
    has(&lines, "homeConfigurations.fern.activationPackage", "\"name\":\"home-manager-generation\"")
}

fn jobs_of_nothing() -> Result<(), String> {
    let output = run(&["jobs", "--expr", "throw \"there is nothing\""])?;
    let said = text(&output.stderr);
    match output.end == End::Exit(1) && output.stdout.is_empty() && said.contains("there is nothing") {
        true => Ok(()),
        false => Err(format!("{:?}\n{said}", output.end)),
    }
}
