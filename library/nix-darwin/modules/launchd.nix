# `launchd`: services and agents.
{ config, lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    maybe
    opt
    packages
    strings
    text
    ;
  job =
    { name, config, ... }:
    {
      options = {
        environment = strings "Variables of its environment.";
        path = opt (types.listOf (types.either types.package types.str)) [ ] "Packages in its {env}`PATH`.";
        script = text "The commands that it runs.";
        command = opt (types.either types.str types.path) "" "The command that it runs.";
        managedBy = opt types.str "" "What it is of." // { internal = true; };
        serviceConfig = opt (types.submodule {
          freeformType = types.attrsOf types.anything;
          options.Label = opt types.str "org.nixos.${name}" "Its name.";
        }) { } "The job, as {manpage}`launchd.plist(5)` has it.";
      };
      config.serviceConfig.ProgramArguments = lib.mkIf (config.command != "") [
        "/bin/sh"
        "-c"
        "/bin/wait4path /nix/store && exec ${config.command}"
      ];
    };
  jobs = opt (types.attrsOf (types.submodule job)) { };
in
{
  options.launchd = {
    agents = jobs "Agents of all users.";
    daemons = jobs "Services of the system.";
    user.agents = jobs "Agents of each user.";
    envVariables = strings "Variables of services.";
    user.envVariables = strings "Variables of agents.";
    labelPrefix = opt types.str "org.nixos" "What names begin with.";
  };

  config.system.activationScripts.launchd.text = lib.concatMapStrings (
    j: "# ${j.serviceConfig.Label}\n"
  ) (lib.attrValues config.launchd.daemons);
}
