//! Derivations whose output is known without running their builder: the text writers of nixpkgs.
//!
//! What a builder does is told by its build command. Those of `writeTextFile` (and all that rests on it: `writeText`,
//! `writeShellScript`, `writeTextDir`, the formats INI, key-value and Lua), of `formats.json`, `formats.yaml`,
//! `formats.toml` and of `mkOutOfStoreSymlink`, in nixpkgs and in the built-in library, are known by their hashes or their form, and the programs that they run by
//! their versions. Anything else has to be built.

use hmeval_activate::Bytes;
use hmeval_formats::generate::{Tree, jq, json2toml, json2yaml, json2yaml_1_2};
use hmeval_store::{Derivation, HashAlgo, HashFormat, hash_bytes};

/// The build command of `writeTextFile` behind its first line, its lines trimmed.
const WRITE_TEXT: &str = "f92b02fc58cd2df59cde9225d3ab2f1e19c70c02723d4066264e48d1d5028bc0";
/// The same of the built-in library, whose first line takes the place in the output from a variable.
const WRITE_TEXT_BUILTIN: &str = "df38f5dda684228f8fc6e4f37a34241429fdd662fcf361a87fb8fd972dab6b37";
/// The build command of `formats.json`, its lines trimmed.
const WRITE_JSON: &str = "a64876ac4a02dfced7822185f3914cccf013aac9faae5b187a81f99201f40e8d";
/// The command by which Home Manager has fish lay out a script.
const INDENTED: &str = "env HOME=$(mktemp -d) fish_indent < $textPath > $out";
/// The versions of remarshal whose YAML is that of PyYAML.
const PYYAML: [(u32, u32); 2] = [(0, 16), (0, 17)];

/// What a derivation's output holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A file.
    File {
        /// Where in the output; empty: the output is the file.
        within: Vec<u8>,
        bytes: Vec<u8>,
        executable: bool,
    },
    /// The output is a symbolic link.
    Link(Vec<u8>),
}

/// What the derivation's output holds, if that is known.
pub(super) fn written(drv: &Derivation) -> Option<Written> {
    let variable = |name: &str| drv.env.get(name.as_bytes()).map(Vec::as_slice);
    let command = std::str::from_utf8(variable("buildCommand")?).ok()?;
    if let Some((first, rest)) = command.split_once('\n')
        && let Some(within) = place_of_text(first, rest, variable("destination"))
    {
        let harmless = is_syntax_check(variable("checkPhase").unwrap_or_default());
        let executable = !variable("executable").unwrap_or_default().is_empty();
        let bytes = variable("text")?.to_vec();
        return harmless.then_some(Written::File { within, bytes, executable });
    }
    if let Some(bytes) = generated(command, variable("nativeBuildInputs"), variable("value")) {
        return Some(Written::File { within: Vec::new(), bytes, executable: false });
    }
    if command.trim() == INDENTED {
        // As it was given: for fish the layout has no meaning, and its formatter is a program of some size.
        let bytes = variable("text")?.to_vec();
        return Some(Written::File { within: Vec::new(), bytes, executable: false });
    }
    let link = command.trim().strip_prefix("ln -s ")?.strip_suffix(" $out")?;
    unquote(link).filter(|to| !to.is_empty()).map(Written::Link)
}

/// Where in the output a writer of texts puts its file, by the first line of its command and the others.
fn place_of_text(first: &str, rest: &str, destination: Option<&[u8]>) -> Option<Vec<u8>> {
    let within = first.strip_prefix("target=$out")?;
    match &fingerprint(rest)[..] {
        WRITE_TEXT => unquote(within),
        WRITE_TEXT_BUILTIN if within == "$destination" => destination.map(<[u8]>::to_vec),
        _ => None,
    }
}

fn fingerprint(command: &str) -> String {
    let lines: Vec<&str> = command.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    hash_bytes(HashAlgo::Sha256, lines.join("\n").as_bytes()).to_text(HashFormat::Base16, false)
}

