# `programs.vivid`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations maybe opt;
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.program args "vivid" {
  nullable = true;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    colorMode = maybe (types.either types.str (types.enum [ "8-bit" "24-bit" ])) "Which colors the terminal has.";
    filetypes = opt yaml.type { } "Contents of {file}`vivid/filetypes.yml`.";
    activeTheme = maybe types.str "Name of the theme.";
    themes = opt (with types; attrsOf (either path yaml.type)) { } "Themes by name.";
  };
  config =
    cfg:
    let
      mode = lib.optionalString (cfg.colorMode != null) "-m ${cfg.colorMode}";
      command = "vivid ${mode} generate ${lib.optionalString (cfg.activeTheme != null) cfg.activeTheme}";
      export = ''
        export LS_COLORS="$(${command})"
      '';
    in
    {
      home.sessionVariables = mkIf (cfg.activeTheme != null) { VIVID_THEME = cfg.activeTheme; };
      xdg.configFile = {
        "vivid/filetypes.yml" = mkIf (cfg.filetypes != { }) { source = yaml.generate "vivid-filetypes" cfg.filetypes; };
      }
      // lib.mapAttrs' (
        name: value:
        lib.nameValuePair "vivid/themes/${name}.yml" {
          source = if lib.isAttrs value then pkgs.writeText "${name}.json" (builtins.toJSON value) else value;
        }
      ) cfg.themes;
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration export;
        zsh.initContent = mkIf cfg.enableZshIntegration export;
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          set -gx LS_COLORS "$(${command})"
        '';
        nushell.environmentVariables = mkIf cfg.enableNushellIntegration {
          LS_COLORS = lib.hm.nushell.mkNushellInline command;
        };
      };
    };
}
