# `nix`: the user's nix.conf, registry, channels, search path and garbage collection.
{
  config,
  lib,
  osConfig,
  pkgs,
  ...
}:
let
  inherit (lib)
    concatStringsSep
    mapAttrsToList
    mkDefault
    mkIf
    mkMerge
    mkOption
    types
    ;
  inherit (lib.hm.library)
    enabled
    flag
    maybe
    opt
    text
    words
    ;
  cfg = config.nix;

  atom =
    with types;
    nullOr (oneOf [
      bool
      int
      float
      str
      path
      package
    ])
    // {
      description = "Nix config atom (null, bool, int, float, str, path or package)";
    };

  show =
    value:
    if value == null then
      ""
    else if lib.isBool value then
      lib.boolToString value
    else if lib.isFloat value then
      lib.floatToString value
    else
      toString value;
  line = name: value: "${lib.escape [ "=" ] name} = ${show value}";

  atLeast = lib.versionAtLeast (lib.getVersion cfg.package);
  nixConf = pkgs.writeTextFile {
    name = "nix.conf";
    text = ''
      # WARNING: this file is generated from the nix.settings option in
      # your Home Manager configuration at $XDG_CONFIG_HOME/nix/nix.conf.
      # Do not edit it!
      ${concatStringsSep "\n" (mapAttrsToList line cfg.settings)}
      ${cfg.extraOptions}
    '';
    checkPhase = ''
      ln -s $out ./nix.conf
      NIX_CONF_DIR=$PWD ${cfg.package}/bin/nix ${if atLeast "2.20pre" then "config show" else "show-config"} \
        --no-net --option experimental-features nix-command 2>&1 >/dev/null \
        | (! grep '${if cfg.checkConfig then "^\\(error\\|warning\\):" else "unknown setting"}')
    '';
  };

  attrs =
    with types;
    attrsOf (oneOf [
      str
      int
      bool
      package
    ]);
  reference =
    { config, name, ... }:
    {
      options = {
        from = mkOption {
          type = attrs;
          description = "The reference that is replaced.";
        };
        to = mkOption {
          type = attrs;
          description = "What it is replaced by.";
        };
        flake = maybe types.attrs "A flake to take `to` from.";
        exact = enabled "Whether the reference has to be the same in every part.";
      };
      config = {
        from = mkDefault {
          type = "indirect";
          id = name;
        };
        to = mkIf (config.flake != null) (
          {
            type = "path";
            path = config.flake.outPath;
          }
          // lib.filterAttrs (
            part: _: builtins.elem part [ "lastModified" "narHash" "rev" "revCount" ]
          ) config.flake
        );
      };
    };

  nixPath = concatStringsSep ":" cfg.nixPath;
  channels = "${
    if cfg.useXdg then "${config.xdg.stateHome}/nix/defexpr" else "${config.home.homeDirectory}/.nix-defexpr"
  }/50-home-manager";

  usesXdg =
    fallback: nix:
    if nix.enable then nix.settings.use-xdg-base-directories or fallback else fallback;
in
{
  options.nix = {
    enable =
      lib.mkEnableOption "the management of Nix's settings"
      // {
        default = true;
        visible = false;
      };
    package = lib.mkPackageOption pkgs "nix" {
      default = null;
      nullable = true;
    };
    nixPath = words "Entries in front of the search path for `<name>`.";
    keepOldNixPath = enabled "Whether the entries that {env}`NIX_PATH` had stay behind {option}`nix.nixPath`." // {
      example = false;
    };
    channels = opt (types.attrsOf types.package) { } "Channels by name, as paths in the store.";
    registry = opt (types.attrsOf (types.submodule reference)) { } "The user's registry of flakes.";
    registryVersion = opt types.int 2 "The version of the registry's format." // {
      internal = true;
    };
    checkConfig = enabled "Whether the settings are checked when the file is built.";
    assumeXdg = flag "Whether Nix is taken to use XDG folders by settings that are not made here.";
    useXdg = mkOption {
      type = types.bool;
      visible = false;
      readOnly = true;
      defaultText = lib.literalMD "what {option}`nix.assumeXdg`, this home's and the host's settings say";
      description = "Whether Nix uses XDG folders.";
    };
    extraOptions = text "More text of {file}`nix.conf`.";
    settings = opt (types.submodule {
      freeformType = types.attrsOf (types.either atom (types.listOf atom));
    }) { } "Settings of {manpage}`nix.conf(5)`.";
  };

  config = mkMerge [
    {
      nix.useXdg = cfg.assumeXdg || usesXdg (osConfig.nix or null != null && usesXdg false osConfig.nix) cfg;
      assertions = [
        {
          assertion = !(cfg.assumeXdg && cfg.enable && cfg.settings ? use-xdg-base-directories);
          message = "`nix.assumeXdg` should not be set if `nix.settings.use-xdg-base-directories` is.\n";
        }
      ];
    }
    (mkIf (cfg.enable && cfg.nixPath != [ ]) {
      home.sessionVariables.NIX_PATH =
        nixPath + lib.optionalString cfg.keepOldNixPath "\${NIX_PATH:+:$NIX_PATH}";
    })
    (mkIf (cfg.enable && cfg.channels != { }) {
      nix.nixPath = [ channels ];
      home.file.${channels}.source = pkgs.linkFarm "channels" (
        mapAttrsToList (name: channel: {
          inherit name;
          path = toString channel;
        }) cfg.channels
      );
    })
    (mkIf (cfg.enable && cfg.registry != { }) {
      xdg.configFile."nix/registry.json".source = (pkgs.formats.json { }).generate "registry.json" {
        version = cfg.registryVersion;
        flakes = mapAttrsToList (_: entry: { inherit (entry) exact from to; }) cfg.registry;
      };
    })
    (mkIf (cfg.enable && (cfg.settings != { } || cfg.extraOptions != "")) {
      assertions = [
        {
          assertion = cfg.package != null;
          message = ''
            A corresponding Nix package must be specified via `nix.package` for generating
            nix.conf.
          '';
        }
      ];
      xdg.configFile."nix/nix.conf".source = nixConf;
    })
  ];
}
