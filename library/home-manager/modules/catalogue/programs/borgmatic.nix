# `programs.borgmatic`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mapAttrs' mapAttrsToList mkIf types;
  inherit (lib.hm.library) flag maybe need notNull opt;
  format = pkgs.formats.yaml { };
  extraConfig = opt format.type { } "More settings.";

  # What Home Manager links, a line for each.
  links = lib.filter (file: !file.recursive) (lib.attrValues config.home.file);
  linkFile = pkgs.writeText "hm-symlinks.txt" (
    lib.concatMapStrings (file: "${config.home.homeDirectory}/${file.target}\n") links
  );

  repository = types.submodule {
    options = {
      path = need types.str "Where it is.";
      label = maybe types.str "Its name.";
    };
  };
  check = types.submodule {
    options = {
      name = need (types.enum [ "repository" "archives" "data" "extract" ]) "What is checked.";
      frequency = maybe (types.strMatching "([[:digit:]]+ .*)|always") "How often.";
    };
  };
  keep = what: maybe types.int "How many backups of ${what} are kept.";

  backup =
    { config, ... }:
    {
      config.location.extraConfig.exclude_from = mkIf config.location.excludeHomeManagerSymlinks (
        lib.mkAfter [ "${linkFile}" ]
      );
      options = {
        location = {
          sourceDirectories = maybe (types.listOf types.str) "Folders to keep.";
          patterns = maybe (types.listOf types.str) "Patterns of what to keep, in place of folders.";
          repositories = need (types.listOf (types.either types.str repository)) "Repositories." // {
            apply = map (given: if lib.isString given then { path = given; } else notNull given);
          };
          excludeHomeManagerSymlinks = flag "Whether the links of Home Manager are left out.";
          inherit extraConfig;
        };
        storage = {
          encryptionPasscommand = maybe types.str "Command that prints the passphrase.";
          inherit extraConfig;
        };
        retention = {
          keepWithin = maybe (types.strMatching "[[:digit:]]+[Hdwmy]") "How long every backup is kept.";
          keepSecondly = keep "seconds";
          keepMinutely = keep "minutes";
          keepHourly = keep "hours";
          keepDaily = keep "days";
          keepWeekly = keep "weeks";
          keepMonthly = keep "months";
          keepYearly = keep "years";
          inherit extraConfig;
        };
        consistency = {
          checks = opt (types.listOf check) [ ] "Checks.";
          inherit extraConfig;
        };
        output = { inherit extraConfig; };
        hooks = { inherit extraConfig; };
      };
    };

  textOf =
    backup:
    let
      inherit (backup) location retention;
      own = {
        source_directories = location.sourceDirectories;
        inherit (location) patterns repositories;
        inherit (backup.consistency) checks;
        encryption_passcommand = backup.storage.encryptionPasscommand;
        keep_within = retention.keepWithin;
        keep_secondly = retention.keepSecondly;
        keep_minutely = retention.keepMinutely;
        keep_hourly = retention.keepHourly;
        keep_daily = retention.keepDaily;
        keep_weekly = retention.keepWeekly;
        keep_monthly = retention.keepMonthly;
        keep_yearly = retention.keepYearly;
      };
      parts = [ "location" "storage" "retention" "consistency" "output" "hooks" ];
    in
    lib.generators.toYAML { } (
      notNull (lib.foldl' (all: part: all // backup.${part}.extraConfig) own parts)
    );
in
lib.hm.library.program args "borgmatic" {
  nullable = true;
  options.backups = need (types.attrsOf (types.submodule backup)) "Backups by name.";
  config =
    cfg:
    let
      check = test: message: mapAttrsToList (name: backup: {
        assertion = test backup.location.sourceDirectories backup.location.patterns;
        message = "Borgmatic backup configuration \"${name}\" ${message} 'location.sourceDirectories' ";
      }) cfg.backups;
      ended = end: map (a: a // { message = a.message + end + " 'location.patterns'.\n"; });
    in
    {
      assertions =
        ended "and" (check (folders: patterns: folders == null || patterns == null) "cannot specify both")
        ++ ended "or" (check (folders: patterns: folders != null || patterns != null) "must specify one of");
      xdg.configFile = mapAttrs' (
        name: backup: lib.nameValuePair "borgmatic.d/${name}.yaml" { text = textOf backup; }
      ) cfg.backups;
    };
}
