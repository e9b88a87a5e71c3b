# `services.xsettingsd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  own = config.services.xsettingsd;
  show =
    value:
    if lib.isString value then
      "\"${value}\""
    else if lib.isBool value then
      (if value then "1" else "0")
    else
      toString value;
  lines = lib.concatStrings (lib.mapAttrsToList (name: value: "${name} ${show value}\n") own.settings);
  file = if own.settings == { } then null else pkgs.writeText "xsettingsd.conf" lines;
in
lib.hm.library.service args "xsettingsd" {
  title = "settings of X programs";
  install = false;
  options = {
    settings = opt (with types; attrsOf (oneOf [ bool int str ])) { } "Settings by name.";
    configFile = opt (types.nullOr types.package) file "The file that is made of them." // {
      internal = true;
      readOnly = true;
    };
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.xsettingsd" pkgs lib.platforms.linux) ];
    systemd.user.services.xsettingsd = lib.hm.library.sessionService {
      description = "xsettingsd";
      after = [ "graphical-session-pre.target" ];
      exec =
        "${cfg.package}/bin/xsettingsd"
        + lib.optionalString (cfg.configFile != null) " -c ${lib.escapeShellArg cfg.configFile}";
      service = {
        Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
        Restart = "on-abort";
      };
    };
  };
}
