# Programs and services of the Mac.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    opt
    text
    ;
  cfg = config.programs;
  shell = default: {
    enable = opt types.bool default "Whether the shell is set up.";
    shellInit = text "Commands of every shell.";
    loginShellInit = text "Commands of login shells.";
    interactiveShellInit = text "Commands of interactive shells.";
    promptInit = text "Commands of the prompt.";
    shellAliases = attrs "Aliases by name.";
  };
in
{
  options = {
    programs = {
      bash = shell true // { completion.enable = flag "Whether arguments are completed."; };
      zsh = shell true // {
        enableCompletion = enabled "Whether arguments are completed.";
        enableBashCompletion = enabled "Whether also by Bash's rules.";
        enableGlobalCompInit = enabled "Whether completion starts for all.";
        enableAutosuggestions = flag "Whether commands are suggested.";
        enableSyntaxHighlighting = flag "Whether commands have colours.";
        enableFzfCompletion = flag "Whether fzf completes.";
        enableFzfHistory = flag "Whether fzf searches the history.";
        variables = attrs "Variables of the shell.";
      };
      fish = shell false // { useBabelfish = flag "Whether babelfish translates for it."; };
      direnv = {
        enable = flag "Whether direnv is there.";
        silent = flag "Whether it says nothing.";
        nix-direnv.enable = enabled "Whether environments of Nix are kept.";
      };
      gnupg.agent = {
        enable = flag "Whether the agent runs.";
        enableSSHSupport = flag "Whether it is SSH's too.";
      };
      _1password = {
        enable = flag "Whether the command of 1Password is there.";
        package = lib.mkPackageOption pkgs "_1password-cli" { };
      };
      _1password-gui = {
        enable = flag "Whether 1Password is there.";
        package = lib.mkPackageOption pkgs "_1password-gui" { };
      };
      man.enable = enabled "Whether manual pages are there.";
      info.enable = enabled "Whether info pages are there.";
      nix-index.enable = flag "Whether nix-index is there.";
      tmux = {
        enable = flag "Whether tmux is there.";
        enableSensible = flag "Whether with better defaults.";
        enableMouse = flag "Whether it uses the mouse.";
        enableFzf = flag "Whether with fzf.";
        enableVim = flag "Whether its keys are those of Vim.";
        extraConfig = text "More text of its file.";
      };
      vim = {
        enable = flag "Whether Vim is there.";
        enableSensible = flag "Whether with better defaults.";
        vimConfig = text "Its file.";
      };
      ssh = {
        extraConfig = text "More text of the client's file.";
        knownHosts = attrs "Keys of hosts.";
      };
    };
    documentation.enable = enabled "Whether documentation is installed.";
    documentation.man.enable = enabled "Whether manual pages are installed.";
    documentation.doc.enable = enabled "Whether other documentation is installed.";
    documentation.info.enable = enabled "Whether info pages are installed.";
  };

  config.environment = {
    systemPackages =
      lib.optional cfg.fish.enable pkgs.fish
      ++ lib.optional cfg.tmux.enable pkgs.tmux
      ++ lib.optional cfg.vim.enable pkgs.vim
      ++ lib.optional cfg.direnv.enable pkgs.direnv
      ++ lib.optional cfg._1password.enable cfg._1password.package
      ++ lib.optional cfg._1password-gui.enable cfg._1password-gui.package;
    etc.zshrc = lib.mkIf cfg.zsh.enable {
      text = ''
        # /etc/zshrc: DO NOT EDIT -- this file has been generated automatically.
        ${config.environment.interactiveShellInit}
        ${cfg.zsh.interactiveShellInit}
        ${cfg.zsh.promptInit}
      '';
    };
  };
}
