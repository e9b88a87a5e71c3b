# The version of Home Manager, and the one that a user's state is of.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  versions = [
    "18.09"
    "19.03"
    "19.09"
    "20.03"
    "20.09"
    "21.03"
    "21.05"
    "21.11"
    "22.05"
    "22.11"
    "23.05"
    "23.11"
    "24.05"
    "24.11"
    "25.05"
    "25.11"
    "26.05"
    "26.11"
  ];
  cfg = config.home.version;
  fixed =
    type: default: description:
    mkOption {
      inherit default description type;
      internal = true;
      readOnly = true;
    };
in
{
  options.home = {
    stateVersion = mkOption {
      type = types.enum versions;
      description = ''
        The release whose defaults hold. Defaults that would not fit files of an earlier
        release change only with this version, so it stays when Home Manager is updated.
      '';
    };
    version = {
      full = fixed types.str (
        cfg.release + lib.optionalString (cfg.revision != null) "+${lib.substring 0 8 cfg.revision}"
      ) "The whole version.";
      release = fixed types.str "26.11" "The release.";
      isReleaseBranch = fixed types.bool false "Whether this is of a release's branch.";
      revision = mkOption {
        type = types.nullOr types.str;
        default = null;
        internal = true;
        description = "The revision in the history of Home Manager.";
      };
    };
  };
}
