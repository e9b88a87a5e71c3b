//! What something that modules get evaluates to, in a line: `config.programs.git`, `pkgs.git`, `lib`, an argument of one's own.
//!
//! The value itself is evaluated, what is in it is not: of a set the names are shown.

use hmeval_config::configuration::{Configuration, at_path};
use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value, View};

use super::Evaluated;
use super::info::{cut, short};
use super::inputs::of_flake;
use super::resolve::{home_options, root};
use crate::answer::ValueInfo;
use crate::project::given;

/// Names of a set that are shown.
const SHOWN: usize = 8;

/// What is at a path in what modules get under a name; nothing if they get nothing under it.
pub(super) fn value<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    base: &str,
    path: &[String],
    evaluated: &Evaluated<'h>,
) -> Option<ValueInfo> {
    let what = if base == "self" { "the flake itself" } else { "an input of the flake" };
    let input = || Some((of_flake(ev, base, evaluated)?, what));
    let (start, origin) = start(ev, configuration, base, path).or_else(input)?;
    let value = at_path(ev, start, path).and_then(|value| match value {
        Some(value) => Ok(Some(ev.force(value, Pos::NONE)?)),
        None => Ok(None),
    });
    let value = match value {
        Ok(Some(value)) => Ok(in_a_line(ev, value)),
        Ok(None) => Err("there is no such attribute".to_owned()),
        Err(error) => Err(reason(error)),
    };
    let origin = if path.is_empty() { origin } else { "" };
    Some(ValueInfo { origin: origin.to_owned(), value })
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
