# Services of the Mac: agents of the user, and daemons.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    attrs
    flag
    maybe
    opt
    text
    ;
  cfg = config.services;
  package = name: lib.mkPackageOption pkgs name { };
  basic = name: {
    enable = flag "Whether ${name} runs.";
    package = package name;
  };

  # Lines of a script that sets one thing each, and the file that holds them.
  settings = lib.concatStrings (
    lib.mapAttrsToList (key: value: "yabai -m config ${key} ${lib.escapeShellArg (toString value)}\n") cfg.yabai.config
  );
  yabairc = pkgs.writeScript "yabairc" (
    settings + lib.optionalString (cfg.yabai.extraConfig != "") "${cfg.yabai.extraConfig}\n"
  );
  skhdrc = "/etc/skhdrc";
  sketchybarrc = pkgs.writeScript "sketchybarrc" cfg.sketchybar.config;

  agent = arguments: {
    KeepAlive = true;
    RunAtLoad = true;
    ProgramArguments = arguments;
  };

  # What is said of the borders, as words of the command.
  borders = removeAttrs cfg.jankyborders [
    "enable"
    "package"
  ];
  showBorder =
    name: value:
    if lib.isBool value then
      "${name}=${if value then "on" else "off"}"
    else if lib.isList value then
      "${name}=${lib.concatStringsSep "," value}"
    else
      "${name}=${toString value}";
  borderWords = lib.mapAttrsToList showBorder (
    lib.filterAttrs (_name: value: value != null && value != [ ] && value != "") borders
  );
