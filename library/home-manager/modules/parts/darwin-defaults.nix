# The preferences of macOS that have options of their own; any other may be given too.
{ lib }:
let
  inherit (lib) types;
  maybe = type: lib.hm.library.opt (types.nullOr type) null;
  flag = maybe types.bool;
  number = maybe types.int;
  one = values: maybe (types.enum values);
  free = types.attrsOf (types.attrsOf types.anything);
  webkit = flag "The web inspector; better set by {option}`IncludeDevelopMenu`.";
in
{
  allHosts = types.submodule (
    { config, ... }:
    let
      develop = config."com.apple.Safari".IncludeDevelopMenu;
    in
    {
      freeformType = free;
      options = {
        NSGlobalDomain = {
          AppleLanguages = maybe (types.listOf types.str) "Languages, the preferred one first.";
          AppleLocale = maybe types.str "The locale.";
          AppleMeasurementUnits = one [ "Centimeters" "Inches" ] "Unit of lengths.";
          ApplePressAndHoldEnabled = flag "Whether a key that is held shows accents and is not repeated.";
          AppleShowAllExtensions = flag "Whether Finder shows all endings of names.";
          AppleTemperatureUnit = one [ "Celsius" "Fahrenheit" ] "Unit of temperatures.";
          AppleMetricUnits = flag "Whether units are metric.";
          KeyRepeat = number "Time between repetitions of a key that is held.";
          NSAutomaticCapitalizationEnabled = flag "Whether sentences get capitals.";
          NSAutomaticDashSubstitutionEnabled = flag "Whether dashes are made.";
          NSAutomaticPeriodSubstitutionEnabled = flag "Whether two spaces make a period.";
          NSAutomaticQuoteSubstitutionEnabled = flag "Whether quotes are made.";
          NSAutomaticSpellingCorrectionEnabled = flag "Whether spelling is corrected.";
        };
        "com.apple.desktopservices" = {
          DSDontWriteNetworkStores = flag "Whether no {file}`.DS_Store` is written to shares.";
          DSDontWriteUSBStores = flag "Whether none is written to thumb drives.";
        };
        "com.apple.dock" = {
          autohide = flag "Whether the Dock hides.";
          expose-group-apps = flag "Whether windows are grouped by their application.";
          orientation = one [ "left" "bottom" "right" ] "Where the Dock is.";
          size-immutable = flag "Whether its size is fixed.";
          tilesize = number "Its size.";
        };
        "com.apple.finder" = {
          AppleShowAllFiles = flag "Whether hidden files are shown.";
          FXRemoveOldTrashItems = flag "Whether what is 30 days in the trash is removed.";
          ShowPathBar = flag "Whether a window shows its path.";
          ShowStatusBar = flag "Whether a window shows its state.";
        };
        "com.apple.menuextra.battery".ShowPercent = one [ "YES" "NO" ] "Of no effect since macOS 11.";
        "com.apple.menuextra.clock" = {
          IsAnalog = flag "Whether the clock has hands.";
          Show24Hour = flag "Whether it counts 24 hours.";
          ShowAMPM = flag "Whether it says which half of the day it is.";
          ShowDate = one [ 0 1 2 ] "Whether it has the date: if there is room, always, never.";
          ShowDayOfMonth = flag "Whether it has the day of the month.";
          ShowDayOfWeek = flag "Whether it has the day of the week.";
          ShowSeconds = flag "Whether it has seconds.";
        };
        "com.apple.Safari" = {
          AutoOpenSafeDownloads = flag "Whether downloads are opened.";
          AutoFillPasswords = flag "Whether passwords are filled in.";
          AutoFillCreditCardData = flag "Whether numbers of credit cards are filled in.";
          IncludeDevelopMenu = flag "Whether there is a menu for developers.";
          ShowOverlayStatusBar = flag "Whether there is a status bar.";
          WebKitDeveloperExtrasEnabledPreferenceKey = webkit;
          "WebKitPreferences.developerExtrasEnabled" = webkit;
        };
        "com.apple.Safari.SandboxBroker".ShowDevelopMenu = flag "The menu for developers; better set by {option}`IncludeDevelopMenu`.";
        "com.googlecode.iterm2" = {
          AddNewTabAtEndOfTabs = flag "Whether new tabs come last.";
          AlternateMouseScroll = flag "Whether the wheel sends arrow keys in full-screen programs.";
          CopySelection = flag "Whether what is selected is copied.";
          OpenTmuxWindowsIn = number "What windows of tmux become: windows, tabs of a new window, tabs of this one.";
          ExperimentalKeyHandling = flag "Whether keys are handled so that AquaSKK works.";
        };
      };
      config = lib.mkIf (develop != null) {
        "com.apple.Safari" = {
          WebKitDeveloperExtrasEnabledPreferenceKey = develop;
          "WebKitPreferences.developerExtrasEnabled" = develop;
        };
        "com.apple.Safari.SandboxBroker".ShowDevelopMenu = develop;
      };
    }
  );

  thisHost = types.submodule {
    freeformType = free;
    options."com.apple.controlcenter".BatteryShowPercentage = flag "Whether the charge is a number.";
  };
}
