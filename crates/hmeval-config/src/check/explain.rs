//! What a person needs beyond the words of an error: why it is one, and the way out.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator};
use hmeval_modules::{evaluations, priority};

use super::diagnostic::{Diagnostic, Related};
use super::{fix, locate, own};
use crate::configuration::show_option;
use crate::written;

/// Arguments that every module can take, in all systems.
const USUAL_ARGUMENTS: [&[u8]; 6] = [b"config", b"lib", b"options", b"pkgs", b"modulesPath", b"specialArgs"];

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

fn conflict(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
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
    let places = instance.map(|instance| locate::observed_exactly(ev, instance)).unwrap_or_default();
    diagnostic.related.clear();
    match places.into_iter().find(|pos| own::is_own(ev, *pos)) {
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

/// An argument of a module that an error is about.
pub(super) struct Argument<'h> {
    name: &'h [u8],
    /// The module, as the module system names it: mostly its file.
    module: &'h [u8],
}

/// The argument that a module wants and nobody passes.
pub(super) fn missing_argument(error: Error<'_>) -> Option<Argument<'_>> {
    let data = error.data();
    let name = data.message.strip_prefix(b"attribute '")?.strip_suffix(b"' missing")?;
    arguments(error).into_iter().rev().find(|argument| argument.name == name)
}

/// The argument that a module uses in its `imports`, if that is what makes the recursion infinite.
pub(super) fn imports_argument<'h>(ev: &Evaluator<'h>, error: Error<'h>) -> Option<Argument<'h>> {
    let says = |text: &[u8]| error.frames().any(|frame| frame.text == text);
    // Arguments that come from `_module.args` lead to `config` of other modules: the outermost is that of the culprit.
    let argument = arguments(error).into_iter().next()?;
    let imports = argument.use_in_imports(ev).is_some() || says(b"while evaluating the attribute 'imports'");
    imports.then_some(argument)
}

/// The arguments of modules that were being computed, outermost first.
fn arguments(error: Error<'_>) -> Vec<Argument<'_>> {
    let argument = |text: &'_ [u8]| -> Option<(usize, usize, usize)> {
        let start = b"while evaluating the module argument `";
        let rest = text.strip_prefix(start)?;
        let middle = rest.windows(6).position(|window| window == b"' in \"")?;
        let end = rest.len().checked_sub(b"\":".len())?;
        (end >= middle + 6).then_some((start.len(), start.len() + middle, start.len() + end))
    };
    error
        .frames()
        .filter_map(|frame| {
            let (start, middle, end) = argument(frame.text)?;
            Some(Argument { name: &frame.text[start..middle], module: &frame.text[middle + 6..end] })
        })
        .collect()
}

impl Argument<'_> {
    /// The file of the module: modules without a file of their own are named after the one that they stand in.
    fn file(&self) -> &[u8] {
        let anonymous = self.module.windows(6).position(|window| window == b":anon-");
        &self.module[..anonymous.unwrap_or(self.module.len())]
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(self.name).into_owned()
    }

    /// Where the module's function takes the argument.
    fn place(&self, ev: &Evaluator<'_>) -> Pos {
        locate::in_text_of(ev, self.file(), |text| {
            hmeval_syntax::argument_of_file(text, std::str::from_utf8(self.name).ok()?)
        })
    }

    /// Where `imports` of the module uses the argument.
    fn use_in_imports(&self, ev: &Evaluator<'_>) -> Pos {
        locate::in_text_of(ev, self.file(), |text| {
            hmeval_syntax::use_in_binding(text, "imports", std::str::from_utf8(self.name).ok()?)
        })
    }

    fn explain_missing<'h>(&self, ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
        let name = self.shown();
        diagnostic.message =
            format!("the module takes the argument `{name}`, which nobody passes to it").into_bytes();
        let place = self.place(ev);
        if place.is_some() {
            diagnostic.pos = place;
        }
        let near = hmeval_formats::lev::best_matches(USUAL_ARGUMENTS, self.name);
        diagnostic.suggestions = near.into_iter().map(<[u8]>::to_vec).collect();
        self.say_where_to_pass(ev, diagnostic, error);
    }

    fn explain_imports<'h>(&self, ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
        let name = self.shown();
        let used = self.use_in_imports(ev);
        diagnostic.pos = if used.is_some() { used } else { self.place(ev) };
        if !diagnostic.pos.is_some() {
            diagnostic.pos = super::report::error_pos(error);
        }
        if self.name == b"config" || self.name == b"options" {
            diagnostic.message =
                format!("`imports` depends on `{name}`, which depends on `imports`: infinite recursion")
                    .into_bytes();
            diagnostic.help.push(
                "import the module always, and let `lib.mkIf` decide about what it defines (an `enable` option)"
                    .to_owned(),
            );
            return;
        }
        diagnostic.message = format!(
            "`imports` depends on the argument `{name}`, which is known only when all modules are: infinite recursion"
        )
        .into_bytes();
        diagnostic.notes.push(format!(
            "`{name}` comes from `_module.args`, or from nobody; `imports` can only use what comes from specialArgs"
        ));
        self.say_where_to_pass(ev, diagnostic, error);
    }

    /// "pass it through specialArgs", and where that is.
    fn say_where_to_pass<'h>(&self, ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
        let name = self.shown();
        let files = locate::loaded_files(ev);
        let loaded = |end: &[u8]| files.iter().any(|file| file.ends_with(end));
        let (home, nixos) =
            (loaded(b"/modules/lib/stdlib-extended.nix"), loaded(b"/nixos/lib/eval-config.nix"));
        let in_user = error.frames().any(|frame| {
            frame.text.windows(b"home-manager.users".len()).any(|window| window == b"home-manager.users")
        });
        let (advice, callers): (_, &[&str]) = match (home, nixos) {
            (true, true) if in_user => (
                format!(
                    "pass it through extraSpecialArgs: `home-manager.extraSpecialArgs = {{ inherit {name}; }};`"
                ),
                &[],
            ),
            (true, false) => (
                format!(
                    "pass it through extraSpecialArgs: `homeManagerConfiguration {{ extraSpecialArgs = {{ inherit {name}; }}; … }}`"
                ),
                &["homeManagerConfiguration"],
            ),
            (_, true) => (
                format!(
                    "pass it through specialArgs: `nixosSystem {{ specialArgs = {{ inherit {name}; }}; … }}`"
                ),
                &["nixosSystem", "evalConfig"],
            ),
            _ => (
                format!(
                    "pass it through specialArgs: `evalModules {{ specialArgs = {{ inherit {name}; }}; … }}`"
                ),
                &["evalModules", "darwinSystem", "makeSystemConfig"],
            ),
        };
        diagnostic.help.push(advice);
        let call = callers.iter().find_map(|caller| Some((*caller, own::call_of(ev, caller)?)));
        if let Some((caller, pos)) = call {
            let through =
                if caller == "homeManagerConfiguration" { "extraSpecialArgs" } else { "specialArgs" };
            diagnostic.fix = fix::pass_argument(ev, pos, &name, through);
            diagnostic.related.push(Related { pos, message: "the arguments are passed here".to_owned() });
        }
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
    } else {
        diagnostic.help.push("give one of these options a value that does not need the others".to_owned());
    }
}
