# `programs.macchina`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
  toml = pkgs.formats.toml { };
  withoutNull = lib.filterAttrsRecursive (_: value: value != null);
  # Options of one type each by name.
  several = type: lib.mapAttrs (_: description: maybe type description);
  part = options: maybe (types.submodule { inherit options; });
  readouts = [
    "Host"
    "Machine"
    "Kernel"
    "Distribution"
    "OperatingSystem"
    "DesktopEnvironment"
    "WindowManager"
    "Resolution"
    "Backlight"
    "Packages"
    "LocalIP"
    "Terminal"
    "Shell"
    "Uptime"
    "Processor"
    "ProcessorLoad"
    "Memory"
    "Battery"
    "GPU"
    "DiskSpace"
  ];
  names = [
    "host"
    "kernel"
    "os"
    "machine"
    "de"
    "wm"
    "distro"
    "terminal"
    "shell"
    "packages"
    "uptime"
    "local_ip"
    "memory"
    "battery"
    "backlight"
    "resolution"
    "cpu"
    "cpu_load"
    "gpu"
    "disk_space"
  ];
  theme.options =
    several types.ints.unsigned {
      spacing = "Room between a key and its value.";
      padding = "Room in front of the readouts.";
    }
    // several types.bool {
      hide_ascii = "Whether there is no picture.";
      prefer_small_ascii = "Whether the picture is the small one.";
    }
    // several types.str {
      separator = "Text between keys and values.";
      key_color = "Color of the keys.";
      separator_color = "Color of the separator.";
    }
    // {
      palette = part (
        several types.bool { visible = "Whether it is shown."; }
        // {
          type = maybe (types.enum [ "Dark" "Light" "Full" ]) "Its colors.";
          glyph = maybe types.str "Text of one color.";
          spacing = maybe types.int "Room between them.";
        }
      ) "The colors of the terminal.";
      bar = part (
        several types.str {
          glyph = "Text of one step.";
          symbol_open = "Text in front.";
          symbol_close = "Text behind.";
        }
        // several types.bool {
          visible = "Whether there are bars.";
          hide_delimiters = "Whether those texts are left out.";
        }
      ) "Bars in place of percentages.";
      box = part {
        title = maybe types.str "Text on the frame.";
        border = maybe (types.enum [ "plain" "thick" "rounded" "double" ]) "Lines of the frame.";
        visible = maybe types.bool "Whether there is one.";
        inner_margin = part (several types.ints.unsigned {
          x = "At the sides.";
          y = "Above and below.";
        }) "Room within.";
      } "A frame around all.";
      custom_ascii = part {
        color = maybe types.str "Its color.";
        path = maybe (types.either types.str types.path) "Its file.";
      } "A picture of one's own.";
      randomize = part (
        several types.bool {
          key_color = "Whether the keys have another color each time.";
          separator_color = "Whether the separator has.";
        }
        // {
          pool = maybe (types.enum [ "hexadecimal" "indexed" "base" ]) "Which colors there are.";
        }
      ) "Colors by chance.";
      keys = part (lib.genAttrs names (name: maybe types.str "Name of `${name}`.")) "Names of the readouts.";
    };
in
lib.hm.library.program args "macchina" {
  nullable = true;
  options = {
    settings =
      several types.bool {
        long_uptime = "Whether the uptime is in words.";
        long_shell = "Whether the shell is a path.";
        long_kernel = "Whether the kernel has its name.";
        current_shell = "Whether the shell is the one that calls it.";
        physical_cores = "Whether only physical cores count.";
        disk_space_percentage = "Whether disks are in percent.";
        memory_percentage = "Whether the memory is.";
      }
      // several types.str {
        interface = "Device of the network.";
        theme = "Name of the theme.";
      }
      // {
        disks = maybe (types.listOf types.str) "Where the disks are mounted.";
        show = maybe (types.listOf (types.enum readouts)) "The readouts.";
      };
    themes = opt (types.attrsOf (types.submodule theme)) { } "Themes by name.";
  };
  config =
    cfg:
    let
      settings = withoutNull cfg.settings;
    in
    {
      xdg.configFile = {
        "macchina/macchina.toml" = lib.mkIf (settings != { }) { source = toml.generate "macchina.toml" settings; };
      }
      // lib.mapAttrs' (
        name: theme:
        lib.nameValuePair "macchina/themes/${name}.toml" {
          source = toml.generate "macchina-theme-${name}" (withoutNull theme);
        }
      ) cfg.themes;
    };
}
