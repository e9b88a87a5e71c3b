# `nix`: Nix on the Mac.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    opt
    text
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
    else
      toString value;
  interval = opt (types.either types.attrs (types.listOf types.attrs)) [
    {
      Weekday = 7;
      Hour = 3;
      Minute = 15;
    }
  ];
in
{
  options.nix = {
    enable = enabled "Whether Nix is managed.";
    package = lib.mkPackageOption pkgs "nix" { };
    settings = opt (types.submodule { freeformType = types.attrsOf (types.either atom (types.listOf atom)); }) { } "Settings of {manpage}`nix.conf(5)`.";
    extraOptions = text "More text of {file}`nix.conf`.";
    checkConfig = enabled "Whether the settings are checked.";
    nixPath = opt types.unspecified [ ] "The search path of `<name>`.";
    channel.enable = enabled "Whether channels are used.";
    registry = attrs "The registry of flakes.";
    buildMachines = opt (types.listOf types.attrs) [ ] "Machines that builds are given to.";
    distributedBuilds = flag "Whether builds are given to them.";
    linux-builder = {
      enable = flag "Whether a machine with Linux builds.";
      maxJobs = opt types.int 1 "How many builds at once.";
      ephemeral = flag "Whether it forgets.";
      systems = opt (types.listOf types.str) [ "aarch64-linux" ] "Its systems.";
      config = opt types.unspecified { } "Its configuration.";
    };
    gc = {
      automatic = flag "Whether old paths are removed at regular times.";
      interval = interval "When.";
      options = opt types.str "" "Arguments of {command}`nix-collect-garbage`.";
    };
    optimise = {
      automatic = flag "Whether equal files are stored once.";
      interval = interval "When.";
    };
    configureBuildUsers = opt types.bool cfg.enable "Not needed: {option}`nix.enable` says it." // { visible = false; };
    daemonIOLowPriority = flag "Whether builds give way to others.";
  };

  config = lib.mkIf cfg.enable {
    environment.systemPackages = [ cfg.package ];
    nix.settings.trusted-users = [ "root" ];
    environment.etc."nix/nix.conf".text = ''
      ${lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "${name} = ${show value}") cfg.settings)}
      ${cfg.extraOptions}
    '';
    launchd.daemons.nix-gc = lib.mkIf cfg.gc.automatic {
      command = "${cfg.package}/bin/nix-collect-garbage ${cfg.gc.options}";
      serviceConfig.StartCalendarInterval = lib.toList cfg.gc.interval;
    };
  };
}
