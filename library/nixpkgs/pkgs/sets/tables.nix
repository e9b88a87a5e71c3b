# The tables of the sets, read when a package of one is asked for.
{
  vimPlugins = import ../data/sets/vim-plugins.nix;
  tmuxPlugins = import ../data/sets/tmux-plugins.nix;
  fishPlugins = import ../data/sets/fish-plugins.nix;
  pythonPackages = import ../data/sets/python-packages.nix;
  haskellPackages = import ../data/sets/haskell-packages.nix;
  nerdFonts = import ../data/sets/nerd-fonts.nix;
  gnomeExtensions = import ../data/sets/gnome-extensions.nix;
  mpvScripts = import ../data/sets/mpv-scripts.nix;
  obsPlugins = import ../data/sets/obs-plugins.nix;
  nushellPlugins = import ../data/sets/nushell-plugins.nix;
  yaziPlugins = import ../data/sets/yazi-plugins.nix;
  emacsPackages = import ../data/sets/emacs-packages.nix;
  kdePackages = import ../data/sets/kde-packages.nix;
  qtPackages = import ../data/sets/qt-packages.nix;
  perlPackages = import ../data/sets/perl-packages.nix;
  rubyPackages = import ../data/sets/ruby-packages.nix;
  luaPackages = import ../data/sets/lua-packages.nix;
  ocamlPackages = import ../data/sets/ocaml-packages.nix;
  jetbrains = import ../data/sets/jetbrains.nix;
  kakounePlugins = import ../data/sets/kakoune-plugins.nix;
  wallpapers = import ../data/sets/wallpapers.nix;
  hunspellDicts = import ../data/sets/hunspell-dicts.nix;
  wayfirePlugins = import ../data/sets/wayfire-plugins.nix;
  vscodeExtensions = import ../data/sets/vscode-extensions.nix;
  gnomeUuids = import ../data/sets/gnome-uuids.nix;
}
