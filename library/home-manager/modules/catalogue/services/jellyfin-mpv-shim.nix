# `services.jellyfin-mpv-shim`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
  format = pkgs.formats.json { };
  atom = with types; either str (either int (either bool float));
  # A value as mpv takes any: with its length.
  show =
    value:
    let
      text =
        if lib.isBool value then
          lib.hm.booleans.yesNo value
        else
          toString value;
    in
    "%${toString (lib.stringLength text)}%${text}";
in
lib.hm.library.service args "jellyfin-mpv-shim" {
  title = "mpv as a player of Jellyfin";
  install = false;
  options = {
    settings = opt format.type { } "Fields of {file}`jellyfin-mpv-shim/conf.json`, which it writes itself.";
    mpvConfig = maybe (types.attrsOf atom) "Contents of {file}`jellyfin-mpv-shim/mpv.conf`.";
    mpvBindings = maybe (types.attrsOf types.str) "Contents of {file}`jellyfin-mpv-shim/input.conf`.";
  };
  config =
    cfg:
    let
      path = lib.escapeShellArg "${config.xdg.configHome}/jellyfin-mpv-shim/conf.json";
      ours = format.generate "jellyfin-mpv-shim-conf" cfg.settings;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.jellyfin-mpv-shim" pkgs lib.platforms.linux) ];
      xdg.configFile = {
        "jellyfin-mpv-shim/mpv.conf" = mkIf (cfg.mpvConfig != null) {
          text = lib.generators.toKeyValue {
            mkKeyValue = lib.generators.mkKeyValueDefault { mkValueString = show; } "=";
          } cfg.mpvConfig;
        };
        "jellyfin-mpv-shim/input.conf" = mkIf (cfg.mpvBindings != null) {
          text = lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "${name} ${value}") cfg.mpvBindings);
        };
      };
      # It has to be able to write the file: the settings come into what is there.
      home.activation.jellyfinMpvShimSettingsActivation = mkIf (cfg.settings != { }) (
        lib.hm.dag.entryAfter [ "linkGeneration" ] ''
          run mkdir -p "$(dirname ${path})"
          if [[ -v DRY_RUN ]]; then
            run ${lib.getExe pkgs.jq} -s '.[0] * .[1]' ${path} ${ours} '>' ${path}
          else
            [ -e ${path} ] || echo '{}' > ${path}
            merged="$(${lib.getExe pkgs.jq} -s '.[0] * .[1]' ${path} ${ours})"
            printf '%s\n' "$merged" > ${path}
          fi
        ''
      );
      systemd.user.services.jellyfin-mpv-shim = lib.hm.library.sessionService {
        description = "Jellyfin mpv shim";
        exec = lib.getExe cfg.package;
        unit.Documentation = "https://github.com/jellyfin/jellyfin-mpv-shim";
      };
    };
}
