# Names that packages had: those that lead to what they are called now, and those that say what became of them.
#
# A package of the same name goes before. `config.allowAliases = false` leaves all of them out.
{ lib, pkgs }:
let
  moved = {
    adoptopenjdk-bin = "temurin-bin";
    cantarell_fonts = "cantarell-fonts";
    dnscrypt-proxy2 = "dnscrypt-proxy";
    driversi686Linux = "pkgsi686Linux";
    fish-foreign-env = "fishPlugins.foreign-env";
    github-cli = "gh";
    kak-lsp = "kakoune-lsp";
    kube3d = "k3d";
    libdbusmenu-gtk2 = "libdbusmenu";
    m4 = "gnum4";
    mesa_glu = "libGLU";
    microcodeAmd = "microcode-amd";
    microcodeIntel = "microcode-intel";
    networkmanager_strongswan = "networkmanager-strongswan";
    openai-whisper-cpp = "whisper-cpp";
    pcsctools = "pcsc-tools";
    qFlipper = "qflipper";
    smartgithg = "smartgit";
    superTux = "supertux";
    superTuxKart = "supertuxkart";
    tdesktop = "telegram-desktop";
    teamspeak_client = "teamspeak3";
    tor-browser-bundle-bin = "tor-browser";
    vaapiIntel = "intel-vaapi-driver";
    vaapiVdpau = "libva-vdpau-driver";
    ventoy-bin = "ventoy";
    ventoy-bin-full = "ventoy-full";
    vistafonts = "vista-fonts";
    wakatime = "wakatime-cli";
    win-virtio = "virtio-win";
    xdragon = "dragon-drop";
  };

  # Renamed for so long that the old name is refused.
  renamed = {
    armcord = "legcord";
    bitwarden = "bitwarden-desktop";
    dbeaver = "dbeaver-bin";
    dolphinEmu = "dolphin-emu";
    dolphinEmuMaster = "dolphin-emu-beta";
    emacsGcc = "emacs";
    emacsNativeComp = "emacs";
    emacsPgtk = "emacs-pgtk";
    emacs-all-the-icons = "emacs-all-the-icons-fonts";
    exfat-utils = "exfat";
    firefox-wayland = "firefox";
    floorp = "floorp-bin";
    font-awesome-ttf = "font-awesome";
    fractal-next = "fractal";
    freerdp3 = "freerdp";
    gnome-passwordsafe = "gnome-secrets";
    gtkcord4 = "dissent";
    libreddit = "redlib";
    man_db = "man-db";
    manpages = "man-pages";
    nekoray = "throne";
    networkmanager_fortisslvpn = "networkmanager-fortisslvpn";
    networkmanager_l2tp = "networkmanager-l2tp";
    networkmanager_openconnect = "networkmanager-openconnect";
    networkmanager_openvpn = "networkmanager-openvpn";
    networkmanager_vpnc = "networkmanager-vpnc";
    nixFlakes = "nixVersions.stable";
    nixStable = "nixVersions.stable";
    nixUnstable = "nixVersions.unstable";
    noto-fonts-cjk = "noto-fonts-cjk-sans";
    pkgconfig = "pkg-config";
    polkit-kde-agent = "kdePackages.polkit-kde-agent-1";
    posix_man_pages = "man-pages-posix";
    protonvpn-cli = "protonvpn-gui";
    retroarchBare = "retroarch-bare";
    ryujinx = "ryubing";
    signal-desktop-beta = "signal-desktop";
    thunderbird-wayland = "thunderbird";
    transmission = "transmission_4";
    transmission-gtk = "transmission_4-gtk";
    transmission-qt = "transmission_4-qt";
    utillinux = "util-linux";
    youtubeDL = "yt-dlp";
  };

  gone = {
    amdvlk = "its maker gave it up; the driver RADV of Mesa, which is there anyway, takes its place";
    atom = "it is no longer developed";
    citra = "its project was closed; `azahar` goes on with it";
    citra-nightly = "its project was closed; `azahar` goes on with it";
    docker-compose_1 = "it is no longer maintained; use `docker-compose`";
    docker-machine = "it is no longer developed";
    etcher = "it needed an Electron with known holes; `caligula`, `impression` and `popsicle` write images too";
    eww-wayland = "it is part of `eww`";
    exa = "it is no longer maintained; use `eza`";
    fcitx = "it is no longer maintained; use `fcitx5`";
    gnome3 = "its packages are at the top of the package set";
    gradience = "it is no longer maintained";
    hyprland-nvidia = "`hyprland` works with Nvidia's driver";
    latte-dock = "it is for Plasma 5, which is no longer there";
    minecraft = "the launcher no longer works; use `prismlauncher`";
    multimc = "its makers do not want it packaged; use `prismlauncher`";
    nerdfonts = "its fonts are packages of their own: `nerd-fonts.jetbrains-mono` and so on. In place of `nerdfonts.override { fonts = [ ... ]; }` list them, or `builtins.filter lib.attrsets.isDerivation (builtins.attrValues pkgs.nerd-fonts)` for all";
    nixops = "it is no longer maintained; use `nixops_unstable_minimal`, or another tool";
    nvtop = "it depends on the graphics card: use `nvtopPackages.full`, or one of `nvtopPackages` for fewer dependencies";
    nvtop-amd = "use `nvtopPackages.amd`";
    nvtop-intel = "use `nvtopPackages.intel`";
    nvtop-nvidia = "use `nvtopPackages.nvidia`";
    openlens = "it is no longer maintained";
    pinentry = "which one depends on the desktop: use `pinentry-curses`, `pinentry-gnome3`, `pinentry-gtk2`, `pinentry-qt` or `pinentry-tty`";
    polymc = "its maintainer shut the others out; use `prismlauncher`";
    pulseeffects = "it has become `easyeffects`, for PipeWire";
    rnix-lsp = "it is no longer maintained; use `nil` or `nixd`";
    rofi-emoji-wayland = "it has been merged into `rofi-emoji`";
    rofi-wayland = "it has been merged into `rofi`";
    rofi-wayland-unwrapped = "it has been merged into `rofi-unwrapped`";
    schildichat-desktop = "it is no longer maintained; use `element-desktop`";
    skypeforlinux = "its service has ended";
    spotify-tui = "it is no longer maintained; use `spotify-player` or `ncspot`";
    spotifywm = "`spotify` sets its window's name itself";
    steamPackages = "its packages are at the top: `steam`, `steamcmd`, `steam-run`";
    suyu = "its project was closed";
    teams = "its maker gave it up; use `teams-for-linux`";
    waybar-hyprland = "`waybar` knows Hyprland";
    wireguard = "the module is part of the kernel; the programs are `wireguard-tools`";
    yuzu = "its project was closed";
    yuzu-mainline = "its project was closed";
  }
  // lib.genAttrs [
    "fira-code-nerdfont"
    "inconsolata-nerdfont"
    "terminus-nerdfont"
  ] (_name: "fonts with symbols are in `nerd-fonts`")
  // ended "nodejs_" [ "14" "16" "18" ] // ended "nodejs-" [ "14_x" "16_x" "18_x" ]
  // ended "python" [ "38" "39" ] // ended "php" [ "80" "81" ] // ended "postgresql_" [ "11" "12" ]
  // ended "ruby_" [ "2_7" "3_0" "3_1" ] // ended "go_" [ "1_20" "1_21" "1_22" "1_23" ]
  // ended "jdk" [ "19" "20" "22" "23" "24" ] // ended "emacs" [ "28" "29" ] // ended "docker_" [ "20_10" "24" ]
  // ended "linux_" kernels // ended "linuxPackages_" kernels;
  kernels = [ "4_19" "5_19" "6_0" "6_2" "6_3" "6_4" "6_5" "6_7" "6_8" "6_9" "6_10" "6_11" "6_13" "6_14" "6_15" "6_16" ];
  ended = prefix: releases: lib.genAttrs (map (release: prefix + release) releases) (_name: "this release is no longer maintained by its makers");

  # Programs of KDE, which once were at the top for Qt 5.
  ofKde = lib.genAttrs [
    "akonadi" "akregator" "ark" "bluedevil" "breeze-grub" "breeze-gtk" "breeze-icons" "discover" "dolphin" "dragon" "elisa" "falkon"
    "ffmpegthumbs" "filelight" "gwenview" "k3b" "kaddressbook" "kalzium" "kate" "kcachegrind" "kcalc" "kcharselect" "kcolorchooser" "kde-cli-tools"
    "kde-gtk-config" "kdenlive" "kdeplasma-addons" "kdevelop" "kdialog" "kfind" "kget" "kgpg" "khelpcenter" "kig" "kinfocenter" "kleopatra" "kmag"
    "kmail" "kmix" "kolourpaint" "kompare" "konsole" "kontact" "konversation" "korganizer" "krdc" "krfb" "kscreen" "kscreenlocker" "ksshaskpass"
    "ksystemlog" "kteatime" "ktimer" "ktorrent" "ktouch" "kwallet-pam" "kwalletmanager" "kwin" "marble" "merkuro" "okular" "plasma-browser-integration"
    "plasma-desktop" "plasma-integration" "plasma-nm" "plasma-pa" "plasma-systemmonitor" "plasma-thunderbolt" "plasma-vault" "plasma-workspace"
    "powerdevil" "sddm-kcm" "skanlite" "skanpage" "spectacle" "systemsettings" "xdg-desktop-portal-kde" "yakuake" "zanshin"
  ] (name: throw "`pkgs.${name}` is no longer at the top of the package set: use `kdePackages.${name}`");
in
builtins.mapAttrs (_name: path: lib.attrByPath (lib.splitString "." path) (throw "the package set lacks ${path}") pkgs) moved
// builtins.mapAttrs (old: new: throw "`pkgs.${old}` has been renamed: use `${new}`") renamed
// builtins.mapAttrs (name: why: throw "`pkgs.${name}` has been removed: ${why}") gone
// ofKde
