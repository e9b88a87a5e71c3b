# `programs.lsd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations opt;
  yaml = pkgs.formats.yaml { };
  document = types.either yaml.type types.path;
  aliases = lib.mapAttrs (_: lib.mkDefault) {
    ls = "lsd";
    ll = "lsd -l";
    la = "lsd -A";
    lt = "lsd --tree";
    lla = "lsd -lA";
    llt = "lsd -l --tree";
  };
in
lib.hm.library.program args "lsd" {
  nullable = true;
  imports =
    lib.hm.library.gone [ "programs" "lsd" ]
      "There is an option for each shell now, such as `programs.lsd.enableBashIntegration`, and it is on unless you say otherwise."
      [ "enableAliases" ];
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    settings = opt yaml.type { } "Contents of {file}`lsd/config.yaml`.";
    colors = opt document { } "Contents of {file}`lsd/colors.yaml`.";
    icons = opt document { } "Contents of {file}`lsd/icons.yaml`.";
  };
  config =
    cfg:
    let
      file = name: value: mkIf (value != { }) { source = if lib.isPath value then value else yaml.generate name value; };
    in
    {
      programs.lsd.settings = mkIf (cfg.colors != { }) { color.theme = "custom"; };
      programs.bash.shellAliases = mkIf cfg.enableBashIntegration aliases;
      programs.zsh.shellAliases = mkIf cfg.enableZshIntegration aliases;
      programs.fish.shellAliases = mkIf cfg.enableFishIntegration aliases;
      xdg.configFile = {
        "lsd/config.yaml" = file "lsd-config" cfg.settings;
        "lsd/colors.yaml" = file "lsd-colors" cfg.colors;
        "lsd/icons.yaml" = file "lsd-icons" cfg.icons;
      };
    };
}
