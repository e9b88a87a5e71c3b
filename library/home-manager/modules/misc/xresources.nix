# `xresources`: settings of older X programs.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt text;
  cfg = config.xresources;
  atom =
    with types;
    oneOf [
      bool
      int
      float
      str
    ];
  show =
    value:
    if lib.isBool value then
      lib.boolToString value
    else if lib.isList value then
      lib.concatMapStringsSep ", " (
        element:
        if lib.isList element then
          throw "xresources: lists may not have lists in them"
        else
          show element
      ) value
    else
      toString value;
  properties = lib.mapAttrsToList (name: value: "${name}: ${show value}") (
    if cfg.properties == null then { } else cfg.properties
  );
  merge = "${lib.getExe pkgs.xrdb} -merge ${cfg.path}";
in
{
  options.xresources = {
    properties = maybe (types.attrsOf (types.either atom (types.listOf atom))) "Resources by name.";
    extraConfig = text "More text of the file, in front.";
    path = opt types.str "${config.home.homeDirectory}/.Xresources" "The file." // {
      defaultText = "$HOME/.Xresources";
    };
  };

  config = lib.mkIf (properties != [ ] || cfg.extraConfig != "") {
    home.file.${cfg.path} = {
      text =
        lib.concatStringsSep "\n" (lib.optional (cfg.extraConfig != "") cfg.extraConfig ++ properties) + "\n";
      onChange = ''
        if [[ -v DISPLAY ]]; then
          ${merge}
        fi
      '';
    };
    xsession.profileExtra = merge;
  };
}
