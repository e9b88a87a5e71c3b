# `programs.i3status`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mapAttrsToList types;
  inherit (lib.hm.library) enabled need opt;
  settings = with types; attrsOf (oneOf [ bool int str ]);
  standard = {
    ipv6.position = 1;
    "wireless _first_" = {
      position = 2;
      settings.format_up = "W: (%quality at %essid) %ip";
      settings.format_down = "W: down";
    };
    "ethernet _first_" = {
      position = 3;
      settings.format_up = "E: %ip (%speed)";
      settings.format_down = "E: down";
    };
    "battery all" = {
      position = 4;
      settings.format = "%status %percentage %remaining";
    };
    "disk /" = {
      position = 5;
      settings.format = "%avail";
    };
    load = {
      position = 6;
      settings.format = "%1min";
    };
    memory = {
      position = 7;
      settings.format = "%used | %available";
      settings.threshold_degraded = "1G";
      settings.format_degraded = "MEMORY < %available";
    };
    "tztime local" = {
      position = 8;
      settings.format = "%Y-%m-%d %H:%M:%S";
    };
  };
  inherit (config.programs.i3status) enable enableDefault;
  hasStandard = enable && enableDefault;
  module =
    { name, ... }:
    {
      options = {
        enable = enabled "Whether it is there.";
        position = need (with types; either int float) "Its place.";
        settings = opt settings { } "Its settings.";
      };
      # What is standard, for one that is given.
      config = lib.mkIf (hasStandard && standard ? ${name}) {
        position = lib.mkDefault standard.${name}.position;
        settings = lib.mapAttrs (_: lib.mkDefault) (standard.${name}.settings or { });
      };
    };

  show = value: if lib.isString value then "\"${value}\"" else if lib.isBool value then lib.boolToString value else toString value;
  section =
    name: settings:
    "${name} {\n  ${lib.concatStringsSep "\n  " (mapAttrsToList (key: value: "${key} = ${show value}") settings)}\n}\n";
in
lib.hm.library.program args "i3status" {
  nullable = true;
  options = {
    enableDefault = enabled "Whether there are the standard settings.";
    general = opt settings { } "Settings of all." // {
      apply = given: lib.optionalAttrs hasStandard { colors = true; interval = 5; } // given;
    };
    modules = opt (types.attrsOf (types.submodule module)) { } "Modules by name." // {
      apply =
        given:
        lib.optionalAttrs hasStandard (
          lib.mapAttrs (_: standard: { enable = true; settings = { }; } // standard) standard
        )
        // given;
    };
  };
  config =
    cfg:
    let
      there = lib.filterAttrs (_: module: module.enable) cfg.modules;
      ordered = lib.sort (a: b: there.${a}.position < there.${b}.position) (lib.attrNames there);
    in
    {
      xdg.configFile."i3status/config".text = lib.concatStringsSep "\n" (
        lib.optional (cfg.general != { }) (section "general" cfg.general)
        ++ map (name: "order += \"${name}\"") ordered
        ++ mapAttrsToList (name: module: section name module.settings) there
      );
    };
}
