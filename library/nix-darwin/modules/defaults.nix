# `system.defaults`: settings of macOS.
{ config, lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; }) maybe opt;
  bool = names: lib.genAttrs names (name: maybe types.bool "The setting {var}`${name}`.");
  int = names: lib.genAttrs names (name: maybe types.int "The setting {var}`${name}`.");
  str = names: lib.genAttrs names (name: maybe types.str "The setting {var}`${name}`.");
  float = names: lib.genAttrs names (name: maybe types.float "The setting {var}`${name}`.");
  plist = opt (types.attrsOf (types.attrsOf types.anything)) { };

  domains = {
    NSGlobalDomain =
      bool [
        "AppleInterfaceStyleSwitchesAutomatically"
        "ApplePressAndHoldEnabled"
        "AppleShowAllExtensions"
        "AppleICUForce24HourTime"
        "AppleShowAllFiles"
        "NSAutomaticCapitalizationEnabled"
        "NSAutomaticDashSubstitutionEnabled"
        "NSAutomaticInlinePredictionEnabled"
        "NSAutomaticPeriodSubstitutionEnabled"
        "NSAutomaticQuoteSubstitutionEnabled"
        "NSAutomaticSpellingCorrectionEnabled"
        "NSAutomaticWindowAnimationsEnabled"
        "NSDisableAutomaticTermination"
        "NSDocumentSaveNewDocumentsToCloud"
        "NSNavPanelExpandedStateForSaveMode"
        "NSNavPanelExpandedStateForSaveMode2"
        "NSScrollAnimationEnabled"
        "NSUseAnimatedFocusRing"
        "NSWindowShouldDragOnGesture"
        "PMPrintingExpandedStateForPrint"
        "PMPrintingExpandedStateForPrint2"
        "_HIHideMenuBar"
        "com.apple.keyboard.fnState"
        "com.apple.swipescrolldirection"
        "com.apple.trackpad.enableSecondaryClick"
      ]
      // int [
        "AppleFontSmoothing"
        "AppleKeyboardUIMode"
        "AppleMetricUnits"
        "InitialKeyRepeat"
        "KeyRepeat"
        "NSTableViewDefaultSizeMode"
        "com.apple.mouse.tapBehavior"
        "com.apple.sound.beep.feedback"
      ]
      // str [
        "AppleInterfaceStyle"
        "AppleMeasurementUnits"
        "AppleScrollerPagingBehavior"
        "AppleShowScrollBars"
        "AppleTemperatureUnit"
        "AppleWindowTabbingMode"
      ]
      // float [
        "NSWindowResizeTime"
        "com.apple.sound.beep.volume"
        "com.apple.trackpad.scaling"
        "com.apple.springing.delay"
      ];
    dock =
      bool [
        "appswitcher-all-displays"
        "autohide"
        "dashboard-in-overlay"
        "enable-spring-load-actions-on-all-items"
        "expose-group-apps"
        "launchanim"
        "magnification"
        "minimize-to-application"
        "mouse-over-hilite-stack"
        "mru-spaces"
        "show-process-indicators"
        "show-recents"
        "showhidden"
        "static-only"
      ]
      // int [
        "largesize"
        "tilesize"
        "wvous-bl-corner"
        "wvous-br-corner"
        "wvous-tl-corner"
        "wvous-tr-corner"
      ]
      // float [
        "autohide-delay"
        "autohide-time-modifier"
        "expose-animation-duration"
      ]
      // str [
        "mineffect"
        "orientation"
      ]
      // {
        persistent-apps = maybe (types.listOf types.anything) "Applications that stay.";
        persistent-others = maybe (types.listOf types.anything) "Folders that stay.";
      };
    finder =
      bool [
        "AppleShowAllExtensions"
        "AppleShowAllFiles"
        "CreateDesktop"
        "FXEnableExtensionChangeWarning"
        "FXRemoveOldTrashItems"
        "QuitMenuItem"
        "ShowExternalHardDrivesOnDesktop"
        "ShowHardDrivesOnDesktop"
        "ShowMountedServersOnDesktop"
        "ShowPathbar"
        "ShowRemovableMediaOnDesktop"
        "ShowStatusBar"
        "_FXShowPosixPathInTitle"
        "_FXSortFoldersFirst"
      ]
      // str [
        "FXDefaultSearchScope"
        "FXPreferredViewStyle"
        "NewWindowTargetPath"
      ]
      // {
        NewWindowTarget = maybe (types.enum [
          "Computer"
          "OS volume"
          "Home"
          "Desktop"
          "Documents"
          "Recents"
          "iCloud Drive"
          "Other"
        ]) "What a new window shows.";
      };
    trackpad =
      bool [
        "Clicking"
        "Dragging"
        "TrackpadRightClick"
        "TrackpadThreeFingerDrag"
      ]
      // int [
        "ActuationStrength"
        "FirstClickThreshold"
        "SecondClickThreshold"
        "TrackpadThreeFingerTapGesture"
      ];
    loginwindow =
      bool [
        "DisableConsoleAccess"
        "GuestEnabled"
        "PowerOffDisabledWhileLoggedIn"
        "RestartDisabled"
        "RestartDisabledWhileLoggedIn"
        "SHOWFULLNAME"
        "ShutDownDisabled"
        "ShutDownDisabledWhileLoggedIn"
        "SleepDisabled"
      ]
      // str [
        "LoginwindowText"
        "autoLoginUser"
      ];
    screencapture =
      bool [
        "disable-shadow"
        "include-date"
        "show-thumbnail"
      ]
      // str [
        "location"
        "target"
        "type"
      ];
    screensaver = bool [ "askForPassword" ] // int [ "askForPasswordDelay" ];
    menuExtraClock =
      bool [
        "FlashDateSeparators"
        "IsAnalog"
        "Show24Hour"
        "ShowAMPM"
        "ShowDayOfMonth"
        "ShowDayOfWeek"
        "ShowSeconds"
      ]
      // int [ "ShowDate" ];
    spaces = bool [ "spans-displays" ];
    SoftwareUpdate = bool [ "AutomaticallyInstallMacOSUpdates" ];
    LaunchServices = bool [ "LSQuarantine" ];
    WindowManager = bool [
      "AppWindowGroupingBehavior"
      "AutoHide"
      "EnableStandardClickToShowDesktop"
      "GloballyEnabled"
      "HideDesktop"
      "StageManagerHideWidgets"
      "StandardHideDesktopIcons"
      "StandardHideWidgets"
    ];
    controlcenter = bool [
      "AirDrop"
      "BatteryShowPercentage"
      "Bluetooth"
      "Display"
      "FocusModes"
      "NowPlaying"
      "Sound"
    ];
    hitoolbox = str [ "AppleFnUsageType" ];
    universalaccess = bool [
      "closeViewScrollWheelToggle"
      "closeViewZoomFollowsFocus"
      "reduceMotion"
      "reduceTransparency"
    ];
    ActivityMonitor = bool [ "OpenMainWindow" ] // int [ "IconType" "ShowCategory" "SortDirection" ] // str [ "SortColumn" ];
    iCal = {
      CalendarSidebarShown = maybe types.bool "Whether the calendars are listed.";
      "TimeZone support enabled" = maybe types.bool "Whether other time zones are shown.";
      "first day of week" = maybe (types.enum [
        "System Setting"
        "Sunday"
        "Monday"
        "Tuesday"
        "Wednesday"
        "Thursday"
        "Friday"
        "Saturday"
      ]) "With which day weeks begin.";
    };
    smb = str [ "NetBIOSName" "ServerDescription" ];
    magicmouse = str [ "MouseButtonMode" ];
  };
in
{
  options.system.defaults = domains // {
    CustomUserPreferences = plist "More settings of users, by domain.";
    CustomSystemPreferences = plist "More settings of the system, by domain.";
    ".GlobalPreferences" = float [ "com.apple.mouse.scaling" ] // {
      "com.apple.sound.beep.sound" = maybe types.path "The sound of alerts.";
    };
  };
}
