# `programs.eclipse`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) flag packages words;
in
lib.hm.library.program args "eclipse" {
  packageOptions.default = [ "eclipses" "eclipse-platform" ];
  install = false;
  options = {
    enableLombok = flag "Whether it knows Lombok.";
    jvmArgs = words "Arguments of Java's machine.";
    plugins = packages "Plugins.";
  };
  config = cfg: {
    home.packages = [
      (pkgs.eclipses.eclipseWithPlugins {
        eclipse = cfg.package;
        jvmArgs = cfg.jvmArgs ++ lib.optional cfg.enableLombok "-javaagent:${pkgs.lombok}/share/java/lombok.jar";
        inherit (cfg) plugins;
      })
    ];
  };
}
