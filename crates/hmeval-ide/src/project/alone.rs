//! A module on its own: the configuration that is made of it alone, with the libraries that are at hand.

use hmeval_config::failure::{Failure, Outcome};
use hmeval_diag::Pos;
use hmeval_eval::path::join;
use hmeval_eval::{Evaluator, Value};

use super::{Libraries, ModuleClass};

/// A module on its own: with the libraries of the search path, else with the built-in ones.
pub(super) fn alone<'h>(
    ev: &Evaluator<'h>,
    path: &[u8],
    class: ModuleClass,
    libraries: &Libraries,
) -> Outcome<'h, (String, Value<'h>)> {
    let library = |name: &str| {
        let searched = ev.find_file(name.as_bytes(), Pos::NONE).ok();
        let builtin = libraries.builtin.as_ref().map(|dir| join(dir, name.as_bytes()));
        searched.or(builtin).ok_or_else(|| {
            Failure::message(format!("'{name}' is neither in the search path nor in a built-in library"))
        })
    };
    let nixpkgs = library("nixpkgs")?;
    let (evaluate, other, what) = match class {
        ModuleClass::Home => (HOME, library("home-manager")?, "Home Manager"),
        ModuleClass::Nixos => (NIXOS, Vec::new(), "NixOS"),
        ModuleClass::Darwin => (DARWIN, library("nix-darwin")?, "nix-darwin"),
        ModuleClass::System => (SYSTEM, library("system-manager")?, "system-manager"),
    };
    let function = ev.eval_internal("module on its own", evaluate)?;
    let as_path = |path: &[u8]| Value::path(ev.heap, ev.heap.bytes(path));
    let other = if other.is_empty() { Value::NULL } else { as_path(&other) };
    let value = ev.call(function, &[as_path(&nixpkgs), other, as_path(path)], Pos::NONE)?;
    let library = String::from_utf8_lossy(&nixpkgs).into_owned();
    Ok((format!("a {what} module on its own, with {library}"), ev.force(value, Pos::NONE)?))
}

/// What every home has to say, for modules that leave it to others.
const HOME: &str = r#"
nixpkgs: home-manager: module:
let
  lib = import (nixpkgs + "/lib");
  identity = { lib, ... }: {
    home.username = lib.mkOverride 1400 "user";
    home.homeDirectory = lib.mkOverride 1400 "/home/user";
    home.stateVersion = lib.mkOverride 1400 "25.11";
  };
in
(import (home-manager + "/lib") { inherit lib; }).homeManagerConfiguration {
  pkgs = import nixpkgs { system = "x86_64-linux"; };
  inherit lib;
  modules = [ module identity ];
}
"#;

const NIXOS: &str = r#"
nixpkgs: _: module:
import (nixpkgs + "/nixos/lib/eval-config.nix") {
  system = "x86_64-linux";
  lib = import (nixpkgs + "/lib");
  modules = [
    module
    ({ lib, ... }: { system.stateVersion = lib.mkOverride 1400 "25.11"; })
  ];
}
"#;

const DARWIN: &str = r#"
nixpkgs: nix-darwin: module:
import (nix-darwin + "/eval-config.nix") {
  lib = import (nixpkgs + "/lib");
  enableNixpkgsReleaseCheck = false;
  modules = [
    module
    ({ lib, ... }: {
      system.stateVersion = lib.mkOverride 1400 6;
      nixpkgs.hostPlatform = lib.mkOverride 1400 "aarch64-darwin";
      nixpkgs.source = lib.mkOverride 1400 nixpkgs;
    })
  ];
}
"#;

/// The original has its library in a folder of its own.
const SYSTEM: &str = r#"
nixpkgs: system-manager: module:
let
  lib = import (nixpkgs + "/lib");
  builtin = system-manager + "/lib.nix";
  library =
    if builtins.pathExists builtin then
      import builtin { inherit lib nixpkgs; }
    else
      import (system-manager + "/nix/lib.nix") { inherit lib nixpkgs; userborn = null; };
in
library.makeSystemConfig {
  modules = [
    module
    ({ lib, ... }: { nixpkgs.hostPlatform = lib.mkOverride 1400 "x86_64-linux"; })
  ];
}
"#;
