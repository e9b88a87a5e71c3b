# `services.polybar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) need opt text;
  atom = with types; either str (either bool (either int (listOf str)));
  value = with types; oneOf [ bool int float str (listOf value) (attrsOf value) ];
  section = types.attrsOf value // {
    description = "attribute sets";
  };

  # Polybar knows no nesting: elements of lists have their number behind the name, attributes theirs,
  # and `text` is the name itself.
  flat =
    name: given:
    if lib.isList given then
      lib.concatLists (lib.imap0 (index: flat "${name}-${toString index}") given)
    else if lib.isAttrs given && !lib.isDerivation given then
      lib.concatLists (lib.mapAttrsToList (key: flat (if key == "text" then name else "${name}-${key}")) given)
    else
      [ (lib.nameValuePair name given) ];
  flatSection = set: lib.listToAttrs (lib.concatLists (lib.mapAttrsToList flat set));

  # Spaces at an end are kept by quotes.
  show =
    name: given:
    if lib.isBool given then
      lib.boolToString given
    else if lib.isString given && name != "include-file" && (lib.hasPrefix " " given || lib.hasSuffix " " given) then
      "\"${given}\""
    else
      toString given;
  toINI = lib.generators.toINI { mkKeyValue = name: given: "${name}=${show name given}"; };
in
lib.hm.library.service args "polybar" {
  title = "the bar Polybar";
  options = {
    config = opt (types.coercedTo types.path (path: { "section/base".include-file = "${path}"; }) (
      types.attrsOf (types.attrsOf atom)
    )) { } "Sections of its file, as Polybar writes them, or a file.";
    settings = opt (types.attrsOf section) { } "Sections of its file, with nested names and lists.";
    extraConfig = text "More text of the file.";
    script = need types.lines "What starts the bars, in the background.";
  };
  config =
    cfg:
    let
      isGiven = cfg.settings != { } || cfg.config != { } || cfg.extraConfig != "";
      file = pkgs.writeText "polybar.conf" ''
        ${toINI cfg.config}
        ${toINI (lib.mapAttrs (_: flatSection) cfg.settings)}
        ${cfg.extraConfig}
      '';
      script = pkgs.writeShellScriptBin "polybar-start" cfg.script;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.polybar" pkgs lib.platforms.linux) ];
      xdg.configFile."polybar/config.ini" = mkIf isGiven { source = file; };
      systemd.user.services.polybar = {
        Unit = {
          Description = "Polybar status bar";
          PartOf = [ "tray.target" ];
          X-Restart-Triggers = mkIf isGiven [ "${file}" ];
        };
        Service = {
          Type = "forking";
          Environment = [ "PATH=${cfg.package}/bin:/run/wrappers/bin" ];
          ExecStart = "${script}/bin/polybar-start";
          Restart = "on-failure";
        };
        Install.WantedBy = [ "tray.target" ];
      };
    };
}
