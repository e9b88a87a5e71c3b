# `services.twmn`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) boolToString mkEnableOption types;
  inherit (lib.hm.library) maybe opt;
  inherit (types) int str;
  inherit (types.ints) between unsigned;
  variants = lib.splitString " " "oblique italic ultra-light light medium semi-bold bold ultra-bold heavy ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded extra-expanded ultra-expanded";
  positions = lib.splitString " " "tr top_right tl top_left br bottom_right bl bottom_left tc top_center bc bottom_center c center";
  animation = opt (types.submodule {
    options = {
      curve = opt (between 0 40) 38 "Its curve, as Qt counts them.";
      duration = opt unsigned 1000 "Its milliseconds.";
    };
  }) { };
  icon = kind: maybe types.path "Icon of notifications that ${kind}.";
  signed = value: if value < 0 then toString value else "+${toString value}";
in
lib.hm.library.service args "twmn" {
  title = "notifications by twmn";
  package = null;
  options = {
    duration = opt unsigned 3000 "Milliseconds that a notification is seen.";
    extraConfig = opt types.attrs { } "Further settings by section.";
    host = opt str "127.0.0.1" "Address that it listens at.";
    icons = {
      critical = icon "are critical";
      info = icon "inform";
      warning = icon "warn";
    };
    port = opt types.port 9797 "Its port.";
    screen = maybe int "Number of the screen; by default the one that is used.";
    soundCommand = opt str "" "Command that makes a sound.";
    text = {
      color = opt str "#999999" "Colour of texts.";
      font = {
        package = lib.mkPackageOption pkgs "font" {
          default = null;
          nullable = true;
        };
        family = opt str "Sans" "Name of the font.";
        size = opt unsigned 13 "Its size.";
        variant = opt (types.enum variants) "medium" "Its variant.";
      };
      maxLength = maybe unsigned "Longest text.";
    };
    window = {
      alwaysOnTop = mkEnableOption "notifications above all windows";
      animation = {
        easeIn = animation "How a notification comes.";
        easeOut = animation "How it goes.";
        bounce = {
          enable = mkEnableOption "a bounce at the next notification";
          duration = opt unsigned 500 "Its milliseconds.";
        };
      };
      color = opt str "#000000" "Colour behind texts.";
      height = opt unsigned 18 "Its height.";
      offset = {
        x = opt int 0 "Pixels to the right.";
        y = opt int 0 "Pixels down.";
      };
      opacity = opt (between 0 100) 100 "How little is seen through it.";
      position = opt (types.enum positions) "top_right" "Where it is.";
    };
  };
  config =
    cfg:
    let
      inherit (cfg) text window;
      inherit (window) animation;
      settings = lib.recursiveUpdate {
        gui = {
          always_on_top = boolToString window.alwaysOnTop;
          background_color = window.color;
          bounce = boolToString animation.bounce.enable;
          bounce_duration = toString animation.bounce.duration;
          font = text.font.family;
          font_size = toString text.font.size;
          font_variant = text.font.variant;
          foreground_color = text.color;
          height = toString window.height;
          in_animation = toString animation.easeIn.curve;
          in_animation_duration = toString animation.easeIn.duration;
          max_length = toString (if text.maxLength == null then -1 else text.maxLength);
          offset_x = signed window.offset.x;
          offset_y = signed window.offset.y;
          opacity = toString window.opacity;
          out_animation = toString animation.easeOut.curve;
          out_animation_duration = toString animation.easeOut.duration;
          inherit (window) position;
          screen = toString cfg.screen;
        };
        icons = lib.mapAttrs (_: toString) cfg.icons;
        main = {
          duration = toString cfg.duration;
          inherit (cfg) host;
          port = toString cfg.port;
          sound_command = cfg.soundCommand;
        };
      } cfg.extraConfig;
      section =
        name: fields:
        "[${name}]\n" + lib.concatStrings (lib.mapAttrsToList (field: value: "${field}=${value}\n") fields);
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.twmn" pkgs lib.platforms.linux) ];
      home.packages = [ pkgs.twmn ] ++ lib.optional (text.font.package != null) text.font.package;
      xdg.configFile."twmn/twmn.conf".text = lib.concatStringsSep "\n" (lib.mapAttrsToList section settings) + "\n";
      systemd.user.services.twmnd = lib.hm.library.sessionService {
        description = "twmn daemon";
        exec = "${pkgs.twmn}/bin/twmnd";
        unit.X-Restart-Triggers = [ "${config.xdg.configFile."twmn/twmn.conf".source}" ];
        service = {
          Restart = "on-failure";
          Type = "simple";
          StandardOutput = "null";
        };
      };
    };
}
