# Texts in the language of fish.
{ lib }:
let
  inherit (lib)
    concatStringsSep
    escapeShellArg
    isAttrs
    optional
    optionals
    toList
    ;

  # The arguments of a function that give it an event, a description and so on.
  modifiers =
    def:
    let
      quoted = name: value: optional (value != null) "--${name}=\"${toString value}\"";
      plain = name: value: optional (value != null) "--${name}=${toString value}";
      bool = name: value: optional value "--${name}";
    in
    quoted "description" def.description
    ++ quoted "wraps" def.wraps
    ++ lib.concatMap (quoted "on-event") (toList def.onEvent)
    ++ quoted "on-variable" def.onVariable
    ++ quoted "on-job-exit" def.onJobExit
    ++ quoted "on-process-exit" def.onProcessExit
    ++ quoted "on-signal" def.onSignal
    ++ bool "no-scope-shadowing" def.noScopeShadowing
    ++ quoted "inherit-variable" def.inheritVariable
    ++ plain "argument-names" def.argumentNames;

  # Arguments of `abbr`, by name; a list gives one for each element.
  arguments =
    def:
    let
      argument = name: value: "--${name} ${escapeShellArg value}";
      all = name: value: map (argument name) (optionals (value != null) (toList value));
      cursor =
        if def.setCursor == true then
          [ "--set-cursor" ]
        else
          optional (def.setCursor != false) (escapeShellArg "--set-cursor=${def.setCursor}");
    in
    concatStringsSep " " (
      all "command" def.command
      ++ all "function" def.function
      ++ all "position" def.position
      ++ all "regex" def.regex
      ++ cursor
    );

  bind =
    attribute: def:
    let
      key = if def.name == null then attribute else def.name;
      options =
        optional def.silent "-s"
        ++ optional (def.operate != null) "--${def.operate}"
        ++ optionals (def.mode != null) [ "--mode" def.mode ]
        ++ optionals (def.setsMode != null) [ "--sets-mode" def.setsMode ];
    in
    optional def.erase (concatStringsSep "  " ([ "bind" "-e" ] ++ options ++ [ key ]))
    ++ optional (def.command != null) (
      concatStringsSep " " (
        [ "bind" ] ++ options ++ [ key ] ++ map escapeShellArg (toList def.command) ++ optional def.repaint "repaint"
      )
    );
in
{
  abbreviation =
    attribute: def:
    if isAttrs def then
      "abbr --add ${arguments def} -- ${if def.name == null then attribute else def.name}"
      + lib.optionalString (def.expansion != null) " ${escapeShellArg def.expansion}"
    else
      "abbr --add  -- ${attribute} ${escapeShellArg def}";

  binds =
    set:
    concatStringsSep "\n" (
      lib.concatLists (lib.mapAttrsToList bind (lib.filterAttrs (_: def: def.enable) set))
    );

  function =
    name: def:
    let
      body = if isAttrs def then def.body else def;
    in
    ''
      function ${name}${lib.optionalString (isAttrs def) " ${toString (modifiers def)}"}
        ${lib.removeSuffix "\n" body}
      end
    '';

  isHandler =
    def:
    isAttrs def
    && lib.any (event: def.${event} != null) [
      "onJobExit"
      "onProcessExit"
      "onVariable"
      "onSignal"
      "onEvent"
    ];

  plugin = plugin: ''
    # Plugin ${plugin.name}
    set -l plugin_dir ${plugin.src}

    # Set paths to import plugin components
    if test -d $plugin_dir/functions
      set fish_function_path $fish_function_path[1] $plugin_dir/functions $fish_function_path[2..-1]
    end

    if test -d $plugin_dir/completions
      set fish_complete_path $fish_complete_path[1] $plugin_dir/completions $fish_complete_path[2..-1]
    end

    # Source initialization code if it exists.
    if test -d $plugin_dir/conf.d
      for f in $plugin_dir/conf.d/*.fish
        source $f
      end
    end

    if test -f $plugin_dir/key_bindings.fish
      source $plugin_dir/key_bindings.fish
    end

    if test -f $plugin_dir/init.fish
      source $plugin_dir/init.fish
    end
  '';
}
