# `systemd`: the units of the system and of its users.
{
  config,
  lib,
  pkgs,
  utils,
  ...
}:
let
  inherit (lib) mapAttrs' mkOption nameValuePair types;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    flag
    internal
    need
    opt
    packages
    text
    words
    ;
  o = import ../parts/unit-options.nix { inherit lib; };
  cfg = config.systemd;
  texts = import ../../lib/units.nix { inherit lib pkgs; config = cfg; };

  submodule = options: more: types.submodule ([ { inherit options; } ] ++ more);
  kind =
    suffix: options:
    opt (types.attrsOf (
      submodule (o.concrete // options) [
        texts.unitConfig
        (texts.named suffix)
      ]
    )) { } "Units of the kind ${suffix}, by name.";

  services = opt (types.attrsOf (
    submodule (o.concrete // o.restart // o.service) [
      texts.unitConfig
      texts.serviceConfig
    ]
  )) { } "Services by name.";
  kinds = {
    inherit services;
    sockets = kind "socket" o.socket;
    targets = kind "target" { };
    timers = kind "timer" { timerConfig = o.section "Timer"; };
    paths = kind "path" { pathConfig = o.section "Path"; };
    slices = kind "slice" { sliceConfig = o.section "Slice"; };
  };

  mountOptions = {
    what = opt types.str "" "What is mounted.";
    where = need types.str "Where it is mounted.";
    type = opt types.str "" "Its kind.";
    options = opt types.commas "" "Options of the mount.";
    mountConfig = o.section "Mount";
  };
  mountName =
    suffix: { config, ... }: { config.name = "${utils.escapeSystemdPath config.where}.${suffix}"; };
  listOf =
    suffix: options:
    opt (types.listOf (
      submodule (o.concrete // options) [
        texts.unitConfig
        (mountName suffix)
      ]
    )) [ ] "Units of the kind ${suffix}.";

  unit = types.submodule (
    { name, ... }:
    {
      options = o.shared // {
        text = text "Text of the unit.";
      };
      config.name = lib.mkDefault name;
    }
  );
  unitsOption = internal (opt (types.attrsOf unit) { } "All units with their texts.");

  unitsOf =
    set:
    lib.concatMapAttrs (_: u: { ${u.name} = u; }) (
      lib.listToAttrs (
        map (u: nameValuePair u.name u) (
          map texts.service (lib.attrValues set.services)
          ++ map texts.socket (lib.attrValues set.sockets)
          ++ map texts.target (lib.attrValues set.targets)
          ++ map (texts.withSection "Timer" "timerConfig") (lib.attrValues set.timers)
          ++ map (texts.withSection "Path" "pathConfig") (lib.attrValues set.paths)
          ++ map (texts.withSection "Slice" "sliceConfig") (lib.attrValues set.slices)
          ++ map texts.mount (set.mounts or [ ])
          ++ map texts.automount (set.automounts or [ ])
        )
      )
    );
  scheduled = lib.filterAttrs (_: s: s.enable && s.startAt != [ ]);
  timersOf =
    set:
    lib.mapAttrs (_: s: {
      wantedBy = [ "timers.target" ];
      timerConfig.OnCalendar = s.startAt;
    }) (scheduled set.services);

  ini = types.attrsOf o.atom;
  section = description: opt ini { } description;
in
{
  options.systemd = kinds // {
    package = lib.mkPackageOption pkgs "systemd" { };
    units = unitsOption;
    packages = packages "Packages with units.";
    mounts = listOf "mount" mountOptions;
    automounts = listOf "automount" {
      where = mountOptions.where;
      automountConfig = o.section "Automount";
    };
    user = kinds // {
      units = unitsOption;
      extraConfig = text "More text of {file}`user.conf`.";
      tmpfiles.rules = words "Rules for users' files, as {manpage}`tmpfiles.d(5)` has them.";
    };
    globalEnvironment = opt (with types; attrsOf (nullOr (oneOf [ str path package ]))) { } "Variables of every service.";
    managerEnvironment = opt (with types; attrsOf (nullOr (oneOf [ str path package ]))) { } "Variables of systemd itself.";
    defaultUnit = opt types.str "multi-user.target" "The unit that the system starts.";
    ctrlAltDelUnit = opt types.str "reboot.target" "The unit of Ctrl, Alt and Del.";
    enableEmergencyMode = enabled "Whether a failed start asks for the password of root.";
    enableCgroupAccounting = enabled "Whether the use of resources is counted.";
    enableUnifiedCgroupHierarchy = enabled "Whether control groups are of the second version.";
    extraConfig = text "More text of {file}`system.conf`.";
    settings.Manager = section "Settings of {manpage}`systemd-system.conf(5)`.";
    sleep.extraConfig = text "More text of {file}`sleep.conf`.";
    coredump = {
      enable = enabled "Whether crashes are recorded.";
      extraConfig = text "More text of {file}`coredump.conf`.";
    };
    oomd = {
      enable = enabled "Whether programs end before memory does.";
      enableRootSlice = flag "Whether it watches everything.";
      enableSystemSlice = flag "Whether it watches services.";
      enableUserSlices = flag "Whether it watches users.";
    };
    watchdog = {
      runtimeTime = lib.mkOption {
        type = types.nullOr types.str;
        default = null;
        description = "Time after which the hardware restarts a machine that hangs.";
      };
      rebootTime = lib.mkOption {
        type = types.nullOr types.str;
        default = null;
        description = "The same for a restart.";
      };
    };
    suppressedSystemUnits = words "Units of systemd that are left out.";
    additionalUpstreamSystemUnits = words "Units of systemd to add.";
    tmpfiles = {
      rules = words "Rules as {manpage}`tmpfiles.d(5)` has them.";
      packages = packages "Packages with rules.";
      settings = opt (types.attrsOf (types.attrsOf (types.attrsOf (types.attrsOf types.anything)))) { } "Rules by file, path and kind.";
    };
    network = {
      enable = flag "Whether systemd manages the network.";
      wait-online = {
        enable = enabled "Whether the start waits for the network.";
        anyInterface = flag "Whether one interface is enough.";
        timeout = opt types.int 120 "How many seconds at most.";
      };
      networks = opt (types.attrsOf types.anything) { } "Networks by name.";
      netdevs = opt (types.attrsOf types.anything) { } "Virtual devices by name.";
      links = opt (types.attrsOf types.anything) { } "Devices by name.";
    };
  };

  config = {
    systemd = {
      timers = timersOf cfg;
      units = unitsOf cfg;
      user = {
        timers = timersOf cfg.user;
        units = unitsOf cfg.user;
      };
    };
    environment.etc = {
      "systemd/system".source = texts.folder "system-units" cfg.units cfg.packages;
      "systemd/user".source = texts.folder "user-units" cfg.user.units cfg.packages;
      "systemd/system.conf".text = "[Manager]\n${cfg.extraConfig}";
      "tmpfiles.d/00-nixos.conf".text = lib.concatLines cfg.tmpfiles.rules;
    };
    environment.systemPackages = [ cfg.package ];
    assertions = lib.concatLists (
      lib.mapAttrsToList (name: s: [
        {
          assertion = !(s.restartIfChanged == false && s.reloadIfChanged);
          message = "systemd.services.${name} cannot be reloaded by a change that does not concern it.";
        }
        {
          assertion = s.serviceConfig.Type or "" == "oneshot" || !lib.isList (s.serviceConfig.ExecStart or "") || lib.length s.serviceConfig.ExecStart <= 2;
          message = "Service '${name}.service' cannot have several ExecStart= settings unless it is a oneshot";
        }
      ]) cfg.services
    );
  };
}
