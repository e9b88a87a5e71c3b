# The sets of packages inside of the package set.
{ lib, pkgs }:
let
  known = import ../known.nix { inherit lib pkgs; };
  plain = _name: package: package;
  tables = import ./tables.nix;
  # Packages of the top that have moved into a set, or are found there too.
  alias = names: lib.recurseIntoAttrs (lib.genAttrs names (name: pkgs.${name}));
  set = prefix: table: lib.recurseIntoAttrs (known.set prefix plain table);

  # Extensions by publisher and name.
  extensions = builtins.mapAttrs (
    publisher:
    builtins.mapAttrs (
      name: version:
      known.package {
        pname = "vscode-extension-${publisher}-${name}";
        inherit version;
        passthru = {
          vscodeExtPublisher = publisher;
          vscodeExtName = name;
          vscodeExtUniqueId = "${publisher}.${name}";
        };
      }
    )
  ) tables.vscodeExtensions;
  tmux = name: package: package // {
    rtp = "${package}/share/tmux-plugins/${name}/${builtins.replaceStrings [ "-" ] [ "_" ] name}.tmux";
  };
  gnomeExtension = name: package: package // { extensionUuid = tables.gnomeUuids.${name} or name; };
  kde = set "" tables.kdePackages;
  # Qt's packages; those with plugins know where these are.
  qt =
    folder:
    let
      packages = set "" tables.qtPackages;
    in
    packages
    // {
      qtbase = packages.qtbase // {
        qtPluginPrefix = "lib/${folder}/plugins";
        qtQmlPrefix = "lib/${folder}/qml";
      };
    };
in
{
  vimPlugins = lib.recurseIntoAttrs (
    known.set "vimplugin-" plain tables.vimPlugins
    // {
      nvim-treesitter = known.package {
        pname = "vimplugin-nvim-treesitter";
        version = "0.10.0";
      } // {
        withAllGrammars = known.package {
          pname = "vimplugin-nvim-treesitter-all-grammars";
          version = "0.10.0";
        };
        withPlugins = _choose: known.package {
          pname = "vimplugin-nvim-treesitter-grammars";
          version = "0.10.0";
        };
      };
    }
  );
  vscode-extensions = extensions;
  tmuxPlugins = lib.recurseIntoAttrs (known.set "tmuxplugin-" tmux tables.tmuxPlugins);
  fishPlugins = set "fishplugin-" tables.fishPlugins;
  python3Packages = set "python3.13-" tables.pythonPackages // {
    python = pkgs.python3;
    buildPythonPackage = pkgs.stdenv.mkDerivation;
    buildPythonApplication = pkgs.stdenv.mkDerivation;
  };
  python312Packages = pkgs.python3Packages;
  python313Packages = pkgs.python3Packages;
  haskellPackages = set "" tables.haskellPackages // {
    inherit (pkgs) ghc;
    ghcWithPackages = choose: pkgs.symlinkJoin {
      name = "ghc-with-packages";
      paths = [ pkgs.ghc ] ++ choose pkgs.haskellPackages;
    };
  };
  nerd-fonts = set "nerd-fonts-" tables.nerdFonts;
  gnomeExtensions = lib.recurseIntoAttrs (
    known.set "gnome-shell-extension-" gnomeExtension tables.gnomeExtensions
  );
  mpvScripts = set "mpv-" tables.mpvScripts;
  obs-studio-plugins = set "obs-" tables.obsPlugins;
  nushellPlugins = set "nu_plugin_" tables.nushellPlugins;
  yaziPlugins = set "yazi-" tables.yaziPlugins;
  emacsPackages = set "emacs-" tables.emacsPackages // {
    inherit (pkgs) emacs;
    emacsWithPackages = (pkgs.emacsPackagesFor pkgs.emacs).emacsWithPackages;
    withPackages = (pkgs.emacsPackagesFor pkgs.emacs).emacsWithPackages;
  };
  kdePackages = kde // {
    breeze = kde.breeze // {
      qt5 = kde.breeze;
    };
  };
  plasma5Packages = pkgs.kdePackages;
  libsForQt5 = qt "qt-5.15.18";
  qt5 = pkgs.libsForQt5;
  qt6Packages = qt "qt-6";
  qt6 = pkgs.qt6Packages;
  lxqt = alias [ "lxqt-config" "lxqt-qtplugin" ];
  perlPackages = set "perl5.42-" tables.perlPackages;
  rubyPackages = set "ruby3.4-" tables.rubyPackages;
  luaPackages = set "lua5.2-" tables.luaPackages;
  ocamlPackages = set "ocaml5.3-" tables.ocamlPackages;
  jetbrains = set "" tables.jetbrains;
  kakounePlugins = set "kakplugin-" tables.kakounePlugins;
  rofi-plugins = alias [ "rofi-calc" "rofi-emoji" ];
  nodePackages = alias [
    "prettier"
    "eslint"
    "pnpm"
    "bash-language-server"
    "typescript-language-server"
    "yaml-language-server"
  ];
  nixVersions = {
    latest = pkgs.nix;
    stable = pkgs.nix;
    unstable = pkgs.nix;
    git = pkgs.nix;
  };
  lixPackageSets.stable.lix = pkgs.lix;
  gnome = alias [
    "gnome-themes-extra"
    "adwaita-icon-theme"
    "gnome-keyring"
    "gnome-terminal"
    "gnome-tweaks"
    "nautilus"
    "eog"
    "evince"
    "file-roller"
    "gedit"
    "seahorse"
    "zenity"
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
  ];
  xfce = alias [ "thunar" "xfconf" ];
  unixtools = alias [
    "xxd"
    "getent"
    "getconf"
    "hostname"
    "killall"
    "locale"
    "mount"
    "umount"
  ];
  nixos-artwork.wallpapers = set "nixos-artwork-" tables.wallpapers;
  hunspellDicts = set "hunspell-dict-" tables.hunspellDicts;
  texliveFull = known.package { pname = "texlive-full"; version = "2025"; };
  texliveMedium = known.package { pname = "texlive-medium"; version = "2025"; };
  texliveSmall = known.package { pname = "texlive-small"; version = "2025"; };
  texliveBasic = known.package { pname = "texlive-basic"; version = "2025"; };
  texliveMinimal = known.package { pname = "texlive-minimal"; version = "2025"; };
  wineWowPackages = lib.genAttrs [ "stable" "staging" "waylandFull" "unstable" "full" ] (
    kind: known.package { pname = "wine-wow-${kind}"; version = "10.0"; }
  );
  wayfirePlugins = set "wayfire-" tables.wayfirePlugins;
}
