# Chromium and the browsers made of it: `programs.chromium`, `programs.brave`, ...
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (lib.hm.library)
    described
    flag
    maybe
    opt
    packages
    words
    ;
  inherit (pkgs.stdenv.hostPlatform) isDarwin isLinux;
  # Where each keeps its settings: on Linux, and on Darwin if it is another folder.
  browsers = {
    chromium = [ "chromium" "Chromium" ];
    google-chrome = [ "google-chrome" "Google/Chrome" ];
    google-chrome-beta = [ "google-chrome-beta" "Google/Chrome Beta" ];
    google-chrome-dev = [ "google-chrome-dev" "Google/Chrome Dev" ];
    brave = [ "BraveSoftware/Brave-Browser" "BraveSoftware/Brave-Browser" ];
    brave-origin = [ "BraveSoftware/Brave-Origin" "BraveSoftware/Brave-Origin" ];
    vivaldi = [ "vivaldi" "vivaldi" ];
    microsoft-edge = [ "microsoft-edge" "Microsoft Edge" ];
  };
  isGoogle = lib.hasPrefix "google-chrome";
  takesPlasma = browser: isLinux && browser == "google-chrome";
  webStore = "https://clients2.google.com/service/update2/crx";
  extension = types.coercedTo types.str (id: { inherit id; }) (types.submodule {
    options = {
      id = opt (types.strMatching "[a-zA-Z]{32}") "" "Its identity.";
      updateUrl = opt types.str webStore "Where it comes from.";
      crxPath = maybe types.path "Its file.";
      version = maybe types.str "Its version.";
    };
  });

  optionsOf =
    browser:
    let
      # The manual describes one of them.
      quiet = option: option // { visible = browser == "chromium"; };
    in
    lib.mapAttrs (_: quiet) (
      {
        enable = flag "Whether the browser is installed." // { example = true; };
        package = described "pkgs.${browser}" (
          opt (types.nullOr types.package) pkgs.${browser} "The package."
        );
        finalPackage = mkOption {
          type = types.nullOr types.package;
          readOnly = true;
          description = "The package with its arguments.";
        };
        commandLineArgs = words "Arguments.";
        dictionaries = packages "Dictionaries.";
        extensions = opt (types.listOf extension) [ ] "Extensions.";
      }
      // lib.optionalAttrs (takesPlasma browser) {
        plasmaSupport = flag "Whether it works with Plasma." // { example = true; };
        plasmaBrowserIntegrationPackage = lib.mkPackageOption pkgs.kdePackages "plasma-browser-integration" {
          pkgsText = "pkgs.kdePackages";
        };
      }
    )
    // {
      nativeMessagingHosts = packages "Programs that it may talk to.";
    };

  configOf =
    browser:
    let
      cfg = config.programs.${browser};
      named = if cfg.package == null then browser else lib.getName cfg.package;
      # The folder is that of the browser that is really there.
      actual = if browsers ? ${named} then named else browser;
      folders = browsers.${actual};
      folder =
        if isDarwin then
          "Library/Application Support/${lib.last folders}"
        else
          "${config.xdg.configHome}/${lib.head folders}";
      usesPlasma = takesPlasma browser && cfg.plasmaSupport;
      hosts = lib.unique (
        cfg.nativeMessagingHosts ++ lib.optional usesPlasma cfg.plasmaBrowserIntegrationPackage
      );
      changes =
        lib.optionalAttrs (cfg.commandLineArgs != [ ]) {
          commandLineArgs = toString cfg.commandLineArgs;
        }
        // lib.optionalAttrs usesPlasma {
          plasmaSupport = true;
          inherit (pkgs) kdePackages;
        };
      isFromStore = one: one.crxPath == null && one.version == null && one.updateUrl == webStore;
      extensionFile = one: {
        name = "${folder}/External Extensions/${one.id}.json";
        value.text = builtins.toJSON (
          if one.crxPath == null then
            { external_update_url = one.updateUrl; }
          else
            assert one.version != null;
            {
              external_crx = one.crxPath;
              external_version = one.version;
            }
        );
      };
    in
    mkIf cfg.enable {
      assertions = [
        {
          assertion = cfg.package != null || cfg.commandLineArgs == [ ];
          message = "Cannot set `commandLineArgs` when `package` is null for ${browser}.";
        }
        {
          assertion = !(isGoogle actual && isLinux && cfg.extensions != [ ]);
          message = "Cannot set `extensions` for `${actual}` on Linux. Google Chrome only loads external extensions from system-managed directories, which Home Manager does not manage.";
        }
        {
          assertion = !(isGoogle actual && isDarwin && !lib.all isFromStore cfg.extensions);
          message = "Cannot set `crxPath`, `version`, or a custom `updateUrl` for `${actual}` on Darwin. Google Chrome only supports Chrome Web Store external extensions there.";
        }
      ];
      programs.${browser}.finalPackage =
        if cfg.package == null || changes == { } then cfg.package else cfg.package.override changes;
      home.packages = mkIf (cfg.finalPackage != null) [ cfg.finalPackage ];
      home.file =
        lib.optionalAttrs (!isGoogle actual || isDarwin) (lib.listToAttrs (map extensionFile cfg.extensions))
        // lib.listToAttrs (
          map (
            package: lib.nameValuePair "${folder}/Dictionaries/${package.passthru.dictFileName}" { source = package; }
          ) cfg.dictionaries
        )
        // {
          "${folder}/NativeMessagingHosts" = mkIf (hosts != [ ]) {
            source = "${
              pkgs.symlinkJoin {
                name = "${actual}-native-messaging-hosts";
                paths = hosts;
              }
            }/etc/chromium/native-messaging-hosts";
            recursive = true;
          };
        };
    };
in
{
  options.programs = lib.mapAttrs (browser: _: optionsOf browser) browsers;
  config = lib.mkMerge (map configOf (lib.attrNames browsers));
}
