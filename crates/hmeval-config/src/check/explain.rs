//! What a person needs beyond the words of an error: why it is one, and the way out.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator};
use hmeval_modules::{evaluations, priority};

use super::argument::{imports_argument, missing_argument};
use super::diagnostic::{Diagnostic, Related};
use super::{fix, locate, own};
use crate::configuration::show_option;
use crate::written;

/// How the note of an infinite recursion begins that names the options on the way round (`hmeval-eval`, `cycle.rs`).
const CYCLE_OF_OPTIONS: &[u8] = b"the way round goes through the options ";

/// Characters of a value that are repeated in advice.
const SHORT: usize = 40;

/// Adds to the diagnostic of an error what is known about its sort.
pub(super) fn error<'h>(ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
    match diagnostic.code {
        "conflict" => conflict(ev, diagnostic),
        "type" => {
            diagnostic.fix = fix::of_type(ev, diagnostic.pos, &diagnostic.message);
            diagnostic.suggestions = fix::choices_like(ev, diagnostic.pos, &diagnostic.message);
        }
        "missing-value" => missing_value(ev, diagnostic),
        "missing-argument" => {
            if let Some(argument) = missing_argument(error) {
                argument.explain_missing(ev, diagnostic, error);
            }
        }
        "imports-argument" => {
            if let Some(argument) = imports_argument(ev, error) {
                argument.explain_imports(ev, diagnostic, error);
            }
        }
        "infinite-recursion" => cycle(ev, diagnostic, error),
        _ => {}
    }
}

/// Says how a conflict is ended.
pub(super) fn conflict(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
    let name = String::from_utf8_lossy(&show_option(&diagnostic.option)).into_owned();
    diagnostic.help.push(way_to_win(&name, written::of_binding(ev, diagnostic.pos).as_deref()));
    diagnostic.help.push(
        "only options whose type merges (lists, sets, lines) hold several values; `lib.mkMerge [ … ]` writes several \
         definitions in one place"
            .to_owned(),
    );
}

/// How a definition with this value wins against others of the same priority. The wrapper that gives it its priority is
/// replaced: of two, the outer one would count.
fn way_to_win(name: &str, written: Option<&str>) -> String {
    let wrapped = written.and_then(|written| Some((written, hmeval_syntax::unwrapped(written, 0)?)));
    let outermost = wrapped.as_ref().and_then(|(written, wrapped)| {
        let wrapper = wrapped.wrappers.first()?;
        Some((wrapper.name, wrapper.argument.clone().and_then(|range| written.get(range))))
    });
    let priority = match outermost {
        Some(("mkOverride", Some(number))) => number.parse().ok(),
        Some((name, None)) => priority::of_name(name),
        _ => None,
    };
    // Behind `mkIf` and the like the value stays as it is.
    let content = wrapped.as_ref().and_then(|(written, wrapped)| {
        let has_priority = |wrapper: &hmeval_syntax::Wrapper| {
            wrapper.name == "mkOverride" || priority::of_name(wrapper.name).is_some()
        };
        let only_priorities = !wrapped.wrappers.is_empty() && wrapped.wrappers.iter().all(has_priority);
        written.get(if only_priorities { wrapped.content.clone() } else { 0..written.len() })
    });
    let value = content.filter(|value| value.chars().count() <= SHORT && !value.contains('\n'));
    let value = value.unwrap_or("…");
    let argument = if value == "…" || hmeval_syntax::is_simple(value) {
        value.to_owned()
    } else {
        format!("({value})")
    };
    match priority {
        Some(number) if number < priority::PLAIN => format!(
            "`{name} = lib.mkOverride {} {argument};` wins against the others; or remove one of them",
            number.saturating_sub(1)
        ),
        Some(number) if number > priority::PLAIN => {
            format!("`{name} = {value};` wins against the others")
        }
        _ => format!(
            "`{name} = lib.mkForce {argument};` wins against the others, `lib.mkDefault {argument}` loses against them"
        ),
    }
}

fn missing_value(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
    let name = String::from_utf8_lossy(&show_option(&diagnostic.option)).into_owned();
    diagnostic.help.push(format!("define `{name}`: it has no default"));
    let declared = locate::declaration(ev, &diagnostic.option);
    // In a submodule, the value is missing where that was defined; else nobody wrote the place where it should be.
    let around = evaluations::around(ev, &diagnostic.option).first().map_or(0, |innermost| innermost.depth);
    let instance = diagnostic.option.get(..around).filter(|instance| !instance.is_empty());
    let element = instance.map_or(Pos::NONE, |instance| locate::element(ev, instance));
    let places = instance.map(|instance| locate::observed_exactly(ev, instance)).unwrap_or_default();
    diagnostic.related.clear();
    match std::iter::once(element).chain(places).find(|pos| own::is_own(ev, *pos)) {
        Some(pos) => {
            diagnostic.pos = pos;
            if declared.is_some() {
                let message = "declared here, without a default".to_owned();
                diagnostic.related.push(Related { pos: declared, message });
            }
        }
        None if declared.is_some() => diagnostic.pos = declared,
        None => {}
    }
}

/// The options of the circle, and the places in the user's files that it passes.
fn cycle<'h>(ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
    let through = error.data().notes.iter().find(|note| note.text.starts_with(CYCLE_OF_OPTIONS));
    if let Some(note) = through {
        diagnostic.notes.push(String::from_utf8_lossy(note.text).into_owned());
        let first = super::report::named_option(note.text).unwrap_or_default();
        diagnostic.option = ev.parse_attr_path(first).unwrap_or_default();
    }
    let through = through.map_or(&b""[..], |note| note.text);
    let mut places: Vec<Pos> = Vec::new();
    let steps = error.data().notes.iter().map(|note| note.pos);
    for pos in steps.chain(error.frames().collect::<Vec<_>>().iter().rev().map(|frame| frame.pos)) {
        if own::is_own(ev, pos) && !places.contains(&pos) {
            places.push(pos);
        }
    }
    if places.is_empty() {
        let names =
            through.split(|byte| *byte == b'`').filter_map(|rest| rest.split(|byte| *byte == b'\'').next());
        let paths = names.skip(1).filter_map(|name| ev.parse_attr_path(name).ok());
        let defined = paths.flat_map(|path| locate::observed_exactly(ev, &path));
        for pos in defined.collect::<Vec<_>>() {
            if own::is_own(ev, pos) && !places.contains(&pos) {
                places.push(pos);
            }
        }
    }
    // The trace goes on to who asked first; the circle is at its inner end.
    places.truncate(4);
    if let [first, others @ ..] = &places[..] {
        diagnostic.pos = *first;
        let related = |pos: &Pos| Related { pos: *pos, message: "on the way round".to_owned() };
        diagnostic.related.extend(others.iter().map(related));
        if diagnostic.notes.is_empty() {
            let names: Vec<String> = places.iter().filter_map(|pos| written::path_around(ev, *pos)).collect();
            if !names.is_empty() {
                diagnostic.notes.push(format!("definitions on the way round: `{}`", names.join("`, `")));
            }
        }
    }
    if error.frames().any(|frame| frame.text.starts_with(b"if you get an infinite recursion here")) {
        diagnostic.help.push(
            "what a module defines must not depend on `config` by `if … then … else` or `//`: use `lib.mkIf` and \
             `lib.mkMerge`, which decide about values only"
                .to_owned(),
        );
    } else if diagnostic.notes.is_empty() {
        diagnostic.help.push("give it a value that does not need itself".to_owned());
    } else {
        diagnostic.help.push("give one of these options a value that does not need the others".to_owned());
    }
}
