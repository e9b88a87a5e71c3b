# `xdg.userDirs`: the folders for documents, music and so on.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (lib.hm.library) described flag opt;
  inherit (config.home) homeDirectory stateVersion;
  cfg = config.xdg.userDirs;
  path = types.coercedTo types.path toString types.str;

  folders = {
    desktop = "Desktop";
    documents = "Documents";
    download = "Downloads";
    music = "Music";
    pictures = "Pictures";
    projects = "Projects";
    publicShare = "Public";
    templates = "Templates";
    videos = "Videos";
  };

  isOld = lib.versionOlder stateVersion "26.05";
  # Earlier, extra folders were named by their variable.
  older = key: builtins.match "XDG_(.*)_DIR" key;
  plain = key: if older key == null then key else builtins.head (older key);

  extra =
    if isOld then
      lib.mapAttrs' (key: lib.nameValuePair (plain key)) cfg.extraConfig
    else
      cfg.extraConfig;
  directories =
    lib.filterAttrs (_: folder: folder != null) (
      lib.mapAttrs' (name: _: lib.nameValuePair (lib.toUpper name) cfg.${name}) folders
    )
    // extra;
  variables = lib.mapAttrs' (name: lib.nameValuePair "XDG_${name}_DIR") directories;
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "xdg" "userDirs" "publishShare" ] [ "xdg" "userDirs" "publicShare" ])
  ];

  options.xdg.userDirs = {
    enable = flag "Whether {file}`user-dirs.dirs` is made.";
    package = lib.mkPackageOption pkgs "xdg-user-dirs" { nullable = true; };
    extraConfig = opt (types.attrsOf path) { } "More folders: `X` becomes `XDG_X_DIR`.";
    createDirectories = lib.mkEnableOption "making the folders";
    setSessionVariables = mkOption {
      type = types.bool;
      inherit
        (lib.hm.deprecations.mkStateVersionOptionDefault {
          inherit stateVersion;
          since = "26.05";
          optionPath = [
            "xdg"
            "userDirs"
            "setSessionVariables"
          ];
          legacy.value = true;
          current.value = false;
        })
        default
        defaultText
        ;
      description = "Whether the folders are in the environment, as {env}`XDG_DESKTOP_DIR` and so on.";
    };
  }
  // lib.mapAttrs (
    name: folder:
    described "\"\${config.home.homeDirectory}/${folder}\"" (
      opt (types.nullOr path) "${homeDirectory}/${folder}" "The folder ${folder}."
    )
  ) folders;

  config = mkIf cfg.enable {
    warnings = lib.optionals isOld (
      map (
        key:
        lib.hm.deprecations.mkDeprecatedOptionValueWarning {
          option = [
            "xdg"
            "userDirs"
            "extraConfig"
          ];
          old = "keys like `${key}`";
          replacement = "keys like `${plain key}`";
        }
      ) (lib.filter (key: older key != null) (lib.attrNames cfg.extraConfig))
    );
    xdg.configFile = {
      "user-dirs.dirs".text = lib.generators.toKeyValue { } (
        lib.mapAttrs (_: folder: "\"${folder}\"") variables
      );
      "user-dirs.conf".text = "enabled=False";
    };
    home = {
      packages = mkIf (cfg.package != null) [ cfg.package ];
      sessionVariables = mkIf cfg.setSessionVariables variables;
      activation.createXdgUserDirectories = mkIf cfg.createDirectories (
        lib.hm.dag.entryAfter [ "linkGeneration" ] (
          lib.concatMapStringsSep "\n" (
            folder: ''[[ -L "${folder}" ]] || run mkdir -p $VERBOSE_ARG "${folder}"''
          ) (lib.attrValues directories)
        )
      );
    };
  };
}
