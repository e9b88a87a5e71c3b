# `sshAuthSock`: where shells and services find the agent of SSH.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOrder types;
  cfg = config.sshAuthSock;
  unit = cfg.systemd.socketProviderUnit;
  own = lib.optional (!lib.hasSuffix ".socket" unit) unit;
  start = shell: lib.hm.library.need types.str "Commands that find the agent in ${shell}.";

  indented =
    text:
    lib.concatMapStringsSep "\n" (line: if line == "" then "" else "  ${line}") (lib.splitString "\n" text);
  # A forwarded agent stays.
  unlessForwarded = text: ''
    if [ -z "$SSH_AUTH_SOCK" -o -z "$SSH_CONNECTION" ]; then
    ${indented text}
    fi
  '';
  bash = unlessForwarded cfg.initialization.bash;
  zsh = unlessForwarded cfg.initialization.zsh;
  missing = name: "(\"${name}\" not-in $env) or ($env.${name} | is-empty)";
in
{
  options.sshAuthSock = {
    enable = lib.hm.library.flag "Whether the agent is found; services that are agents say so." // {
      example = true;
    };
    initialization = lib.genAttrs [ "bash" "fish" "nushell" ] start // {
      zsh = start "Zsh" // {
        default = cfg.initialization.bash;
        defaultText = lib.literalExpression "config.sshAuthSock.initialization.bash";
      };
    };
    systemd.socketProviderUnit = lib.hm.library.need types.str "The unit of the agent.";
  };

  config = lib.mkIf cfg.enable {
    programs = {
      bash.profileExtra = mkOrder 900 bash;
      fish.shellInit = mkOrder 900 ''
        if test -z "$SSH_AUTH_SOCK"; or test -z "$SSH_CONNECTION"
        ${indented cfg.initialization.fish}
        end
      '';
      nushell.extraConfig = mkOrder 900 ''
        if ${missing "SSH_AUTH_SOCK"} or ${missing "SSH_CONNECTION"} {
        ${indented cfg.initialization.nushell}
        }
      '';
      zsh = {
        envExtra = mkOrder 900 ''
          if [[ ! -o login ]]; then
          ${indented zsh}
          fi
        '';
        profileExtra = mkOrder 900 zsh;
      };
    };
    systemd.user.services.set-SSH_AUTH_SOCK = {
      Unit = {
        Description = "Sets SSH_AUTH_SOCK in the D-BUS daemon and systemd";
        Before = own;
      };
      Service = {
        Type = "oneshot";
        ExecStart = pkgs.writeShellScript "set-SSH_AUTH_SOCK" ''
          ${bash}
          ${pkgs.dbus}/bin/dbus-update-activation-environment --systemd SSH_AUTH_SOCK
        '';
      };
      Install.WantedBy = [ "default.target" ] ++ own;
    };
  };
}
