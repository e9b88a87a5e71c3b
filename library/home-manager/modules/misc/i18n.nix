# `i18n.glibcLocales`: where programs of the profile find their locales.
{
  config,
  lib,
  nixosConfig,
  pkgs,
  ...
}:
let
  inherit (config.i18n) glibcLocales;
  archive = "${glibcLocales}/lib/locale/locale-archive";
  variables =
    if lib.versionAtLeast glibcLocales.version "2.27" then
      { LOCALE_ARCHIVE_2_27 = archive; }
    else
      { LOCALE_ARCHIVE_2_11 = archive; };
in
{
  options.i18n.glibcLocales = lib.mkOption {
    type = lib.types.path;
    default = nixosConfig.i18n.glibcLocales or pkgs.glibcLocales;
    defaultText = lib.literalExpression "nixosConfig.i18n.glibcLocales or pkgs.glibcLocales";
    description = "Package with the locales; in NixOS the host's.";
  };

  config = lib.mkIf pkgs.stdenv.hostPlatform.isLinux {
    home.sessionVariables = variables;
    systemd.user.sessionVariables = variables;
  };
}
