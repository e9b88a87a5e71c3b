# The options that i3 and Sway share; `name` is the one of them that they are for.
{
  config,
  lib,
  pkgs,
  name,
  cfg,
}:
let
  inherit (lib) mkOption types;
  inherit (lib.hm.library)
    described
    flag
    maybe
    need
    opt
    text
    ;
  isI3 = name == "i3";
  since = lib.versionAtLeast config.home.stateVersion;
  submodule = options: types.submodule { inherit options; };
  group = options: opt (submodule options) { };
  hidden = type: mkOption { inherit type; visible = false; };
  numberOrNull = maybe types.int;
  criteria = types.attrsOf (types.either types.str types.bool);

  fonts = types.either (types.listOf types.str) (submodule {
    names = described ''[ "monospace" ]'' (opt (types.listOf types.str) [ "monospace" ] "Names, the preferred first.");
    style = opt types.str "" "Weight, slant and so on.";
    size = opt (types.either types.float types.str) 8.0 "Size.";
  });

  colorSet = parts: submodule (lib.genAttrs parts (_: hidden types.str));
  barColors = colorSet [ "border" "background" "text" ];
  windowColors = colorSet [ "border" "childBorder" "background" "text" "indicator" ];
  threeColors = border: background: text: { inherit border background text; };
  fiveColors = border: background: text: indicator: {
    inherit border background text indicator;
    childBorder = background;
  };
  barDefaults = {
    background = "#000000";
    statusline = "#ffffff";
    separator = "#666666";
    focusedWorkspace = threeColors "#4c7899" "#285577" "#ffffff";
    activeWorkspace = threeColors "#333333" "#5f676a" "#ffffff";
    inactiveWorkspace = threeColors "#333333" "#222222" "#888888";
    urgentWorkspace = threeColors "#2f343a" "#900000" "#ffffff";
    bindingMode = threeColors "#2f343a" "#900000" "#ffffff";
  };

  # What newer homes leave to the program.
  old =
    type: default:
    let
      option = maybe type;
    in
    description:
    described "null for state version ≥ 20.09, as example otherwise" (
      option description // { default = if since "20.09" then null else default; }
    );

  bar = submodule {
    fonts = opt fonts { } "Fonts of the bar.";
    extraConfig = text "More lines of its block.";
    id = maybe types.str "Its identity.";
    mode = old (types.enum [ "dock" "hide" "invisible" ]) "dock" "When it is visible.";
    hiddenState = old (types.enum [ "hide" "show" ]) "hide" "Its state at the start.";
    position = old (types.enum [ "top" "bottom" ]) "bottom" "The edge that it is at.";
    workspaceButtons = old types.bool true "Whether it has buttons of workspaces.";
    workspaceNumbers = old types.bool true "Whether these have numbers.";
    command = described "i3bar" (
      opt types.str "${if !isI3 && cfg.package == null then pkgs.sway else cfg.package}/bin/${name}bar" "The program."
    );
    statusCommand = old types.str "${pkgs.i3status}/bin/i3status" "What writes the status.";
    colors = group {
      background = old types.str barDefaults.background "Behind all.";
      statusline = old types.str barDefaults.statusline "Text of the status.";
      separator = old types.str barDefaults.separator "Between its parts.";
      focusedBackground = maybe types.str "Behind all, on the output with the focus.";
      focusedStatusline = maybe types.str "Text of the status there.";
      focusedSeparator = maybe types.str "Between its parts there.";
      focusedWorkspace = old barColors barDefaults.focusedWorkspace "Workspace with the focus.";
      activeWorkspace = old barColors barDefaults.activeWorkspace "Visible workspace without it.";
      inactiveWorkspace = old barColors barDefaults.inactiveWorkspace "Other workspaces.";
      urgentWorkspace = old barColors barDefaults.urgentWorkspace "Workspace with an urgent window.";
      bindingMode = old barColors barDefaults.bindingMode "Name of the mode.";
    } "Colors.";
    trayOutput = old types.str (if isI3 then "primary" else "*") "Where the tray is.";
    trayPadding = old types.int null "Space around it.";
  };

  startup = submodule (
    {
      command = need types.str "The command.";
      always = flag "Whether it runs again with each restart.";
    }
    // lib.optionalAttrs isI3 {
      notification = opt types.bool true "Whether a cursor says that it starts.";
      workspace = maybe types.str "Where it starts (deprecated).";
    }
  );

  borders = {
    titlebar = described (
      if isI3 then
        "true for state version ≥ 23.05\nconfig.gaps == null for state version < 23.05\n"
      else
        "true for state version ≥ 23.05\nfalse for state version < 23.05\n"
    ) (opt types.bool (since "23.05" || isI3 && cfg.config.gaps == null) "Whether windows have titles.");
    border = opt types.int 2 "Width of borders.";
  };
  edges = [ "none" "vertical" "horizontal" "both" "smart" ];
  edgesOfSway = edges ++ [ "smart_no_gaps" ];
