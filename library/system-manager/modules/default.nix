# The modules of a system that is not NixOS.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  nixos = ../../nixpkgs/nixos;
  inherit (import (nixos + "/lib/options.nix") { inherit lib; })
    attrs
    enabled
    flag
    internal
    maybe
    need
    opt
    packages
    ;
  core = name: nixos + "/modules/core/${name}.nix";
  cfg = config.system-manager;

  failed = map (a: a.message) (lib.filter (a: !a.assertion) config.assertions);
  toplevel = pkgs.runCommand "system-manager" { preferLocalBuild = true; } ''
    mkdir -p $out
    ln -s ${config.system.build.etc}/etc $out/etc
    ln -s ${config.system.path} $out/sw
    ln -s ${pkgs.writeText "services.json" (builtins.toJSON config.build.services)} $out/services.json
  '';
  checked =
    if failed == [ ] then
      lib.showWarnings config.warnings toplevel
    else
      throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (message: "- ${message}") failed}";

  assertion =
    { name, ... }:
    {
      options = {
        enable = lib.mkEnableOption "the check";
        name = opt types.str name "Its name.";
        script = need types.str "Commands that fail where it does not hold.";
      };
    };
in
{
  imports = map core [
    "base"
    "environment"
    "nix"
    "nixpkgs"
    "security"
    "systemd"
    "users"
  ]
  ++ [
    (nixos + "/modules/services/network.nix")
    ./parts.nix
  ];

  options = {
    build = {
      toplevel = mkOption {
        type = types.pathInStore;
        readOnly = true;
        description = "The system as one package.";
      };
      scripts = opt (types.attrsOf types.package) { } "Its scripts.";
      services = opt (types.attrsOf types.raw) { } "Its services.";
      etc = {
        staticEnv = need types.package "Its files as one package.";
        entries = opt (types.attrsOf types.raw) { } "Its files.";
      };
    };
    system-manager = {
      allowAnyDistro = lib.mkEnableOption "distributions that are not tested";
      linkCurrentSystem = enabled "Whether {file}`/run/current-system` leads to this system.";
      preActivationAssertions = opt (types.attrsOf (types.submodule assertion)) { } "Checks before an activation.";
    };
  };

  config = {
    nix.enable = lib.mkDefault false;
    security.sudo.enable = lib.mkDefault false;
    build = {
      toplevel = checked;
      services = lib.mapAttrs' (
        _: unit: lib.nameValuePair unit.name { storePath = pkgs.writeTextDir unit.name unit.text; }
      ) config.systemd.units;
      etc = {
        staticEnv = config.system.build.etc;
        entries = lib.filterAttrs (_: file: file.enable) config.environment.etc;
      };
    };
  };
}
