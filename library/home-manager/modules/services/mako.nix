# `services.mako`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
  atom = with types; nullOr (oneOf [ bool int float str ]);
  show = value: if lib.isBool value then (if value then "1" else "0") else toString value;
  line = name: value: "${name}=${show value}";
  write =
    cfg:
    let
      flat = lib.filterAttrs (_: value: !lib.isAttrs value) cfg.settings;
      sections = lib.filterAttrs (_: lib.isAttrs) cfg.settings;
      body = set: lib.concatStringsSep "\n" (lib.mapAttrsToList line set);
    in
    lib.concatStringsSep "\n" (
      lib.optional (flat != { }) (body flat + "\n")
      ++ lib.mapAttrsToList (name: set: "[${name}]\n${body set}\n") sections
    )
    + lib.optionalString (cfg.extraConfig != "") "${cfg.extraConfig}\n";
in
lib.hm.library.service args "mako" {
  title = "notifications by mako";
  nullable = true;
  options = {
    settings = opt (types.attrsOf (types.either atom (types.attrsOf atom))) { } "Contents of {file}`mako/config`.";
    extraConfig = text "More text of the file.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.mako" pkgs lib.platforms.linux) ];
    dbus.packages = lib.optional (cfg.package != null) cfg.package;
    xdg.configFile."mako/config" = mkIf (cfg.settings != { } || cfg.extraConfig != "") {
      onChange = "${if cfg.package == null then "makoctl" else lib.getExe' cfg.package "makoctl"} reload || true";
      text = write cfg;
    };
  };
}
