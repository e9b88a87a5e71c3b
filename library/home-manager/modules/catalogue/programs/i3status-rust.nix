# `programs.i3status-rust`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.toml { };
  time = interval: {
    block = "time";
    inherit interval;
    format = " $timestamp.datetime(f:'%a %d/%m %R') ";
  };
  disk = interval: {
    block = "disk_space";
    path = "/";
    info_type = "available";
    inherit interval;
    warning = 20.0;
    alert = 10.0;
  };
  bar.options = {
    blocks = opt format.type [
      { block = "cpu"; }
      (disk 20 // { format = " $icon root: $available.eng(w:2) "; })
      {
        block = "memory";
        format = " $icon $mem_total_used_percents.eng(w:2) ";
        format_alt = " $icon_swap $swap_used_percents.eng(w:2) ";
      }
      {
        block = "sound";
        click = [
          {
            button = "left";
            cmd = "pavucontrol";
          }
        ];
      }
      (time 5)
    ] "Blocks.";
    settings = opt format.type { } "More settings.";
    icons = opt types.str "none" "Icons.";
    theme = opt types.str "plain" "The theme.";
  };
  standard.default.blocks = [
    (disk 60)
    {
      block = "memory";
      format = " $icon mem_used_percents ";
      format_alt = " $icon $swap_used_percents ";
    }
    {
      block = "cpu";
      interval = 1;
    }
    {
      block = "load";
      interval = 1;
      format = " $icon $1m ";
    }
    { block = "sound"; }
    (time 60)
  ];
in
lib.hm.library.program args "i3status-rust" {
  options.bars = opt (types.attrsOf (types.submodule bar)) standard "Bars by name.";
  config =
    cfg:
    let
      inherit (cfg.package) version;
      # Older ones have names in place of sections.
      section = name: value: if lib.versionAtLeast version "0.30.0" then { ${name} = value; } else value;
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.i3status-rust" pkgs lib.platforms.linux)
        {
          assertion = lib.versionOlder version "0.31.0" || lib.versionAtLeast version "0.31.2";
          message = "The versions 0.31.0 and 0.31.1 of i3status-rust read another format.";
        }
      ];
      xdg.configFile = lib.mapAttrs' (
        name: bar:
        lib.nameValuePair "i3status-rust/config-${name}.toml" {
          onChange = ''
            ${pkgs.procps}/bin/pkill -u $USER -USR2 i3status-rs || true
          '';
          source = format.generate "config-${name}.toml" (
            {
              theme = section "theme" bar.theme;
              icons = section "icons" bar.icons;
              block = bar.blocks;
            }
            // bar.settings
          );
        }
      ) cfg.bars;
    };
}
