//! From flags and variables to the settings of an evaluation.
//!
//! `names` knows the settings of nix.conf, `nix_conf` reads such files, `nix_flags` reads flags as the old commands of Nix do, `flags` is the same
//! for the commands of our own, `search_path` reads `NIX_PATH`.

pub(crate) mod flags;
pub(crate) mod flake_flags;
mod names;
pub(crate) mod nix_conf;
pub(crate) mod nix_flags;
mod search_path;

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, AttrsBuilder};
use hmeval_eval::import::Source;
use hmeval_eval::native::Mode;
use hmeval_eval::settings::Lint;
use hmeval_eval::{Error, Evaluator, Settings, Value};

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::process::Environment;
use crate::source;

pub(crate) use names::Kind;

/// How an argument of an automatically called function is given.
#[derive(Clone, Debug)]
pub(crate) enum AutoArg {
    /// `--arg NAME EXPR`
    Expr(Vec<u8>),
    /// `--argstr NAME TEXT`
    Text(Vec<u8>),
    /// `--arg-from-file NAME PATH`
    File(Vec<u8>),
    /// `--arg-from-stdin NAME`
    Stdin,
}

/// What flags say about an evaluation.
#[derive(Debug, Default)]
pub(crate) struct EvalArgs {
    /// Settings from flags.
    pub(crate) settings: Settings,
    /// Arguments for functions that are called automatically.
    pub(crate) auto_args: BTreeMap<Vec<u8>, AutoArg>,
    /// `-I` entries.
    pub(crate) include: Vec<Vec<u8>>,
    /// The `nix-path` setting, where it was set.
    nix_path: Option<Vec<Vec<u8>>>,
    /// What is worth a warning, without the word `warning: `.
    pub(crate) warnings: Vec<String>,
}

impl EvalArgs {
    /// What there is without any flag: the settings of `NIX_CONFIG`, and what `nix.conf` says about fetching.
    pub(crate) fn new(environment: &Environment) -> Self {
        let mut args = EvalArgs::default();
        nix_conf::read(&mut args, environment);
        let config = String::from_utf8_lossy(environment.var("NIX_CONFIG").unwrap_or_default()).into_owned();
        for line in config.lines() {
            let line = line.split('#').next().unwrap_or_default();
            if let Some((name, value)) = line.split_once('=') {
                args.set_option(name.trim(), value.trim());
            }
        }
        args
    }

    /// A setting by its name in nix.conf, from `--option` or a file: what cannot be becomes a warning.
    pub(crate) fn set_option(&mut self, name: &str, value: &str) {
        if let Err(problem) = self.set(name, value) {
            self.warnings.push(problem);
        }
    }