in
{
  fonts = opt fonts { } "Fonts of titles.";
  window = group (
    borders
    // {
      hideEdgeBorders =
        opt (types.enum (if isI3 then edges else edgesOfSway ++ map (edge: "--i3 ${edge}") edgesOfSway)) "none"
          "Which borders at edges are hidden.";
      commands = opt (types.listOf (submodule {
        command = need types.str "The command.";
        criteria = need criteria "The windows.";
      })) [ ] "Commands for windows.";
    }
  ) "Windows.";
  floating = group (
    borders
    // {
      modifier = described "${name}.config.modifier" (
        opt types.str cfg.config.modifier "The key that moves them with the mouse."
      );
      criteria = opt (types.listOf criteria) [ ] "Windows that float.";
    }
  ) "Floating windows.";
  focus = group {
    newWindow = opt (types.enum [ "smart" "urgent" "focus" "none" ]) "smart" "What an activated window gets.";
    followMouse =
      opt
        (if isI3 then types.bool else types.either (types.enum [ "yes" "no" "always" ]) types.bool)
        (if isI3 then true else "yes")
        "Whether the focus follows the mouse."
      // {
        apply = value: if !isI3 && lib.isBool value then lib.hm.booleans.yesNo value else value;
      };
    wrapping =
      opt (types.enum [ "yes" "no" "force" "workspace" ]) (
        if cfg.config.focus.forceWrapping then
          if isI3 then "force" else "yes"
        else if isI3 then
          "yes"
        else
          "no"
      ) "Whether the focus goes round."
      // {
        defaultText = lib.literalExpression (
          if isI3 then
            ''if focus.forceWrapping then "force" else "yes"''
          else
            ''if focus.forceWrapping then "yes" else "no"''
        );
      };
    forceWrapping = flag "Whether it always goes round (deprecated).";
    mouseWarping =
      opt (if isI3 then types.bool else types.oneOf [ types.bool (types.enum [ "container" "output" ]) ]) true
        "Whether the mouse follows the focus.";
  } "Focus.";
  assigns = opt (types.attrsOf (types.listOf criteria)) { } "Windows of workspaces.";
  modifier = opt (types.either (types.enum [
    "Shift"
    "Control"
    "Mod1"
    "Mod2"
    "Mod3"
    "Mod4"
    "Mod5"
  ]) types.str) "Mod1" "The key of the default bindings.";
  workspaceLayout = opt (types.enum [ "default" "stacking" "tabbed" ]) "default" "Layout of new containers.";
  workspaceAutoBackAndForth = flag "Whether the same binding again goes back.";
  keycodebindings = opt (types.attrsOf (types.nullOr types.str)) { } "Bindings of key codes.";
  colors = group {
    background = opt types.str "#ffffff" "Behind programs that do not cover their window.";
    focused = opt windowColors (fiveColors "#4c7899" "#285577" "#ffffff" "#2e9ef4") "The window with the focus.";
    focusedInactive = opt windowColors (fiveColors "#333333" "#5f676a" "#ffffff" "#484e50") "The last one of other containers.";
    unfocused = opt windowColors (fiveColors "#333333" "#222222" "#888888" "#292d2e") "Other windows.";
    urgent = opt windowColors (fiveColors "#2f343a" "#900000" "#ffffff" "#900000") "Urgent windows.";
    placeholder = opt windowColors (fiveColors "#000000" "#0c0c0c" "#ffffff" "#000000") "Windows of restored layouts.";
  } "Colors.";
  bars =
    described "see code"
      (opt (types.listOf bar) (
        if since "20.09" then
          [
            {
              mode = "dock";
              hiddenState = "hide";
              position = "bottom";
              workspaceButtons = true;
              workspaceNumbers = true;
              statusCommand = "${pkgs.i3status}/bin/i3status";
              fonts = {
                names = [ "monospace" ];
                size = 8.0;
              };
              trayOutput = "primary";
              colors = barDefaults;
            }
          ]
        else
          [ { } ]
      ) "Bars.");
  startup = opt (types.listOf startup) [ ] "Commands at the start.";
  gaps = maybe (submodule (
    lib.genAttrs [ "inner" "outer" "horizontal" "vertical" "top" "left" "bottom" "right" ] (
      side: numberOrNull "Gap: ${side}."
    )
    // {
      smartGaps =
        opt (types.either types.bool (types.enum [ "on" "off" "inverse_outer" ])) "off"
          "Whether a single container has none."
        // {
          apply = value: if lib.isBool value then if value then "on" else "off" else value;
        };
      smartBorders = opt (types.enum [ "on" "off" "no_gaps" ]) "off" "Whether a single container has no border.";
    }
  )) "Gaps.";
  terminal = described (if isI3 then ''"i3-sensible-terminal"'' else "\${pkgs.foot}/bin/foot") (
    opt types.str (if isI3 then "i3-sensible-terminal" else "${pkgs.foot}/bin/foot") "The terminal."
  );
  menu =
    let
      command =
        dmenu: findutils:
        if isI3 then
          "${dmenu}/bin/dmenu_run"
        else
          "${dmenu}/bin/dmenu_path | ${dmenu}/bin/dmenu | ${findutils}/bin/xargs swaymsg exec --";
    in
    described (command "\${pkgs.dmenu}" "\${pkgs.findutils}") (
      opt types.str (command pkgs.dmenu pkgs.findutils) "The menu of programs."
    );
  defaultWorkspace = maybe types.str "The action of the binding that shows the first workspace.";
  workspaceOutputAssign = opt (types.listOf (submodule {
    workspace = opt types.str "" "The workspace.";
    output = opt (types.either types.str (types.listOf types.str)) "" "Its outputs." // {
      apply = lib.toList;
    };
  })) [ ] "Outputs of workspaces.";
}
