# `programs.sesh`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled opt;
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "sesh" {
  options = {
    fzfPackage = lib.mkPackageOption pkgs "fzf" { nullable = true; };
    zoxidePackage = lib.mkPackageOption pkgs "zoxide" { nullable = true; };
    settings = opt (types.submodule { freeformType = toml.type; }) { } "Contents of {file}`~/.config/sesh/sesh.toml`.";
    enableAlias = enabled "Whether `s` goes to a session.";
    enableTmuxIntegration = enabled "Whether tmux has a key for it.";
    tmuxKey = opt types.str "s" "That key.";
    icons = enabled "Whether there are icons.";
  };
  config =
    cfg:
    let
      list = "sesh list ${lib.optionalString cfg.icons "--icons"}";
      fzf = lib.optionalString cfg.icons "--ansi";
    in
    {
      assertions = mkIf cfg.enableTmuxIntegration [
        {
          assertion = config.programs.fzf.tmux.enableShellIntegration;
          message = "What sesh does in tmux needs `programs.fzf.tmux.enableShellIntegration`.";
        }
      ];
      home.packages =
        lib.optional (cfg.enableAlias && cfg.fzfPackage != null) cfg.fzfPackage
        ++ lib.optional (cfg.enableTmuxIntegration && cfg.zoxidePackage != null) cfg.zoxidePackage;
      home.file.".config/sesh/sesh.toml".source = toml.generate "sesh.toml" cfg.settings;
      home.shellAliases = mkIf cfg.enableAlias { s = "sesh connect $(${list} | fzf ${fzf})"; };
      # Tmux is in the catalogue too: its file is written here, at the end, as its `extraConfig` is.
      xdg.configFile."tmux/tmux.conf" = mkIf (cfg.enableTmuxIntegration && config.programs.tmux.enable) {
        text = lib.mkAfter ''
          bind-key "${cfg.tmuxKey}" run-shell "sesh connect \"$(
            ${list} | fzf --tmux 80%,70% \
              --no-sort --ansi --border-label ' sesh ' --prompt '⚡  ' \
              --header '  ^a all ^t tmux ^g configs ^x zoxide ^d tmux kill ^f find' \
              --bind 'tab:down,btab:up' \
              --bind 'ctrl-a:change-prompt(⚡  )+reload(${list})' \
              --bind 'ctrl-t:change-prompt(🪟  )+reload(${list} -t)' \
              --bind 'ctrl-g:change-prompt(⚙️  )+reload(${list} -c)' \
              --bind 'ctrl-x:change-prompt(📁  )+reload(${list} -z)' \
              --bind 'ctrl-f:change-prompt(🔎  )+reload(fd -H -d 2 -t d -E .Trash . ~)' \
              --bind 'ctrl-d:execute(tmux kill-session -t {2..})+change-prompt(⚡  )+reload(${list})' \
              --preview-window 'right:55%' \
              --preview 'sesh preview {}' \
              -- ${fzf}
          )\""
        '';
      };
    };
}
