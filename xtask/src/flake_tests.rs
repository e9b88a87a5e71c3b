//! Nix's own tests of flakes (`tests/functional/flakes/*.sh`), with hmeval in the place of the commands that it has.
//!
//! The scripts are run where they lie, with a folder of programs in front of `PATH`: `nix` there hands `eval` and
//! `flake lock|update|metadata|show|check|init|new` to hmeval, and all else to a real Nix, which the scripts need to make registries and
//! stores. Nothing of the checkout is changed.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, String>;

/// How long a script may take.
const LIMIT: Duration = Duration::from_secs(180);

/// Scripts that build, or that are about commands that hmeval does not have.
const NEED_MORE: [(&str, &str); 13] = [
    ("build-paths", "builds"),
    ("bundle", "builds"),
    ("config", "builds"),
    ("develop", "builds"),
    ("eval-cache", "builds"),
    ("flakes", "builds"),
    ("inputs", "builds"),
    ("mercurial", "needs Mercurial"),
    ("non-flake-inputs", "builds"),
    ("run", "builds"),
    ("search-root", "builds"),
    ("shebang", "builds"),
    ("trace-ifd", "builds"),
];

/// `nix-flake-tests DIR [--hmeval PATH] [--nix DIR] [NAME]...`
pub(crate) fn run(options: &[&str]) -> Result<()> {
    let (mut folder, mut hmeval, mut nix) = (None, "target/fast/hmeval".to_owned(), None);
    let mut names = Vec::new();
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        let mut value =
            || rest.next().map(|value| (*value).to_owned()).ok_or(format!("{option} needs a value"));
        match *option {
            "--hmeval" => hmeval = value()?,
            "--nix" => nix = Some(value()?),
            _ if folder.is_none() => folder = Some(absolute(option)?),
            name => names.push(name.to_owned()),
        }
    }
    let folder = folder.ok_or("the folder tests/functional of a checkout of Nix must be given")?;
    let nix = absolute(&nix.ok_or("the folder of Nix's programs must be given with --nix")?)?;
    let place = tempfile::tempdir().map_err(|error| error.to_string())?;
    let base = place.path().canonicalize().map_err(|error| error.to_string())?;
    prepare(&folder, &base, &absolute(&hmeval)?, &nix)?;
    if names.is_empty() {
        names = scripts(&folder)?;
    }
    println!("| script | |\n|---|---|");
    let (mut passed, mut tried) = (0, 0);
    for name in names {
        if let Some((_, reason)) = NEED_MORE.iter().find(|(known, _)| *known == name) {
            println!("| `{name}` | {reason} |");
            continue;
        }
        let ended = script(&folder, &base, &name)?;
        tried += 1;
        passed += usize::from(ended.is_none());
        println!("| `{name}` | {} |", ended.unwrap_or_else(|| "passes".to_owned()));
    }
    println!("\n{passed} of {tried} pass");
    Ok(())
}

fn absolute(path: &str) -> Result<PathBuf> {
    Path::new(path).canonicalize().map_err(|error| format!("{path}: {error}"))
}

fn scripts(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder.join("flakes")).map_err(|error| error.to_string())?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".sh").map(str::to_owned))
        .filter(|name| name != "common")
        .collect();
    names.sort();
    Ok(names)
}

/// Makes what the build of Nix makes: files with places filled in, and the programs.
fn prepare(folder: &Path, base: &Path, hmeval: &Path, nix: &Path) -> Result<()> {
    let failed = |error: std::io::Error| error.to_string();
    let bin = base.join("bin");
    for new in [&bin, &base.join("build/common"), &base.join("tmp"), &base.join("home")] {
        fs::create_dir_all(new).map_err(failed)?;
    }
    let shell = shell();
    let fill = |from: &str, to: &str| -> Result<()> {
        let text = fs::read_to_string(folder.join(from)).map_err(failed)?;
        let text = text
            .replace("@bash@", &shell)
            .replace("@bindir@", &bin.display().to_string())
            .replace("@coreutils@", "/usr/bin:/bin")
            .replace("@dot@", "")
            .replace("@sandbox_shell@", "")
            .replace("@PACKAGE_VERSION@", "2.34.8")
            .replace("@system@", &format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS));
        fs::write(base.join("build").join(to), text).map_err(failed)
    };
    fill("common/subst-vars.sh.in", "common/subst-vars.sh")?;
    fill("config.nix.in", "config.nix")?;
    for entry in fs::read_dir(nix).map_err(failed)?.flatten() {
        if entry.file_name() != "nix" {
            symlink(entry.path(), bin.join(entry.file_name())).map_err(failed)?;
        }
    }
    let wrapper = WRAPPER
        .replace("SHELL", &shell)
        .replace("HMEVAL", &hmeval.display().to_string())
        .replace("NIX", &nix.join("nix").display().to_string());
    program(&bin.join("nix"), &wrapper)?;
    let daemon = bin.join("nix-daemon");
    match daemon.exists() {
        true => Ok(()),
        false => program(
            &daemon,
            &DAEMON.replace("SHELL", &shell).replace("NIX", &nix.join("nix").display().to_string()),
        ),
    }
}

