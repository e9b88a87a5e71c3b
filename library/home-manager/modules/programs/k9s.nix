# `programs.k9s`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt renamed;
  yaml = pkgs.formats.yaml { };
  # Where its files are: below the XDG folder, but on macOS only if there is one.
  library = pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable;
  folder = if library then "Library/Application Support/k9s" else "k9s";
  document = file: opt yaml.type { } "Contents of {file}`k9s/${file}.yaml`.";
  named = [
    "aliases"
    "hotKeys"
    "plugins"
    "views"
  ];
  nested = cfg: [
    (lib.optional (cfg.aliases ? alias) "programs.k9s.aliases.alias")
    (lib.optional (cfg.plugins ? plugin) "programs.k9s.plugins.plugin")
    (lib.optional (cfg.views ? k9s.views) "programs.k9s.views.k9s.views")
  ];
in
lib.hm.library.program args "k9s" {
  nullable = true;
  imports = renamed [ "programs" "k9s" ] {
    hotkey = "hotKeys";
    plugin = "plugins";
    skin = "skins.skin";
  };
  options = {
    settings = document "config";
    skins = opt (types.attrsOf (types.either yaml.type types.path)) { } "Colours by name.";
    aliases = document "aliases";
    hotKeys = document "hotkeys";
    plugins = document "plugins";
    views = document "views";
  };
  config =
    cfg:
    let
      write =
        name: value:
        mkIf (value != { }) {
          source = yaml.generate "k9s-${lib.toLower name}" { ${name} = value; };
        };
      # The first skin is used unless the settings name another.
      skin = lib.optionalAttrs (cfg.skins != { } && !(cfg.settings ? k9s.ui.skin)) {
        k9s.ui.skin = lib.head (lib.attrNames cfg.skins);
      };
      files = {
        "${folder}/config.yaml" = mkIf (cfg.settings != { }) {
          source = yaml.generate "k9s-config" (lib.recursiveUpdate skin cfg.settings);
        };
      }
      // lib.listToAttrs (map (name: lib.nameValuePair "${folder}/${lib.toLower name}.yaml" (write name cfg.${name})) named)
      // lib.mapAttrs' (
        name: value:
        lib.nameValuePair "${folder}/skins/${name}.yaml" {
          source = if types.path.check value then value else yaml.generate "k9s-skin-${name}.yaml" value;
        }
      ) cfg.skins;
    in
    {
      warnings = map (option: "`${option}` is an older form: give its contents one level up.") (lib.concatLists (nested cfg));
      xdg.configFile = mkIf (!library) files;
      home.file = mkIf library files;
    };
}
