# The script that sets the settings of Xfce.
{
  config,
  lib,
  pkgs,
}:
settings:
let
  kinds = {
    bool = "bool";
    int = "int";
    float = "double";
    string = "string";
  };
  # The arguments that say what a property becomes.
  typed =
    value:
    if builtins.isList value then
      [ "-a" ] ++ lib.concatMap typed value
    else if builtins.isAttrs value then
      [ "-t" value.type "-s" (toString value.value) ]
    else
      [
        "-t"
        (kinds.${builtins.typeOf value} or (throw "xfconf.settings: nothing is known of values such as ${builtins.typeOf value}"))
        "-s"
        (if builtins.isBool value then lib.boolToString value else toString value)
      ];
  command =
    channel: property: value:
    "run ${pkgs.xfconf}/bin/xfconf-query ${
      lib.escapeShellArgs (
        [ "-c" channel "-p" "/${property}" ] ++ (if value == null then [ "-r" ] else [ "-n" ] ++ typed value)
      )
    }\n";
  load = pkgs.writeShellScript "load-xfconf" (
    config.lib.bash.initHomeManagerLib
    + lib.concatStrings (
      lib.concatLists (lib.mapAttrsToList (channel: lib.mapAttrsToList (command channel)) settings)
    )
  );
in
# Where no bus is there it gets one.
''
  if [[ -v DBUS_SESSION_BUS_ADDRESS ]]; then
    run ${load}
  else
    run ${pkgs.dbus}/bin/dbus-run-session --dbus-daemon=${pkgs.dbus}/bin/dbus-daemon ${load}
  fi
''
