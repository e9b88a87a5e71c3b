# `programs.intelli-shell`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) integrations opt strings;
  format = pkgs.formats.toml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/Application Support/org.IntelliShell.Intelli-Shell"
    else
      ".config/intelli-shell";
in
lib.hm.library.program args "intelli-shell" {
  nullable = true;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    settings = opt format.type { } "Contents of {file}`config.toml`.";
    shellHotkeys = strings "Keys by what they do.";
  };
  config = cfg: {
    home = {
      file."${folder}/config.toml" = mkIf (cfg.settings != { }) {
        source = format.generate "intelli-shell-config" cfg.settings;
      };
      sessionVariables = lib.mapAttrs' (name: lib.nameValuePair "INTELLI_${lib.toUpper name}") cfg.shellHotkeys;
    };
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration ''eval "$(intelli-shell init bash)"'';
      zsh.initContent = mkIf cfg.enableZshIntegration ''eval "$(intelli-shell init zsh)"'';
      fish.interactiveShellInit = mkIf cfg.enableFishIntegration "intelli-shell init fish | source";
      nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
        mkdir ($nu.data-dir | path join "vendor/autoload")
        intelli-shell init nushell | save -f ($nu.data-dir | path join "vendor/autoload/intelli-shell.nu")
      '';
    };
  };
}
