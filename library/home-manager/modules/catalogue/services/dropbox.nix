# `services.dropbox`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) described opt;
  home = config.home.homeDirectory;
  # Dropbox has this for its home, so that the links in the home of the user are ours.
  base = "${home}/.dropbox-hm";
  inherit (pkgs) coreutils;
in
lib.hm.library.service args "dropbox" {
  package = "dropbox-cli";
  title = "the synchronisation of Dropbox";
  options.path =
    described ''"''${config.home.homeDirectory}/Dropbox"'' (opt lib.types.path "${home}/Dropbox" "Folder that it keeps.")
    // {
      apply = toString;
    };
  config =
    cfg:
    let
      dropbox = lib.getExe' cfg.package "dropbox";
      path = lib.escapeShellArg cfg.path;
      start = pkgs.writeShellScript "dropbox-start" ''
        ${coreutils}/bin/mkdir -p ${base}/{.dropbox,.dropbox-dist,Dropbox}
        if [[ ! -d ${home}/.dropbox ]]; then
          ${coreutils}/bin/ln -s ${base}/.dropbox ${home}/.dropbox
        fi
        if [[ ! -d ${path} ]]; then
          ${coreutils}/bin/ln -s ${base}/Dropbox ${path}
        fi
        if [[ ! -f $HOME/.dropbox-dist/VERSION ]]; then
          ${coreutils}/bin/yes | ${dropbox} update
        fi
        ${dropbox} start
      '';
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.dropbox" pkgs lib.platforms.linux) ];
      systemd.user.services.dropbox = {
        Unit.Description = "dropbox";
        Service = {
          Environment = [ "HOME=${base}" "DISPLAY=" ];
          Type = "forking";
          PIDFile = "${base}/.dropbox/dropbox.pid";
          Restart = "on-failure";
          PrivateTmp = true;
          ProtectSystem = "full";
          Nice = 10;
          ExecStart = toString start;
          ExecReload = "${coreutils}/bin/kill -HUP $MAINPID";
          ExecStop = "${dropbox} stop";
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
