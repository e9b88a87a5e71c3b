# `programs.discocss`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "discocss" {
  title = "discocss, style sheets for Discord";
  nullable = true;
  install = false;
  options = {
    discordPackage = lib.mkPackageOption pkgs "discord" { nullable = true; };
    discordAlias = lib.hm.library.enabled "Whether {command}`discord` is the Discord with the style sheet.";
    css = lib.hm.library.opt lib.types.str "" "The style sheet.";
  };
  config = cfg: {
    assertions = [
      {
        assertion = cfg.discordAlias -> !(lib.any (p: p.name == cfg.discordPackage.name) config.home.packages);
        message = "`programs.discocss.discordAlias` takes the name `discord`: leave Discord out of `home.packages`, or turn the alias off.";
      }
    ];
    home.packages = lib.mkIf (cfg.package != null) [
      (cfg.package.override (
        { inherit (cfg) discordAlias; } // lib.hm.library.notNull { discord = cfg.discordPackage; }
      ))
    ];
    xdg.configFile."discocss/custom.css" = lib.mkIf (cfg.css != "") { text = cfg.css; };
  };
}
