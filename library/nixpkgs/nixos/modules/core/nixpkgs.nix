# `nixpkgs`: the host's package set.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; }) maybe need opt;
  cfg = config.nixpkgs;

  call = f: if lib.isFunction f then f { inherit pkgs; } else f;
  merge = left: right: lib.recursiveUpdate (call left) (call right);
  configType = lib.mkOptionType {
    name = "nixpkgs-config";
    description = "nixpkgs config";
    check = value: lib.isAttrs value || lib.isFunction value;
    merge = _: lib.foldr (def: merge def.value) { };
  };
  overlay = lib.mkOptionType {
    name = "nixpkgs-overlay";
    description = "nixpkgs overlay";
    check = lib.isFunction;
    merge = lib.mergeOneOption;
  };
  platform = types.either types.str types.attrs;
  elaborate = lib.systems.elaborate;

  # `hostPlatform` and `buildPlatform` are the newer way; `system` the older.
  systems =
    if options.nixpkgs.hostPlatform.isDefined then
      { localSystem = cfg.buildPlatform; }
      // lib.optionalAttrs (cfg.buildPlatform != cfg.hostPlatform) { crossSystem = cfg.hostPlatform; }
    else
      { inherit (cfg) localSystem crossSystem; };

  set =
    if options.nixpkgs.pkgs.isDefined then
      cfg.pkgs.appendOverlays cfg.overlays
    else
      import (if cfg.flake.source == null then ../../.. else cfg.flake.source) (
        { inherit (cfg) config overlays; } // systems
      );
in
{
  options.nixpkgs = {
    pkgs = mkOption {
      type = types.lazyAttrsOf types.raw // {
        description = "An evaluation of Nixpkgs; the top level attribute set of packages";
      };
      defaultText = lib.literalExpression "import <nixpkgs> { inherit (config.nixpkgs) config overlays localSystem crossSystem; }";
      description = "The package set; the other settings hold if it is not given.";
    };
    config = opt configType { } "Settings of the package set.";
    overlays = opt (types.listOf overlay) [ ] "Overlays of the package set.";
    hostPlatform = mkOption {
      type = platform;
      apply = elaborate;
      example = "x86_64-linux";
      description = "The system that runs this configuration.";
    };
    buildPlatform = mkOption {
      type = platform;
      default = cfg.hostPlatform;
      defaultText = lib.literalExpression "config.nixpkgs.hostPlatform";
      apply =
        given:
        let
          build = elaborate given;
        in
        if lib.systems.equals build cfg.hostPlatform then cfg.hostPlatform else build;
      description = "The system that builds it.";
    };
    localSystem = mkOption {
      type = types.attrs;
      default = { inherit (cfg) system; };
      defaultText = lib.literalExpression "{ inherit (config.nixpkgs) system; }";
      apply = elaborate;
      description = "The older way to say what builds it.";
    };
    crossSystem = maybe types.attrs "The older way to say what runs it.";
    system = need types.str "The oldest way to say which system it is for." // {
      defaultText = lib.literalMD "the argument `system` of `nixosSystem`";
    };
    flake = {
      source = maybe (types.either types.str types.path) "Folder of the nixpkgs that evaluates this configuration.";
      setNixPath = opt types.bool (cfg.flake.source != null) "Whether `<nixpkgs>` is that nixpkgs.";
      setFlakeRegistry = opt types.bool (cfg.flake.source != null) "Whether the flake `nixpkgs` is that nixpkgs.";
    };
  };

  config = {
    _module.args = {
      pkgs = lib.mkOverride (lib.modules.defaultOverridePriority or 100) set;
      pkgs_i686 = set.pkgsi686Linux;
    };
    assertions = [
      {
        assertion = !options.nixpkgs.pkgs.isDefined || cfg.config == { } || cfg.pkgs.config or { } == cfg.config;
        message = ''
          Your system configures nixpkgs with an externally created instance.
          `nixpkgs.config` options should be passed when creating the instance instead.
        '';
      }
    ];
  };
}
