# `programs.bat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe need opt packages;

  part =
    what:
    types.either types.lines (
      types.submodule {
        options = {
          src = need types.path "Folder of the ${what}.";
          file = maybe types.str "File within the folder.";
        };
      }
    );
  # Arguments with values come first, then the flags that are set.
  text =
    settings:
    let
      values = lib.filterAttrs (_: value: !lib.isBool value) settings;
      flags = lib.filter (name: settings.${name} == true) (lib.attrNames settings);
      argument = name: value: "--${name}=${lib.escapeShellArg value}";
    in
    lib.concatLines (
      lib.concatLists (lib.mapAttrsToList (name: value: map (argument name) (lib.toList value)) values)
      ++ map (name: "--${name}") flags
    );
  files =
    folder: suffix:
    lib.mapAttrs' (
      name: value:
      lib.nameValuePair "bat/${folder}/${name}.${suffix}" (
        if lib.isString value then
          { text = value; }
        else
          { source = if value.file == null then "${value.src}" else "${value.src}/${value.file}"; }
      )
    );
  older =
    name: set:
    lib.optional (lib.any lib.isString (lib.attrValues set)) ''
      Using programs.bat.${name} as a string option is deprecated and will be
      removed in the future. Please change to using it as an attribute set
      instead.
    '';
in
lib.hm.library.program args "bat" {
  options = {
    config = opt (with types; attrsOf (oneOf [ str (listOf str) bool ])) { } "Arguments that {file}`bat/config` has.";
    extraPackages = packages "More packages, such as those of {var}`bat-extras`.";
    themes = opt (types.attrsOf (part "theme")) { } "Themes by name.";
    syntaxes = opt (types.attrsOf (part "syntax")) { } "Syntaxes by name.";
  };
  config = cfg: {
    warnings = older "themes" cfg.themes ++ older "syntaxes" cfg.syntaxes;
    home.packages = cfg.extraPackages;
    xdg.configFile = {
      "bat/config" = mkIf (cfg.config != { }) { text = text cfg.config; };
    }
    // files "themes" "tmTheme" cfg.themes
    // files "syntaxes" "sublime-syntax" cfg.syntaxes;
    # The cache is made anew whenever themes or syntaxes may have changed.
    home.activation.batCache = lib.hm.dag.entryAfter [ "linkGeneration" ] ''
      (
        export XDG_CACHE_HOME=${lib.escapeShellArg config.xdg.cacheHome}
        verboseEcho "Rebuilding bat theme cache"
        cd "${pkgs.emptyDirectory}"
        run ${lib.getExe cfg.package} cache --build
      )
    '';
  };
}
