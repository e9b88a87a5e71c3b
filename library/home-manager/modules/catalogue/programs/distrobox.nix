# `programs.distrobox`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  inherit (config.programs) distrobox;
  format = pkgs.formats.ini { listsAsDuplicateKeys = true; };
  show = name: value: if lib.isString value then "${name}=\"${value}\"" else "${name}=${toString value}";
in
lib.hm.library.program args "distrobox" {
  nullable = true;
  options = {
    enableSystemdUnit =
      opt types.bool (
        distrobox.containers != { } && distrobox.package != null
      ) "Whether the containers are made when the session starts."
      // {
        defaultText = "config.programs.distrobox.containers != { } && config.programs.distrobox.package != null";
      };
    settings = opt (types.attrsOf format.lib.types.atom) { } "Contents of {file}`distrobox/distrobox.conf`.";
    containers = opt format.type { } "Contents of {file}`distrobox/containers.ini`.";
  };
  config =
    cfg:
    let
      folder = "${config.xdg.configHome}/distrobox";
      script = pkgs.writeShellScript "distrobox-home-manager" ''
        PATH=/run/current-system/sw/bin:
        containers=${folder}/containers.ini
        made=${folder}/prev_hash
        hash=$(sha256sum $containers | cut -f 1 -d " ")
        # What was made of the same text stays.
        if [[ ! -f $made || $(cat $made) != "$hash" ]]; then
          rm -rf /tmp/storage-run-1000/containers /tmp/storage-run-1000/libpod/tmp
          ${cfg.package}/bin/distrobox-assemble create --file $containers
          echo $hash > $made
        fi
      '';
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.distrobox" pkgs lib.platforms.linux)
        {
          assertion = cfg.enableSystemdUnit -> cfg.containers != { };
          message = "Cannot set `programs.distrobox.enableSystemdUnit` if `programs.distrobox.containers` is unset.";
        }
        {
          assertion = cfg.enableSystemdUnit -> cfg.package != null;
          message = "`programs.distrobox.enableSystemdUnit` runs `programs.distrobox.package`, which is null.";
        }
      ];
      xdg.configFile = {
        "distrobox/containers.ini" = mkIf (cfg.containers != { }) {
          source = format.generate "distrobox-containers.ini" cfg.containers;
        };
        "distrobox/distrobox.conf" = mkIf (cfg.settings != { }) {
          text = lib.generators.toKeyValue { mkKeyValue = show; } cfg.settings;
        };
      };
      systemd.user.services.distrobox-home-manager = mkIf (cfg.enableSystemdUnit && cfg.package != null) {
        Unit.Description = "Build the containers declared in ~/.config/distrobox/containers.ini";
        Install.WantedBy = [ "default.target" ];
        Service.ExecStart = "${script}";
      };
    };
}
