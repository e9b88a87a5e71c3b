# `programs.go`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;
  keyValue = pkgs.formats.keyValue { };
  list =
    separator: default: description:
    opt (types.either types.str (types.listOf types.str)) default description
    // {
      apply = value: lib.concatStringsSep separator (lib.toList value);
    };

  own = [ "programs" "go" ];
  # Older names are of folders below the home. Where they are not used, nothing at all defines `env`.
  inHome = config: path: "${config.home.homeDirectory}/${path}";
  changed =
    old: new: value:
    { config, options, ... }:
    let
      isSaid = options.programs.go.${old}.highestPrio < (lib.mkOptionDefault null).priority;
      module = lib.mkChangedOptionModule (own ++ [ old ]) (own ++ [ "env" new ]) (_: null) { inherit config options; };
    in
    {
      inherit (module) options;
      config = {
        inherit (module.config) warnings;
        programs.go.env = mkIf isSaid { ${new} = value config config.programs.go.${old}; };
      };
    };
in
lib.hm.library.program args "go" {
  nullable = true;
  imports = [
    (changed "goPath" "GOPATH" (config: path: [ (inHome config path) ]))
    (changed "extraGoPaths" "GOPATH" (config: paths: lib.mkAfter (map (inHome config) paths)))
    (changed "goBin" "GOBIN" inHome)
  ]
  ++ lib.hm.library.renamed own { goPrivate = "env.GOPRIVATE"; };
  options = {
    env = opt (types.submodule {
      freeformType = types.attrsOf types.str;
      options = {
        GOPATH = list ":" "" "Folders of Go.";
        GOPRIVATE = list "," "" "Modules that are private.";
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
      first = lib.head (lib.splitString ":" cfg.env.GOPATH);
      sources = if first == "" then "go" else first;
      env = keyValue.generate "go-env" (lib.filterAttrs (_: value: value != "") cfg.env);
      mode = mkIf (cfg.telemetry.mode != null) { text = "${cfg.telemetry.mode} ${cfg.telemetry.date}"; };
      files = mkIf (cfg.env != { }) { source = env; };
    in
    {
      assertions = [
        {
          assertion = cfg.packages == { } || first == "" || lib.hasPrefix config.home.homeDirectory first;
          message = "`programs.go.packages` are linked below the first folder of `programs.go.env.GOPATH`, which has to be within ${config.home.homeDirectory}.";
        }
      ];
      home.file =
        lib.mapAttrs' (name: source: lib.nameValuePair "${sources}/src/${name}" { inherit source; }) cfg.packages
        // lib.optionalAttrs isDarwin {
          "Library/Application Support/go/env" = files;
          "Library/Application Support/go/telemetry/mode" = mode;
        };
      xdg.configFile = lib.optionalAttrs (!isDarwin) {
        "go/env" = files;
        "go/telemetry/mode" = mode;
      };
    };
}
