# Parts of {file}`tmux.conf` that the options of `programs.tmux` ask for.
{ lib, pkgs }:
cfg:
let
  here = "-c '#{pane_current_path}'";
  session = pkgs.writeShellScript "fzf-tmux-session" ''
    name=$(tmux list-sessions -F '#{session_name}' | fzf --query="$1" --exit-0) && tmux switch-client -t "$name"
  '';
in
{
  sensible.text = lib.mkIf cfg.enableSensible ''
    set -g default-terminal "screen-256color"
    set -g base-index 1
    set -g renumber-windows on
    set -g status-keys emacs
    set -s escape-time 0
    setw -g aggressive-resize on
    bind c new-window ${here}
    bind C new-session
    bind S switch-client -l
  '';
  splitBindings.text = lib.mkIf cfg.reverseSplitBindings ''
    bind % split-window -v ${here}
    bind '"' split-window -h ${here}
  '';
  mouse.text = lib.mkIf cfg.enableMouse ''
    set -g mouse on
    setw -g mouse on
    set -g terminal-overrides 'xterm*:smcup@:rmcup@'
  '';
  fzf.text = lib.mkIf cfg.enableFzf ''
    bind-key -n M-p run "tmux split-window -p 40 ${here} 'tmux send-keys -t #{pane_id} \"$(fzf -m | paste -sd\\  -)\"'"
    bind-key -n M-s run "tmux split-window -p 40 'tmux send-keys -t #{pane_id} \"$(${session})\"'"
  '';
  vim.text = lib.mkIf cfg.enableVim ''
    setw -g mode-keys vi
    bind h select-pane -L
    bind j select-pane -D
    bind k select-pane -U
    bind l select-pane -R
    bind s split-window -v ${here}
    bind v split-window -h ${here}
    bind-key -T copy-mode-vi p send-keys -X copy-pipe-and-cancel "tmux paste-buffer"
    bind-key -T copy-mode-vi v send-keys -X begin-selection
    bind-key -T copy-mode-vi y send-keys -X copy-pipe-and-cancel "pbcopy"
  '';
}
