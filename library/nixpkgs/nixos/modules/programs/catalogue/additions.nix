# Rarer options of programs that are declared elsewhere.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  bash = {
    lsColorsFile = maybe path "File with the colours of {command}`ls`.";
  };
  bat = {
    extraPackages = opt (listOf package) [ ] "More packages.";
    settings = opt (attrsOf (oneOf [ bool int float str (listOf (oneOf [ bool int float str ])) ])) { } "Its settings.";
  };
  chromium = {
    defaultSearchProviderEnabled = maybe bool "Default search provider enabled of chromium.";
    defaultSearchProviderSearchURL = maybe str "Default search provider search URL of chromium.";
    defaultSearchProviderSuggestURL = maybe str "Default search provider suggest URL of chromium.";
    enablePlasmaBrowserIntegration = flag "Whether chromium has this: plasma browser integration.";
    homepageLocation = maybe str "Homepage location of chromium.";
    initialPrefs = opt attrs { } "Initial prefs of chromium.";
    plasmaBrowserIntegrationPackage = packaged [ "kdePackages" "plasma-browser-integration" ];
  };
  direnv = {
    direnvrcExtra = opt lines "" "Direnvrc extra of direnv.";
    settings = opt toml { } "Its settings.";
  };
  firefox = {
    autoConfig = opt lines "" "Auto config of firefox.";
    languagePacks = opt (listOf (enum [ "ach" "af" "an" "ar" "ast" "az" "be" "bg" "bn" "br" "bs" "ca-valencia" "ca" "cak" "cs" "cy" "da" "de" "dsb" "el" "en-CA" "en-GB" "en-US" "eo" "es-AR" "es-CL" "es-ES" "es-MX" "et" "eu" "fa" "ff" "fi" "fr" "fy-NL" "ga-IE" "gd" "gl" "gn" "gu-IN" "he" "hi-IN" "hr" "hsb" "hu" "hy-AM" "ia" "id" "is" "it" "ja" "ka" "kab" "kk" "km" "kn" "ko" "lij" "lt" "lv" "mk" "mr" "ms" "my" "nb-NO" "ne-NP" "nl" "nn-NO" "oc" "pa-IN" "pl" "pt-BR" "pt-PT" "rm" "ro" "ru" "sco" "si" "sk" "sl" "son" "sq" "sr" "sv-SE" "szl" "ta" "te" "th" "tl" "tr" "trs" "uk" "ur" "uz" "vi" "xh" "zh-CN" "zh-TW" ])) [ ] "Language packs of firefox.";
    nativeMessagingHosts = {
      browserpass = flag "Whether nativeMessagingHosts has this: browserpass.";
      bukubrow = flag "Whether nativeMessagingHosts has this: bukubrow.";
      euwebid = flag "Whether nativeMessagingHosts has this: euwebid.";
      ff2mpv = flag "Whether nativeMessagingHosts has this: ff2mpv.";
      fxCast = flag "Whether nativeMessagingHosts has this: fx cast.";
      gsconnect = flag "Whether nativeMessagingHosts has this: gsconnect.";
      jabref = flag "Whether nativeMessagingHosts has this: jabref.";
      passff = flag "Whether nativeMessagingHosts has this: passff.";
      tridactyl = flag "Whether nativeMessagingHosts has this: tridactyl.";
      ugetIntegrator = flag "Whether nativeMessagingHosts has this: uget integrator.";
    };
    preferencesStatus = opt (enum [ "default" "locked" "user" "clear" ]) "locked" "Preferences status of firefox.";
    wrapperConfig = opt attrs { } "Wrapper config of firefox.";
    autoConfigFiles = opt (listOf path) [ ] "Files with settings as scripts.";
  };
  fuse = {
    mountMax = opt (ints.between 0 32767) 1000 "Mount max of fuse.";
    enable = enabled "Whether users may mount things.";
  };
  gamemode = {
    enableRenice = enabled "Whether gamemode has this: renice.";
  };
  git = {
    lfs.enablePureSSHTransfer = flag "Whether large files go over SSH only.";
  };
  gnupg = {
    dirmngr = {
      enable = flag "Whether dirmngr is there.";
    };
  };
  less = {
    clearDefaultCommands = flag "Whether less has this: clear default commands.";
    commands = opt (attrsOf str) { } "Commands of less.";
    configFile = maybe path "Its file.";
    lineEditingKeys = opt (attrsOf str) { } "Line editing keys of less.";
  };
  localsend = {
    openFirewall = enabled "Whether its ports are open.";
  };
  mosh = {
    openFirewall = enabled "Whether its ports are open.";
    withUtempter = enabled "Whether mosh has this: with utempter.";
  };
  msmtp = {
    extraConfig = opt lines "" "More text of its file.";
    setSendmail = enabled "Whether msmtp has this: set sendmail.";
  };
  neovim = {
    runtime = opt (attrsOf (submodule (
    { name, config, ... }:
    {
      options = {
        enable = enabled "Whether the file is there.";
        source = opt (nullOr path) (if config.text == null then null else pkgs.writeText "neovim-runtime" config.text) "The file that it is.";
        target = opt str name "Where it is.";
        text = maybe lines "Its text.";
      };
    }
))) { } "Files that it finds, by where they are.";
    withRuby = enabled "Whether neovim has this: with ruby.";
  };
  niri = {
    useNautilus = enabled "Whether files are chosen by Nautilus.";
  };
  pay-respects = {
    aiIntegration = opt (either bool (submodule {
      options = {
        locale = opt str (lib.concatStrings (lib.take 5 (lib.stringToCharacters config.i18n.defaultLocale))) "Its language.";
        model = need str "The model.";
        url = need str "Where it is asked.";
      };
    })) false "Whether a language model helps.";
    alias = opt str "f" "Its short name.";
    enable = flag "Whether pay-respects mends commands.";
    package = packaged "pay-respects";
    runtimeRules = opt (listOf toml) [ ] "More rules.";
  };
  regreet = {
    cageArgs = opt (listOf str) [ "-s" ] "Cage args of regreet.";
    cursorTheme = {
      name = opt str "Adwaita" "Its name.";
      package = packaged "adwaita-icon-theme";
    };
    extraCss = opt (either path lines) "" "Extra css of regreet.";
    font = {
      name = opt str "Cantarell" "Its name.";
      package = packaged "cantarell-fonts";
      size = opt ints.positive 16 "Size of font.";
    };
    iconTheme = {
      name = opt str "Adwaita" "Its name.";
      package = packaged "adwaita-icon-theme";
    };
    theme = {
      name = opt str "Adwaita" "Its name.";
      package = packaged "gnome-themes-extra";
    };
    package = packaged "regreet";
  };
  river-classic = {
    enable = flag "Whether river is there.";
    extraPackages = opt (listOf package) (with pkgs; [ swaylock foot dmenu ]) "More packages.";
    package = packagedOrNone "river-classic";
    xwayland.enable = enabled "Whether programs for X run.";
  };
  screen = {
    screenrc = opt lines "" "Screenrc of screen.";
  };
  soundmodem = {
    enable = flag "Whether soundmodem is there.";
    package = packaged "soundmodem";
  };
  ssh = {
    agentPKCS11Whitelist = maybe str "Agent PKCS11 whitelist of ssh.";
    ciphers = maybe (listOf str) "Ciphers of ssh.";
    kexAlgorithms = maybe (listOf str) "Kex algorithms of ssh.";
    knownHostsFiles = opt (listOf path) [ ] "Known hosts files of ssh.";
    macs = maybe (listOf str) "Macs of ssh.";
    pubkeyAcceptedKeyTypes = words "Pubkey accepted key types of ssh.";
  };
  starship = {
    transientPrompt = {
      enable = flag "Whether older prompts are made short.";
      left = opt lines "" "The short one.";
      right = opt lines "" "The short one at the right.";
    };
  };
  steam = {
    extest = {
      enable = flag "Whether extest is there.";
    };
    fontPackages = opt (listOf package) (lib.filter package.check config.fonts.packages) "Fonts of games.";
    protontricks = {
      package = packaged "protontricks";
    };
    gamescopeSession = {
      args = words "Arguments of Gamescope.";
      env = opt (attrsOf str) { } "Variables of the session.";
      steamArgs = opt (listOf str) [ "-tenfoot" "-pipewire-dmabuf" ] "Arguments of Steam.";
    };
  };
  thunderbird = {
    preferences = opt (attrsOf (oneOf [ bool int str ])) { } "Preferences of thunderbird.";
    preferencesStatus = opt (enum [ "default" "locked" "user" "clear" ]) "locked" "Preferences status of thunderbird.";
  };
  tmux = {
    aggressiveResize = flag "Whether tmux has this: aggressive resize.";
    customPaneNavigationAndResize = flag "Whether tmux has this: custom pane navigation and resize.";
    extraConfigBeforePlugins = opt lines "" "Extra config before plugins of tmux.";
    resizeAmount = opt int 5 "Resize amount of tmux.";
    reverseSplit = flag "Whether tmux has this: reverse split.";
    secureSocket = enabled "Whether tmux has this: secure socket.";
    withUtempter = enabled "Whether tmux has this: with utempter.";
  };
  uwsm = {
    package = packaged "uwsm";
    waylandCompositors = opt (attrsOf (submodule {
      options = {
        binPath = need path "The program.";
        comment = opt str "An intelligent Wayland compositor managed by UWSM." "What it is.";
        extraArgs = words "Arguments.";
        prettyName = need str "Its name for people.";
      };
    })) { } "Compositors by name.";
  };
  weylus = {
    openFirewall = flag "Whether its ports are open.";
    users = words "Users of weylus.";
  };
  wireshark = {
    dumpcap.enable = enabled "Whether users of its group may record the network.";
    usbmon.enable = flag "Whether they may record USB.";
  };
  yazi = {
    flavors = opt (attrsOf (either path package)) { } "Flavors of yazi.";
    initLua = maybe path "Init lua of yazi.";
    plugins = opt (attrsOf (either path package)) { } "Its plugins.";
  };
  zoxide = {
    enableBashIntegration = enabled "Whether it is in Bash.";
    enableFishIntegration = enabled "Whether it is in fish.";
    enableXonshIntegration = enabled "Whether it is in Xonsh.";
    enableZshIntegration = enabled "Whether it is in Zsh.";
  };
  zsh = {
    vteIntegration = flag "Whether zsh has this: vte integration.";
    zsh-autoenv = {
      enable = flag "Whether zsh-autoenv is there.";
      package = packaged "zsh-autoenv";
    };
  };
}
