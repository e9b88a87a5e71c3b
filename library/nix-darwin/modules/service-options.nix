# Short forms for the modules of services.
{ lib, pkgs }:
let
  inherit (lib) types;
  options = import ../../nixpkgs/nixos/lib/options.nix { inherit lib; };
  inherit (options) flag opt;
in
rec {
  # A package, whose folder will do, too.
  folder = name: opt types.path pkgs.${name} "The package that is used." // { defaultText = "pkgs.${name}"; };
  package = name: lib.mkPackageOption pkgs name { };
  basic = name: {
    enable = flag "Whether ${name} runs.";
    package = package name;
  };
  gone = path: reason: lib.mkRemovedOptionModule ([ "services" ] ++ path) reason;

  # The job of an agent that runs always, for an option of the service.
  agent = service: arguments: {
    managedBy = "services.${service}.enable";
    serviceConfig = {
      ProgramArguments = arguments;
      KeepAlive = true;
      RunAtLoad = true;
    };
  };
  # What a job writes goes to one file.
  logTo = file: {
    StandardOutPath = file;
    StandardErrorPath = file;
  };
  always = {
    KeepAlive = true;
    RunAtLoad = true;
  };
  # A user and a group for a service, with the same name and number.
  account = name: id: home: description: {
    users.${name} = {
      uid = lib.mkDefault id;
      gid = lib.mkDefault id;
      home = lib.mkDefault home;
      inherit description;
    };
    groups.${name} = {
      gid = lib.mkDefault id;
      inherit description;
    };
    knownUsers = [ name ];
    knownGroups = [ name ];
  };
}
