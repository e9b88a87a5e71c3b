//! `library-differences`: compares the options of the built-in library with those of an original, option by option.
//!
//! Both sides are the output of `hmeval options --json`. Every difference of a name, a type or a default is listed, for the
//! groups of options that the library has (`programs.git`, `xdg.portal`); of the other groups only the names are.
//!
//! That output has no hidden options, among them all older names that a module still takes. A part may therefore also be two
//! lists of names, the original's hidden ones and all of the library's, of which only what is missing is listed:
//! `hmeval eval --json --expr 'map (o: lib.showOption o.loc) (lib.filter hidden (lib.collect lib.isOption options))'`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

type Options = BTreeMap<String, Value>;

/// Writes the differences between pairs of files of options into a report: `REPORT (TITLE ORIGINAL LIBRARY)...`.
pub(crate) fn run(args: &[&str]) -> Result<(), String> {
    let usage = "library-differences needs REPORT.md, and for each part TITLE ORIGINAL.json LIBRARY.json";
    let (report, parts) = args.split_first().ok_or(usage)?;
    if parts.is_empty() || parts.len() % 3 != 0 {
        return Err(usage.to_owned());
    }
    let mut text = String::from(
        "<!-- Written by `cargo xtask library-differences`. -->\n# Differences of the built-in library's options\n",
    );
    for part in parts.chunks_exact(3) {
        if let [title, original, library] = part {
            let _ = write!(text, "\n# {title}\n\n{}", compare(&read(original)?, &read(library)?));
        }
    }
    std::fs::write(report, text).map_err(|error| format!("{report}: {error}"))
}

fn read(file: &str) -> Result<Options, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let read: Value = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
    match read {
        Value::Object(options) => Ok(options.into_iter().collect()),
        Value::Array(names) => names.into_iter().map(bare_name).collect(),
        _ => Err(format!("{file}: neither options nor a list of names")),
    }
}

/// An option of which only the name is known.
fn bare_name(name: Value) -> Result<(String, Value), String> {
    match name {
        Value::String(name) => Ok((name, Value::Null)),
        other => Err(format!("{other} is no name of an option")),
    }
}

/// The report, in Markdown.
fn compare(original: &Options, library: &Options) -> String {
    let groups: BTreeSet<&str> = library.keys().map(|name| group(name)).collect();
    let (mut missing, mut absent) = (Vec::new(), BTreeSet::new());
    for name in original.keys().filter(|name| !library.contains_key(*name)) {
        if groups.contains(group(name)) {
            missing.push(name.as_str());
        } else {
            absent.insert(group(name));
        }
    }
    if !original.is_empty() && original.values().all(Value::is_null) {
        let mut text = format!("{} hidden options of the original.\n", original.len());
        list(&mut text, "Hidden options that the library lacks, in groups that it has", &missing);
        return text;
    }
    let extra: Vec<&str> =
        library.keys().filter(|n| !original.contains_key(*n)).map(String::as_str).collect();
    let mut text = format!("{} options of the original, {} of the library.\n", original.len(), library.len());
    list(&mut text, "Options that the library lacks, in groups that it has", &missing);
    list(&mut text, "Options that only the library has", &extra);
    changed(&mut text, "Types that differ", original, library, |option| string(option, "type"));
    // Defaults of the original may be prose or code: only the library's are shown.
    let defaults = both(original, library, default).filter(|(_, theirs, ours)| theirs != ours);
    let defaults: Vec<String> = defaults.map(|(name, _, ours)| format!("{name} = {ours}")).collect();
    list(&mut text, "Defaults that differ", &defaults.iter().map(String::as_str).collect::<Vec<_>>());
    let absent: Vec<&str> = absent.into_iter().collect();
    list(&mut text, "Groups that the library lacks", &absent);
    text
}

/// The first two parts of a name: what belongs together.
fn group(name: &str) -> &str {
    match name.match_indices('.').nth(1) {
        Some((end, _)) => name.get(..end).unwrap_or(name),
        None => name,
    }
}

fn string(option: &Value, field: &str) -> String {
    option.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The default as text, without regard to line breaks.
fn default(option: &Value) -> String {
    let text = option.get("default").and_then(|value| value.get("text")).and_then(Value::as_str);
    text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(text: &mut String, title: &str, names: &[&str]) {
    let _ = writeln!(text, "\n## {title}: {}\n", names.len());
    for name in names {
        let _ = writeln!(text, "- `{name}`");
    }
}

/// A part of each option that both sides have: name, the original's, the library's.
fn both<'a>(
    original: &'a Options,
    library: &'a Options,
    part: impl Fn(&Value) -> String + 'a,
) -> impl Iterator<Item = (&'a str, String, String)> {
    original
        .iter()
        .filter_map(move |(name, option)| Some((name.as_str(), part(option), part(library.get(name)?))))
}

fn changed(
    text: &mut String,
    title: &str,
    original: &Options,
    library: &Options,
    part: fn(&Value) -> String,
) {
    let differing: Vec<_> =
        both(original, library, part).filter(|(_, theirs, ours)| theirs != ours).collect();
    let _ = writeln!(text, "\n## {title}: {}\n", differing.len());
    for (name, theirs, ours) in differing {
        let _ = writeln!(text, "- `{name}`: `{theirs}`, here `{ours}`");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(list: &[(&str, &str)]) -> Options {
        let entry = |(name, kind): &(&str, &str)| ((*name).to_owned(), serde_json::json!({ "type": kind }));
        list.iter().map(entry).collect()
    }

    #[test]
    fn of_names_alone_those_that_are_missing_are_listed() {
        let names = |list: &[&str]| -> Result<Options, String> {
            list.iter().map(|name| bare_name(Value::from(*name))).collect()
        };
        let original: Options = names(&["a.b.old", "a.b.new", "x.y.z"]).expect("names");
        let library: Options = names(&["a.b.new", "a.b.own"]).expect("names");
        let text = compare(&original, &library);
        assert!(text.starts_with("3 hidden options"), "{text}");
        assert!(text.ends_with("groups that it has: 1\n\n- `a.b.old`\n"), "{text}");
        assert!(bare_name(Value::from(1)).is_err());
    }

    #[test]
    fn every_difference_is_listed_once() {
        let original = options(&[("a.b.c", "boolean"), ("a.b.d", "string"), ("x.y.z", "string")]);
        let library = options(&[("a.b.c", "string"), ("a.b.e", "string")]);
        let text = compare(&original, &library);
        assert!(text.contains("- `a.b.c`: `boolean`, here `string`"), "{text}");
        assert!(text.contains("lacks, in groups that it has: 1\n\n- `a.b.d`"), "{text}");
        assert!(text.contains("only the library has: 1\n\n- `a.b.e`"), "{text}");
        assert!(text.contains("Groups that the library lacks: 1\n\n- `x.y`"), "{text}");
    }
}
