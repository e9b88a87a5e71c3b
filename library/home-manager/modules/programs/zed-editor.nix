# `programs.zed-editor`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled flag opt packages words;
  json = pkgs.formats.json { };
in
lib.hm.library.program args "zed-editor" {
  title = "the editor Zed";
  nullable = true;
  options = {
    userSettings = opt json.type { } "Contents of {file}`zed/settings.json`.";
    userKeymaps = opt json.type [ ] "Contents of {file}`zed/keymap.json`.";
    userTasks = opt json.type [ ] "Contents of {file}`zed/tasks.json`.";
    userDebug = opt json.type [ ] "Contents of {file}`zed/debug.json`.";
    mutableUserSettings = enabled "Whether settings may be changed by hand.";
    mutableUserKeymaps = enabled "Whether keys may be changed by hand.";
    mutableUserTasks = enabled "Whether tasks may be changed by hand.";
    mutableUserDebug = enabled "Whether that may be changed by hand.";
    extensions = words "Extensions.";
    extraPackages = packages "Packages that it calls.";
    themes = opt (with types; attrsOf (oneOf [ json.type path lines ])) { } "Themes by name.";
    defaultEditor = flag "Whether it is {env}`EDITOR`.";
    enableMcpIntegration = flag "Whether the servers of {option}`programs.mcp` are its too.";
    installRemoteServer = flag "Whether others may connect to it.";
  };
  config =
    cfg:
    let
      settings = cfg.userSettings // lib.optionalAttrs (cfg.extensions != [ ]) {
        auto_install_extensions = lib.genAttrs cfg.extensions (_: true);
      };
      # What may be changed by hand is merged when the home is activated.
      files = {
        settings = { value = settings; mutable = cfg.mutableUserSettings; empty = { }; };
        keymap = { value = cfg.userKeymaps; mutable = cfg.mutableUserKeymaps; empty = [ ]; };
        tasks = { value = cfg.userTasks; mutable = cfg.mutableUserTasks; empty = [ ]; };
        debug = { value = cfg.userDebug; mutable = cfg.mutableUserDebug; empty = [ ]; };
      };
      given = lib.filterAttrs (_: f: f.value != f.empty) files;
      generate = name: f: json.generate "zed-user-${name}" f.value;
    in
    {
      home.sessionVariables = mkIf cfg.defaultEditor { EDITOR = "zeditor --wait"; };
      xdg.configFile = lib.concatMapAttrs (
        name: f: lib.optionalAttrs (!f.mutable) { "zed/${name}.json".source = generate name f; }
      ) given;
      home.activation = lib.concatMapAttrs (
        name: f:
        lib.optionalAttrs f.mutable {
          "zed-${name}" = lib.hm.dag.entryAfter [ "linkGeneration" ] ''
            run mkdir -p ${lib.escapeShellArg "${config.xdg.configHome}/zed"}
            run cp --no-preserve=mode ${generate name f} ${lib.escapeShellArg "${config.xdg.configHome}/zed/${name}.json"}
          '';
        }
      ) given;
    };
}
