# `services.gitlab-runner`: builds for GitLab.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    maybe
    need
    opt
    strings
    words
    ;
  inherit (import ./service-options.nix { inherit lib pkgs; }) gone;
  cfg = config.services.gitlab-runner;
  int = default: opt types.int default;

  service.options = {
    registrationConfigFile = need types.path "File with the server and the token.";
    registrationFlags = words "More arguments of the registration.";
    environmentVariables = strings "Variables of builds.";
    executor = opt types.str "docker" "What builds run in.";
    buildsDir = maybe types.path "Folder of builds.";
    cloneUrl = maybe types.str "Where sources are fetched, if not as GitLab says.";
    dockerImage = maybe types.str "The image.";
    dockerVolumes = words "Folders in containers.";
    dockerDisableCache = flag "Whether containers keep nothing.";
    dockerPrivileged = flag "Whether containers may do everything.";
    dockerExtraHosts = words "Addresses of hosts.";
    dockerAllowedImages = words "Images that builds may use.";
    dockerAllowedServices = words "Services that builds may use.";
    preCloneScript = maybe types.path "Commands before the source is fetched.";
    preBuildScript = maybe types.path "Commands before a build.";
    postBuildScript = maybe types.path "Commands after a build.";
    tagList = words "Its tags.";
    runUntagged = flag "Whether it takes builds without tags.";
    limit = int 0 "How many builds at once; 0 is any number.";
    requestConcurrency = int 0 "How many builds it asks for at once.";
    maximumTimeout = int 0 "Seconds that a build may take; 0 is any number.";
    protected = flag "Whether it is for protected branches only.";
    debugTraceDisabled = flag "Whether builds cannot be traced.";
  };
  session.options = {
    listenAddress = maybe types.str "Where it listens.";
    advertiseAddress = maybe types.str "Where others reach it.";
    sessionTimeout = int 1800 "Seconds that a session may stay.";
  };

  file = "$HOME/.gitlab-runner/config.toml";
  # A runner is registered again when anything about it changes.
  hashed = lib.mapAttrs' (
    name: one:
    lib.nameValuePair "${name}_${toString config.networking.hostName}_${
      lib.substring 0 12 (builtins.hashString "md5" (builtins.unsafeDiscardStringContext (builtins.toJSON one)))
    }" one
  ) cfg.services;
  register =
    name: one:
    let
      option = flag: value: lib.optionals (value != null) [ flag "${value}" ];
      each = flag: lib.concatMap (value: [ flag value ]);
      docker = lib.optionals (lib.hasPrefix "docker" one.executor) (
        [ "--docker-image" (if one.dockerImage == null then throw "The runner ${name} needs a `dockerImage`." else one.dockerImage) ]
        ++ lib.optional one.dockerDisableCache "--docker-disable-cache"
        ++ lib.optional one.dockerPrivileged "--docker-privileged"
        ++ each "--docker-volumes" one.dockerVolumes
        ++ each "--docker-extra-hosts" one.dockerExtraHosts
        ++ each "--docker-allowed-images" one.dockerAllowedImages
        ++ each "--docker-allowed-services" one.dockerAllowedServices
      );
      arguments =
        [ "--non-interactive" "--name" name "--executor" one.executor ]
        ++ [ "--limit" (toString one.limit) "--request-concurrency" (toString one.requestConcurrency) ]
        ++ [ "--maximum-timeout" (toString one.maximumTimeout) ]
        ++ one.registrationFlags
        ++ option "--builds-dir" one.buildsDir
        ++ option "--clone-url" one.cloneUrl
        ++ option "--pre-clone-script" one.preCloneScript
        ++ option "--pre-build-script" one.preBuildScript
        ++ option "--post-build-script" one.postBuildScript
        ++ lib.optionals (one.tagList != [ ]) [ "--tag-list" (lib.concatStringsSep "," one.tagList) ]
        ++ lib.optional one.runUntagged "--run-untagged"
        ++ lib.optionals one.protected [ "--access-level" "ref_protected" ]
        ++ lib.optional one.debugTraceDisabled "--debug-trace-disabled"
        ++ each "--env" (lib.mapAttrsToList (key: value: "${key}=${value}") one.environmentVariables)
        ++ docker;
    in
    ''
      gitlab-runner list 2>&1 | grep -q '^${name} ' || (set -a; source ${one.registrationConfigFile}; gitlab-runner register ${lib.escapeShellArgs arguments})
    '';
  global = {
    check_interval = cfg.checkInterval;
    concurrent = cfg.concurrent;
    sentry_dsn = cfg.sentryDSN;
    listen_address = cfg.prometheusListenAddress;
    "session_server.listen_address" = cfg.sessionServer.listenAddress;
    "session_server.advertise_address" = cfg.sessionServer.advertiseAddress;
    "session_server.session_timeout" = cfg.sessionServer.sessionTimeout;
  };
  configure =
    if cfg.configFile != null then
      "cp ${cfg.configFile} ${file}"
    else
      ''
        gitlab-runner verify --delete
        gitlab-runner list 2>&1 | awk '/Executor/ { print $1 }' | grep -vxF ${lib.concatMapStringsSep " " (name: "-e ${name}") ([ "none" ] ++ lib.attrNames hashed)} | while read -r old; do
          gitlab-runner unregister --name "$old"
        done
        ${lib.concatStrings (lib.mapAttrsToList register hashed)}
        tomlq -t ${
          lib.escapeShellArg (
            lib.concatStringsSep " | " (
              lib.mapAttrsToList (name: value: ".${name} = ${builtins.toJSON value}") global
              ++ [
                "del(.[] | nulls)"
                "del(.session_server[] | nulls)"
              ]
            )
          )
        } ${file} > config.toml.new && mv config.toml.new ${file}
      '';
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "services" "gitlab-runner" "packages" ] [ "services" "gitlab-runner" "extraPackages" ])
    (gone [ "gitlab-runner" "configOptions" ] "It is `services.gitlab-runner.services` now.")
    (gone [ "gitlab-runner" "workDir" ] "It is `/var/lib/gitlab-runner`.")
  ];

  options.services.gitlab-runner = {
    enable = lib.mkEnableOption "builds for GitLab";
    configFile = maybe types.path "Its file, instead of `services`.";
    checkInterval = int 0 "Seconds between questions for builds.";
    concurrent = int 1 "How many builds at once.";
    sentryDSN = maybe types.str "Where errors are reported.";
    prometheusListenAddress = maybe types.str "Where measurements are read.";
    sessionServer = opt (types.submodule session) { } "How one looks into builds that run.";
    gracefulTermination = flag "Whether builds end before it stops.";
    gracefulTimeout = opt types.str "infinity" "How long they may take for it.";
    package = opt types.package pkgs.gitlab-runner "The package that is used." // { defaultText = "pkgs.gitlab-runner"; };
    extraPackages = opt (types.listOf types.package) [ ] "Packages that it finds.";
    services = opt (types.attrsOf (types.submodule service)) { } "Its runners.";
  };

  config = lib.mkIf cfg.enable {
    warnings = lib.optional (cfg.configFile != null) "`services.gitlab-runner.configFile` is the older form of `services`.";
    users = {
      users.gitlab-runner = {
        uid = lib.mkDefault 532;
        home = lib.mkDefault "/var/lib/gitlab-runner";
        shell = "/bin/bash";
        description = "Runner of GitLab";
      };
      groups.gitlab-runner = {
        gid = lib.mkDefault 532;
        description = "Runner of GitLab";
      };
    };
    environment.systemPackages = [ cfg.package ];
    launchd.daemons.gitlab-runner = {
      environment = {
        HOME = "${config.users.users.gitlab-runner.home}";
        NIX_REMOTE = "daemon";
        NIX_SSL_CERT_FILE = "${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt";
      };
      path =
        (with pkgs; [
          bash
          gawk
          jq
          moreutils
          yq
          cfg.package
          coreutils
          gnugrep
          gnused
        ])
        ++ cfg.extraPackages;
      script = ''
        export CONFIG_FILE=${file}
        mkdir -p "$HOME/.gitlab-runner"
        ${configure}
        chown -R --reference="$HOME" "$HOME/.gitlab-runner"
        exec gitlab-runner run --working-directory "$HOME"
      '';
      serviceConfig = {
        ProcessType = "Interactive";
        ThrottleInterval = 30;
        RunAtLoad = true;
        WatchPaths = [
          "/etc/resolv.conf"
          "/Library/Preferences/SystemConfiguration/NetworkInterfaces.plist"
        ];
        GroupName = "gitlab-runner";
        UserName = "gitlab-runner";
        WorkingDirectory = config.users.users.gitlab-runner.home;
      };
    };
  };
}
