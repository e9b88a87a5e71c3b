# What the services of `catalogue/alloy-to-kea.nix` and the files after it do, where that is simple.
{
  config,
  lib,
  pkgs,
  utils,
  ...
}@arguments:
let
  inherit (lib) escapeShellArgs getExe mkIf;
  cfg = config.services;
  inherit (import ../../lib/defined.nix lib arguments "services") isDefined isOn;
  commands = import ../parts/rarer-services.nix { inherit lib pkgs utils; };
  on = lib.genAttrs (lib.filter isOn [
    "alloy"
    "cachix-agent"
    "calibre-server"
    "chhoto-url"
    "coredns"
    "filebrowser"
    "flaresolverr"
    "flood"
    "glance"
    "homebridge"
    "iperf3"
    "meilisearch"
    "mimir"
    "oauth2-proxy"
    "openvscode-server"
    "rtorrent"
    "tempo"
    "watchdogd"
  ]) (name: commands.${name} cfg.${name});
  owned = lib.filterAttrs (name: about: about ? user && (cfg.${name}.user or about.user) == about.user) on;
  groupOf = name: about: cfg.${name}.group or about.user;

  login = cfg.displayManager;
  isGeneric = isDefined [ "displayManager" "generic" ] && (login.generic.enable || login.generic.execCmd != null);
  isRegreet =
    (
      isDefined [ "displayManager" "regreet" "enable" ]
      || (import ../../lib/defined.nix lib arguments "programs").isDefined [ "regreet" "enable" ]
    )
    && login.regreet.enable;
  greeter = login.regreet;
in
{
  config = lib.mkMerge [
    {
      systemd.services = lib.mapAttrs (
        name: about:
        lib.mkMerge [
          {
            description = lib.mkDefault name;
            wantedBy = [ "multi-user.target" ];
            after = [ "network.target" ];
            serviceConfig = {
              ExecStart = about.run;
            }
            // (
              if about ? user then
                {
                  User = cfg.${name}.user or about.user;
                  Group = groupOf name about;
                }
              else
                lib.optionalAttrs (about.dynamic or true) {
                  DynamicUser = true;
                  StateDirectory = name;
                }
            );
          }
          about.more or { }
        ]
      ) on;
      users.users = lib.mapAttrs' (
        name: about:
        lib.nameValuePair about.user {
          isSystemUser = true;
          group = lib.mkDefault (groupOf name about);
        }
      ) owned;
      users.groups = lib.mapAttrs' (name: about: lib.nameValuePair (groupOf name about) { }) owned;
      networking.firewall.allowedTCPPorts = lib.concatMap (about: about.ports or [ ]) (lib.attrValues on);
      environment.systemPackages =
        lib.optional (isOn "watchdogd") cfg.watchdogd.package
        ++ lib.optional (isOn "mimir") cfg.mimir.package
        ++ lib.optional (isOn "tempo") pkgs.tempo
        ++ lib.optional (isOn "calibre-server") pkgs.calibre
        ++ lib.optional (isOn "ddccontrol") pkgs.ddccontrol
        ++ lib.optional (isOn "passSecretService") cfg.passSecretService.package
        ++ lib.optionals isRegreet [
          greeter.theme.package
          greeter.iconTheme.package
          greeter.cursorTheme.package
        ];
      services.dbus.packages = lib.mkMerge [
        (mkIf (isOn "ddccontrol") [ pkgs.ddccontrol ])
        (mkIf (isOn "passSecretService") [ cfg.passSecretService.package ])
      ];
      environment.etc = {
        "systemd/resolved.conf" = mkIf (isDefined [ "resolved" "settings" ] && cfg.resolved.enable) {
          source = (pkgs.formats.ini { listsAsDuplicateKeys = true; }).generate "resolved.conf" (
            lib.mapAttrs (_section: lib.filterAttrs (_key: value: value != null)) cfg.resolved.settings
          );
        };
      }
      // lib.optionalAttrs (isDefined [ "avahi" "extraServiceFiles" ]) (
        lib.mapAttrs' (
          name: file:
          lib.nameValuePair "avahi/services/${name}.service" {
            ${if lib.types.path.check file then "source" else "text"} = file;
          }
        ) cfg.avahi.extraServiceFiles
      );
    }
    (mkIf isGeneric {
      services.displayManager.enable = true;
      systemd.services.display-manager = {
        description = "Display Manager";
        after = [
          "acpid.service"
          "systemd-logind.service"
          "systemd-user-sessions.service"
          "autovt@tty1.service"
        ];
        conflicts = [ "autovt@tty1.service" ];
        restartIfChanged = false;
        inherit (login.generic) environment preStart;
        script = mkIf (login.generic.execCmd != null) login.generic.execCmd;
        startLimitIntervalSec = 30;
        startLimitBurst = 3;
        serviceConfig = {
          Restart = "always";
          RestartSec = "200ms";
          SyslogIdentifier = "display-manager";
        };
      };
    })
    (mkIf config.services.greetd.enable {
      users.users.greeter = {
        isSystemUser = true;
        group = "greeter";
      };
      users.groups.greeter = { };
      services.greetd.settings.default_session.user = lib.mkDefault "greeter";
    })
    {
      users.groups = lib.optionalAttrs (isOn "seatd" && cfg.seatd.group == "seat") { seat = { }; };
      systemd.services = lib.optionalAttrs (isOn "seatd") {
        seatd = {
          description = "Seat management daemon";
          documentation = [ "man:seatd(1)" ];
          wantedBy = [ "multi-user.target" ];
          restartIfChanged = false;
          serviceConfig = {
            Type = "notify";
            NotifyAccess = "all";
            SyslogIdentifier = "seatd";
            ExecStart = "${pkgs.sdnotify-wrapper}/bin/sdnotify-wrapper ${pkgs.seatd}/bin/seatd -n 1 -u ${cfg.seatd.user} -g ${cfg.seatd.group} -l ${cfg.seatd.logLevel}";
            Restart = "always";
            RestartSec = 1;
          };
        };
      };
      environment.systemPackages = lib.optional (isOn "speechd") cfg.speechd.package;
    }
    (mkIf isRegreet {
      fonts.packages = [ greeter.font.package ];
      services.accounts-daemon.enable = true;
      services.displayManager.regreet.settings.GTK = {
        cursor_theme_name = greeter.cursorTheme.name;
        font_name = "${greeter.font.name} ${toString greeter.font.size}";
        icon_theme_name = greeter.iconTheme.name;
        theme_name = greeter.theme.name;
      };
      services.greetd = {
        enable = lib.mkDefault true;
        settings.default_session.command = lib.mkDefault "${pkgs.dbus}/bin/dbus-run-session ${getExe pkgs.cage} ${escapeShellArgs greeter.cageArgs} -- ${getExe greeter.package}";
      };
      environment.etc = {
        "greetd/regreet.css" =
          if lib.isPath greeter.extraCss || lib.isStorePath greeter.extraCss then
            { source = greeter.extraCss; }
          else
            { text = greeter.extraCss; };
        "greetd/regreet.toml".source = (pkgs.formats.toml { }).generate "regreet.toml" greeter.settings;
      };
    })
  ];
}
