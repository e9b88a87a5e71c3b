# `services.ollama`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt strings;
  kinds = [
    false
    "rocm"
    "cuda"
    "vulkan"
  ];
in
lib.hm.library.service args "ollama" {
  title = "the server of language models Ollama";
  install = false;
  options = {
    host = opt types.str "127.0.0.1" "Address that it listens at.";
    port = opt types.port 11434 "Its port.";
    acceleration = maybe (types.enum kinds) "What graphics cards it is built for; null is what its package has.";
    environmentVariables = strings "Variables of its environment.";
  };
  config =
    cfg:
    let
      package =
        if cfg.acceleration == null then cfg.package else cfg.package.override { inherit (cfg) acceleration; };
      address = "${cfg.host}:${toString cfg.port}";
    in
    {
      home.packages = [ package ];
      systemd.user.services.ollama = {
        Unit = {
          Description = "Server for local large language models";
          After = [ "network.target" ];
        };
        Service = {
          ExecStart = "${lib.getExe package} serve";
          Environment = lib.mapAttrsToList (name: value: "${name}=${value}") cfg.environmentVariables ++ [
            "OLLAMA_HOST=${address}"
          ];
        };
        Install.WantedBy = [ "default.target" ];
      };
      launchd.agents.ollama = {
        enable = true;
        config = {
          ProgramArguments = [
            (lib.getExe package)
            "serve"
          ];
          EnvironmentVariables = cfg.environmentVariables // {
            OLLAMA_HOST = address;
          };
          KeepAlive = {
            Crashed = true;
            SuccessfulExit = false;
          };
          ProcessType = "Background";
        };
      };
    };
}
