# `services.recoll`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) generators types;
  inherit (lib.hm.library) described opt;
  value =
    types.nullOr (with types; oneOf [ bool float int path str (attrsOf value) (listOf value) ])
    // {
      description = "Recoll config value";
    };
  show =
    value:
    if lib.isBool value then
      (if value then "1" else "0")
    else if lib.isList value then
      lib.concatMapStringsSep " " (item: ''"${lib.escape [ ''"'' ] item}"'') value
    else
      generators.mkValueStringDefault { } value;
  lines = generators.toKeyValue { mkKeyValue = generators.mkKeyValueDefault { mkValueString = show; } " = "; };
  # What is of no section comes first.
  toRecoll =
    settings:
    let
      isSection = _: lib.isAttrs;
      section = name: fields: "[${lib.escape [ "[" "]" ] name}]\n${lines fields}";
    in
    lib.concatStringsSep "\n" (
      lib.mapAttrsToList (name: field: lines { ${name} = field; }) (lib.filterAttrs (_: field: !lib.isAttrs field) settings)
      ++ lib.mapAttrsToList section (lib.filterAttrs isSection settings)
    );
in
lib.hm.library.service args "recoll" {
  title = "the index of Recoll";
  options = {
    startAt = opt types.str "hourly" "When it runs, as {manpage}`systemd.time(7)` has it.";
    settings = opt (types.attrsOf value) { } "Contents of {file}`recoll.conf`.";
    configDir = described "\${config.home.homeDirectory}/.recoll" (
      opt types.str "${config.home.homeDirectory}/.recoll" "Folder of its settings and data."
    );
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.recoll" pkgs lib.platforms.linux) ];
    home.sessionVariables.RECOLL_CONFDIR = cfg.configDir;
    home.file."${cfg.configDir}/recoll.conf".source = pkgs.writeText "recoll-conf-${config.home.username}" (
      toRecoll cfg.settings
    );
    systemd.user = {
      services.recollindex = {
        Unit = {
          Description = "Recoll index update";
          Documentation = [
            "man:recoll"
            "man:recollindex"
            "https://www.lesbonscomptes.com/recoll/usermanual/"
          ];
        };
        Service = {
          ExecStart = "${cfg.package}/bin/recollindex";
          Environment = [ "RECOLL_CONFDIR=${lib.escapeShellArg cfg.configDir}" ];
        };
      };
      timers.recollindex = {
        Unit = {
          Description = "Recoll index update";
          PartOf = [ "default.target" ];
        };
        Timer = {
          Persistent = true;
          OnCalendar = cfg.startAt;
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
