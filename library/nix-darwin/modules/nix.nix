# `nix`: Nix on the Mac and its settings.
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
    enabled
    flag
    internal
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
      lib.strings.floatToString value
    else
      toString value;
  shown = select: lib.concatStringsSep "\n" (
    lib.mapAttrsToList (name: value: "${lib.escape [ "=" ] name} = ${show value}") (
      lib.filterAttrs (name: _value: lib.hasPrefix "extra-" name == select) cfg.settings
    )
  );

  # Options that have no value where Nix is not managed.
  managed =
    name: option:
    option
    // {
      default = if cfg.enable then option.default else throw "nix.${name} is read although `nix.enable` is off.";
      defaultText = option.defaultText or option.default;
    };

  # Names with paths as sets, and paths without a name; the first of a name is taken.
  searchPath = lib.mkOptionType {
    name = "nix path";
    merge =
      loc: defs:
      let
        entries =
          def:
          lib.concatMap (
            entry:
            if lib.isAttrs entry then
              lib.attrsToList entry
            else if lib.isString entry then
              [ entry ]
            else
              throw "The option value `${lib.showOption loc}` in `${def.file}` is neither a set nor a string."
          ) (lib.toList def.value);
        all = lib.concatMap entries defs;
        named = lib.zipAttrs (map (entry: { ${entry.name} = entry.value; }) (lib.filter lib.isAttrs all));
      in
      lib.mapAttrsToList (name: values: "${name}=${lib.head values}") named ++ lib.unique (lib.filter lib.isString all);
  };

  machine = {
    hostName = need types.str "Name of the machine.";
    protocol = opt (types.enum [
      null
      "ssh"
      "ssh-ng"
    ]) "ssh" "How it is talked to.";
    system = maybe types.str "Its system.";
    systems = words "Its systems, if there are several.";
    sshUser = maybe types.str "User that logs in there.";
    sshKey = maybe types.str "File of the key to log in with.";
    maxJobs = opt types.int 1 "How many builds it does at once.";
    speedFactor = opt types.int 1 "How fast it is beside the others.";
    mandatoryFeatures = words "Features that a build for it must need.";
    supportedFeatures = words "Features that a build for it may need.";
    publicHostKey = maybe types.str "Its key, in base64.";
  };
  machineLine =
    one:
    let
      orNone = list: if list == [ ] then "-" else lib.concatStringsSep "," list;
      given = value: if value == null then "-" else value;
    in
    lib.concatStringsSep " " [
      "${lib.optionalString (one.protocol != null) "${one.protocol}://"}${lib.optionalString (one.sshUser != null) "${one.sshUser}@"}${one.hostName}"
      (if one.system != null then one.system else orNone one.systems)
      (given one.sshKey)
      (toString one.maxJobs)
      (toString one.speedFactor)
      (orNone (one.supportedFeatures ++ one.mandatoryFeatures))
      (orNone one.mandatoryFeatures)
      (given one.publicHostKey)
    ]
    + "\n";
  reference =
    { config, name, ... }:
    let
      place = opt (types.attrsOf (
        with types;
        oneOf [
          str
          int
          bool
          package
        ]
      )) { };
    in
    {
      options = {
        from = place "What the reference is.";
        to = place "What it stands for.";
        flake = maybe types.attrs "A flake that it stands for.";
        exact = enabled "Whether only this very reference is meant.";
      };
      config = {
        from = lib.mkDefault {
          type = "indirect";
          id = name;
        };
        to = lib.mkIf (config.flake != null) (
          lib.mkDefault (
            {
              type = "path";
              path = config.flake.outPath;
            }
            // lib.filterAttrs (
              name: _value: lib.elem name [ "lastModified" "rev" "revCount" "narHash" ]
            ) config.flake
          )
        );
      };
    };

  settings = {
    max-jobs = opt (types.either types.int (types.enum [ "auto" ])) "auto" "How many builds at once.";
    auto-optimise-store = flag "Whether equal files are stored once.";
    cores = opt types.int 0 "How many cores a build may use; 0 is all.";
    sandbox = opt (types.either types.bool (types.enum [ "relaxed" ])) false "Whether builds are kept apart.";
    extra-sandbox-paths = words "Paths that builds see.";
    substituters = words "Where built packages are fetched from.";
    trusted-substituters = words "Where everyone may fetch from.";
    require-sigs = enabled "Whether what is fetched must be signed.";
    trusted-public-keys = words "Keys that it may be signed with.";
    trusted-users = words "Users who may do more than others.";
    allowed-users = opt (types.listOf types.str) [ "*" ] "Users who may use the daemon.";
  };
  older = {
    useSandbox = "sandbox";
    buildCores = "cores";
    maxJobs = "max-jobs";
    sandboxPaths = "extra-sandbox-paths";
    binaryCaches = "substituters";
    trustedBinaryCaches = "trusted-substituters";
    binaryCachePublicKeys = "trusted-public-keys";
    autoOptimiseStore = "auto-optimise-store";
    requireSignedBinaryCaches = "require-sigs";
    trustedUsers = "trusted-users";
    allowedUsers = "allowed-users";
  };
  gone = name: lib.mkRemovedOptionModule [ "nix" name ];

  builders = lib.genAttrs' (lib.range 1 cfg.nrBuildUsers) (
    number:
    lib.nameValuePair "_nixbld${toString number}" {
      description = "User ${toString number} who builds";
      uid = config.ids.uids.nixbld + number;
      gid = config.ids.gids.nixbld;
    }
  );
  makeUsers = !(cfg.settings.auto-allocate-uids or false);
