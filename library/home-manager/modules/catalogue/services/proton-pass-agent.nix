# `services.proton-pass-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt words;
  inherit (pkgs.stdenv.hostPlatform) isDarwin;
in
lib.hm.library.service args "proton-pass-agent" {
  package = "proton-pass-cli";
  title = "the agent of SSH of Proton Pass";
  options = {
    socket = opt lib.types.str "proton-pass-agent" "Its socket, below the folder of the session.";
    extraArgs = words "Further arguments.";
  };
  config =
    cfg:
    let
      # The folder of the session, to a shell.
      folder = if isDarwin then "$(${lib.getExe pkgs.getconf} DARWIN_USER_TEMP_DIR)" else "$XDG_RUNTIME_DIR";
      inNushell = if isDarwin then "${lib.getExe pkgs.getconf} DARWIN_USER_TEMP_DIR" else "$env.XDG_RUNTIME_DIR";
      command = toString (
        [
          (lib.getExe' cfg.package "pass-cli")
          "ssh-agent"
          "start"
          "--socket-path"
          "${if isDarwin then folder else "%t"}/${cfg.socket}"
        ]
        ++ cfg.extraArgs
      );
      logs = "${config.home.homeDirectory}/Library/Logs/Proton Pass CLI";
    in
    {
      sshAuthSock = {
        enable = true;
        initialization = {
          bash = ''export SSH_AUTH_SOCK="${folder}/${cfg.socket}"'';
          fish = ''set -x SSH_AUTH_SOCK "${folder}/${cfg.socket}"'';
          nushell = ''$env.SSH_AUTH_SOCK = $"(${inNushell})/${cfg.socket}"'';
        };
        systemd.socketProviderUnit = "proton-pass-agent.service";
      };
      systemd.user.services.proton-pass-agent = {
        Unit = {
          Description = "Proton Pass SSH agent";
          Documentation = "https://protonpass.github.io/pass-cli/commands/ssh-agent/#ssh-agent-integration";
        };
        Service = {
          ExecStart = command;
          Restart = "on-failure";
          KeyringMode = "shared";
        };
        Install.WantedBy = [ "default.target" ];
      };
      launchd.agents.proton-pass-agent = {
        enable = true;
        config = {
          ProgramArguments = [
            (lib.getExe pkgs.bash)
            "-c"
            command
          ];
          KeepAlive = true;
          ProcessType = "Background";
          RunAtLoad = true;
          StandardOutPath = "${logs}/ssh-agent-stdout.log";
          StandardErrorPath = "${logs}/ssh-agent-stderr.log";
        };
      };
    };
}