    /// A setting by its name in nix.conf.
    ///
    /// # Errors
    /// If there is no such setting, or it cannot have that value (Nix's text). Settings that do not concern evaluation
    /// are known, and checked for their kind only.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let (base, extra) = match name.strip_prefix("extra-") {
            Some(base) => (base, true),
            None => (name, false),
        };
        let kind = names::kind(base).filter(|kind| !extra || *kind == Kind::List);
        match kind {
            None => return Err(format!("unknown setting '{name}'")),
            Some(Kind::Bool) => self.set_bool(base, value)?,
            Some(Kind::Int) => self.set_int(base, value)?,
            Some(Kind::List) => self.set_list(base, value, extra),
            Some(Kind::Text) => self.set_text(base, value)?,
        }
        Ok(())
    }

    fn set_bool(&mut self, name: &str, value: &str) -> Result<(), String> {
        let on = match value {
            "true" | "yes" | "1" => true,
            "false" | "no" | "0" => false,
            // The one setting with a third value.
            _ if name == "sandbox" && value == "relaxed" => true,
            _ => return Err(format!("Boolean setting '{name}' has invalid value '{value}'")),
        };
        let settings = &mut self.settings;
        match name {
            "pure-eval" => settings.pure_eval = on,
            "restrict-eval" => settings.restrict_eval = on,
            "show-trace" => settings.show_trace = on,
            "trace-verbose" => settings.trace_verbose = on,
            "abort-on-warn" => settings.abort_on_warn = on,
            "eval-cache" => settings.use_caches = on,
            "use-registries" => settings.fetch.use_registries = on,
            "allow-dirty" => settings.fetch.allow_dirty = on,
            "warn-dirty" => settings.fetch.warn_dirty = on,
            _ => {}
        }
        Ok(())
    }

    fn set_int(&mut self, name: &str, value: &str) -> Result<(), String> {
        if name == "max-jobs" {
            return match value == "auto" || value.parse::<u32>().is_ok() {
                true => Ok(()),
                false => Err("configuration setting 'max-jobs' should be 'auto' or an integer".to_owned()),
            };
        }
        let number = value.trim_end_matches(['K', 'M', 'G', 'T', 'k', 'm', 'g', 't']).parse::<u64>();
        let Ok(number) = number else {
            return Err(format!("setting '{name}' has invalid value '{value}'"));
        };
        let small = u32::try_from(number).unwrap_or(u32::MAX - 1);
        match name {
            "max-call-depth" => self.settings.max_call_depth = small,
            "tarball-ttl" => self.settings.fetch.tarball_ttl = number,
            "download-attempts" => self.settings.fetch.download_attempts = small,
            _ => {}
        }
        Ok(())
    }

    fn set_list(&mut self, name: &str, value: &str, extra: bool) {
        let words = value.split_whitespace();
        match name {
            "experimental-features" => {
                let mut unknown: Vec<&str> = words.clone().filter(|word| !names::is_feature(word)).collect();
                unknown.sort_unstable();
                self.warnings
                    .extend(unknown.iter().map(|name| format!("unknown experimental feature '{name}'")));
                if !extra {
                    self.settings.features.clear();
                }
                self.settings.features.extend(words.map(str::to_owned));
            }
            "access-tokens" => {
                if !extra {
                    self.settings.fetch.access_tokens.clear();
                }
                let tokens = words.filter_map(|word| word.split_once('='));
                let tokens = tokens.map(|(host, token)| (host.to_owned(), token.to_owned()));
                self.settings.fetch.access_tokens.extend(tokens);
            }
            "nix-path" => {
                let entries = words.map(|word| word.as_bytes().to_vec());
                match &mut self.nix_path {
                    Some(path) if extra => path.extend(entries),
                    path => *path = Some(entries.collect()),
                }
            }
            _ => {}
        }
    }

    fn set_text(&mut self, name: &str, value: &str) -> Result<(), String> {
        let settings = &mut self.settings;
        let lint = match name {
            "flake-registry" => {
                value.clone_into(&mut settings.fetch.flake_registry);
                return Ok(());
            }
            "commit-lock-file-summary" | "commit-lockfile-summary" => {
                value.clone_into(&mut settings.fetch.commit_lock_file_summary);
                return Ok(());
            }
            "ssl-cert-file" => {
                settings.fetch.ssl_cert_file = Some(value.as_bytes().to_vec());
                return Ok(());
            }
            "netrc-file" => {
                settings.fetch.netrc_file = Some(value.as_bytes().to_vec());
                return Ok(());
            }
            "lint-absolute-path-literals" => &mut settings.lint_absolute_path_literals,
            "lint-short-path-literals" => &mut settings.lint_short_path_literals,
            "lint-url-literals" => &mut settings.lint_url_literals,
            "system" | "eval-system" if !value.is_empty() => {
                settings.current_system = value.to_owned();
                return Ok(());
            }
            _ => return Ok(()),
        };
        *lint = Lint::from_name(value).ok_or_else(|| {
            format!("option '{name}' has invalid value '{value}' (expected 'ignore', 'warn', or 'fatal')")
        })?;
        Ok(())
    }

    /// The settings, with what variables and the current folder add.
    pub(crate) fn finish(&self, environment: &Environment) -> Settings {
        let mut settings = self.settings.clone();
        settings.native = match environment.var("HMEVAL_NATIVE") {
            Some(b"off") => Mode::Off,
            Some(b"verify") => Mode::Verify,
            _ => Mode::On,
        };
        settings.home = environment.var("HOME").unwrap_or_default().to_vec();
        settings.current_dir = environment.dir.clone();
        if !settings.pure_eval {
            settings.nix_path = self.search_path(environment);
        }
        let store = environment.non_empty("NIX_STORE_DIR").or_else(|| environment.non_empty("NIX_STORE"));
        if let Some(store) = store {
            settings.store_dir = String::from_utf8_lossy(store).into_owned();
        }
        settings
    }

    /// `-I`, then the library, then the `nix-path` setting, or else `NIX_PATH`, or else the channels of this machine.
    fn search_path(&self, environment: &Environment) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut path: Vec<_> = self.include.iter().map(|entry| search_path::entry(entry)).collect();
        path.extend(self.settings.library.as_deref().map(search_path::library));
        match (&self.nix_path, environment.var("NIX_PATH")) {
            (Some(entries), _) => path.extend(entries.iter().map(|entry| search_path::entry(entry))),
            (None, Some(variable)) => path.extend(search_path::split(variable)),
            (None, None) if !self.settings.restrict_eval => path.extend(search_path::channels(environment)),
            (None, None) => {}
        }
        path
    }

    /// Prints the warnings that came up.
    pub(crate) fn warn(&self, console: &Console<'_>) {
        if console.verbosity() >= 1 {
            self.warnings.iter().for_each(|text| console.err_line(format!("warning: {text}").as_bytes()));
        }
    }

    /// The set of arguments for functions that are called automatically.
    pub(crate) fn auto_args<'h>(&self, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h, Attrs<'h>> {
        let dir = &console.environment.dir;
        let mut builder = AttrsBuilder::new(self.auto_args.len(), Pos::NONE);
        for (name, arg) in &self.auto_args {
            let value = match arg {
                AutoArg::Text(text) => ev.string(text),
                AutoArg::Expr(expr) => delayed(ev, source::expression(expr, console))?,
                AutoArg::File(file) => ev.string(ev.read_file(&hmeval_eval::path::join(dir, file))?),
                AutoArg::Stdin => ev.string(read_stdin(console)?),
            };
            builder.insert(ev.symbols.intern(name), Pos::NONE, value);
        }
        Ok(builder.finish(ev.heap))
    }
}