in
{
  imports = [
    (gone "daemonCPUSchedPolicy" "See `nix.daemonProcessType`.")
    (gone "daemonIOSchedClass" "See `nix.daemonProcessType`.")
    (gone "daemonIOSchedPriority" "See `nix.daemonIOLowPriority`.")
    (gone "daemonNiceLevel" "See `nix.daemonProcessType`.")
    (gone "readOnlyStore" "Macs have no such thing.")
    (gone "profile" "It is `nix.package` now.")
    (gone "version" "It is `nix.package.version` now.")
    (gone "useDaemon" "There is always a daemon.")
    (gone "configureBuildUsers" "Users who build are there with `nix.enable`.")
    (lib.mkRenamedOptionModule [ "users" "nix" "configureBuildUsers" ] [ "nix" "configureBuildUsers" ])
    (lib.mkRenamedOptionModule [ "users" "nix" "nrBuildUsers" ] [ "nix" "nrBuildUsers" ])
    (lib.mkRenamedOptionModule [ "nix" "daemonIONice" ] [ "nix" "daemonIOLowPriority" ])
  ]
  ++ lib.mapAttrsToList (old: new: lib.mkRenamedOptionModule [ "nix" old ] [ "nix" "settings" new ]) older;

  options.nix = {
    enable = enabled "Whether Nix is managed.";
    channel.enable = enabled "Whether channels are used.";
    package = managed "package" (
      opt types.package pkgs.nix "The Nix that everyone uses." // { defaultText = lib.literalExpression "pkgs.nix"; }
    );
    nixPath = managed "nixPath" (
      opt searchPath (
        lib.optionals cfg.channel.enable (
          lib.optional (config.environment.darwinConfig != null) { darwin-config = "${config.environment.darwinConfig}"; }
          ++ [ "/nix/var/nix/profiles/per-user/root/channels" ]
        )
      ) "The search path of `<name>`."
      // {
        defaultText = lib.literalMD "the configuration and the channels, with `nix.channel.enable`";
      }
    );
  }
  // lib.mapAttrs managed {
    distributedBuilds = flag "Whether builds are given to other machines.";
    daemonProcessType = opt (types.enum [
      "Background"
      "Standard"
      "Adaptive"
      "Interactive"
    ]) "Standard" "How much of the machine the daemon gets.";
    daemonIOLowPriority = flag "Whether builds give way to others.";
    buildMachines = opt (types.listOf (types.submodule { options = machine; })) [ ] "Machines that builds are given to.";
    envVars = internal (opt types.attrs { } "Variables of the daemon.");
    nrBuildUsers = opt types.int 0 "How many users build.";
    checkConfig = enabled "Whether the settings are checked.";
    registry = opt (types.attrsOf (types.submodule reference)) { } "The registry of flakes.";
    extraOptions = text "More text of {file}`nix.conf`.";
    settings = opt (types.submodule {
      freeformType = types.attrsOf (types.either atom (types.listOf atom));
      options = settings;
    }) { } "Settings of {manpage}`nix.conf(5)`.";
  };

  config = lib.mkIf cfg.enable {
    environment = {
      systemPackages = [
        cfg.package
        pkgs.nix-info
      ]
      ++ lib.optional config.programs.bash.completion.enable pkgs.nix-bash-completions;
      etc = {
        "nix/nix.conf".source = pkgs.writeText "nix.conf" ''
          # Made from `nix` in the configuration of nix-darwin; changes here are lost.
          ${shown false}
          ${shown true}
          ${cfg.extraOptions}
        '';
        "nix/registry.json".text = builtins.toJSON {
          version = 2;
          flakes = lib.mapAttrsToList (_name: entry: { inherit (entry) exact from to; }) cfg.registry;
        };
        "nix/machines" = lib.mkIf (cfg.buildMachines != [ ]) { text = lib.concatMapStrings machineLine cfg.buildMachines; };
      };
      variables = cfg.envVars // {
        NIX_PATH = cfg.nixPath;
      };
      extraInit = lib.mkIf cfg.channel.enable ''
        [ ! -e "$HOME/.nix-defexpr/channels" ] || export NIX_PATH="$HOME/.nix-defexpr/channels''${NIX_PATH:+:$NIX_PATH}"
      '';
      extraSetup = lib.mkIf (!cfg.channel.enable) ''
        rm -f $out/bin/nix-channel
      '';
    };
    assertions = [
      (
        let
          nowhere = lib.filter (one: one.system == null && one.systems == [ ]) cfg.buildMachines;
        in
        {
          assertion = nowhere == [ ];
          message = "These machines in `nix.buildMachines` have no `systems`: ${lib.concatMapStringsSep ", " (one: one.hostName) nowhere}.";
        }
      )
      {
        assertion = !(config.users.groups ? nixbld) || config.users.groups.nixbld.members != [ ];
        message = "The group `nixbld` has no members: nothing could be built.";
      }
    ];
    warnings = lib.mkIf (!cfg.distributedBuilds && cfg.buildMachines != [ ]) [
      "`nix.buildMachines` are used only with `nix.distributedBuilds`."
    ];
    nix = {
      nixPath = lib.mkIf (config.system.stateVersion < 2) (
        lib.mkDefault [
          "darwin=${config.system.primaryUserHome}/.nix-defexpr/darwin"
          "darwin-config=${config.system.primaryUserHome}/.nixpkgs/darwin-configuration.nix"
          "/nix/var/nix/profiles/per-user/root/channels"
        ]
      );
      nrBuildUsers = lib.mkDefault (if cfg.settings.max-jobs == "auto" then 32 else lib.max 32 cfg.settings.max-jobs);
      settings = {
        trusted-public-keys = [ "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=" ];
        trusted-users = [ "root" ];
        substituters = lib.mkAfter [ "https://cache.nixos.org/" ];
        build-users-group = "nixbld";
        builders = lib.mkIf (!cfg.distributedBuilds) null;
        sandbox-fallback = false;
      };
    };
    users = {
      users = lib.mkIf makeUsers builders;
      groups.nixbld = lib.mkIf makeUsers {
        description = "Group of the users who build";
        gid = config.ids.gids.nixbld;
        members = lib.attrNames builders;
      };
      knownUsers = lib.attrNames builders ++ map (lib.removePrefix "_") (lib.attrNames builders);
      knownGroups = [ "nixbld" ];
    };
    system.requiresPrimaryUser = lib.mkIf (
      config.system.stateVersion < 2 && options.nix.nixPath.highestPrio == (lib.mkDefault { }).priority
    ) [ "nix.nixPath" ];
  };
}
