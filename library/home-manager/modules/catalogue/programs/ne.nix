# `programs.ne`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
  file = content: mkIf (content != "") { text = content; };
in
lib.hm.library.program args "ne" {
  nullable = true;
  options = {
    keybindings = text "Contents of {file}`~/.ne/.keys`.";
    defaultPreferences = text "What holds for files of other endings.";
    automaticPreferences = opt (types.attrsOf types.lines) { } "What holds for files, by the ending of their names.";
    menus = text "Contents of {file}`~/.ne/.menus`.";
    virtualExtensions = text "Contents of {file}`~/.ne/.extensions`.";
  };
  config =
    cfg:
    let
      preferences =
        cfg.automaticPreferences
        // lib.optionalAttrs (cfg.defaultPreferences != "") { ".default" = cfg.defaultPreferences; };
    in
    {
      home.file = {
        ".ne/.keys" = file cfg.keybindings;
        ".ne/.extensions" = file cfg.virtualExtensions;
        ".ne/.menus" = file cfg.menus;
      }
      // lib.mapAttrs' (ending: text: lib.nameValuePair ".ne/${ending}#ap" { inherit text; }) preferences;
    };
}
