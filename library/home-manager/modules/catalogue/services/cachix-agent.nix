# `services.cachix-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption optional types;
  inherit (lib.hm.library)
    described
    maybe
    need
    opt
    ;
  nix = if config.nix.enable && config.nix.package != null then config.nix.package else pkgs.nix;
in
lib.hm.library.service args "cachix-agent" {
  package = "cachix";
  title = "the agent of Cachix Deploy";
  install = false;
  options = {
    name = need types.str "Its name.";
    verbose = mkEnableOption "a long log";
    profile = opt types.str "home-manager" "Profile of Nix that it sets.";
    host = maybe types.str "Its server.";
    credentialsFile = described ''"''${config.xdg.configHome}/cachix-agent.token"'' (
      opt types.path "${config.xdg.configHome}/cachix-agent.token" "File with `CACHIX_AGENT_TOKEN`."
    );
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.cachix-agent" pkgs lib.platforms.linux) ];
    systemd.user.services.cachix-agent = {
      Unit.Description = "Cachix Deploy Agent";
      Service = {
        Environment = [ "PATH=${nix}/bin" ];
        EnvironmentFile = cfg.credentialsFile;
        # Its children are deployments.
        KillMode = "process";
        Restart = "on-failure";
        ExecStart = lib.escapeShellArgs (
          [ "${cfg.package}/bin/cachix" ]
          ++ optional cfg.verbose "--verbose"
          ++ optional (cfg.host != null) "--host ${cfg.host}"
          ++ [ "deploy" "agent" cfg.name ]
          ++ optional (cfg.profile != null) cfg.profile
        );
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
