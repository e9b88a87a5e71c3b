# `programs.attic-client`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) opt words;
  format = pkgs.formats.toml { };
  named = cache: "attic-watch-store--${lib.replaceStrings [ ":" ] [ "-" ] cache}";
in
lib.hm.library.program args "attic-client" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`attic/config.toml`.";
    watchStore = words "Caches that get every new path of the store.";
  };
  config = cfg: {
    assertions = [
      {
        assertion = cfg.watchStore == [ ] || pkgs.stdenv.hostPlatform.isLinux;
        message = "`programs.attic-client.watchStore` is a unit of systemd: there is none outside of Linux.";
      }
      {
        assertion = cfg.watchStore == [ ] || cfg.package != null;
        message = "`programs.attic-client.watchStore` runs `programs.attic-client.package`, which is null.";
      }
    ];
    xdg.configFile."attic/config.toml" = mkIf (cfg.settings != { }) {
      source = format.generate "attic-config.toml" cfg.settings;
    };
    systemd.user.services = lib.listToAttrs (
      map (
        cache:
        lib.nameValuePair (named cache) {
          Unit.Description = "Push new store paths to the attic cache ${cache}";
          Install.WantedBy = [ "default.target" ];
          Service = {
            ExecStart = "${lib.getExe cfg.package} watch-store ${cache}";
            Restart = "always";
            RestartSec = 30;
          };
        }
      ) cfg.watchStore
    );
  };
}
