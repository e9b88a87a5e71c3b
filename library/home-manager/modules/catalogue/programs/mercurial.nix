# `programs.mercurial`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) need opt words;
  ini = pkgs.formats.ini { };
in
lib.hm.library.program args "mercurial" {
  options = {
    userName = need types.str "Name in commits.";
    userEmail = need types.str "Address in commits.";
    aliases = opt (types.attrsOf types.anything) { } "Aliases by name.";
    extraConfig = opt (types.either (types.attrsOf types.anything) types.lines) { } "More of {file}`hg/hgrc`.";
    iniContent = opt ini.type { } "Settings of other modules." // {
      internal = true;
    };
    ignores = words "Globs of files that are ignored.";
    ignoresRegexp = words "Regular expressions of such files.";
  };
  config =
    cfg:
    let
      ignored = cfg.ignores != [ ] || cfg.ignoresRegexp != [ ];
      isText = lib.isString cfg.extraConfig;
      content = lib.foldl' lib.recursiveUpdate { ui.username = "${cfg.userName} <${cfg.userEmail}>"; } [
        (lib.optionalAttrs ignored { ui.ignore = "${config.xdg.configHome}/hg/hgignore_global"; })
        (lib.optionalAttrs (cfg.aliases != { }) { alias = cfg.aliases; })
        (lib.optionalAttrs (!isText) cfg.extraConfig)
        cfg.iniContent
      ];
    in
    {
      xdg.configFile = {
        "hg/hgrc" = {
          source = ini.generate "hgrc" content;
          text = mkIf isText cfg.extraConfig;
        };
        "hg/hgignore_global" = mkIf ignored {
          text = lib.concatLines ([ "syntax: glob" ] ++ [ (lib.concatStringsSep "\n" cfg.ignores) ] ++ [ "syntax: regexp" ] ++ [ (lib.concatStringsSep "\n" cfg.ignoresRegexp) ]);
        };
      };
    };
}
