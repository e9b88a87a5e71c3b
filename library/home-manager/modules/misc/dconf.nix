# `dconf`: settings of GNOME and of programs like it.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mapAttrsToList types;
  inherit (lib.hm.library) opt;
  cfg = config.dconf;
  settings = types.attrsOf (types.attrsOf lib.hm.types.gvariant);

  # One database: its settings, and the keys that the next activation has to reset if they are gone.
  database = suffix: profile: settings: {
    inherit profile settings;
    keys = pkgs.writeText "dconf-keys${suffix}.json" (
      builtins.toJSON (
        lib.concatLists (
          mapAttrsToList (folder: mapAttrsToList (key: _: "/${folder}/${key}")) settings
        )
      )
    );
  };
  databases =
    lib.optional (cfg.settings != { }) (database "" null cfg.settings)
    ++ mapAttrsToList (
      name:
      database "-${name}" (pkgs.writeText "dconf-profile-${name}" "user-db:${name}\n")
    ) cfg.databases;

  ini = lib.generators.toINI {
    mkKeyValue = key: value: "${key}=${toString (lib.hm.gvariant.mkValue value)}";
  };

  reset = pkgs.writeShellScript "dconf-cleanup" ''
    set -euo pipefail
    ${config.lib.bash.initHomeManagerLib}
    PATH=${lib.makeBinPath [ pkgs.dconf pkgs.jq ]}''${PATH:+:}$PATH
    if [[ ! -f $1 ]]; then exit 0; fi
    jq -rn --slurpfile old "$1" --slurpfile new "$2" '($old[] - $new[])[]' | while read -r key; do
      verboseEcho "Resetting dconf key \"$key\""
      run $DCONF_DBUS_RUN_SESSION dconf reset "$key"
    done
  '';

  load =
    db:
    let
      profile = lib.optionalString (db.profile != null) "env DCONF_PROFILE=${db.profile}";
      keys = "state/${db.keys.name}";
    in
    ''
      export DCONF_DBUS_RUN_SESSION="${profile}"
      if [[ ! -v DBUS_SESSION_BUS_ADDRESS ]]; then
        DCONF_DBUS_RUN_SESSION="${pkgs.dbus}/bin/dbus-run-session --dbus-daemon=${pkgs.dbus}/bin/dbus-daemon ${profile}"
      fi
      if [[ -v oldGenPath ]]; then ${reset} "$oldGenPath/${keys}" "$newGenPath/${keys}"; fi
      run $DCONF_DBUS_RUN_SESSION ${pkgs.dconf}/bin/dconf load / < ${pkgs.writeText "hm-dconf.ini" (ini db.settings)}
      unset DCONF_DBUS_RUN_SESSION
    '';
in
{
  options.dconf = {
    enable =
      opt types.bool (!pkgs.stdenv.hostPlatform.isDarwin) "Whether the settings are written; NixOS needs `programs.dconf.enable` too."
      // {
        visible = false;
      };
    settings = opt settings { } "Settings by folder and key. Numbers are `int32` and so on: other types are made by `lib.hm.gvariant`.";
    databases = opt (types.attrsOf settings) { } "Settings of further databases, by name.";
  };

  config = lib.mkIf (cfg.enable && databases != [ ]) {
    xdg.configFile."dconf/.keep".source = builtins.toFile "keep" "";
    home = {
      extraBuilderCommands =
        "mkdir -p $out/state/\n"
        + lib.concatMapStrings (db: "ln -s ${db.keys} $out/state/${db.keys.name}\n") databases;
      activation.dconfSettings = lib.hm.dag.entryAfter [ "installPackages" ] (
        lib.concatMapStrings load databases
      );
    };
  };
}
