# `services.udiskie`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled opt;
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.service args "udiskie" {
  title = "mounting by udiskie";
  imports = lib.hm.library.gone [ "services" "udiskie" ] "It is `xsession.preferStatusNotifierItems` now, for all programs." [ "sni" ];
  install = false;
  options = {
    automount = enabled "Whether devices are mounted by themselves.";
    notify = enabled "Whether it tells.";
    settings = opt yaml.type { } "Contents of {file}`udiskie/config.yml`.";
    tray = opt (types.enum [ "always" "auto" "never" ]) "auto" "When it is in the tray.";
  };
  config =
    cfg:
    let
      needsTray = lib.optional (cfg.tray != "never") "tray.target";
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.udiskie" pkgs lib.platforms.linux) ];
      xdg.configFile."udiskie/config.yml".source = yaml.generate "udiskie-config.yml" (
        lib.recursiveUpdate {
          program_options = {
            inherit (cfg) automount notify;
            tray = { always = true; auto = "auto"; never = false; }.${cfg.tray};
          };
        } cfg.settings
      );
      systemd.user.services.udiskie = {
        Unit = {
          Description = "udiskie mount daemon";
          Requires = needsTray;
          After = [ "graphical-session.target" ] ++ needsTray;
          PartOf = [ "graphical-session.target" ];
        };
        Service.ExecStart = toString (
          [ (lib.getExe' cfg.package "udiskie") ] ++ lib.optional config.xsession.preferStatusNotifierItems "--appindicator"
        );
        Install.WantedBy = [ "graphical-session.target" ];
      };
    };
}
