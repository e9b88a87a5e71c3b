# `programs.rbenv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) need opt;
  plugin = types.submodule {
    options = {
      src = need types.path "Folder of the plugin.";
      name = need types.str "Its name.";
    };
  };
  command = shell: "${config.programs.rbenv.package}/bin/rbenv init - ${shell}";
in
lib.hm.library.program args "rbenv" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ] // {
    plugins = opt (types.listOf plugin) [ ] "Plugins.";
  };
  config = cfg: {
    home.file.".rbenv/plugins" = mkIf (cfg.plugins != [ ]) {
      source = pkgs.linkFarm "rbenv-plugins" (
        map (plugin: {
          inherit (plugin) name;
          path = plugin.src;
        }) cfg.plugins
      );
    };
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration ''
        eval "$(${command "bash"})"
      '';
      zsh.initContent = mkIf cfg.enableZshIntegration ''
        eval "$(${command "zsh"})"
      '';
      fish.shellInit = mkIf cfg.enableFishIntegration ''
        ${command "fish"} | source
      '';
    };
  };
}
