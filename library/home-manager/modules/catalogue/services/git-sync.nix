# `services.git-sync`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt packages;
  repository = types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name." // {
          internal = true;
        };
        path = need types.path "Where it is.";
        uri = need types.str "Where it is cloned from.";
        interval = opt types.int 500 "Seconds between two runs.";
        extraPackages = packages "Packages that Git calls.";
      };
    }
  );
in
lib.hm.library.service args "git-sync" {
  title = "repositories that git-sync keeps";
  install = false;
  options.repositories = need (types.attrsOf repository) "The repositories.";
  config =
    cfg:
    let
      each = make: lib.mapAttrs' (name: repo: lib.nameValuePair "git-sync-${name}" (make name repo)) cfg.repositories;
    in
    {
      systemd.user.services = each (
        name: repo: {
          Unit.Description = "Git Sync ${name}";
          Service = {
            Environment = [
              "PATH=${lib.makeBinPath ([ pkgs.openssh pkgs.git ] ++ repo.extraPackages)}"
              "GIT_SYNC_DIRECTORY=${lib.escapeShellArg repo.path}"
              "GIT_SYNC_COMMAND=${cfg.package}/bin/git-sync"
              "GIT_SYNC_REPOSITORY=${lib.escapeShellArg repo.uri}"
              "GIT_SYNC_INTERVAL=${toString repo.interval}"
            ];
            ExecStart = "${cfg.package}/bin/git-sync-on-inotify";
            Restart = "on-abort";
          };
          Install.WantedBy = [ "default.target" ];
        }
      );
      launchd.agents = each (
        _: repo: {
          enable = true;
          config = {
            StartInterval = repo.interval;
            ProcessType = "Background";
            WorkingDirectory = "${repo.path}";
            WatchPaths = [ "${repo.path}" ];
            ProgramArguments = [ "${cfg.package}/bin/git-sync" ];
          };
        }
      );
    };
}
