# The module of a browser made of Firefox, `programs.NAME`: what `programs.firefox` does, with files in `folder`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
{
  name,
  title,
  package,
  # Below the home folder; on macOS below `Library/Application Support`.
  folder,
  macFolder ? title,
  options ? { },
  extra ? (_: { }),
}:
let
  browser = config.programs.${name};
  firefox = import ../programs/firefox.nix (
    args
    // {
      config = config // {
        programs = config.programs // {
          firefox = browser;
        };
      };
      options = { };
    }
  );
  # What it defines when it is enabled.
  its = firefox.config.content;
  said = builtins.replaceStrings [ "programs.firefox." " Firefox " ] [ "programs.${name}." " ${title} " ];
in
{
  options.programs.${name} =
    firefox.options.programs.firefox
    // {
      enable = lib.mkEnableOption title;
      package = lib.mkPackageOption pkgs package { nullable = true; };
      finalPackage =
        lib.hm.library.opt (lib.types.nullOr lib.types.package) its.programs.firefox.finalPackage "The browser as it is installed."
        // {
          readOnly = true;
        };
      policies = firefox.options.programs.firefox.policies // {
        apply =
          given:
          if browser.languagePacks == [ ] then
            given
          else
            lib.recursiveUpdate its.programs.firefox.policies.content given;
      };
      darwinDefaultsId = lib.hm.library.maybe lib.types.str "Name of its settings on macOS.";
      configPath =
        lib.hm.library.opt lib.types.str (
          if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support/${macFolder}" else folder
        ) "Folder of its files, below the home."
        // {
          internal = true;
        };
    }
    // options;
  config = lib.mkIf browser.enable {
    assertions = map (a: a // { message = said a.message; }) its.assertions;
    home = lib.mkMerge [
      its.home
      (extra browser)
    ];
    inherit (its) mozilla;
  };
}
