# `programs.taskwarrior`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt text;
  show =
    value:
    if lib.isBool value then
      lib.boolToString value
    else if lib.isList value then
      lib.concatMapStringsSep "," show value
    else
      toString value;
  line =
    name: value:
    if lib.isAttrs value then
      lib.concatStringsSep "\n" (lib.mapAttrsToList (key: line "${name}.${key}") value)
    else
      "${name}=${show value}";
  own = "${config.xdg.configHome}/task/home-manager-taskrc";
  users = "${config.xdg.configHome}/task/taskrc";
in
lib.hm.library.program args "taskwarrior" {
  package = "taskwarrior2";
  nullable = true;
  options = {
    config = opt (types.attrsOf types.anything) { } "Settings.";
    dataLocation =
      opt types.str "${config.xdg.dataHome}/task" "Folder of the tasks."
      // {
        defaultText = "$XDG_DATA_HOME/task";
      };
    colorTheme = maybe (with types; either str path) "Theme: its name or its file.";
    extraConfig = text "Text at the end.";
  };
  config = cfg: {
    home.file.${own}.text = ''
      data.location=${cfg.dataLocation}
      ${lib.optionalString (
        cfg.colorTheme != null
      ) "include ${cfg.colorTheme}${lib.optionalString (lib.isString cfg.colorTheme) ".theme"}"}

      ${lib.concatStringsSep "\n" (lib.mapAttrsToList line cfg.config)}

      ${cfg.extraConfig}
    '';
    # Its own file may be written by it, and includes this one.
    home.activation.regenDotTaskRc = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
      verboseEcho "Looking whether taskrc includes the made one"

      if [[ ! -s "${users}" ]]; then
        if [[ -v DRY_RUN ]]; then
          run echo "include ${own}" ">" "${users}"
        else
          echo "include ${own}" > "${users}"
        fi
      elif ! grep -qF "include ${own}" ${lib.escapeShellArg users}; then
        run sed -i '1i include ${own}' ${lib.escapeShellArg users}
      fi
    '';
  };
}
