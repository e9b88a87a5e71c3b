# `services.voxtype`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optionals types;
  inherit (lib.hm.library)
    maybe
    opt
    strings
    words
    ;
  format = pkgs.formats.toml { };
  # What has to be in a file.
  settings = {
    hotkey = { };
    audio = {
      device = "default";
      sample_rate = 16000;
      max_duration_secs = 60;
    };
    output = {
      mode = "type";
      fallback_to_clipboard = true;
    };
  };
in
lib.hm.library.service args "voxtype" {
  title = "speech as text by Voxtype";
  options = {
    settings = opt format.type { } "Contents of {file}`voxtype/config.toml`.";
    extraArgs = words "Further arguments.";
    environment = strings "Variables of its environment.";
    x11.display = maybe types.str "Display of the X server.";
    wayland.display = maybe types.str "Display of Wayland.";
    loadModels = words "Models that are fetched first." // {
      apply = lib.filter (model: model != "");
    };
  };
  config =
    cfg:
    let
      onX = cfg.x11.display != null;
      onWayland = cfg.wayland.display != null;
      loads = cfg.loadModels != [ ];
      tools = optionals onX [ pkgs.xclip ] ++ optionals onWayland [ pkgs.wl-clipboard pkgs.wtype ];
      load = model: ''XDG_CONFIG_HOME="$tmp" ${lib.getExe cfg.package} setup --download --model ${lib.escapeShellArg model} --no-post-install'';
    in
    {
      home.packages = tools;
      xdg.configFile."voxtype/config.toml" = mkIf (cfg.settings != { }) {
        source = format.generate "voxtype-config.toml" (lib.recursiveUpdate settings cfg.settings);
      };
      systemd.user.services = {
        voxtype = {
          Unit = {
            Description = "Voxtype speech-to-text daemon";
            PartOf = [ "default.target" ];
            X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile."voxtype/config.toml".source}" ];
          }
          // lib.optionalAttrs loads {
            Wants = [ "voxtype-model-loader.service" ];
            After = [ "voxtype-model-loader.service" ];
          };
          Service = {
            Type = "exec";
            ExecStart = "${lib.getExe cfg.package} daemon ${lib.escapeShellArgs cfg.extraArgs}";
            Restart = "on-failure";
            RestartSec = "5s";
            Environment = [
              "PATH=${lib.makeBinPath ([ pkgs.coreutils pkgs.which ] ++ tools)}"
              "XDG_RUNTIME_DIR=%t"
            ]
            ++ optionals onX [ "DISPLAY=${cfg.x11.display}" ]
            ++ optionals onWayland [ "WAYLAND_DISPLAY=${cfg.wayland.display}" ]
            ++ lib.mapAttrsToList (name: value: "${name}=${value}") cfg.environment;
          };
          Install.WantedBy = [ "default.target" ];
        };
        voxtype-model-loader = mkIf loads {
          Unit = {
            Description = "Download Voxtype models";
            Before = [ "voxtype.service" ];
            Wants = [ "network-online.target" ];
            After = [ "network-online.target" ];
          };
          Service = {
            Type = "oneshot";
            ExecStart = pkgs.writeShellScript "voxtype-model-loader" ''
              set -euo pipefail
              tmp="$(${pkgs.coreutils}/bin/mktemp -d /tmp/voxtype-model-loader.XXXXXX)"
              trap '${pkgs.coreutils}/bin/rm -rf "$tmp"' EXIT

              ${lib.concatMapStringsSep "\n" load cfg.loadModels}
            '';
            Restart = "on-failure";
            RestartSec = "30s";
          };
          Install.WantedBy = [ "default.target" ];
        };
      };
    };
}
