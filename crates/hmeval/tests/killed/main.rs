//! The real program, killed with SIGKILL at each of its system calls that change the file system, and run again.
//!
//! It is alone in its binary: it waits for whatever child has something to say. Where a process may not be traced, the
//! test says so and ends. (`hmeval-activate`'s own kill test does the same without processes, with more scenes.)

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]
#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

mod tracer;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tracer::{Ended, trace};

/// A temporary home with what is wanted of it.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// A home with files of the user, in which a first plan was switched to.
    fn new() -> Self {
        let home = Home { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(home.path("app")).unwrap();
        home.write("mine", "of the user");
        home.write("app/mine", "beside links");
        home.write("config.ini", "written by hand");
        home.write("forced", "to be replaced");
        home.write("cfg/a", "a");
        home.write("cfg/deep/b", "b");
        let first = r#"[
            {"target": ".bashrc", "content": {"kind": "text", "text": "the same in both"}},
            {"target": ".profile", "content": {"kind": "text", "text": "one"}},
            {"target": "app/gone", "content": {"kind": "text", "text": "only in the first"}},
            {"target": "only/in/first", "content": {"kind": "text", "text": "1"}},
            {"target": "becomes-folder", "content": {"kind": "path", "path": "HOME/cfg"}},
            {"target": "becomes-link", "recursive": true, "content": {"kind": "path", "path": "HOME/cfg"}}
        ]"#;
        home.plan("first", first);
        let second = r#"[
            {"target": ".bashrc", "content": {"kind": "text", "text": "the same in both"}},
            {"target": ".profile", "content": {"kind": "text", "text": "two"},
                "onChange": "cat .profile >../ran"},
            {"target": "app/new", "content": {"kind": "text", "text": "only in the second"}},
            {"target": "config.ini", "content": {"kind": "text", "text": "managed"}},
            {"target": "forced", "force": true, "content": {"kind": "text", "text": "replaced"}},
            {"target": "becomes-folder/inner", "content": {"kind": "text", "text": "x"}},
            {"target": "becomes-link", "content": {"kind": "path", "path": "HOME/cfg"}}
        ]"#;
        home.plan("second", second);
        home.switch("first");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("home").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn plan(&self, name: &str, files: &str) {
        let home = self.path("").display().to_string();
        let home = home.trim_end_matches('/');
        let files = files.replace("HOME", home);
        let plan = format!(r#"{{"version": 1, "user": "alice", "home": "{home}", "files": {files}}}"#);
        fs::write(self.folder.path().join(name), plan).unwrap();
    }

    /// `hmeval switch` behind a shell that stops itself first, so that a tracer can come.
    fn command(&self, plan: &str) -> Command {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "[ -z \"$WAIT\" ] || kill -STOP $$; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_hmeval"),
        ]);
        command.args(["switch", "-b", "bak", "--plan"]).arg(self.folder.path().join(plan));
        command.env_clear().env("HOME", self.path("")).env("USER", "alice").env("PATH", "/usr/bin:/bin");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn switch(&self, plan: &str) {
        let output = self.command(plan).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{plan}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// What is in the home, without the state; links of ours with what they lead to.
    fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        walk(&self.path(""), Path::new(""), &mut tree);
        tree
    }

    /// What must hold at every moment.
    fn check(&self, at: usize) {
        let read = |name: &str| fs::read_to_string(self.path(name)).unwrap_or_default();
        assert_eq!(read("mine"), "of the user", "killed at {at}");
        assert_eq!(read("app/mine"), "beside links", "killed at {at}");
        assert_eq!(read(".bashrc"), "the same in both", "killed at {at}");
        assert!(["one", "two"].contains(&&read(".profile")[..]), "killed at {at}");
        let kept = ["config.ini", "config.ini.bak"].iter().any(|name| read(name) == "written by hand");
        assert!(kept, "killed at {at}: a file of the user is lost");
        let kept = ["forced", "forced.bak"].iter().any(|name| read(name) == "to be replaced");
        assert!(kept, "killed at {at}: a file of the user is lost");
    }
}

fn walk(home: &Path, within: &Path, tree: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(home.join(within)).unwrap() {
        let entry = entry.unwrap();
        let name = within.join(entry.file_name());
        if name == Path::new(".local") {
            continue;
        }
        let shown = match entry.file_type().unwrap() {
            kind if kind.is_dir() => {
                walk(home, &name, tree);
                "/".to_owned()
            }
            kind if kind.is_symlink() && entry.path().is_dir() => "= folder".to_owned(),
            kind if kind.is_symlink() => {
                format!("= {}", fs::read_to_string(entry.path()).unwrap_or_default())
            }
            _ => fs::read_to_string(entry.path()).unwrap(),
        };
        tree.insert(name.display().to_string(), shown);
    }
}

#[test]
fn killed_at_every_call_that_changes_files() {
    let whole = Home::new();
    let calls = match trace(whole.command("second").env("WAIT", "1"), None) {
        Ok(Ended::Exited(0, calls)) => calls,
        Ok(ended) => panic!("{ended:?}"),
        Err(error) => {
            println!("skipped: processes cannot be traced here: {error}");
            return;
        }
    };
    let wanted = whole.tree();
    assert!(calls > 30, "only {calls} calls: the scene has become too small");
    for at in 0..calls {
        let home = Home::new();
        assert_eq!(trace(home.command("second").env("WAIT", "1"), Some(at)).unwrap(), Ended::Killed);
        home.check(at);
        home.switch("second");
        assert_eq!(home.tree(), wanted, "killed at {at}");
        assert!(!home.path(".local/state/hmeval/pending").is_symlink(), "killed at {at}");
        // The command for a changed file ran in one of the runs, and nothing is left to do.
        assert_eq!(fs::read_to_string(home.folder.path().join("ran")).unwrap(), "two", "killed at {at}");
        assert!(!home.path(".local/state/hmeval/unfinished.json").exists(), "killed at {at}");
    }
    println!("killed at {calls} calls");
}

/// A tree that is looked at must have links that lead somewhere.
#[test]
fn trees_show_what_links_lead_to() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), "text").unwrap();
    symlink("a", folder.path().join("b")).unwrap();
    let mut tree = BTreeMap::new();
    walk(folder.path(), Path::new(""), &mut tree);
    assert_eq!(tree["b"], "= text");
}
