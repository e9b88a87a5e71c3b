# `services.mopidy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) generators mkIf types;
  inherit (lib.hm.library) opt packages;
  value =
    types.nullOr (with types; oneOf [ bool float int str (listOf value) ])
    // {
      description = "Mopidy config value";
    };
  show =
    value:
    if lib.isList value then
      "\n  ${lib.concatStringsSep "\n  " value}"
    else
      generators.mkValueStringDefault { } value;
  toINI = generators.toINI { mkKeyValue = generators.mkKeyValueDefault { mkValueString = show; } " = "; };
  file = "mopidy/mopidy.conf";
  unit = description: service: {
    Unit = {
      Description = description;
      Documentation = [ "https://mopidy.com/" ];
      After = [ "network.target" "sound.target" ];
    };
    Service = service;
    Install.WantedBy = [ "default.target" ];
  };
in
lib.hm.library.service args "mopidy" {
  title = "the music player Mopidy";
  package = null;
  options = {
    extensionPackages = packages "Its extensions.";
    settings = opt (types.attrsOf (types.attrsOf value)) { } "Contents of {file}`${file}`.";
    extraConfigFiles = opt (types.listOf types.path) [ ] "Further files that it reads.";
  };
  config =
    cfg:
    let
      modules = pkgs.mopidyPackages.python.sitePackages or pkgs.python3.sitePackages;
      player = pkgs.buildEnv {
        name = "mopidy-with-extensions-${pkgs.mopidy.version}";
        paths = lib.closePropagation cfg.extensionPackages;
        pathsToLink = [ "/${modules}" ];
        nativeBuildInputs = [ pkgs.makeWrapper ];
        ignoreCollisions = true;
        postBuild = ''
          makeWrapper ${pkgs.mopidy}/bin/mopidy $out/bin/mopidy \
            --prefix PYTHONPATH : $out/${modules}
        '';
      };
      files = lib.concatStringsSep ":" ([ "${config.xdg.configHome}/${file}" ] ++ cfg.extraConfigFiles);
      command = "${player}/bin/mopidy --config ${files}";
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.mopidy" pkgs lib.platforms.linux) ];
      xdg.configFile.${file}.source = pkgs.writeText "mopidy-${config.home.username}" (toINI cfg.settings);
      systemd.user.services = {
        mopidy = lib.mkMerge [
          (unit "mopidy music player daemon" {
            ExecStart = command;
            Restart = "on-failure";
          })
          { Unit.X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile.${file}.source}" ]; }
        ];
        mopidy-scan = mkIf (pkgs ? mopidy-local && lib.elem pkgs.mopidy-local cfg.extensionPackages) (
          unit "mopidy local files scanner" {
            ExecStart = "${command} local scan";
            Type = "oneshot";
          }
        );
      };
    };
}
