//! `hmeval flake check`: whether the outputs of a flake are what their names promise, as `nix flake check` has it
//! (`CmdFlakeCheck`), and the derivations in `checks` built by a Nix, if there is one.

use std::collections::BTreeSet;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value};
use hmeval_store::StorePath;

use crate::commands::home::nix::{ALL_OUTPUTS, build_outputs};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::{ErrorStyle, print_error, report_error};

/// What is checked of a flake.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct CheckFlags {
    /// Evaluate the checks and build none of them
    #[arg(long)]
    no_build: bool,
    /// Check what there is for other systems too
    #[arg(long)]
    all_systems: bool,
    /// Go on after an error
    #[arg(short, long)]
    keep_going: bool,
}

/// Where a value is not what it has to be, the trace already says what is being checked.
const WHAT: &str = "";

/// What an output holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Derivation,
    /// A derivation that is built.
    Check,
    App,
    Overlay,
    Module,
    Host,
    Template,
    Bundler,
}

/// How an output is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// The thing itself.
    One(Kind),
    /// By name.
    Named(Kind),
    /// One for each system.
    Systems(Kind),
    /// By system and name.
    SystemsNamed(Kind),
    /// By system, of which only the names are looked at.
    SystemNames,
    /// Derivations at any depth.
    Jobs,
    /// Known, and not looked into.
    Unchecked,
}

/// What is to be at an output; `None` for names that Nix does not know either.
fn shape(name: &str) -> Option<Shape> {
    Some(match name {
        "checks" => Shape::SystemsNamed(Kind::Check),
        "packages" | "devShells" => Shape::SystemsNamed(Kind::Derivation),
        "apps" => Shape::SystemsNamed(Kind::App),
        "bundlers" => Shape::SystemsNamed(Kind::Bundler),
        "formatter" | "defaultPackage" | "devShell" => Shape::Systems(Kind::Derivation),
        "defaultApp" => Shape::Systems(Kind::App),
        "defaultBundler" => Shape::Systems(Kind::Bundler),
        "legacyPackages" => Shape::SystemNames,
        "overlay" => Shape::One(Kind::Overlay),
        "overlays" => Shape::Named(Kind::Overlay),
        "nixosModule" => Shape::One(Kind::Module),
        "nixosModules" => Shape::Named(Kind::Module),
        "nixosConfigurations" => Shape::Named(Kind::Host),
        "hydraJobs" => Shape::Jobs,
        "defaultTemplate" => Shape::One(Kind::Template),
        "templates" => Shape::Named(Kind::Template),
        "lib"
        | "darwinConfigurations"
        | "darwinModules"
        | "flakeModule"
        | "flakeModules"
        | "herculesCI"
        | "homeConfigurations"
        | "homeModule"
        | "homeModules"
        | "nixopsConfigurations" => Shape::Unchecked,
        _ => return None,
    })
}

/// The output that took the place of an older one.
fn replacement(name: &str) -> Option<&'static str> {
    Some(match name {
        "defaultPackage" => "packages.<system>.default",
        "defaultApp" => "apps.<system>.default",
        "defaultTemplate" => "templates.default",
        "defaultBundler" => "bundlers.<system>.default",
        "overlay" => "overlays.default",
        "devShell" => "devShells.<system>.default",
        "nixosModule" => "nixosModules.default",
        _ => return None,
    })
}

/// Checks the outputs of a flake.
///
/// # Errors
/// The first that is found; with `--keep-going` all of them were reported, and one more says so.
pub(super) fn check<'h>(
    ev: &Evaluator<'h>,
    outputs: Value<'h>,
    flags: CheckFlags,
    console: &Console<'_>,
) -> Outcome<'h> {
    let mut check =
        Check { ev, flags, console, has_errors: false, omitted: BTreeSet::new(), to_build: Vec::new() };
    let all = check.attributes(outputs, Pos::NONE)?;
    // Nix looks at the jobs before all else.
    let (jobs, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(name, ..)| name == "hydraJobs");
    for (name, value, pos) in jobs.into_iter().chain(others) {
        let what = format!("while checking flake output '{name}'");
        check.guarded(pos, &what, |check| check.output(&name, value, pos))?;
    }
    if !flags.no_build {
        check.build()?;
    }
    if check.has_errors {
        return Err(Failure::message("some errors were encountered during the evaluation"));
    }
    console.note(b"all checks passed!");
    if !check.omitted.is_empty() {
        let systems = check.omitted.into_iter().collect::<Vec<_>>().join(", ");
        let hint = "Use '--all-systems' to check all.";
        ev.message(
            format!("warning: The check omitted these incompatible systems: {systems}\n{hint}").as_bytes(),
        );
    }
    Ok(())
}

