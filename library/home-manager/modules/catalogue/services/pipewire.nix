# `services.pipewire`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption mkIf types;
  inherit (lib.hm.library) opt packages;
  format = pkgs.formats.json { };
  files = opt (types.attrsOf format.type) { };

  # What ends so already, does not get the ending twice.
  ending = suffix: name: if lib.hasSuffix suffix name then name else name + suffix;
  configs =
    parent: folder:
    lib.mapAttrsToList (
      name: value:
      let
        below = "./share/${parent}/${folder}.conf.d";
      in
      pkgs.runCommand "pipewire-${name}-config" { } ''
        mkdir -p $out/${below}
        ln -s ${format.generate name value} $out/${below}/${ending ".conf" name}
      ''
    );
  scripts = lib.mapAttrsToList (name: pkgs.writeTextDir "./share/wireplumber/scripts/${ending ".lua" name}");

  # A folder of links to the files of packages.
  folder = name: parent: paths: {
    enable = paths != [ ];
    source = pkgs.symlinkJoin {
      inherit name paths;
      stripPrefix = "/share/${parent}";
    };
    onChange = ''
      if [[ ! -v PIPEWIRE_RELOAD ]]; then
        PIPEWIRE_RELOAD=1
      fi
    '';
  };
in
lib.hm.library.service args "pipewire" {
  title = "files of PipeWire";
  package = null;
  options = {
    configs = files "Files of the server.";
    clientConfigs = files "Files of its clients.";
    jackConfigs = files "Files of clients of JACK.";
    pulseConfigs = files "Files of the server for PulseAudio's clients.";
    configPackages = packages "Packages with such files.";
    extraLv2Packages = packages "Plugins of LV2.";
    extraLadspaPackages = packages "Plugins of LADSPA.";
    wireplumber = {
      enable = mkEnableOption "files of WirePlumber";
      configs = files "Its files.";
      configPackages = packages "Packages with such files.";
      scripts = opt (types.attrsOf types.lines) { } "Scripts of Lua.";
      scriptPackages = packages "Packages with such scripts.";
    };
  };
  config =
    cfg:
    let
      inherit (cfg) wireplumber;
      sources = cfg.configPackages ++ lib.optionals wireplumber.enable wireplumber.configPackages;
      plugins =
        name: field: extra:
        rec {
          paths = extra ++ lib.flatten (map (source: source.passthru.${field} or [ ]) sources);
          joined = pkgs.buildEnv {
            name = "pipewire-${name}-plugins";
            inherit paths;
            pathsToLink = [ "/lib/${name}" ];
          };
        };
      lv2 = plugins "lv2" "requiredLv2Packages" cfg.extraLv2Packages;
      ladspa = plugins "ladspa" "requiredLadspaPackages" cfg.extraLadspaPackages;
      units = [ "pipewire" "pipewire-pulse" ] ++ lib.optional wireplumber.enable "wireplumber";
      systemctl = ''env XDG_RUNTIME_DIR="''${XDG_RUNTIME_DIR:-/run/user/$(id -u)}" PATH="${dirOf config.systemd.user.systemctlPath}:$PATH" systemctl --user'';
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.pipewire" pkgs lib.platforms.linux) ];
      xdg.configFile = {
        pipewire = folder "pipewire-configs" "pipewire" (
          cfg.configPackages
          ++ configs "pipewire" "pipewire" cfg.configs
          ++ configs "pipewire" "client" cfg.clientConfigs
          ++ configs "pipewire" "jack" cfg.jackConfigs
          ++ configs "pipewire" "pipewire-pulse" cfg.pulseConfigs
        );
        wireplumber = mkIf wireplumber.enable (
          folder "wireplumber-configs" "wireplumber" (
            wireplumber.configPackages ++ configs "wireplumber" "wireplumber" wireplumber.configs
          )
        );
      };
      xdg.dataFile.wireplumber = mkIf wireplumber.enable (
        folder "wireplumber-scripts" "wireplumber" (wireplumber.scriptPackages ++ scripts wireplumber.scripts)
      );
      systemd.user.sessionVariables = {
        LV2_PATH = mkIf (lv2.paths != [ ]) "${lv2.joined}/lib/lv2\${LV2_PATH:+:$LV2_PATH}";
        # This is there without plugins, too.
        LADSPA_PATH = "${ladspa.joined}/lib/ladspa\${LADSPA_PATH:+:$LADSPA_PATH}";
      };
      home.activation.reloadPipewire = mkIf config.systemd.user.enable (
        lib.hm.dag.entryAfter [ "onFilesChange" "reloadSystemd" ] ''
          if [[ -v PIPEWIRE_RELOAD ]]; then
            if [[ -v DRY_RUN ]]; then
              echo 'systemctl --user restart ${toString units}'
            elif [[ $(${systemctl} is-system-running 2>&1 || true) == 'running' ]]; then
              ${systemctl} restart ${toString units}
            else
              echo "systemd does not run for this user: PipeWire reads its files later."
            fi
            unset PIPEWIRE_RELOAD
          fi
        ''
      );
    };
}
