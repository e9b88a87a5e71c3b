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
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    settings = document "yazi";
    keymap = document "keymap";
    theme = document "theme";
    vfs = document "vfs";
    initLua = opt (types.nullOr (types.either types.path types.lines)) null "Contents of {file}`yazi/init.lua`.";
    plugins = opt (types.attrsOf plugin) { } "Plugins by name.";
    flavors = opt (types.attrsOf path) { } "Flavors by name.";
    extraPackages = packages "Packages that it calls.";
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
      setups = lib.concatStrings (
        lib.mapAttrsToList (name: p: lib.optionalString p.setup "require(\"${name}\"):setup(${lib.generators.toLua { } p.settings})\n") cfg.plugins
      );
      init = if cfg.initLua == null then "" else if lib.isPath cfg.initLua then builtins.readFile cfg.initLua else cfg.initLua;
    in
    {
      home.packages = cfg.extraPackages;
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
        "yazi/init.lua" = mkIf (setups + init != "") { text = setups + init; };
      }
      // lib.mapAttrs' (name: p: lib.nameValuePair "yazi/plugins/${name}.yazi" { source = p.package; }) cfg.plugins
      // lib.mapAttrs' (name: flavor: lib.nameValuePair "yazi/flavors/${name}.yazi" { source = flavor; }) cfg.flavors;
    };
}
