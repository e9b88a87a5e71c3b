# `programs.oh-my-posh`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations maybe opt;
  json = pkgs.formats.json { };
in
lib.hm.library.program args "oh-my-posh" {
  options = integrations config [ "Bash" "Zsh" "Fish" "Nushell" ] // {
    settings = opt json.type { } "Contents of its file.";
    useTheme = maybe types.str "Theme of the package.";
    configFile = maybe (types.either types.str types.path) "Its file.";
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
      file =
        if cfg.settings != { } then
          "--config ${config.xdg.configHome}/oh-my-posh/config.json"
        else if cfg.useTheme != null then
          "--config ${cfg.package}/share/oh-my-posh/themes/${cfg.useTheme}.omp.json"
        else if cfg.configFile != null then
          "--config ${cfg.configFile}"
        else
          "";
      start = shell: "eval \"$(${exe} init ${shell} ${file})\"\n";
    in
    {
      xdg.configFile."oh-my-posh/config.json" = mkIf (cfg.settings != { }) {
        source = json.generate "oh-my-posh-settings" cfg.settings;
      };
      # What it has kept is of no use to another version of it.
      home.activation.ohMyPoshClearCache = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        cache="${config.xdg.cacheHome}/oh-my-posh"
        package="${builtins.unsafeDiscardStringContext "${cfg.package}"}"
        if [[ ! -f "$cache/pkg-path" || "$(< "$cache/pkg-path")" != "$package" ]]; then
          run rm -rf "$cache"
          run mkdir -p "$cache"
          [[ -v DRY_RUN ]] || printf '%s' "$package" > "$cache/pkg-path"
        fi
      '';
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (start "bash");
        zsh.initContent = mkIf cfg.enableZshIntegration (start "zsh");
        nushell.extraConfig = mkIf cfg.enableNushellIntegration (
          if lib.versionAtLeast (lib.versions.major cfg.package.version) "26" then
            "${exe} init nu ${file}\n"
          else
            "source ${pkgs.runCommand "oh-my-posh-nushell-config.nu" { } ''
              ${exe} init nu ${file} --print >> "$out"
            ''}\n"
        );
        fish.shellInit = mkIf cfg.enableFishIntegration "${exe} init fish ${file} | source\n";
      };
    };
}
