# `programs.gradle`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe need opt;
  format = pkgs.formats.javaProperties { };
  script =
    { name, config, ... }:
    {
      options = {
        text = maybe types.lines "Its text.";
        source = need types.path "Its file.";
      };
      config.source = mkIf (config.text != null) (
        lib.mkDefault (pkgs.writeTextFile {
          inherit (config) text;
          name = lib.hm.strings.storeFileName name;
        })
      );
    };
in
lib.hm.library.program args "gradle" {
  nullable = true;
  options = {
    home = opt types.str ".gradle" "Its folder, below the home folder.";
    settings = opt (types.submodule { freeformType = format.type; }) { } "Contents of {file}`gradle.properties`.";
    initScripts = opt (types.attrsOf (types.submodule script)) { } "Scripts at its start, by name.";
  };
  config = cfg: {
    home.file = {
      "${cfg.home}/gradle.properties" = mkIf (cfg.settings != { }) {
        source = format.generate "gradle.properties" cfg.settings;
      };
    }
    // lib.mapAttrs' (
      name: script: lib.nameValuePair "${cfg.home}/init.d/${name}" { inherit (script) source; }
    ) cfg.initScripts;
    home.sessionVariables = mkIf (cfg.home != ".gradle") {
      GRADLE_USER_HOME = "${config.home.homeDirectory}/${cfg.home}";
    };
  };
}
