# `programs.neovim`: the editor with its plugins and settings.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (lib.hm.library)
    enabled
    flag
    need
    opt
    packages
    text
    words
    ;
  cfg = config.programs.neovim;
  json = pkgs.formats.json { };
  older = name: value: {
    default = if lib.versionAtLeast config.home.stateVersion "26.05" then false else value;
    defaultText = lib.literalExpression "if lib.versionAtLeast config.home.stateVersion \"26.05\" then false else true";
  };
  language = name: mkOption ({ type = types.bool; description = "Whether plugins may be written in ${name}."; } // older name true);
  functionTo = description: opt (types.functionTo (types.listOf types.package)) (_: [ ]) description // {
    defaultText = lib.literalExpression "ps: [ ]";
  };

  plugin =
    { config, ... }:
    {
      options = {
        plugin = need types.package "The plugin.";
        config = lib.hm.library.maybe types.lines "Its settings.";
        type = opt (types.either (types.enum [ "lua" "viml" "teal" "fennel" ]) types.str) "viml" "Language of the settings.";
        optional = flag "Whether it is loaded on request only.";
        runtime = opt (types.attrsOf types.anything) { } "Files of its settings.";
      };
    };
  all = map (p: if p ? plugin then p else { plugin = p; config = null; type = "viml"; optional = false; }) cfg.plugins;
  written = type: lib.concatMapStringsSep "\n" (p: p.config) (
    lib.filter (p: p.config != null && p.type == type) all
  );
  viml = lib.concatStringsSep "\n" (lib.filter (t: t != "") [ (written "viml") cfg.extraConfig ]);
  lua = lib.concatStringsSep "\n" (lib.filter (t: t != "") [ (written "lua") cfg.initLua ]);
  vimlFile = pkgs.writeText "nvim-init-home-manager.vim" viml;

  pack =
    kind: list:
    lib.concatMapStrings (p: ''
      mkdir -p $out/pack/home-manager/${kind}
      ln -s ${p.plugin} $out/pack/home-manager/${kind}/${lib.getName p.plugin}
    '') list;
  plugins = pkgs.runCommandLocal "neovim-plugins" { } ''
    mkdir -p $out
    ${pack "start" (lib.filter (p: !p.optional) all)}${pack "opt" (lib.filter (p: p.optional) all)}
  '';
  aliases = lib.optional cfg.viAlias "vi" ++ lib.optional cfg.vimAlias "vim";
  tools = lib.makeBinPath cfg.extraPackages;
  wrapped = pkgs.runCommandLocal "neovim-${lib.getVersion cfg.package}${cfg.extraName}" {
    nativeBuildInputs = [ pkgs.makeWrapper ];
    inherit (cfg.package) meta;
  } ''
    mkdir -p $out/bin
    makeWrapper ${cfg.package}/bin/nvim $out/bin/nvim \
      --add-flags "--cmd 'set packpath^=${plugins} | set rtp^=${plugins}'" ${
        lib.optionalString (cfg.extraPackages != [ ]) "--suffix PATH : ${tools} "
      }${lib.escapeShellArgs cfg.extraWrapperArgs}
    ${lib.concatMapStrings (name: "ln -s nvim $out/bin/${name}\n") aliases}
  '';
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "programs" "neovim" "extraLuaConfig" ] [ "programs" "neovim" "initLua" ])
  ];

  options.programs.neovim = {
    enable = lib.mkEnableOption "the editor Neovim";
    package = lib.mkPackageOption pkgs "neovim-unwrapped" { };
    finalPackage = mkOption {
      type = types.package;
      readOnly = true;
      description = "The editor as it is installed.";
    };
    plugins = opt (types.listOf (types.either types.package (types.submodule plugin))) [ ] "Plugins, each with its settings.";
    extraConfig = text "Settings in the language of Vim.";
    initLua = text "Settings in Lua.";
    extraPackages = packages "Packages that plugins call.";
    extraLuaPackages = functionTo "Packages of Lua.";
    extraPython3Packages = functionTo "Packages of Python.";
    extraWrapperArgs = words "Arguments of the wrapper.";
    extraName = opt types.str "" "What is added to the package's name.";
    autowrapRuntimeDeps = enabled "Whether what plugins call is found.";
    sideloadInitLua = flag "Whether the settings are in the package.";
    defaultEditor = flag "Whether it is {env}`EDITOR` and {env}`VISUAL`.";
    viAlias = flag "Whether it is also called `vi`.";
    vimAlias = flag "Whether it is also called `vim`.";
    vimdiffAlias = flag "Whether `vimdiff` is it too.";
    waylandSupport = lib.hm.library.described "pkgs.stdenv.hostPlatform.isLinux" (
      opt types.bool pkgs.stdenv.hostPlatform.isLinux "Whether it shares Wayland's clipboard."
    );
    withNodeJs = flag "Whether plugins may be written in JavaScript.";
    withPerl = flag "Whether plugins may be written in Perl.";
    withPython3 = language "Python";
    withRuby = language "Ruby";
    generatedConfigViml = mkOption {
      type = types.lines;
      readOnly = true;
      description = "The settings in the language of Vim.";
    };
    generatedConfigs = opt (types.attrsOf types.lines) { } "Plugins' settings by language.";
    coc = {
      enable = lib.mkEnableOption "coc, which speaks to language servers";
      package = lib.mkPackageOption pkgs "coc-nvim" { default = [ "vimPlugins" "coc-nvim" ]; };
      settings = opt json.type { } "Its settings.";
      pluginConfig = text "Its settings in the language of Vim.";
    };
  };

  config = mkIf cfg.enable {
    programs.neovim = {
      finalPackage = wrapped;
      generatedConfigViml = viml;
      generatedConfigs = lib.genAttrs (lib.unique (map (p: p.type) (lib.filter (p: p.config != null) all))) written;
      plugins = mkIf cfg.coc.enable [
        {
          plugin = cfg.coc.package;
          type = "viml";
          config = cfg.coc.pluginConfig;
        }
      ];
    };
    home.packages = [ cfg.finalPackage ];
    home.sessionVariables = mkIf cfg.defaultEditor { EDITOR = "nvim"; VISUAL = "nvim"; };
    home.shellAliases = mkIf cfg.vimdiffAlias { vimdiff = "nvim -d"; };
    xdg.configFile = {
      "nvim/init.lua" = mkIf (!cfg.sideloadInitLua && (lua != "" || viml != "")) {
        text = lib.optionalString (viml != "") "vim.cmd [[source ${vimlFile}]]\n" + lua;
      };
      "nvim/coc-settings.json" = mkIf cfg.coc.enable { source = json.generate "coc-settings.json" cfg.coc.settings; };
    };
  };
}
