# `programs.eza`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optionalAttrs types;
  inherit (lib.hm.library) flag integrations opt words;
  format = pkgs.formats.yaml { };
  when = [
    "auto"
    "always"
    "never"
  ];
  aliases = lib.mapAttrs (_: lib.mkDefault) {
    ls = "eza";
    ll = "eza -l";
    la = "eza -a";
    lt = "eza --tree";
    lla = "eza -la";
  };
in
lib.hm.library.program args "eza" {
  nullable = true;
  imports =
    lib.hm.library.gone [ "programs" "eza" ]
      "There is an option for each shell now, such as `programs.eza.enableBashIntegration`, and it is on unless you say otherwise."
      [ "enableAliases" ]
    ++ lib.hm.library.moved [ "programs" "exa" ] [ "programs" "eza" ] [ "enable" "extraOptions" "icons" "git" ];
  options = integrations config [ "Bash" "Fish" "Ion" "Zsh" ] // {
    # Nushell has an `ls` of its own.
    enableNushellIntegration = lib.hm.shell.mkNushellIntegrationOption { inherit config; } // { default = false; };
    extraOptions = words "Arguments.";
    icons = opt (types.enum ([ null true false ] ++ when)) null "When icons are shown.";
    colors = opt (types.enum ([ null ] ++ when)) null "When colours are shown.";
    git = flag "Whether the state in git is shown.";
    theme = opt format.type { } "Contents of {file}`eza/theme.yml`.";
  };
  config =
    cfg:
    let
      icons = if lib.isBool cfg.icons then (if cfg.icons then "auto" else null) else cfg.icons;
      arguments = lib.escapeShellArgs (
        lib.optionals (icons != null) [ "--icons" icons ]
        ++ lib.optionals (cfg.colors != null) [ "--color" cfg.colors ]
        ++ lib.optional cfg.git "--git"
        ++ cfg.extraOptions
      );
      own = optionalAttrs (arguments != "") { eza = "eza ${arguments}"; };
      of = shell: optionalAttrs cfg."enable${shell}Integration" aliases;
      abbreviate = config.programs.fish.preferAbbrs;
    in
    {
      warnings = lib.optional (lib.isBool cfg.icons) ''
        Setting programs.eza.icons to a Boolean is deprecated.
        Please update your configuration so that

          programs.eza.icons = ${if cfg.icons then "\"auto\"" else "null"}'';
      xdg.configFile."eza/theme.yml" = mkIf (cfg.theme != { }) {
        source = format.generate "eza-theme" cfg.theme;
      };
      programs = {
        bash.shellAliases = own // of "Bash";
        zsh.shellAliases = own // of "Zsh";
        nushell.shellAliases = own // of "Nushell";
        fish = {
          shellAliases = own // optionalAttrs (!abbreviate) (of "Fish");
          shellAbbrs = mkIf abbreviate (of "Fish");
        };
      };
    };
}
