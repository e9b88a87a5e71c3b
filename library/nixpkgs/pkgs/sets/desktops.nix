# Sets of a desktop: what has moved to the top of the package set is found there still.
{ lib, pkgs }:
let
  known = import ../known.nix { inherit lib pkgs; };
  alias = names: lib.recurseIntoAttrs (lib.genAttrs names (name: pkgs.${name}));
  set = prefix: table: known.set prefix (_name: package: package) table;
in
{
  gnome = alias [
    "gnome-themes-extra"
    "adwaita-icon-theme"
    "gnome-keyring"
    "gnome-terminal"
    "gnome-tweaks"
    "gnome-control-center"
    "gnome-settings-daemon"
    "gnome-session"
    "gnome-shell"
    "gnome-calculator"
    "gnome-calendar"
    "gnome-disk-utility"
    "gnome-system-monitor"
    "gnome-screenshot"
    "gnome-software"
    "nautilus"
    "eog"
    "evince"
    "file-roller"
    "gedit"
    "seahorse"
    "zenity"
    "dconf-editor"
    "cheese"
    "epiphany"
    "geary"
    "totem"
    "gdm"
    "gvfs"
  ];
  xorg = alias [
    "xprop"
    "xrandr"
    "xset"
    "xsetroot"
    "xrdb"
    "xinput"
    "xev"
    "xkill"
    "xwininfo"
    "xmodmap"
    "setxkbmap"
    "xkbcomp"
    "xhost"
    "xauth"
    "xlsclients"
    "libX11"
  ]
  // set "" {
    appres = "1.0.7";
    bdftopcf = "1.1.2";
    editres = "1.0.9";
    fontutil = "1.4.1";
    ico = "1.0.6";
    libICE = "1.1.2";
    libSM = "1.2.6";
    libXScrnSaver = "1.2.5";
    libXaw = "1.0.16";
    libXcomposite = "0.4.6";
    libXcursor = "1.2.3";
    libXdamage = "1.1.6";
    libXext = "1.3.6";
    libXfixes = "6.0.2";
    libXft = "2.3.9";
    libXi = "1.8.2";
    libXinerama = "1.1.5";
    libXmu = "1.3.0";
    libXpm = "3.5.18";
    libXrandr = "1.5.4";
    libXrender = "0.9.12";
    libXt = "1.3.1";
    libXtst = "1.2.5";
    libXv = "1.0.13";
    libXxf86vm = "1.1.7";
    libpciaccess = "0.18.1";
    libxcb = "1.17.0";
    libxkbfile = "1.1.3";
    libxshmfence = "1.3.3";
    mkfontscale = "1.2.3";
    xbacklight = "1.2.4";
    xcalc = "1.1.2";
    xcbutil = "0.4.1";
    xclock = "1.1.1";
    xcursorgen = "1.0.9";
    xcursorthemes = "1.0.7";
    xdm = "1.1.17";
    xdpyinfo = "1.4.0";
    xeyes = "1.3.1";
    xf86inputevdev = "2.11.0";
    xf86inputlibinput = "1.5.0";
    xf86inputsynaptics = "1.10.0";
    xf86videoamdgpu = "23.0.0";
    xf86videoati = "22.0.0";
    xf86videofbdev = "0.5.1";
    xf86videointel = "2.99.917";
    xf86videonouveau = "1.0.18";
    xf86videovesa = "2.6.0";
    xfontsel = "1.1.1";
    xgamma = "1.0.7";
    xinit = "1.4.4";
    xload = "1.2.0";
    xlsfonts = "1.0.8";
    xmag = "1.0.8";
    xmessage = "1.0.7";
    xorgproto = "2024.1";
    xorgserver = "21.1.20";
    xrefresh = "1.1.0";
    xvinfo = "1.1.5";
    xwd = "1.0.9";
  };
  xfce = alias [
    "catfish"
    "exo"
    "mousepad"
    "orage"
    "parole"
    "ristretto"
    "thunar"
    "thunar-archive-plugin"
    "thunar-media-tags-plugin"
    "thunar-vcs-plugin"
    "thunar-volman"
    "tumbler"
    "xfburn"
    "xfce4-appfinder"
    "xfce4-dict"
    "xfce4-icon-theme"
    "xfce4-notifyd"
    "xfce4-panel"
    "xfce4-power-manager"
    "xfce4-pulseaudio-plugin"
    "xfce4-screenshooter"
    "xfce4-session"
    "xfce4-settings"
    "xfce4-taskmanager"
    "xfce4-terminal"
    "xfce4-weather-plugin"
    "xfce4-whiskermenu-plugin"
    "xfconf"
    "xfdesktop"
    "xfwm4"
  ]
  // set "" {
    garcon = "4.20.0";
    gigolo = "0.6.0";
    libxfce4ui = "4.20.2";
    libxfce4util = "4.20.1";
    xfce4-battery-plugin = "1.2.0";
    xfce4-clipman-plugin = "1.7.0";
    xfce4-cpufreq-plugin = "1.3.0";
    xfce4-cpugraph-plugin = "1.3.0";
    xfce4-docklike-plugin = "0.5.0";
    xfce4-genmon-plugin = "4.3.0";
    xfce4-netload-plugin = "1.5.0";
    xfce4-sensors-plugin = "1.5.0";
    xfce4-systemload-plugin = "1.4.0";
    xfce4-timer-plugin = "1.8.0";
    xfce4-volumed-pulse = "0.3.0";
    xfce4-xkb-plugin = "0.9.0";
  };
  mate = alias [
    "atril"
    "caja"
    "caja-with-extensions"
    "engrampa"
    "eom"
    "mate-calc"
    "mate-control-center"
    "mate-icon-theme"
    "mate-polkit"
    "mate-terminal"
    "mate-themes"
    "mate-tweak"
    "mate-utils"
    "pluma"
  ]
  // set "" {
    mate-applets = "1.28.1";
    mate-backgrounds = "1.28.0";
    mate-media = "1.28.1";
    mate-panel = "1.28.4";
    mate-power-manager = "1.28.1";
    mate-screensaver = "1.28.0";
    mate-session-manager = "1.28.0";
    mate-settings-daemon = "1.28.0";
    mate-system-monitor = "1.28.1";
    mate-user-guide = "1.28.0";
    marco = "1.28.1";
    python-caja = "1.28.0";
  };
  pantheon = set "" {
    elementary-calculator = "8.0.1";
    elementary-calendar = "8.0.1";
    elementary-camera = "8.0.2";
    elementary-code = "8.1.0";
    elementary-dock = "8.0.3";
    elementary-files = "7.2.0";
    elementary-gtk-theme = "8.2.1";
    elementary-icon-theme = "8.1.0";
    elementary-mail = "8.0.0";
    elementary-music = "8.0.1";
    elementary-photos = "8.0.1";
    elementary-screenshot = "8.0.3";
    elementary-settings-daemon = "8.4.0";
    elementary-sound-theme = "1.1.0";
    elementary-tasks = "6.3.3";
    elementary-terminal = "7.1.2";
    elementary-videos = "8.0.2";
    elementary-wallpapers = "8.0.1";
    epiphany = "49.1";
    granite = "6.2.0";
    granite7 = "7.6.0";
    pantheon-agent-polkit = "8.0.1";
    switchboard = "8.0.3";
    wingpanel = "8.0.4";
  };
  lxqt = alias [
    "lxqt-config"
    "lxqt-qtplugin"
    "pcmanfm-qt"
    "lxqt-policykit"
  ]
  // set "" {
    compton-conf = "0.16.0";
    libfm-qt = "2.2.0";
    lximage-qt = "2.2.0";
    lxqt-about = "2.2.0";
    lxqt-archiver = "1.2.0";
    lxqt-globalkeys = "2.2.0";
    lxqt-notificationd = "2.2.0";
    lxqt-openssh-askpass = "2.2.0";
    lxqt-panel = "2.2.2";
    lxqt-powermanagement = "2.2.0";
    lxqt-runner = "2.2.1";
    lxqt-session = "2.2.0";
    lxqt-sudo = "2.2.0";
    lxqt-themes = "2.2.0";
    obconf-qt = "0.16.5";
    pavucontrol-qt = "2.2.0";
    qps = "2.11.1";
    qterminal = "2.2.1";
    screengrab = "3.0.0";
    xdg-desktop-portal-lxqt = "1.2.0";
  };
  unixtools = alias [
    "xxd"
    "getent"
    "getconf"
    "hostname"
    "killall"
    "locale"
    "mount"
    "umount"
  ]
  // {
    arp = pkgs.net-tools;
    ifconfig = pkgs.net-tools;
    netstat = pkgs.net-tools;
    route = pkgs.net-tools;
    ping = pkgs.iputils;
    nettools = pkgs.net-tools;
    ps = pkgs.procps;
    top = pkgs.procps;
    watch = pkgs.procps;
    procps = pkgs.procps;
    sysctl = pkgs.procps;
    script = pkgs.util-linux;
    column = pkgs.util-linux;
    fdisk = pkgs.util-linux;
    fsck = pkgs.util-linux;
    logger = pkgs.util-linux;
    more = pkgs.util-linux;
    wall = pkgs.util-linux;
    write = pkgs.util-linux;
    quota = pkgs.linuxquota;
    util-linux = pkgs.util-linux;
  };
  hyprlandPlugins = lib.recurseIntoAttrs (
    set "hyprland-plugin-" {
      borders-plus-plus = "0.51.0";
      csgo-vulkan-fix = "0.51.0";
      hy3 = "hl0.51.0";
      hypr-darkwindow = "0.51.0";
      hypr-dynamic-cursors = "0-unstable-2025-09-20";
      hyprbars = "0.51.0";
      hyprexpo = "0.51.0";
      hyprfocus = "0.51.0";
      hyprgrass = "0.8.2-unstable-2025-09-11";
      hyprscrolling = "0.51.0";
      hyprspace = "0-unstable-2025-09-15";
      hyprsplit = "0.51.1";
      hyprtrails = "0.51.0";
      hyprwinwrap = "0.51.0";
      xtra-dispatchers = "0.51.0";
    }
  );
  fcitx5-chinese-addons = known.package { pname = "fcitx5-chinese-addons"; version = "5.1.10"; };
  fcitx5-unikey = known.package { pname = "fcitx5-unikey"; version = "5.1.8"; };
  ibus-engines = set "ibus-" {
    anthy = "1.5.17";
    bamboo = "0.8.4-rc6";
    chewing = "2.1.6";
    hangul = "1.5.5";
    kkc = "1.5.22";
    libpinyin = "1.16.5";
    libthai = "0.1.5";
    m17n = "1.4.37";
    mozc = "2.31.5810.102";
    mozc-ut = "2.31.5810.102";
    openbangla-keyboard = "2.0.0";
    pinyin = "1.5.1";
    rime = "1.6.0";
    table = "1.17.16";
    table-chinese = "1.8.14";
    typing-booster = "2.29.0";
    uniemoji = "0.7.0";
    unikey = "0.7.0";
  };
  aspellDicts = set "aspell-dict-" {
    ar = "1.2-0";
    ca = "20040130-1";
    cs = "20040614-1";
    da = "1.4.42-1";
    de = "20161207-7-0";
    el = "0.08-0";
    en = "2020.12.07-0";
    en-computers = "1";
    en-science = "1";
    eo = "2.1.20000225a-2";
    es = "1.11-2";
    fi = "0.7-0";
    fr = "0.50-3";
    he = "1.0-0";
    hr = "0.51-0";
    hu = "0.99.4.2-0";
    is = "0.51.1-0";
    it = "2.2_20050523-0";
    la = "20020503-0";
    nb = "0.50.1-0";
    nl = "0.50-2";
    nn = "0.50.1-1";
    pl = "6.0_20061121-0";
    pt_BR = "20131030-12-0";
    pt_PT = "20190329-1-0";
    ro = "3.3-2";
    ru = "0.99f7-1";
    sk = "2.01-2";
    sl = "0.50-0";
    sv = "0.51-0";
    tr = "0.50-0";
    uk = "1.4.0-0";
    vi = "0.01.1-1";
  };
}
