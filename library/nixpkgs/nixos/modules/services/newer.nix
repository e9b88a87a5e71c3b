# What the services of `catalogue/younger.nix` do, and runners of GitHub.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
let
  cfg = config.services;
  inherit (import ../../lib/defined.nix lib arguments "services") isDefined isOn;
  showSamba = lib.generators.toINI {
    mkKeyValue = lib.generators.mkKeyValueDefault {
      mkValueString =
        value:
        if lib.isBool value then
          (if value then "yes" else "no")
        else if lib.isList value then
          toString value
        else
          lib.generators.mkValueStringDefault { } value;
    } " = ";
  };
  # Unit, user and port of each.
  simple = {
    immich = cfg.immich.port;
    open-webui = cfg.open-webui.port;
    stirling-pdf = null;
    glances = cfg.glances.port;
    actual = cfg.actual.settings.port;
    lact = null;
    scx = null;
    qbittorrent = cfg.qbittorrent.webuiPort;
    atticd = null;
    karakeep = null;
  };
  runners = lib.optionalAttrs (isDefined [ "github-runners" ]) cfg.github-runners;
  on = lib.filterAttrs (name: _port: isOn name) simple;
in
{
  options.services.github-runners = opt (attrsOf (submodule (
    { name, ... }:
    {
      options = {
        enable = flag "Whether this one runs.";
        url = need str "The repository or organization.";
        tokenFile = need path "File with its token.";
        name = opt (nullOr str) name "Its name.";
        runnerGroup = maybe str "Its group there.";
        extraLabels = words "Further labels.";
        noDefaultLabels = flag "Whether it has only these.";
        replace = flag "Whether it takes the place of one with the same name.";
        extraPackages = opt (listOf package) [ ] "Packages that jobs find.";
        extraEnvironment = opt attrs { } "Variables of jobs.";
        serviceOverrides = opt attrs { } "Changes to its unit.";
        package = packaged "github-runner";
        ephemeral = flag "Whether it is for one job.";
        user = maybe str "Who runs it.";
        group = maybe str "The group that runs it.";
        workDir = maybe str "Folder of its work.";
        nodeRuntimes = opt (nonEmptyListOf (enum [ "node20" "node22" "node24" ])) [ "node20" "node24" ] "Versions of Node.js.";
      };
    }
  ))) { } "Runners of GitHub, by name.";

  config = {
    systemd.services = lib.mapAttrs (name: _port: {
      description = name;
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      serviceConfig.ExecStart = lib.mkDefault (
        if name == "scx" then "${cfg.scx.package}/bin/${cfg.scx.scheduler} ${toString cfg.scx.extraArgs}" else lib.getExe cfg.${name}.package
      );
    }) on
    // lib.mapAttrs' (
      name: runner:
      lib.nameValuePair "github-runner-${name}" {
        description = "GitHub Actions runner ${name}";
        wantedBy = [ "multi-user.target" ];
        wants = [ "network-online.target" ];
        after = [ "network-online.target" ];
        path = runner.extraPackages;
        environment = runner.extraEnvironment;
        serviceConfig = {
          ExecStart = "${runner.package}/bin/Runner.Listener run --startuptype service";
        }
        // runner.serviceOverrides;
      }
    ) (lib.filterAttrs (_name: runner: runner.enable) runners);
    networking.firewall.allowedTCPPorts = lib.attrValues (
      lib.filterAttrs (name: port: port != null && (cfg.${name}.openFirewall or false)) on
    );
    environment.etc."lact/config.yaml" = lib.mkIf (isOn "lact" && cfg.lact.settings != { }) {
      source = (pkgs.formats.yaml { }).generate "lact-config.yaml" cfg.lact.settings;
    };
    environment.etc."samba/smb.conf" = lib.mkIf (isOn "samba" && cfg.samba.settings != { }) {
      text = showSamba (lib.mapAttrs (_section: lib.filterAttrs (_key: value: value != null)) cfg.samba.settings);
    };
    environment.systemPackages = lib.optional (isOn "lact") cfg.lact.package;
    users = lib.mkMerge (
      map (
        name:
        lib.optionalAttrs (isOn name && cfg.${name}.user == name) {
          users.${name} = {
            isSystemUser = true;
            inherit (cfg.${name}) group;
          };
          groups.${cfg.${name}.group} = { };
        }
      ) [ "atticd" "immich" "qbittorrent" ]
    );
  };
}
