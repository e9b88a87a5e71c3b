# `programs.ledger`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt text;
  show =
    name: value:
    if lib.isBool value then lib.optionalString value "--${name}" else "--${name} ${toString value}";
in
lib.hm.library.program args "ledger" {
  nullable = true;
  options = {
    settings = opt (with types; attrsOf (oneOf [ bool int str (listOf str) ])) { } "Arguments, in {file}`ledger/ledgerrc`.";
    extraConfig = text "More text of that file.";
  };
  config = cfg: {
    xdg.configFile."ledger/ledgerrc" = lib.mkIf (cfg.settings != { } || cfg.extraConfig != "") {
      text =
        lib.generators.toKeyValue {
          mkKeyValue = show;
          listsAsDuplicateKeys = true;
        } cfg.settings
        + cfg.extraConfig;
    };
  };
}
