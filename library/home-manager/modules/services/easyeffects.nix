# `services.easyeffects`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) escapeShellArg optionalString types;
  inherit (lib.hm.library) opt;
  json = pkgs.formats.json { };
  directions = [
    "input"
    "output"
  ];
  presetBy = what: opt types.str "" "Preset for ${what}.";
  split = types.submodule {
    options = {
      input = presetBy "what is recorded";
      output = presetBy "what is played";
    };
  };
  preset = types.addCheck (types.attrsOf json.type) (
    value: value != { } && lib.all (name: lib.elem name directions) (lib.attrNames value)
  );
  setting = with types; nullOr (oneOf [ bool int float str path ]);

  # Its settings are kept in a file that it writes itself, so they are put into that.
  database = "${config.xdg.configHome}/easyeffects/db/easyeffectsrc";
  change =
    group: key: value:
    let
      what =
        if value == null then
          "--delete"
        else if lib.isBool value then
          "--type bool -- ${lib.boolToString value}"
        else
          "-- ${escapeShellArg (toString value)}";
    in
    "${pkgs.kdePackages.kconfig}/bin/kwriteconfig6 --file ${escapeShellArg database}"
    + " --group ${escapeShellArg group} --key ${escapeShellArg key} ${what}";
  writer =
    settings:
    pkgs.writeShellScript "easyeffects-settings" (
      lib.concatLines (
        [ "${pkgs.coreutils}/bin/mkdir -p ${escapeShellArg (dirOf database)}" ]
        ++ lib.concatLists (lib.mapAttrsToList (group: lib.mapAttrsToList (change group)) settings)
      )
    );

  # Presets for each direction are asked for once it listens.
  loader =
    presets:
    pkgs.writeShellScript "easyeffects-load-presets" ''
      for _ in {1..100}; do
        if [[ -S $1 ]] && printf '%s\n' ${
          lib.escapeShellArgs (lib.mapAttrsToList (direction: name: "load_preset:${direction}:${name}") presets)
        } | ${pkgs.socat}/bin/socat -u -T 1 - UNIX-CONNECT:"$1"; then
          exit 0
        fi
        ${pkgs.coreutils}/bin/sleep 0.1
      done
      exit 1
    '';
in
lib.hm.library.service args "easyeffects" {
  title = "effects of sound by Easy Effects";
  install = false;
  options = {
    preset = opt (types.either types.str split) "" "The preset that it starts with, or one for each direction.";
    extraPresets = opt (types.nullOr (types.attrsOf preset)) { } "Presets by name, each with `input` or `output`.";
    settings = opt (types.attrsOf (types.attrsOf setting)) { } "Settings by group; null removes one.";
  };
  config =
    cfg:
    let
      since = lib.versionAtLeast cfg.package.version;
      isNew = since "8.0.0";
      isSplit = lib.isAttrs cfg.preset;
      presets = lib.optionalAttrs isSplit (lib.filterAttrs (_: name: name != "") cfg.preset);
      hasSettings = lib.any (group: group != { }) (lib.attrValues cfg.settings);
      arguments = if isNew then "--hide-window --service-mode" else "--gapplication-service";
      load = optionalString (!isSplit && cfg.preset != "") "--load-preset ${escapeShellArg cfg.preset}";
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.easyeffects" pkgs lib.platforms.linux)
        {
          assertion = isNew || !hasSettings;
          message = "`services.easyeffects.settings` need Easy Effects 8.0.0 or later.";
        }
        {
          assertion = since "8.0.9" || !isSplit;
          message = "A preset for each direction (`services.easyeffects.preset`) needs Easy Effects 8.0.9 or later.";
        }
        {
          assertion = !isSplit || presets != { };
          message = "`services.easyeffects.preset` has neither `input` nor `output`.";
        }
      ];
      home.packages = lib.optional (!isNew) pkgs.at-spi2-core ++ [ cfg.package ];
      xdg.dataFile = lib.concatMapAttrs (
        name:
        lib.mapAttrs' (
          direction: value:
          lib.nameValuePair "easyeffects/${direction}/${name}.json" {
            source = json.generate "${direction}-${name}.json" { ${direction} = value; };
          }
        )
      ) (if cfg.extraPresets == null then { } else cfg.extraPresets);
      systemd.user.services.easyeffects = lib.hm.library.sessionService {
        description = "Easyeffects daemon";
        exec = "${cfg.package}/bin/easyeffects ${arguments} ${load}";
        unit.X-Restart-Triggers = [ (builtins.hashString "sha256" (builtins.toJSON cfg.settings)) ];
        service = {
          ExecStop = "${cfg.package}/bin/easyeffects --quit";
          KillMode = "mixed";
          Restart = "on-failure";
          RestartSec = 5;
          TimeoutStopSec = 10;
        }
        // lib.optionalAttrs hasSettings { ExecStartPre = writer cfg.settings; }
        // lib.optionalAttrs isSplit { ExecStartPost = "-${loader presets} %t/EasyEffectsServer"; }
        // lib.optionalAttrs (!isNew) {
          Type = "dbus";
          BusName = "com.github.wwmm.easyeffects";
        };
      };
    };
}