/// Whether a check only has a shell look at the script, as that of `writeShellScript` does.
fn is_syntax_check(check: &[u8]) -> bool {
    let words: Vec<&[u8]> =
        check.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty()).collect();
    match &words[..] {
        [] => true,
        [shell, options @ .., target] => {
            let known: [&[u8]; 3] = [b"-n", b"-O", b"extglob"];
            // The second is the shell of the built-in library's builders.
            (shell.ends_with(b"/bin/bash") || *shell == b"/bin/sh")
                && *target == b"\"$target\""
                && options.contains(&&b"-n"[..])
                && options.iter().all(|option| known.contains(option))
        }
        _ => false,
    }
}

/// A word as `lib.escapeShellArg` writes it; nothing if it is more than that.
fn unquote(word: &str) -> Option<Vec<u8>> {
    let is_plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b",._+:@%/-".contains(&byte));
    if !word.is_empty() && is_plain(word) {
        return Some(word.as_bytes().to_vec());
    }
    let inner = word.strip_prefix('\'')?.strip_suffix('\'')?;
    let parts: Vec<&str> = inner.split("'\\''").collect();
    parts.iter().all(|part| !part.contains('\'')).then(|| parts.join("'").into_bytes())
}

/// The file that a generator of `pkgs.formats` makes of JSON, if its program is known in this version.
fn generated(command: &str, inputs: Option<&[u8]>, json: Option<&[u8]>) -> Option<Vec<u8>> {
    let inputs = std::str::from_utf8(inputs?).ok()?;
    let tree = || Tree::read(json?);
    if fingerprint(command) == WRITE_JSON {
        return match version(inputs, "jq") {
            Some((1, 8)) => Some(jq(&tree()?)),
            // What all versions agree on.
            _ => as_any_jq_prints(json?),
        };
    }
    let version = version(inputs, "remarshal")?;
    let (program, replacements) = replacing(command)?;
    let made = match program {
        r#"json2yaml "$valuePath" "$out""# if PYYAML.contains(&version) => json2yaml(&tree()?),
        r#"json2yaml "$valuePath" "$out""# if version.0 == 1 => json2yaml_1_2(&tree()?),
        r#"json2toml "$valuePath" "$out""# if version.0 == 1 => json2toml(&tree()?)?,
        _ => return None,
    };
    Some(replacements.iter().fold(Bytes(made), |text, (from, to)| text.replaced(from, to)).0)
}

/// A text, and what takes its place.
type Replacement = (Vec<u8>, Vec<u8>);

/// The first line of a command, and the replacements that the lines behind it make in what it has written; nothing if
/// they do anything else. Alacritty's settings are brought to their form so.
fn replacing(command: &str) -> Option<(&str, Vec<Replacement>)> {
    let mut lines = command.lines().map(str::trim).filter(|line| !line.is_empty());
    let program = lines.next()?;
    let replacement = |line: &str| {
        let words = line.strip_prefix("substituteInPlace $out --replace-quiet ")?;
        let (from, to) = words.split_once("' '")?;
        let (from, to) = (unquote(&format!("{from}'"))?, unquote(&format!("'{to}"))?);
        (!from.is_empty()).then_some((from, to))
    };
    Some((program, lines.map(replacement).collect::<Option<_>>()?))
}

/// The first two numbers of the version of a program among inputs, which are store paths.
fn version(inputs: &str, program: &str) -> Option<(u32, u32)> {
    inputs.split_ascii_whitespace().find_map(|path| {
        let name = path.rsplit('/').next()?;
        let (before, version) = name.rsplit_once(&format!("-{program}-"))?;
        // A hash, or a hash and the Python that it is for.
        let is_program = before.split_once('-').is_none_or(|(_, rest)| rest.starts_with("python3"));
        let mut numbers = version.split(|found: char| !found.is_ascii_digit()).map(str::parse);
        let (major, minor) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        is_program.then_some((major, minor))
    })
}

/// JSON as `jq .` prints it; nothing where versions of jq differ: numbers that are no small integers, deletes.
fn as_any_jq_prints(json: &[u8]) -> Option<Vec<u8>> {
    let tree = Tree::read(json)?;
    (!json.contains(&0x7f) && has_small_integers(&tree)).then(|| jq(&tree))
}

