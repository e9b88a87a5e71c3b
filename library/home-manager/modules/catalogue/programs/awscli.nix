# `programs.awscli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (config.home) homeDirectory username;
  format = pkgs.formats.ini { };
  document = lib.hm.library.opt (lib.types.submodule { freeformType = format.type; }) { };
in
lib.hm.library.program args "awscli" {
  title = "the command line of AWS";
  package = "aws";
  packageOptions.default = "awscli2";
  nullable = true;
  options = {
    settings = document "Contents of {file}`.aws/config`.";
    credentials = document "Contents of {file}`.aws/credentials`; everybody can read them in the store.";
  };
  config = cfg: {
    home.file = {
      "${homeDirectory}/.aws/config" = lib.mkIf (cfg.settings != { }) {
        source = format.generate "aws-config-${username}" cfg.settings;
      };
      "${homeDirectory}/.aws/credentials" = lib.mkIf (cfg.credentials != { }) {
        source = format.generate "aws-credentials-${username}" cfg.credentials;
      };
    };
  };
}
