# The packages of the user, and the profile that holds them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (lib.hm.library)
    enabled
    flag
    packages
    text
    words
    ;
  cfg = config.home;

  profile =
    if config.submoduleSupport.enable && config.submoduleSupport.externalPackageInstall then
      "/etc/profiles/per-user/${cfg.username}"
    else if config.nix.useXdg then
      "${config.xdg.stateHome}/nix/profile"
    else
      "${cfg.homeDirectory}/.nix-profile";

  release = {
    home = cfg.version.release;
    lib = lib.trivial.release;
    pkgs = pkgs.lib.trivial.release;
  };
  versions =
    if release.lib == release.pkgs then
      ''
        Home Manager version ${release.home} and
        Nixpkgs version ${release.lib}.''
    else
      ''
        Home Manager version: ${release.home}
        Nixpkgs version used to evaluate Home Manager: ${release.lib}
        Nixpkgs version used for packages (`pkgs`): ${release.pkgs}'';
in
{
  options.home = {
    packages = packages "Packages of the user's profile.";
    extraOutputsToInstall = words "Outputs of {option}`home.packages` to install besides the usual ones.";
    extraDependencies = lib.hm.library.opt (types.listOf types.pathInStore) [ ] "Paths that the home keeps alive without showing them.";
    checks = packages "Packages that have to build for the home to build.";
    path = mkOption {
      internal = true;
      description = "The profile as a package.";
    };
    extraProfileCommands = text "Commands that run when the profile is built." // {
      internal = true;
    };
    profileDirectory = mkOption {
      type = types.path;
      default = profile;
      defaultText = lib.literalMD ''
        - {file}`/etc/profiles/per-user/<name>` where a host installs the packages,
        - {file}`<xdg.stateHome>/nix/profile` where `nix.useXdg` holds,
        - {file}`<home.homeDirectory>/.nix-profile` elsewhere.
      '';
      readOnly = true;
      description = "Where the profile with the packages is found.";
    };
    enableNixpkgsReleaseCheck = enabled "Whether a Nixpkgs of another release than Home Manager's is warned of.";
    preferXdgDirectories = flag "Whether programs that can use the XDG folders do so." // {
      example = true;
    };
  };

  config = {
    home.path = pkgs.buildEnv {
      name = "home-manager-path";
      paths = cfg.packages;
      inherit (cfg) extraOutputsToInstall;
      postBuild = cfg.extraProfileCommands;
      meta.description = "Environment of packages installed through home-manager";
    };

    warnings =
      lib.optional
        (
          cfg.enableNixpkgsReleaseCheck && (release.home != release.lib || release.home != release.pkgs)
        )
        ''
          You are using

            ${lib.replaceStrings [ "\n" ] [ "\n  " ] versions}

          Using mismatched versions is likely to cause errors and unexpected
          behavior. It is therefore highly recommended to use a release of Home
          Manager that corresponds with your chosen release of Nixpkgs.

          If you insist then you can disable this warning by adding

            home.enableNixpkgsReleaseCheck = false;

          to your configuration.
        '';
  };
}
