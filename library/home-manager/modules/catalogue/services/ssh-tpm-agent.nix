# `services.ssh-tpm-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkOverride optionals types;
  inherit (lib.hm.library) maybe words;
  inherit (config.services) ssh-agent;
  page = "https://github.com/Foxboron/ssh-tpm-agent";
  # The host, where the home is part of one.
  host = args.osConfig or null;
in
lib.hm.library.service args "ssh-tpm-agent" {
  title = "the agent of SSH for TPMs";
  options = {
    keyDir = maybe types.path "Folder of the keys.";
    extraArgs = words "Further arguments.";
  };
  config = cfg: {
    assertions = [
      (lib.hm.assertions.assertPlatform "services.ssh-tpm-agent" pkgs lib.platforms.linux)
      {
        assertion =
          !config.submoduleSupport.enable
          || (
            host.security.tpm2.enable
            && lib.elem host.security.tpm2.tssGroup host.users.users.${config.home.username}.extraGroups
          );
        message = ''
          ssh-tpm-agent: The user has to be a member of the '${host.security.tpm2.tssGroup}' group to access the TPM.
          In your NixoS configuration, set:

            security.tpm2.enable = true;
            users.users.<your_username>.extraGroups = [ config.security.tpm2.tssGroup ];
        '';
      }
    ];
    home.sessionVariables.SSH_TPM_AUTH_SOCK = "$XDG_RUNTIME_DIR/ssh-tpm-agent.sock";
    # It stands before the agent of OpenSSH, whose socket is not the one to ask then.
    sshAuthSock = {
      enable = true;
      initialization = mkOverride 90 {
        bash = ''export SSH_AUTH_SOCK="$XDG_RUNTIME_DIR/ssh-tpm-agent.sock"'';
        fish = ''set -x SSH_AUTH_SOCK "$XDG_RUNTIME_DIR/ssh-tpm-agent.sock"'';
        nushell = ''$env.SSH_AUTH_SOCK = $"($env.XDG_RUNTIME_DIR)/ssh-tpm-agent.sock"'';
      };
      systemd.socketProviderUnit = mkOverride 90 "ssh-tpm-agent.socket";
    };
    systemd.user = {
      services.ssh-tpm-agent = {
        Unit = {
          Description = "ssh-tpm-agent service";
          Documentation = page;
          Requires = [ "ssh-tpm-agent.socket" ];
          After = optionals ssh-agent.enable [ "ssh-agent.service" ] ++ [ "ssh-tpm-agent.socket" ];
          BindsTo = lib.mkIf ssh-agent.enable [ "ssh-agent.service" ];
        };
        Service = {
          Environment = "SSH_TPM_AUTH_SOCK=%t/ssh-tpm-agent.sock";
          ExecStart = toString (
            [ (lib.getExe cfg.package) ]
            ++ optionals (cfg.keyDir != null) [ "--key-dir ${cfg.keyDir}" ]
            ++ optionals ssh-agent.enable [ "-A %t/${ssh-agent.socket}" ]
            ++ optionals (cfg.extraArgs != [ ]) [ (lib.escapeShellArgs cfg.extraArgs) ]
          );
          SuccessExitStatus = 2;
          Type = "simple";
        };
      };
      sockets.ssh-tpm-agent = {
        Unit = {
          Description = "SSH TPM agent socket";
          Documentation = page;
        };
        Socket = {
          ListenStream = "%t/ssh-tpm-agent.sock";
          Service = "ssh-tpm-agent.service";
          SocketMode = "0600";
        };
        Install.WantedBy = [ "sockets.target" ];
      };
    };
  };
}
