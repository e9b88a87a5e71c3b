# `programs.khard`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) concatMapStringsSep concatStringsSep types;
  inherit (lib.hm.library) opt;
  accounts = lib.filter (a: a.khard.enable) (lib.attrValues config.accounts.contact.accounts);
  toINI = lib.generators.toINI {
    mkKeyValue = lib.generators.mkKeyValueDefault {
      mkValueString =
        value:
        if lib.isList value then
          concatStringsSep ", " value
        else if lib.isBool value then
          lib.hm.booleans.yesNo value
        else
          value;
    } "=";
  };
  book =
    { name, local, ... }:
    folder: ''
      [[${name}${lib.optionalString (folder != "") "-${folder}"}]]
      path = ${toString (/. + "${local.path}/${folder}")}
    '';
  books =
    a:
    if a.khard.type == "discover" then
      ''
        [[${a.name}]]
        path = ${a.local.path}/${a.khard.glob}
        type = discover
      ''
    else
      concatMapStringsSep "\n" (book a) a.khard.addressbooks;
  settings = types.submodule {
    freeformType = with types; attrsOf (attrsOf (oneOf [ bool str (listOf str) ]));
    options.general.default_action = opt types.str "list" "What is done where nothing is said.";
  };
in
lib.hm.library.program args "khard" {
  options.settings = opt settings { } "Contents of {file}`khard/khard.conf`.";
  config = cfg: {
    xdg.configFile."khard/khard.conf".text = ''
      [addressbooks]
      ${concatMapStringsSep "\n" books accounts}

      ${toINI cfg.settings}
    '';
  };
}
