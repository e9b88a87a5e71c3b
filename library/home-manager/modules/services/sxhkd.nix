# `services.sxhkd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) gone opt text words;
  # A key that is null is left out, but for the empty line that it leaves.
  binding = keys: command: lib.optionalString (command != null) "${keys}\n  ${command}\n";
in
lib.hm.library.service args "sxhkd" {
  title = "keys of X programs by sxhkd";
  imports = gone [ "services" "sxhkd" ] "Nothing takes its place; it is not needed." [ "extraPath" ];
  options = {
    extraOptions = words "Arguments.";
    keybindings = opt (types.attrsOf (types.nullOr (types.oneOf [ types.str types.path ]))) { } "What keys do.";
    extraConfig = text "More text of {file}`sxhkd/sxhkdrc`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.sxhkd" pkgs lib.platforms.linux) ];
    xdg.configFile."sxhkd/sxhkdrc".text = "${lib.concatStringsSep "\n" (lib.mapAttrsToList binding cfg.keybindings)}\n${cfg.extraConfig}";
    # What it starts is not part of a service, and stays when the session's services are restarted.
    xsession.initExtra = ''
      systemctl --user stop sxhkd.scope 2> /dev/null || true
      systemd-cat -t sxhkd systemd-run --user --scope --property=OOMPolicy=continue -u sxhkd ${cfg.package}/bin/sxhkd ${toString cfg.extraOptions} &
    '';
  };
}
