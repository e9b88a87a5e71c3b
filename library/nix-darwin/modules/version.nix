# Versions of nix-darwin and nixpkgs, and that of the first installation.
{
  config,
  lib,
  options,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    internal
    maybe
    need
    opt
    ;
  cfg = config.system;
  source = config.nixpkgs.source;
  # Whether the source is that of the packages, and says which version it is.
  chosen = options.nixpkgs.source.highestPrio < (lib.mkDefault null).priority;
  known = lib.isAttrs source && (source._type or "" == "flake" || lib.isString (source.rev or null));
  revised = known && (chosen || config.nixpkgs.constructedByUs);
  fixed = option: option // { readOnly = true; };
in
{
  options.system = {
    stateVersion =
      opt (types.ints.between 1 cfg.maxStateVersion) cfg.maxStateVersion
        "The version of the first installation; it decides defaults that older data depend on.";
    maxStateVersion = internal (opt types.int 7 "The newest of these versions.");
    darwinLabel = need types.str "Name of the system.";
    darwinRelease = fixed (opt types.str lib.trivial.release "The release.");
    darwinVersion = internal (opt types.str (cfg.darwinRelease + cfg.darwinVersionSuffix) "The version.");
    darwinVersionSuffix = internal (
      opt types.str (lib.optionalString (cfg.darwinRevision != null) ".${lib.substring 0 7 cfg.darwinRevision}") "End of the version."
    );
    darwinRevision = internal (maybe types.str "Revision of nix-darwin.");
    nixpkgsRelease = fixed (opt types.str lib.trivial.release "The release of nixpkgs.");
    nixpkgsVersion = internal (opt types.str (cfg.nixpkgsRelease + cfg.nixpkgsVersionSuffix) "The version of nixpkgs.");
    nixpkgsVersionSuffix = internal (
      opt types.str (
        if revised then
          lib.concatMapStrings (part: ".${part}") [
            (lib.substring 0 8 (source.lastModifiedDate or (toString (source.lastModified or 19700101))))
            (source.shortRev or "dirty")
          ]
        else
          lib.trivial.versionSuffix
      ) "End of the version of nixpkgs."
    );
    nixpkgsRevision = internal (
      opt (types.nullOr types.str) (
        if revised && source ? rev then source.rev else lib.trivial.revisionWithDefault null
      ) "Revision of nixpkgs."
    );
    configurationRevision = maybe types.str "Revision of the configuration.";
  };

  config = {
    system.darwinLabel = lib.mkDefault cfg.darwinVersion;
    assertions = [
      {
        assertion = options.system.stateVersion.highestPrio != (lib.mkOptionDefault { }).priority;
        message = "`system.stateVersion` is not set. For a new installation it is ${toString cfg.maxStateVersion}; later it stays as it is.";
      }
    ];
  };
}
