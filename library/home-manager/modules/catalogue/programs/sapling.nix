# `programs.sapling`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt strings;
  ini = pkgs.formats.ini { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Preferences" else config.xdg.configHome;
in
lib.hm.library.program args "sapling" {
  nullable = true;
  options = {
    userName = need types.str "Name in commits.";
    userEmail = need types.str "Address in commits.";
    aliases = strings "Aliases by name.";
    extraConfig = opt (types.attrsOf types.anything) { } "More of {file}`sapling/sapling.conf`.";
    iniContent = opt ini.type { } "Settings of other modules." // {
      internal = true;
    };
  };
  config =
    cfg:
    let
      content = lib.foldl' lib.recursiveUpdate { ui.username = "${cfg.userName} <${cfg.userEmail}>"; } [
        (lib.optionalAttrs (cfg.aliases != { }) { alias = cfg.aliases; })
        cfg.extraConfig
        cfg.iniContent
      ];
    in
    {
      home.file."${folder}/sapling/sapling.conf".source = ini.generate "sapling.conf" content;
    };
}
