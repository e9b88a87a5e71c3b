# The commands that write `system.defaults`.
{ config, lib, ... }:
let
  cfg = config.system.defaults;
  user = lib.escapeShellArg config.system.primaryUser;
  dock = removeAttrs cfg.dock [ "expose-group-by-app" ];

  write =
    domain: settings:
    lib.mapAttrsToList (
      key: value:
      "defaults write ${domain} ${lib.escapeShellArg key} ${lib.escapeShellArg (lib.generators.toPlist { escape = true; } value)}"
    ) (lib.filterAttrs (_name: value: value != null) settings);
  writeAs =
    domain: settings:
    map (command: ''launchctl asuser "$(id -u -- ${user})" sudo --user=${user} -- ${command}'') (write domain settings);
  each = f: settings: lib.concatLists (lib.mapAttrsToList f settings);

  ofSystem =
    write "/Library/Preferences/com.apple.loginwindow" cfg.loginwindow
    ++ write "/Library/Preferences/SystemConfiguration/com.apple.smb.server" cfg.smb
    ++ write "/Library/Preferences/com.apple.SoftwareUpdate" cfg.SoftwareUpdate
    ++ each write cfg.CustomSystemPreferences;
  ofUser =
    writeAs "-g" cfg.NSGlobalDomain
    ++ writeAs ".GlobalPreferences" cfg.".GlobalPreferences"
    ++ writeAs "com.apple.LaunchServices" cfg.LaunchServices
    ++ writeAs "com.apple.menuextra.clock" cfg.menuExtraClock
    ++ writeAs "com.apple.dock" dock
    ++ writeAs "com.apple.finder" cfg.finder
    ++ writeAs "com.apple.HIToolbox" cfg.hitoolbox
    ++ writeAs "com.apple.iCal" cfg.iCal
    ++ writeAs "com.apple.AppleMultitouchMouse" cfg.magicmouse
    ++ writeAs "com.apple.driver.AppleMultitouchMouse.mouse" cfg.magicmouse
    ++ writeAs "com.apple.screencapture" cfg.screencapture
    ++ writeAs "com.apple.screensaver" cfg.screensaver
    ++ writeAs "com.apple.spaces" cfg.spaces
    ++ writeAs "com.apple.AppleMultitouchTrackpad" cfg.trackpad
    ++ writeAs "com.apple.driver.AppleBluetoothMultitouch.trackpad" cfg.trackpad
    ++ writeAs "com.apple.universalaccess" cfg.universalaccess
    ++ writeAs "com.apple.ActivityMonitor" cfg.ActivityMonitor
    ++ each writeAs cfg.CustomUserPreferences
    ++ writeAs "com.apple.WindowManager" cfg.WindowManager
    ++ writeAs "~${config.system.primaryUser}/Library/Preferences/ByHost/com.apple.controlcenter" cfg.controlcenter;
  given = settings: lib.any (value: value != null) (lib.attrValues settings);

  # The settings that are of a user; with one of them it must be known which.
  domains = [
    "CustomUserPreferences"
    ".GlobalPreferences"
    "LaunchServices"
    "NSGlobalDomain"
    "menuExtraClock"
    "dock"
    "finder"
    "hitoolbox"
    "magicmouse"
    "screencapture"
    "screensaver"
    "spaces"
    "trackpad"
    "universalaccess"
    "ActivityMonitor"
    "WindowManager"
    "controlcenter"
  ];
  settingsOf = domain: if domain == "dock" then dock else cfg.${domain};
  someOfUser = lib.any (domain: given (settingsOf domain)) (domains ++ [ "iCal" ]);
in
{
  config.system = {
    requiresPrimaryUser = lib.concatMap (
      domain:
      lib.mapAttrsToList (
        name: value: lib.mkIf (value != null) (lib.showOption [ "system" "defaults" domain name ])
      ) (settingsOf domain)
    ) domains;
    activationScripts = {
      defaults.text = lib.mkIf (ofSystem != [ ]) ''
        echo "settings of the system..." >&2
        ${lib.concatStringsSep "\n" ofSystem}
      '';
      userDefaults.text = lib.mkIf someOfUser ''
        echo "settings of ${config.system.primaryUser}..." >&2
        ${lib.concatStringsSep "\n" ofUser}
        ${lib.optionalString (given dock) "killall -qu ${user} Dock || true"}
      '';
    };
  };
}
