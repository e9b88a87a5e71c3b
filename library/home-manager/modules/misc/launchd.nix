# `launchd`: agents of macOS.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    described
    enabled
    need
    opt
    ;
  cfg = config.launchd;
  prefix = "org.nix-community.home.";

  agent =
    { name, ... }:
    {
      options = {
        enable = lib.mkEnableOption name;
        domain = opt (types.enum [
          "gui"
          "user"
        ]) "gui" "Where the agent runs.";
        waitForNixStore = enabled "Whether it waits for the store.";
        config = opt (types.submodule {
          freeformType = types.attrsOf types.anything;
          options.Label = need types.str "Name of the agent.";
        }) { } "The agent, as {manpage}`launchd.plist(5)` has it.";
      };
      config.config.Label = lib.mkDefault "${prefix}${name}";
    };

  on = lib.filterAttrs (_: a: a.enable) cfg.agents;
  wait =
    a:
    if a.waitForNixStore && a.config ? ProgramArguments then
      a.config
      // {
        ProgramArguments = [
          "/bin/sh"
          "-c"
          "/bin/wait4path /nix/store && exec ${lib.escapeShellArgs a.config.ProgramArguments}"
        ];
      }
    else
      a.config;
  plist = name: a: pkgs.writeText "${name}.plist" (lib.generators.toPlist { escape = true; } (wait a));
in
{
  options.launchd = {
    enable = described "pkgs.stdenv.hostPlatform.isDarwin" (
      opt types.bool pkgs.stdenv.hostPlatform.isDarwin "Whether agents are managed."
    );
    agents = opt (types.attrsOf (types.submodule agent)) { } "Agents by name.";
  };

  config = lib.mkIf (cfg.enable && pkgs.stdenv.hostPlatform.isDarwin) {
    home.extraBuilderCommands = ''
      mkdir -p $out/LaunchAgents
    ''
    + lib.concatLines (
      lib.mapAttrsToList (name: a: "ln -s ${plist name a} $out/LaunchAgents/${a.config.Label}.plist") on
    );
    home.activation.setupLaunchAgents = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
      for plist in "$newGenPath"/LaunchAgents/*.plist; do
        target="$HOME/Library/LaunchAgents/''${plist##*/}"
        if [[ -e $plist ]] && ! cmp -s "$plist" "$target"; then
          run launchctl bootout "gui/$UID/$(basename "$plist" .plist)" || true
          run install -Dm444 "$plist" "$target"
          run launchctl bootstrap "gui/$UID" "$target"
        fi
      done
    '';
  };
}
