# `services.pueue`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  format = pkgs.formats.yaml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.service args "pueue" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`pueue/pueue.yml`.";
  config =
    cfg:
    let
      file = format.generate "pueue.yaml" ({ shared = { }; } // cfg.settings);
      daemon = "${cfg.package}/bin/pueued";
    in
    {
      home.file."${folder}/pueue/pueue.yml".source = file;
      systemd.user.services.pueued = mkIf (cfg.package != null) {
        Unit.Description = "Pueue Daemon - CLI process scheduler and manager";
        Service = {
          Restart = "on-failure";
          ExecStart = "${daemon} -v -c ${file}";
        };
        Install.WantedBy = [ "default.target" ];
      };
      launchd.agents.pueued = mkIf (cfg.package != null) {
        enable = true;
        config = {
          ProgramArguments = [
            daemon
            "-v"
            "-c"
            "${file}"
          ];
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
