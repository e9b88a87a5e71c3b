# `services.podman`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    described
    enabled
    flag
    maybe
    need
    opt
    strings
    words
    ;
  inherit (pkgs.stdenv.hostPlatform) isDarwin isLinux system;
  toml = pkgs.formats.toml { };
  cfg = config.services.podman;

  # Fields of files of Quadlet.
  primitive = with types; nullOr (oneOf [ bool int str path ]);
  primitives = with types; attrsOf (either primitive (listOf primitive));
  sections = with types; attrsOf (attrsOf (oneOf [ primitives (listOf primitive) primitive ]));
  said = maybe types.str;
  owner = maybe (with types; either int str);

  common = {
    autoStart = enabled "Whether it starts with the user.";
    extraConfig = opt sections { } "Further fields by section.";
    extraPodmanArgs = words "Further arguments of Podman.";
  };
  # By default, descriptions of some kinds tell the name.
  describedBy =
    kind: name:
    described "\"Service for ${kind} \\\${name}\"" (opt (types.nullOr types.str) "Service for ${kind} ${name}" "Its description.");

  kinds = {
    build = name: {
      authFile = maybe types.path "File with the passwords of registries.";
      description = describedBy "build" name;
      environment = opt primitives { } "Variables of its environment.";
      file = need types.str "The Containerfile.";
      tags = words "Further names of the image.";
      labels = strings "Its labels.";
      tlsVerify = enabled "Whether registries have to prove who they are.";
      workingDirectory = maybe types.path "Folder of the build.";
    };
    container = _: {
      addCapabilities = words "Capabilities that it has.";
      autoUpdate = opt (types.enum [ null "registry" "local" ]) null "Where newer images come from.";
      description = said "Its description.";
      devices = words "Devices of the host.";
      dropCapabilities = words "Capabilities that it has not.";
      entrypoint = said "Its program.";
      environment = opt primitives { } "Variables of its environment.";
      environmentFile = words "Files of such variables.";
      exec = said "Its command.";
      group = owner "Its group.";
      image = need types.str "Its image, or one of ours: `NAME.build`, `NAME.image`.";
      ip4 = said "Its address.";
      ip6 = said "Its address of IPv6.";
      labels = strings "Its labels.";
      network = opt (with types; either str (listOf str)) [ ] "Its networks; ours are `NAME.network`." // {
        apply = lib.toList;
      };
      networkAlias = words "Its names in them.";
      ports = words "Ports of the host.";
      userNS = said "Its namespace of users.";
      user = owner "Its user.";
      volumes = words "Its volumes; ours are `NAME.volume`.";
    };
    image = name: {
      authFile = maybe types.path "File with the passwords of registries.";
      certDir = maybe types.path "Folder of certificates.";
      decryptionKeyFile = maybe types.path "File with a key of the image.";
      description = describedBy "image" name;
      image = need types.str "Where it comes from.";
      password = said "Password at the registry.";
      tag = said "Its name.";
      tlsVerify = enabled "Whether the registry has to prove who it is.";
      username = said "User at the registry.";
    };
    network = _: {
      description = said "Its description.";
      driver = said "Its driver.";
      gateway = said "Its gateway.";
      internal = maybe types.bool "Whether it has no way out.";
      labels = strings "Its labels.";
      subnet = said "Its addresses.";
    };
    volume = name: {
      copy = enabled "Whether what an image has there, comes into it.";
      description = describedBy "volume" name;
      device = said "Its device.";
      driver = said "Its driver.";
      group = owner "Its group.";
      image = said "Its image.";
      labels = strings "Its labels.";
      preserve = enabled "Whether it stays when it is no longer here.";
      type = said "Its file system.";
      user = owner "Its user.";
    };
  };
  quadlets =
    kind: options:
    opt (types.attrsOf (types.submodule ({ name, ... }: { options = common // options name; }))) { }
      "Each a ${kind}.";

  managed = labels: labels // { "nix.home-manager.managed" = true; };
  # `newuidmap` has to be the host's.
  hostPath = "/run/wrappers/bin:/usr/bin:/bin:/usr/sbin:/sbin";
  awaited = "${pkgs.writeShellScript "await-podman-unshare" ''
    until ${cfg.package}/bin/podman unshare ${pkgs.coreutils}/bin/true; do
      ${pkgs.coreutils}/bin/sleep 1
    done
  ''}";
  once = timeout: {
    TimeoutStartSec = timeout;
    RemainAfterExit = "yes";
  };
  prepared = once 15 // {
    Environment.PATH = "${hostPath}:${lib.makeBinPath [ (pkgs.su or pkgs.shadow) pkgs.coreutils ]}";
    ExecStartPre = [ awaited ];
  };

  # One of ours that a container names: as its unit is called.
  named =
    types: value:
    let
      ours = lib.findFirst (quadlet: quadlet != null) null (map (reference value) types);
    in
    if ours == null then value else lib.replaceStrings [ ours ] [ "podman-${ours}" ] value;
  reference =
    value: kind:
    let
      parts = builtins.match "([a-zA-Z0-9_-]+\\.${kind}).*" value;
      name = lib.head parts;
    in
    if parts != null && cfg."${kind}s" ? ${lib.removeSuffix ".${kind}" name} then name else null;

  fields = {
    build = name: it: {
      Build = {
        AuthFile = it.authFile;
        Environment = it.environment;
        File = it.file;
        ImageTag = [ "homemanager/${name}" ] ++ it.tags;
        Label = managed it.labels;
        PodmanArgs = it.extraPodmanArgs;
        SetWorkingDirectory = it.workingDirectory;
        TLSVerify = it.tlsVerify;
      };
      Service = once 300;
      Unit.Description = it.description;
    };
    container = name: it: {
      Container = {
        AddCapability = it.addCapabilities;
        AddDevice = it.devices;
        AutoUpdate = it.autoUpdate;
        ContainerName = name;
        DropCapability = it.dropCapabilities;
        Entrypoint = it.entrypoint;
        Environment = it.environment;
        EnvironmentFile = it.environmentFile;
        Exec = it.exec;
        Group = it.group;
        Image = [ (named [ "build" "image" ] it.image) ];
        IP = it.ip4;
        IP6 = it.ip6;
        Label = managed it.labels;
        Network = map (named [ "network" ]) it.network;
        NetworkAlias = it.networkAlias;
        PodmanArgs = it.extraPodmanArgs;
        PublishPort = it.ports;
        UserNS = it.userNS;
        User = it.user;
        Volume = map (named [ "volume" ]) it.volumes;
      };
      Service = {
        Environment.PATH = lib.concatStringsSep ":" [
          "/run/wrappers/bin"
          "/run/current-system/sw/bin"
          "${pkgs.nftables}/bin"
          "${config.home.homeDirectory}/.nix-profile/bin"
          "${pkgs.systemd}/bin"
        ];
        Restart = "always";
        TimeoutStopSec = 30;
      };
      Unit.Description = if it.description == null then "Service for container ${name}" else it.description;
    };
    image = _: it: {
      Image = {
        AuthFile = it.authFile;
        CertDir = it.certDir;
        Creds =
          if it.username == null && it.password == null then
            null
          else
            toString it.username + lib.optionalString (it.password != null) ":${it.password}";
        DecryptionKey = it.decryptionKeyFile;
        Image = it.image;
        ImageTag = it.tag;
        PodmanArgs = it.extraPodmanArgs;
        TLSVerify = it.tlsVerify;
      };
      Service = once 300 // {
        ExecStartPre = [ awaited ];
      };
      Unit.Description = it.description;
    };
    network = name: it: {
      Network = {
        Driver = it.driver;
        Gateway = it.gateway;
        Internal = it.internal;
        NetworkName = name;
        Label = managed it.labels;
        PodmanArgs = it.extraPodmanArgs;
        Subnet = it.subnet;
      };
      Service = prepared;
      Unit = {
        After = [ "network.target" ];
        Description = if it.description == null then "Service for network ${name}" else it.description;
      };
    };
    volume = name: it: {
      Volume = {
        Copy = it.copy;
        Device = it.device;
        Driver = it.driver;
        Group = it.group;
        Image = it.image;
        Label = managed it.labels // {
          "nix.home-manager.preserve" = it.preserve;
        };
        PodmanArgs = it.extraPodmanArgs;
        Type = it.type;
        User = it.user;
        VolumeName = name;
      };
      Service = prepared;
      Unit.Description = it.description;
    };
  };

  # Fields above fields: lists grow, the rest is replaced.
  above =
    old: new:
    let
      grows = list: item: lib.isList list && list != [ ] && builtins.typeOf (lib.head list) == builtins.typeOf item;
      both =
        name:
        let
          a = old.${name};
          b = new.${name};
        in
        if !(old ? ${name}) || a == null then
          b
        else if b == null then
          a
        else if lib.isAttrs a && lib.isAttrs b then
          above a b
        else if lib.isList a && lib.isList b then
          a ++ b
        else if grows a b then
          a ++ [ b ]
        else if grows b a then
          [ a ] ++ b
        else
          b;
    in
    old // lib.mapAttrs (name: _: both name) new;

  show = lib.generators.mkValueStringDefault { };
  quoted =
    text: if builtins.match ".*[[:space:]].*" text == null then text else ''"${lib.escape [ "\\" "\"" ] text}"'';
  field =
    name: value:
    if value == null then
      ""
    else if lib.isAttrs value then
      "${name}=" + lib.concatStringsSep "\n${name}=" (
        lib.mapAttrsToList (key: item: lib.optionalString (item != null) (quoted "${key}=${show item}")) value
      )
    else
      "${name}=${show value}";
  withoutBlank = text: lib.concatStringsSep "\n" (lib.filter (line: line != "") (lib.splitString "\n" text));

  # A quadlet: what its file says, and the units that Podman makes of it.
  quadlet =
    kind: name: it:
    let
      content = above (
        { Install.WantedBy = lib.optionals it.autoStart [ "default.target" "multi-user.target" ]; } // fields.${kind} name it
      ) it.extraConfig;
      serviceName = "podman-${if kind == "container" then content.Container.ContainerName else name}";
      file = "${serviceName}.${kind}";
      unit = if kind == "container" then "${serviceName}.service" else "${serviceName}-${kind}.service";
      # Those that it names are beside it.
      references = lib.optionals (kind == "container") (
        lib.filter (found: found != null) (
          map (reference it.image) [ "image" "build" ]
          ++ map (value: reference value "network") it.network
          ++ map (value: reference value "volume") it.volumes
        )
      );
      dependencies = map (found: byName.${found}) references;
      source = withoutBlank ''
        # Automatically generated by home-manager ${lib.optionalString (kind != "container") "for "}podman ${kind} configuration
        # DO NOT EDIT THIS FILE DIRECTLY
        #
        # ${name}.${kind}
        ${lib.generators.toINI {
          listsAsDuplicateKeys = true;
          mkKeyValue = field;
        } content}
      '';
    in
    {
      inherit
        kind
        name
        file
        source
        unit
        serviceName
        ;
      package = pkgs.runCommand "home-${kind}-${serviceName}" { src = pkgs.writeText file source; } ''
        mkdir -p $out/quadlets $out/units
        ln -s $src $out/quadlets/${file}
        ${lib.concatMapStrings (other: "ln -s ${other.package}/quadlets/${other.file} $out/quadlets\n") dependencies}
        export QUADLET_UNIT_DIRS=$out/quadlets
        ${cfg.package}/lib/systemd/user-generators/podman-user-generator $out/units
      '';
      # The files of the unit; which they are can only be told without building it by what its file says.
      files = [ unit ]
      ++ lib.concatMap (ending: map (target: "${target}.${ending}/${unit}") (lib.toList (content.Install."${field' ending}" or [ ]))) [
        "wants"
        "requires"
      ];
      assertions = checks kind name it.extraConfig;
    };
  field' = ending: if ending == "wants" then "WantedBy" else "RequiredBy";

  checks =
    kind: name: extra:
    let
      called =
        section: key:
        lib.optional (extra ? ${section}.${key}) {
          assertion = extra.${section}.${key} == name;
          message = "In '${name}' config. ${section}.${key}: '${toString extra.${section}.${key}}' does not match expected type: value \"${name}\" (singular enum)";
        };
      tags = extra.Build.ImageTag or [ ];
    in
    called "Container" "ContainerName"
    ++ called "Network" "NetworkName"
    ++ called "Volume" "VolumeName"
    ++ [
      {
        assertion = tags == [ ] || lib.elem "homemanager/${name}" tags;
        message = "In '${name}' config. Build.ImageTag: '[ \"${lib.concatMapStringsSep ''" "'' toString tags}\" ]' does not contain 'homemanager/${name}'.";
      }
    ];

  ofKind = kind: lib.mapAttrsToList (quadlet kind) cfg."${kind}s";
  all = lib.concatMap ofKind [
    "build"
    "container"
    "image"
    "network"
    "volume"
  ];
  byName = lib.listToAttrs (map (it: lib.nameValuePair "${lib.removePrefix "podman-" it.serviceName}.${it.kind}" it) all);
  manifest =
    kind: "${lib.concatMapStringsSep "\n" (it: lib.optionalString (kind == "build") "localhost/homemanager/" + lib.removePrefix "podman-" it.serviceName) (ofKind kind)}\n";

  cleanup = ''
    PATH=$PATH:${hostPath}
    for kind in container image network volume; do
      manifest="${config.xdg.configHome}/podman/''${kind}s.manifest"
      [[ -f $manifest ]] || continue
      filter=() format='{{.Name}}' remove=(rm)
      case $kind in
        container) filter=(-a) format='{{.Names}}' remove=(rm -f) ;;
        image) format='{{.Repository}}' ;;
        volume) filter=(--filter label=nix.home-manager.preserve=false) ;;
      esac
      ${cfg.package}/bin/podman "$kind" ls "''${filter[@]}" --filter label=nix.home-manager.managed=true --format "$format" |
        while read -r name; do
          if ! ${pkgs.gnugrep}/bin/grep -qxF -- "$name" "$manifest"; then
            echo "Removing orphaned $kind: $name"
            [[ $kind != container ]] || run ${cfg.package}/bin/podman container stop "$name" || true
            run ${cfg.package}/bin/podman "$kind" "''${remove[@]}" "$name" || true
          fi
        done || true
    done
  '';

  # Registries by where they are, as older options have them first.
  inherit (cfg.settings) registries;
  entries =
    map (location: { inherit location; insecure = true; blocked = null; }) registries.insecure
    ++ map (location: { inherit location; blocked = true; insecure = null; }) registries.block
    ++ registries.registry;
  last = name: list: lib.foldl' (found: entry: if entry.${name} == null then found else entry.${name}) null list;
  registry = lib.mapAttrsToList (
    location: list:
    lib.hm.library.notNull {
      inherit location;
      insecure = last "insecure" list;
      blocked = last "blocked" list;
    }
  ) (lib.groupBy (entry: entry.location) entries);
  files = {
    "policy.json" =
      if cfg.settings.policy == { } then
        "${pkgs.skopeo.policy or pkgs.skopeo}/default-policy.json"
      else
        pkgs.writeText "policy.json" (builtins.toJSON cfg.settings.policy);
    "registries.conf" = toml.generate "registries.conf" (
      { unqualified-search-registries = registries.search; } // lib.optionalAttrs (registry != [ ]) { inherit registry; }
    );
    "storage.conf" = toml.generate "storage.conf" cfg.settings.storage;
    "containers.conf" = toml.generate "containers.conf" cfg.settings.containers;
  }
  // lib.optionalAttrs (cfg.settings.mounts != [ ]) {
    "mounts.conf" = pkgs.writeText "mounts.conf" (lib.concatStringsSep "\n" cfg.settings.mounts);
  };

  machine = types.submodule {
    options = {
      cpus = maybe types.ints.positive "How many processors it has.";
      diskSize = maybe types.ints.positive "Gigabytes of its disk.";
      image = said "Its image.";
      memory = maybe types.ints.positive "Megabytes of its memory.";
      rootful = maybe types.bool "Whether containers run as root.";
      swap = maybe types.ints.positive "Megabytes of its swap.";
      timezone = said "Its time zone.";
      username = said "Its user.";
      volumes = opt (types.listOf types.str) [
        "/Users:/Users"
        "/private:/private"
        "/var/folders:/var/folders"
      ] "Folders of the host.";
      autoStart = enabled "Whether it runs always.";
      watchdogInterval = opt types.ints.positive 30 "Seconds between two looks at it.";
    };
  };
  location.options = {
    location = need types.str "Where it is.";
    insecure = maybe types.bool "Whether it need not prove who it is.";
    blocked = maybe types.bool "Whether nothing comes from it.";
  };
  definition.options = {
    assertions = opt (types.listOf types.unspecified) [ ] "Its checks." // { internal = true; };
    dependencies = opt (types.listOf types.package) [ ] "Those that it names." // { internal = true; };
    resourceType = opt types.str "" "Its kind." // { internal = true; };
    serviceName = need types.str "Its unit." // { internal = true; };
    source = need types.str "Its file." // { internal = true; };
  };

  # An option that only some systems have.
  onlyOn =
    platforms: names:
    let
      value = lib.getAttrFromPath names cfg;
    in
    {
      assertion = lib.elem value [ false null { } [ ] "" ] || lib.elem system platforms;
      message = ''
        The module services.podman.${lib.concatStringsSep "." names} does not support your platform. It only supports

        ${lib.concatMapStringsSep "\n" (name: "  - ${name}") (lib.sort lib.lessThan platforms)}'';
    };
