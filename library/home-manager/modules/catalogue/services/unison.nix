# `services.unison`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described need opt;
  two =
    type:
    let
      list = types.addCheck (types.listOf type) (values: lib.length values == 2);
    in
    list // { description = "${list.description} of length 2"; };
  arguments = {
    repeat = "watch";
    sshcmd = "${pkgs.openssh}/bin/ssh";
    ui = "text";
    auto = "true";
    batch = "true";
    # systemd has the log.
    log = "false";
  };
  pair = types.submodule {
    options = {
      stateDirectory = described ''"$XDG_DATA_HOME/unison"'' (
        opt types.path "${config.xdg.dataHome}/unison" "Folder of what Unison keeps."
      );
      commandOptions = described ''
        {
          repeat = "watch";
          sshcmd = "''${pkgs.openssh}/bin/ssh";
          ui = "text";
          auto = "true";
          batch = "true";
          log = "false"; # don't log to file, handled by systemd
        }
      '' (opt (with types; attrsOf (either str (listOf str))) arguments "Its arguments by name, above these.") // {
        apply = lib.mergeAttrs arguments;
      };
      roots = need (two types.str) "The two folders.";
    };
  };
  argument = name: values: map (value: lib.escapeShellArg "-${name}=${lib.escape [ "=" ] value}") (lib.toList values);
in
lib.hm.library.service args "unison" {
  title = "folders that Unison keeps alike";
  install = false;
  options.pairs = opt (types.attrsOf pair) { } "The folders.";
  config =
    cfg:
    let
      unit = name: "unison-pair-${name}";
      each = make: lib.mapAttrs' (name: pair: lib.nameValuePair (unit name) (make name pair)) cfg.pairs;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.unison" pkgs lib.platforms.linux) ];
      systemd.user.services = each (
        name: pair: {
          Unit.Description = "Unison pair sync (${name})";
          Service = {
            CPUSchedulingPolicy = "idle";
            IOSchedulingClass = "idle";
            Environment = [ "UNISON='${toString pair.stateDirectory}'" ];
            ExecStart = ''
              ${cfg.package}/bin/unison \
                ${toString (lib.mapAttrsToList argument pair.commandOptions)} \
                ${toString (map lib.escapeShellArg pair.roots)}
            '';
          };
        }
      );
      systemd.user.timers = each (
        name: _: {
          Unit.Description = "Unison pair sync auto-restart (${name})";
          Timer = {
            Unit = "${unit name}.service";
            OnActiveSec = 1;
            OnUnitInactiveSec = 60;
          };
          Install.WantedBy = [ "timers.target" ];
        }
      );
    };
}
