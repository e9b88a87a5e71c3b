//! What is measured: questions with a name, the arguments of `nix-instantiate`, and the folder in which they are asked.

use std::path::{Path, PathBuf};

/// A question that all sides answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workload {
    /// Its name in the table.
    pub(crate) name: String,
    /// The arguments of `nix-instantiate`.
    pub(crate) args: Vec<String>,
    /// Where it is asked.
    pub(crate) dir: PathBuf,
}

/// The questions about a world: the world, the name, the arguments.
const QUESTIONS: [(&str, &str, &str); 9] = [
    ("hm26", "one option", "--eval default.nix -A config.home.username"),
    ("hm26", "one option, rich", "--eval rich.nix -A config.home.username"),
    ("hm26", "activation package", "--eval default.nix -A activationPackage.drvPath"),
    ("hm26", "activation package, rich", "--eval rich.nix -A activationPackage.drvPath"),
    ("hm26", "all packages of the world", "--eval --strict all.nix"),
    ("nixos25", "one option of a user", "--eval default.nix -A config.home-manager.users.jdoe.home.username"),
    (
        "nixos25",
        "a user's activation package",
        "--eval default.nix -A config.home-manager.users.jdoe.home.activationPackage.drvPath",
    ),
    ("nixos25", "toplevel", "--eval --read-write-mode default.nix -A config.system.build.toplevel.drvPath"),
    ("nixos25", "toplevel without its manual", "--eval nodocs.nix -A config.system.build.toplevel.drvPath"),
];

/// The options of Home Manager's manual as JSON.
const OPTIONS: &str = "let lib = import ./nixpkgs/lib; in builtins.toJSON (builtins.filter (o: o.visible && !o.internal) \
                       (lib.optionAttrSetToDocList (import ./. { }).options))";

/// The programs of `benches/programs/`.
pub(crate) fn programs(root: &Path) -> Result<Vec<Workload>, String> {
    let files = nix_files(&root.join("benches/programs"))?;
    let name = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let program = |path: PathBuf| Workload {
        name: name(&path),
        args: ["--eval", "--strict", &path.to_string_lossy()].map(str::to_owned).to_vec(),
        dir: root.to_path_buf(),
    };
    let mut found = vec![evaluate("eval --expr 1", root, &["--eval", "--expr", "1"])];
    found.extend(files.into_iter().map(program));
    Ok(found)
}

/// The questions about the worlds in a folder: those of them that are there.
pub(crate) fn worlds(folder: &Path) -> Result<Vec<Workload>, String> {
    let (hm, nixos) = (folder.join("hm26"), folder.join("nixos25"));
    let mut found = Vec::new();
    for (world, name, args) in QUESTIONS {
        let dir = folder.join(world);
        if dir.is_dir() {
            found.push(evaluate(&format!("{world}: {name}"), &dir, &args.split(' ').collect::<Vec<_>>()));
        }
    }
    if hm.is_dir() {
        found.push(evaluate("hm26: all options as JSON", &hm, &["--eval", "--expr", OPTIONS]));
    }
    if nixos.is_dir() {
        found.push(parse(
            "nixos25: parse NixOS and Home Manager",
            &nixos,
            &["nixpkgs/nixos", "home-manager"],
        )?);
        found.push(evaluate("nixos25: 16 users", &nixos, &["--eval", "--strict", "--expr", &users(16)]));
    }
    Ok(found)
}

/// The activation packages of so many users on a host of the world `nixos25`.
pub(crate) fn users(count: usize) -> String {
    format!(
        "let names = builtins.genList (n: \"user${{toString n}}\") {count}; \
         each = f: builtins.listToAttrs (map (name: {{ inherit name; value = f name; }}) names); \
         host = import ./. {{ configuration = {{ imports = [ ./configuration.nix ]; documentation.nixos.enable = false; \
         users.users = each (name: {{ isNormalUser = true; }}); home-manager.users = each (name: ./home.nix); }}; }}; \
         in map (name: host.config.home-manager.users.${{name}}.home.activationPackage.drvPath) names"
    )
}

/// A question with these arguments.
pub(crate) fn evaluate(name: &str, dir: &Path, args: &[&str]) -> Workload {
    let args = args.iter().map(|arg| (*arg).to_owned()).collect();
    Workload { name: name.to_owned(), args, dir: dir.to_path_buf() }
}

/// The question what all files below some folders say.
fn parse(name: &str, dir: &Path, below: &[&str]) -> Result<Workload, String> {
    let mut args = vec!["--parse".to_owned()];
    for folder in below {
        let files = nix_files(&dir.join(folder))?;
        let shown = |file: &PathBuf| file.strip_prefix(dir).unwrap_or(file).to_string_lossy().into_owned();
        args.extend(files.iter().map(shown));
    }
    Ok(Workload { name: name.to_owned(), args, dir: dir.to_path_buf() })
}

/// All Nix files below a folder, sorted.
fn nix_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut left = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = left.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|extension| extension == "nix") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_programs_are_found() {
        let found = programs(&crate::root()).unwrap();
        assert!(found.iter().any(|workload| workload.name == "calls"));
    }

    #[test]
    fn worlds_that_are_not_there_are_left_out() {
        assert_eq!(worlds(Path::new("/no/such/folder")).unwrap(), []);
    }

    #[test]
    fn the_number_of_users_is_in_the_expression() {
        assert!(users(7).contains(") 7;"));
    }
}
