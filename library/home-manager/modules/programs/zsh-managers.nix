# Managers of Zsh's plugins: `programs.zsh.antidote` and `programs.zsh.zplug`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOrder optionalString types;
  inherit (lib.hm.library) flag need opt words;
  inherit (config.programs.zsh) antidote zplug;
  # After the history's settings, before completion.
  before = mkOrder 550;

  list = pkgs.writeText "hm_antidote-files" (lib.concatLines antidote.plugins);
  # The bundle is made once for each list.
  hash = lib.head (builtins.match "${builtins.storeDir}/([a-zA-Z0-9]+)-.*" "${list}");
  tagged = plugin: "zplug \"${plugin.name}\"${lib.concatMapStrings (tag: ", ${tag}") plugin.tags}\n";
in
{
  options.programs.zsh = {
    antidote = {
      enable = lib.mkEnableOption "antidote, a manager of plugins";
      package = lib.mkPackageOption pkgs "antidote" { nullable = true; };
      plugins = words "Plugins, as antidote names them.";
      useFriendlyNames = flag "Whether folders are called as the plugins are.";
    };
    zplug = {
      enable = lib.mkEnableOption "zplug, a manager of plugins";
      package = lib.mkPackageOption pkgs "zplug" { };
      plugins = opt (types.listOf (types.submodule {
        options = {
          name = need types.str "The plugin.";
          tags = words "Its tags.";
        };
      })) [ ] "Plugins.";
      zplugHome = opt types.path "${config.home.homeDirectory}/.zplug" "Where they are kept." // {
        defaultText = "~/.zplug";
        apply = toString;
      };
    };
  };
  config = lib.mkMerge [
    (mkIf antidote.enable {
      home.packages = mkIf (antidote.package != null) [ antidote.package ];
      programs.zsh.initContent = before ''
        ## home-manager/antidote begin :
        source ${lib.escapeShellArg antidote.package}/share/antidote/antidote.zsh
        ${optionalString antidote.useFriendlyNames "zstyle ':antidote:bundle' use-friendly-names 'yes'"}

        bundlefile=${lib.escapeShellArg list}
        zstyle ':antidote:bundle' file $bundlefile
        staticfile=/tmp/tmp_hm_zsh_plugins.zsh-${lib.escapeShellArg hash}
        zstyle ':antidote:static' file $staticfile

        antidote load $bundlefile $staticfile

        ## home-manager/antidote end
      '';
    })
    (mkIf zplug.enable {
      home.packages = [ zplug.package ];
      programs.zsh.initContent = before ''
        export ZPLUG_HOME=${zplug.zplugHome}

        source ${zplug.package}/share/zplug/init.zsh

        ${lib.concatMapStrings tagged zplug.plugins}
        if ! zplug check; then
          zplug install
        fi

        zplug load
      '';
    })
  ];
}
