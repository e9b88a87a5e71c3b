//! `cargo xtask reading-order`: in which order the files of the built-in library are read.
//!
//! An evaluation reads ahead on another core; of the built-in library it is known beforehand what it will need.

use std::path::Path;
use std::process::Command;

/// The configurations of the fixtures, with a user of each: each reads other files, most of them all. A whole host would read
/// options too that hardly anybody asks for (`nixos/modules/catalogue.nix`).
const CONFIGURATIONS: [(&str, &str); 4] = [
    ("nixos", "users.jdoe"),
    ("standalone", "users.fern"),
    ("darwin", "users.quince"),
    ("system-manager", "users.rowan"),
];

/// Runs the task: `[--hmeval PATH]`.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let program = match options {
        [] => crate::bench::build()?,
        ["--hmeval", program] => Path::new(program).to_path_buf(),
        _ => return Err("reading-order [--hmeval PATH]".to_owned()),
    };
    let mut order = Vec::new();
    for (configuration, user) in CONFIGURATIONS {
        let read = files_read(&program, configuration, user)?;
        println!("{configuration}: {} files", read.len());
        merge(&mut order, read);
    }
    let path = crate::root().join("crates/hmeval-library/src/reading-order.txt");
    let text: String = order.iter().map(|file| format!("{file}\n")).collect();
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The files of the library that one evaluation reads, in that order.
fn files_read(program: &Path, configuration: &str, user: &str) -> Result<Vec<String>, String> {
    let folder = crate::root().join("fixtures/library").join(configuration);
    let output = Command::new(program)
        .args(["show", user, "--no-cache", "--library", "builtin", "--flake", "path:."])
        .envs([("HMEVAL_STATS", "1"), ("HMEVAL_LIST_FILES", "1")])
        .current_dir(&folder)
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let messages = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{configuration}: {messages}"));
    }
    let in_store =
        |line: &str| line.strip_prefix("/nix/store/")?.split_once('/').map(|(_, file)| file.to_owned());
    let library = crate::root().join("library");
    Ok(messages.lines().filter_map(in_store).filter(|file| library.join(file).is_file()).collect())
}

/// Adds the files that are not there yet, each behind the one that was read before it.
fn merge(order: &mut Vec<String>, read: Vec<String>) {
    let mut place = 0;
    for file in read {
        match order.iter().position(|known| *known == file) {
            Some(found) => place = found + 1,
            None => {
                order.insert(place, file);
                place += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_new_file_goes_behind_the_one_before_it() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut order = words("a b c d");
        super::merge(&mut order, words("x a c y z b"));
        assert_eq!(order, words("x a b c y z d"));
    }
}