/// A text as a value that is evaluated when it is needed, even where it is a literal: that shows when it is printed.
/// Syntax errors come at once.
fn delayed<'h>(ev: &Evaluator<'h>, source: Source) -> Result<Value<'h>, Error<'h>> {
    let code = ev.load(source, &[])?;
    Ok(ev.later(|ev, _, file| ev.eval_code(ev.code(file)), &[], code.file))
}

/// All of standard input.
pub(crate) fn read_stdin<'h>(console: &Console<'_>) -> Outcome<'h, Vec<u8>> {
    console.read_to_end().map_err(|error| Failure::message(format!("reading standard input: {error}")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn options_are_checked_as_nix_does() {
        let mut args = EvalArgs::default();
        assert_eq!(args.set("nonsense", "1"), Err("unknown setting 'nonsense'".to_owned()));
        assert_eq!(
            args.set("pure-eval", "xx"),
            Err("Boolean setting 'pure-eval' has invalid value 'xx'".to_owned())
        );
        assert_eq!(
            args.set("max-call-depth", "x"),
            Err("setting 'max-call-depth' has invalid value 'x'".to_owned())
        );
        assert_eq!(args.set("cores", "0"), Ok(()));
        assert!(args.set("extra-pure-eval", "true").is_err());
        args.set_option("experimental-features", "pipe-operators zzz aaa");
        assert_eq!(args.settings.features, ["pipe-operators", "zzz", "aaa"]);
        assert_eq!(
            args.warnings,
            ["unknown experimental feature 'aaa'", "unknown experimental feature 'zzz'"]
        );
    }

    #[test]
    fn the_setting_hides_the_variable() {
        let mut environment = Environment::new(BTreeMap::new(), b"/".to_vec());
        Arc::make_mut(&mut environment.variables).insert("NIX_PATH".into(), "a=/a".into());
        let mut args = EvalArgs { include: vec![b"c=/c".to_vec()], ..EvalArgs::default() };
        let prefixes = |args: &EvalArgs| {
            args.finish(&environment).nix_path.into_iter().map(|entry| entry.0).collect::<Vec<_>>()
        };
        assert_eq!(prefixes(&args), [b"c", b"a"]);
        args.set_option("nix-path", "b=/b");
        assert_eq!(prefixes(&args), [b"c", b"b"]);
        args.set_option("pure-eval", "true");
        assert!(prefixes(&args).is_empty());
    }

    #[test]
    fn settings_come_from_nix_config() {
        let mut environment = Environment::default();
        Arc::make_mut(&mut environment.variables)
            .insert("NIX_CONFIG".into(), "# c\nshow-trace = true\nfoo = 1\n".into());
        let args = EvalArgs::new(&environment);
        assert!(args.settings.show_trace);
        assert_eq!(args.warnings, ["unknown setting 'foo'"]);
    }
}
