# `targets.darwin`: preferences, keys and applications of macOS.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) escapeShellArg mkIf types;
  inherit (lib.hm.library) described opt;
  inherit (pkgs.stdenv.hostPlatform) isDarwin;
  cfg = config.targets.darwin;
  home = config.home.homeDirectory;
  preferences = import ../parts/darwin-defaults.nix { inherit lib; };
  onlyOnMacs = option: lib.hm.assertions.assertPlatform "targets.darwin.${option}" pkgs lib.platforms.darwin;
  plist = name: value: pkgs.writeText name (lib.generators.toPlist { escape = true; } value);

  # Commands that bring domains of preferences in; those without any stay out.
  imports =
    flags: domains:
    let
      given = lib.filterAttrs (_: set: set != { }) (lib.mapAttrs (_: lib.hm.library.notNull) domains);
    in
    lib.mapAttrsToList (
      domain: set: "run /usr/bin/defaults ${flags} import ${escapeShellArg domain} ${plist "${domain}.plist" set}"
    ) given;
  commands = imports "" cfg.defaults ++ imports "-currentHost" cfg.currentHostDefaults;

  engines = {
    Bing = "com.bing.www";
    DuckDuckGo = "com.duckduckgo";
    Ecosia = "org.ecosia.www";
    Google = "com.google.www";
    Yahoo = "com.yahoo.www";
  };

  # What packages have below a folder.
  joined = name: folder: "${pkgs.buildEnv {
    inherit name;
    paths = config.home.packages;
    pathsToLink = [ folder ];
  }}";
  applications = "${joined "home-manager-applications" "/Applications"}/Applications";
  fonts = joined "home-manager-fonts" "/share/fonts";
  rsync = "${pkgs.rsync}/bin/rsync";
  appFolder = opt types.str "Applications/Home Manager Apps" "Where applications are, in the home.";
  sinceOrBefore =
    compare: word:
    described "pkgs.stdenv.hostPlatform.isDarwin && (lib.${word} config.home.stateVersion \"25.11\")" (
      opt types.bool (isDarwin && compare config.home.stateVersion "25.11") "Whether that is done."
    );
in
{
  options.targets.darwin = {
    defaults = opt preferences.allHosts { } "Preferences by domain.";
    currentHostDefaults = opt preferences.thisHost { } "Preferences of this host alone, by domain.";
    keybindings = opt (types.attrsOf types.anything) { } "What keys do in fields for text.";
    search = opt (types.nullOr (types.enum (lib.attrNames engines))) null "The engine that searches the web.";
    copyApps = {
      enable = sinceOrBefore lib.versionAtLeast "versionAtLeast";
      enableChecks = lib.mkEnableOption "a look whether applications may be changed" // { default = true; };
      directory = appFolder;
    };
    linkApps = {
      enable = sinceOrBefore lib.versionOlder "versionOlder";
      directory = appFolder;
    };
  };

  config = lib.mkMerge [
    (mkIf (commands != [ ]) {
      assertions = [ (onlyOnMacs "defaults") ];
      home.activation.setDarwinDefaults = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        verboseEcho "Configuring macOS user defaults"
        ${lib.concatStringsSep "\n" commands}
      '';
    })
    (mkIf (cfg.keybindings != { }) {
      assertions = [ (onlyOnMacs "keybindings") ];
      # A link would not be read.
      home.activation.setCocoaKeybindings = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        verboseEcho "Configuring keybindings for the Cocoa Text System"
        run install -Dm644 $VERBOSE_ARG \
          "${plist "DefaultKeybinding.dict" cfg.keybindings}" "${home}/Library/KeyBindings/DefaultKeyBinding.dict"
      '';
    })
    (mkIf (cfg.search != null) {
      assertions = [ (onlyOnMacs "search") ];
      targets.darwin.defaults = {
        NSGlobalDomain.NSPreferredWebServices.NSWebServicesProviderWebSearch = {
          NSDefaultDisplayName = cfg.search;
          NSProviderIdentifier = engines.${cfg.search};
        };
        "com.apple.Safari".SearchProviderIdentifier = engines.${cfg.search};
      };
    })
    (mkIf cfg.linkApps.enable {
      assertions = [
        (onlyOnMacs "linkApps")
        {
          assertion = !cfg.copyApps.enable;
          message = "`targets.darwin.linkApps.enable` conflicts with `targets.darwin.copyApps.enable`. Please disable one of them.";
        }
      ];
      home.file.${cfg.linkApps.directory}.source = applications;
    })
    (mkIf cfg.copyApps.enable {
      assertions = [
        (onlyOnMacs "copyApps")
        {
          assertion = !cfg.linkApps.enable;
          message = "`targets.darwin.copyApps.enable` conflicts with `targets.darwin.linkApps.enable`. Please disable one of them.";
        }
      ];
      home.activation.checkAppManagementPermission = mkIf cfg.copyApps.enableChecks (
        lib.hm.dag.entryBefore [ "copyApps" ] ''
          targetFolder=${escapeShellArg cfg.copyApps.directory}
          # A link is one of `linkApps`, and goes later.
          if [[ ! -L "$targetFolder" ]]; then
            for app in "$targetFolder"/*.app; do
              if [[ -d "$app" ]] && ! run /usr/bin/touch "$app/.DS_Store" &> /dev/null; then
                errorEcho "'$app' may not be changed; allow it in System Settings > Privacy & Security > App Management"
                exit 1
              fi
            done
          fi
        ''
      );
      # After the links, so that one of `linkApps` is gone.
      home.activation.copyApps = lib.hm.dag.entryAfter [ "installPackages" "linkGeneration" ] ''
        targetFolder=${escapeShellArg cfg.copyApps.directory}
        echo "setting up ~/$targetFolder..." >&2
        run mkdir -p "$targetFolder"
        run ${rsync} --recursive --checksum --perms --links --copy-unsafe-links --specials --delete --chmod=+w \
          ${applications}/ "$targetFolder"
      '';
    })
    (mkIf isDarwin {
      home.file."Library/Fonts/.home-manager-fonts-version" = {
        text = fonts;
        onChange = ''
          run mkdir -p ${escapeShellArg "${home}/Library/Fonts/HomeManager"}
          run ${rsync} $VERBOSE_ARG -acL --chmod=u+w --delete \
            ${lib.escapeShellArgs [ "${fonts}/share/fonts/" "${home}/Library/Fonts/HomeManager" ]}
        '';
      };
      home.sessionVariables.TERMINFO_DIRS = lib.mkDefault "${config.home.profileDirectory}/share/terminfo:$TERMINFO_DIRS\${TERMINFO_DIRS:+:}/usr/share/terminfo";
      home.sessionVariablesExtra = ''
        # reset TERM with new TERMINFO available (if any)
        export TERM="$TERM"
      '';
    })
  ];
}
