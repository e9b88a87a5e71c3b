# `system`: the release, the name and the state version of a host.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; }) described maybe opt words;
  cfg = config.system.nixos;
  fixed = type: value: description: opt type value description // { readOnly = true; };
in
{
  options.system = {
    stateVersion = mkOption {
      type = types.str // {
        check = value: types.str.check value && builtins.match "[0-9]{2}\\.[0-9]{2}" value != null;
      };
      default = cfg.release;
      defaultText = lib.literalExpression "config.system.nixos.release";
      description = "The release of the host's first installation; it decides defaults that older data depend on, and stays when the host is updated.";
    };
    configurationRevision = maybe types.str "Revision of the host's configuration.";
    name =
      described
        "if config.networking.hostName == \"\" then \"unnamed\" else config.networking.hostName;\n"
        (
          opt types.str (
            if config.networking.hostName == "" then "unnamed" else config.networking.hostName
          ) "Name of the host in that of its package."
        );
    nixos = {
      release = fixed types.str lib.trivial.release "The release.";
      version = opt types.str cfg.release "The whole version." // { internal = true; };
      versionSuffix = opt types.str "" "What comes after the release." // { internal = true; };
      revision = maybe types.str "Revision of nixpkgs." // { internal = true; };
      codeName = fixed types.str (lib.trivial.codeName or "") "The release's name.";
      distroId = opt types.str "nixos" "Name of the distribution for programs." // { internal = true; };
      distroName = opt types.str "NixOS" "Name of the distribution." // { internal = true; };
      label = mkOption {
        type = types.strMatching "[a-zA-Z0-9:_\\.-]*";
        default = lib.concatStringsSep "-" (lib.sort (a: b: a < b) cfg.tags ++ [ cfg.version ]);
        defaultText = lib.literalMD "the tags and the version";
        description = "Name of the host in boot menus.";
      };
      tags = words "Words in front of the label.";
      variant_id = maybe (types.strMatching "^[a-z0-9._-]+$") "Name of the edition, for programs.";
      variantName = maybe types.str "Name of the edition." // { internal = true; };
    };
  };

  config.environment.etc.os-release.text = ''
    ID=${cfg.distroId}
    NAME=${cfg.distroName}
    PRETTY_NAME="${cfg.distroName} ${cfg.release}"
    VERSION_ID="${cfg.release}"
  '';
}