in
lib.hm.library.service args "podman" {
  title = "containers of Podman";
  options = {
    builds = quadlets "build" kinds.build;
    containers = quadlets "container" kinds.container;
    images = quadlets "image" kinds.image;
    networks = quadlets "network" kinds.network;
    volumes = quadlets "volume" kinds.volume;
    autoUpdate = {
      enable = opt types.bool isLinux "Whether containers get newer images.";
      onCalendar = opt types.str (lib.optionalString isLinux "Sun *-*-* 00:00") "When, as {manpage}`systemd.time(7)` has it.";
    };
    enableTypeChecks = flag "Whether types of fields are checked.";
    internal = {
      quadletDefinitions =
        described "{ }" (opt (types.listOf (types.submodule definition)) (map (it: {
          inherit (it) assertions serviceName source;
          resourceType = it.kind;
        }) all) "The quadlets.")
        // {
          internal = true;
        };
      builtQuadlets =
        described "{ }" (opt (types.attrsOf types.package) (lib.mapAttrs (_: it: it.package) byName) "The same, built.")
        // {
          internal = true;
        };
    };
    _configFiles = opt (types.attrsOf types.path) files "Files of the settings." // {
      internal = true;
      visible = false;
      readOnly = true;
    };
    settings = {
      containers = opt toml.type { } "Contents of {file}`containers.conf`.";
      storage = need toml.type "Contents of {file}`storage.conf`.";
      registries = {
        search = opt (types.listOf types.str) [ "docker.io" ] "Where names of images without a registry are looked up.";
        insecure = words "Registries that need not prove who they are. Older than {option}`registry`.";
        block = words "Registries that nothing comes from. Older than {option}`registry`.";
        registry = opt (types.listOf (types.submodule location)) [ ] "Registries.";
      };
      policy = opt types.attrs { } "Contents of {file}`policy.json`; by default that of Skopeo.";
      mounts = words "Contents of {file}`mounts.conf`.";
    };
    useDefaultMachine = opt types.bool isDarwin "Whether there is a machine as Podman makes it." // {
      readOnly = isLinux;
    };
    machines = opt (types.attrsOf machine) { } "Machines that containers run in on macOS.";
    extraPackages = described "[ pkgs.openssh ]" (opt (types.listOf types.package) [ pkgs.openssh ] "Packages that such machines need.");
  };
  config = cfg: {
    services.podman.settings.storage.storage.driver = lib.mkDefault "overlay";
    assertions =
      map (onlyOn lib.platforms.linux) [
        [ "enableTypeChecks" ]
        [ "builds" ]
        [ "containers" ]
        [ "images" ]
        [ "networks" ]
        [ "volumes" ]
      ]
      ++ map (onlyOn lib.platforms.darwin) [
        [ "useDefaultMachine" ]
        [ "machines" ]
      ]
      ++ lib.optionals isLinux (lib.concatMap (it: it.assertions) all);
    warnings = lib.optional (registries.insecure != [ ] || registries.block != [ ]) ''
      `services.podman.settings.registries.insecure` and
      `services.podman.settings.registries.block` are deprecated and will be
      removed in a future release.

      Use `services.podman.settings.registries.registry` entries with
      `location`, `insecure`, and `blocked` instead.
    '';
    home = mkIf isLinux {
      file = lib.listToAttrs (
        lib.concatMap (
          it:
          map (
            file:
            lib.nameValuePair "${config.xdg.configHome}/systemd/user/${file}" { source = "${it.package}/units/${file}"; }
          ) it.files
        ) all
      );
      activation.podmanQuadletCleanup = mkIf (all != [ ]) (lib.hm.dag.entryAfter [ "reloadSystemd" ] cleanup);
    };
    xdg.configFile = mkIf isLinux (
      lib.mapAttrs' (name: source: lib.nameValuePair "containers/${name}" { inherit source; }) cfg._configFiles
      // {
        "podman/containers.manifest".text = manifest "container";
        "podman/images.manifest".text = manifest "build";
        "podman/networks.manifest".text = manifest "network";
        "podman/volumes.manifest".text = manifest "volume";
        "systemd/user/podman-user-wait-network-online.service.d/50-exec-search-path.conf".text = ''
          [Service]
          ExecSearchPath=${
            lib.makeBinPath [
              pkgs.bashInteractive
              pkgs.systemd
              pkgs.coreutils
            ]
          }:/bin
        '';
      }
    );
    systemd.user = mkIf (isLinux && cfg.autoUpdate.enable) {
      services.podman-auto-update = {
        Unit = {
          Description = "Podman auto-update service";
          Documentation = "man:podman-auto-update(1)";
        };
        Service = {
          Type = "oneshot";
          Environment = "PATH=/run/wrappers/bin:/run/current-system/sw/bin:${config.home.homeDirectory}/.nix-profile/bin";
          ExecStart = "${cfg.package}/bin/podman auto-update";
          ExecStartPost = "${cfg.package}/bin/podman image prune -f";
          TimeoutStartSec = "300s";
          TimeoutStopSec = "10s";
        };
      };
      timers.podman-auto-update = {
        Unit.Description = "Podman auto-update timer";
        Timer = {
          OnCalendar = cfg.autoUpdate.onCalendar;
          RandomizedDelaySec = 300;
          Persistent = true;
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
