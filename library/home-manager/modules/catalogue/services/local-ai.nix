# `services.local-ai`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "local-ai" {
  title = "LocalAI";
  install = false;
  options.environment = lib.hm.library.strings "Variables of its environment.";
  config = cfg: {
    systemd.user.services.local-ai = {
      Unit = {
        Description = "Server for local large language models";
        After = [ "network.target" ];
      };
      Service = {
        ExecStart = lib.getExe cfg.package;
        Environment = lib.mapAttrsToList (name: value: "${name}=${value}") cfg.environment;
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
