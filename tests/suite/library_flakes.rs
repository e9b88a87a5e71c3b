//! The flakes of `fixtures/library` with the built-in library as their inputs: values, and what the commands show.
//!
//! What `show`, `why` and `check` print stands in `fixtures/library/shown/FLAKE.txt`, with the hashes of store paths left out, as
//! they change with every file of the library. `HMEVAL_UPDATE=library` writes these files anew.

use std::fmt::Write as _;
use std::path::PathBuf;

use hmeval_tests::oracle::Oracle;
use hmeval_tests::program::{End, Program};
use libtest_mimic::Trial;

use crate::{skipped, test};

/// A flake's folder, an attribute path of its outputs, and the value that it has, as JSON.
const VALUES: [(&str, &str, &str); 9] = [
    (
        "nixos",
        "nixosConfigurations.orchard.config.home-manager.users.jdoe.home.sessionVariables.ORCHARD",
        "\"orchard\"",
    ),
    (
        "nixos",
        "nixosConfigurations.orchard.config.systemd.services.home-manager-jdoe.serviceConfig.User",
        "\"jdoe\"",
    ),
    ("nixos", "nixosConfigurations.orchard.config.home-manager.users.jdoe.programs.direnv.enable", "true"),
    (
        "imported",
        "nixosConfigurations.thicket.config.home-manager.users.plum.home.homeDirectory",
        "\"/home/plum\"",
    ),
    ("inline", "nixosConfigurations.meadow.config.home-manager.users.clover.home.stateVersion", "\"23.11\""),
    ("standalone", "homeConfigurations.fern.config.home.sessionVariables.SHADE", "\"deep\""),
    ("standalone", "homeConfigurations.fern.config.home.profileDirectory", "\"/home/fern/.nix-profile\""),
    ("darwin", "darwinConfigurations.cider.config.home-manager.users.quince.home.username", "\"quince\""),
    (
        "system-manager",
        "systemConfigs.default.config.home-manager.users.rowan.home.file.\".config/grove/trees.txt\".text",
        "\"rowan\\n\"",
    ),
];

/// A flake's folder, a user, and where the configuration is that has the user's activation package.
const USERS: [(&str, &str, &str); 6] = [
    ("nixos", "jdoe", "nixosConfigurations.orchard.config.home-manager.users.jdoe.home.activationPackage"),
    ("imported", "plum", "nixosConfigurations.thicket.config.home-manager.users.plum.home.activationPackage"),
    (
        "inline",
        "clover",
        "nixosConfigurations.meadow.config.home-manager.users.clover.home.activationPackage",
    ),
    ("standalone", "fern", "homeConfigurations.fern.activationPackage"),
    (
        "darwin",
        "quince",
        "darwinConfigurations.cider.config.home-manager.users.quince.home.activationPackage",
    ),
    (
        "system-manager",
        "rowan",
        "systemConfigs.default.config.home-manager.users.rowan.home.activationPackage",
    ),
];

/// The tests of the library's flakes.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials =
        vec![test("library::flakes::lib.hm", || evaluates_to(&["--expr", "import ./lib-hm.nix { }"], "[]"))];
    for (folder, attribute, value) in VALUES {
        trials.push(test(format!("library::flakes::{folder}::{attribute}"), move || {
            evaluates_to(&["--library", "builtin", &format!("path:./{folder}#{attribute}")], value)
        }));
    }
    for (folder, user, package) in USERS {
        trials.push(test(format!("library::flakes::{folder}::shown"), move || is_shown(folder, user)));
        let name = format!("oracle::library::flakes::{folder}::activation");
        trials.push(match Oracle::find() {
            Ok(oracle) => test(name, move || same_activation(&oracle.program, folder, package)),
            Err(reason) => skipped(name, reason),
        });
    }
    for (kind, folder) in [("nixos", "hosts"), ("darwin", "macs")] {
        trials.push(test(format!("library::{folder}"), move || hosts_are_right(kind, folder)));
    }
    trials.push(test("library::search_path", || {
        let host = "(import <nixpkgs/nixos> { system = \"x86_64-linux\"; configuration = { imports = [ <home-manager/nixos> ]; \
                    system.stateVersion = \"25.11\"; users.users.plum.isNormalUser = true; \
                    home-manager.users.plum.home.stateVersion = \"25.11\"; }; })";
        let home = format!("{host}.config.home-manager.users.plum.home.homeDirectory");
        evaluates_to(&["--library", "builtin", "--expr", &home], "\"/home/plum\"")
    }));
    trials.push(test("library::catalogue::unread", options_are_left_alone));
    trials.push(test("library::catalogue::unset", unset_is_left_out));
    trials.push(test("library::flakes::told", library_is_told));
    trials
}

