# Programs of which the built-in library knows the switch and the package.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (import ../../lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    maybe
    opt
    packages
    strings
    text
    words
    ;

  # Enabling one installs its package.
  installed = [
    "adb"
    "appimage"
    "bat"
    "cdemu"
    "chromium"
    "direnv"
    "evolution"
    "firefox"
    "fzf"
    "gamemode"
    "gamescope"
    "git"
    "gnome-disks"
    "gpu-screen-recorder"
    "hamster"
    "htop"
    "hyprland"
    "hyprlock"
    "iftop"
    "iotop"
    "java"
    "k3b"
    "kdeconnect"
    "lazygit"
    "less"
    "light"
    "localsend"
    "mosh"
    "mtr"
    "nano"
    "neovim"
    "nh"
    "niri"
    "nix-index"
    "nix-ld"
    "noisetorch"
    "obs-studio"
    "partition-manager"
    "river"
    "rog-control-center"
    "screen"
    "seahorse"
    "sniffnet"
    "starship"
    "steam"
    "sway"
    "system-config-printer"
    "tcpdump"
    "thefuck"
    "thunar"
    "thunderbird"
    "tmux"
    "traceroute"
    "trippy"
    "usbtop"
    "vim"
    "virt-manager"
    "waybar"
    "wayfire"
    "wireshark"
    "xfconf"
    "xonsh"
    "xwayland"
    "yazi"
    "ydotool"
    "zoxide"
  ];
  packageOf = {
    adb = "android-tools";
    appimage = "appimage-run";
    java = "jdk";
    k3b = "kdePackages.k3b";
    kdeconnect = "plasma5Packages.kdeconnect-kde";
    partition-manager = "kdePackages.partitionmanager";
    thunar = "xfce.thunar";
  };
  program = name: {
    enable = flag "Whether ${name} is there.";
    package = lib.mkOption {
      type = types.nullOr types.package;
      default = lib.attrByPath (lib.splitString "." (packageOf.${name} or name)) null pkgs;
      defaultText = lib.literalExpression "pkgs.${packageOf.${name} or name}";
      description = "The package of ${name}.";
    };
  };
  more = {
    git = {
      config = opt (types.either (types.attrsOf types.anything) (types.listOf (types.attrsOf types.anything))) { } "Contents of {file}`/etc/gitconfig`.";
      prompt.enable = flag "Whether the prompt shows the branch.";
      lfs.enable = flag "Whether large files are understood.";
    };
    firefox = {
      policies = attrs "Rules for all users.";
      preferences = attrs "Settings of all users.";
      nativeMessagingHosts.packages = packages "Programs that it may talk to.";
    };
    steam = {
      gamescopeSession.enable = flag "Whether there is a session with games only.";
      remotePlay.openFirewall = flag "Whether one plays from elsewhere.";
      dedicatedServer.openFirewall = flag "Whether others may join.";
      localNetworkGameTransfers.openFirewall = flag "Whether games are copied in the network.";
      extraCompatPackages = packages "More packages for games.";
      extraPackages = packages "More packages.";
      protontricks.enable = flag "Whether settings of games can be changed.";
    };
    neovim = {
      defaultEditor = flag "Whether it is the editor.";
      viAlias = flag "Whether it is also called vi.";
      vimAlias = flag "Whether it is also called vim.";
      withNodeJs = flag "Whether with Node.js.";
      withPython3 = enabled "Whether with Python.";
      configure = attrs "Its settings.";
    };
    vim.defaultEditor = flag "Whether it is the editor.";
    nano = {
      nanorc = text "Its file.";
      syntaxHighlight = enabled "Whether it has colours.";
    };
    htop.settings = attrs "Its settings.";
    tmux = {
      clock24 = flag "Whether its clock has 24 hours.";
      keyMode = opt (types.enum [ "emacs" "vi" ]) "emacs" "Its keys.";
      extraConfig = text "More text of its file.";
      terminal = opt types.str "screen" "Its terminal.";
      plugins = packages "Its plugins.";
      escapeTime = opt types.int 500 "Milliseconds to wait for a key.";
      baseIndex = opt types.int 0 "The first number.";
      historyLimit = opt types.int 2000 "Lines that are kept.";
      newSession = flag "Whether it starts with a session.";
      shortcut = opt types.str "b" "Its key.";
    };
    starship = {
      settings = attrs "Its settings.";
      presets = words "Settings that it comes with.";
      interactiveOnly = enabled "Whether it is in interactive shells only.";
    };
    direnv = {
      silent = flag "Whether it says nothing.";
      nix-direnv.enable = enabled "Whether environments of Nix are kept.";
      enableBashIntegration = enabled "Whether it is in Bash.";
      enableZshIntegration = enabled "Whether it is in Zsh.";
      enableFishIntegration = enabled "Whether it is in fish.";
      loadInNixShell = enabled "Whether it is in shells of Nix.";
    };
    nh = {
      flake = opt (types.nullOr (types.either types.str types.path)) null "The flake of the host.";
      clean = {
        enable = flag "Whether old things are removed.";
        dates = opt types.str "weekly" "When.";
        extraArgs = opt types.str "" "Arguments.";
      };
    };
    nix-ld.libraries = packages "Libraries for programs of other systems.";
    hyprland = {
      withUWSM = flag "Whether it is a session of UWSM.";
      xwayland.enable = enabled "Whether programs for X run.";
      portalPackage = opt (types.nullOr types.package) (pkgs.xdg-desktop-portal-hyprland or null) "Its portal.";
      systemd.setPath.enable = flag "Whether its programs are found.";
    };
    sway = {
      extraPackages = packages "More packages.";
      wrapperFeatures.gtk = flag "Whether GTK finds its icons.";
      xwayland.enable = enabled "Whether programs for X run.";
      extraSessionCommands = text "Commands at its start.";
      extraOptions = words "Arguments.";
    };
    fzf = {
      keybindings = flag "Whether it has keys.";
      fuzzyCompletion = flag "Whether it completes.";
    };
    thunar.plugins = packages "Its plugins.";
    less = {
      lessopen = opt (types.nullOr types.str) null "What shows other files.";
      envVariables = strings "Its variables.";
    };
    appimage.binfmt = flag "Whether such files run by themselves.";
    gamemode.settings = attrs "Its settings.";
    nix-index = {
      enableBashIntegration = enabled "Whether it is in Bash.";
      enableZshIntegration = enabled "Whether it is in Zsh.";
      enableFishIntegration = enabled "Whether it is in fish.";
    };
    java.binfmt = flag "Whether its programs run by themselves.";
    zoxide.flags = words "Arguments.";
    yazi.settings = attrs "Its settings.";
    chromium = {
      extensions = words "Additions.";
      extraOpts = attrs "Rules for all users.";
    };
    thunderbird.policies = attrs "Rules for all users.";
    lazygit.settings = attrs "Its settings.";
    waybar.systemd.target = opt types.str "graphical-session.target" "When it starts.";
    ydotool.group = opt types.str "ydotool" "Who may.";
    obs-studio.enableVirtualCamera = flag "Whether it is a camera.";
  };
  cfg = config.programs;
  on = lib.filter (name: cfg.${name}.enable && cfg.${name}.package != null) installed;
