# Desktops: X, display managers, sound, printers.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    attrs
    enable
    enabled
    flag
    maybe
    opt
    packages
    text
    words
    ;
  on = what: { enable = flag "Whether ${what}."; };
  x = config.services.xserver;
  login = "the login";
  pointer = {
    accelProfile = opt (types.enum [ "flat" "adaptive" "custom" ]) "adaptive" "How it speeds up.";
    accelSpeed = maybe types.str "How much.";
    naturalScrolling = flag "Whether what is seen follows the finger.";
    tapping = enabled "Whether a tap is a click.";
    clickMethod = maybe types.str "What is a click.";
    disableWhileTyping = flag "Whether it rests while one types.";
    middleEmulation = enabled "Whether two buttons are the third.";
    scrollMethod = opt types.str "twofinger" "How one scrolls.";
    leftHanded = flag "Whether the buttons are swapped.";
  };
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "services" "xserver" "layout" ] [ "services" "xserver" "xkb" "layout" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "xkbVariant" ] [ "services" "xserver" "xkb" "variant" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "xkbOptions" ] [ "services" "xserver" "xkb" "options" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "libinput" "enable" ] [ "services" "libinput" "enable" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "displayManager" "sddm" "enable" ] [ "services" "displayManager" "sddm" "enable" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "displayManager" "autoLogin" ] [ "services" "displayManager" "autoLogin" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "displayManager" "defaultSession" ] [ "services" "displayManager" "defaultSession" ])
    (lib.mkRenamedOptionModule [ "services" "xserver" "desktopManager" "plasma6" "enable" ] [ "services" "desktopManager" "plasma6" "enable" ])
    (lib.mkAliasOptionModule [ "services" "xserver" "desktopManager" "gnome" "enable" ] [ "services" "desktopManager" "gnome" "enable" ])
    (lib.mkAliasOptionModule [ "services" "xserver" "displayManager" "gdm" "enable" ] [ "services" "displayManager" "gdm" "enable" ])
    (lib.mkAliasOptionModule [ "sound" "mediaKeys" "enable" ] [ "services" "actkbd" "enable" ])
  ];

  options.services = {
    xserver = {
      enable = flag "Whether X is there.";
      autorun = enabled "Whether it starts by itself.";
      autoRepeatDelay = maybe types.int "Milliseconds before a key repeats.";
      autoRepeatInterval = maybe types.int "Milliseconds between repeats.";
      videoDrivers = opt (types.listOf types.str) [ "modesetting" "fbdev" ] "Drivers of graphics cards.";
      dpi = maybe types.int "Dots in an inch.";
      exportConfiguration = flag "Whether its file is in {file}`/etc`.";
      excludePackages = packages "Packages that it leaves out.";
      xkb = {
        layout = opt types.str "us" "Layout of the keyboard.";
        variant = opt types.str "" "Variant of the layout.";
        options = opt types.commas "terminate:ctrl_alt_bksp" "Options of the keyboard.";
        model = opt types.str "pc104" "Model of the keyboard.";
        dir = opt types.path "${pkgs.xkeyboard_config or "/run/current-system/sw"}/etc/X11/xkb" "Folder of layouts.";
        extraLayouts = attrs "More layouts.";
      };
      displayManager = {
        lightdm = on "LightDM is ${login}" // {
          greeters.slick.enable = flag "Whether it is the slick one.";
        };
        startx.enable = flag "Whether X is started by a command.";
        sessionCommands = text "Commands at the start of the session.";
        setupCommands = text "Commands in front of the login.";
        session = opt (types.listOf types.attrs) [ ] "Sessions.";
      };
      desktopManager = {
        xfce = on "Xfce is there";
        mate = on "MATE is there";
        cinnamon = on "Cinnamon is there";
        pantheon = on "Pantheon is there";
        lxqt = on "LXQt is there";
        budgie = on "Budgie is there";
        xterm.enable = flag "Whether there is a session with a terminal only.";
        wallpaper.mode = opt types.str "scale" "How the picture behind is fitted.";
        runXdgAutostartIfNone = flag "Whether entries that start with the session do so without a desktop.";
      };
      windowManager = lib.genAttrs [ "awesome" "bspwm" "dwm" "herbstluftwm" "i3" "leftwm" "openbox" "qtile" "xmonad" ] (
        name:
        on "${name} is there"
        // {
          package = maybe types.package "Its package.";
          extraPackages = opt types.unspecified [ ] "More packages.";
          configFile = maybe types.path "Its file.";
        }
      );
      wacom.enable = flag "Whether tablets are used.";
    };
    libinput = {
      enable = flag "Whether pointers are used by libinput.";
      touchpad = pointer;
      mouse = pointer;
    };
    displayManager = {
      enable = flag "Whether there is a login with pictures.";
      sddm = on "SDDM is ${login}" // {
        wayland.enable = flag "Whether it is on Wayland.";
        theme = opt types.str "" "Its theme.";
        autoNumlock = flag "Whether Num Lock is on.";
        settings = attrs "Its settings.";
        extraPackages = packages "More packages.";
        package = opt types.unspecified null "Its package.";
      };
      gdm = on "GDM is ${login}" // {
        wayland = enabled "Whether it is on Wayland.";
        autoSuspend = enabled "Whether the machine sleeps there.";
      };
      ly = on "Ly is ${login}" // { settings = attrs "Its settings."; };
      cosmic-greeter = on "COSMIC's is ${login}";
      autoLogin = on "somebody is logged in at once" // { user = maybe types.str "Who."; };
      defaultSession = maybe types.str "The session.";
      sessionPackages = packages "Packages with sessions.";
    };
    desktopManager = {
      plasma6 = on "Plasma 6 is there" // { enableQt5Integration = enabled "Whether Qt 5 looks so."; };
      gnome = on "GNOME is there" // {
        extraGSettingsOverrides = text "More settings.";
        extraGSettingsOverridePackages = opt (types.listOf types.path) [ ] "Packages of which settings are changed.";
      };
      cosmic = on "COSMIC is there";
      lomiri = on "Lomiri is there";
    };
    greetd = on "greetd is ${login}" // {
      settings = attrs "Its settings.";
      vt = opt types.int 1 "Its console.";
      restart = enabled "Whether it starts again.";
    };
    gnome = lib.genAttrs [
      "at-spi2-core"
      "core-apps"
      "core-utilities"
      "evolution-data-server"
      "games"
      "gcr-ssh-agent"
      "glib-networking"
      "gnome-browser-connector"
      "gnome-keyring"
      "gnome-online-accounts"
      "gnome-settings-daemon"
      "gnome-user-share"
      "localsearch"
      "rygel"
      "sushi"
      "tinysparql"
    ] (name: on "${name} is there");
    pipewire = on "PipeWire plays sound" // {
      audio.enable = enabled "Whether it plays sound, not pictures only.";
      alsa.enable = flag "Whether programs for ALSA find it.";
      alsa.support32Bit = flag "Whether those of 32 bits do.";
      pulse.enable = flag "Whether programs for PulseAudio find it.";
      jack.enable = flag "Whether programs for JACK find it.";
      socketActivation = enabled "Whether it starts when it is used.";
      systemWide = flag "Whether it is one for all users.";
      extraConfig = attrs "More settings.";
      extraLv2Packages = packages "Packages with effects.";
      wireplumber = {
        enable = enabled "Whether WirePlumber leads it.";
        extraConfig = attrs "More settings.";
        configPackages = packages "Packages with settings.";
      };
      package = lib.mkPackageOption pkgs "pipewire" { };
    };
    pulseaudio = on "PulseAudio plays sound" // {
      support32Bit = flag "Whether programs of 32 bits find it.";
      package = lib.mkPackageOption pkgs "pulseaudio" { };
      extraConfig = text "More text of its file.";
    };
    printing = on "printers are used" // {
      drivers = opt (types.listOf types.path) [ ] "Packages with drivers.";
      browsing = flag "Whether they are offered to others.";
      defaultShared = flag "Whether they are so at first.";
      listenAddresses = opt (types.listOf types.str) [ "localhost:631" ] "Where it listens.";
      allowFrom = opt (types.listOf types.str) [ "localhost" ] "Who may print.";
      startWhenNeeded = enabled "Whether it starts when it is used.";
      cups-pdf.enable = flag "Whether one prints into files.";
      openFirewall = flag "Whether its ports are open.";
      webInterface = enabled "Whether it is administered by browser.";
      extraConf = text "More text of its file.";
    };
    avahi = on "machines of the network are found" // {
      nssmdns = flag "Whether their names are known (older name).";
      nssmdns4 = flag "Whether their names are known.";
      nssmdns6 = flag "Whether their names are known on IPv6.";
      openFirewall = enabled "Whether its ports are open.";
      publish = {
        enable = flag "Whether this machine is found.";
        addresses = flag "Whether its addresses are.";
        domain = flag "Whether its domain is.";
        hinfo = flag "Whether its kind is.";
        userServices = flag "Whether users' services are.";
        workstation = flag "Whether it is as a workstation.";
      };
    };
    kanata = on "keys are changed" // { keyboards = attrs "Keyboards by name."; };
    keyd = on "keys are changed" // { keyboards = attrs "Keyboards by name."; };
    xremap = on "keys are changed";
    picom = on "windows are seen through";
    redshift = on "the screen is warm at night";
    hypridle = on "Hyprland rests";
    flameshot = on "pictures of the screen are made";
    playerctld = on "players are led";
    mpdris2 = on "mpd is led";
  };
}
