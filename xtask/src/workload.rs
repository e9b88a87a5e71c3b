//! What is measured: a name and the arguments of `nix-instantiate`.

use std::path::Path;

/// A question that both sides answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workload {
    /// Its name in the table.
    pub(crate) name: String,
    /// The arguments of `nix-instantiate`.
    pub(crate) args: Vec<String>,
}

/// The programs of `benches/programs/`, and the worlds of the file that `HMEVAL_BENCH_WORLDS` names.
pub(crate) fn all(root: &Path) -> Result<Vec<Workload>, String> {
    let folder = root.join("benches/programs");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found: Vec<Workload> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "nix"))
        .map(|path| Workload {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            args: ["--eval", "--strict", &path.to_string_lossy()].map(str::to_owned).to_vec(),
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(file) = std::env::var_os("HMEVAL_BENCH_WORLDS") {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        found.extend(worlds(&text)?);
    }
    Ok(found)
}

/// Lines of the form `NAME<tab>ARGUMENTS`; empty lines and lines with `#` in front say nothing.
fn worlds(text: &str) -> Result<Vec<Workload>, String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, args) = line.split_once('\t').ok_or(format!("not `NAME<tab>ARGUMENTS`: {line}"))?;
            Ok(Workload { name: name.to_owned(), args: args.split_whitespace().map(str::to_owned).collect() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worlds_are_lines_of_two_columns() {
        let found = worlds("# a comment\n\nhm\t--eval ./hm -A config\n").unwrap();
        assert_eq!(
            found,
            [Workload { name: "hm".into(), args: ["--eval", "./hm", "-A", "config"].map(Into::into).into() }]
        );
        assert!(worlds("no tab").is_err());
    }

    #[test]
    fn the_own_programs_are_found() {
        let found = all(&crate::root()).unwrap();
        assert!(found.iter().any(|workload| workload.name == "calls"));
    }
}
