# `services.ssh-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalString types;
  inherit (lib.hm.library) maybe opt words;
in
lib.hm.library.service args "ssh-agent" {
  title = "the agent of SSH";
  imports = lib.hm.library.gone [ "services" "ssh-agent" ] "The variable is set for every shell." (
    map (shell: "enable${shell}Integration") [ "Bash" "Fish" "Nushell" "Zsh" ]
  );
  package = "openssh";
  install = false;
  options = {
    socket = opt types.str "ssh-agent" "Name of its socket, below the folder of the session.";
    defaultMaximumIdentityLifetime = maybe types.ints.positive "Seconds that it keeps a key.";
    pkcs11Whitelist = words "Modules that it may load.";
  };
  config =
    cfg:
    let
      socket = "$XDG_RUNTIME_DIR/${cfg.socket}";
    in
    {
      sshAuthSock = {
        enable = true;
        initialization = {
          bash = "export SSH_AUTH_SOCK=\"${socket}\"";
          fish = "set -x SSH_AUTH_SOCK \"${socket}\"";
          nushell = "$env.SSH_AUTH_SOCK = $\"($env.XDG_RUNTIME_DIR)/${cfg.socket}\"";
        };
        systemd.socketProviderUnit = "ssh-agent.service";
      };
      systemd.user.services.ssh-agent = {
        Install.WantedBy = [ "default.target" ];
        Unit = {
          Description = "SSH authentication agent";
          Documentation = "man:ssh-agent(1)";
        };
        Service = {
          ExecStart =
            "${lib.getExe' cfg.package "ssh-agent"} -D -a %t/${cfg.socket}"
            + optionalString (cfg.defaultMaximumIdentityLifetime != null) " -t ${toString cfg.defaultMaximumIdentityLifetime}"
            + optionalString (cfg.pkcs11Whitelist != [ ]) " -P '${lib.concatStringsSep "," cfg.pkcs11Whitelist}'";
          SuccessExitStatus = 2;
        };
      };
    };
}
