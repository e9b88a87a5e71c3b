//! What something that modules get evaluates to, in a line: `config.programs.git`, `pkgs.git`, `lib`, an argument of one's own.
//!
//! The value itself is evaluated, what is in it is not: of a set the names are shown.

use hmeval_config::configuration::{Configuration, at_path};
use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value, View};

use super::info::{cut, location, short};
use super::inputs::of_flake;
use super::resolve::{home_options, root};
use super::{Evaluated, real_file};
use crate::answer::{Location, ValueInfo};
use crate::function::{of_function, takes};
use crate::project::given;

/// Names of a set that are shown.
const SHOWN: usize = 8;

/// What is at the first of some paths at which something is; nothing if modules get nothing under their first names.
pub(super) fn first<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    paths: &[(String, Vec<String>)],
    evaluated: &Evaluated<'h>,
) -> Option<ValueInfo> {
    let mut missing = None;
    for (base, path) in paths {
        match value(ev, configuration, base, path, evaluated) {
            Some((info, true)) => return Some(info),
            Some((info, false)) => missing = missing.or(Some(info)),
            None => {}
        }
    }
    missing
}

/// What is at a path in what modules get under a name, and whether anything is; nothing if they get nothing under it.
pub(super) fn value<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    base: &str,
    path: &[String],
    evaluated: &Evaluated<'h>,
) -> Option<(ValueInfo, bool)> {
    let what = if base == "self" { "the flake itself" } else { "an input of the flake" };
    let input = || Some((of_flake(ev, base, evaluated)?, what));
    let language =
        || (base == "builtins").then(|| Some((ev.eval_internal("builtins", "builtins").ok()?, ""))).flatten();
    let (start, origin) = start(ev, configuration, base, path).or_else(input).or_else(language)?;
    let found = attribute(ev, start, path);
    let is_there = !matches!(found, Ok(None));
    let mut info = ValueInfo {
        origin: if path.is_empty() { origin } else { "" }.to_owned(),
        value: Err("there is no such attribute".to_owned()),
        path: [&[base.to_owned()], path].concat().join("."),
        documentation: String::new(),
        location: None,
    };
    match found {
        Ok(Some((value, pos))) => described(ev, value, pos, &mut info),
        Ok(None) => {}
        Err(error) => info.value = Err(reason(error)),
    }
    Some((info, is_there))
}

/// What is at a path in a value, and where its name is written.
fn attribute<'h>(
    ev: &Evaluator<'h>,
    start: Value<'h>,
    path: &[String],
) -> Result<Option<(Value<'h>, Pos)>, Error<'h>> {
    let Some((last, names)) = path.split_last() else {
        return Ok(Some((ev.force(start, Pos::NONE)?, Pos::NONE)));
    };
    let Some(set) = at_path(ev, start, names)? else { return Ok(None) };
    let set = ev.force(set, Pos::NONE)?.as_attrs();
    match set.and_then(|set| set.get(ev.symbols.intern(last.as_bytes()))) {
        Some((value, pos)) => Ok(Some((ev.force(value, Pos::NONE)?, pos))),
        None => Ok(None),
    }
}

/// What a value says of itself.
fn described<'h>(ev: &Evaluator<'h>, value: Value<'h>, pos: Pos, info: &mut ValueInfo) {
    info.value = Ok(in_a_line(ev, value));
    info.location = location(ev, pos);
    if let View::Closure(closure) = value.view() {
        info.value = Ok(takes(ev, closure));
        info.documentation = of_function(ev, closure).unwrap_or_default();
        info.location = location(ev, closure.code().at(closure.lambda().pos)).or(info.location.take());
    } else if ev.is_derivation(value).unwrap_or(false) {
        let text = |name: &str| {
            let text = at_path(ev, value, &["meta", name]).ok()??;
            Some(String::from_utf8_lossy(ev.force(text, Pos::NONE).ok()?.as_str()?.bytes).into_owned())
        };
        info.documentation = text("description").unwrap_or_default();
        info.location = text("position").and_then(|text| package_place(ev, &text)).or(info.location.take());
    }
}

/// The place that a package says it is written at: a file and a line.
fn package_place(ev: &Evaluator<'_>, text: &str) -> Option<Location> {
    let (file, line) = text.rsplit_once(':')?;
    let line = line.parse().ok().filter(|_| file.starts_with('/'))?;
    Some(Location { file: real_file(ev, file.as_bytes()), line, column: 1, end: 1 })
}

/// What modules get under a name, and where it comes from.
fn start<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    base: &str,
    path: &[String],
) -> Option<(Value<'h>, &'static str)> {
    let whole = |name| configuration.get(ev, name);
    match base {
        "config" => {
            let config = root(ev, configuration, path).map(|root| root.config).or_else(|| whole("config"));
            Some((config?, "the values of all options"))
        }
        "options" => Some((whole("options")?, "the options, with what their declarations say")),
        _ => {
            let own = given(ev, whole("options")?, base);
            let of_home = || given(ev, Value::attrs(home_options(ev, configuration)?), base);
            let (value, passed) = own.or_else(of_home)?;
            let origin = match base {
                "lib" => "the library of nixpkgs",
                "pkgs" => "the packages of nixpkgs",
                "osConfig" | "nixosConfig" | "darwinConfig" => "the configuration of the machine",
                _ => passed,
            };
            Some((value, origin))
        }
    }
}

/// Why something fails, in a line.
fn reason(error: Error<'_>) -> String {
    let message = String::from_utf8_lossy(error.data().message).into_owned();
    let line = message.trim().lines().next().unwrap_or_default();
    cut(line.to_owned())
}

fn in_a_line<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> String {
    let text = match value.view() {
        View::Attrs(_) if ev.is_derivation(value).unwrap_or(false) => {
            let name = short(ev, value);
            format!("«derivation {}»", name.trim_matches(['«', '»']))
        }
        View::Attrs(attrs) if !attrs.is_empty() => {
            let all = ev.sorted_attrs(attrs);
            let shown = all.iter().take(SHOWN);
            let names: Vec<String> = shown
                .map(|(key, _)| String::from_utf8_lossy(&ev.shown_name(key.name)).into_owned())
                .collect();
            let more = match all.len().saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(", … {more} more"),
            };
            format!("{{ {}{more} }}", names.join(", "))
        }
        View::List(list) if !list.is_empty() => format!("[ … ] with {} elements", list.len()),
        _ => short(ev, value),
    };
    cut(text)
}
