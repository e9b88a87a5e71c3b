# The options of a backup of `services.restic`.
{ lib, pkgs }:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled flag maybe opt words;
  atom = with types; oneOf [ bool int str path ];
  # What only the service uses, and services are there on Linux only.
  ofService = option: option // { readOnly = !pkgs.stdenv.hostPlatform.isLinux; };
  script = text: ofService (maybe types.str text);
  list = text: ofService (words text);
  variable = name: "RCLONE_" + lib.toUpper (lib.replaceStrings [ "-" ] [ "_" ] name);
in
{ config, ... }:
{
  options = {
    package = lib.mkPackageOption pkgs "restic" { };
    ssh-package = lib.mkPackageOption pkgs "openssh" { };
    repository = maybe types.str "Where the backup is kept.";
    repositoryFile = maybe types.path "File that says where.";
    passwordFile = maybe types.str "File with the password.";
    passwordCommand = maybe types.str "Command that prints the password; its path has to be whole.";
    environmentFile = maybe types.str "File with variables, such as those that log in.";
    rcloneOptions = opt (with types; attrsOf (oneOf [ str bool int ])) { } "Arguments of rclone, without `--`." // {
      apply = lib.mapAttrs' (name: lib.nameValuePair (variable name));
    };
    extraOptions = words "What restic gets by `-o`.";
    progressFps = maybe types.numbers.nonnegative "How often a second it tells how far it is.";
    createWrapper = enabled "Whether there is a command `restic-NAME` that has all of this.";
    paths = list "What is backed up; nothing, to tidy only.";
    dynamicFilesFrom = script "Script that prints what is backed up too.";
    exclude = list "Patterns of what is left out.";
    extraBackupArgs = list "Arguments of {command}`restic backup`.";
    initialize = ofService (flag "Whether a repository that is not there is made.");
    inhibitsSleep = ofService (flag "Whether the machine stays awake meanwhile.");
    pruneOpts = list "What is kept, as arguments of {command}`restic forget`; nothing, to keep all.";
    checkOpts = list "Arguments of {command}`restic check`.";
    runCheck = ofService (
      lib.hm.library.described "lib.length config.checkOpts > 0 || lib.length config.pruneOpts > 0" (
        opt types.bool (config.checkOpts != [ ] || config.pruneOpts != [ ]) "Whether the repository is checked."
      )
    );
    backupPrepareCommand = script "Script that is run before.";
    backupCleanupCommand = script "Script that is run behind.";
    timerConfig = ofService (
      opt (types.nullOr (types.attrsOf (types.either atom (types.listOf atom)))) {
        OnCalendar = "daily";
        Persistent = true;
      } "When it is made; null: by hand."
    );
  };
}
