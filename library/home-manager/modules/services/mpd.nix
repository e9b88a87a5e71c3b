# `services.mpd`.
{ config, pkgs, lib, ... }:
let
  inherit (lib) mkIf mkMerge mkOption mkOptionDefault types;
  inherit (lib.hm.library)
    described
    enabled
    flag
    opt
    text
    words
    ;
  inherit (pkgs.stdenv.hostPlatform) isDarwin isLinux;
  cfg = config.services.mpd;
  since2211 = lib.versionAtLeast config.home.stateVersion "22.11";
  # As a string: a path would be copied to the store.
  place = option: option // { apply = toString; };
  # Keys are padded so that values stand in a column.
  row = key: value: "${key}${lib.fixedWidthString (20 - lib.stringLength key) " " ""}\"${value}\"\n";
  rowIf = condition: key: value: lib.optionalString condition (row key value);
  everywhere = cfg.network.listenAddress == "any";
  generated =
    row "music_directory" cfg.musicDirectory
    + row "playlist_directory" cfg.playlistDirectory
    + rowIf (cfg.dbFile != null) "db_file" cfg.dbFile
    + rowIf isDarwin "log_file" "${config.home.homeDirectory}/Library/Logs/mpd/log.txt"
    + row "state_file" "${cfg.dataDir}/state"
    + row "sticker_file" "${cfg.dataDir}/sticker.sql"
    + "\n"
    + rowIf (!everywhere) "bind_to_address" cfg.network.listenAddress
    + rowIf (cfg.network.port != 6600) "port" (toString cfg.network.port)
    + lib.optionalString (cfg.extraConfig != "") "${cfg.extraConfig}\n";
  file = pkgs.writeText "mpd.conf" generated;
in
{
  options.services.mpd = {
    enable = flag "Whether the music player daemon runs.";
    package = lib.mkPackageOption pkgs "mpd" { };
    enableSessionVariables = enabled "Whether variables say where it listens.";
    musicDirectory = place (mkOption {
      type = types.either types.path types.str;
      defaultText = lib.literalMD "`\${home.homeDirectory}/music` before 22.11, else `\${xdg.userDirs.music}` if `xdg.userDirs.enable`";
      description = "Where the music is.";
    });
    playlistDirectory = described "\${dataDir}/playlists" (
      place (opt types.path "${cfg.dataDir}/playlists" "Where playlists are.")
    );
    extraConfig = text "More lines.";
    extraArgs = words "Arguments.";
    dataDir = described "$XDG_DATA_HOME/mpd" (place (opt types.path "${config.xdg.dataHome}/mpd" "Where its state is."));
    network = {
      startWhenNeeded = flag "Whether it starts with the first connection." // {
        visible = isLinux;
        readOnly = isDarwin;
      };
      listenAddress = opt types.str "127.0.0.1" "Address that it listens at; `any` for all.";
      port = opt types.port 6600 "Port that it listens at.";
    };
    generatedConfig = mkOption {
      type = types.str;
      readOnly = true;
      description = "The configuration.";
    };
    dbFile = described "\${dataDir}/tag_cache" (opt (types.nullOr types.str) "${cfg.dataDir}/tag_cache" "Its database.");
  };

  config = mkIf cfg.enable {
    home = {
      packages = [ cfg.package ];
      sessionVariables = mkIf cfg.enableSessionVariables (
        { MPD_PORT = toString cfg.network.port; }
        // lib.optionalAttrs (!everywhere) { MPD_HOST = cfg.network.listenAddress; }
      );
    };
    services.mpd = mkMerge [
      (mkIf (since2211 && config.xdg.userDirs.enable) {
        musicDirectory = mkOptionDefault config.xdg.userDirs.music;
      })
      (mkIf (!since2211) {
        musicDirectory = mkOptionDefault "${config.home.homeDirectory}/music";
      })
      { generatedConfig = generated; }
    ];
    systemd.user = {
      services.mpd = {
        Unit = {
          Description = "Music Player Daemon";
          After = [
            "network.target"
            "sound.target"
          ]
          ++ lib.optional cfg.network.startWhenNeeded "mpd.socket";
          Requires = mkIf cfg.network.startWhenNeeded [ "mpd.socket" ];
        };
        Install = mkIf (!cfg.network.startWhenNeeded) { WantedBy = [ "default.target" ]; };
        Service = {
          Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
          ExecStart = "${cfg.package}/bin/mpd --no-daemon ${file} ${lib.escapeShellArgs cfg.extraArgs}";
          Type = "notify";
          ExecStartPre = ''${pkgs.bash}/bin/bash -c "${pkgs.coreutils}/bin/mkdir -p '${cfg.dataDir}' '${cfg.playlistDirectory}'"'';
        };
      };
      sockets.mpd = mkIf cfg.network.startWhenNeeded {
        Socket = {
          ListenStream = [
            "${lib.optionalString (!everywhere) "${cfg.network.listenAddress}:"}${toString cfg.network.port}"
            "%t/mpd/socket"
          ];
          Backlog = 5;
          KeepAlive = true;
        };
        Install.WantedBy = [ "sockets.target" ];
      };
    };
    launchd.agents.mpd = {
      enable = true;
      config = {
        ProgramArguments = [
          (lib.getExe cfg.package)
          "--no-daemon"
          "${file}"
        ]
        ++ cfg.extraArgs;
        KeepAlive = true;
        ProcessType = "Interactive";
      };
    };
  };
}
