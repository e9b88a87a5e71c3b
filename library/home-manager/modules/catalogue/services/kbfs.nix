# `services.kbfs`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt words;
in
lib.hm.library.service args "kbfs" {
  title = "the files of Keybase";
  options = {
    mountPoint = opt lib.types.str "keybase" "Where they are, below the home directory.";
    extraFlags = words "Further arguments.";
  };
  config =
    cfg:
    let
      mountPoint = ''"%h/${cfg.mountPoint}"'';
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.kbfs" pkgs lib.platforms.linux) ];
      services.keybase.enable = true;
      systemd.user.services.kbfs = {
        Unit = {
          Description = "Keybase File System";
          Requires = [ "keybase.service" ];
          After = [ "keybase.service" ];
        };
        Service = {
          Environment = [ "PATH=/run/wrappers/bin" "KEYBASE_SYSTEMD=1" ];
          ExecStartPre = "${pkgs.coreutils}/bin/mkdir -p ${mountPoint}";
          ExecStart = "${lib.getExe' cfg.package "kbfsfuse"} ${toString cfg.extraFlags} ${mountPoint}";
          ExecStopPost = "/run/wrappers/bin/fusermount -u ${mountPoint}";
          Restart = "on-failure";
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
