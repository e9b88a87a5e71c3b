# `programs.smug`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe need notNull opt;
  yaml = pkgs.formats.yaml { };
  commands = maybe (types.listOf types.str);
  list = options: types.listOf (types.submodule { inherit options; });
  panes = list {
    root = maybe types.str "Its folder below that of the project.";
    commands = commands "Its commands.";
    type = need (types.enum [ "horizontal" "vertical" ]) "How the window is divided.";
  };
  windows = list {
    name = need types.str "Its name.";
    selected = maybe types.bool "Whether it is the one that is seen.";
    root = maybe types.str "Its folder below that of the project.";
    commands = commands "Its commands.";
    layout = need (types.enum [
      "main-horizontal"
      "main-vertical"
      "even-vertical"
      "even-horizontal"
      "tiled"
    ]) "Where its panes are.";
    manual = maybe types.bool "Whether it is opened only where it is asked for.";
    panes = maybe panes "Its panes.";
  };
  project = types.submodule (
    { name, ... }:
    {
      options = {
        session = opt types.str name "Name of the session.";
        root = maybe types.str "Its folder.";
        windows = need windows "Its windows.";
        env = maybe (types.attrsOf types.str) "Variables.";
        beforeStart = commands "Commands in front of its start.";
        stop = commands "Commands behind its end.";
      };
    }
  );
in
lib.hm.library.program args "smug" {
  nullable = true;
  options.projects = opt (types.attrsOf project) { } "Projects by name.";
  config = cfg: {
    home.file = lib.mapAttrs' (
      name: project:
      lib.nameValuePair "${config.home.homeDirectory}/.config/smug/${name}.yml" {
        source = yaml.generate "smug-project-${name}" (
          notNull (removeAttrs project [ "beforeStart" ] // { before_start = project.beforeStart; })
          // {
            windows = map notNull project.windows;
          }
        );
      }
    ) cfg.projects;
  };
}
