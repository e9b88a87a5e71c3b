# `programs.watson`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) integrations opt;
  ini = pkgs.formats.ini { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "watson" {
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    settings = opt ini.type { } "Contents of {file}`watson/config`.";
  };
  config = cfg: {
    home.file."${folder}/watson/config" = mkIf (cfg.settings != { }) {
      source = ini.generate "watson-config" cfg.settings;
    };
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration ''
        source ${cfg.package}/share/bash-completion/completions/watson
      '';
      zsh.initContent = mkIf cfg.enableZshIntegration ''
        source ${cfg.package}/share/zsh/site-functions/_watson
      '';
      fish.shellInit = mkIf cfg.enableFishIntegration ''
        source ${cfg.package}/share/fish/vendor_completions.d/watson.fish
      '';
    };
  };
}
