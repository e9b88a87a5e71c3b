# `programs.lf`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalString types;
  inherit (lib.hm.library) maybe opt;
  commands = opt (types.attrsOf (types.nullOr types.str)) { };
  lines = write: set: lib.concatStringsSep "\n" (lib.mapAttrsToList write set);
  setting =
    name: value:
    if lib.isBool value then
      "set ${optionalString (!value) "no"}${name}"
    else if lib.isInt value then
      "set ${name} ${toString value}"
    else if lib.isList value then
      "set ${name} \"${lib.concatMapStringsSep ":" toString value}\""
    else
      "set ${name} \"${value}\"";
  # Without a value a command or a key means nothing any more.
  given =
    word: name: value:
    "${word} ${name}${optionalString (value != null && value != "") " ${value}"}";
in
lib.hm.library.program args "lf" {
  options = {
    settings = opt (with types; attrsOf (oneOf [ str int (listOf (either str int)) bool ])) { } "Its settings.";
    commands = commands "Commands; null removes one.";
    keybindings = commands "What keys do; null removes one.";
    cmdKeybindings = commands "What keys do in the line of commands; null removes one.";
    previewer = {
      source = maybe types.path "The program that shows files.";
      keybinding = maybe types.str "Key that shows a file by it in {command}`less`.";
    };
    extraConfig = lib.hm.library.text "More text of {file}`lf/lfrc`.";
  };
  config =
    cfg:
    let
      inherit (cfg.previewer) keybinding source;
      key = optionalString (keybinding != null) "map ${keybinding} \$${source} \"$f\" | less -R\n";
      previewer = optionalString (source != null) "set previewer ${source}\n${key}\n";
    in
    {
      xdg.configFile."lf/lfrc".text = ''
        ${lines setting cfg.settings}

        ${lines (given "cmd") cfg.commands}

        ${lines (given "map") cfg.keybindings}

        ${lines (given "cmap") cfg.cmdKeybindings}

        ${previewer}

        ${cfg.extraConfig}
      '';
    };
}
