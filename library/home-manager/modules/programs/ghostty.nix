# `programs.ghostty`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag integrations opt;
  keyValue = pkgs.formats.keyValue {
    listsAsDuplicateKeys = true;
    mkKeyValue = lib.generators.mkKeyValueDefault { } " = ";
  };
in
lib.hm.library.program args "ghostty" {
  title = "the terminal Ghostty";
  nullable = true;
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    settings = opt keyValue.type { } "Contents of {file}`ghostty/config`.";
    themes = opt (types.attrsOf keyValue.type) { } "Themes by name.";
    clearDefaultKeybinds = flag "Whether its own keys do nothing.";
    installVimSyntax = flag "Whether Vim knows its files.";
    installBatSyntax = described "`true` if programs.ghostty.package is not null" (
      opt types.bool (config.programs.ghostty.package != null) "Whether bat knows its files."
    );
    systemd.enable = described "`true` on Linux, `false` otherwise" (
      opt types.bool pkgs.stdenv.hostPlatform.isLinux "Whether it is a service."
    );
  };
  config =
    cfg:
    let
      script = shell: file: ''
        if [[ -r ${file} ]]; then
          ${shell} ${file}
        fi
      '';
    in
    {
      programs = {
        ghostty.settings = mkIf cfg.clearDefaultKeybinds { keybind = lib.mkBefore [ "clear" ]; };
        bash.initExtra = mkIf cfg.enableBashIntegration (lib.mkOrder 101 (script "builtin source" "\"\${GHOSTTY_RESOURCES_DIR}/shell-integration/bash/ghostty.bash\""));
        zsh.initContent = mkIf cfg.enableZshIntegration (script "source" "\"$GHOSTTY_RESOURCES_DIR\"/shell-integration/zsh/ghostty-integration");
        fish.shellInit = mkIf cfg.enableFishIntegration ''
          if set -q GHOSTTY_RESOURCES_DIR
            source "$GHOSTTY_RESOURCES_DIR/shell-integration/fish/vendor_conf.d/ghostty-shell-integration.fish"
          end
        '';
      };
      xdg.configFile = {
        "ghostty/config" = mkIf (cfg.settings != { }) { source = keyValue.generate "ghostty-config" cfg.settings; };
      }
      // lib.mapAttrs' (
        name: theme: lib.nameValuePair "ghostty/themes/${name}" { source = keyValue.generate "ghostty-${name}-theme" theme; }
      ) cfg.themes;
    };
}
