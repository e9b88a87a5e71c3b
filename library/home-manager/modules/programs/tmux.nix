# `programs.tmux`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optionalString types;
  inherit (lib.hm.library)
    enabled
    flag
    maybe
    need
    opt
    text
    ;
  n = toString;
  onOff = value: if value then "on" else "off";
  pluginOf = p: if types.package.check p then p else p.plugin;
  nameOf = p: (pluginOf p).pname or (lib.getName (pluginOf p));

  plugin = types.submodule {
    options = {
      plugin = need types.package "The plugin.";
      extraConfig = text "Settings in front of it.";
    };
  };

  direction = cfg: key: side: letter: ''
    bind -r -N "Resize the pane ${side} by ${n cfg.resizeAmount}" \
      ${key} resize-pane -${letter} ${n cfg.resizeAmount}'';
  panes = cfg: ''
    bind -N "Select pane to the left of the active pane" h select-pane -L
    bind -N "Select pane below the active pane" j select-pane -D
    bind -N "Select pane above the active pane" k select-pane -U
    bind -N "Select pane to the right of the active pane" l select-pane -R

    ${direction cfg "H" "left" "L"}
    ${direction cfg "J" "down" "D"}
    ${direction cfg "K" "up" "U"}
    ${direction cfg "L" "right" "R"}
  '';
  rebound = prefix: ''
    # rebind main key: ${prefix}
    unbind C-b
    set -g prefix ${prefix}
    bind -N "Send the prefix key through to the application" \
      ${prefix} send-prefix
  '';

  base =
    cfg:
    let
      prefix = if cfg.prefix == null then "C-${cfg.shortcut}" else cfg.prefix;
    in
    ''
      ${optionalString cfg.sensibleOnTop ''
        # ============================================= #
        # Start with defaults from the Sensible plugin  #
        # --------------------------------------------- #
        run-shell ${pkgs.tmuxPlugins.sensible.rtp}
        # ============================================= #
      ''}
      set  -g default-terminal "${cfg.terminal}"
      set  -g base-index      ${n cfg.baseIndex}
      setw -g pane-base-index ${n cfg.baseIndex}
      ${optionalString (cfg.shell != null) ''
        # We need to set default-shell before calling new-session
        set  -g default-shell "${cfg.shell}"
      ''}
      ${optionalString cfg.newSession ''
        # Use -A to make new-session idempotent: attach if session "0" exists,
        # otherwise create it. This prevents duplicate sessions when multiple
        # configs (e.g., system and user) both enable newSession.
        new-session -A -s 0''}

      ${optionalString cfg.reverseSplit ''
        bind -N "Split the pane into two, left and right" v split-window -h
        bind -N "Split the pane into two, top and bottom" s split-window -v
      ''}

      set -g status-keys ${cfg.keyMode}
      set -g mode-keys   ${cfg.keyMode}

      ${optionalString (cfg.keyMode == "vi" && cfg.customPaneNavigationAndResize) (panes cfg)}

      ${optionalString (prefix != "C-b") (rebound prefix)}

      ${optionalString cfg.disableConfirmationPrompt ''
        bind-key -N "Kill the current window" & kill-window
        bind-key -N "Kill the current pane" x kill-pane
      ''}

      set  -g mouse             ${onOff cfg.mouse}
      set  -g focus-events      ${onOff cfg.focusEvents}
      setw -g aggressive-resize ${onOff cfg.aggressiveResize}
      setw -g clock-mode-style  ${if cfg.clock24 then "24" else "12"}
      set  -s escape-time       ${n cfg.escapeTime}
      set  -g history-limit     ${n cfg.historyLimit}
    '';

  plugins = list: ''
    # ============================================= #
    # Load plugins with Home Manager                #
    # --------------------------------------------- #

    ${lib.concatMapStringsSep "\n\n" (p: ''
      # ${nameOf p}
      # ---------------------
      ${p.extraConfig or ""}
      run-shell ${(pluginOf p).rtp}
    '') list}
    # ============================================= #
  '';
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "tmux" {
  nullable = true;
  options = {
    aggressiveResize = flag "Whether a window is as small as the smallest session that shows it.";
    baseIndex = opt types.ints.unsigned 0 "The first number of windows and panes.";
    clock24 = flag "Whether the clock has 24 hours.";
    customPaneNavigationAndResize = flag "Whether the keys of vi go between panes and resize them.";
    disableConfirmationPrompt = flag "Whether windows and panes end without a question.";
    escapeTime = opt types.ints.unsigned 10 "Milliseconds that a key is waited for.";
    extraConfig = text "More text of {file}`tmux.conf`.";
    focusEvents = flag "Whether programs learn that they are looked at.";
    historyLimit = opt types.ints.positive 2000 "Lines that a window keeps.";
    keyMode = opt (types.enum [ "emacs" "vi" ]) "emacs" "Whose keys hold.";
    mouse = flag "Whether the mouse is used.";
    newSession = flag "Whether a session is made where there is none.";
    plugins = opt (types.listOf (types.either types.package plugin) // {
      description = "list of plugin packages or submodules";
    }) [ ] "Plugins.";
    prefix = maybe types.str "The key in front of commands; in place of `shortcut`.";
    resizeAmount = opt types.ints.positive 5 "How far a key resizes.";
    reverseSplit = flag "Whether `v` and `s` split.";
    secureSocket = enabled "Whether the socket is below {file}`/run`, gone with the session.";
    sensibleOnTop = flag "Whether the plugin sensible comes first.";
    shell = maybe types.str "The shell.";
    shortcut = opt types.str "b" "The key that, with Control, is in front of commands.";
    terminal = opt types.str "screen" "What `$TERM` is.";
    tmuxp.enable = lib.mkEnableOption "tmuxp, which keeps sessions";
    tmuxinator = {
      enable = lib.mkEnableOption "tmuxinator, which keeps sessions";
      package = lib.mkPackageOption pkgs "tmuxinator" { nullable = true; };
      projects = opt (types.attrsOf format.type) { } "Its projects by name.";
    };
  };
  config =
    cfg:
    let
      bad = lib.filter (p: !lib.hasPrefix "tmuxplugin" (nameOf p)) cfg.plugins;
      inherit (cfg) tmuxinator;
    in
    {
      assertions = [
        {
          assertion = bad == [ ];
          message = "Invalid tmux plugin (not prefixed with \"tmuxplugins\"): ${lib.concatMapStringsSep ", " nameOf bad}";
        }
      ];
      home.packages =
        lib.optional cfg.tmuxp.enable pkgs.tmuxp
        ++ lib.optional (tmuxinator.enable && tmuxinator.package != null) tmuxinator.package;
      home.sessionVariables = mkIf cfg.secureSocket {
        TMUX_TMPDIR = "\${XDG_RUNTIME_DIR:-\"/run/user/$(id -u)\"}";
      };
      xdg.configFile = {
        "tmux/tmux.conf".text = lib.mkMerge [
          (lib.mkBefore (base cfg))
          (mkIf (cfg.plugins != [ ]) (plugins cfg.plugins))
          (lib.mkAfter cfg.extraConfig)
        ];
      }
      // lib.mapAttrs' (
        name: project:
        lib.nameValuePair "tmuxinator/${name}.yml" { source = format.generate "${name}.yml" project; }
      ) (lib.optionalAttrs tmuxinator.enable tmuxinator.projects);
    };
}
