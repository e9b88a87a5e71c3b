# `services.picom`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    flag
    opt
    text
    words
    ;
  renamed = lib.mkRenamedOptionModule;
  gone = name: lib.mkRemovedOptionModule [ "services" "picom" name ];
  fraction = opt (types.numbers.between 0 1);
  pairOf =
    type:
    types.addCheck (types.listOf type) (list: lib.length list == 2)
    // {
      description = "pair of ${type.description}";
    };
  scalar = types.oneOf [ types.bool types.int types.float types.str ] // {
    description = "scalar types";
  };
  value = types.oneOf [ scalar (types.listOf value) (types.attrsOf value) ] // {
    description = "libconfig type";
  };

  # libconfig, in which groups at the top have another sign.
  fields =
    isTop: lib.mapAttrsToList (
      key: given:
      let
        sign = if isTop && lib.isAttrs given then ": " else " = ";
      in
      "${lib.escape [ sign ] key}${sign}${shown given};"
    );
  shown =
    given:
    if lib.isBool given then
      lib.boolToString given
    else if lib.isString given then
      ''"${lib.escape [ ''"'' ] given}"''
    else if lib.isList given then
      "[ ${lib.concatMapStringsSep " , " shown given} ]"
    else if lib.isAttrs given then
      "{ ${lib.concatStringsSep " " (fields false given)} }"
    else
      toString given;
in
lib.hm.library.service args "picom" {
  imports = [
    (gone "refreshRate" "The option `refresh-rate` has been deprecated by upstream.")
    (gone "experimentalBackends" "The option `--experimental-backends` has been removed by upstream.")
    (gone "extraOptions" "This option has been replaced by `services.picom.settings`.")
    (renamed [ "services" "picom" "opacityRule" ] [ "services" "picom" "opacityRules" ])
  ];
  options = {
    fade = flag "Whether windows fade.";
    fadeDelta = opt types.ints.positive 10 "Milliseconds of a step.";
    fadeSteps = opt (pairOf (types.numbers.between 0.01 1)) [ 0.028 0.03 ] "Change of opacity in a step, in and out.";
    fadeExclude = words "Windows that do not fade.";
    shadow = flag "Whether windows have shadows.";
    shadowOffsets = opt (pairOf types.int) [ (-15) (-15) ] "Where shadows are.";
    shadowOpacity = fraction 0.75 "Opacity of shadows.";
    shadowExclude = words "Windows without shadows.";
    activeOpacity = fraction 1.0 "Opacity of the active window.";
    inactiveOpacity = opt (types.numbers.between 0.1 1) 1.0 "Opacity of other windows.";
    menuOpacity = fraction 1.0 "Opacity of menus.";
    wintypes =
      let
        menu.opacity = config.services.picom.menuOpacity;
      in
      opt types.attrs {
        popup_menu = menu;
        dropdown_menu = menu;
      } "Rules for kinds of windows."
      // {
        defaultText = lib.literalExpression ''
          {
            popup_menu = { opacity = config.services.picom.menuOpacity; };
            dropdown_menu = { opacity = config.services.picom.menuOpacity; };
          }
        '';
      };
    opacityRules = words "Opacity of windows, as PERCENT:PATTERN.";
    backend = opt (types.enum [ "egl" "glx" "xrender" "xr_glx_hybrid" ]) "xrender" "What draws.";
    vSync = flag "Whether it waits for the screen.";
    extraArgs = words "Arguments.";
    settings = opt (types.attrsOf value // { description = "libconfig configuration"; }) { } "Contents of {file}`picom/picom.conf`.";
    extraConfig = text "More lines of it.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.picom" pkgs lib.platforms.linux) ];
    services.picom.settings = lib.mapAttrs (_: lib.mkDefault) {
      fading = cfg.fade;
      fade-delta = cfg.fadeDelta;
      fade-in-step = lib.head cfg.fadeSteps;
      fade-out-step = lib.last cfg.fadeSteps;
      fade-exclude = cfg.fadeExclude;
      inherit (cfg) shadow backend wintypes;
      shadow-offset-x = lib.head cfg.shadowOffsets;
      shadow-offset-y = lib.last cfg.shadowOffsets;
      shadow-opacity = cfg.shadowOpacity;
      shadow-exclude = cfg.shadowExclude;
      active-opacity = cfg.activeOpacity;
      inactive-opacity = cfg.inactiveOpacity;
      opacity-rule = cfg.opacityRules;
      vsync = cfg.vSync;
    };
    xdg.configFile."picom/picom.conf".text = lib.concatStringsSep "\n" (fields true cfg.settings ++ [ cfg.extraConfig ]);
    systemd.user.services.picom = lib.hm.library.sessionService {
      description = "Picom X11 compositor";
      exec = toString (
        [
          (lib.getExe cfg.package)
          "--config ${config.xdg.configFile."picom/picom.conf".source}"
        ]
        ++ cfg.extraArgs
      );
      service = {
        Restart = "always";
        RestartSec = 3;
      };
    };
  };
}
