# `programs.keychain`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled integrations maybe opt words;
  kinds = [
    "local"
    "any"
    "local-once"
    "any-once"
  ];
  call =
    cfg:
    let
      flags =
        cfg.extraFlags
        ++ lib.optional (cfg.agents != [ ]) "--agents ${lib.concatStringsSep "," cfg.agents}"
        ++ lib.optional (cfg.inheritType != null) "--inherit ${cfg.inheritType}";
    in
    "${cfg.package}/bin/keychain --eval ${lib.concatStringsSep " " flags} ${lib.concatStringsSep " " cfg.keys}";
  outdated = name: ''
    Option `programs.keychain.${name}` is deprecated and will be removed in the future.
    Please avoid using it.
    See https://github.com/funtoo/keychain/releases/tag/2.9.0 for more information
  '';
in
lib.hm.library.program args "keychain" {
  title = "keychain";
  options = {
    keys = opt (types.listOf types.str) [ "id_rsa" ] "Keys that are added.";
    agents = words "Agents that are started.";
    inheritType = maybe (types.enum kinds) "Which agents of the environment are taken over.";
    extraFlags = opt (types.listOf types.str) [ "--quiet" ] "More flags of {command}`keychain`.";
    enableXsessionIntegration = enabled "Whether it is started by {file}`~/.xsession`.";
  }
  // integrations config [
    "Bash"
    "Fish"
    "Nushell"
    "Zsh"
  ];
  config =
    cfg:
    let
      isNew = lib.versionAtLeast cfg.package.version "2.9.0";
    in
    {
      warnings =
        lib.optional (isNew && cfg.agents != [ ]) (outdated "agents")
        ++ lib.optional (isNew && cfg.inheritType != null) (outdated "inheritType");
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ''
          eval "$(SHELL=bash ${call cfg})"
        '';
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          SHELL=fish eval (${call cfg})
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          eval "$(SHELL=zsh ${call cfg})"
        '';
        nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
          let keychain_shell_command = (SHELL=bash ${call cfg}| parse -r '(\w+)="?(.*?)"?; export \1' | transpose -ird)
          if not ($keychain_shell_command|is-empty) {
            $keychain_shell_command | load-env
          }
        '';
      };
      xsession.initExtra = mkIf cfg.enableXsessionIntegration ''
        eval "$(SHELL=bash ${call cfg})"
      '';
    };
}
