//! The evaluated configuration that `show` and `check` look at, and the parts of it that people name.
//!
//! `flake` finds the configuration in a flake, `target` finds the part that a name like `users.jdoe.programs.git` means, `options` reads declarations, `shape` tells
//! which attributes of a value are options, `home` finds the options of a Home Manager user inside another
//! configuration.

mod flake;
pub(crate) mod home;
pub(crate) mod options;
pub(crate) mod shape;
pub(crate) mod target;

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::symbol::Symbol;
use hmeval_eval::{Error, Evaluator, Value};

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::settings::EvalArgs;
use crate::settings::flags::SourceFlags;
use crate::settings::flake_flags::FlakeFlags;
use crate::source;

/// What a bare module is a module of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ModuleKind {
    /// Home Manager; needs `<home-manager>` and `<nixpkgs>` in the search path
    Home,
    /// NixOS; needs `<nixpkgs>` in the search path
    Nixos,
}

impl ModuleKind {
    /// A function from a module to the evaluated configuration.
    fn evaluator(self) -> &'static str {
        match self {
            ModuleKind::Home => {
                "configuration: import <home-manager/modules> { inherit configuration; pkgs = import <nixpkgs> { }; }"
            }
            ModuleKind::Nixos => {
                "module: import <nixpkgs/nixos/lib/eval-config.nix> { \
                 system = builtins.currentSystem; lib = import <nixpkgs/lib>; modules = [ module ]; }"
            }
        }
    }
}

/// Which configuration, and which part of it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ConfigurationFlags {
    #[command(flatten)]
    pub(crate) source: SourceFlags,
    /// The file or expression is a bare module
    #[arg(long = "as", value_enum, value_name = "KIND", help_heading = "What is evaluated")]
    kind: Option<ModuleKind>,
    /// A flake (`.`, `path:FOLDER`, …) and, behind `#`, which of its configurations; nothing: the nearest flake
    #[arg(long, value_name = "REF[#ATTR]", help_heading = "What is evaluated")]
    flake: Option<OsString>,
    #[command(flatten)]
    flake_flags: FlakeFlags,
}

impl ConfigurationFlags {
    /// The configuration that one word names: a Nix file (`NAME.nix`), or a flake.
    pub(crate) fn named(word: &OsStr, flake_flags: FlakeFlags) -> Self {
        let (mut source, mut flake) = (SourceFlags::default(), None);
        match word.as_bytes().ends_with(b".nix") {
            true => source.file = Some(word.to_owned()),
            false => flake = Some(word.to_owned()),
        }
        ConfigurationFlags { source, kind: None, flake, flake_flags }
    }

    /// Whether the configuration comes from a flake, so that evaluation is pure.
    pub(crate) fn is_flake(&self) -> bool {
        self.source.file.is_none() && self.source.expr.is_none()
    }
}

/// An evaluated configuration.
#[derive(Clone, Copy)]
pub(crate) struct Configuration<'h> {
    /// All of it: `config`, `options`, and what else comes along (`extendModules`, …).
    pub(crate) attrs: Attrs<'h>,
    /// The host that it is of, by the name that its flake gives it.
    pub(crate) host: Option<Symbol>,
}

