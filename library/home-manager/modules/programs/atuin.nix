# `programs.atuin`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkIf types;
  inherit (lib.hm.library)
    flag
    integrations
    maybe
    opt
    words
    ;
  format = pkgs.formats.toml { };
  settings = format.type // {
    description = "Atuin configuration";
  };
in
lib.hm.library.program args "atuin" {
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    settings = opt settings { } "Contents of {file}`atuin/config.toml`.";
    flags = words "Arguments of {command}`atuin init`.";
    forceOverwriteSettings = flag "Whether a file that is in the way is removed.";
    themes = opt (with types; attrsOf (oneOf [ format.type path lines ])) { } "Themes by name.";
    daemon = {
      enable = lib.mkEnableOption "the daemon";
      logLevel = maybe (types.enum [ "trace" "debug" "info" "warn" "error" ]) "What the daemon records.";
    };
  };
  config =
    cfg:
    let
      daemon = import ../parts/atuin-daemon.nix { inherit cfg config lib; };
      fishScript = pkgs.runCommand "atuin-fish-config.fish" { nativeBuildInputs = [ pkgs.writableTmpDirAsHomeHook ]; } ''
        ${getExe cfg.package} init fish ${flags} > "$out"
      '';
      flags = lib.escapeShellArgs cfg.flags;
      theme =
        name: value:
        if lib.isString value then
          pkgs.writeText "atuin-theme-${name}" value
        else if lib.isPath value || lib.isStorePath value then
          value
        else
          format.generate "atuin-theme-${name}" value;
    in
    {
      assertions = mkIf cfg.daemon.enable daemon.assertions;
      systemd.user = mkIf cfg.daemon.enable daemon.systemd;
      launchd.agents.atuin-daemon = mkIf cfg.daemon.enable daemon.agent;
      programs = {
        atuin.settings = {
          daemon = mkIf cfg.daemon.enable daemon.settings;
          logs = mkIf config.home.preferXdgDirectories { dir = lib.mkDefault "${config.xdg.stateHome}/atuin/logs"; };
        };
        bash.initExtra = mkIf cfg.enableBashIntegration ''
          if [[ :$SHELLOPTS: =~ :(vi|emacs): ]]; then
            source "${pkgs.bash-preexec}/share/bash/bash-preexec.sh"
            eval "$(${getExe cfg.package} init bash ${flags})"
          fi
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          if [[ $options[zle] = on ]]; then
            eval "$(${getExe cfg.package} init zsh ${flags})"
          fi
        '';
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          source ${fishScript}
        '';
        # Behind what others set up for the same keys.
        nushell.extraConfig = mkIf cfg.enableNushellIntegration (
          lib.mkOrder 2000 ''
            source ${pkgs.runCommand "atuin-nushell-config.nu" { nativeBuildInputs = [ pkgs.writableTmpDirAsHomeHook ]; } ''
              ${getExe cfg.package} init nu ${flags} >> "$out"
            ''}
          ''
        );
      };
      xdg.configFile = {
        "atuin/config.toml" = mkIf (cfg.settings != { }) {
          source = format.generate "atuin-config" cfg.settings;
          force = cfg.forceOverwriteSettings;
        };
      }
      // lib.mapAttrs' (
        name: value: lib.nameValuePair "atuin/themes/${name}.toml" { source = theme name value; }
      ) cfg.themes;
    };
}
