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
      inherit (pkgs.stdenv.hostPlatform) isDarwin;
      unit = "systemd/user/app-com.mitchellh.ghostty.service";
      validate = file: mkIf (cfg.package != null) "${lib.getExe cfg.package} +validate-config --config-file=${config.xdg.configHome}/ghostty/${file}";
      needsPackage = what: wanted: {
        assertion = wanted -> cfg.package != null;
        message = "programs.ghostty.${what} when programs.ghostty.package is null";
      };
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
        bat = mkIf (cfg.installBatSyntax && cfg.package != null) {
          syntaxes.ghostty = {
            src = cfg.package;
            file = lib.optionalString isDarwin "Applications/Ghostty.app/Contents/Resources/" + lib.optionalString (!isDarwin) "share/" + "bat/syntaxes/ghostty.sublime-syntax";
          };
          config.map-syntax = [ "${config.xdg.configHome}/ghostty/config:Ghostty Config" ];
        };
        vim.plugins = mkIf (cfg.installVimSyntax && cfg.package != null) [ cfg.package.vim ];
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          if test -r "$GHOSTTY_RESOURCES_DIR/shell-integration/fish/vendor_conf.d/ghostty-shell-integration.fish"
            source "$GHOSTTY_RESOURCES_DIR/shell-integration/fish/vendor_conf.d/ghostty-shell-integration.fish"
          end
        '';
      };
      assertions = [
        (needsPackage "installVimSyntax cannot be enabled" cfg.installVimSyntax)
        (needsPackage "installBatSyntax cannot be enabled" cfg.installBatSyntax)
        (needsPackage "systemd.enable cannot be true" cfg.systemd.enable)
        {
          assertion = cfg.systemd.enable -> pkgs.stdenv.hostPlatform.isLinux;
          message = "Ghostty systemd integration cannot be enabled for non-linux platforms";
        }
      ];
      dbus.packages = mkIf cfg.systemd.enable [ cfg.package ];
      xdg.configFile = lib.mkMerge [
        {
          "ghostty/config" = mkIf (cfg.settings != { }) {
            source = keyValue.generate "ghostty-config" cfg.settings;
            onChange = validate "config";
          };
        }
        (lib.mapAttrs' (
          name: theme:
          lib.nameValuePair "ghostty/themes/${name}" {
            source = keyValue.generate "ghostty-${name}-theme" theme;
            onChange = validate "themes/${name}";
          }
        ) cfg.themes)
        (mkIf cfg.systemd.enable {
          "${unit}".source = "${cfg.package}/share/${unit}";
          # It is told of new settings, and goes on running.
          "${unit}.d/overrides.conf".text = ''
            [Unit]
            X-SwitchMethod=keep-old
            X-Reload-Triggers=${
              toString (
                map (name: config.xdg.configFile."ghostty/${name}".source) (
                  lib.optional (cfg.settings != { }) "config" ++ map (name: "themes/${name}") (lib.attrNames cfg.themes)
                )
              )
            }
          '';
        })
      ];
    };
}
