# `programs.tirith`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations opt words;
  yaml = pkgs.formats.yaml { };
  command = shell: "${lib.getExe config.programs.tirith.package} init --shell ${shell}";
in
lib.hm.library.program args "tirith" {
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    allowlist = words "What is always allowed." // {
      apply = lib.filter (line: line != "");
    };
    policy = opt yaml.type { } "Contents of {file}`tirith/policy.yaml`.";
  };
  config = cfg: {
    xdg.configFile = {
      "tirith/allowlist" = mkIf (cfg.allowlist != [ ]) { text = lib.concatLines cfg.allowlist; };
      "tirith/policy.yaml" = mkIf (cfg.policy != { }) { source = yaml.generate "tirith-policy.yaml" cfg.policy; };
    };
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration ''
        eval "$(${command "bash"})"
      '';
      zsh.initContent = mkIf cfg.enableZshIntegration ''
        eval "$(${command "zsh"})"
      '';
      fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
        ${command "fish"} | source
      '';
    };
  };
}
