# `services.grobi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt words;
  value = with types; either str (either bool (either int (listOf str)));
in
lib.hm.library.service args "grobi" {
  title = "the screens of grobi";
  install = false;
  options = {
    executeAfter = words "Commands behind a change.";
    rules = opt (types.listOf (types.attrsOf value)) [ ] "What holds for which screens.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.grobi" pkgs lib.platforms.linux) ];
    xdg.configFile."grobi.conf".text = builtins.toJSON {
      execute_after = cfg.executeAfter;
      inherit (cfg) rules;
    };
    systemd.user.services.grobi = lib.hm.library.sessionService {
      description = "grobi display auto config daemon";
      exec = "${lib.getExe cfg.package} watch -v";
      service = {
        Type = "simple";
        Restart = "always";
        RestartSec = "2s";
        Environment = [ "PATH=${pkgs.xrandr}/bin:${pkgs.bash}/bin" ];
      };
    };
  };
}
