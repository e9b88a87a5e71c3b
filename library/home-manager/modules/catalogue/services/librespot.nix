# `services.librespot`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  folder =
    base: variable:
    described ''"''$${variable}/librespot"'' (opt (types.nullOr types.path) "${base}/librespot" "Folder of its data.");
  flag =
    name: value:
    if value == null || value == false then
      [ ]
    else if value == true then
      [ "--${name}" ]
    else
      [ "--${name}=${toString value}" ];
  inherit (config.services.librespot) settings;
in
lib.hm.library.service args "librespot" {
  title = "a speaker of Spotify Connect";
  options = {
    settings = opt (types.submodule {
      freeformType = with types; attrsOf (nullOr (oneOf [ bool str int path ]));
      options = {
        cache = folder config.xdg.cacheHome "XDG_CACHE_HOME";
        system-cache = folder config.xdg.stateHome "XDG_STATE_HOME";
      };
    }) { } "Its arguments by name.";
    args =
      described "[ ]" (
        opt (types.listOf types.str) (lib.concatLists (lib.mapAttrsToList flag settings)) "The arguments."
      )
      // {
        internal = true;
      };
  };
  config = cfg: {
    systemd.user.services.librespot = {
      Unit.Description = "Librespot (an open source Spotify client)";
      Service = {
        ExecStart = pkgs.writeShellScript "librespot" ''
          exec '${cfg.package}/bin/librespot' ${lib.escapeShellArgs cfg.args}
        '';
        Restart = "always";
        RestartSec = 12;
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
