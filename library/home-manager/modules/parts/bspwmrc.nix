# The script that bspwm runs when it starts.
{ lib, pkgs }:
cfg:
let
  inherit (lib) concatStringsSep escapeShellArg escapeShellArgs mapAttrsToList optionalString;
  lines = f: set: concatStringsSep "\n" (mapAttrsToList f set);
  shown =
    value:
    if builtins.isList value then
      lib.concatMapStringsSep "," shown value
    else if builtins.isBool value then
      if value then "on" else "off"
    else
      toString value;
  snake = builtins.replaceStrings lib.upperChars (map (letter: "_${letter}") lib.lowerChars);
  desktops =
    monitor: names:
    let
      reset = "bspc monitor ${escapeShellArg monitor} -d ${escapeShellArgs names}";
    in
    if cfg.alwaysResetDesktops then
      reset
    else
      # A monitor that has just been found has one desktop, of that name.
      ''
        if [[ $(bspc query --desktops --names --monitor ${escapeShellArg monitor}) == Desktop ]]; then
          ${reset}
        fi'';
  setting = name: value: "bspc config ${escapeShellArgs [ name (shown value) ]}";
  rule =
    target: directives:
    "bspc rule -a ${escapeShellArg target} ${
      escapeShellArgs (mapAttrsToList (name: value: "${snake name}=${shown value}") (lib.hm.library.notNull directives))
    }";
in
pkgs.writeShellScript "bspwmrc" (
  optionalString (cfg.extraConfigEarly != "") (cfg.extraConfigEarly + "\n")
  + ''
    ${lines desktops cfg.monitors}

    ${lines setting cfg.settings}

    bspc rule -r '*'
    ${lines rule cfg.rules}

    # java gui fixes
    export _JAVA_AWT_WM_NONREPARENTING=1
    bspc rule -a sun-awt-X11-XDialogPeer state=floating

    ${cfg.extraConfig}
    ${lib.concatMapStringsSep "\n" (program: "${program} &") cfg.startupPrograms}
  ''
)
