//! Arguments of modules that nobody passes, or that come too late for `imports`: where they are used and taken, and where they
//! could be passed.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, FROM_CALL_SITE};

use super::diagnostic::{Diagnostic, Related};
use super::{fix, homes, locate, own, report};
use crate::configuration::show_option;
use crate::written;

/// Arguments that every module can take, in all systems.
const USUAL_ARGUMENTS: [&[u8]; 6] = [b"config", b"lib", b"options", b"pkgs", b"modulesPath", b"specialArgs"];

/// How the paths of options begin that belong to a home on a machine.
const USERS: &str = "home-manager.users";

/// An argument of a module that an error is about.
pub(super) struct Argument<'h> {
    name: &'h [u8],
    /// The module, as the module system names it: mostly its file.
    module: &'h [u8],
    /// Where it was used, if that is known.
    used: Pos,
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
fn arguments<'h>(error: Error<'h>) -> Vec<Argument<'h>> {
    let argument = |text: &'_ [u8]| -> Option<(usize, usize, usize)> {
        let start = b"while evaluating the module argument `";
        let rest = text.strip_prefix(start)?;
        let middle = rest.windows(6).position(|window| window == b"' in \"")?;
        let end = rest.len().checked_sub(b"\":".len())?;
        (end >= middle + 6).then_some((start.len(), start.len() + middle, start.len() + end))
    };
    let frames: Vec<_> = error.frames().collect();
    let of_frame = |index: usize| {
        let text = frames.get(index)?.text;
        let (start, middle, end) = argument(text)?;
        // Around it is the function that gets the argument, and around that the place that it was needed at.
        let used =
            frames.get(..index)?.iter().rev().take(2).find(|around| around.text == FROM_CALL_SITE.as_bytes());
        let used = used.map_or(Pos::NONE, |around| around.pos);
        Some(Argument { name: &text[start..middle], module: &text[middle + 6..end], used })
    };
    (0..frames.len()).filter_map(of_frame).collect()
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

    /// Where the module's function takes the argument. Modules that stand in another one's text have no file.
    fn place(&self, ev: &Evaluator<'_>) -> Pos {
        let Ok(name) = std::str::from_utf8(self.name) else { return Pos::NONE };
        let of_file = locate::in_text_of(ev, self.file(), |text| hmeval_syntax::argument_of_file(text, name));
        if of_file.is_some() || !own::is_own(ev, self.used) {
            return of_file;
        }
        let distance = written::in_text(ev, self.used, |text, offset| {
            let range = hmeval_syntax::argument_around(text, offset, name)?;
            u32::try_from(offset.checked_sub(range.start)?).ok()
        });
        distance.and_then(|distance| self.used.0.checked_sub(distance)).map_or(Pos::NONE, Pos)
    }

    /// Where `imports` of the module uses the argument.
    fn use_in_imports(&self, ev: &Evaluator<'_>) -> Pos {
        let of_file = locate::in_text_of(ev, self.file(), |text| {
            hmeval_syntax::use_in_binding(text, "imports", std::str::from_utf8(self.name).ok()?)
        });
        let is_used_there = |text: &str, offset| Some(hmeval_syntax::is_in_binding(text, offset, "imports"));
        let is_there =
            own::is_own(ev, self.used) && written::in_text(ev, self.used, is_used_there) == Some(true);
        if of_file.is_some() || !is_there { of_file } else { self.used }
    }

    /// Says that nobody passes it.
    pub(super) fn explain_missing<'h>(
        &self,
        ev: &Evaluator<'h>,
        diagnostic: &mut Diagnostic,
        error: Error<'h>,
    ) {
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

    /// Says that `imports` cannot use it.
    pub(super) fn explain_imports<'h>(
        &self,
        ev: &Evaluator<'h>,
        diagnostic: &mut Diagnostic,
        error: Error<'h>,
    ) {
        let name = self.shown();
        let used = self.use_in_imports(ev);
        diagnostic.pos = if used.is_some() { used } else { self.place(ev) };
        if !diagnostic.pos.is_some() {
            diagnostic.pos = report::error_pos(error);
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

    /// Whether the module is one of a home on a machine.
    fn is_of_home<'h>(&self, ev: &Evaluator<'h>, diagnostic: &Diagnostic, error: Error<'h>) -> bool {
        let names_users = |text: &[u8]| text.windows(USERS.len()).any(|window| window == USERS.as_bytes());
        let path = || written::path_around(ev, diagnostic.pos);
        show_option(&diagnostic.option).starts_with(USERS.as_bytes())
            || path().is_some_and(|path| names_users(path.as_bytes()))
            || own::file_of(ev, diagnostic.pos).is_some_and(|file| homes::have_module(ev, &file))
            || error.frames().any(|frame| names_users(frame.text))
    }

    /// "pass it through specialArgs", and where that is.
    fn say_where_to_pass<'h>(&self, ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
        let name = self.shown();
        if self.is_of_home(ev, diagnostic, error) {
            diagnostic.help.push(format!(
                "pass it through extraSpecialArgs: `home-manager.extraSpecialArgs = {{ inherit {name}; }};`"
            ));
            return;
        }
        let (maker, call) = maker(ev);
        let Maker { function, through, .. } = maker;
        diagnostic.help.push(format!(
            "pass it through {through}: `{function} {{ {through} = {{ inherit {name}; }}; … }}`"
        ));
        if let Some(pos) = call {
            diagnostic.fix = fix::pass_argument(ev, pos, &name, through);
            diagnostic.related.push(Related { pos, message: "the arguments are passed here".to_owned() });
        }
    }
}

/// A function that makes a configuration.
struct Maker {
    function: &'static str,
    /// Its argument with what all modules get.
    through: &'static str,
    /// The end of the name of a file that is read where it is called.
    reads: &'static [u8],
}

/// The functions that make configurations, those of whole machines first: they may have homes in them.
const MAKERS: [Maker; 6] = [
    Maker { function: "nixosSystem", through: "specialArgs", reads: b"/nixos/lib/eval-config.nix" },
    Maker { function: "darwinSystem", through: "specialArgs", reads: b"/eval-config.nix" },
    Maker { function: "makeSystemConfig", through: "specialArgs", reads: b"" },
    Maker {
        function: "homeManagerConfiguration",
        through: "extraSpecialArgs",
        reads: b"/modules/lib/stdlib-extended.nix",
    },
    Maker { function: "evalConfig", through: "specialArgs", reads: b"" },
    Maker { function: "evalModules", through: "specialArgs", reads: b"" },
];

/// What has made the configuration, and where the user calls it: of those that the user calls, the first whose library was
/// read, or any.
fn maker(ev: &Evaluator<'_>) -> (&'static Maker, Option<Pos>) {
    let files = locate::loaded_files(ev);
    let is_read =
        |maker: &Maker| !maker.reads.is_empty() && files.iter().any(|file| file.ends_with(maker.reads));
    let called: Vec<_> =
        MAKERS.iter().filter_map(|maker| Some((maker, own::call_of(ev, maker.function)?))).collect();
    if let Some((maker, pos)) = called.iter().find(|(maker, _)| is_read(maker)).or(called.last()) {
        return (maker, Some(*pos));
    }
    let [.., any] = &MAKERS;
    (MAKERS.iter().find(|maker| is_read(maker)).unwrap_or(any), None)
}
