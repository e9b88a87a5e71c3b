//! The files `nix.conf`, of which only what concerns fetching is read: tokens, registries, certificates.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::EvalArgs;
use crate::process::Environment;

/// The settings that are read.
const NAMES: [&str; 10] = [
    "access-tokens",
    "extra-access-tokens",
    "allow-dirty",
    "download-attempts",
    "flake-registry",
    "netrc-file",
    "ssl-cert-file",
    "tarball-ttl",
    "use-registries",
    "warn-dirty",
];

/// How deep files may include each other.
const MAX_DEPTH: u32 = 16;

/// The folder of Nix's files for the machine.
pub(crate) fn system_folder(environment: &Environment) -> PathBuf {
    let folder = environment.non_empty("NIX_CONF_DIR").unwrap_or(b"/etc/nix");
    PathBuf::from(OsStr::from_bytes(folder))
}

/// The folder of Nix's files for the user.
pub(crate) fn user_folder(environment: &Environment) -> Option<PathBuf> {
    let path = |name| environment.non_empty(name).map(|text| PathBuf::from(OsStr::from_bytes(text)));
    path("XDG_CONFIG_HOME").or_else(|| Some(path("HOME")?.join(".config"))).map(|folder| folder.join("nix"))
}

/// Reads the files of the machine and of the user into `args`.
pub(crate) fn read(args: &mut EvalArgs, environment: &Environment) {
    read_file(args, &system_folder(environment).join("nix.conf"), 0);
    match environment.non_empty("NIX_USER_CONF_FILES") {
        Some(files) => {
            for file in files.split(|byte| *byte == b':').rev().filter(|file| !file.is_empty()) {
                read_file(args, Path::new(OsStr::from_bytes(file)), 0);
            }
        }
        None => {
            if let Some(folder) = user_folder(environment) {
                read_file(args, &folder.join("nix.conf"), 0);
            }
        }
    }
}

fn read_file(args: &mut EvalArgs, file: &Path, depth: u32) {
    let Some(text) = std::fs::read_to_string(file).ok().filter(|_| depth < MAX_DEPTH) else { return };
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_whitespace();
        if let (Some("include" | "!include"), Some(other), None) = (words.next(), words.next(), words.next())
        {
            let folder = file.parent().unwrap_or(Path::new("/"));
            read_file(args, &folder.join(other), depth + 1);
        } else if let Some((name, value)) = line.split_once('=')
            && NAMES.contains(&name.trim())
        {
            args.set_option(name.trim(), value.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn files_include_each_other() {
        let folder = tempfile::TempDir::new().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("nix.conf", "access-tokens = github.com=a\n!include more.conf\npure-eval = true\n");
        write("more.conf", "extra-access-tokens = gitlab.com=PAT:b # c\ninclude nix.conf\ntarball-ttl = 5\n");
        let mut environment = Environment::default();
        Arc::make_mut(&mut environment.variables).insert("NIX_CONF_DIR".into(), folder.path().into());
        let mut args = EvalArgs::default();
        read(&mut args, &environment);
        let tokens: Vec<_> = args.settings.fetch.access_tokens.iter().collect();
        assert_eq!(tokens[0], (&"github.com".to_owned(), &"a".to_owned()));
        assert_eq!(args.settings.fetch.tarball_ttl, 5);
        assert!(!args.settings.pure_eval);
    }
}
