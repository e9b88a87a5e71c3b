# `environment`, `fonts`, `networking` and `time`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    enabled
    flag
    maybe
    opt
    packages
    strings
    text
    words
    ;
  cfg = config.environment;

  file =
    {
      name,
      config,
      options,
      ...
    }:
    {
      options = {
        enable = enabled "Whether the file is made.";
        target = opt types.str name "Name of the file, below {file}`/etc`.";
        text = opt types.lines "" "Its text.";
        source = mkOption {
          type = types.path;
          description = "The file that it is.";
        };
        knownSha256Hashes = words "Hashes of files that may be replaced.";
      };
      config.source = lib.mkIf (config.text != "") (
        lib.mkDerivedConfig options.text (pkgs.writeText "etc-${baseNameOf name}")
      );
    };
  variables =
    description:
    mkOption {
      inherit description;
      type = with types; attrsOf (either str (listOf str));
      default = { };
      apply = lib.mapAttrs (_: value: if lib.isList value then lib.concatStringsSep ":" value else value);
    };
  files = lib.filter (f: f.enable) (lib.attrValues cfg.etc);
in
{
  options = {
    environment = {
      systemPackages = packages "Packages of everyone.";
      systemPath = words "Folders of {env}`PATH`.";
      profiles = words "Profiles with packages.";
      pathsToLink = words "Folders of packages that everyone sees.";
      extraOutputsToInstall = words "Outputs of packages to install besides the usual ones.";
      etc = opt (types.attrsOf (types.submodule file)) { } "Files in {file}`/etc`.";
      variables = variables "Variables of shells.";
      shellAliases = strings "Aliases of shells.";
      shells = opt (types.listOf (types.either types.shellPackage types.path)) [ ] "Shells that users may have.";
      shellInit = text "Commands of every shell.";
      loginShellInit = text "Commands of login shells.";
      interactiveShellInit = text "Commands of interactive shells.";
      extraInit = text "Commands in the environment's script.";
      extraSetup = text "Commands that run when the packages are put together.";
      darwinConfig = opt (types.nullOr (types.either types.path types.str)) null "The configuration's file.";
      enableAllTerminfo = flag "Whether all terminals are known.";
      launchAgents = opt (types.attrsOf (types.submodule file)) { } "Files of agents.";
      launchDaemons = opt (types.attrsOf (types.submodule file)) { } "Files of services.";
      userLaunchAgents = opt (types.attrsOf (types.submodule file)) { } "Files of users' agents.";
    };
    fonts.packages = opt (types.listOf types.path) [ ] "Packages with fonts.";
    time.timeZone = maybe types.str "The time zone.";
    networking = {
      computerName = maybe types.str "Name of the Mac for people.";
      hostName = maybe types.str "Name of the Mac in networks.";
      localHostName = opt (types.nullOr types.str) config.networking.hostName "Its name in the local network.";
      dns = words "Servers of names.";
      search = words "Domains that names are looked for in.";
      knownNetworkServices = words "Networks that are managed.";
      wakeOnLan.enable = maybe types.bool "Whether the network wakes it.";
      applicationFirewall = lib.genAttrs [ "enable" "blockAllIncoming" "allowSigned" "allowSignedApp" "enableStealthMode" ] (
        name: maybe types.bool "What the firewall does: ${name}."
      );
    };
    power = {
      restartAfterPowerFailure = maybe types.bool "Whether it starts when power is back.";
      restartAfterFreeze = maybe types.bool "Whether it starts again when it hangs.";
      sleep = lib.genAttrs [ "computer" "display" "harddisk" ] (
        what: maybe (types.either types.ints.positive (types.enum [ "never" ])) "Minutes before the ${what} sleeps."
      ) // { allowSleepByPowerButton = maybe types.bool "Whether the power key makes it sleep."; };
    };
  };

  config = {
    environment = {
      systemPath = lib.mkMerge [
        (map (profile: "${profile}/bin") cfg.profiles)
        (lib.mkOrder 1200 [ "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" ])
      ];
      profiles = lib.mkOrder 800 [
        "$HOME/.nix-profile"
        "/etc/profiles/per-user/$USER"
        "/run/current-system/sw"
        "/nix/var/nix/profiles/default"
      ];
      pathsToLink = [
        "/bin"
        "/share/locale"
        "/share/terminfo"
      ];
    };
    system.build.etc = pkgs.runCommandLocal "etc" { } (
      "mkdir -p $out/etc\n"
      + lib.concatMapStrings (f: ''
        mkdir -p "$out/etc/$(dirname ${lib.escapeShellArg f.target})"
        ln -s ${lib.escapeShellArg "${f.source}"} $out/etc/${lib.escapeShellArg f.target}
      '') files
    );
    system.path = pkgs.buildEnv {
      name = "system-path";
      paths = cfg.systemPackages;
      inherit (cfg) pathsToLink extraOutputsToInstall;
      postBuild = cfg.extraSetup;
    };
  };
}
