# `programs.onlyoffice`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "onlyoffice" {
  package = "onlyoffice-desktopeditors";
  nullable = true;
  format = "keyValue";
  file = "onlyoffice/DesktopEditors.conf";
  generated = "onlyoffice-config";
}
