# `xdg`: the folders of the XDG base directory specification, and files within them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib)
    mapAttrs'
    mkIf
    mkOption
    mkOptionDefault
    nameValuePair
    types
    ;
  inherit (lib.hm.library) flag;
  inherit (config.home) homeDirectory;
  cfg = config.xdg;
  fileType = import ../parts/file-type.nix { inherit homeDirectory lib pkgs; };

  # Each folder: where it is, what for, and the variable that names it.
  folders = {
    bin = {
      at = ".local/bin";
      what = "the user's programs";
    };
    cache = {
      at = ".cache";
      what = "caches";
    };
    config = {
      at = ".config";
      what = "configurations";
    };
    data = {
      at = ".local/share";
      what = "data";
    };
    state = {
      at = ".local/state";
      what = "states";
    };
  };
  variable = name: "XDG_${lib.toUpper name}_HOME";
  withFiles = removeAttrs folders [ "bin" ];

  # Before state version 20.09 the environment of the evaluation was asked.
  fromEnvironment = !cfg.enable && lib.versionOlder config.home.stateVersion "20.09";
  place =
    name: folder:
    let
      given = if fromEnvironment then builtins.getEnv (variable name) else "";
    in
    if given == "" then "${homeDirectory}/${folder.at}" else given;

  variables = mapAttrs' (name: _: nameValuePair (variable name) cfg."${name}Home") folders;
in
{
  options.xdg = {
    enable = lib.mkEnableOption "the management of the XDG folders";
    localBinInPath = flag "Whether {option}`xdg.binHome` is in {env}`PATH` where {option}`xdg.enable` holds.";
  }
  // mapAttrs' (
    name: folder:
    nameValuePair "${name}Home" (mkOption {
      type = types.path;
      apply = toString;
      defaultText = "~/${folder.at}";
      description = "Folder for ${folder.what}; {env}`${variable name}` where {option}`xdg.enable` holds.";
    })
  ) folders
  // mapAttrs' (
    name: _:
    nameValuePair "${name}File" (mkOption {
      type = fileType "{option}`xdg.${name}Home`" cfg."${name}Home";
      default = { };
      description = "Files below {option}`xdg.${name}Home`.";
    })
  ) withFiles;

  config = lib.mkMerge [
    {
      xdg = mapAttrs' (
        name: folder: nameValuePair "${name}Home" (mkOptionDefault (place name folder))
      ) folders;
      home.file = lib.mkMerge (
        lib.mapAttrsToList (
          name: _:
          mapAttrs' (target: file: nameValuePair "${cfg."${name}Home"}/${target}" file) cfg."${name}File"
        ) withFiles
        ++ [
          { "${cfg.cacheHome}/.keep".text = ""; }
          { "${cfg.stateHome}/.keep".text = ""; }
        ]
      );
    }
    (mkIf cfg.enable {
      home.sessionVariables = variables;
      systemd.user.sessionVariables = variables;
      home.sessionPath = mkIf cfg.localBinInPath (lib.mkAfter [ cfg.binHome ]);
    })
  ];
}
