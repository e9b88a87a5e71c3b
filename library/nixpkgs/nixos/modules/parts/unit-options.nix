# The options of systemd's units, as a host writes them.
{ lib }:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    flag
    internal
    maybe
    opt
    text
    words
    ;
  atom =
    with types;
    nullOr (oneOf [
      bool
      int
      float
      str
      path
      package
    ])
    // {
      description = "systemd option";
    };
  fields = types.attrsOf (types.either atom (types.listOf atom)) // {
    description = "attribute set of (systemd option)";
  };

  unitName = types.strMatching "[a-zA-Z0-9@%:_.\\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)";
  units = opt (types.listOf unitName) [ ];

  relations = {
    requires = units "Units that have to start with it.";
    wants = units "Units that should start with it.";
    upholds = units "Units that are kept running with it.";
    after = units "Units that start before it.";
    before = units "Units that start after it.";
    bindsTo = units "Units without which it stops.";
    partOf = units "Units with which it stops and restarts.";
    conflicts = units "Units that stop when it starts.";
    requisite = units "Units that have to run already.";
    onFailure = units "Units that start when it fails.";
    onSuccess = units "Units that start when it ends well.";
  };
in
rec {
  inherit atom fields;

  shared = {
    name = mkOption {
      type = types.str;
      description = "Name of the unit.";
    };
    enable = enabled "Whether the unit may start.";
    overrideStrategy = opt (types.enum [
      "asDropinIfExists"
      "asDropin"
    ]) "asDropinIfExists" "What becomes of a unit of the same name in a package.";
    aliases = units "Further names.";
    wantedBy = units "Units that start it.";
    requiredBy = units "Units that cannot start without it.";
    upheldBy = units "Units that keep it running.";
  };

  concrete =
    shared
    // relations
    // {
      description = opt types.singleLineStr "" "What it is, in a few words.";
      documentation = words "Where it is documented.";
      startLimitBurst = mkOption {
        type = types.int;
        description = "How often it may start in an interval.";
      };
      startLimitIntervalSec = mkOption {
        type = types.int;
        description = "The interval, in seconds.";
      };
      unitConfig = opt fields { } "Fields of the section `[Unit]`.";
    };

  restart = {
    restartTriggers = opt (types.listOf types.unspecified) [ ] "Values whose change restarts it.";
    reloadTriggers = opt (types.listOf atom) [ ] "Values whose change reloads it.";
  };

  section =
    name: opt fields { } "Fields of the section `[${name}]`.";

  service = {
    environment = opt (with types; attrsOf (nullOr (oneOf [ str path package ]))) { } "Variables of its environment.";
    path = opt (with types; listOf (oneOf [ package str ])) [ ] "Packages in its {env}`PATH`.";
    serviceConfig = section "Service";
    script = text "The commands that it runs.";
    scriptArgs = opt types.str "" "Their arguments.";
    preStart = text "Commands in front of it.";
    postStart = text "Commands after its start.";
    preStop = text "Commands that stop it.";
    postStop = text "Commands after its end.";
    reload = text "Commands that reload it.";
    jobScripts = internal (opt (types.attrsOf types.unspecified) { } "The scripts.");
    restartIfChanged = enabled "Whether a new configuration restarts it.";
    reloadIfChanged = flag "Whether a new configuration reloads it.";
    stopIfChanged = enabled "Whether a restart stops it under the old configuration and starts it under the new.";
    notSocketActivated = flag "Whether a socket of its name does not start it.";
    startAt = mkOption {
      type = types.either types.str (types.listOf types.str);
      default = [ ];
      apply = lib.toList;
      description = "Times at which it runs.";
    };
    enableDefaultPath = enabled "Whether the usual tools are in its {env}`PATH`.";
    enableStrictShellChecks = flag "Whether its scripts are checked.";
    confinement = {
      enable = flag "Whether it sees only what it needs of the store.";
      binSh = maybe types.path "Its {file}`/bin/sh`.";
      fullUnit = flag "Whether all that its unit names is needed.";
      mode = opt (types.enum [ "full-apivfs" "chroot-only" ]) "full-apivfs" "What it sees of the system.";
      packages = opt (with types; listOf (either str package)) [ ] "Packages that it needs besides.";
    };
    runner = internal (maybe types.str "What runs it.");
  };

  socket = {
    listenStreams = words "Where it listens for streams.";
    listenDatagrams = words "Where it listens for datagrams.";
    socketConfig = section "Socket";
  };
}
