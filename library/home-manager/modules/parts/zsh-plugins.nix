# Plugins of Zsh, abbreviations, and the profiler.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib)
    escapeShellArg
    mkIf
    mkOrder
    types
    ;
  inherit (lib.hm.library)
    flag
    need
    opt
    strings
    words
    ;
  inherit (lib.hm.zsh) define;
  inherit (import ./zsh-paths.nix { inherit config lib; }) pluginsDir;
  cfg = config.programs.zsh;
  abbr = cfg.zsh-abbr;

  plugin =
    { config, ... }:
    {
      imports = [ (lib.mkRenamedOptionModule [ "completions" ] [ "functions" ]) ];
      options = {
        src = need types.path "Folder of the plugin.";
        name = need types.str "Name of the plugin.";
        file = need types.str "The script to read; `NAME.plugin.zsh` if not given.";
        functions = words "Folders with functions.";
      };
      config.file = lib.mkDefault "${config.name}.plugin.zsh";
    };
  functions = lib.concatMap (p: map (f: "${p.name}/${f}") p.functions) cfg.plugins;

  oldNames = lib.concatMap (
    def:
    lib.concatMap (
      value:
      lib.optional (value ? completions)
        "The option `programs.zsh.plugins.*.completions' defined in ${lib.showFiles [ def.file ]} has been renamed to `programs.zsh.plugins.*.functions'."
    ) (lib.optionals (lib.isList def.value) def.value)
  ) options.programs.zsh.plugins.definitionsWithLocations;

  abbreviation =
    flag: lib.mapAttrsToList (name: value: "abbr ${flag}${escapeShellArg name}=${escapeShellArg value}");
in
{
  imports = [ (lib.mkRenamedOptionModule [ "programs" "zsh" "zproof" ] [ "programs" "zsh" "zprof" ]) ];

  options.programs.zsh = {
    plugins = opt (types.listOf (types.submodule plugin)) [ ] "Plugins that {file}`.zshrc` reads.";
    zprof.enable = flag "Whether the start of the shell is measured.";
    zsh-abbr = {
      enable = lib.mkEnableOption "abbreviations that expand by themselves";
      package = lib.mkPackageOption pkgs "zsh-abbr" { };
      abbreviations = strings "Abbreviations of commands.";
      globalAbbreviations = strings "Abbreviations that hold anywhere on a line.";
    };
  };

  config = lib.mkMerge [
    (mkIf (cfg.plugins != [ ]) {
      warnings = oldNames;
      home.file = mkIf cfg.enable (
        lib.listToAttrs (map (p: lib.nameValuePair "${pluginsDir}/${p.name}" { source = p.src; }) cfg.plugins)
      );
      programs.zsh = {
        enableCompletion = lib.mkDefault true;
        initContent = lib.mkMerge [
          (mkOrder 560 ''
            # Add plugin directories to PATH and fpath
            ${define "plugin_dirs" (map (p: p.name) cfg.plugins)}
            for plugin_dir in "''${plugin_dirs[@]}"; do
              path+="${pluginsDir}/$plugin_dir"
              fpath+="${pluginsDir}/$plugin_dir"
              for plugin_fpath_dir in \
                "$plugin_dir/share/zsh/plugins/$plugin_dir" \
                "$plugin_dir/share/zsh/site-functions" \
                "$plugin_dir/share/zsh/vendor-completions"; do
                [[ -d "${pluginsDir}/$plugin_fpath_dir" ]] && fpath+="${pluginsDir}/$plugin_fpath_dir"
              done
            done
            unset plugin_dir plugin_dirs plugin_fpath_dir
            ${lib.optionalString (functions != [ ]) ''
              # Add additional function paths to fpath
              ${define "function_paths" functions}
              for function_path in "''${function_paths[@]}"; do
                fpath+="${pluginsDir}/$function_path"
              done
              unset function_path function_paths
            ''}
          '')
          (mkOrder 900 ''
            # Source plugins
            ${define "plugins" (map (p: "${p.name}/${p.file}") cfg.plugins)}
            for plugin in "''${plugins[@]}"; do
              [[ -f "${pluginsDir}/$plugin" ]] && source "${pluginsDir}/$plugin"
            done
            unset plugin plugins
          '')
        ];
      };
    })
    (mkIf cfg.zprof.enable {
      programs.zsh.initContent = lib.mkMerge [
        (mkOrder 400 "zmodload zsh/zprof\n")
        (mkOrder 1450 "zprof")
      ];
    })
    (mkIf abbr.enable {
      programs.zsh.plugins = [
        {
          name = "zsh-abbr";
          src = abbr.package;
          file = "share/zsh/zsh-abbr/zsh-abbr.plugin.zsh";
        }
      ];
      xdg.configFile."zsh-abbr/user-abbreviations".text =
        lib.concatStringsSep "\n" (
          abbreviation "" abbr.abbreviations ++ abbreviation "-g " abbr.globalAbbreviations
        )
        + "\n";
    })
  ];
}
