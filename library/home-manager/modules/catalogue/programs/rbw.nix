# `programs.rbw`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe need opt;
  json = pkgs.formats.json { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
  settings = types.submodule {
    freeformType = json.type;
    options = {
      email = need types.str "The account's address.";
      base_url = maybe types.str "Address of the server.";
      identity_url = maybe types.str "Address of the server for identities.";
      lock_timeout = opt types.ints.unsigned 3600 "Seconds until it locks.";
      pinentry = maybe types.package "What asks for the password." // {
        apply = package: if package == null then null else lib.getExe package;
      };
    };
  };
in
lib.hm.library.program args "rbw" {
  packageOptions.extraDescription = "It has {command}`rbw` and {command}`rbw-agent`.";
  options.settings = maybe settings "Contents of {file}`rbw/config.json`.";
  config = cfg: {
    home.file."${folder}/rbw/config.json" = lib.mkIf (cfg.settings != null) {
      source = json.generate "rbw-config.json" (lib.hm.library.notNull cfg.settings);
    };
  };
}
