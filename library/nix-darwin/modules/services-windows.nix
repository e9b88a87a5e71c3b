# Windows, keys, bars: what arranges the screen.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    maybe
    need
    opt
    text
    ;
  inherit (import ./service-options.nix { inherit lib pkgs; }) agent basic package;
  cfg = config.services;
  path = config.environment.systemPath;
  toml = pkgs.formats.toml { };
  words = opt (types.listOf types.str) [ ];

  # Lines that set one thing each.
  set = program: settings: lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "${program} -m config ${name} ${toString value}") settings);
  yabairc = pkgs.writeScript "yabairc" (
    set "yabai" cfg.yabai.config + lib.optionalString (cfg.yabai.extraConfig != "") "\n${cfg.yabai.extraConfig}\n"
  );
  spacebarrc = pkgs.writeScript "spacebarrc" (set "spacebar" cfg.spacebar.config + cfg.spacebar.extraConfig);

  # What is said of the borders, as words of the command.
  borders =
    let
      onOff = value: if value then "on" else "off";
      b = cfg.jankyborders;
      word = name: value: lib.optional (value != "") "${name}=${value}";
    in
    word "width" (toString b.width)
    ++ word "hidpi" (onOff b.hidpi)
    ++ word "active_color" b.active_color
    ++ word "inactive_color" b.inactive_color
    ++ word "background_color" b.background_color
    ++ word "style" b.style
    ++ word "blur_radius" (toString b.blur_radius)
    ++ word "ax_focus" (onOff b.ax_focus)
    ++ word "blacklist" (lib.concatStringsSep "," b.blacklist)
    ++ word "whitelist" (lib.concatStringsSep "," b.whitelist)
    ++ word "order" b.order;

  window = types.submodule {
    options = {
      "if" = opt (types.submodule {
        options =
          lib.mapAttrs (_name: maybe types.str) {
            app-id = "The application, by its identifier.";
            workspace = "The workspace.";
            window-title-regex-substring = "A part of the window's title.";
            app-name-regex-substring = "A part of the application's name.";
          }
          // {
            during-aerospace-startup = maybe types.bool "Whether AeroSpace has just started.";
          };
      }) { } "Which windows are meant.";
      check-further-callbacks = maybe types.bool "Whether the rules after this one hold, too.";
      run = need (types.oneOf [
        types.str
        (types.listOf types.str)
      ]) "What is done.";
    };
  };
  aerospaceSettings = types.submodule {
    freeformType = toml.type;
    options = {
      start-at-login = flag "Not here: launchd starts it.";
      after-login-command = words "Not here: launchd starts it.";
      after-startup-command = words "Commands after its start.";
      enable-normalization-flatten-containers = opt types.bool true "Whether a container with one window is no container.";
      enable-normalization-opposite-orientation-for-nested-containers =
        opt types.bool true "Whether a container within another one has the other direction.";
      accordion-padding = opt types.int 30 "Space between windows of an accordion.";
      default-root-container-layout = opt (types.enum [
        "tiles"
        "accordion"
      ]) "tiles" "How windows are arranged at first.";
      default-root-container-orientation = opt (types.enum [
        "horizontal"
        "vertical"
        "auto"
      ]) "auto" "In which direction.";
      on-window-detected = opt (types.listOf window) [ ] "What is done about new windows.";
      workspace-to-monitor-force-assignment = opt (types.attrsOf (
        types.oneOf [
          types.int
          types.str
          (types.listOf types.str)
        ]
      )) { } "Screens of workspaces.";
      on-focus-changed = words "Commands when another window is used.";
      on-focused-monitor-changed = opt (types.listOf types.str) [ "move-mouse monitor-lazy-center" ] "Commands when another screen is used.";
      exec-on-workspace-change = words "A program that runs when the workspace changes.";
      key-mapping.preset = opt (types.enum [
        "qwerty"
        "dvorak"
        "colemak"
      ]) "qwerty" "The keyboard's layout.";
    };
  };
  withoutNull =
    value:
    if lib.isAttrs value then
      lib.mapAttrs (_name: withoutNull) (lib.filterAttrs (_name: one: one != null) value)
    else if lib.isList value then
      map withoutNull (lib.filter (one: one != null) value)
    else
      value;
  aerospaceFile = toml.generate "aerospace.toml" (withoutNull cfg.aerospace.settings);

  # The older window manager's plug-ins.
  plugins = [
    "border"
    "ffm"
    "tiling"
  ];
  chunkwmrc = lib.concatStringsSep "\n" (
    [
      "#!/bin/bash"
      "chunkc core::plugin_dir ${toString cfg.chunkwm.plugins.dir}"
      "chunkc core::hotload ${if cfg.chunkwm.hotload then "1" else "0"}"
    ]
    ++ map (name: cfg.chunkwm.plugins.${name}.config or "") cfg.chunkwm.plugins.list
    ++ map (name: "chunkc core::load ${name}.so") cfg.chunkwm.plugins.list
    ++ [ cfg.chunkwm.extraConfig ]
  );
  listen = port: {
    SockServiceName = port;
    SockType = "dgram";
    SockFamily = "IPv4";
  };
  older = name: type: opt type pkgs.${name} "The package that is used." // { defaultText = "pkgs.${name}"; };
  directions = {
    j = "west";
    k = "south";
    l = "north";
    "0x29" = "east";
  };
  i3 = lib.concatLines (
    [ ''alt - return        : open -b com.apple.Terminal ""'' ]
    ++ lib.mapAttrsToList (key: direction: "alt - ${key} : kwmc window -f ${direction}") directions
    ++ lib.mapAttrsToList (key: direction: "alt + shift - ${key} : kwmc window -m ${direction}") directions
    ++ [
      "alt - space : kwmc config focus-follows-mouse toggle"
      "alt + shift - space : kwmc window -t focused"
      "alt - f : kwmc window -z fullscreen"
      "alt - v : kwmc display -c vertical"
      "alt - h : kwmc display -c horizontal"
      "alt - e : kwmc window -c type bsp"
      "alt - s : kwmc window -c type monocle"
      "alt - w : kwmc window -c type monocle"
    ]
    ++ map (n: "alt - ${toString n} : kwmc space -fExperimental ${toString (n + 1)}") (lib.range 1 9)
  );
  side = {
    screenName = opt types.str "" "Name of this screen, if not the host's.";
    autoStart = opt types.bool true "Whether it starts by itself.";
    tls.enable = lib.mkEnableOption "encryption";
    tls.cert = maybe types.str "File of the certificate.";
  };
  synergy =
    name: one: program: arguments: last:
    mkIf one.enable {
      path = [ path ];
      managedBy = "services.synergy.${name}.enable";
      serviceConfig = {
        ProgramArguments =
          [ "${cfg.synergy.package}/bin/${program}" ]
          ++ arguments
          ++ [ "-f" ]
          ++ lib.optional one.tls.enable "--enable-crypto"
          ++ lib.optionals (one.tls.cert != null) [ "--tls-cert" one.tls.cert ]
          ++ lib.optionals (one.screenName != "") [ "-n" one.screenName ]
          ++ last;
        KeepAlive = true;
        RunAtLoad = one.autoStart;
        ProcessType = "Interactive";
      };
    };
