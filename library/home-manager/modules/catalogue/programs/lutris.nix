# `programs.lutris`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt packages;
  yaml = pkgs.formats.yaml { };
  runner = types.submodule {
    options = {
      package = maybe types.package "The runner's package.";
      settings = opt (types.submodule {
        options = {
          runner = opt (types.submodule {
            freeformType = yaml.type;
            options.runner_executable = opt (types.either types.str types.path) "" "The runner's file.";
          }) { } "Settings of the runner.";
          system = opt (types.submodule { freeformType = yaml.type; }) { } "Settings of the system for it.";
        };
      }) { } "Its settings.";
    };
  };
  # Names with capitals are not found.
  nameOf = package: lib.toLower package.name;
in
lib.hm.library.program args "lutris" {
  install = false;
  options = {
    steamPackage = maybe types.package "Steam.";
    extraPackages = packages "Packages that games need.";
    defaultWinePackage = maybe types.package "The Wine that is used.";
    protonPackages = packages "Proton's packages.";
    winePackages = packages "Wine's packages.";
    runners = opt (types.attrsOf runner) { } "Runners by name.";
  };
  config =
    cfg:
    let
      isTwice = it: it.package != null && it.settings.runner.runner_executable != "";
      twice = lib.attrNames (lib.filterAttrs (_: isTwice) cfg.runners);
      isGiven = _name: value: value != { } && value != null && value != "";
      content =
        name: it:
        lib.filterAttrsRecursive isGiven {
          ${name} =
            it.settings.runner
            // lib.optionalAttrs (it.package != null) { runner_executable = lib.getExe it.package; };
          inherit (it.settings) system;
        };
      wine = lib.optionalAttrs (cfg.defaultWinePackage != null) {
        wine = {
          package = null;
          settings = {
            runner.version = nameOf cfg.defaultWinePackage;
            system = { };
          };
        };
      };
      links = kind: map (source: lib.nameValuePair "lutris/runners/${kind}/${nameOf source}" { inherit source; });
      protonFolder = if lib.versionOlder cfg.package.version "0.5.20" then "proton" else "wine";
    in
    {
      assertions = map (lib.hm.assertions.assertPlatform "programs.lutris" pkgs) [ lib.platforms.linux lib.platforms.x86_64 ];
      warnings =
        lib.optional (twice != [ ]) ''
          Of these runners in `programs.lutris.runners` the package is not used, because `settings.runner.runner_executable` is set: ${lib.concatStringsSep ", " twice}
        ''
        ++ lib.optional (cfg.runners.wine.package or null != null) ''
          `programs.lutris.runners.wine.package` does nothing: there are winePackages, protonPackages and defaultWinePackage.
        ''
        ++ lib.optional (cfg ? runners.wine.settings.runner.version && cfg.defaultWinePackage != null) ''
          `programs.lutris.defaultWinePackage` and the version in `programs.lutris.runners.wine.settings` are both set.
        '';
      home.packages = [
        (cfg.package.override {
          # The same as Steam among the packages.
          steamSupport = false;
          extraPkgs = _old: cfg.extraPackages ++ lib.optional (cfg.steamPackage != null) cfg.steamPackage;
        })
      ];
      xdg.configFile = lib.mapAttrs' (
        name: it:
        lib.nameValuePair "lutris/runners/${name}.yml" { source = yaml.generate "${name}.yml" (content name it); }
      ) (lib.recursiveUpdate wine cfg.runners);
      xdg.dataFile = lib.listToAttrs (
        links "wine" cfg.winePackages ++ links protonFolder (map (proton: proton.steamcompattool) cfg.protonPackages)
      );
    };
}
