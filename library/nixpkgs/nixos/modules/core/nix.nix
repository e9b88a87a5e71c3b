# `nix`: Nix on the host.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkDefault mkIf mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    flag
    maybe
    need
    opt
    text
    words
    ;
  cfg = config.nix;

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
      description = "Nix config atom (null, bool, int, float, str, path or package)";
    };
  show =
    value:
    if value == null then
      ""
    else if lib.isBool value then
      lib.boolToString value
    else if lib.isFloat value then
      lib.floatToString value
    else
      toString value;

  machine = types.submodule {
    options = {
      hostName = need types.str "Name of the machine.";
      protocol = opt (types.enum [
        null
        "ssh"
        "ssh-ng"
      ]) "ssh" "How it is talked to.";
      system = maybe types.str "Its system.";
      systems = words "Its systems.";
      sshUser = maybe types.str "User to log in as.";
      sshKey = maybe types.str "File with the key.";
      maxJobs = opt types.int 1 "How many builds at once.";
      speedFactor = opt types.int 1 "How fast it is.";
      mandatoryFeatures = words "Features without which nothing is built there.";
      supportedFeatures = words "Features that it has.";
      publicHostKey = maybe types.str "Its public key.";
    };
  };

  reference =
    { name, config, ... }:
    let
      attrs = with types; attrsOf (oneOf [ str int bool path package ]);
    in
    {
      options = {
        from = need attrs "The reference that is replaced.";
        to = need attrs "What it is replaced by.";
        flake = maybe types.attrs "A flake to take `to` from.";
        exact = enabled "Whether the reference has to be the same in every part.";
      };
      config = {
        from = mkDefault {
          type = "indirect";
          id = name;
        };
        to = mkIf (config.flake != null) (
          mkDefault (
            {
              type = "path";
              path = config.flake.outPath;
            }
            // lib.filterAttrs (n: _: lib.elem n [ "lastModified" "narHash" "rev" "revCount" ]) config.flake
          )
        );
      };
    };

  timed = what: dates: more: {
    automatic = flag "Whether ${what} at regular times.";
    dates = dates;
    persistent = enabled "Whether a run that was missed is made up for.";
    randomizedDelaySec = opt types.singleLineStr "0" "The most that each run is put off by.";
  } // more;

  settings = {
    allowed-users = opt (types.listOf types.str) [ "*" ] "Who may use Nix.";
    auto-optimise-store = flag "Whether equal files are stored once.";
    cores = opt types.int 0 "How many cores a build may use; 0: all.";
    extra-sandbox-paths = words "More paths that builds see.";
    max-jobs = opt (types.either types.int (types.enum [ "auto" ])) "auto" "How many builds at once.";
    require-sigs = enabled "Whether paths have to be signed.";
    sandbox = opt (types.either types.bool (types.enum [ "relaxed" ])) true "Whether builds are kept apart.";
    substituters = words "Where built paths come from.";
    system-features = words "Features of this machine.";
    trusted-public-keys = words "Keys whose signatures are trusted.";
    trusted-substituters = words "Where users may take built paths from.";
    trusted-users = opt (types.listOf types.str) [ ] "Who may do everything.";
  };
in
{
  options.nix = {
    enable = enabled "Whether Nix is there.";
    package = lib.mkPackageOption pkgs "nix" { };
    settings = opt (types.submodule {
      freeformType = types.attrsOf (types.either atom (types.listOf atom));
      options = settings;
    }) { } "Settings of {manpage}`nix.conf(5)`.";
    extraOptions = text "More text of {file}`nix.conf`.";
    checkConfig = enabled "Whether the settings are checked.";
    checkAllErrors = enabled "Whether warnings are errors.";
    nixPath = opt (types.listOf types.str) (
      lib.optionals cfg.channel.enable [
        "nixpkgs=/nix/var/nix/profiles/per-user/root/channels/nixos"
        "nixos-config=/etc/nixos/configuration.nix"
        "/nix/var/nix/profiles/per-user/root/channels"
      ]
    ) "The search path of `<name>`.";
    channel.enable = enabled "Whether channels are used.";
    registry = opt (types.attrsOf (types.submodule reference)) { } "The host's registry of flakes.";
    buildMachines = opt (types.listOf machine) [ ] "Machines that builds are given to.";
    distributedBuilds = flag "Whether builds are given to them.";
    nrBuildUsers = opt types.int 32 "How many users build.";
    daemonCPUSchedPolicy = opt (types.enum [
      "other"
      "batch"
      "idle"
    ]) "other" "When builds get the processor.";
    daemonIOSchedClass = opt (types.enum [
      "best-effort"
      "idle"
    ]) "best-effort" "When builds get the disk.";
    daemonIOSchedPriority = opt types.int 4 "How soon they do.";
    gc = timed "old paths are removed" (mkOption {
      type = types.either types.singleLineStr (types.listOf types.str);
      default = "03:15";
      apply = lib.toList;
      description = "When.";
    }) { options = opt types.singleLineStr "" "Arguments of {command}`nix-collect-garbage`."; };
    optimise = timed "equal files are stored once" (mkOption {
      type = types.either types.singleLineStr (types.listOf types.str);
      default = [ "03:45" ];
      apply = lib.toList;
      description = "When.";
    }) { };
    sshServe = {
      enable = flag "Whether others may take paths from here.";
      keys = words "Their keys.";
      write = flag "Whether they may bring paths.";
      protocol = opt (types.enum [
        "ssh"
        "ssh-ng"
      ]) "ssh" "How.";
      trusted = flag "Whether they are trusted.";
    };
  };

  config = mkIf cfg.enable {
    nix.settings = {
      substituters = lib.mkAfter [ "https://cache.nixos.org/" ];
      trusted-public-keys = [ "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=" ];
      trusted-users = [ "root" ];
      system-features = mkDefault [
        "nixos-test"
        "benchmark"
        "big-parallel"
        "kvm"
      ];
    };
    environment.systemPackages = [ cfg.package ];
    environment.etc."nix/nix.conf".text = ''
      # WARNING: this file is generated from the nix.* options in
      # your NixOS configuration, typically
      # /etc/nixos/configuration.nix.  Do not edit it!
      ${lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "${name} = ${show value}") cfg.settings)}
      ${cfg.extraOptions}
    '';
    environment.etc."nix/registry.json".text = builtins.toJSON {
      version = 2;
      flakes = lib.mapAttrsToList (_: entry: { inherit (entry) exact from to; }) cfg.registry;
    };
    environment.sessionVariables.NIX_PATH = mkIf (cfg.nixPath != [ ]) cfg.nixPath;
    systemd.services = {
      nix-gc = mkIf cfg.gc.automatic {
        description = "Nix Garbage Collector";
        script = "exec ${cfg.package.out or cfg.package}/bin/nix-collect-garbage ${cfg.gc.options}";
        serviceConfig.Type = "oneshot";
        startAt = cfg.gc.dates;
      };
      nix-optimise = mkIf cfg.optimise.automatic {
        description = "Nix Store Optimiser";
        serviceConfig.ExecStart = "${cfg.package}/bin/nix-store --optimise";
        startAt = cfg.optimise.dates;
      };
    };
    users.users = lib.listToAttrs (
      map (
        n:
        lib.nameValuePair "nixbld${toString n}" {
          description = "Nix build user ${toString n}";
          uid = 30000 + n;
          isSystemUser = true;
          group = "nixbld";
          extraGroups = [ "nixbld" ];
        }
      ) (lib.range 1 cfg.nrBuildUsers)
    );
  };
}
