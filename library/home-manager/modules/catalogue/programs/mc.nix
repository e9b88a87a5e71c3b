# `programs.mc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (pkgs.formats.ini { }) type;
  files = {
    settings = "ini";
    keymapSettings = "mc.keymap";
    extensionSettings = "mc.ext.ini";
    panelsSettings = "panels.ini";
    fileHighlightSettings = "filehighlight.ini";
  };
in
lib.hm.library.program args "mc" {
  title = "Midnight Commander";
  nullable = true;
  options = lib.mapAttrs (_: file: lib.hm.library.opt type { } "Contents of {file}`mc/${file}`.") files;
  config = cfg: {
    xdg.configFile = lib.mapAttrs' (
      option: file:
      lib.nameValuePair "mc/${file}" (
        lib.mkIf (cfg.${option} != { }) { text = lib.generators.toINI { } cfg.${option}; }
      )
    ) files;
  };
}
