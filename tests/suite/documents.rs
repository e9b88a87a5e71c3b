//! Documents for other programs are what these programs understand: SARIF by its schema, the page of options in a browser.
//!
//! `HMEVAL_SARIF_SCHEMA` names the official schema of SARIF 2.1.0 (OASIS), which is not part of the repository; it is
//! applied by Python's `jsonschema`. `HMEVAL_CHROMIUM` names the browser, else one of `PATH` is taken.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hmeval_tests::program::{Program, run};
use libtest_mimic::Trial;

use crate::{skipped, test};

/// How long the browser may take.
const BROWSER_LIMIT: std::time::Duration = std::time::Duration::from_secs(60);

/// Applies the schema `argv[1]` to the document on standard input.
const VALIDATE: &str = "import json, sys, jsonschema\n\
    schema = json.load(open(sys.argv[1]))\n\
    kind = jsonschema.validators.validator_for(schema)\n\
    errors = list(kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(json.load(sys.stdin)))\n\
    print('\\n'.join(f'{error.json_path}: {error.message}' for error in errors))\n\
    sys.exit(bool(errors))";

/// What a person does with the page: types, moves down, opens, follows a link. The answers end up in the document.
const VISIT: &str = r##"<script>
  const said = [];
  const press = (key) => query.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const names = () => found.map((option) => option.name);
  said.push(["linked", document.title, detail.textContent.includes("boolean")]);
  query.value = "git ena"; query.dispatchEvent(new Event("input"));
  said.push(["typed", names()[0]]);
  press("ArrowDown"); press("Enter");
  said.push(["opened", location.hash.startsWith("#opt-"), detail.contains(document.activeElement)]);
  press("Escape");
  said.push(["escaped", query.value, found.length > 1]);
  const answer = document.createElement("pre");
  answer.textContent = "SAID " + JSON.stringify(said) + " END";
  document.body.append(answer);
</script>"##;

/// `documents::sarif` and `documents::page`.
pub(crate) fn trials() -> Vec<Trial> {
    let sarif = match std::env::var_os("HMEVAL_SARIF_SCHEMA").map(PathBuf::from) {
        None => skipped("documents::sarif", "HMEVAL_SARIF_SCHEMA is not set"),
        Some(_) if !has_validator() => skipped("documents::sarif", "there is no jsonschema for python3"),
        Some(schema) => test("documents::sarif", move || sarif(&schema)),
    };
    let page = match browser() {
        None => skipped("documents::page", "there is no Chromium"),
        Some(browser) => test("documents::page", move || page(&browser)),
    };
    vec![sarif, page]
}

fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn has_validator() -> bool {
    works(Command::new("python3").args(["-c", "import jsonschema"]))
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("HMEVAL_CHROMIUM").map(PathBuf::from);
    let usual = ["chromium", "chromium-browser", "google-chrome"].map(PathBuf::from);
    named.into_iter().chain(usual).find(|browser| works(Command::new(browser).arg("--version")))
}

/// What is said about a configuration with many mistakes is a SARIF log.
fn sarif(schema: &Path) -> Result<(), String> {
    let root = hmeval_tests::root();
    let args = ["check", "--lint", "all", "--format", "sarif", "--file", "fixtures/home/mistaken.nix"];
    let log = Program::hmeval().run(&args, b"", &root).map_err(|error| error.to_string())?;
    let mut command = Command::new("python3");
    command.args(["-c", VALIDATE]).arg(schema);
    let answer = run(command, &log.stdout, BROWSER_LIMIT).map_err(|error| error.to_string())?;
    match answer.end == hmeval_tests::program::End::Exit(0) {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&[answer.stdout, answer.stderr].concat()).into_owned()),
    }
}

/// The page of options finds as one types, is led by keys, and shows the option that its address names.
fn page(browser: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (root, out) = (hmeval_tests::root(), folder.path().join("index.html"));
    let args = ["options", "--file", "fixtures/home/jdoe.nix", "--html", &folder.path().to_string_lossy()];
    let made = Program::hmeval().run(&args, b"", &root).map_err(|error| error.to_string())?;
    let text = std::fs::read_to_string(&out).map_err(|error| format!("{error}: {:?}", made.end))?;
    std::fs::write(&out, text.replace("</body>", &format!("{VISIT}</body>")))
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}#opt-programs.git.enable", out.display()));
    let shown = run(command, b"", BROWSER_LIMIT).map_err(|error| error.to_string())?;
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let said = shown.rsplit_once("SAID ").and_then(|(_, rest)| rest.split_once(" END"));
    let expected = r#"[["linked","programs.git.enable",true],["typed","programs.git.enable"],["opened",true,true],["escaped","",true]]"#;
    match said {
        Some((said, _)) if said == expected => Ok(()),
        Some((said, _)) => Err(format!("the page says {said}")),
        None => Err("the page says nothing".to_owned()),
    }
}
