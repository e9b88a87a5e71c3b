# `programs.htop`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  ids = import ../parts/htop-fields.nix { inherit lib; };
  atom = types.either types.int types.str;
  line =
    name: value:
    "${name}=${
      if lib.isBool value then
        (if value then "1" else "0")
      else if lib.isList value then
        lib.concatMapStringsSep " " toString value
      else
        toString value
    }";
  lines = lib.mapAttrsToList line;
in
lib.hm.library.program args "htop" {
  options.settings = opt (with types; attrsOf (oneOf [ bool int str (listOf atom) ])) { } "Settings of {file}`htop/htoprc`; `config.lib.htop` has the names of fields and meters.";
  config =
    cfg:
    let
      fields = if pkgs.stdenv.hostPlatform.isDarwin then lib.remove ids.fields.M_SHARE ids.defaultFields else ids.defaultFields;
      first = lib.filterAttrs (name: _: name == "header_layout") cfg.settings;
      rest = { inherit fields; } // removeAttrs cfg.settings [ "header_layout" ];
    in
    {
      lib.htop = ids;
      xdg.configFile.htop = mkIf (cfg.settings != { }) {
        source = pkgs.writeTextDir "htoprc" (lib.concatLines (lines first ++ lines rest));
      };
    };
}
