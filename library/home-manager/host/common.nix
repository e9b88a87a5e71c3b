# `home-manager`: the homes of a host's users.
{
  config,
  lib,
  pkgs,
  _class,
  ...
}:
let
  inherit (lib)
    mapAttrsToList
    mkEnableOption
    mkIf
    mkOption
    types
    ;
  cfg = config.home-manager;
  extended = import ../lib/extend.nix lib;

  # The parts of a home that the host gives: packages, user, Nix.
  given =
    { name, options, ... }:
    let
      user = config.users.users.${name};
      # nix-darwin may declare the number without giving it.
      uid = builtins.tryEval (user.uid or null);
    in
    {
      imports =
        import ../modules/all.nix {
          inherit pkgs;
          inherit (cfg) minimal;
          lib = extended;
          ownPackages = !cfg.useGlobalPkgs;
        }
        ++ cfg.sharedModules;
      config = {
        submoduleSupport = {
          enable = true;
          externalPackageInstall = cfg.useUserPackages;
        };
        home = {
          uid = mkIf (uid.success && uid.value != null) uid.value;
          username = user.name;
          homeDirectory = user.home;
        };
        nix = {
          enable = mkIf (options.nix.enable.visible or true) config.nix.enable;
          package = mkIf config.nix.enable config.nix.package;
        };
      };
    };

  home = types.submoduleWith {
    description = "Home Manager module";
    class = "homeManager";
    specialArgs = {
      lib = extended;
      osConfig = config;
      osClass = _class;
      modulesPath = toString ../modules;
    }
    // cfg.extraSpecialArgs;
    modules = [ given ];
  };

  # What each home says, with the user's name in front.
  ofUsers = f: lib.concatLists (mapAttrsToList f cfg.users);
in
{
  options.home-manager = {
    users = mkOption {
      type = types.attrsOf home;
      default = { };
      visible = "shallow";
      description = "The home of each user.";
    };
    useGlobalPkgs = mkEnableOption "the host's package set in homes, in place of their {option}`nixpkgs`";
    useUserPackages = mkEnableOption "installing the packages of homes by {option}`users.users.<name>.packages`";
    extraSpecialArgs = mkOption {
      type = types.attrs;
      default = { };
      description = "More arguments for the modules of all homes, also in `imports`.";
    };
    sharedModules = mkOption {
      type = types.listOf types.raw;
      default = [ ];
      description = "Modules of all homes.";
    };
    minimal = mkEnableOption "homes with the modules only that others build on";
    backupFileExtension = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "backup";
      description = "What is added to the name of a file that is in the way.";
    };
    backupCommand = mkOption {
      type = types.nullOr (types.either types.str types.path);
      default = null;
      description = "Command that takes a file that is in the way.";
    };
    overwriteBackup = mkEnableOption "writing over older backups";
    verbose = mkEnableOption "telling all that an activation does";
    enableLegacyProfileManagement = mkOption {
      type = types.bool;
      default = false;
      description = "Whether an activation makes a profile `home-manager` for the user, as without a host.";
    };
  };

  config = lib.mkMerge [
    # The packages must not depend on the users: the users depend on them.
    (mkIf (cfg.useUserPackages && cfg.users != { }) {
      users.users = lib.mapAttrs (_: user: { packages = [ user.home.path ]; }) cfg.users;
      environment.pathsToLink = [ "/etc/profile.d" ];
    })
    (mkIf (cfg.users != { }) {
      warnings = ofUsers (name: user: map (warning: "${name} profile: ${warning}") user.warnings);
      assertions = ofUsers (
        name: user:
        map (a: {
          inherit (a) assertion;
          message = "${name} profile: ${a.message}";
        }) user.assertions
      );
    })
  ];
}
