//! The lists of option names by which `hmeval check` knows that an option is one of another system.
//!
//! Names are facts; descriptions and the rest of the options are left where they are. A list is made of a real checkout, and
//! its first line says of which release, and when.

use std::io::Write;
use std::process::Command;

use flate2::{Compression, GzBuilder};

/// Writes a list: `--expr EXPR --title TEXT --out FILE [--hmeval PATH]`.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let value =
        |name: &str| options.chunks(2).find(|pair| pair[0] == name).and_then(|pair| pair.get(1)).copied();
    let need = |name: &str| value(name).ok_or_else(|| format!("{name} is missing"));
    let (expr, title, out) = (need("--expr")?, need("--title")?, need("--out")?);
    let hmeval = value("--hmeval").unwrap_or("hmeval");
    let output = Command::new(hmeval).args(["options", "--json", "--expr", expr]).output();
    let output = output.map_err(|error| format!("{hmeval}: {error}"))?;
    let document: serde_json::Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{hmeval}: {error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let mut names: Vec<&str> =
        document.as_object().into_iter().flatten().map(|(name, _)| &name[..]).collect();
    names.retain(|name| !name.starts_with("_module"));
    names.sort_unstable();
    let text = format!("{title}\n{}\n", names.join("\n"));
    // Without a time in it, the same options give the same file.
    let file = std::fs::File::create(out).map_err(|error| format!("{out}: {error}"))?;
    let mut packed = GzBuilder::new().mtime(0).write(file, Compression::best());
    packed
        .write_all(text.as_bytes())
        .and_then(|()| packed.finish().map(|_| ()))
        .map_err(|error| format!("{out}: {error}"))
}
