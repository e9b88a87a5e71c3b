# `programs.vim`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (lib.hm.library)
    flag
    maybe
    opt
    text
    ;
  cfg = config.programs.vim;
  bools = [ "copyindent" "expandtab" "hidden" "ignorecase" "modeline" "number" "relativenumber" "smartcase" "undofile" ];
  ints = [ "history" "shiftwidth" "tabstop" ];
  folders = [ "backupdir" "directory" "undodir" ];
  settings = types.submodule {
    options =
      lib.genAttrs bools (name: maybe types.bool "The option {var}`${name}`.")
      // lib.genAttrs ints (name: maybe types.int "The option {var}`${name}`.")
      // lib.genAttrs folders (name: opt (types.listOf types.str) [ ] "The option {var}`${name}`.")
      // {
        background = maybe (types.enum [ "dark" "light" ]) "The option {var}`background`.";
        mouse = maybe (types.enum [ "n" "v" "i" "c" "h" "a" "r" ]) "The option {var}`mouse`.";
        mousefocus = maybe types.bool "The option {var}`mousefocus`.";
        mousehide = maybe types.bool "The option {var}`mousehide`.";
        mousemodel = maybe (types.enum [ "extend" "popup" "popup_setpos" ]) "The option {var}`mousemodel`.";
      };
  };
  line =
    name: value:
    if lib.isBool value then
      "set ${lib.optionalString (!value) "no"}${name}"
    else if lib.isList value then
      lib.optionalString (value != [ ]) "set ${name}=${lib.concatStringsSep "," value}"
    else
      "set ${name}=${toString value}";
  rc = ''
    ${lib.concatStringsSep "\n" (
      lib.filter (l: l != "") (lib.mapAttrsToList line (lib.hm.library.notNull cfg.settings))
    )}

    ${cfg.extraConfig}
  '';
  vim = cfg.packageConfigurable.customize {
    name = "vim";
    vimrcConfig = {
      customRC = rc;
      packages.home-manager.start = map (p: if lib.isString p then pkgs.vimPlugins.${p} else p) cfg.plugins;
    };
  };
in
{
  options.programs.vim = {
    enable = lib.mkEnableOption "the editor Vim";
    package = mkOption {
      type = types.package;
      readOnly = true;
      description = "The editor as it is installed.";
    };
    packageConfigurable = lib.mkPackageOption pkgs "vim-full" { };
    plugins = opt (types.listOf (types.either types.str types.package)) (
      lib.optional (pkgs ? vimPlugins) pkgs.vimPlugins.vim-sensible
    ) "Plugins.";
    settings = opt settings { } "Options of Vim.";
    extraConfig = text "More text of {file}`vimrc`.";
    defaultEditor = flag "Whether it is {env}`EDITOR` and {env}`VISUAL`.";
  };

  config = mkIf cfg.enable {
    programs.vim.package = vim;
    home.packages = [ cfg.package ];
    home.sessionVariables = mkIf cfg.defaultEditor { EDITOR = "vim"; VISUAL = "vim"; };
  };
}