in
{
  options.services = {
    aerospace = basic "aerospace" // {
      settings = opt aerospaceSettings { } "Contents of {file}`aerospace.toml`.";
    };
    chunkwm = {
      enable = flag "Whether chunkwm arranges windows.";
      package = need types.package "The package that is used.";
      hotload = opt types.bool true "Whether changed plug-ins are loaded.";
      extraConfig = text "More commands of {file}`chunkwmrc`.";
      plugins = {
        dir = opt types.path "/run/current-system/sw/lib/chunkwm/plugins" "Folder of plug-ins.";
        list = opt (types.listOf (types.enum plugins)) plugins "Plug-ins that are used.";
        border.config = opt types.lines "chunkc set focused_border_color   0xffc0b18b" "Commands for borders.";
        tiling.config = need types.lines "Commands for tiling.";
      };
    };
    jankyborders = basic "jankyborders" // {
      active_color = opt types.str "0xFFFFFFFF" "Colour of the window in use.";
      inactive_color = opt types.str "0xFFFFFFFF" "Colour of the others.";
      background_color = opt types.str "" "Colour behind windows.";
      style = opt types.str "round" "Whether corners are round or square.";
      width = opt types.float 5.0 "Width of the borders.";
      hidpi = flag "Whether they are drawn for fine screens.";
      ax_focus = flag "Whether the window in use is looked up more slowly.";
      order = opt (types.enum [
        "above"
        "below"
      ]) "below" "Whether they are above windows.";
      blur_radius = opt types.float 0.0 "How blurred what is behind them is.";
      whitelist = words "Applications that have them.";
      blacklist = words "Applications that do not.";
    };
    karabiner-elements = {
      enable = lib.mkEnableOption "Karabiner-Elements";
      package = package "karabiner-elements";
    };
    khd = {
      enable = flag "Whether khd listens to keys.";
      package = older "khd" types.package;
      khdConfig = text "Its file, with keys and commands.";
      i3Keybindings = flag "Whether it has keys like i3.";
    };
    kwm = {
      enable = flag "Whether kwm arranges windows.";
      package = older "kwm" types.path;
      kwmConfig = text "Its file.";
    };
    sketchybar = basic "sketchybar" // {
      config = text "Its file.";
      extraPackages = opt (types.listOf types.package) [ ] "Packages that it finds.";
    };
    skhd = {
      enable = flag "Whether skhd listens to keys.";
      package = opt types.package pkgs.skhd "The package that is used.";
      skhdConfig = text "Its file, with keys and commands.";
    };
    spacebar = {
      enable = flag "Whether spacebar runs.";
      package = opt types.path pkgs.spacebar "The package that is used.";
      config = opt types.attrs { } "Its settings.";
      extraConfig = opt types.str "" "More text of its file.";
    };
    synergy = {
      package = opt types.package pkgs.synergy "The package that is used." // { defaultText = "pkgs.synergy"; };
      client = side // {
        enable = flag "Whether keyboard and mouse of another host are used.";
        serverAddress = need types.str "That host.";
      };
      server = side // {
        enable = flag "Whether other hosts may use keyboard and mouse.";
        configFile = opt types.str "/etc/synergy-server.conf" "File that says where the screens are.";
        address = opt types.str "" "Where it listens.";
      };
    };
    yabai = {
      enable = flag "Whether yabai arranges windows.";
      package = opt types.path pkgs.yabai "The package that is used.";
      enableScriptingAddition = flag "Whether its addition is loaded into the Dock, which needs a system without its protection.";
      config = opt types.attrs { } "Its settings, by name." // {
        example = {
          focus_follows_mouse = "autoraise";
          layout = "bsp";
        };
      };
      extraConfig = text "More commands of {file}`yabairc`.";
    };
  };

  config = lib.mkMerge [
    (mkIf cfg.aerospace.enable {
      assertions = [
        {
          assertion = !cfg.aerospace.settings.start-at-login && cfg.aerospace.settings.after-login-command == [ ];
          message = "launchd starts AeroSpace: its `start-at-login` and `after-login-command` have no use.";
        }
      ];
      environment.systemPackages = [ cfg.aerospace.package ];
      launchd.user.agents.aerospace = {
        command =
          "${cfg.aerospace.package}/Applications/AeroSpace.app/Contents/MacOS/AeroSpace"
          + lib.optionalString (cfg.aerospace.settings != { }) " --config-path ${aerospaceFile}";
        serviceConfig.KeepAlive = true;
        serviceConfig.RunAtLoad = true;
        managedBy = "services.aerospace.enable";
      };
    })
    (mkIf cfg.chunkwm.enable {
      services.chunkwm.plugins = {
        border.config = lib.mkDefault ''
          chunkc set focused_border_color 0xffc0b18b
          chunkc set focused_border_width 4
          chunkc set focused_border_radius 0
          chunkc set focused_border_skip_floating 0
        '';
        tiling.config = lib.mkDefault ''
          chunkc set global_desktop_mode bsp
          chunkc set mouse_follows_focus 1
        '';
      };
      environment.etc.chunkwmrc.source = pkgs.writeScript "etc-chunkwmrc" chunkwmrc;
      launchd.user.agents.chunkwm = lib.recursiveUpdate (agent "chunkwm" [
        "${lib.getOutput "out" cfg.chunkwm.package}/bin/chunkwm"
        "-c"
        "/etc/chunkwmrc"
      ]) {
        path = [
          cfg.chunkwm.package
          path
        ];
        serviceConfig.ProcessType = "Interactive";
      };
    })
    (mkIf cfg.jankyborders.enable {
      assertions = [
        {
          assertion = cfg.jankyborders.blacklist == [ ] || cfg.jankyborders.whitelist == [ ];
          message = "`services.jankyborders` can have one of `blacklist` and `whitelist`.";
        }
      ];
      environment.systemPackages = [ cfg.jankyborders.package ];
      launchd.user.agents.jankyborders = agent "jankyborders" ([ "${cfg.jankyborders.package}/bin/borders" ] ++ borders);
    })
    (mkIf cfg.karabiner-elements.enable (import ./karabiner.nix { inherit lib; } cfg.karabiner-elements.package))
    (mkIf cfg.khd.enable {
      services.khd.khdConfig = mkIf cfg.khd.i3Keybindings i3;
      environment.etc.khdrc.text = cfg.khd.khdConfig;
      launchd.user.agents.khd = {
        path = [
          cfg.khd.package
          path
        ];
        managedBy = "services.khd.enable";
        serviceConfig = {
          ProgramArguments = [
            "${cfg.khd.package}/bin/khd"
          ]
          ++ lib.optionals (cfg.khd.khdConfig != "") [
            "-c"
            "/etc/khdrc"
          ];
          KeepAlive = true;
          ProcessType = "Interactive";
          Sockets.Listeners = listen "3021";
        };
      };
    })
    (mkIf cfg.kwm.enable {
      environment.systemPackages = [ cfg.kwm.package ];
      environment.etc.kwmrc.text = cfg.kwm.kwmConfig;
      launchd.user.agents.kwm = {
        managedBy = "services.kwm.enable";
        serviceConfig = {
          ProgramArguments = [
            "${cfg.kwm.package}/kwm"
          ]
          ++ lib.optionals (cfg.kwm.kwmConfig != "") [
            "-c"
            "/etc/kwmrc"
          ];
          KeepAlive = true;
          ProcessType = "Interactive";
          Sockets.Listeners = listen "3020";
        };
      };
    })
    (mkIf cfg.sketchybar.enable {
      environment.systemPackages = [ cfg.sketchybar.package ];
      launchd.user.agents.sketchybar =
        agent "sketchybar" (
          [ "${cfg.sketchybar.package}/bin/sketchybar" ]
          ++ lib.optionals (cfg.sketchybar.config != "") [
            "--config"
            "${pkgs.writeScript "sketchybarrc" cfg.sketchybar.config}"
          ]
        )
        // {
          path = [ cfg.sketchybar.package ] ++ cfg.sketchybar.extraPackages ++ [ path ];
        };
    })
    (mkIf cfg.skhd.enable {
      environment.systemPackages = [ cfg.skhd.package ];
      environment.etc.skhdrc.text = cfg.skhd.skhdConfig;
      launchd.user.agents.skhd = {
        path = [ path ];
        managedBy = "services.skhd.enable";
        serviceConfig = {
          ProgramArguments = [
            "${cfg.skhd.package}/bin/skhd"
          ]
          ++ lib.optionals (cfg.skhd.skhdConfig != "") [
            "-c"
            "/etc/skhdrc"
          ];
          KeepAlive = true;
          ProcessType = "Interactive";
        };
      };
    })
    (mkIf cfg.spacebar.enable {
      environment.systemPackages = [ cfg.spacebar.package ];
      launchd.user.agents.spacebar = lib.recursiveUpdate (agent "spacebar" (
        [ "${cfg.spacebar.package}/bin/spacebar" ]
        ++ lib.optionals (cfg.spacebar.config != { } || cfg.spacebar.extraConfig != "") [
          "-c"
          "${spacebarrc}"
        ]
      )) { serviceConfig.EnvironmentVariables.PATH = "${cfg.spacebar.package}/bin:${path}"; };
    })
    {
      launchd.user.agents = {
        synergy-client = synergy "client" cfg.synergy.client "synergyc" [ ] [ cfg.synergy.client.serverAddress ];
        synergy-server = synergy "server" cfg.synergy.server "synergys" [ "-c" cfg.synergy.server.configFile ] (
          lib.optionals (cfg.synergy.server.address != "") [
            "-a"
            cfg.synergy.server.address
          ]
        );
      };
    }
    (mkIf cfg.yabai.enable {
      environment.systemPackages = [ cfg.yabai.package ];
      launchd.user.agents.yabai = lib.recursiveUpdate (agent "yabai" (
        [ "${cfg.yabai.package}/bin/yabai" ]
        ++ lib.optionals (cfg.yabai.config != { } || cfg.yabai.extraConfig != "") [
          "-c"
          "${yabairc}"
        ]
      )) { serviceConfig.EnvironmentVariables.PATH = "${cfg.yabai.package}/bin:${path}"; };
    })
    (mkIf cfg.yabai.enableScriptingAddition {
      launchd.daemons.yabai-sa = {
        script = "${cfg.yabai.package}/bin/yabai --load-sa";
        serviceConfig.RunAtLoad = true;
        serviceConfig.KeepAlive.SuccessfulExit = false;
      };
      environment.etc."sudoers.d/yabai".source = pkgs.runCommand "sudoers-yabai" { } ''
        program=${cfg.yabai.package}/bin/yabai
        hash=$(sha256sum "$program" | cut -d ' ' -f 1)
        echo "%admin ALL=(root) NOPASSWD: sha256:$hash $program --load-sa" > $out
      '';
    })
  ];
}
