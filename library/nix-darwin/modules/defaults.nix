# `system.defaults`: settings of macOS.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; }) maybe opt;
  all = type: names: lib.genAttrs names (name: maybe type "The setting {var}`${name}`.");
  bool = all types.bool;
  int = all types.int;
  str = all types.str;
  one = values: all (types.enum values);
  # Older configurations have numbers as text.
  number = types.float // {
    check =
      value:
      if lib.isString value && lib.match "[+-]?([0-9]*[.])?[0-9]+" value != null then
        throw "`${value}` is text; settings in `system.defaults` that are numbers with a fraction are written as numbers."
      else
        types.float.check value;
  };
  float = all number;
  # Options whose values macOS stores as something else.
  stored = f: lib.mapAttrs (_name: option: option // { apply = value: if value == null then null else f value; });
  place = values: value: lib.lists.findFirstIndex (other: other == value) null values;
  value =
    types.nullOr (
      types.oneOf [
        types.bool
        types.int
        types.float
        types.str
        types.path
        (types.attrsOf value)
        (types.listOf value)
      ]
    )
    // {
      description = "plist value";
    };
  plist = opt (types.submodule { freeformType = value; }) { };
  fnUsages = [
    "Do Nothing"
    "Change Input Source"
    "Show Emoji & Symbols"
    "Start Dictation"
  ];
  firstDays = [
    "System Setting"
    "Sunday"
    "Monday"
    "Tuesday"
    "Wednesday"
    "Thursday"
    "Friday"
    "Saturday"
  ];
  # What a new window of the Finder shows, and what the Finder calls it.
  targets = {
    Computer = "PfCm";
    "OS volume" = "PfVo";
    Home = "PfHm";
    Desktop = "PfDe";
    Documents = "PfDo";
    Recents = "PfAF";
    "iCloud Drive" = "PfID";
    Other = "PfLo";
  };

  domains = {
    NSGlobalDomain =
      bool [
        "AppleEnableMouseSwipeNavigateWithScrolls"
        "AppleEnableSwipeNavigateWithScrolls"
        "AppleInterfaceStyleSwitchesAutomatically"
        "ApplePressAndHoldEnabled"
        "AppleScrollerPagingBehavior"
        "AppleSpacesSwitchOnActivate"
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
        "NSTextShowsControlCharacters"
        "NSUseAnimatedFocusRing"
        "NSWindowShouldDragOnGesture"
        "PMPrintingExpandedStateForPrint"
        "PMPrintingExpandedStateForPrint2"
        "_HIHideMenuBar"
        "com.apple.keyboard.fnState"
        "com.apple.springing.enabled"
        "com.apple.swipescrolldirection"
        "com.apple.trackpad.enableSecondaryClick"
        "com.apple.trackpad.forceClick"
      ]
      // int [
        "InitialKeyRepeat"
        "KeyRepeat"
        "NSStatusItemSelectionPadding"
        "NSStatusItemSpacing"
        "com.apple.sound.beep.feedback"
      ]
      // one [ 0 1 2 ] [ "AppleFontSmoothing" ]
      // one [ 0 2 3 ] [ "AppleKeyboardUIMode" ]
      // one [ 0 1 ] [ "AppleMetricUnits" ]
      // one [ 1 2 3 ] [ "NSTableViewDefaultSizeMode" ]
      // one [ 1 ] [
        "com.apple.mouse.tapBehavior"
        "com.apple.trackpad.trackpadCornerClickBehavior"
      ]
      // one [ "Dark" ] [ "AppleInterfaceStyle" ]
      // one [ "Centimeters" "Inches" ] [ "AppleMeasurementUnits" ]
      // one [ "WhenScrolling" "Automatic" "Always" ] [ "AppleShowScrollBars" ]
      // one [ "Celsius" "Fahrenheit" ] [ "AppleTemperatureUnit" ]
      // one [ "manual" "always" "fullscreen" ] [ "AppleWindowTabbingMode" ]
      // one [
        "RegularDark"
        "RegularAutomatic"
        "ClearLight"
        "ClearDark"
        "ClearAutomatic"
        "TintedLight"
        "TintedDark"
        "TintedAutomatic"
      ] [ "AppleIconAppearanceTheme" ]
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
        "scroll-to-open"
        "show-process-indicators"
        "show-recents"
        "showAppExposeGestureEnabled"
        "showDesktopGestureEnabled"
        "showLaunchpadGestureEnabled"
        "showMissionControlGestureEnabled"
        "showhidden"
        "slow-motion-allowed"
        "static-only"
      ]
      // int [ "tilesize" ]
      // all (types.ints.between 16 128) [ "largesize" ]
      // all types.ints.positive [
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
      // one [ "genie" "suck" "scale" ] [ "mineffect" ]
      // one [ "bottom" "left" "right" ] [ "orientation" ]
      // import ./defaults-tiles.nix { inherit lib; };
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
        "_FXEnableColumnAutoSizing"
        "_FXShowPosixPathInTitle"
        "_FXSortFoldersFirst"
        "_FXSortFoldersFirstOnDesktop"
      ]
      // str [
        "FXDefaultSearchScope"
        "FXPreferredViewStyle"
        "NewWindowTargetPath"
      ]
      // stored (key: targets.${key}) (
        one [
          "Computer"
          "OS volume"
          "Home"
          "Desktop"
          "Documents"
          "Recents"
          "iCloud Drive"
          "Other"
        ] [ "NewWindowTarget" ]
      );
    trackpad =
      bool [
        "ActuateDetents"
        "Clicking"
        "DragLock"
        "Dragging"
        "ForceSuppressed"
        "TrackpadMomentumScroll"
        "TrackpadPinch"
        "TrackpadRightClick"
        "TrackpadRotate"
        "TrackpadThreeFingerDrag"
        "TrackpadTwoFingerDoubleTapGesture"
      ]
      // one [ 0 1 ] [ "ActuationStrength" ]
      // one [ 0 2 ] [
        "TrackpadFourFingerHorizSwipeGesture"
        "TrackpadFourFingerPinchGesture"
        "TrackpadFourFingerVertSwipeGesture"
        "TrackpadThreeFingerTapGesture"
        "TrackpadThreeFingerVertSwipeGesture"
      ]
      // one [ 0 3 ] [ "TrackpadTwoFingerFromRightEdgeSwipeGesture" ]
      // one [ 0 1 2 ] [
        "FirstClickThreshold"
        "SecondClickThreshold"
        "TrackpadCornerSecondaryClick"
        "TrackpadThreeFingerHorizSwipeGesture"
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
        "save-selections"
        "show-thumbnail"
      ]
      // one [ "file" "clipboard" "preview" "mail" "messages" ] [ "target" ]
      // str [
        "location"
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
      // one [ 0 1 2 ] [ "ShowDate" ];
    spaces = bool [ "spans-displays" ];
    SoftwareUpdate = bool [ "AutomaticallyInstallMacOSUpdates" ];
    LaunchServices = bool [ "LSQuarantine" ];
    WindowManager = bool [
      "AppWindowGroupingBehavior"
      "AutoHide"
      "EnableStandardClickToShowDesktop"
      "EnableTiledWindowMargins"
      "EnableTilingByEdgeDrag"
      "EnableTilingOptionAccelerator"
      "EnableTopTilingByEdgeDrag"
      "GloballyEnabled"
      "HideDesktop"
      "StageManagerHideWidgets"
      "StandardHideDesktopIcons"
      "StandardHideWidgets"
    ];
    controlcenter =
      bool [ "BatteryShowPercentage" ]
      // stored (shown: if shown then 18 else 24) (bool [
        "AirDrop"
        "Bluetooth"
        "Display"
        "FocusModes"
        "NowPlaying"
        "Sound"
      ]);
    hitoolbox = stored (place fnUsages) (one fnUsages [ "AppleFnUsageType" ]);
    universalaccess =
      bool [
        "closeViewScrollWheelToggle"
        "closeViewZoomFollowsFocus"
        "reduceMotion"
        "reduceTransparency"
      ]
      // float [ "mouseDriverCursorSize" ];
    ActivityMonitor =
      bool [ "OpenMainWindow" ]
      // int [ "IconType" "SortDirection" ]
      // one [ 100 101 102 103 104 105 106 107 ] [ "ShowCategory" ]
      // str [ "SortColumn" ];
    iCal =
      bool [ "CalendarSidebarShown" "TimeZone support enabled" ]
      // stored (place firstDays) (one firstDays [ "first day of week" ]);
    smb = str [ "NetBIOSName" "ServerDescription" ];
    magicmouse = one [ "OneButton" "TwoButton" ] [ "MouseButtonMode" ];
  };

  moved = name: text: lib.mkRemovedOptionModule [ "system" "defaults" "alf" name ] text;
  firewall = name: "It is `networking.applicationFirewall.${name}` now.";
in
{
  imports = [
    (lib.mkRenamedOptionModule
      [ "system" "defaults" "dock" "expose-group-by-app" ]
      [ "system" "defaults" "dock" "expose-group-apps" ]
    )
    (moved "globalstate" "It is `networking.applicationFirewall.enable` and `blockAllIncoming` now.")
    (moved "allowsignedenabled" (firewall "allowSigned"))
    (moved "allowdownloadsignedenabled" (firewall "allowSignedApp"))
    (moved "stealthenabled" (firewall "enableStealthMode"))
    (moved "loggingenabled" "The firewall writes its log without it.")
  ];

  options.system.defaults = domains // {
    CustomUserPreferences = plist "More settings of users, by domain.";
    CustomSystemPreferences = plist "More settings of the system, by domain.";
    ".GlobalPreferences" = float [ "com.apple.mouse.scaling" ] // all types.path [ "com.apple.sound.beep.sound" ];
  };

  config.lib.defaults.types.floatWithDeprecationError = number;
}
