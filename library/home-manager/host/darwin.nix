# Home Manager in nix-darwin: the activation of the host activates each home.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) escapeShellArg optionalString;
  cfg = config.home-manager;
  version = if cfg.enableLegacyProfileManagement then "0" else "1";
  export = name: value: optionalString (value != null) "export ${name}=${escapeShellArg value}";

  activate = user: pkgs.writeShellScript "activation-${user.home.username}" ''
    ${export "HOME_MANAGER_BACKUP_EXT" cfg.backupFileExtension}
    ${export "HOME_MANAGER_BACKUP_COMMAND" cfg.backupCommand}
    ${optionalString cfg.overwriteBackup "export HOME_MANAGER_BACKUP_OVERWRITE=1"}
    ${optionalString cfg.verbose "export VERBOSE=1"}
    exec ${user.home.activationPackage}/activate --driver-version ${version} >&2
  '';

  block = user: ''
    echo Activating home-manager configuration for ${user.home.username} >&2
    hmEnvironment=()
    if [[ -v DRY_RUN || "$(ps -p "$PPID" -ww -o args= || true)" == *" --dry-run"* ]]; then
      hmEnvironment=(env DRY_RUN=1)
    fi
    launchctl asuser "$(id -u ${user.home.username})" \
      sudo -u ${user.home.username} --set-home "''${hmEnvironment[@]}" ${activate user}
  '';
in
{
  imports = [ ./common.nix ];

  config = lib.mkMerge [
    { home-manager.extraSpecialArgs.darwinConfig = config; }
    (lib.mkIf (cfg.users != { }) {
      system.activationScripts.postActivation.text = lib.concatMapStringsSep "\n" block (
        lib.attrValues cfg.users
      );
    })
  ];
}
