# `time`, `i18n`, `console` and `location`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    flag
    maybe
    opt
    packages
    words
    ;
  cfg = config.i18n;
  coordinate = what: mkOption {
    type = types.float;
    description = "The ${what} of the host.";
  };
  charset = locale: if lib.hasInfix "." locale then lib.last (lib.splitString "." locale) else "UTF-8";
in
{
  options = {
    time = {
      timeZone = maybe (
        types.addCheck types.str (zone: !lib.hasInfix " " zone)
        // {
          description = "null or string without spaces";
        }
      ) "The time zone, as {command}`timedatectl list-timezones` has it; `null`: set by hand.";
      hardwareClockInLocalTime = flag "Whether the hardware's clock has the local time.";
    };
    location = {
      latitude = coordinate "latitude";
      longitude = coordinate "longitude";
      provider = opt (types.enum [
        "manual"
        "geoclue2"
      ]) "manual" "Where the place is known from.";
    };
    i18n = {
      glibcLocales = opt types.path (pkgs.glibcLocales.override {
        allLocales = lib.any (locale: locale == "all") cfg.supportedLocales;
        locales = cfg.supportedLocales;
      }) "Package with the locales.";
      defaultLocale = opt types.str "en_US.UTF-8" "The language.";
      defaultCharset = opt types.str "UTF-8" "The character set of locales that do not name one.";
      extraLocales = opt (types.either (types.listOf types.str) (types.enum [ "all" ])) [ ] "More locales that are there.";
      extraLocaleSettings = opt (types.attrsOf types.str) { } "Languages by what they are for.";
      supportedLocales = opt (types.listOf types.str) (lib.unique (
        map (locale: "${locale}/${charset locale}") (
          [
            "C.UTF-8"
            "en_US.UTF-8"
            cfg.defaultLocale
          ]
          ++ lib.attrValues (
            lib.filterAttrs (name: _: name != "LANGUAGE") cfg.extraLocaleSettings
          )
          ++ lib.optionals (lib.isList cfg.extraLocales) cfg.extraLocales
        )
      )) "Locales that are there.";
      inputMethod = {
        enable = flag "Whether there is a method for other scripts.";
        type = maybe (types.enum [
          "ibus"
          "fcitx5"
          "nabi"
          "uim"
          "hime"
          "kime"
        ]) "Which.";
        fcitx5 = {
          addons = packages "Its additions.";
          waylandFrontend = flag "Whether it speaks Wayland only.";
        };
        ibus.engines = packages "Its engines.";
      };
    };
    console = {
      enable = enabled "Whether there is a text console.";
      font = opt (types.nullOr (types.either types.str types.path)) null "Its font.";
      keyMap = opt (types.either types.str types.path) "us" "Its keyboard.";
      useXkbConfig = flag "Whether its keyboard is that of X.";
      earlySetup = flag "Whether it is set up in the first root.";
      colors = words "Its colours.";
      packages = packages "Packages with fonts and keyboards.";
    };
  };

  config = {
    environment.sessionVariables = {
      LANG = cfg.defaultLocale;
      LOCALE_ARCHIVE = "/run/current-system/sw/lib/locale/locale-archive";
    }
    // cfg.extraLocaleSettings;
    environment.etc."locale.conf".text =
      "LANG=${cfg.defaultLocale}\n"
      + lib.concatStrings (lib.mapAttrsToList (n: v: "${n}=${v}\n") cfg.extraLocaleSettings);
    environment.etc.localtime = lib.mkIf (config.time.timeZone != null) {
      source = "/etc/zoneinfo/${config.time.timeZone}";
      mode = "direct-symlink";
    };
  };
}
