# `programs.pianobar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
  settings = types.submodule {
    freeformType = (pkgs.formats.keyValue { }).type;
    options = {
      user = need types.nonEmptyStr "The account.";
      password_command = need types.nonEmptyStr "Command that prints its password.";
    };
  };
in
lib.hm.library.fileProgram args "pianobar" {
  nullable = true;
  format = "keyValue";
  file = "pianobar/config";
  generated = "pianobar-config";
  options.settings = opt settings { } "Contents of {file}`pianobar/config`.";
}
