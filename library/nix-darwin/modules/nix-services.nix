# What Nix runs: its daemon, regular cleaning, a machine with Linux; and its ids and nixpkgs.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    internal
    maybe
    need
    opt
    words
    ;
  cfg = config.nix;
  daemon = config.services.nix-daemon;
  builder = cfg.linux-builder;
  inherit (import ./launchd-types.nix { inherit lib; }) calendar;
  weekly = Hour: opt calendar [
    {
      Weekday = 7;
      inherit Hour;
      Minute = 15;
    }
  ] "When.";
  gone = path: lib.mkRemovedOptionModule ([ "nix" ] ++ path);
  requiresNix = option: enabled: {
    assertion = !enabled || cfg.enable;
    message = "`${option}` needs `nix.enable`.";
  };

  # What is read of the machine's own configuration; the rest of it is not evaluated.
  machine =
    (lib.evalModules {
      specialArgs = {
        inherit pkgs;
        modulesPath = toString ../../nixpkgs/nixos/modules;
      };
      modules = [
        builder.config
        {
          freeformType = types.lazyAttrsOf types.anything;
          options.virtualisation.cores = opt types.int 1 "Its cores.";
        }
      ];
    }).config;
  linuxBuilder = pkgs.writeShellScriptBin "create-builder" "exit 1" // {
    nixosConfig = {
      networking.hostName = "nixos";
      virtualisation.cores = machine.virtualisation.cores;
      nixpkgs.hostPlatform.system = lib.replaceStrings [ "darwin" ] [ "linux" ] pkgs.stdenv.hostPlatform.system;
    };
    override = _arguments: linuxBuilder;
  };
