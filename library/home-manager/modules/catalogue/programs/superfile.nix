# `programs.superfile`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled maybe need opt;
  toml = pkgs.formats.toml { };
  json = pkgs.formats.json { };
  inXdg = !pkgs.stdenv.hostPlatform.isDarwin || config.xdg.enable;
  folder = if inXdg then "superfile" else "Library/Application Support/superfile";
  pinned = types.submodule {
    freeformType = json.type;
    options = {
      name = maybe types.str "Its name.";
      location = need types.path "Where it is.";
    };
  };
in
lib.hm.library.program args "superfile" {
  nullable = true;
  options = {
    metadataPackage = lib.mkPackageOption pkgs "exiftool" { nullable = true; };
    zoxidePackage = lib.mkPackageOption pkgs "zoxide" { nullable = true; };
    settings = opt toml.type { } "Contents of {file}`superfile/config.toml`.";
    hotkeys = opt toml.type { } "Contents of {file}`superfile/hotkeys.toml`.";
    themes = opt (with types; attrsOf (either toml.type path)) { } "Themes by name.";
    firstUseCheck = enabled "Whether it greets who starts it for the first time.";
    pinnedFolders = opt (types.listOf pinned) [ ] "Folders that are always shown.";
  };
  config =
    cfg:
    let
      theme = lib.optionalAttrs (cfg.themes != { }) { theme = lib.head (lib.attrNames cfg.themes); };
      file =
        name: value: if types.path.check value then value else toml.generate "superfile-${name}.toml" value;
      configs = {
        "${folder}/config.toml" = mkIf (cfg.settings != { }) { source = file "config" (theme // cfg.settings); };
        "${folder}/hotkeys.toml" = mkIf (cfg.hotkeys != { }) { source = file "hotkeys" cfg.hotkeys; };
      }
      // lib.mapAttrs' (
        name: value: lib.nameValuePair "${folder}/theme/${name}.toml" { source = file "theme-${name}" value; }
      ) cfg.themes;
      data = {
        "${folder}/firstUseCheck" = mkIf (!cfg.firstUseCheck) { text = ""; };
        "${folder}/pinned.json" = mkIf (cfg.pinnedFolders != [ ]) {
          source = json.generate "pinned.json" cfg.pinnedFolders;
        };
      };
      called = option: package: lib.optional (cfg.settings.${option} or false && package != null) package;
    in
    {
      home.packages = mkIf (cfg.package != null) (
        called "metadata" cfg.metadataPackage ++ called "zoxide_support" cfg.zoxidePackage
      );
      home.file = mkIf (!inXdg) (configs // data);
      xdg.configFile = mkIf inXdg configs;
      xdg.dataFile = mkIf inXdg data;
    };
}
