# `systemd.user`: the user's units, the manager's settings, and the reload after an activation.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib)
    concatStringsSep
    filterAttrs
    mapAttrs
    mapAttrsToList
    mkIf
    mkOption
    types
    ;
  inherit (lib.hm.library) described opt packages;
  cfg = config.systemd.user;
  unit = import ../parts/unit-type.nix { inherit lib; };
  ini = pkgs.formats.ini { listsAsDuplicateKeys = true; };

  text = lib.generators.toINI {
    listsAsDuplicateKeys = true;
    mkKeyValue = key: value: "${key}=${if lib.isBool value then lib.boolToString value else toString value}";
  };

  # What is null or empty is not written.
  written =
    sections:
    filterAttrs (_: fields: fields != { }) (
      mapAttrs (_: filterAttrs (_: value: value != null && value != [ ])) sections
    );

  # The unit's file, and the links that make other units want it.
  filesOf =
    kind: name: sections:
    let
      file = "${name}.${kind}";
      package = pkgs.writeTextFile {
        name = lib.replaceStrings [ "@" ":" "\\" "[" "]" ] [ "-" "-" "-" "" "" ] file;
        text = text (written sections);
        destination = "/${file}";
      };
      at = path: lib.nameValuePair "systemd/user/${path}" { source = "${package}/${file}"; };
      install = relation: map (other: at "${other}.${relation}/${file}");
    in
    [ (at file) ]
    ++ install "wants" (sections.Install.WantedBy or [ ])
    ++ install "requires" (sections.Install.RequiredBy or [ ]);

  kinds = {
    services = "service";
    slices = "slice";
    sockets = "socket";
    targets = "target";
    timers = "timer";
    paths = "path";
    mounts = "mount";
    automounts = "automount";
  };
  order = [
    "services"
    "slices"
    "sockets"
    "targets"
    "timers"
    "paths"
    "mounts"
    "automounts"
  ];
  unitFiles = lib.listToAttrs (
    lib.concatMap (set: lib.concatLists (mapAttrsToList (filesOf kinds.${set}) cfg.${set})) order
  );

  unitOption =
    _: kind:
    opt (if kind == "service" then unit.service else unit.of kind) { } ''
      The user's ${kind} units by name, with the sections and fields of {manpage}`systemd.${kind}(5)`.
    '';

  environment =
    description:
    mkOption {
      inherit description;
      type =
        with types;
        attrsOf (
          nullOr (oneOf [
            str
            path
            package
          ])
        );
      default = { };
      apply = set: concatStringsSep " " (mapAttrsToList (n: v: "${n}=${lib.escapeShellArg v}") set);
    };
  environments = {
    DefaultEnvironment = environment "Variables of every process that the manager starts.";
    ManagerEnvironment = environment "Variables of the manager itself.";
  };

  units = "home-files${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/systemd/user";
  systemctl = ''env XDG_RUNTIME_DIR="''${XDG_RUNTIME_DIR:-/run/user/$(id -u)}" PATH="${dirOf cfg.systemctlPath}:$PATH"'';
  switch =
    if cfg.startServices then
      ''
        ${systemctl} ${lib.getExe pkgs.sd-switch} ''${DRY_RUN:+--dry-run} $VERBOSE_ARG \
          ${lib.optionalString (cfg.servicesStartTimeoutMs != 0) "--timeout ${toString cfg.servicesStartTimeoutMs} \\\n  "}''${oldUnitsDir:+--old-units $oldUnitsDir} --new-units "$newUnitsDir"
      ''
    else
      ''
        _i "Units have changed? Reload them with: systemctl --user daemon-reload"
      '';
in
{
  options.systemd.user =
    mapAttrs unitOption kinds
    // {
      enable = described "pkgs.stdenv.hostPlatform.isLinux" (
        lib.mkEnableOption "the user's systemd" // { default = pkgs.stdenv.hostPlatform.isLinux; }
      );
      systemctlPath = described ''"''${pkgs.systemd}/bin/systemctl"'' (
        opt types.str "${pkgs.systemd}/bin/systemctl" "The program systemctl; not NixOS may need its own."
      );
      packages = packages "Packages whose units are linked into the user's data folder.";
      startServices = mkOption {
        type = types.either types.bool (
          types.enum [
            "suggest"
            "sd-switch"
          ]
        );
        apply = how: if lib.isBool how then how else how == "sd-switch";
        default = true;
        description = "Whether an activation starts, stops and restarts services (`sd-switch`), or only says what to do (`suggest`).";
      };
      servicesStartTimeoutMs = opt types.ints.unsigned 0 "How long a started service may fail, in milliseconds; 0: without limit.";
      sessionVariables = opt (with types; attrsOf (either int str)) { } "Variables of the session, as {manpage}`environment.d(5)` has them.";
      settings = mkOption {
        type = types.submodule {
          freeformType = ini.type;
          options.Manager = environments;
        };
        # An empty environment would undo an earlier one.
        apply =
          sections:
          sections
          // {
            Manager = filterAttrs (name: value: !(environments ? ${name}) || value != "") sections.Manager;
          };
        default = { };
        description = "Settings of the manager, as {manpage}`systemd-user.conf(5)` has them.";
      };
    };

  config = mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "systemd" pkgs lib.platforms.linux) ];

    xdg.configFile = lib.mkMerge [
      unitFiles
      (mkIf (cfg.sessionVariables != { }) {
        "environment.d/10-home-manager.conf".text = lib.concatLines (
          mapAttrsToList (name: value: "${name}=${toString value}") cfg.sessionVariables
        );
      })
      (mkIf (lib.any (section: section != { }) (lib.attrValues cfg.settings)) {
        "systemd/user.conf".source = ini.generate "user.conf" cfg.settings;
      })
    ];

    xdg.dataFile."systemd/user" = mkIf (cfg.packages != [ ]) {
      recursive = true;
      source = pkgs.symlinkJoin {
        name = "user-systemd-units";
        paths = cfg.packages;
        stripPrefix = "/share/systemd/user";
      };
    };

    home.activation.reloadSystemd = lib.hm.dag.entryAfter [ "linkGeneration" ] ''
      systemdStatus=$(${systemctl} systemctl --user is-system-running 2>&1 || true)
      if [[ $systemdStatus == running || $systemdStatus == degraded ]]; then
        if [[ $systemdStatus == degraded ]]; then
          warnEcho "The user systemd session is degraded:"
          ${systemctl} systemctl --user --no-pager --state=failed
        fi
        oldUnitsDir="''${oldGenPath:+$oldGenPath/${units}}"
        if [[ ! -e $oldUnitsDir ]]; then oldUnitsDir=; fi
        newUnitsDir="$newGenPath/${units}"
        if [[ ! -e $newUnitsDir ]]; then newUnitsDir=${pkgs.emptyDirectory}; fi
        ${switch}
        unset newUnitsDir oldUnitsDir
      else
        echo "User systemd daemon not running. Skipping reload."
      fi
      unset systemdStatus
    '';
  };
}
