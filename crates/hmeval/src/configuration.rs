//! The flags that name a configuration, and the configuration that they name.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

pub(crate) use hmeval_config::configuration::{
    Configuration, at_path, catalogue, home, options, shape, show_path, target,
};
use hmeval_config::configuration::{DefaultSource, default_source, not_a_configuration};
use hmeval_diag::Pos;
use hmeval_eval::Evaluator;

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::flake;
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
    /// nix-darwin; needs `<darwin>` or `<nix-darwin>`, and `<nixpkgs>`, in the search path
    Darwin,
    /// system-manager; needs `<system-manager>`, `<userborn>` and `<nixpkgs>` in the search path
    SystemManager,
}

/// As nix-darwin's own `default.nix`; but a Mac can be looked at on any machine.
const DARWIN: &str = r#"
module:
let
  channel = builtins.tryEval <darwin>;
  darwin = if channel.success then channel.value else <nix-darwin>;
  lib = import <nixpkgs/lib>;
  here = builtins.currentSystem;
in
import (darwin + "/eval-config.nix") {
  inherit lib;
  modules = [
    module
    ({ options, ... }: {
      nixpkgs = {
        system = lib.mkDefault (if lib.hasSuffix "-darwin" here then here else "aarch64-darwin");
      } // lib.optionalAttrs (options.nixpkgs ? source) { source = lib.mkDefault <nixpkgs>; };
    })
  ];
}
"#;

/// system-manager's `lib` is made from its inputs; the built-in library has it in another file.
const SYSTEM_MANAGER: &str = r#"
module:
let
  original = <system-manager> + "/nix/lib.nix";
  made =
    if builtins.pathExists original then
      import original {
        nixpkgs = <nixpkgs>;
        userborn = <userborn>;
      }
    else
      import (<system-manager> + "/lib.nix") {
        lib = import <nixpkgs/lib>;
        nixpkgs.outPath = <nixpkgs>;
      };
in
made.makeSystemConfig {
  modules = [
    module
    ({ lib, ... }: { nixpkgs.hostPlatform = lib.mkDefault builtins.currentSystem; })
  ];
}
"#;

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
            ModuleKind::Darwin => DARWIN,
            ModuleKind::SystemManager => SYSTEM_MANAGER,
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
    /// A flake (`.`, `path:FOLDER`, …) and, behind `#`, which of its configurations; nothing: the nearest flake, or
    /// the configuration of Home Manager (`home-manager/home.nix`)
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
    pub(crate) fn is_flake(&self, console: &Console<'_>) -> bool {
        let variable = |name: &str| console.environment.var(name).map(<[u8]>::to_vec);
        let exists = |path: &[u8]| Path::new(OsStr::from_bytes(path)).exists();
        let default = || default_source(&console.environment.dir, &variable, &exists);
        self.names_no_file() && (self.flake.is_some() || !matches!(default(), Some(DefaultSource::Home(_))))
    }

    fn names_no_file(&self) -> bool {
        self.source.file.is_none() && self.source.expr.is_none()
    }

    /// These flags, with what is meant where they name nothing.
    fn or_default(&self, ev: &Evaluator<'_>, console: &Console<'_>) -> Self {
        let mut flags = self.clone();
        if self.names_no_file() && self.flake.is_none() {
            // Through the evaluator, which knows of all that an answer depends on.
            let variable = |name: &str| ev.world.env(name.as_bytes());
            let exists = |path: &[u8]| matches!(ev.world.stat(path), Ok(Some(_)));
            match default_source(&console.environment.dir, &variable, &exists) {
                Some(DefaultSource::Flake(folder)) => flags.flake = Some(OsString::from_vec(folder)),
                Some(DefaultSource::Home(file)) => {
                    flags.source.file = Some(OsString::from_vec(file));
                    flags.kind = self.kind.or(Some(ModuleKind::Home));
                }
                None => {}
            }
        }
        flags
    }

    /// The configuration that the flags name; in a flake with several, the one that `target` is in.
    ///
    /// # Errors
    /// Those of evaluating it; if there is none.
    pub(crate) fn load<'h>(
        &self,
        ev: &Evaluator<'h>,
        eval: &EvalArgs,
        target: &[u8],
        console: &Console<'_>,
    ) -> Outcome<'h, Configuration<'h>> {
        let flags = self.or_default(ev, console);
        let mut source = flags.source.clone();
        if source.file.is_some() && source.expr.is_some() {
            return Err(Failure::Usage("'--file' and '--expr' are exclusive".to_owned()));
        }
        if flags.names_no_file() {
            return flags.of_flake(ev, target, console);
        }
        if flags.flake.is_some() {
            return Err(Failure::Usage("'--flake' is exclusive with '--file' and '--expr'".to_owned()));
        }
        if source.file.as_deref() == Some(OsStr::new("")) {
            source.file = Some(".".into());
        }
        let value = match self.kind {
            Some(_) => source::module(ev, &source, console)?,
            None => source::value(ev, &source, console)?,
        };
        let Some(value) = value else {
            return Err(not_a_configuration("nothing"));
        };
        let value = match flags.kind {
            Some(kind) => {
                let evaluate = ev.eval_string(kind.evaluator().as_bytes(), &console.environment.dir)?;
                ev.call(evaluate, &[value], Pos::NONE)?
            }
            None => ev.auto_call(eval.auto_args(ev, console)?, value)?,
        };
        Configuration::of_value(ev, value, None)
    }

    /// The configuration in a flake.
    fn of_flake<'h>(
        &self,
        ev: &Evaluator<'h>,
        target: &[u8],
        console: &Console<'_>,
    ) -> Outcome<'h, Configuration<'h>> {
        let Some(reference) = &self.flake else {
            let message = "no configuration was named, and there is no flake here, and no 'home-manager/home.nix' in the \
                           folder of configurations: give one with '--flake', '--file' or '--expr'";
            return Err(Failure::Usage(message.to_owned()));
        };
        let named = flake::load(ev, reference.as_bytes(), &self.flake_flags, console)?;
        Configuration::of_flake(ev, &named.flake, &named.fragment, target)
    }
}
