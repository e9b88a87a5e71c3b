# The lines of the configuration of i3 and Sway; `name` is the one of them that they are for.
{
  lib,
  name,
  cfg,
}:
let
  inherit (lib) concatMapStringsSep concatStringsSep mapAttrsToList;
  inherit (lib.hm.booleans) yesNo;
  lines = concatStringsSep "\n";
  words = parts: concatStringsSep " " (lib.filter (part: part != "") parts);
  # A line, unless there is nothing to say.
  setting = key: value: lib.optional (value != null) "${key} ${toString value}";

  criteria =
    set:
    let
      one = key: value: if value == true then key else if value == false then "" else ''${key}="${value}"'';
    in
    "[${concatStringsSep " " (mapAttrsToList one set)}]";

  font =
    given:
    let
      whole = if lib.isList given then { names = given; } else given;
    in
    words [
      "font"
      "pango:${concatStringsSep ", " whole.names}"
      (whole.style or "")
      (toString (whole.size or ""))
    ];

  bindings =
    {
      bindings,
      flags ? "",
      indent ? "",
    }:
    lines (
      mapAttrsToList (
        keys: action:
        lib.optionalString (action != null) "${indent}bindsym ${lib.optionalString (flags != "") "${flags} "}${keys} ${action}"
      ) bindings
    );

  colorsOf = names: set: concatMapStringsSep " " (part: set.${part}) names;
  windowColors = colorsOf [ "border" "background" "text" "indicator" "childBorder" ];
  barColors = set: if set == null then null else colorsOf [ "border" "background" "text" ] set;

  # `NAME {`, the lines inside, `}`.
  block = opening: inside: [ opening ] ++ map (line: "  ${line}") (lib.filter (line: line != "") inside) ++ [ "}" ];

  barColorLines =
    colors:
    setting "background" colors.background
    ++ setting "statusline" colors.statusline
    ++ setting "separator" colors.separator
    ++ setting "focused_background" colors.focusedBackground
    ++ setting "focused_statusline" colors.focusedStatusline
    ++ setting "focused_separator" colors.focusedSeparator
    ++ setting "focused_workspace" (barColors colors.focusedWorkspace)
    ++ setting "active_workspace" (barColors colors.activeWorkspace)
    ++ setting "inactive_workspace" (barColors colors.inactiveWorkspace)
    ++ setting "urgent_workspace" (barColors colors.urgentWorkspace)
    ++ setting "binding_mode" (barColors colors.bindingMode);

  bar =
    given:
    let
      hasColors = lib.any (color: color != null) (lib.attrValues given.colors);
    in
    lib.concatMapStrings (line: line + "\n") (
      block "bar {" (
        setting "id" given.id
        ++ [ (font given.fonts) ]
        ++ setting "mode" given.mode
        ++ setting "hidden_state" given.hiddenState
        ++ setting "position" given.position
        ++ setting "status_command" given.statusCommand
        ++ [ "${name}bar_command ${given.command}" ]
        ++ lib.optional (given.workspaceButtons != null) "workspace_buttons ${yesNo given.workspaceButtons}"
        ++ lib.optional (given.workspaceNumbers != null) "strip_workspace_numbers ${yesNo (!given.workspaceNumbers)}"
        ++ setting "tray_output" given.trayOutput
        ++ setting "tray_padding" given.trayPadding
        ++ lib.optionals hasColors (block "colors {" (barColorLines given.colors))
        ++ [ given.extraConfig ]
      )
    );

  gaps =
    given:
    lines (
      lib.concatMap (side: setting "gaps ${side}" given.${side}) [
        "inner"
        "outer"
        "horizontal"
        "vertical"
        "top"
        "bottom"
        "left"
        "right"
      ]
      ++ lib.optional (given.smartGaps != "off") "smart_gaps ${given.smartGaps}"
      ++ lib.optional (given.smartBorders != "off") "smart_borders ${given.smartBorders}"
    );

  border = given: "${if given.titlebar then "normal" else "pixel"} ${toString given.border}";
