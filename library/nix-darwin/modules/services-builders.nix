# Services that build and deploy: Cachix, Buildkite, GitHub, Hercules, ofborg; and the start of the system.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    internal
    maybe
    need
    opt
    text
    words
    ;
  inherit (import ./service-options.nix { inherit lib pkgs; })
    account
    always
    gone
    logTo
    package
    ;
  cfg = config.services;
  toml = pkgs.formats.toml { };
  certificates = "${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt";
  networkFiles = [
    "/etc/resolv.conf"
    "/Library/Preferences/SystemConfiguration/NetworkInterfaces.plist"
  ];
  requiresNix = service: {
    assertion = config.nix.enable;
    message = "`services.${service}.enable` needs `nix.enable`.";
  };
  enabled = lib.filterAttrs (_name: one: one.enable);

  hooks = lib.mapAttrs (_name: opt (types.nullOr types.lines) null) {
    checkout = "Commands that fetch the source.";
    command = "Commands that build.";
    environment = "Commands before all others.";
    post-artifact = "Commands after results were stored.";
    post-checkout = "Commands after the source was fetched.";
    post-command = "Commands after the build.";
    pre-artifact = "Commands before results are stored.";
    pre-checkout = "Commands before the source is fetched.";
    pre-command = "Commands before the build.";
    pre-exit = "Commands at the end.";
  };
  hooksFolder =
    given:
    pkgs.runCommandLocal "buildkite-agent-hooks" { } (
      "mkdir $out\n"
      + lib.concatStrings (
        lib.mapAttrsToList (name: commands: ''
          cp ${pkgs.writeShellScript name "set -e\n${commands}"} $out/${name}
        '') (lib.filterAttrs (_name: commands: commands != null) given)
      )
    );
  buildkite =
    { name, config, ... }:
    {
      options = {
        enable = opt types.bool true "Whether the agent runs.";
        package = package "buildkite-agent";
        dataDir = opt types.str "/var/lib/buildkite-agent-${name}" "Folder of its data.";
        runtimePackages = opt (types.listOf (types.either types.package types.path)) (with pkgs; [
          bash
          gnutar
          gzip
          git
          nix
        ]) "Packages that it finds." // {
          defaultText = lib.literalExpression "[ pkgs.bash pkgs.gnutar pkgs.gzip pkgs.git pkgs.nix ]";
        };
        tokenPath = need types.path "File with the token.";
        name = opt types.str "%hostname-${name}-%n" "Its name.";
        tags = opt (types.attrsOf (types.either types.str (types.listOf types.str))) { } "Its tags.";
        extraConfig = text "More text of its file.";
        preCommands = text "Commands before it starts.";
        privateSshKeyPath = opt (types.nullOr types.path) null "File of its key for SSH." // {
          apply = path: if path == null then null else toString path;
        };
        inherit hooks;
        hooksPath = opt types.path (hooksFolder config.hooks) "Folder with its hooks." // {
          defaultText = lib.literalMD "generated from {option}`services.buildkite-agents.<name>.hooks`";
        };
        shell = opt types.str "${pkgs.bash}/bin/bash -e -c" "Command that runs commands." // {
          defaultText = lib.literalExpression ''"''${pkgs.bash}/bin/bash -e -c"'';
        };
      };
    };
  buildkites = f: lib.mkMerge (lib.mapAttrsToList f (enabled cfg.buildkite-agents));
  tag = name: value: lib.concatMapStringsSep "," (one: "${name}=${one}") (lib.toList value);

  runner =
    { name, ... }:
    {
      options = {
        enable = flag "Whether the runner runs.";
        url = need types.str "Repository or organization that it is for.";
        tokenFile = need types.path "File with the token.";
        name = opt (types.nullOr types.str) name "Its name.";
        runnerGroup = maybe types.str "Group of runners that it is in.";
        extraLabels = words "Its labels.";
        noDefaultLabels = flag "Whether it has no others.";
        replace = flag "Whether it takes the place of one with its name.";
        extraPackages = opt (types.listOf types.package) [ ] "Packages that it finds.";
        extraEnvironment = opt types.attrs { } "Variables of its environment.";
        serviceOverrides = opt types.attrs { } "More keys of its job.";
        package = package "github-runner";
        ephemeral = flag "Whether it is new for each build.";
        user = maybe types.str "User that it runs as." // { defaultText = lib.literalExpression "username"; };
        group = maybe types.str "Group that it runs as." // { defaultText = lib.literalExpression "groupname"; };
        workDir = maybe types.str "Folder in which it works.";
        nodeRuntimes = opt (types.nonEmptyListOf (types.enum [
          "node20"
          "node24"
        ])) [ "node24" ] "Its versions of Node.js.";
      };
    };
  runners = enabled cfg.github-runners;
  runnerScript =
    work: one:
    let
      runtime = if one.package ? override then one.package.override { inherit (one) nodeRuntimes; } else one.package;
      words = lib.escapeShellArgs (
        [ "--unattended" "--disableupdate" "--work" work "--url" one.url "--labels" (lib.concatStringsSep "," one.extraLabels) ]
        ++ lib.optionals (one.name != null) [ "--name" one.name ]
        ++ lib.optional one.replace "--replace"
        ++ lib.optionals (one.runnerGroup != null) [ "--runnergroup" one.runnerGroup ]
        ++ lib.optional one.ephemeral "--ephemeral"
        ++ lib.optional one.noDefaultLabels "--no-default-labels"
      );
    in
    ''
      find ${lib.escapeShellArg work} -mindepth 1 -delete
      ${lib.optionalString one.ephemeral ''find "$RUNNER_ROOT" -mindepth 1 -delete''}
      if [[ ! -f $RUNNER_ROOT/.runner ]]; then
        token=$(<"${one.tokenFile}")
        case "$token" in
          ghp_* | github_pat_*) kind=--pat ;;
          *) kind=--token ;;
        esac
        ${lib.getExe' runtime "config.sh"} ${words} $kind "$token"
      fi
      ${lib.getExe' runtime "Runner.Listener"} run --startuptype service
    '';

  hercules =
    { config, ... }:
    {
      freeformType = toml.type;
      options =
        let
          below = folder: name: opt types.path "${config.${folder}}/${name}" "The {file}`${name}`." // {
            defaultText = lib.literalExpression ''${folder} + "/${name}"'';
          };
        in
        {
          apiBaseUrl = opt types.str "https://hercules-ci.com" "The server.";
          baseDirectory = opt types.path "/var/lib/hercules-ci-agent" "Folder of its data.";
          concurrentTasks = opt (types.either types.ints.positive (types.enum [ "auto" ])) "auto" "How many tasks at once." // {
            defaultText = lib.literalMD "`auto`: as many as there are cores";
          };
          labels = need toml.type "What is told of this host." // { defaultText = lib.literalMD "versions of what is used"; };
          workDirectory = below "baseDirectory" "work";
          staticSecretsDirectory = below "baseDirectory" "secrets";
          clusterJoinTokenPath = below "staticSecretsDirectory" "cluster-join-token.key";
          binaryCachesPath = below "staticSecretsDirectory" "binary-caches.json";
          secretsJsonPath = below "staticSecretsDirectory" "secrets.json";
        };
      config.labels = {
        agent.source = "nixpkgs";
        pkgs.version = pkgs.lib.version;
        lib.version = lib.version;
      };
    };
  moved = from: to: lib.mkRenamedOptionModule [ "services" "hercules-ci-agent" from ] ([ "services" "hercules-ci-agent" "settings" ] ++ to);