/// Writes a script that can be run.
fn program(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).map_err(|error| error.to_string())?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).map_err(|error| error.to_string())
}

fn shell() -> String {
    ["/bin/bash", "/usr/bin/bash"]
        .into_iter()
        .find(|path| Path::new(path).exists())
        .unwrap_or("bash")
        .to_owned()
}

/// The daemon, which builds.
const DAEMON: &str = r#"#!SHELL
exec NIX --extra-experimental-features nix-command daemon "$@"
"#;

/// Flags in front of a command go behind it, where hmeval has them.
const WRAPPER: &str = r#"#!SHELL
flags=() words=("$@")
while [ ${#words[@]} -gt 0 ]; do
  case "${words[0]}" in
    --option) count=3 ;;
    --extra-experimental-features | --experimental-features | --store | --log-format) count=2 ;;
    -*) count=1 ;;
    *) break ;;
  esac
  flags+=("${words[@]:0:$count}")
  words=("${words[@]:$count}")
done
case "${words[0]-} ${words[1]-}" in
  "flake info") exec -a nix HMEVAL flake metadata "${words[@]:2}" "${flags[@]}" ;;
  # Without a template hmeval takes one of its own.
  "flake init" | "flake new")
    case " ${words[*]} " in *" -t "* | *" --template "*) ;; *) flags+=(-t templates) ;; esac
    exec -a nix HMEVAL "${words[@]}" "${flags[@]}" ;;
  "flake lock" | "flake update" | "flake metadata" | "flake show" | "flake check")
    exec -a nix HMEVAL "${words[@]}" "${flags[@]}" ;;
  "eval "*) exec -a nix HMEVAL "${words[@]}" "${flags[@]}" ;;
esac
exec NIX "$@"
"#;

/// Runs a script; gives why it fails, if it does.
fn script(folder: &Path, base: &Path, name: &str) -> Result<Option<String>> {
    let failed = |error: std::io::Error| error.to_string();
    let log = fs::File::create(base.join("log")).map_err(failed)?;
    let path = std::env::var("PATH").unwrap_or_default();
    let mut child = Command::new("bash")
        .args(["-e", "-u", "-o", "pipefail"])
        .arg(format!("{name}.sh"))
        .current_dir(folder.join("flakes"))
        .env_clear()
        .env("PATH", path)
        .env("HOME", base.join("home"))
        .env("TMPDIR", base.join("tmp"))
        .env("_NIX_TEST_SOURCE_DIR", folder)
        .env("_NIX_TEST_BUILD_DIR", base.join("build"))
        .envs([("TEST_SUITE_NAME", "flakes"), ("TEST_NAME", name), ("NIX_STORE", ""), ("NIX_REMOTE", "")])
        .env("SHELL", shell())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .map_err(failed)?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill().map_err(failed)?;
            return Ok(Some("does not end".to_owned()));
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    if status.success() {
        return Ok(None);
    }
    let log = fs::read_to_string(base.join("log")).unwrap_or_default();
    let place = log.lines().rev().find_map(|line| line.trim().strip_prefix("main in "));
    let error = log.lines().rev().find_map(|line| line.trim().strip_prefix("error: ")).unwrap_or_default();
    Ok(Some(format!("fails at {}: {error}", place.unwrap_or("an unknown place"))))
}
