# `services.colima`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) boolToString optionalAttrs types;
  inherit (lib.hm.library)
    described
    flag
    opt
    ;
  format = pkgs.formats.yaml { };
  home = config.home.homeDirectory;
  isNew = lib.versionAtLeast config.home.stateVersion "26.05";
  below = path: lib.removePrefix "${home}/" path;
  tool = name: lib.mkPackageOption pkgs name { };
  profile = types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name." // {
          readOnly = true;
        };
        isService = flag "Whether it starts with the user.";
        isActive = flag "Whether Docker and Kubernetes use it.";
        setDockerHost = flag "Whether {env}`DOCKER_HOST` is its socket.";
        logFile = described "\${config.xdg.stateHome}/colima/\${name}.log" (
          opt types.path "${config.xdg.stateHome}/colima/${name}.log" "Its log."
        );
        settings = opt format.type { } "Contents of its {file}`colima.yaml`.";
      };
    }
  );
in
lib.hm.library.service args "colima" {
  title = "containers of Colima";
  options = {
    colimaHomeDir =
      described ''
        if config.xdg.enable && lib.versionAtLeast config.home.stateVersion "26.05" then
          "$XDG_CONFIG_HOME/colima"
        else
          ".colima"
      '' (opt types.str (if config.xdg.enable && isNew then "${config.xdg.configHome}/colima" else ".colima") "Its folder.")
      // {
        apply = below;
      };
    limaHomeDir =
      described ''"Colima uses $COLIMA_HOME/_lima by default."'' (opt (types.nullOr types.str) null "Folder of Lima.")
      // {
        apply = path: if path == null then null else below path;
      };
    dockerPackage = tool "docker";
    perlPackage = tool "perl";
    sshPackage = tool "openssh";
    coreutilsPackage = tool "coreutils";
    curlPackage = tool "curl";
    bashPackage = tool "bashNonInteractive";
    kubectlPackage = tool "kubectl";
    profiles = described ''
      {
        default = {
          isActive = true;
          isService = true;
          setDockerHost = lib.versionAtLeast config.home.stateVersion "26.05";
        };
      };
    '' (opt (types.attrsOf profile) {
      default = {
        isActive = true;
        isService = true;
        setDockerHost = isNew;
      };
    } "Its machines.");
  };
  config =
    cfg:
    let
      profiles = lib.attrValues cfg.profiles;
      services = lib.filterAttrs (_: profile: profile.isService) cfg.profiles;
      each = make: lib.mapAttrs' (name: profile: lib.nameValuePair "colima-${name}" (make name profile)) services;
      active = lib.findFirst (profile: profile.isActive) null profiles;
      dockerHost = lib.findFirst (profile: profile.setDockerHost) null profiles;
      folder = "${home}/${cfg.colimaHomeDir}";
      lima = optionalAttrs (cfg.limaHomeDir != null) { LIMA_HOME = "${home}/${cfg.limaHomeDir}"; };
      docker = optionalAttrs (config.programs.docker-cli.enable) {
        inherit (config.home.sessionVariables) DOCKER_CONFIG;
      };
      activate = profile: "--activate=${boolToString profile.isActive}";
      save = profile: "--save-config=${boolToString (profile.settings == { })}";
      tools = [
        cfg.package
        cfg.perlPackage
        cfg.dockerPackage
        cfg.sshPackage
        cfg.coreutilsPackage
        cfg.curlPackage
        cfg.bashPackage
        cfg.kubectlPackage
      ];
    in
    {
      assertions = [
        {
          assertion = lib.count (profile: profile.isActive) profiles <= 1;
          message = "More than one profile of Colima is active; there can be one.";
        }
      ];
      home = {
        file = lib.mapAttrs' (
          name: profile:
          lib.nameValuePair "${cfg.colimaHomeDir}/${name}/colima.yaml" {
            source = format.generate "colima.yaml" profile.settings;
          }
        ) (lib.filterAttrs (_: profile: profile.settings != { }) cfg.profiles);
        sessionVariables = {
          COLIMA_HOME = folder;
        }
        // lima
        // optionalAttrs (dockerHost != null) { DOCKER_HOST = "unix://${folder}/${dockerHost.name}/docker.sock"; };
      };
      programs.docker-cli.settings.currentContext = lib.mkIf (active != null) (
        if active.name == "default" then "colima" else "colima-${active.name}"
      );
      launchd.agents = each (
        name: profile: {
          enable = true;
          config = {
            ProgramArguments = [
              (lib.getExe cfg.package)
              "start"
              name
              "-f"
              (activate profile)
              (save profile)
            ];
            KeepAlive.SuccessfulExit = true;
            RunAtLoad = true;
            EnvironmentVariables = {
              COLIMA_HOME = folder;
              PATH = lib.makeBinPath (tools ++ lib.optional pkgs.stdenv.hostPlatform.isDarwin pkgs.darwin.DarwinTools);
            }
            // lima
            // docker
            // optionalAttrs config.xdg.enable { XDG_CACHE_HOME = config.xdg.cacheHome; };
            StandardOutPath = profile.logFile;
            StandardErrorPath = profile.logFile;
          };
        }
      );
      systemd.user.services = each (
        name: profile: {
          Unit.Description = "Colima container runtime (${name} profile)";
          Service = {
            ExecStart = ''
              ${lib.getExe cfg.package} start ${name} \
                -f \
                ${activate profile} \
                ${save profile}
            '';
            Restart = "always";
            RestartSec = 2;
            Environment = [
              "COLIMA_HOME=${folder}"
              "PATH=${lib.makeBinPath tools}"
            ]
            ++ lib.mapAttrsToList (name: value: "${name}=${value}") lima
            ++ lib.mapAttrsToList (name: value: "${name}=${value}") docker;
            StandardOutput = "append:${profile.logFile}";
            StandardError = "append:${profile.logFile}";
          };
          Install.WantedBy = [ "default.target" ];
        }
      );
    };
}
