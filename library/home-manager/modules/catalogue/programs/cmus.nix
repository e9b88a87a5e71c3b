# `programs.cmus`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "cmus" {
  nullable = true;
  options = {
    theme = lib.hm.library.text "Name of the colours.";
    extraConfig = lib.hm.library.text "More text of {file}`cmus/rc`.";
  };
  config = cfg: {
    home.file.".config/cmus/rc".text = ''
      ${lib.optionalString (cfg.theme != "") "colorscheme ${cfg.theme}"}
      ${cfg.extraConfig}
    '';
  };
}
