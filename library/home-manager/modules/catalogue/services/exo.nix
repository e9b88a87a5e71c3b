# `services.exo`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) strings words;
in
lib.hm.library.service args "exo" {
  title = "a node of exo's cluster";
  options = {
    environmentVariables = strings "Variables of its environment.";
    extraArgs = words "Further arguments.";
  };
  config =
    cfg:
    let
      command = [ (lib.getExe cfg.package) ] ++ cfg.extraArgs;
    in
    {
      systemd.user.services.exo = {
        Unit = {
          Description = "exo local AI cluster node";
          After = [ "network.target" ];
        };
        Service = {
          ExecStart = lib.escapeShellArgs command;
          Environment = lib.mapAttrsToList (name: value: "${name}=${value}") cfg.environmentVariables;
          Restart = "on-failure";
        };
        Install.WantedBy = [ "default.target" ];
      };
      launchd.agents.exo = {
        enable = true;
        config = {
          ProgramArguments = command;
          EnvironmentVariables = cfg.environmentVariables;
          KeepAlive = {
            Crashed = true;
            SuccessfulExit = false;
          };
          ProcessType = "Background";
          RunAtLoad = true;
        };
      };
    };
}