impl<'h> Configuration<'h> {
    /// The configuration that the flags name; in a flake with several, the one that `target` is in.
    ///
    /// # Errors
    /// Those of evaluating it; if there is none.
    pub(crate) fn load(
        ev: &Evaluator<'h>,
        flags: &ConfigurationFlags,
        eval: &EvalArgs,
        target: &[u8],
        console: &Console<'_>,
    ) -> Outcome<'h, Self> {
        let mut source = flags.source.clone();
        if source.file.is_some() && source.expr.is_some() {
            return Err(Failure::Usage("'--file' and '--expr' are exclusive".to_owned()));
        }
        if flags.is_flake() {
            return Self::of_flake(ev, flags, target, console);
        }
        if flags.flake.is_some() {
            return Err(Failure::Usage("'--flake' is exclusive with '--file' and '--expr'".to_owned()));
        }
        if source.file.as_deref() == Some(OsStr::new("")) {
            source.file = Some(".".into());
        }
        let Some(value) = source::value(ev, &source, console)? else {
            return Err(not_a_configuration("nothing"));
        };
        let value = match flags.kind {
            Some(kind) => {
                let evaluate = ev.eval_string(kind.evaluator().as_bytes(), &console.environment.dir)?;
                ev.call(evaluate, &[value], Pos::NONE)?
            }
            None => ev.auto_call(eval.auto_args(ev, console)?, value)?,
        };
        Self::of_value(ev, value, None)
    }

    /// The configuration in a flake.
    fn of_flake(
        ev: &Evaluator<'h>,
        flags: &ConfigurationFlags,
        target: &[u8],
        console: &Console<'_>,
    ) -> Outcome<'h, Self> {
        let named = flags.flake.as_deref().map(|flake| flake.as_bytes().to_vec());
        let Some(reference) = named.or_else(|| flake::default_reference(ev, console)) else {
            let message = "no configuration was named, and there is no flake here: give one with '--flake', '--file' or \
                           '--expr'";
            return Err(Failure::Usage(message.to_owned()));
        };
        let found = flake::find(ev, &reference, &flags.flake_flags, target, console)?;
        let value = ev.force(found.value, Pos::NONE)?;
        let host = found.host.map(|host| ev.symbols.intern(&host));
        Self::of_value(ev, value, host)
    }

    fn of_value(ev: &Evaluator<'h>, value: Value<'h>, host: Option<Symbol>) -> Outcome<'h, Self> {
        let Some(attrs) = value.as_attrs() else {
            let found = String::from_utf8_lossy(&ev.describe_type(value)).into_owned();
            return Err(not_a_configuration(&found));
        };
        for name in ["config", "options"] {
            if attrs.get(ev.symbols.intern(name.as_bytes())).is_none() {
                return Err(not_a_configuration(&format!("a set without the attribute '{name}'")));
            }
        }
        Ok(Configuration { attrs, host })
    }

    /// One of its attributes.
    pub(crate) fn get(self, ev: &Evaluator<'h>, name: &str) -> Option<Value<'h>> {
        self.attrs.value(ev.symbols.intern(name.as_bytes()))
    }

    /// The tree of options.
    pub(crate) fn options(self, ev: &Evaluator<'h>) -> Result<Attrs<'h>, Error<'h>> {
        let options = self.get(ev, "options").unwrap_or(Value::NULL);
        ev.force_attrs(options, Pos::NONE, "while evaluating the options of the configuration")
    }
}

fn not_a_configuration<'h>(found: &str) -> Failure<'h> {
    Failure::message(format!(
        "this is no evaluated configuration (a set with the attributes 'config' and 'options'), but {found}; a bare \
         module can be shown with '--as home' or '--as nixos'"
    ))
}

/// The value at a path of attributes; `None` where there is no such attribute.
///
/// # Errors
/// Those of evaluating what is on the way. The value itself is not evaluated.
pub(crate) fn at_path<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    path: &[impl AsRef<[u8]>],
) -> Result<Option<Value<'h>>, Error<'h>> {
    let mut value = value;
    for name in path {
        let Some(attrs) = ev.force(value, Pos::NONE)?.as_attrs() else { return Ok(None) };
        match attrs.value(ev.symbols.intern(name.as_ref())) {
            Some(next) => value = next,
            None => return Ok(None),
        }
    }
    Ok(Some(value))
}

/// An option path as people write it: names with dots are quoted.
pub(crate) fn show_path(path: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, name) in path.iter().enumerate() {
        if index > 0 {
            out.push(b'.');
        }
        hmeval_eval::print::attribute_name(&mut out, name.as_ref());
    }
    out
}
