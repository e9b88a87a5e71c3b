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
  own = [ "services" "mako" ];
  inherit ((pkgs.formats.ini { }).lib.types) atom;
  show = value: if lib.isBool value then lib.boolToString value else toString value;
  line = name: value: "${name}=${show value}";
  write =
    cfg:
    let
      flat = lib.filterAttrs (_: value: !lib.isAttrs value) cfg.settings;
      sections = lib.filterAttrs (_: lib.isAttrs) cfg.settings;
      body = set: lib.concatStringsSep "\n" (lib.mapAttrsToList line set);
    in
    lib.concatStringsSep "\n" (
      [ (body flat) ]
      ++ lib.mapAttrsToList (name: set: "\n[${name}]\n${body set}") sections
      ++ lib.optional (cfg.extraConfig != "") "\n${cfg.extraConfig}"
    );
in
lib.hm.library.service args "mako" {
  title = "notifications by mako";
  imports =
    lib.hm.library.gone own "Sections are `services.mako.settings`, or `services.mako.extraConfig` where their order matters." [
      "criteria"
      "criterias"
    ]
    ++ lib.hm.deprecations.mkSettingsRenamedOptionModules own (own ++ [ "settings" ]) { transform = lib.hm.strings.toKebabCase; } [
      "actions"
      "anchor"
      "backgroundColor"
      "borderColor"
      "borderRadius"
      "borderSize"
      "defaultTimeout"
      "font"
      "format"
      "groupBy"
      "height"
      "iconPath"
      "icons"
      "ignoreTimeout"
      "layer"
      "margin"
      "markup"
      "maxHistory"
      "maxIconSize"
      "maxVisible"
      "output"
      "padding"
      "progressColor"
      "sort"
      "textColor"
      "width"
    ];
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
