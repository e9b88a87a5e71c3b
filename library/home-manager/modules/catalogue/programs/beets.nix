# `programs.beets`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag opt;
  format = pkgs.formats.yaml { };
  inherit (config.programs) beets;
  inherit (beets) mpdIntegration;
  usesMpd = mpdIntegration.enableStats || mpdIntegration.enableUpdate;
  mpd = config.services.mpd or { };
  enable = lib.hm.deprecations.mkStateVersionOptionDefault {
    inherit (config.home) stateVersion;
    since = "19.03";
    optionPath = [ "programs" "beets" "enable" ];
    legacy = {
      value = beets.settings != { } || usesMpd;
      text = "config.programs.beets.settings != { }";
    };
    current.value = false;
  };
in
lib.hm.library.program args "beets" {
  options = {
    enable = lib.mkOption {
      type = types.bool;
      inherit (enable) default defaultText;
      description = "Whether beets is there.";
    };
    settings = opt format.type { } "Contents of {file}`beets/config.yaml`.";
    mpdIntegration = {
      enableStats = flag "Whether MPD's plays are counted." // { example = true; };
      enableUpdate = flag "Whether MPD learns of changes." // { example = true; };
      host = opt types.str "localhost" "Where MPD is.";
      port = described "config.services.mpd.network.port" (
        opt types.port (mpd.network.port or 6600) "Port of MPD."
      );
    };
  };
  config =
    cfg:
    let
      plugins =
        lib.optional mpdIntegration.enableStats "mpdstats"
        ++ lib.optional mpdIntegration.enableUpdate "mpdupdate";
      settings = lib.recursiveUpdate (lib.optionalAttrs usesMpd {
        mpd = { inherit (mpdIntegration) host port; };
      }) cfg.settings
      // lib.optionalAttrs (plugins != [ ]) { plugins = plugins ++ cfg.settings.plugins or [ ]; };
      after = lib.optional (mpd.enable or false) "mpd.service";
    in
    {
      xdg.configFile."beets/config.yaml".source = format.generate "beets-config" settings;
      systemd.user.services.beets-mpdstats = mkIf mpdIntegration.enableStats {
        Unit = {
          Description = "Beets MPDStats daemon";
          After = after;
          Requires = after;
        };
        Service.ExecStart = "${cfg.package}/bin/beet mpdstats";
        Install.WantedBy = [ "default.target" ];
      };
    };
}
