# `programs.ranger`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) need opt packages strings text;
  plugin = types.submodule {
    options = {
      name = need types.str "Its name; a file's ends in `.py`.";
      src = need types.path "Its file or folder.";
    };
  };
  rule = types.submodule {
    options = {
      condition = need types.str "Which files.";
      command = need types.str "What opens them.";
    };
  };
  commands =
    word:
    lib.generators.toKeyValue {
      mkKeyValue = name: value: "${word} ${name} ${lib.generators.mkValueStringDefault { } value}";
    };
in
lib.hm.library.program args "ranger" {
  nullable = true;
  install = false;
  options = {
    extraPackages = packages "Packages that it calls.";
    finalPackage = need types.package "The package with those." // {
      readOnly = true;
      visible = false;
    };
    settings = opt (with types; attrsOf (oneOf [ bool float int str ])) { } "Settings of {file}`ranger/rc.conf`.";
    aliases = strings "Names of commands.";
    mappings = strings "What keys do.";
    extraConfig = text "More text of that file.";
    plugins = opt (types.listOf plugin) [ ] "Plugins.";
    rifle = opt (types.listOf rule) [ ] "What opens files, in that order.";
  };
  config = cfg: {
    assertions = [
      {
        assertion = cfg.extraPackages == [ ] || cfg.package != null;
        message = "`programs.ranger.extraPackages` need `programs.ranger.package`, which is null.";
      }
    ];
    programs.ranger.finalPackage = mkIf (cfg.package != null) (
      cfg.package.overrideAttrs (old: {
        propagatedBuildInputs = (old.propagatedBuildInputs or [ ]) ++ cfg.extraPackages;
      })
    );
    home.packages = mkIf (cfg.package != null) [ cfg.finalPackage ];
    xdg.configFile = {
      "ranger/rc.conf".text = ''
        ${commands "set" cfg.settings}
        ${commands "alias" cfg.aliases}
        ${commands "map" cfg.mappings}
        ${cfg.extraConfig}
      '';
      "ranger/rifle.conf" = mkIf (cfg.rifle != [ ]) {
        text = lib.concatMapStrings (rule: "${rule.condition} = ${rule.command}\n") cfg.rifle;
      };
    }
    // lib.genAttrs' cfg.plugins (plugin: lib.nameValuePair "ranger/plugins/${plugin.name}" { source = plugin.src; });
  };
}
