# What some packages have besides their row: outputs, a shell, platforms.
{
  outputs =
    let
      many = [ "out" "man" ];
      library = [ "out" "dev" ];
      full = [ "bin" "dev" "out" "man" ];
    in
    {
      alacritty = [ "out" "terminfo" ];
      foot = [ "out" "terminfo" "themes" ];
      ghostty = [ "out" "man" "shell_integration" "terminfo" "vim" ];
      kitty = [ "out" "terminfo" "shell_integration" "kitten" ];
      wezterm = [ "out" "terminfo" ];
      cups = [ "out" "lib" "dev" "man" ];
      keyutils = [ "out" "lib" "dev" "man" ];
      krb5 = [ "out" "lib" "dev" ];
      libcap = [ "out" "lib" "dev" "man" ];
      openssl = full;
      curl = full;
      libxml2 = full;
      xz = full;
      zstd = full;
      bzip2 = full;
      sqlite = full;
      ffmpeg = [ "bin" "lib" "dev" "out" "man" ];
      pcre2 = [ "bin" "dev" "out" ];
      jq = [ "bin" "dev" "out" "man" ];
      zlib = library;
      glib = [ "bin" "out" "dev" ];
      gtk3 = library;
      gtk4 = library;
      glibc = [ "out" "bin" "dev" ];
      ncurses = library;
      readline = library;
      dbus = library;
      systemd = many;
      util-linux = [ "bin" "dev" "out" "lib" "man" "login" "mount" ];
      boost = library;
      gcc-unwrapped = [ "out" "lib" "man" ];
      libgcc = [ "libgcc" "lib" ];
      libnotify = library;
      gnupg = [ "out" "man" ];
      bash = many;
      bashInteractive = many;
      zsh = many;
      tmux = many;
      mesa = [ "out" "dev" ];
      vulkan-loader = library;
      imagemagick = library;
      pipewire = [ "out" "dev" ];
      pulseaudio = [ "out" "dev" ];
      dnsutils = [ "out" "dnsutils" ];
    };
  shells = {
    bash = "/bin/bash";
    bashInteractive = "/bin/bash";
    bashNonInteractive = "/bin/bash";
    dash = "/bin/dash";
    elvish = "/bin/elvish";
    fish = "/bin/fish";
    ion = "/bin/ion";
    ksh = "/bin/ksh";
    mksh = "/bin/mksh";
    nushell = "/bin/nu";
    oils-for-unix = "/bin/osh";
    powershell = "/bin/pwsh";
    tcsh = "/bin/tcsh";
    xonsh = "/bin/xonsh";
    yash = "/bin/yash";
    zsh = "/bin/zsh";
  };
  onlyOn = {
    aerospace = "darwin";
    dockutil = "darwin";
    ghostty-bin = "darwin";
    iterm2 = "darwin";
    mas = "darwin";
    jankyborders = "darwin";
    pam-reattach = "darwin";
    pam-watchid = "darwin";
    raycast = "darwin";
    rectangle = "darwin";
    sketchybar = "darwin";
    skhd = "darwin";
    spacebar = "darwin";
    yabai = "darwin";
    pinentry_mac = "darwin";
    glibc = "linux";
    systemd = "linux";
    util-linux = "unix";
  };
}
