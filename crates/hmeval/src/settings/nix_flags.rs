//! Flags as Nix's old commands read them: `-vE` is `-v -E`, every setting is a flag (Nix: `Args`, `MixEvalArgs`).

use std::collections::VecDeque;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use super::{AutoArg, EvalArgs, Kind, names};

/// The arguments that are still to be read.
pub(crate) struct Words {
    rest: VecDeque<Vec<u8>>,
    /// Whether `--` was seen: what follows are no flags.
    plain: bool,
}

/// An argument.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// A flag.
    Flag(Vec<u8>),
    /// Something else.
    Plain(Vec<u8>),
}

impl Words {
    /// The arguments of a command.
    pub(crate) fn new(args: &[OsString]) -> Self {
        Words { rest: args.iter().map(|arg| arg.as_bytes().to_vec()).collect(), plain: false }
    }

    /// The value of a flag.
    pub(crate) fn value(&mut self) -> Option<Vec<u8>> {
        self.rest.pop_front()
    }

    /// The next argument. Flags of one letter that are written together are taken apart (`-vj3` is `-v -j 3`).
    pub(crate) fn next(&mut self) -> Option<Word> {
        let arg = self.rest.pop_front()?;
        if self.plain {
            return Some(Word::Plain(arg));
        }
        match &arg[..] {
            b"--" => {
                self.plain = true;
                self.next()
            }
            [b'-', b'-', ..] => Some(Word::Flag(arg)),
            [b'-', first, rest @ ..] if first.is_ascii_alphabetic() && !rest.is_empty() => {
                self.take_apart(rest);
                Some(Word::Flag(vec![b'-', *first]))
            }
            [b'-', ..] => Some(Word::Flag(arg)),
            _ => Some(Word::Plain(arg)),
        }
    }

    fn take_apart(&mut self, letters: &[u8]) {
        let count = letters.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if count < letters.len() {
            self.rest.push_front(letters[count..].to_vec());
        }
        letters[..count].iter().rev().for_each(|letter| self.rest.push_front(vec![b'-', *letter]));
    }
}

/// The verbosity of Nix's commands: 0 errors, 1 warnings, 2 notices, 3 information, 4 talkative, ….
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verbosity(pub(crate) u8);

impl Default for Verbosity {
    fn default() -> Self {
        Verbosity(3)
    }
}

/// Takes a flag that all commands of Nix share, with its values. Answers whether it was one.
///
/// # Errors
/// If its values are missing or cannot be (Nix's text).
pub(crate) fn take(
    args: &mut EvalArgs,
    verbosity: &mut Verbosity,
    flag: &[u8],
    words: &mut Words,
) -> Result<bool, String> {
    let Ok(flag) = std::str::from_utf8(flag) else { return Ok(false) };
    match flag {
        "--arg" | "--argstr" | "--arg-from-file" => {
            let [name, text] = values(flag, words)?;
            let arg = match flag {
                "--arg" => AutoArg::Expr(text),
                "--argstr" => AutoArg::Text(text),
                _ => AutoArg::File(text),
            };
            args.auto_args.insert(name, arg);
        }
        "--arg-from-stdin" => {
            let [name] = values(flag, words)?;
            args.auto_args.insert(name, AutoArg::Stdin);
        }
        "-I" | "--include" => {
            let [entry] = values(flag, words)?;
            args.include.push(entry);
        }
        "--option" => {
            let [name, value] = values(flag, words)?;
            args.set_option(&String::from_utf8_lossy(&name), &String::from_utf8_lossy(&value));
        }
        "--impure" => args.settings.pure_eval = false,
        "--no-cache" => args.settings.use_caches = false,
        "-v" | "--verbose" => verbosity.0 = verbosity.0.saturating_add(1),
        "--quiet" => verbosity.0 = verbosity.0.saturating_sub(1),
        "--debug" => verbosity.0 = 6,
        // They concern stores and builds only.
        "--repair" | "--read-only" | "--readonly-mode" | "-Q" | "--no-build-output" | "-K" | "-k"
        | "--no-gc-warning" | "--offline" | "--refresh" => {}
        "--eval-store" | "--log-format" => drop(values::<1>(flag, words)?),
        "--override-flake" => drop(values::<2>(flag, words)?),
        "-j" => {
            let [jobs] = values(flag, words)?;
            args.set("max-jobs", &String::from_utf8_lossy(&jobs))?;
        }
        _ => return take_setting(args, flag, words),
    }
    Ok(true)
}

/// Every setting is a flag: `--NAME VALUE`, `--extra-NAME VALUE`, and `--NAME`, `--no-NAME` if it is a boolean one.
fn take_setting(args: &mut EvalArgs, flag: &str, words: &mut Words) -> Result<bool, String> {
    let Some(name) = flag.strip_prefix("--") else { return Ok(false) };
    let no = name.strip_prefix("no-").filter(|name| names::kind(name) == Some(Kind::Bool));
    let base = name.strip_prefix("extra-").unwrap_or(name);
    match (no, names::kind(base)) {
        (Some(name), _) => args.set(name, "false")?,
        (None, Some(Kind::Bool)) if base == name => args.set(name, "true")?,
        (None, Some(Kind::Int | Kind::Text)) if base != name => return Ok(false),
        (None, Some(Kind::Int | Kind::Text | Kind::List)) => {
            let [value] = values(flag, words)?;
            args.set(name, &String::from_utf8_lossy(&value))?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// The values of a flag that has `N` of them.
fn values<const N: usize>(flag: &str, words: &mut Words) -> Result<[Vec<u8>; N], String> {
    let given: Vec<_> = std::iter::from_fn(|| words.value()).take(N).collect();
    <[Vec<u8>; N]>::try_from(given).map_err(|given| {
        format!("flag '{flag}' requires {N} argument(s), but only {} were given", given.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(args: &[&str]) -> Words {
        Words::new(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    fn all(args: &[&str]) -> Vec<Word> {
        let mut words = words(args);
        std::iter::from_fn(|| words.next()).collect()
    }

    #[test]
    fn letters_are_taken_apart() {
        let flag = |text: &str| Word::Flag(text.into());
        let plain = |text: &str| Word::Plain(text.into());
        assert_eq!(all(&["-vj3"]), [flag("-v"), flag("-j"), plain("3")]);
        assert_eq!(all(&["-Ix=/y"]), [flag("-I"), flag("-x"), plain("=/y")]);
        assert_eq!(all(&["-1", "-", "--", "-a"]), [flag("-1"), flag("-"), plain("-a")]);
    }

    fn taken(args: &[&str]) -> (Result<bool, String>, EvalArgs) {
        let mut eval = EvalArgs::default();
        let mut words = words(&args[1..]);
        (take(&mut eval, &mut Verbosity::default(), args[0].as_bytes(), &mut words), eval)
    }

    #[test]
    fn settings_are_flags() {
        assert!(taken(&["--show-trace"]).1.settings.show_trace);
        assert_eq!(taken(&["--max-call-depth", "7"]).1.settings.max_call_depth, 7);
        assert_eq!(taken(&["--extra-max-call-depth", "7"]).0, Ok(false));
        assert_eq!(taken(&["--bogus"]).0, Ok(false));
        let missing = "flag '--arg' requires 2 argument(s), but only 1 were given";
        assert_eq!(taken(&["--arg", "x"]).0, Err(missing.to_owned()));
        assert_eq!(
            taken(&["--max-call-depth", "x"]).0,
            Err("setting 'max-call-depth' has invalid value 'x'".into())
        );
    }
}
