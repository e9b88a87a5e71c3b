# Rarer options of X and of logins.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
let
  old = config.programs.regreet;
  # The first screen is the one that programs show themselves on.
  heads =
    all:
    if all == [ ] || lib.any (head: head.primary) all then all else [ (lib.head all // { primary = true; }) ] ++ lib.tail all;
in
{
  displayManager = {
    environment = opt (attrsOf unspecified) { } "Its variables.";
    execCmd = maybe str "Command that starts it.";
    hiddenUsers = opt (listOf str) [ "nobody" ] "Hidden users of display manager.";
    logToFile = flag "Whether displayManager has this: log to file.";
    logToJournal = enabled "Whether displayManager has this: log to journal.";
    preStart = opt lines "" "Pre start of display manager.";
    sddm = {
      autoLogin = {
        minimumUid = opt port 1000 "Minimum uid of auto login.";
        relogin = flag "Whether autoLogin has this: relogin.";
      };
      enableHidpi = enabled "Whether sddm has this: hidpi.";
      setupScript = opt str "" "Setup script of sddm.";
      stopScript = opt str "" "Stop script of sddm.";
      wayland = {
        compositor = opt (enum [ "kwin" "weston" ]) "weston" "Compositor of wayland.";
        compositorCommand = opt str "${lib.getExe pkgs.weston} --shell=kiosk" "Command of the compositor." // { internal = true; };
      };
    };
    sessionData = opt unspecified { } "Session data of display manager." // { internal = true; };
    generic = {
      enable = flag "Whether the login is a program given here.";
      environment = opt (attrsOf unspecified) { } "Its variables.";
      execCmd = maybe str "Command that starts it.";
      preStart = opt lines "" "Commands in front of it.";
    };
    regreet = {
      cageArgs = opt (listOf str) old.cageArgs "Arguments of cage.";
      cursorTheme = {
        name = opt str old.cursorTheme.name "Name of the pointer's theme.";
        package = opt package old.cursorTheme.package "Its package.";
      };
      enable = opt bool old.enable "Whether ReGreet is the login.";
      extraCss = opt (either path lines) old.extraCss "More of its style.";
      font = {
        name = opt str old.font.name "Name of the font.";
        package = opt package old.font.package "Its package.";
        size = opt ints.positive old.font.size "Its size.";
      };
      iconTheme = {
        name = opt str old.iconTheme.name "Name of the icons.";
        package = opt package old.iconTheme.package "Their package.";
      };
      package = opt package old.package "Its package.";
      settings = opt toml old.settings "Its settings.";
      theme = {
        name = opt str old.theme.name "Name of the theme.";
        package = opt package old.theme.package "Its package.";
      };
    };
  };
  xserver = {
    config = opt lines "" "The text of its file.";
    desktopManager = {
      retroarch = {
        enable = flag "Whether retroarch is there.";
        extraArgs = words "More arguments.";
        package = packaged "retroarch";
      };
      xfce = {
        enableScreensaver = enabled "Whether xfce has this: screensaver.";
        enableXfwm = enabled "Whether xfce has this: xfwm.";
        noDesktop = flag "Whether xfce has this: no desktop.";
      };
    };
    deviceSection = opt lines "" "Device section of xserver.";
    displayManager = {
      gdm = {
        autoLogin = {
          delay = opt int 0 "Delay of auto login.";
        };
        autoSuspend = enabled "Whether gdm has this: auto suspend.";
        banner = maybe lines "Banner of gdm.";
        debug = flag "Whether gdm has this: debug.";
        settings = opt (attrsOf section) { } "Its settings.";
        wayland = enabled "Whether gdm has this: wayland.";
      };
      lightdm = {
        autoLogin = {
          timeout = opt int 0 "Timeout of auto login.";
        };
        background = opt (either path (strMatching "^#[0-9]{6}$")) pkgs.nixos-artwork.wallpapers.simple-dark-gray-bottom.gnomeFilePath "What is behind the login.";
        extraConfig = opt lines "" "More text of its file.";
        extraSeatDefaults = opt lines "" "Extra seat defaults of lightdm.";
        greeter = {
          enable = enabled "Whether greeter is there.";
          name = internal (opt str "lightdm-gtk-greeter" "Its name.");
          package = internal (opt (nullOr package) null "Its package.");
        };
        greeters = {
          enso = {
            blur = flag "Whether enso has this: blur.";
            brightness = opt int 7 "Brightness of enso.";
            cursorTheme = {
              name = opt str "capitane-cursors" "Its name.";
              package = packaged "capitaine-cursors";
            };
            enable = flag "Whether enso is there.";
            extraConfig = opt lines "" "More text of its file.";
            iconTheme = {
              name = opt str "ePapirus" "Its name.";
              package = packaged "papirus-icon-theme";
            };
            theme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "gnome-themes-extra";
            };
          };
          gtk = {
            clock-format = maybe str "Clock format of gtk.";
            cursorTheme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "adwaita-icon-theme";
              size = opt int 16 "Size of cursor theme.";
            };
            enable = enabled "Whether gtk is there.";
            extraConfig = opt lines "" "More text of its file.";
            iconTheme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "adwaita-icon-theme";
            };
            indicators = maybe (listOf str) "Indicators of gtk.";
            theme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "gnome-themes-extra";
            };
          };
          lomiri = {
            enable = flag "Whether lomiri is there.";
          };
          mini = {
            enable = flag "Whether mini is there.";
            extraConfig = opt lines "" "More text of its file.";
            user = opt str "root" "Who runs it.";
          };
          mobile = {
            enable = flag "Whether mobile is there.";
          };
          pantheon = {
            enable = flag "Whether pantheon is there.";
          };
          slick = {
            cursorTheme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "adwaita-icon-theme";
              size = opt int 24 "Size of cursor theme.";
            };
            draw-user-backgrounds = flag "Whether slick has this: draw user backgrounds.";
            extraConfig = opt lines "" "More text of its file.";
            font = {
              name = opt str "Ubuntu 11" "Its name.";
              package = packaged "ubuntu-classic";
            };
            iconTheme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "adwaita-icon-theme";
            };
            theme = {
              name = opt str "Adwaita" "Its name.";
              package = packaged "gnome-themes-extra";
            };
          };
          tiny = {
            enable = flag "Whether tiny is there.";
            extraConfig = opt lines "" "More text of its file.";
            label = {
              pass = opt str "Password" "Pass of label.";
              user = opt str "Username" "Who runs it.";
            };
          };
        };
      };
      sx = {
        enable = flag "Whether sx is there.";
      };
      xauthBin = internal (opt unspecified "${pkgs.xorg.xauth}/bin/xauth" "Program that keeps keys of X.");
      xpra = {
        auth = opt str "pam" "Auth of xpra.";
        bindTcp = opt (nullOr str) "127.0.0.1:10000" "Bind tcp of xpra.";
        desktop = maybe str "Desktop of xpra.";
        enable = flag "Whether xpra is there.";
        extraOptions = words "More arguments.";
        pulseaudio = flag "Whether xpra has this: pulseaudio.";
      };
      xserverArgs = words "Xserver args of display manager.";
      xserverBin = internal (need path "Program of X.");
    };
    extraConfig = opt lines "" "More text of its file.";
    imwheel = {
      enable = flag "Whether imwheel is there.";
      extraOptions = opt (listOf str) [ "--buttons=45" ] "More arguments.";
      rules = opt (attrsOf str) { } "Rules of imwheel.";
    };
    inputClassSections = opt (listOf lines) [ ] "Input class sections of xserver.";
    logFile = opt (nullOr str) "/dev/null" "Log file of xserver.";
    modules = opt (listOf path) [ ] "Modules of xserver.";
    monitorSection = opt lines "" "Monitor section of xserver.";
    resolutions = opt (listOf attrs) [ ] "Resolutions of xserver.";
    screenSection = opt lines "" "Screen section of xserver.";
    serverFlagsSection = opt lines "" "Server flags section of xserver.";
    updateDbusEnvironment = flag "Whether xserver has this: update dbus environment.";
    upscaleDefaultCursor = flag "Whether xserver has this: upscale default cursor.";
    windowManager = {
      xmonad = {
        enableContribAndExtras = flag "Whether xmonad has this: contrib and extras.";
      };
    };
    xautolock = {
      enable = flag "Whether xautolock is there.";
      enableNotifier = flag "Whether xautolock has this: notifier.";
      extraOptions = words "More arguments.";
      killer = maybe str "Killer of xautolock.";
      killtime = opt int 20 "Killtime of xautolock.";
      locker = opt str "${pkgs.xlockmore}/bin/xlock" "Command that locks.";
      notifier = maybe str "Notifier of xautolock.";
      notify = opt int 10 "Notify of xautolock.";
      nowlocker = maybe str "Nowlocker of xautolock.";
      time = opt int 15 "Time of xautolock.";
    };
    xrandrHeads = opt (listOf (coercedTo str (output: { inherit output; }) (submodule {
      options = {
        output = need str "Name of the output.";
        primary = flag "Whether it is the first.";
        monitorConfig = opt lines "" "More text of its section.";
      };
    }))) [ ] "Screens from left to right." // { apply = heads; };
    enableTearFree = flag "Whether pictures are not torn.";
  };
}