in
{
  # Up to the bindings. `flags` stand in front of each.
  head =
    {
      followMouse,
      mouseWarping,
      flags ? "",
    }:
    let
      given = cfg.config;
      isFirst = action: given.defaultWorkspace != null && action == given.defaultWorkspace;
      select = wanted: lib.filterAttrs (_: action: isFirst action == wanted) given.keybindings;
    in
    [
      (font given.fonts)
      "floating_modifier ${given.floating.modifier}"
      "default_border ${border given.window}"
      "default_floating_border ${border given.floating}"
      "hide_edge_borders ${given.window.hideEdgeBorders}"
      "focus_wrapping ${given.focus.wrapping}"
      "focus_follows_mouse ${followMouse}"
      "focus_on_window_activation ${given.focus.newWindow}"
      "mouse_warping ${mouseWarping}"
      "workspace_layout ${given.workspaceLayout}"
      "workspace_auto_back_and_forth ${yesNo given.workspaceAutoBackAndForth}"
      "client.focused ${windowColors given.colors.focused}"
      "client.focused_inactive ${windowColors given.colors.focusedInactive}"
      "client.unfocused ${windowColors given.colors.unfocused}"
      "client.urgent ${windowColors given.colors.urgent}"
      "client.placeholder ${windowColors given.colors.placeholder}"
      "client.background ${given.colors.background}"
      # The first workspace is that of the first binding.
      (bindings { bindings = select true; inherit flags; })
      (bindings { bindings = select false; inherit flags; })
      (lines (
        mapAttrsToList (
          code: action: lib.optionalString (action != null) "bindcode ${code} ${action}"
        ) given.keycodebindings
      ))
    ];

  # What follows the bindings.
  tail =
    {
      startup,
      flags ? "",
    }:
    let
      given = cfg.config;
      mode = title: keys: ''
        mode "${title}" {
        ${bindings { bindings = keys; inherit flags; indent = "  "; }}
        }
      '';
      assign = workspace: windows: lines (map (window: "assign ${criteria window} ${workspace}") windows);
      output = one: ''workspace "${one.workspace}" output ${concatMapStringsSep " " lib.strings.escapeNixString one.output}'';
    in
    mapAttrsToList mode given.modes
    ++ mapAttrsToList assign given.assigns
    ++ map bar given.bars
    ++ lib.optional (given.gaps != null) (gaps given.gaps)
    ++ map (windows: "for_window ${criteria windows} floating enable") given.floating.criteria
    ++ map (one: "for_window ${criteria one.criteria} ${one.command}") given.window.commands
    ++ map startup given.startup
    ++ map output given.workspaceOutputAssign;

  # Bindings that both have. `key` is that of the modifier with another.
  defaultBindings =
    let
      inherit (cfg.config) menu modifier terminal;
      key = keys: action: lib.nameValuePair "${modifier}+${keys}" action;
      directions = [ "left" "down" "up" "right" ];
      capital = { left = "Left"; down = "Down"; up = "Up"; right = "Right"; };
      numbers = lib.range 1 10;
      digit = number: toString (lib.mod number 10);
    in
    lib.listToAttrs (
      [
        (key "Return" "exec ${terminal}")
        (key "Shift+q" "kill")
        (key "d" "exec ${menu}")
        (key "f" "fullscreen toggle")
        (key "a" "focus parent")
        (key "s" "layout stacking")
        (key "w" "layout tabbed")
        (key "e" "layout toggle split")
        (key "Shift+space" "floating toggle")
        (key "space" "focus mode_toggle")
        (key "Shift+minus" "move scratchpad")
        (key "minus" "scratchpad show")
        (key "Shift+c" "reload")
        (key "r" "mode resize")
      ]
      ++ map (direction: key capital.${direction} "focus ${direction}") directions
      ++ map (direction: key "Shift+${capital.${direction}}" "move ${direction}") directions
      ++ map (number: key (digit number) "workspace number ${toString number}") numbers
      ++ map (number: key "Shift+${digit number}" "move container to workspace number ${toString number}") numbers
    );

  warnings =
    lib.optional (lib.isList cfg.config.fonts) "Specifying ${name}.config.fonts as a list is deprecated. Use the attrset version instead."
    ++ map (_: "Specifying ${name}.config.bars[].fonts as a list is deprecated. Use the attrset version instead.") (
      lib.filter (one: lib.isList one.fonts) cfg.config.bars
    );
}