/// Writes the files that [`is_shown`] compares with.
///
/// # Errors
/// If a command cannot be run, or a file cannot be written.
pub(crate) fn update() -> Result<usize, String> {
    for (folder, user, _) in USERS {
        std::fs::write(shown_file(folder), shown(folder, user)?).map_err(|error| error.to_string())?;
    }
    Ok(USERS.len())
}

fn fixtures() -> PathBuf {
    hmeval_tests::root().join("fixtures/library")
}

/// Runs hmeval in `fixtures/library`.
fn run(args: &[&str]) -> Result<(End, String, String), String> {
    let output = Program::hmeval().run(args, b"", &fixtures()).map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((output.end, text(&output.stdout), text(&output.stderr)))
}

/// Evaluates and compares the JSON.
fn evaluates_to(args: &[&str], expected: &str) -> Result<(), String> {
    let mut all = vec!["eval", "--impure", "--json"];
    all.extend(args);
    let (end, stdout, stderr) = run(&all)?;
    match end == End::Exit(0) && stdout.trim_end() == expected {
        true => Ok(()),
        false => Err(format!("{end:?}\n{stdout}\n{stderr}")),
    }
}

/// Bare modules of hosts as people have them: nothing is wrong with any.
fn hosts_are_right(kind: &str, folder: &str) -> Result<(), String> {
    let mut wrong = String::new();
    let files = std::fs::read_dir(fixtures().join(folder)).map_err(|error| error.to_string())?;
    for file in files {
        let path = file.map_err(|error| error.to_string())?.path();
        let path = path.to_str().ok_or("a path is not UTF-8")?;
        let (end, stdout, stderr) = run(&["check", "--as", kind, "--file", path, "--library", "builtin"])?;
        if end != End::Exit(0) || !stderr.contains("0 errors, 0 warnings") {
            let _ = writeln!(wrong, "{path}: {end:?}\n{stdout}\n{stderr}");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The options of services that a host has nothing to do with are not read.
fn options_are_left_alone() -> Result<(), String> {
    let program = Program::hmeval().env("HMEVAL_STATS", "1").env("HMEVAL_LIST_FILES", "1");
    let args = ["show", "users.jdoe", "--no-cache", "--library", "builtin", "--flake", "path:./nixos"];
    let output = program.run(&args, b"", &fixtures()).map_err(|error| error.to_string())?;
    let files = String::from_utf8_lossy(&output.stderr).into_owned();
    // Every host, and every home, defines something of what is in these.
    let always = [
        "/core/catalogue/boot.nix",
        "/core/catalogue/further.nix",
        "/core/catalogue/networking.nix",
        "/core/catalogue/systemd.nix",
        "/programs/catalogue/additions.nix",
        "/services/catalogue/additions.nix",
        "/services/catalogue/btrfs-caddy-postgresql.nix",
        "/services/catalogue/xserver.nix",
        "/catalogue/services/pass-secret-service.nix",
    ];
    let read: Vec<_> = files.lines().filter(|file| file.contains("/catalogue/")).collect();
    let is_expected = |file: &&str| always.iter().any(|always| file.ends_with(always));
    let is_read = |always: &&str| read.iter().any(|file| file.ends_with(always));
    match read.iter().all(is_expected) && always.iter().all(is_read) {
        true => Ok(()),
        false => Err(format!("{:?}: {read:?}\n{files}", output.end)),
    }
}

/// What of the catalogue nothing sets is shown to who asks for it, and to nobody else.
fn unset_is_left_out() -> Result<(), String> {
    let shows = |target: &str, flags: &[&str]| {
        let args = ["show", target, "--library", "builtin", "--flake", "path:./nixos"];
        let (end, stdout, stderr) = run(&[&args, flags].concat())?;
        match end {
            End::Exit(0) => Ok(stdout.contains("abook")),
            _ => Err(format!("{end:?}\n{stderr}")),
        }
    };
    let cases = [
        ("users.jdoe", &[][..], false),
        ("users.jdoe", &["--json"], false),
        ("users.jdoe.programs", &["--recursive"], false),
        ("hosts.orchard.home-manager.users", &[], false),
        ("users.jdoe", &["--all"], true),
        ("users.jdoe", &["--all", "--json"], true),
        ("users.jdoe.programs.abook", &[], true),
    ];
    for (target, flags, expected) in cases {
        if shows(target, flags)? != expected {
            return Err(format!("show {target} {flags:?}: abook is there: {}", !expected));
        }
    }
    Ok(())
}

fn shown_file(folder: &str) -> PathBuf {
    fixtures().join(format!("shown/{folder}.txt"))
}

/// The commands of the README's table print what is written down.
fn is_shown(folder: &str, user: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(shown_file(folder)).map_err(|error| error.to_string())?;
    let found = shown(folder, user)?;
    let differs = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or(expected.lines().count().min(found.lines().count()));
    match expected == found {
        true => Ok(()),
        false => Err(format!(
            "shown/{folder}.txt differs from line {}:\n- {}\n+ {}\nHMEVAL_UPDATE=library writes it anew",
            line + 1,
            expected.lines().nth(line).unwrap_or_default(),
            found.lines().nth(line).unwrap_or_default()
        )),
    }
}

/// What the commands print, each behind its command line.
fn shown(folder: &str, user: &str) -> Result<String, String> {
    let flake = format!("path:./{folder}");
    let user = format!("users.{user}");
    let commands: [&[&str]; 4] = [
        &["show", &user, "--set"],
        &["show", &user, "--recursive"],
        &["why", &user, "home.stateVersion"],
        &["check"],
    ];
    let mut text = String::new();
    for command in commands {
        let mut args = command.to_vec();
        args.extend(["--flake", &flake, "--library", "builtin"]);
        let (end, stdout, stderr) = run(&args)?;
        let _ = writeln!(text, "$ hmeval {}", args.join(" "));
        // All options at their defaults are of no interest, but that they can be had.
        match command.contains(&"--recursive") {
            true => text.push_str(&failing(&stdout)),
            false => text.push_str(&without_hashes(&stdout)),
        }
        if end != End::Exit(0) {
            let _ = writeln!(text, "{end:?}\n{}", without_hashes(&stderr));
        }
        text.push('\n');
    }
    Ok(text)
}

/// The lines that show that something has no value.
fn failing(text: &str) -> String {
    text.lines().filter(|line| line.contains("«error")).map(|line| without_hashes(line) + "\n").collect()
}

/// A text without the hashes of store paths, and without the place of the checkout.
fn without_hashes(text: &str) -> String {
    const STORE: &str = "/nix/store/";
    const DIGITS: usize = 32;
    let mut parts = text.split(STORE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_hash = part.len() > DIGITS && part.as_bytes()[..DIGITS].iter().all(u8::is_ascii_alphanumeric);
        out.push_str(STORE);
        out.push_str(if is_hash { "…" } else { "" });
        out.push_str(if is_hash { &part[DIGITS..] } else { part });
    }
    out.replace(&*hmeval_tests::root().to_string_lossy(), "/checkout")
}

/// A real Nix computes the same derivation from the files of the checkout.
fn same_activation(oracle: &Program, folder: &str, package: &str) -> Result<(), String> {
    let attribute = format!("path:./{folder}#{package}.drvPath");
    let (_, found, stderr) = run(&["eval", "--raw", "--library", "builtin", &attribute])?;
    let expression = format!("(import ./outputs.nix {{ folder = ./{folder}; }}).{package}.drvPath");
    let args = ["--eval", "--json", "-E", &expression];
    let output = oracle.run(&args, b"", &fixtures()).map_err(|error| error.to_string())?;
    let expected = String::from_utf8_lossy(&output.stdout).trim().trim_matches('"').to_owned();
    match expected == found && !found.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "Nix: {expected}\n{}\nhmeval: {found}\n{stderr}",
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

/// It is said that the library was used, and no lock file is written.
fn library_is_told() -> Result<(), String> {
    let home = ["show", "users.fern.home.username", "--library", "builtin", "--flake", "path:./standalone"];
    let (end, stdout, stderr) = run(&home)?;
    let told = "note: the built-in library is used in place of github:nix-community/home-manager, \
                github:nixos/nixpkgs/nixos-unstable\n";
    match (end, stdout.trim(), &*stderr) {
        (End::Exit(0), "\"fern\"", said) if said == told => {}
        _ => return Err(format!("{end:?}\n{stdout}\n{stderr}")),
    }
    match fixtures().join("standalone/flake.lock").exists() {
        true => Err("a lock file was written".to_owned()),
        false => Ok(()),
    }
}