struct Check<'e, 'c, 'h> {
    ev: &'e Evaluator<'h>,
    flags: CheckFlags,
    console: &'e Console<'c>,
    has_errors: bool,
    /// Systems that were not looked at.
    omitted: BTreeSet<String>,
    /// What `checks` has for this system, with the paths to it.
    to_build: Vec<(String, StorePath)>,
}

type Checked<'h, T = ()> = Result<T, Error<'h>>;

impl<'h> Check<'_, '_, 'h> {
    /// Does a part of the work. What goes wrong gets a line of the trace, and with `--keep-going` is shown and left behind.
    fn guarded(&mut self, pos: Pos, what: &str, work: impl FnOnce(&mut Self) -> Checked<'h>) -> Checked<'h> {
        let Err(error) = work(self) else { return Ok(()) };
        self.report(self.ev.frame(error, pos, what))
    }

    /// Fails; with `--keep-going` the error is shown and left behind.
    fn report(&mut self, error: Error<'h>) -> Checked<'h> {
        if !self.flags.keep_going {
            return Err(error);
        }
        report_error(self.ev, self.console, ErrorStyle::Human, error);
        self.has_errors = true;
        Ok(())
    }

    fn output(&mut self, name: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        let value = self.ev.force(value, pos)?;
        if let Some(replacement) = replacement(name) {
            self.warn(&format!("flake output attribute '{name}' is deprecated; use '{replacement}' instead"));
        }
        match shape(name) {
            Some(Shape::One(kind)) => self.thing(kind, name, value, pos),
            Some(Shape::Named(kind)) => self.named(kind, name, value, pos),
            Some(Shape::Jobs) => self.jobs(name, value, pos),
            Some(Shape::Unchecked) => Ok(()),
            Some(shape) => self.by_system(shape, name, value, pos),
            None => {
                self.warn(&format!("unknown flake output '{name}'"));
                Ok(())
            }
        }
    }

    fn by_system(&mut self, shape: Shape, name: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        for (system, value, pos) in self.attributes(value, pos)? {
            if !system.contains('-') {
                let at = self.ev.show_pos(pos);
                let at = String::from_utf8_lossy(&at);
                self.report(self.wrong(format!("'{system}' is not a valid system type, at {at}")))?;
            }
            if !self.flags.all_systems && system != self.ev.settings.current_system {
                self.omitted.insert(system);
                continue;
            }
            let path = match shape {
                Shape::SystemsNamed(Kind::Check) => format!("{name}.{system}"),
                _ => format!("{name}.{}", super::shown_name(&system)),
            };
            match shape {
                Shape::Systems(kind) => self.thing(kind, &path, value, pos)?,
                Shape::SystemsNamed(kind) => self.named(kind, &path, value, pos)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn named(&mut self, kind: Kind, path: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        for (name, value, pos) in self.attributes(value, pos)? {
            self.thing(kind, &format!("{path}.{}", super::shown_name(&name)), value, pos)?;
        }
        Ok(())
    }

    fn thing(&mut self, kind: Kind, path: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        let what = match kind {
            Kind::Derivation | Kind::Check => "derivation",
            Kind::App => "app definition",
            Kind::Overlay => "overlay",
            Kind::Module => "NixOS module",
            Kind::Host => "NixOS configuration",
            Kind::Template | Kind::Bundler => "template",
        };
        self.guarded(pos, &format!("while checking the {what} '{path}'"), |check| match kind {
            Kind::Derivation => check.derivation(path, value, pos).map(drop),
            Kind::Check => {
                if let Some(drv) = check.derivation(path, value, pos)? {
                    check.wants(path, drv);
                }
                Ok(())
            }
            Kind::App => check.app(path, value, pos),
            Kind::Overlay => check.overlay(value, pos),
            Kind::Module => check.ev.force(value, pos).map(drop),
            Kind::Host => check.host(value, pos),
            Kind::Template => check.template(path, value, pos),
            Kind::Bundler => match check.ev.force(value, pos)?.as_closure() {
                Some(_) => Ok(()),
                None => Err(check.wrong("bundler must be a function")),
            },
        })
    }

    /// Checks for other systems are not built.
    fn wants(&mut self, path: &str, drv: StorePath) {
        if path.split('.').nth(1) == Some(self.ev.settings.current_system.as_str()) {
            self.to_build.push((path.to_owned(), drv));
        }
    }

    /// What looks like a derivation need not have a path.
    fn derivation(&self, path: &str, value: Value<'h>, pos: Pos) -> Checked<'h, Option<StorePath>> {
        let value = self.ev.force(value, pos)?;
        let attrs = value.as_attrs().filter(|_| self.ev.is_derivation(value).unwrap_or(false));
        let Some(attrs) = attrs else {
            return Err(self.wrong(format!("flake attribute '{path}' is not a derivation")));
        };
        self.ev.package_name(attrs)?;
        if attrs.get(self.ev.symbols.intern(b"drvPath")).is_none() {
            return Ok(None);
        }
        let drv = self.ev.package_drv_path(attrs)?;
        self.ev.store.dir.parse(drv).map(Some).map_err(|error| self.ev.store_error(error))
    }

    fn app(&self, path: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        let ev = self.ev;
        let attrs = ev.force_attrs(value, pos, WHAT)?;
        let lacks = |name: &str| self.wrong(format!("app '{path}' lacks attribute '{name}'"));
        let get = |name: &str| attrs.get(ev.symbols.intern(name.as_bytes()));
        let (kind, at) = get("type").ok_or_else(|| lacks("type"))?;
        ev.force_str_no_context(kind, at, WHAT)?;
        let (program, at) = get("program").ok_or_else(|| lacks("program"))?;
        ev.force_str(program, at, WHAT)?;
        match get("meta") {
            None => self.warn(&format!("app '{path}' lacks attribute 'meta'")),
            Some((meta, at)) => {
                let meta = ev.force_attrs(meta, at, WHAT)?;
                match meta.get(ev.symbols.intern(b"description")) {
                    Some((text, at)) => drop(ev.force_str_no_context(text, at, WHAT)?),
                    None => self.warn(&format!("app '{path}' lacks attribute 'meta.description'")),
                }
            }
        }
        self.has_only(value, pos, &["type", "program", "meta"], &format!("app '{path}'"))
    }

    fn overlay(&self, value: Value<'h>, pos: Pos) -> Checked<'h> {
        let value = self.ev.force(value, pos)?;
        let Some(closure) = value.as_closure() else {
            let kind = self.ev.describe_type(value);
            let kind = String::from_utf8_lossy(&kind);
            return Err(self.wrong(format!("overlay is not a function, but {kind} instead")));
        };
        let lambda = closure.lambda();
        let is_final = !lambda.has_formals && {
            let name = self.ev.text(closure.code().symbol(lambda.arg));
            // `_` and `_final` say that it is not used.
            name == b"final" || name == b"_" || name == b"_final"
        };
        match is_final {
            true => Ok(()),
            false => Err(self.wrong("overlay does not take an argument named 'final'")),
        }
    }

    fn host(&self, value: Value<'h>, pos: Pos) -> Checked<'h> {
        let toplevel = b"config.system.build.toplevel";
        let (toplevel, _) = self.ev.find_attr_path(toplevel, Attrs::empty(), value)?;
        match self.ev.is_derivation(self.ev.force(toplevel, pos)?)? {
            true => Ok(()),
            false => Err(self.wrong("attribute 'config.system.build.toplevel' is not a derivation")),
        }
    }

    fn template(&self, path: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        let ev = self.ev;
        let attrs = ev.force_attrs(value, pos, WHAT)?;
        let lacks = |name: &str| self.wrong(format!("template '{path}' lacks attribute '{name}'"));
        let get = |name: &str| attrs.get(ev.symbols.intern(name.as_bytes()));
        let (folder, at) = get("path").ok_or_else(|| lacks("path"))?;
        let folder = ev.coerce_to_path(at, folder, &mut ContextBuilder::new(), WHAT)?;
        if ev.path_stat(folder)?.is_none() {
            let folder = String::from_utf8_lossy(folder);
            return Err(self.wrong(format!("template '{path}' refers to a non-existent path '{folder}'")));
        }
        let (text, at) = get("description").ok_or_else(|| lacks("description"))?;
        ev.force_str_no_context(text, at, WHAT)?;
        self.has_only(value, pos, &["path", "description", "welcomeText"], &format!("template '{path}'"))
    }

    fn jobs(&mut self, path: &str, value: Value<'h>, pos: Pos) -> Checked<'h> {
        self.ev.check_stack(pos)?;
        self.guarded(pos, &format!("while checking the Hydra jobset '{path}'"), |check| {
            let value = check.ev.force(value, pos)?;
            let all = check.attributes(value, pos)?;
            if check.ev.is_derivation(value)? {
                return Err(check.wrong("jobset should not be a derivation at top-level"));
            }
            for (name, value, pos) in all {
                let path = format!("{path}.{name}");
                let value = check.ev.force(value, pos)?;
                check.ev.force_attrs(value, pos, WHAT)?;
                match check.ev.is_derivation(value)? {
                    true => check.thing(Kind::Derivation, &path, value, pos)?,
                    false => check.jobs(&path, value, pos)?,
                }
            }
            Ok(())
        })
    }

    /// Builds what `checks` has, one after the other, so that it is known which fails.
    fn build(&mut self) -> Outcome<'h> {
        if self.to_build.is_empty() {
            return Ok(());
        }
        let count = self.to_build.len();
        self.console
            .note(format!("running {count} flake check{}...", if count == 1 { "" } else { "s" }).as_bytes());
        for (path, drv) in std::mem::take(&mut self.to_build) {
            let wanted = [(drv.clone(), ALL_OUTPUTS)];
            let failure = match build_outputs(self.ev, self.console, &wanted) {
                Ok(()) => continue,
                Err(Failure::Message(text)) => text,
                Err(other) => return Err(other),
            };
            let drv = self.ev.store.dir.print(&drv);
            let parts: [&[u8]; 6] = [
                b"failed to build attribute '",
                path.as_bytes(),
                b"', build of '",
                &drv,
                b"^*' failed: ",
                &failure,
            ];
            let text = parts.concat();
            if !self.flags.keep_going {
                return Err(Failure::Message(text));
            }
            print_error(self.console, &text);
            self.has_errors = true;
        }
        Ok(())
    }

    fn has_only(&self, value: Value<'h>, pos: Pos, known: &[&str], what: &str) -> Checked<'h> {
        let other = self.attributes(value, pos)?.into_iter().find(|(name, ..)| !known.contains(&&name[..]));
        match other {
            Some((name, ..)) => Err(self.wrong(format!("{what} has unsupported attribute '{name}'"))),
            None => Ok(()),
        }
    }

    /// The attributes of a set by their names, with where they are written.
    fn attributes(&self, value: Value<'h>, pos: Pos) -> Checked<'h, Vec<(String, Value<'h>, Pos)>> {
        let attrs = self.ev.force_attrs(value, pos, WHAT)?;
        let all = self.ev.sorted_attrs(attrs).into_iter();
        Ok(all
            .map(|(key, value)| {
                (String::from_utf8_lossy(self.ev.text(key.name)).into_owned(), value, key.pos)
            })
            .collect())
    }

    fn wrong(&self, text: impl AsRef<[u8]>) -> Error<'h> {
        self.ev.error(ErrorKind::Eval, text)
    }

    fn warn(&self, text: &str) {
        self.ev.message(format!("warning: {text}").as_bytes());
    }
}
