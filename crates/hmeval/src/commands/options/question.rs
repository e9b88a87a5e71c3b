//! What is asked for: the part of a configuration, and the words that its options are searched for.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};

use crate::configuration::target::Target;
use crate::configuration::{Configuration, at_path, show_path};
use crate::failure::{Failure, Outcome};

/// What keeps an unknown option in some module from hiding all that do exist.
const UNCHECKED: &str =
    "configuration: configuration.extendModules { modules = [ { _module.check = false; } ]; }";

/// What is asked for.
pub(super) struct Question<'h> {
    /// The options that are searched.
    pub(super) options: Attrs<'h>,
    /// What their paths begin with, besides: where the user is in the configuration.
    pub(super) prefix: Vec<Vec<u8>>,
    /// The path that they must lie below; none: all.
    pub(super) scope: Vec<Vec<u8>>,
    /// What their names must have.
    pub(super) words: Vec<Vec<u8>>,
}

impl<'h> Question<'h> {
    /// Reads the words of the command line: `users.NAME` or `hosts.HOST` in front, alone or with an option path, says
    /// where to look, and so does the path of a section in front of other words.
    ///
    /// # Errors
    /// A user or host that does not exist; those of evaluating the options.
    pub(super) fn read(
        ev: &Evaluator<'h>,
        configuration: Configuration<'h>,
        words: &[OsString],
    ) -> Outcome<'h, Self> {
        let words: Vec<Vec<u8>> = words.iter().flat_map(|word| single(word.as_bytes())).collect();
        let options = configuration.options(ev)?;
        let everything = |words| Question { options, prefix: Vec::new(), scope: Vec::new(), words };
        let Some((first, rest)) = words.split_first() else { return Ok(everything(Vec::new())) };
        // An open quote is a word that somebody searches for.
        let Ok(path) = ev.parse_attr_path(first) else { return Ok(everything(words)) };
        if !matches!(&path[..], [kind, _, ..] if kind == b"users" || kind == b"hosts") {
            let section =
                !rest.is_empty() && at_path(ev, Value::attrs(options), &path).ok().flatten().is_some();
            let (scope, words) = if section { (path, rest.to_vec()) } else { (Vec::new(), words) };
            return Ok(Question { scope, ..everything(words) });
        }
        let target = Target::find(ev, configuration, first)?;
        if target.path == path {
            // Options of NixOS that begin with `users` as well.
            return Ok(everything(words));
        }
        let inner = (!target.path.is_empty()).then(|| show_path(&target.path));
        let (scope, words) = match (inner, rest) {
            (Some(pattern), []) => (Vec::new(), vec![pattern]),
            _ => (target.path, rest.to_vec()),
        };
        Ok(Question { options: target.options, prefix: target.base, scope, words })
    }
}

/// The words in an argument: a shell's quotes around several make one argument of them. Names in quotes may have spaces in them.
fn single(argument: &[u8]) -> Vec<Vec<u8>> {
    if argument.contains(&b'"') {
        return vec![argument.to_vec()];
    }
    let words = argument.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    words.map(<[u8]>::to_vec).collect()
}

/// The configuration, without the check for unknown options if that keeps it from saying which options there are. The
/// error that it hid is returned too.
///
/// # Errors
/// Those of evaluating the options.
pub(super) fn readable<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
) -> Outcome<'h, (Configuration<'h>, Option<hmeval_eval::Error<'h>>)> {
    let Err(error) = configuration.options(ev) else { return Ok((configuration, None)) };
    if configuration.get(ev, "extendModules").is_none() {
        return Err(Failure::Eval(error));
    }
    let function = ev.eval_internal("configuration without checks", UNCHECKED)?;
    let value = ev.call(function, &[Value::attrs(configuration.attrs)], Pos::NONE)?;
    match value.as_attrs().map(|attrs| Configuration { attrs, ..configuration }) {
        Some(unchecked) if unchecked.options(ev).is_ok() => Ok((unchecked, Some(error))),
        _ => Err(Failure::Eval(error)),
    }
}
