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
  tmux =
    name:
    known.extended (package: {
      rtp = "${package}/share/tmux-plugins/${name}/${builtins.replaceStrings [ "-" ] [ "_" ] name}.tmux";
    });
  gnomeExtension =
    name: known.extended (_package: { extensionUuid = tables.gnomeUuids.${name} or name; });
  # A set that overlays of its own can be put upon.
  extensible = members: lib.makeExtensible (_self: members);
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
  # Haskell's packages below an overlay, which `override` and `extend` add to.
  haskell =
    overlay:
    lib.fix (
      lib.extends overlay (
        self:
        set "" tables.haskellPackages
        // {
          inherit (pkgs) ghc;
          mkDerivation = arguments: pkgs.stdenv.mkDerivation (removeAttrs arguments [ "license" ]);
          callPackage = lib.callPackageWith (pkgs // self);
          callCabal2nix = name: src: _options: pkgs.stdenv.mkDerivation { pname = name; version = "0"; inherit src; };
          callCabal2nixWithOptions = name: src: _options: self.callCabal2nix name src;
          callHackage = name: version: _options: pkgs.stdenv.mkDerivation { pname = name; inherit version; };
          shellFor = arguments: pkgs.mkShell { packages = arguments.nativeBuildInputs or [ ]; };
          ghcWithPackages = choose: pkgs.symlinkJoin {
            name = "ghc-with-packages";
            paths = [ pkgs.ghc ] ++ choose self;
          };
          ghcWithHoogle = self.ghcWithPackages;
          extend = more: haskell (lib.composeExtensions overlay more);
          override = changes: self.extend (changes.overrides or (_self: _previous: { }));
        }
      )
    );
in
{
  vimPlugins = lib.recurseIntoAttrs (extensible (
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
  ));
  vscode-extensions = extensions;
  tmuxPlugins = lib.recurseIntoAttrs (
    known.set "tmuxplugin-" tmux tables.tmuxPlugins // { mkTmuxPlugin = pkgs.makeTmuxPlugin; }
  );
  fishPlugins = set "fishplugin-" tables.fishPlugins;
  python3Packages = pkgs.python3.pkgs;
  pythonPackages = pkgs.python3Packages;
  python311Packages = pkgs.python311.pkgs;
  python312Packages = pkgs.python312.pkgs;
  python313Packages = pkgs.python313.pkgs;
  python314Packages = pkgs.python314.pkgs;
  haskellPackages = haskell (_self: _previous: { });
  nerd-fonts = set "nerd-fonts-" tables.nerdFonts;
  gnomeExtensions = lib.recurseIntoAttrs (
    known.set "gnome-shell-extension-" gnomeExtension tables.gnomeExtensions
  );
  mpvScripts = set "mpv-" tables.mpvScripts // {
    callPackage = pkgs.callPackage;
    buildLua = arguments: pkgs.stdenv.mkDerivation (arguments // { pname = "mpv-${arguments.pname}"; });
    builtins = set "mpv-" (lib.genAttrs [ "acompressor" "autocrop" "autodeint" "autoload" ] (_name: "0.40.0"));
    eisa01 = set "mpv-" {
      simplebookmark = "0-unstable-2023-10-01";
      simplehistory = "0-unstable-2023-10-01";
      smart-copy-paste-2 = "0-unstable-2023-10-01";
      smartskip = "0-unstable-2023-11-25";
      undoredo = "0-unstable-2023-10-01";
    };
    occivink = set "mpv-" {
      blacklistExtensions = "0-unstable-2024-01-11";
      crop = "0-unstable-2024-01-11";
      encode = "0-unstable-2024-01-11";
      misc = "0-unstable-2024-01-11";
      seekTo = "0-unstable-2022-10-02";
    };
  };
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
  nodePackages_latest = pkgs.nodePackages;
  nixVersions = lib.genAttrs [
    "latest"
    "stable"
    "unstable"
    "git"
    "nix_2_28"
    "nix_2_30"
    "nix_2_31"
    "nix_2_32"
  ] (_name: pkgs.nix);
  lixPackageSets = lib.genAttrs [ "latest" "stable" "git" "lix_2_93" "lix_2_94" ] (_name: {
    inherit (pkgs) lix nix-eval-jobs nix-fast-build nixpkgs-review colmena;
  });
  # Where the picture is, for desktops of either kind.
  nixos-artwork.wallpapers = builtins.mapAttrs (
    name: value:
    if !lib.isDerivation value then
      value
    else
      value
      // {
        gnomeFilePath = "${value}/share/backgrounds/nixos/nix-wallpaper-${name}.png";
        kdeFilePath = "${value}/share/wallpapers/${name}/contents/images/nixos.png";
      }
  ) (set "nixos-artwork-" tables.wallpapers);
  hunspellDicts = set "hunspell-dict-" tables.hunspellDicts;
  wayfirePlugins = set "wayfire-" tables.wayfirePlugins;
}
// import ./desktops.nix { inherit lib pkgs; }
// import ./graphics.nix { inherit lib pkgs known; }
// import ./others.nix { inherit lib pkgs known; }
// import ./languages.nix { inherit lib pkgs known; }
// import ./texlive.nix { inherit lib pkgs known; }
