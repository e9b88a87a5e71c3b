# `programs.prismlauncher`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) escapeShellArg mkIf types;
  inherit (lib.hm.library) maybe opt packages;
  ini = pkgs.formats.ini { };
  json = pkgs.formats.json { };
  data =
    if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
      "Library/Application Support/PrismLauncher"
    else
      "${config.xdg.dataHome}/PrismLauncher";
  isPath =
    value:
    lib.isPath value || lib.isDerivation value || (lib.isString value && lib.hasPrefix "${builtins.storeDir}/" value);
  theme = types.submodule {
    options = {
      theme = opt json.type { } "Contents of {file}`theme.json`.";
      style = maybe (types.either types.lines types.path) "Style sheet.";
    };
  };
in
lib.hm.library.program args "prismlauncher" {
  title = "Prism Launcher";
  nullable = true;
  options = {
    extraPackages = packages "More packages of this home.";
    icons = opt (types.listOf types.path) [ ] "Files of icons.";
    themes = opt (types.attrsOf (types.either types.path theme)) { } "Themes by name.";
    settings = opt (types.attrsOf ini.lib.types.atom) { } "Settings, which go into {file}`prismlauncher.cfg` at each activation.";
  };
  config =
    cfg:
    let
      path = escapeShellArg "${data}/prismlauncher.cfg";
      general = name: settings: ini.generate "prismlauncher-${name}.cfg" { General = settings; };
      themeFiles =
        name: it:
        if isPath it then
          {
            "${data}/themes/${name}" = {
              source = it;
              recursive = true;
            };
          }
        else
          {
            "${data}/themes/${name}/theme.json".source = json.generate "prismlauncher-${name}-theme.json" it.theme;
            "${data}/themes/${name}/themeStyle.css" = mkIf (it.style != null) (
              if isPath it.style then { source = it.style; } else { text = it.style; }
            );
          };
      themeChecks = name: it: [
        {
          assertion = !isPath it || lib.pathIsDirectory it;
          message = "`programs.prismlauncher.themes.${name}` is a path, and so has to be a folder.";
        }
        {
          assertion = isPath it || it.theme != { };
          message = "`programs.prismlauncher.themes.${name}.theme` must not be empty.";
        }
      ];
    in
    {
      assertions = lib.concatLists (lib.mapAttrsToList themeChecks cfg.themes);
      home.packages = cfg.extraPackages;
      home.activation.prismlauncherConfigActivation = mkIf (cfg.settings != { }) (
        lib.hm.dag.entryAfter [ "linkGeneration" ] ''
          mkdir -p "$(dirname ${path})"
          [ -e ${path} ] || cat ${general "empty" { }} > ${path}
          ${lib.getExe pkgs.crudini} --merge --ini-options=nospace ${path} < ${general "static" cfg.settings}
        ''
      );
      home.file = lib.mkMerge (
        map (source: { "${data}/icons/${baseNameOf source}" = { inherit source; }; }) cfg.icons
        ++ lib.mapAttrsToList themeFiles cfg.themes
      );
    };
}