in
{
  imports = [
    (gone [ "activate-system" "enable" ] "It always runs.")
    (gone [ "buildkite-agent" ] "It is `services.buildkite-agents`, by name, now.")
    (moved "extraOptions" [ ])
    (moved "baseDirectory" [ "baseDirectory" ])
    (moved "concurrentTasks" [ "concurrentTasks" ])
    (gone [ "hercules-ci-agent" "patchNix" ] "Nix needs no changes for it.")
  ];

  options.services = {
    buildkite-agents = opt (types.attrsOf (types.submodule buildkite)) { } "Agents of Buildkite.";
    cachix-agent = {
      enable = flag "Whether Cachix deploys to this host.";
      name = opt types.str config.networking.hostName "Name of the agent.";
      package = package "cachix";
      credentialsFile = opt types.path "/etc/cachix-agent.token" "File that sets the token.";
      logFile = opt (types.nullOr types.path) "/var/log/cachix-agent.log" "Where it writes.";
    };
    github-runners = opt (types.attrsOf (types.submodule runner)) { } "Runners of GitHub.";
    hercules-ci-agent = {
      enable = flag "Whether Hercules CI builds here.";
      package = package "hercules-ci-agent";
      settings = need (types.submoduleWith { modules = [ hercules ]; }) "Its settings.";
      tomlFile = internal (need types.path "The file with them.") // {
        defaultText = lib.literalMD "generated `hercules-ci-agent.toml`";
      };
      logFile = opt types.path "/var/log/hercules-ci-agent.log" "Where it writes.";
    };
    ofborg = {
      enable = flag "Whether ofborg builds here.";
      package = need types.package "The package that is used.";
      configFile = need types.path "Its file.";
      logFile = opt types.path "/var/log/ofborg.log" "Where it writes.";
    };
  };

  config = lib.mkMerge [
    {
      launchd.daemons.activate-system = {
        script = ''
          set -e -o pipefail
          export PATH="${
            lib.makeBinPath (
              [
                pkgs.gnugrep
                pkgs.coreutils
              ]
              ++ lib.optional config.nix.enable config.nix.package
            )
          }:/usr/bin:/bin:/usr/sbin:/sbin"
          export USER=root LOGNAME=root HOME=~root MAIL=/var/mail/root SHELL=$BASH LANG=C LC_CTYPE=UTF-8
          systemConfig=$(cat ${config.system.profile}/systemConfig)
          ln -sfn "$systemConfig" /run/current-system
          [[ ! -d /nix/var/nix/gcroots ]] || ln -sfn /run/current-system /nix/var/nix/gcroots/current-system
          ${config.system.activationScripts.checks.text}
          ${config.system.activationScripts.etc.text}
          ${config.system.activationScripts.keyboard.text}
        '';
        serviceConfig.RunAtLoad = true;
      };
    }
    {
      assertions = lib.mapAttrsToList (name: one: {
        assertion = one.hooksPath == hooksFolder one.hooks || lib.all (hook: hook == null) (lib.attrValues one.hooks);
        message = "`services.buildkite-agents.${name}` can have one of `hooks` and `hooksPath`.";
      }) (enabled cfg.buildkite-agents);
      users = buildkites (
        name: one: {
          users."buildkite-agent-${name}" = {
            home = one.dataDir;
            createHome = true;
            description = "Agent of Buildkite";
          };
          groups."buildkite-agent-${name}" = { };
        }
      );
      launchd.daemons = buildkites (
        name: one: {
          "buildkite-agent-${name}" = {
            path = one.runtimePackages ++ [
              one.package
              pkgs.coreutils
            ];
            environment = {
              HOME = one.dataDir;
              NIX_REMOTE = "daemon";
              inherit (config.environment.variables) NIX_SSL_CERT_FILE;
            };
            script = ''
              ${lib.optionalString (one.privateSshKeyPath != null) ''
                mkdir -m 0700 -p "${one.dataDir}/.ssh"
                install -m600 "${one.privateSshKeyPath}" "${one.dataDir}/.ssh/id_rsa"
              ''}
              cat > "${one.dataDir}/buildkite-agent.cfg" <<EOF
              token="$(cat ${toString one.tokenPath})"
              name="${one.name}"
              shell="${one.shell}"
              tags="${lib.concatStringsSep "," (lib.mapAttrsToList tag one.tags)}"
              build-path="${one.dataDir}/builds"
              hooks-path="${one.hooksPath}"
              ${one.extraConfig}
              EOF
              ${one.preCommands}
              ${one.package}/bin/buildkite-agent start --config ${one.dataDir}/buildkite-agent.cfg
            '';
            serviceConfig = {
              ProcessType = "Interactive";
              ThrottleInterval = 30;
              RunAtLoad = true;
              WatchPaths = networkFiles;
              GroupName = "buildkite-agent-${name}";
              UserName = "buildkite-agent-${name}";
              WorkingDirectory = config.users.users."buildkite-agent-${name}".home;
            }
            // logTo "${one.dataDir}/buildkite-agent.log";
          };
        }
      );
    }
    (mkIf cfg.cachix-agent.enable {
      assertions = [ (requiresNix "cachix-agent") ];
      launchd.daemons.cachix-agent = {
        script = ''
          . ${cfg.cachix-agent.credentialsFile}
          exec ${cfg.cachix-agent.package}/bin/cachix deploy agent ${cfg.cachix-agent.name}
        '';
        path = [
          config.nix.package
          pkgs.coreutils
          config.environment.systemPath
        ];
        environment = {
          NIX_SSL_CERT_FILE = certificates;
          USER = "root";
        };
        serviceConfig =
          always
          // logTo cfg.cachix-agent.logFile
          // {
            ProcessType = "Interactive";
            WatchPaths = [ cfg.cachix-agent.credentialsFile ];
          };
      };
    })
    (mkIf (runners != { }) {
      assertions = [ (requiresNix "github-runners.<name>") ] ++ lib.concatLists (
        lib.mapAttrsToList (name: one: [
          {
            assertion = one.user != null || one.group == null;
            message = "`services.github-runners.${name}` has a `group` and no `user`.";
          }
          {
            assertion = !one.noDefaultLabels || one.extraLabels != [ ];
            message = "`services.github-runners.${name}` has no label.";
          }
          {
            assertion = one.workDir == null || !lib.any (folder: lib.hasPrefix folder one.workDir) [ "/run/" "/var/run/" "/private/var/run/" ];
            message = "`services.github-runners.${name}.workDir` cannot be in `/run`.";
          }
        ]) runners
      );
      users = mkIf (lib.any (one: one.user == null && one.group == null) (lib.attrValues runners)) (
        lib.recursiveUpdate (account "_github-runner" 533 "/var/lib/github-runners" "Runners of GitHub") {
          users._github-runner.shell = "/bin/bash";
        }
      );
      system.activationScripts.launchd.text = lib.mkBefore (
        lib.concatMapStrings (one: ''
          install -d -m 0750 -o ${if one.user == null then "_github-runner" else one.user} /var/lib/github-runners/${one.name} /var/log/github-runners/${one.name} ${
            lib.optionalString (one.workDir == null) "/private/var/lib/github-runners/_work/${one.name}"
          }
        '') (lib.attrValues runners)
      );
      launchd.daemons = lib.mapAttrs' (
        name: one:
        let
          state = "/var/lib/github-runners/${one.name}";
          log = "/var/log/github-runners/${one.name}";
          work = if one.workDir == null then "/private/var/lib/github-runners/_work/${one.name}" else one.workDir;
        in
        lib.nameValuePair "github-runner-${name}" {
          environment = {
            HOME = state;
            RUNNER_ROOT = state;
          }
          // one.extraEnvironment;
          path =
            (with pkgs; [
              bash
              coreutils
              git
              gnutar
              gzip
            ])
            ++ [ config.nix.package ]
            ++ one.extraPackages;
          script = runnerScript work one;
          serviceConfig = lib.mkMerge [
            {
              GroupName = one.group;
              UserName = if one.user == null then "_github-runner" else one.user;
              KeepAlive = mkIf one.ephemeral { SuccessfulExit = true; };
              ProcessType = "Interactive";
              RunAtLoad = true;
              StandardErrorPath = "${log}/launchd-stderr.log";
              StandardOutPath = "${log}/launchd-stdout.log";
              ThrottleInterval = 30;
              WatchPaths = networkFiles ++ [ one.tokenFile ];
              WorkingDirectory = state;
            }
            one.serviceOverrides
          ];
        }
      ) runners;
    })
    (mkIf cfg.hercules-ci-agent.enable {
      assertions = [ (requiresNix "hercules-ci-agent") ];
      nix = {
        extraOptions = "narinfo-cache-negative-ttl = 0";
        settings.trusted-users = [ "_hercules-ci-agent" ];
      };
      services.hercules-ci-agent = {
        tomlFile = toml.generate "hercules-ci-agent.toml" cfg.hercules-ci-agent.settings;
        settings = {
          nixUserIsTrusted = true;
          labels.darwin = {
            label = config.system.darwinLabel;
            revision = mkIf (config.system.darwinRevision != null) config.system.darwinRevision;
            version = config.system.darwinVersion;
            nix.daemon = true;
            nix.sandbox = config.nix.settings.sandbox;
          };
        };
      };
      users = lib.recursiveUpdate (account "_hercules-ci-agent" 399 cfg.hercules-ci-agent.settings.baseDirectory "Agent of Hercules CI") {
        users._hercules-ci-agent = {
          gid = lib.mkDefault config.users.groups._hercules-ci-agent.gid;
          createHome = true;
          shell = "/bin/bash";
        };
        groups._hercules-ci-agent.gid = lib.mkDefault 32001;
        knownUsers = [
          "hercules-ci-agent"
          "_hercules-ci-agent"
        ];
        knownGroups = [
          "hercules-ci-agent"
          "_hercules-ci-agent"
        ];
      };
      launchd.daemons.hercules-ci-agent = {
        script = "exec ${cfg.hercules-ci-agent.package}/bin/hercules-ci-agent --config ${cfg.hercules-ci-agent.tomlFile}";
        path = [
          config.nix.package
          config.environment.systemPath
        ];
        environment.NIX_SSL_CERT_FILE = certificates;
        serviceConfig =
          always
          // logTo cfg.hercules-ci-agent.logFile
          // {
            GroupName = "_hercules-ci-agent";
            UserName = "_hercules-ci-agent";
            WorkingDirectory = config.users.users._hercules-ci-agent.home;
            WatchPaths = [ cfg.hercules-ci-agent.settings.staticSecretsDirectory ];
          };
      };
    })
    (mkIf cfg.ofborg.enable {
      assertions = [ (requiresNix "ofborg") ];
      services.ofborg.configFile = lib.mkDefault "${config.users.users.ofborg.home}/config.json";
      users = lib.recursiveUpdate (account "ofborg" 531 "/var/lib/ofborg" "Builder of ofborg") {
        users.ofborg.shell = "/bin/bash";
      };
      launchd.daemons.ofborg = {
        script = ''
          git config --global user.email ofborg@example.com
          git config --global user.name OfBorg
          exec ${cfg.ofborg.package}/bin/builder "${cfg.ofborg.configFile}"
        '';
        path = [
          config.nix.package
          pkgs.bash
          pkgs.coreutils
          pkgs.curl
          pkgs.git
        ];
        environment = {
          RUST_BACKTRACE = "1";
          NIX_SSL_CERT_FILE = certificates;
        };
        serviceConfig = {
          KeepAlive = true;
          GroupName = "ofborg";
          UserName = "ofborg";
          WorkingDirectory = config.users.users.ofborg.home;
        }
        // logTo cfg.ofborg.logFile;
      };
    })
  ];
}
