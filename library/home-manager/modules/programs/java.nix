# `programs.java`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "java" {
  package = "jdk";
  config = cfg: {
    home.sessionVariables.JAVA_HOME = cfg.package.home or "${cfg.package}/lib/openjdk";
  };
}