in
{
  options = {
    services = {
      aerospace = basic "aerospace" // {
        settings = attrs "Contents of {file}`aerospace.toml`.";
      };
      emacs = basic "emacs" // {
        additionalPath = opt (types.listOf types.str) [ ] "More folders of {env}`PATH`.";
        exec = opt types.str "emacs" "The program.";
      };
      jankyborders = basic "jankyborders" // {
        active_color = opt types.str "" "Colour of the window in use.";
        inactive_color = opt types.str "" "Colour of the others.";
        background_color = opt types.str "" "Colour behind windows.";
        style = opt types.str "round" "Whether corners are round or square.";
        width = opt types.float 5.0 "Width of the borders.";
        hidpi = flag "Whether they are drawn for fine screens.";
        ax_focus = flag "Whether the window in use is looked up more slowly.";
        order = opt (types.enum [ "above" "below" ]) "below" "Whether they are above windows.";
        blur_radius = opt types.float 0.0 "How blurred what is behind them is.";
        whitelist = opt (types.listOf types.str) [ ] "Applications that have them.";
        blacklist = opt (types.listOf types.str) [ ] "Applications that do not.";
      };
      karabiner-elements = basic "karabiner-elements";
      lorri = {
        enable = flag "Whether lorri runs.";
        logFile = opt (types.nullOr types.path) "/var/tmp/lorri.log" "Where it writes.";
      };
      netbird = basic "netbird";
      postgresql = basic "postgresql" // {
        enableTCPIP = flag "Whether others may reach it.";
        dataDir = opt types.path "/var/lib/postgresql/${lib.versions.major cfg.postgresql.package.version}" "Folder of its data.";
        settings = attrs "Its settings.";
        port = opt types.port 5432 "Its port.";
        authentication = text "Who may log in.";
        initdbArgs = opt (types.listOf types.str) [ ] "Arguments for the first start.";
        initialScript = maybe types.path "What it does at the first start.";
        extraPlugins = opt (types.listOf types.path) [ ] "Its extensions.";
      };
      redis = basic "redis" // {
        bind = maybe types.str "Where it listens.";
        port = opt types.port 6379 "Its port.";
        unixSocket = maybe types.path "Its socket.";
        dataDir = opt (types.nullOr types.path) "/var/lib/redis" "Folder of its data.";
        appendOnly = flag "Whether all changes are recorded.";
        extraConfig = text "More text of its file.";
      };
      sketchybar = basic "sketchybar" // {
        config = text "Its file.";
        extraPackages = opt (types.listOf types.package) [ ] "Packages that it finds.";
      };
      skhd = basic "skhd" // {
        skhdConfig = text "Its file, with keys and commands.";
      };
      spacebar = basic "spacebar" // {
        config = attrs "Its settings.";
        extraConfig = text "More text of its file.";
      };
      spotifyd = {
        enable = flag "Whether spotifyd runs.";
        package = package "spotifyd";
        settings = attrs "Its settings.";
      };
      tailscale = basic "tailscale" // {
        overrideLocalDns = flag "Whether its names come first.";
      };
      yabai = basic "yabai" // {
        enableScriptingAddition = flag "Whether its addition is loaded into the Dock, which needs a system without its protection.";
        config = mkOption {
          type = types.attrs;
          default = { };
          example = { focus_follows_mouse = "autoraise"; layout = "bsp"; };
          description = "Its settings, by name.";
        };
        extraConfig = text "More commands of {file}`yabairc`.";
      };
    };
  };

  config = lib.mkMerge [
    (mkIf cfg.yabai.enable {
      environment.systemPackages = [ cfg.yabai.package ];
      launchd.user.agents.yabai.serviceConfig =
        agent (
          [ "${cfg.yabai.package}/bin/yabai" ]
          ++ lib.optionals (cfg.yabai.config != { } || cfg.yabai.extraConfig != "") [
            "-c"
            "${yabairc}"
          ]
        )
        // {
          EnvironmentVariables.PATH = "${cfg.yabai.package}/bin:${lib.concatStringsSep ":" config.environment.systemPath}";
        };
      launchd.daemons.yabai-sa = mkIf cfg.yabai.enableScriptingAddition {
        script = "${cfg.yabai.package}/bin/yabai --load-sa";
        serviceConfig.RunAtLoad = true;
        serviceConfig.KeepAlive.SuccessfulExit = false;
      };
      environment.etc."sudoers.d/yabai" = mkIf cfg.yabai.enableScriptingAddition {
        text = "%admin ALL=(root) NOPASSWD: ${cfg.yabai.package}/bin/yabai --load-sa";
      };
    })
    (mkIf cfg.skhd.enable {
      environment.systemPackages = [ cfg.skhd.package ];
      environment.etc.skhdrc.text = cfg.skhd.skhdConfig;
      launchd.user.agents.skhd.serviceConfig =
        agent (
          [ "${cfg.skhd.package}/bin/skhd" ]
          ++ lib.optionals (cfg.skhd.skhdConfig != "") [
            "-c"
            skhdrc
          ]
        )
        // {
          ProcessType = "Interactive";
          EnvironmentVariables.PATH = lib.concatStringsSep ":" config.environment.systemPath;
        };
    })
    (mkIf cfg.sketchybar.enable {
      environment.systemPackages = [ cfg.sketchybar.package ];
      launchd.user.agents.sketchybar = {
        path = [ cfg.sketchybar.package ] ++ cfg.sketchybar.extraPackages ++ config.environment.systemPath;
        serviceConfig = agent (
          [ "${cfg.sketchybar.package}/bin/sketchybar" ]
          ++ lib.optionals (cfg.sketchybar.config != "") [
            "--config"
            "${sketchybarrc}"
          ]
        );
      };
    })
    (mkIf cfg.jankyborders.enable {
      environment.systemPackages = [ cfg.jankyborders.package ];
      launchd.user.agents.jankyborders.serviceConfig = agent ([ "${cfg.jankyborders.package}/bin/borders" ] ++ borderWords);
    })
    (mkIf cfg.aerospace.enable {
      environment.systemPackages = [ cfg.aerospace.package ];
      launchd.user.agents.aerospace.serviceConfig = agent [
        "${cfg.aerospace.package}/Applications/AeroSpace.app/Contents/MacOS/AeroSpace"
        "--config-path"
        "${(pkgs.formats.toml { }).generate "aerospace.toml" cfg.aerospace.settings}"
      ];
    })
    (mkIf cfg.tailscale.enable {
      environment.systemPackages = [ cfg.tailscale.package ];
      launchd.daemons.tailscaled.serviceConfig = {
        Label = "com.tailscale.tailscaled";
        RunAtLoad = true;
        ProgramArguments = [ "${lib.getBin cfg.tailscale.package}/bin/tailscaled" ];
      };
    })
    {
      environment.systemPackages =
        lib.optional cfg.karabiner-elements.enable cfg.karabiner-elements.package
        ++ lib.optional cfg.redis.enable cfg.redis.package
        ++ lib.optional cfg.postgresql.enable cfg.postgresql.package;
    }
  ];
}