in
{
  options.programs =
    lib.listToAttrs (map (name: lib.nameValuePair name (program name // more.${name} or { })) installed)
    // {
      command-not-found.enable = flag "Whether the shell says where a missing command is.";
      dconf = {
        enable = flag "Whether dconf is there.";
        profiles = attrs "Its profiles.";
        packages = packages "Packages with settings.";
      };
      fuse.userAllowOther = flag "Whether others see mounted things.";
      gnupg = {
        package = lib.mkPackageOption pkgs "gnupg" { };
        agent = {
          enable = flag "Whether the agent runs.";
          enableSSHSupport = flag "Whether it is SSH's too.";
          enableExtraSocket = flag "Whether it has another socket.";
          enableBrowserSocket = flag "Whether browsers may use it.";
          pinentryPackage = maybe types.package "What asks for passwords.";
          settings = attrs "Its settings.";
        };
      };
      ssh = {
        package = lib.mkPackageOption pkgs "openssh" { };
        startAgent = flag "Whether the agent runs.";
        agentTimeout = maybe types.str "How long it keeps keys.";
        extraConfig = text "More text of the client's file.";
        forwardX11 = opt (types.nullOr types.bool) false "Whether windows are shown here.";
        setXAuthLocation = flag "Whether X's keys are found.";
        askPassword = opt types.str "" "What asks for passwords.";
        enableAskPassword = flag "Whether it does.";
        hostKeyAlgorithms = words "Keys of hosts that are accepted.";
        knownHosts = attrs "Keys of hosts.";
      };
      nautilus-open-any-terminal = {
        enable = flag "Whether folders open in a terminal.";
        terminal = maybe types.str "Which.";
      };
      regreet = {
        enable = flag "Whether ReGreet is the login.";
        settings = attrs "Its settings.";
      };
      uwsm.enable = flag "Whether sessions are units.";
      file-roller.enable = flag "Whether archives are opened.";
      nm-applet.enable = flag "Whether the network is in the tray.";
      singularity.enable = flag "Whether Singularity runs containers.";
      msmtp = {
        enable = flag "Whether mail is sent by msmtp.";
        accounts = attrs "Its accounts.";
        defaults = attrs "Their settings.";
      };
      weylus.enable = flag "Whether a tablet draws here.";
    };

  config = {
    environment.systemPackages = map (name: cfg.${name}.package) on;
    environment.variables.EDITOR = mkIf (cfg.neovim.enable && cfg.neovim.defaultEditor) (lib.mkOverride 900 "nvim");
    programs.nano.enable = lib.mkDefault true;
    programs.less.enable = lib.mkDefault false;
  };
}
