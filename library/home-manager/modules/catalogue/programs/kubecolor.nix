# `programs.kubecolor`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkIf;
  inherit (lib.hm.library) flag integrations opt;
  format = pkgs.formats.yaml { };
  inXdg = config.home.preferXdgDirectories && config.xdg.enable;
  file = if inXdg then "${config.xdg.configHome}/kubecolor.yaml" else ".kube/color.yaml";
in
lib.hm.library.program args "kubecolor" {
  options = integrations config [ "Zsh" ] // {
    enableAlias = flag "Whether {command}`kubectl` is kubecolor.";
    settings = opt format.type { } "Contents of {file}`color.yaml`.";
  };
  config = cfg: {
    home = {
      sessionVariables = mkIf inXdg { KUBECOLOR_CONFIG = file; };
      file.${file} = mkIf (cfg.settings != { }) {
        source = format.generate "kubecolor-settings" cfg.settings;
      };
      shellAliases = mkIf cfg.enableAlias {
        kubectl = getExe cfg.package;
        oc = mkIf (
          pkgs ? openshift && lib.elem pkgs.openshift config.home.packages
        ) "env KUBECTL_COMMAND=${getExe pkgs.openshift} ${getExe cfg.package}";
      };
    };
    programs.zsh.initContent = mkIf cfg.enableZshIntegration "compdef kubecolor=kubectl";
  };
}
