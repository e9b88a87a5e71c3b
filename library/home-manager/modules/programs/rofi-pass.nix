# `programs.rofi.pass`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) optionalString;
  cfg = config.programs.rofi.pass;
in
{
  options.programs.rofi.pass = {
    enable = lib.mkEnableOption "passwords of the password store in Rofi";
    package = lib.mkPackageOption pkgs "rofi-pass" { nullable = true; };
    stores = lib.hm.library.words "Folders of passwords.";
    extraConfig = lib.hm.library.text "More text of {file}`rofi-pass/config`.";
  };
  config = lib.mkIf cfg.enable {
    home.packages = lib.mkIf (cfg.package != null) [ cfg.package ];
    xdg.configFile."rofi-pass/config".text =
      optionalString (cfg.stores != [ ]) "root=${lib.concatStringsSep ":" cfg.stores}\n"
      + optionalString (cfg.extraConfig != "") "${cfg.extraConfig}\n";
  };
}
