# `programs.go`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
  list = types.either types.str (types.listOf types.str);
  joined = separator: value: lib.concatStringsSep separator (lib.toList value);
in
lib.hm.library.program args "go" {
  nullable = true;
  options = {
    env = opt (types.submodule {
      freeformType = types.attrsOf types.str;
      options = {
        GOPATH = opt list "" "Folders of Go.";
        GOPRIVATE = opt list "" "Modules that are private.";
      };
    }) { } "Variables that Go keeps.";
    packages = opt (types.attrsOf types.path) { } "Packages by path.";
    telemetry = opt (types.submodule {
      options = {
        mode = maybe (types.enum [ "off" "local" "on" ]) "What it tells.";
        date = opt types.str "1970-01-01" "Since when.";
      };
    }) { } "What it tells its authors.";
  };
  config =
    cfg:
    let
      env = cfg.env // {
        GOPATH = joined ":" cfg.env.GOPATH;
        GOPRIVATE = joined "," cfg.env.GOPRIVATE;
      };
      given = lib.filterAttrs (_: value: value != "") env;
    in
    {
      xdg.configFile."go/env" = lib.mkIf (given != { }) {
        text = lib.concatStrings (lib.mapAttrsToList (name: value: "${name}=${value}\n") given);
      };
      xdg.configFile."go/telemetry/mode" = lib.mkIf (cfg.telemetry.mode != null) {
        text = "${cfg.telemetry.mode} ${cfg.telemetry.date}";
      };
    };
}
