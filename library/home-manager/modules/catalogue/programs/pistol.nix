# `programs.pistol`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
      "Library/Application Support"
    else
      config.xdg.configHome;
  association = types.submodule {
    options = {
      command = need types.str "Command that shows such files.";
      fpath = opt types.str "" "Regular expression of their paths.";
      mime = opt types.str "" "Their type.";
    };
  };
  line = { fpath, mime, command }: "${if fpath == "" then mime else "fpath ${fpath}"} ${command}";
in
lib.hm.library.program args "pistol" {
  nullable = true;
  options.associations = opt (types.listOf association) [ ] "Commands by kind of file.";
  config = cfg: {
    assertions = [
      {
        assertion = lib.all ({ fpath, mime, ... }: (fpath == "") != (mime == "")) cfg.associations;
        message = ''
          An entry of `programs.pistol.associations` has exactly one
          of fpath or mime.
        '';
      }
    ];
    home.file."${folder}/pistol/pistol.conf" = lib.mkIf (cfg.associations != [ ]) {
      text = lib.concatMapStringsSep "\n" line cfg.associations;
    };
  };
}