in
{
  imports = [
    (gone [ "gc" "dates" ] "It is `nix.gc.interval` on Macs.")
    (gone [ "gc" "randomizedDelaySec" ] "Macs have no such thing.")
    (gone [ "gc" "persistent" ] "Macs have no such thing.")
    (gone [ "gc" "user" ] "It is always `root`.")
    (gone [ "optimise" "dates" ] "It is `nix.optimise.interval` on Macs.")
    (gone [ "optimise" "user" ] "It is always `root`.")
    (gone [ "linux-builder" "modules" ] "It is `nix.linux-builder.config` now, which is a module.")
    (lib.mkRemovedOptionModule [ "services" "nix-daemon" "enable" ] "The daemon is there with `nix.enable`.")
  ];

  options = {
    nix = {
      gc = {
        automatic = flag "Whether old paths are removed at regular times.";
        interval = weekly 3;
        options = opt types.str "" "Arguments of {command}`nix-collect-garbage`.";
      };
      optimise = {
        automatic = flag "Whether equal files are stored once, at regular times.";
        interval = weekly 4;
      };
      linux-builder = {
        enable = lib.mkEnableOption "a machine with Linux that builds";
        package = opt types.package (pkgs.darwin.linux-builder or linuxBuilder) "The machine." // {
          defaultText = "pkgs.darwin.linux-builder";
          apply = package: package.override (old: { modules = old.modules or [ ] ++ [ builder.config ]; });
        };
        config = opt types.deferredModule { } "Its configuration.";
        maxJobs = opt types.ints.positive builder.package.nixosConfig.virtualisation.cores "How many builds at once." // {
          defaultText = lib.literalMD "its cores";
        };
        systems = opt (types.listOf types.str) [ builder.package.nixosConfig.nixpkgs.hostPlatform.system ] "Its systems." // {
          defaultText = lib.literalMD "that of its configuration";
        };
        protocol = opt types.str "ssh-ng" "How it is talked to.";
        speedFactor = opt types.ints.positive 1 "How fast it is beside others.";
        mandatoryFeatures = words "Features that a build for it must need." // { defaultText = lib.literalExpression "[]"; };
        supportedFeatures = opt (types.listOf types.str) [
          "kvm"
          "benchmark"
          "big-parallel"
        ] "Features that a build for it may need." // {
          defaultText = lib.literalExpression ''[ "kvm" "benchmark" "big-parallel" ]'';
        };
        workingDirectory = opt types.str "/var/lib/linux-builder" "Where it is kept.";
        ephemeral = lib.mkEnableOption "a machine that forgets everything when it starts";
      };
    };
    services.nix-daemon = {
      enableSocketListener = flag "Whether the daemon is started by its socket.";
      logFile = maybe types.path "Where it writes.";
      tempDir = maybe types.path "Where it builds.";
    };
    ids = {
      uids = internal (need (types.attrsOf types.int) "Numbers of users.");
      gids = internal (need (types.attrsOf types.int) "Numbers of groups.");
    };
    nixpkgs = {
      source = need types.path "The nixpkgs that the packages are from." // {
        defaultText = lib.literalMD "`<nixpkgs>` or nix-darwin's `nixpkgs` flake input";
      };
      constructedByUs = internal (need types.bool "Whether the package set was made of the settings here.");
    };
  };

  config = {
    assertions = [
      (requiresNix "nix.gc.automatic" cfg.gc.automatic)
      (requiresNix "nix.optimise.automatic" cfg.optimise.automatic)
      (requiresNix "nix.linux-builder.enable" builder.enable)
      (requiresNix "nixpkgs.flake.setNixPath" config.nixpkgs.flake.setNixPath)
      (requiresNix "nixpkgs.flake.setFlakeRegistry" config.nixpkgs.flake.setFlakeRegistry)
    ];
    ids = {
      uids = {
        nixbld = lib.mkDefault 350;
        _prometheus-node-exporter = 534;
        _dnscrypt-proxy = 535;
      };
      # New installations have another group of building users than older ones.
      gids = {
        nixbld = lib.mkDefault (if config.system.stateVersion < 5 then 30000 else 350);
        _prometheus-node-exporter = 534;
        _dnscrypt-proxy = 535;
      };
    };
    nixpkgs = {
      source = lib.mkOptionDefault ../../nixpkgs;
      constructedByUs =
        (lib.modules.mergeAttrDefinitionsWithPrio options._module.args).pkgs.highestPrio
        == (lib.modules.defaultOverridePriority or 100)
        && !options.nixpkgs.pkgs.isDefined;
      flake = lib.genAttrs [ "setNixPath" "setFlakeRegistry" ] (
        _name: lib.mkOverride 1400 (cfg.enable && config.nixpkgs.flake.source != null)
      );
    };
    launchd.daemons = {
      nix-daemon = lib.mkIf cfg.enable {
        command = lib.getExe' cfg.package "nix-daemon";
        serviceConfig = {
          Label = "org.nixos.nix-daemon";
          ProcessType = cfg.daemonProcessType;
          LowPriorityIO = cfg.daemonIOLowPriority;
          SoftResourceLimits.NumberOfFiles = lib.mkDefault 1048576;
          StandardErrorPath = daemon.logFile;
          KeepAlive = lib.mkIf (!daemon.enableSocketListener) true;
          Sockets = lib.mkIf daemon.enableSocketListener {
            Listeners = {
              SockType = "stream";
              SockPathName = "/nix/var/nix/daemon-socket/socket";
            };
          };
          EnvironmentVariables = lib.mkMerge [
            cfg.envVars
            {
              NIX_SSL_CERT_FILE = lib.mkIf (config.environment.variables ? NIX_SSL_CERT_FILE) (
                lib.mkDefault config.environment.variables.NIX_SSL_CERT_FILE
              );
              TMPDIR = lib.mkIf (daemon.tempDir != null) daemon.tempDir;
              OBJC_DISABLE_INITIALIZE_FORK_SAFETY = lib.mkDefault "YES";
            }
          ];
        };
      };
      nix-gc = lib.mkIf cfg.gc.automatic {
        command = "${cfg.package}/bin/nix-collect-garbage ${cfg.gc.options}";
        serviceConfig.RunAtLoad = false;
        serviceConfig.StartCalendarInterval = cfg.gc.interval;
      };
      nix-optimise = lib.mkIf cfg.optimise.automatic {
        command = "${lib.getExe' cfg.package "nix-store"} --optimise";
        serviceConfig.RunAtLoad = false;
        serviceConfig.StartCalendarInterval = cfg.optimise.interval;
      };
      linux-builder = lib.mkIf builder.enable {
        environment = { inherit (config.environment.variables) NIX_SSL_CERT_FILE; };
        script = ''
          # Files in /tmp would be removed after some days.
          export USE_TMPDIR=1 TMPDIR=/run/org.nixos.linux-builder
          rm -rf "$TMPDIR" && mkdir -p "$TMPDIR"
          trap 'rm -rf "$TMPDIR"' EXIT
          ${lib.optionalString builder.ephemeral "rm -f ${builder.workingDirectory}/${builder.package.nixosConfig.networking.hostName}.qcow2"}
          ${builder.package}/bin/create-builder
        '';
        serviceConfig = {
          KeepAlive = true;
          RunAtLoad = true;
          WorkingDirectory = builder.workingDirectory;
        };
      };
    };
    system.activationScripts.nix-daemon.text =
      if cfg.enable then
        ''
          if ! cmp -s /etc/nix/nix.conf /run/current-system/etc/nix/nix.conf || ! cmp -s /etc/nix/machines /run/current-system/etc/nix/machines; then
            launchctl kill HUP system/org.nixos.nix-daemon
          fi
        ''
      else
        ''
          # The daemon that was there before is the one that is needed again.
          daemon=Library/LaunchDaemons/org.nixos.nix-daemon.plist
          if [[ -e /run/current-system/$daemon && -e /nix/var/nix/profiles/default/$daemon ]]; then
            cp "/nix/var/nix/profiles/default/$daemon" /Library/LaunchDaemons
            launchctl load -w "/$daemon"
          fi
        '';
    system.activationScripts.preActivation.text =
      if builder.enable then "mkdir -p ${builder.workingDirectory}" else "rm -rf ${builder.workingDirectory}";
    environment.etc."ssh/ssh_config.d/100-linux-builder.conf" = lib.mkIf builder.enable {
      text = ''
        Host linux-builder
          Hostname localhost
          HostKeyAlias linux-builder
          IdentityFile /etc/nix/builder_ed25519
          Port 31022
          User builder
      '';
    };
    nix = lib.mkMerge [
      (lib.mkIf builder.enable {
        distributedBuilds = true;
        buildMachines = [
          {
            hostName = "linux-builder";
            sshUser = "builder";
            sshKey = "/etc/nix/builder_ed25519";
            # The key that all of these machines have.
            publicHostKey = "c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSUpCV2N4Yi9CbGFxdDFhdU90RStGOFFVV3JVb3RpQzVxQkorVXVFV2RWQ2Igcm9vdEBuaXhvcwo=";
            inherit (builder)
              mandatoryFeatures
              maxJobs
              protocol
              speedFactor
              supportedFeatures
              systems
              ;
          }
        ];
        settings.builders-use-substitutes = true;
      })
      (lib.mkIf (config.nixpkgs.flake.source != null && config.nixpkgs.flake.setFlakeRegistry) {
        registry.nixpkgs.to = lib.mkDefault {
          type = "path";
          path = config.nixpkgs.flake.source;
        };
      })
      (lib.mkIf (config.nixpkgs.flake.source != null && config.nixpkgs.flake.setNixPath) {
        nixPath = lib.mkDefault (
          [ "nixpkgs=flake:nixpkgs" ]
          ++ lib.optional cfg.channel.enable "/nix/var/nix/profiles/per-user/root/channels"
        );
      })
    ];
  };
}
