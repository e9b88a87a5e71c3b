# `programs.t3code`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) escapeShellArg mkIf;
  inherit (lib.hm.library) described enabled maybe opt;
  json = pkgs.formats.json { };
  json5 = pkgs.python3Packages.toPythonApplication pkgs.python3Packages.json5;
  mutable = what: enabled "Whether the ${what} may be changed by the program, too.";
  document = default: file: opt json.type default "Contents of {file}`~/.t3/userdata/${file}.json`.";
  # What is written here goes into the file that is there, at each activation.
  merge =
    {
      empty,
      operation,
      file,
      content,
    }:
    let
      path = escapeShellArg "${config.home.homeDirectory}/.t3/userdata/${file}.json";
    in
    lib.hm.dag.entryAfter [ "linkGeneration" ] ''
      mkdir -p "$(dirname -- ${path})"
      [ -e ${path} ] || echo ${escapeShellArg empty} > ${path}
      config="$(${lib.getExe pkgs.jq} -n ${escapeShellArg operation} \
        --argjson dynamic "$(${lib.getExe json5} --as-json ${path})" \
        --argjson static "$(cat ${content})")"
      printf '%s\n' "$config" > ${path}
      unset config
    '';
in
lib.hm.library.program args "t3code" {
  package = null;
  options = {
    package = described "pkgs.t3code" (opt (lib.types.nullOr lib.types.package) (pkgs.t3code or null) "The package.");
    mutableUserSettings = mutable "settings";
    mutableKeybindings = mutable "keys";
    mutableClientSettings = mutable "client's settings";
    userSettings = document { } "settings";
    keybindings = document [ ] "keybindings";
    clientSettings = document { } "client-settings";
  };
  config =
    cfg:
    let
      settings = json.generate "t3code-user-settings" cfg.userSettings;
      keys = json.generate "t3code-user-keybindings" cfg.keybindings;
      client = json.generate "t3code-client-settings" cfg.clientSettings;
      hasSettings = cfg.userSettings != { };
      hasKeys = cfg.keybindings != [ ];
      hasClient = cfg.clientSettings != { };
    in
    {
      home.packages = mkIf (cfg.package != null) [ cfg.package ];
      home.activation = {
        t3codeSettingsActivation = mkIf (cfg.mutableUserSettings && hasSettings) (merge {
          empty = "{}";
          operation = "$dynamic * $static";
          file = "settings";
          content = settings;
        });
        t3codeKeybindingsActivation = mkIf (cfg.mutableKeybindings && hasKeys) (merge {
          empty = "[]";
          operation = "$dynamic + $static | group_by([.key, .when]) | map(reduce .[] as $item ({}; . * $item))";
          file = "keybindings";
          content = keys;
        });
        t3codeClientSettingsActivation = mkIf (cfg.mutableClientSettings && hasClient) (merge {
          empty = "{}";
          operation = "$dynamic * $static";
          file = "client-settings";
          content = client;
        });
      };
      home.file = {
        ".t3/userdata/settings.json" = mkIf (!cfg.mutableUserSettings && hasSettings) { source = settings; };
        ".t3/userdata/keybindings.json" = mkIf (!cfg.mutableKeybindings && hasKeys) { source = keys; };
        ".t3/userdata/client-settings.json" = mkIf (!cfg.mutableClientSettings && hasClient) { source = client; };
      };
    };
}
