# `launchd`: services and agents, and the files that they become.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    internal
    opt
    text
    ;
  cfg = config.launchd;
  joined = lib.mapAttrs (_name: value: if lib.isList value then lib.concatStringsSep ":" value else value);
  variables =
    description:
    opt (types.attrsOf (types.either types.str (types.listOf types.str))) { } description // { apply = joined; };
  folders = lib.concatMapStringsSep ":" (one: if lib.isDerivation one then "${one}/bin" else one);

  job =
    { name, config, ... }:
    let
      environment = config.environment // lib.optionalAttrs (config.path != "") { PATH = config.path; };
    in
    {
      options = {
        environment = variables "Variables of its environment.";
        path = opt (types.listOf (types.either types.path types.str)) [ ] "Packages and folders of its {env}`PATH`." // {
          apply = given: if lib.isList given then folders given else given;
        };
        script = text "The commands that it runs.";
        command = opt (types.either types.str types.path) "" "The command that it runs.";
        serviceConfig = opt (types.submodule ./launchd-job.nix) { } "The job, as {manpage}`launchd.plist(5)` has it.";
      };
      config = {
        command = lib.mkIf (config.script != "") (
          pkgs.writeScript "${name}-start" "#! ${pkgs.stdenv.shell}\n\n${config.script}\n"
        );
        serviceConfig = {
          Label = lib.mkDefault "${cfg.labelPrefix}.${name}";
          ProgramArguments = lib.mkIf (config.command != "") [
            "/bin/sh"
            "-c"
            "/bin/wait4path /nix/store && exec ${config.command}"
          ];
          EnvironmentVariables = lib.mkIf (environment != { }) environment;
        };
      };
    };
  managed =
    { name, ... }:
    {
      options.managedBy = internal (
        opt types.str (lib.showOption [ "launchd" "user" "agents" name ]) "The option that the job is from."
      );
    };
  jobs = modules: opt (types.attrsOf (types.submodule modules)) { };

  plists = lib.mapAttrs' (
    _name: one:
    lib.nameValuePair "${one.serviceConfig.Label}.plist" {
      text = lib.generators.toPlist { escape = true; } one.serviceConfig;
    }
  );
  file = import ./file.nix { inherit lib; } pkgs.writeText;
  files = opt (types.attrsOf (types.submodule file)) { };
  existing = files: lib.filter (one: one.enable) (lib.attrValues files);
  daemons = existing config.environment.launchDaemons;
  agents = existing config.environment.launchAgents;
  userAgents = existing config.environment.userLaunchAgents;

  # Lines that load what is new or other than before.
  load = folder: to: as: one: ''
    if ! cmp -s '${config.system.build.launchd}/${folder}/${one.target}' ${to}/${one.target}; then
      ${as}launchctl unload ${to}/${one.target} 2>/dev/null || true
      ${as}cp -f '${config.system.build.launchd}/${folder}/${one.target}' ${to}/${one.target}
      ${as}launchctl load -w ${to}/${one.target}
    fi
  '';
  set = as: lib.mapAttrsToList (name: value: "${as}launchctl setenv ${name} '${value}'\n");
  user = lib.escapeShellArg config.system.primaryUser;
  asUser = "sudo --user=${user} -- ";
  link = folder: files: "mkdir -p $out/${folder}\n" + lib.concatMapStrings (one: "ln -s '${one.source}' \"$out/${folder}/${one.target}\"\n") files;
in
{
  options = {
    launchd = {
      agents = jobs job "Agents of all users.";
      daemons = jobs job "Services of the system.";
      user.agents = jobs [
        job
        managed
      ] "Agents of the main user.";
      envVariables = variables "Variables of services.";
      user.envVariables = variables "Variables of agents.";
      labelPrefix = opt types.str "org.nixos" "What names begin with.";
    };
    environment = {
      launchAgents = files "Files of agents, in {file}`/Library/LaunchAgents`.";
      launchDaemons = files "Files of services, in {file}`/Library/LaunchDaemons`.";
      userLaunchAgents = files "Files of the main user's agents, in {file}`~/Library/LaunchAgents`.";
    };
  };

  config = {
    environment = {
      launchAgents = plists cfg.agents;
      launchDaemons = plists cfg.daemons;
      userLaunchAgents = plists cfg.user.agents;
    };
    system = {
      requiresPrimaryUser =
        map (name: lib.showOption [ "launchd" "user" "envVariables" name ]) (lib.attrNames cfg.user.envVariables)
        ++ map (one: one.managedBy) (lib.attrValues cfg.user.agents);
      build.launchd = pkgs.runCommand "launchd" { preferLocalBuild = true; } (
        link "Library/LaunchAgents" agents
        + link "Library/LaunchDaemons" daemons
        + link "user/Library/LaunchAgents" userAgents
      );
      activationScripts = {
        launchd.text = ''
          echo "services of launchd..." >&2
          ${lib.concatStrings (set "" cfg.envVariables)}
          ${lib.concatMapStrings (load "Library/LaunchAgents" "/Library/LaunchAgents" "") agents}
          ${lib.concatMapStrings (load "Library/LaunchDaemons" "/Library/LaunchDaemons" "") daemons}
        '';
        userLaunchd.text = lib.mkIf (cfg.user.envVariables != { } || userAgents != [ ]) ''
          echo "agents of ${config.system.primaryUser}..." >&2
          ${lib.concatStrings (set asUser cfg.user.envVariables)}
          ${asUser}mkdir -p ~${user}/Library/LaunchAgents
          ${lib.concatMapStrings (load "user/Library/LaunchAgents" "~${user}/Library/LaunchAgents" asUser) userAgents}
        '';
      };
    };
  };
}
