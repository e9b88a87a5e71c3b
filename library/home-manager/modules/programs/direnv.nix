# `programs.direnv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkAfter mkIf;
  inherit (lib.hm.library) integrations opt text;
  format = pkgs.formats.toml { };
in
lib.hm.library.program args "direnv" {
  imports =
    lib.hm.library.renamed [ "programs" "direnv" ] { enableNixDirenvIntegration = "nix-direnv.enable"; }
    ++ lib.hm.library.gone [ "programs" "direnv" ] "Flakes need no switch any more." [ "nix-direnv.enableFlakes" ];
  options = integrations config [ "Bash" "Nushell" "Zsh" "Fish" ] // {
    config = opt format.type { } "Contents of {file}`direnv/direnv.toml`.";
    stdlib = text "Contents of {file}`direnv/direnvrc`.";
    silent = lib.mkEnableOption "saying nothing";
    nix-direnv = {
      enable = lib.mkEnableOption "nix-direnv, which keeps environments of Nix";
      package = lib.mkPackageOption pkgs "nix-direnv" { };
    };
    mise = {
      enable = lib.mkEnableOption "mise in {file}`.envrc`";
      package = lib.mkPackageOption pkgs "mise" { };
    };
  };
  config =
    cfg:
    let
      exe = getExe cfg.package;
      isNew = lib.versionAtLeast (lib.getVersion cfg.package) "2.36.0";
    in
    {
      programs = {
        direnv.config.global = mkIf (cfg.silent && isNew) {
          log_format = "-";
          log_filter = "^$";
        };
        bash.initExtra = mkIf cfg.enableBashIntegration (mkAfter ''
          eval "$(${exe} hook bash)"
        '');
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          eval "$(${exe} hook zsh)"
        '';
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration (mkAfter ''
          if not functions -q __direnv_export_eval
            ${exe} hook fish | source
          end
        '');
        nushell.extraConfig = mkIf cfg.enableNushellIntegration (mkAfter ''
          $env.config = ($env.config? | default {} | upsert hooks.pre_prompt {|config|
            $config.hooks?.pre_prompt? | default [] | append {||
              ${exe} export json | from json | default {} | load-env
              # It gives the search path as text, and Nushell wants a list.
              if ($env.PATH | describe) == "string" {
                $env.PATH = ($env.PATH | split row (char esep))
              }
            }
          })
        '');
      };
      xdg.configFile = {
        "direnv/direnv.toml" = mkIf (cfg.config != { }) {
          source = format.generate "direnv-config" cfg.config;
        };
        "direnv/lib/hm-nix-direnv.sh" = mkIf cfg.nix-direnv.enable {
          source = "${cfg.nix-direnv.package}/share/nix-direnv/direnvrc";
        };
        "direnv/direnvrc" = mkIf (cfg.stdlib != "") { text = cfg.stdlib; };
        "direnv/lib/hm-mise.sh" = mkIf cfg.mise.enable {
          text = ''
            eval "$(${getExe cfg.mise.package} direnv activate)"
          '';
        };
      };
      home.sessionVariables = mkIf (cfg.silent && !isNew) { DIRENV_LOG_FORMAT = ""; };
    };
}
