# `services.fusuma`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described need opt;
  format = pkgs.formats.yaml { };
  tools = [
    pkgs.xdotool
    pkgs.coreutils
    pkgs.xprop
  ];
  # Fingers are numbers where they are names of settings, which JSON does not have.
  show =
    value:
    if lib.isAttrs value && !lib.isDerivation value then
      "{${lib.concatStringsSep ", " (lib.mapAttrsToList field value)}}"
    else
      builtins.toJSON value;
  field =
    name: value:
    let
      isNumber = lib.isAttrs value && builtins.match "[0-9]+" name != null;
    in
    "${if isNumber then name else builtins.toJSON name}: ${show value}";
in
lib.hm.library.service args "fusuma" {
  title = "the gestures of Fusuma";
  install = false;
  options = {
    settings = described "null" (need format.type "Contents of {file}`fusuma/config.yml`.");
    extraPackages = described "pkgs.xdotool pkgs.coreutils pkgs.xprop" (
      opt (types.listOf types.package) tools "Packages that it calls."
    );
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.fusuma" pkgs lib.platforms.linux) ];
    xdg.configFile."fusuma/config.yml".source = pkgs.writeText "config.yaml" "${show cfg.settings}\n";
    systemd.user.services.fusuma = lib.hm.library.sessionService {
      description = "Fusuma services";
      exec = "${cfg.package}/bin/fusuma";
      service.Environment = "PATH=${lib.makeBinPath cfg.extraPackages}";
    };
  };
}