fn has_small_integers(value: &Tree) -> bool {
    /// Up to here integers are exact in floating point, which jq computes with.
    const LARGEST: u64 = 1 << 53;
    match value {
        Tree::Int(number) => number.unsigned_abs() <= LARGEST,
        Tree::Float(_) => false,
        Tree::List(items) => items.iter().all(has_small_integers),
        Tree::Object(items) => items.iter().all(|(_, item)| has_small_integers(item)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_shell() {
        assert_eq!(unquote("/etc/x").unwrap(), b"/etc/x");
        assert_eq!(unquote("''").unwrap(), b"");
        assert_eq!(unquote("'a b'\\''c'").unwrap(), b"a b'c");
        assert_eq!(unquote("$(id)"), None);
        assert_eq!(unquote("'a' 'b'"), None);
    }

    #[test]
    fn json_is_printed_as_jq_prints_it() {
        let text = as_any_jq_prints(br#"{"a":{},"b":[1,[]],"c":"\u0001/\"\u00e9"}"#).unwrap();
        let wanted = "{\n  \"a\": {},\n  \"b\": [\n    1,\n    []\n  ],\n  \"c\": \"\\u0001/\\\"é\"\n}\n";
        assert_eq!(String::from_utf8(text).unwrap(), wanted);
        assert_eq!(as_any_jq_prints(b"[1.5]"), None);
        assert_eq!(as_any_jq_prints(b"[9007199254740993]"), None);
    }

    #[test]
    fn generators_are_told_by_their_programs() {
        let made = |command: &str, inputs: &str| {
            let mut drv = Derivation::default();
            for (name, value) in
                [("buildCommand", command), ("nativeBuildInputs", inputs), ("value", r#"{"a":[1.5,"yes"]}"#)]
            {
                drv.env.insert(name.as_bytes().to_vec(), value.as_bytes().to_vec());
            }
            match written(&drv) {
                Some(Written::File { bytes, .. }) => Some(String::from_utf8(bytes).unwrap()),
                _ => None,
            }
        };
        let yaml = "json2yaml \"$valuePath\" \"$out\"\n";
        let toml = "json2toml \"$valuePath\" \"$out\"\n";
        let jq = "jq . \"$valuePath\"> $out\n";
        let old = "/nix/store/00000000000000000000000000000000-remarshal-0.17.1";
        let new = "/nix/store/00000000000000000000000000000000-python3.13-remarshal-1.3.0";
        assert_eq!(made(yaml, old).unwrap(), "a:\n- 1.5\n- 'yes'\n");
        assert_eq!(made(yaml, new).unwrap(), "a:\n- 1.5\n- yes\n");
        let replaced = toml.to_owned() + "substituteInPlace $out --replace-quiet 'e' '\\u' \n";
        assert_eq!(made(&replaced, new).unwrap(), "a = [1.5, \"y\\us\"]\n");
        assert_eq!(made(toml, new).unwrap(), "a = [1.5, \"yes\"]\n");
        assert_eq!(made(toml, old), None);
        let jq_dev = "/nix/store/00000000000000000000000000000000-jq-1.8.1-dev";
        assert!(made(jq, jq_dev).is_some());
        assert_eq!(made(jq, "/nix/store/00000000000000000000000000000000-jq-1.6"), None);
        assert_eq!(made(yaml, "/nix/store/00000000000000000000000000000000-not-remarshal-0.17.1"), None);
        assert_eq!(made(&(yaml.to_owned() + "rm x"), old), None);
    }

    #[test]
    fn only_known_builders_are_trusted() {
        let mut drv = Derivation::default();
        drv.env.insert(b"buildCommand".to_vec(), b"ln -s '/home/u/notes here' $out".to_vec());
        assert_eq!(written(&drv), Some(Written::Link(b"/home/u/notes here".to_vec())));
        drv.env.insert(b"buildCommand".to_vec(), b"ln -s $(evil) $out".to_vec());
        assert_eq!(written(&drv), None);
        drv.env.insert(b"buildCommand".to_vec(), b"target=$out''\nrm -rf /\n".to_vec());
        drv.env.insert(b"text".to_vec(), b"x".to_vec());
        assert_eq!(written(&drv), None);
        assert!(is_syntax_check(b"/nix/store/x-bash/bin/bash -n -O extglob \"$target\"\n"));
        assert!(is_syntax_check(b"/bin/sh -n -O extglob \"$target\"\n"));
        assert!(!is_syntax_check(b"/elsewhere/bin/sh -n \"$target\"\n"));
        assert!(!is_syntax_check(b"/nix/store/x-bash/bin/bash \"$target\"; echo >$target"));
    }
}
