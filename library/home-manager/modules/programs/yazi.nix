# `programs.yazi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag integrations need opt packages;
  format = pkgs.formats.toml { };
  document = name: opt format.type { } "Contents of {file}`yazi/${name}.toml`.";
  path = types.either types.path types.package;
  plugin = types.coercedTo path (package: { inherit package; }) (types.submodule {
    options = {
      package = need path "The plugin.";
      setup = flag "Whether it is set up at the start.";
      settings = opt types.attrs { } "Its settings.";
    };
  });
  inherit (config.programs.yazi) package extraPackages;
  final =
    if extraPackages == [ ] || !(package ? override) then
      package
    else
      package.override (old: {
        extraPackages = (old.extraPackages or [ ]) ++ extraPackages;
      });
  wrapper = lib.hm.deprecations.mkStateVersionOptionDefault {
    inherit (config.home) stateVersion;
    since = "26.05";
    optionPath = [ "programs" "yazi" "shellWrapperName" ];
    legacy.value = "yy";
    current.value = "y";
  };
in
lib.hm.library.program args "yazi" {
  nullable = true;
  install = false;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    settings = document "yazi";
    keymap = document "keymap";
    theme = document "theme";
    vfs = document "vfs";
    initLua = opt (types.nullOr (types.either types.path types.lines)) null "Contents of {file}`yazi/init.lua`.";
    plugins = opt (types.attrsOf plugin) { } "Plugins by name.";
    flavors = opt (types.attrsOf path) { } "Flavors by name.";
    extraPackages = packages "Packages that it calls.";
    finalPackage = opt types.package final "The package with those." // {
      readOnly = true;
      visible = false;
    };
    shellWrapperName = lib.mkOption {
      type = types.str;
      inherit (wrapper) default defaultText;
      description = "Name of the function that follows it into folders.";
    };
  };
  config =
    cfg:
    let
      file = name: value: mkIf (value != { }) { source = format.generate "yazi-${name}" value; };
      function = ''
        function ${cfg.shellWrapperName}() {
          local tmp="$(mktemp -t "yazi-cwd.XXXXX")"
          command yazi "$@" --cwd-file="$tmp"
          if cwd="$(<"$tmp")" && [ -n "$cwd" ] && [ "$cwd" != "$PWD" ]; then
            builtin cd -- "$cwd"
          fi
          rm -f -- "$tmp"
        }
      '';
      toLua = lib.generators.toLua { };
      setup = name: plugin: "require(${toLua name}):setup(${lib.optionalString (plugin.settings != { }) (toLua plugin.settings)})";
      setups = lib.mapAttrsToList setup (lib.filterAttrs (_: plugin: plugin.setup) cfg.plugins);
      init = if lib.isPath cfg.initLua then builtins.readFile cfg.initLua else cfg.initLua;
      initFile =
        if setups != [ ] then
          { text = lib.concatStringsSep "\n" (setups ++ lib.optional (cfg.initLua != null) init); }
        else if lib.isPath cfg.initLua then
          { source = cfg.initLua; }
        else
          { text = cfg.initLua; };
      suffixed = what: set: map (suffix what) (lib.filter (lib.hasSuffix ".yazi") (lib.attrNames set));
      suffix = what: name: ''
        `programs.yazi.${what}."${name}"` is linked to a folder that ends in `.yazi` twice: call it `${lib.removeSuffix ".yazi" name}`.'';
    in
    {
      warnings = suffixed "flavors" cfg.flavors ++ suffixed "plugins" cfg.plugins;
      home.packages = mkIf (cfg.package != null) [ cfg.finalPackage ];
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration function;
        zsh.initContent = mkIf cfg.enableZshIntegration function;
        nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
          def --env ${cfg.shellWrapperName} [...args] {
            let tmp = (mktemp -t "yazi-cwd.XXXXX")
            ^yazi ...$args --cwd-file $tmp
            let cwd = (open $tmp)
            if $cwd != "" and $cwd != $env.PWD {
              cd $cwd
            }
            rm -fp $tmp
          }
        '';
        fish.functions.${cfg.shellWrapperName} = mkIf cfg.enableFishIntegration ''
          set -l tmp (mktemp -t "yazi-cwd.XXXXX")
          command yazi $argv --cwd-file="$tmp"
          if read cwd < "$tmp"; and [ -n "$cwd" ]; and [ "$cwd" != "$PWD" ]
            builtin cd -- "$cwd"
          end
          rm -f -- "$tmp"
        '';
      };
      xdg.configFile = {
        "yazi/yazi.toml" = file "settings" cfg.settings;
        "yazi/keymap.toml" = file "keymap" cfg.keymap;
        "yazi/theme.toml" = file "theme" cfg.theme;
        "yazi/vfs.toml" = file "vfs" cfg.vfs;
        "yazi/init.lua" = mkIf (setups != [ ] || cfg.initLua != null) initFile;
      }
      // lib.mapAttrs' (name: p: lib.nameValuePair "yazi/plugins/${name}.yazi" { source = p.package; }) cfg.plugins
      // lib.mapAttrs' (name: flavor: lib.nameValuePair "yazi/flavors/${name}.yazi" { source = flavor; }) cfg.flavors;
    };
}
