# `programs.fabric-ai`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optionalString;
  patterns = ''
    for pattern_file in $HOME/.config/fabric/patterns/*; do
        pattern_name="$(basename "$pattern_file")"
        alias "''${FABRIC_ALIAS_PREFIX:-}$pattern_name=fabric --pattern $pattern_name"
    done
  '';
  yt = ''
    yt() {
        local transcript=--transcript
        case "$1" in
            -t | --timestamps)
                transcript=--transcript-with-timestamps
                shift
                ;;
        esac
        if [ "$#" -ne 1 ]; then
            echo "Usage: yt [-t | --timestamps] youtube-link"
            echo "Use the '-t' flag to get the transcript with timestamps."
            return 1
        fi
        fabric -y "$1" "$transcript"
    }
  '';
in
lib.hm.library.program args "fabric-ai" {
  title = "Fabric";
  nullable = true;
  options = lib.hm.library.integrations config [ "Bash" "Zsh" ] // {
    enablePatternsAliases = lib.hm.library.flag "Whether each pattern is a command." // { example = true; };
    enableYtAlias = lib.hm.library.enabled "Whether there is the command {command}`yt`." // { example = true; };
  };
  config =
    cfg:
    let
      hook = optionalString cfg.enablePatternsAliases patterns + optionalString cfg.enableYtAlias yt;
    in
    {
      programs.bash.initExtra = mkIf cfg.enableBashIntegration hook;
      programs.zsh.initContent = mkIf cfg.enableZshIntegration hook;
    };
}
