# `services.gpg-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optional optionalString types;
  inherit (lib.hm.library) enabled flag integrations maybe need text;
  gpg = config.programs.gpg.package;
  inherit (config.programs.gpg) homedir;
  hashed = homedir != "${config.home.homeDirectory}/.gnupg";

  # Sockets are below /run, in a folder named by the folder of GnuPG if it is not the usual one.
  folder = "%t/gnupg${optionalString hashed "/d.${hashOf homedir}"}";
  hashOf =
    path:
    let
      digits = lib.stringToCharacters "0123456789abcdef";
      valueOf = lib.listToAttrs (lib.imap0 (i: d: lib.nameValuePair d i) digits);
      hex = lib.substring 0 30 (builtins.hashString "sha1" path);
      bits = lib.concatMap (
        c:
        let
          v = valueOf.${c};
        in
        map (n: lib.mod (v / n) 2) [ 8 4 2 1 ]
      ) (lib.stringToCharacters hex);
      alphabet = lib.stringToCharacters "ybndrfg8ejkmcpqxot1uwisza345h769";
      letter = i: lib.elemAt alphabet (lib.foldl' (a: b: a * 2 + b) 0 (lib.sublist (i * 5) 5 bits));
    in
    lib.concatMapStrings letter (lib.range 0 23);

  socket =
    {
      description,
      documentation,
      stream,
      name,
    }:
    {
      Unit = {
        Description = description;
        Documentation = documentation;
      };
      Socket = {
        ListenStream = "${folder}/${stream}";
        FileDescriptorName = name;
        Service = "gpg-agent.service";
        SocketMode = "0600";
        DirectoryMode = "0700";
      };
      Install.WantedBy = [ "sockets.target" ];
    };
  what = "GnuPG cryptographic agent and passphrase cache";
in
lib.hm.library.service args "gpg-agent" {
  title = "the agent of GnuPG";
  package = null;
  imports =
    lib.hm.library.renamed [ "services" "gpg-agent" ] { pinentryPackage = "pinentry.package"; }
    ++ lib.hm.library.gone [ "services" "gpg-agent" ] "Give the package in `services.gpg-agent.pinentry.package`." [ "pinentryFlavor" ];
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    defaultCacheTtl = maybe types.int "Seconds that a password is kept after its use.";
    defaultCacheTtlSsh = maybe types.int "Seconds that a key of SSH is kept after its use.";
    maxCacheTtl = maybe types.int "Seconds that a password is kept at most.";
    maxCacheTtlSsh = maybe types.int "Seconds that a key of SSH is kept at most.";
    enableSshSupport = flag "Whether it is the agent of SSH too.";
    sshKeys = maybe (types.listOf types.str) "Keygrips of keys for SSH.";
    enableExtraSocket = flag "Whether it has a socket for other machines.";
    enableScDaemon = enabled "Whether smart cards are used.";
    verbose = flag "Whether it tells what it does.";
    grabKeyboardAndMouse = enabled "Whether the question for a password takes the keyboard.";
    noAllowExternalCache = flag "Whether others may not keep passwords.";
    extraConfig = text "More text of its file.";
    pinentry = {
      package = maybe types.package "What asks for passwords.";
      program = need (types.nullOr types.str) "Its program.";
    };
  };
  config =
    cfg:
    let
      line = name: value: optional (value != null) "${name} ${toString value}";
      tty = shell: "export GPG_TTY=$(${shell})\n";
      refresh = optionalString cfg.enableSshSupport "${gpg}/bin/gpg-connect-agent --quiet updatestartuptty /bye > /dev/null\n";
    in
    {
      services.gpg-agent.pinentry.program = lib.mkOptionDefault (
        cfg.pinentry.package.meta.mainProgram or "pinentry"
      );
      home.file = {
        "${homedir}/gpg-agent.conf".text = lib.concatStringsSep "\n" (
          optional cfg.enableSshSupport "enable-ssh-support"
          ++ optional cfg.grabKeyboardAndMouse "grab"
          ++ optional (!cfg.enableScDaemon) "disable-scdaemon"
          ++ optional cfg.noAllowExternalCache "no-allow-external-cache"
          ++ line "default-cache-ttl" cfg.defaultCacheTtl
          ++ line "default-cache-ttl-ssh" cfg.defaultCacheTtlSsh
          ++ line "max-cache-ttl" cfg.maxCacheTtl
          ++ line "max-cache-ttl-ssh" cfg.maxCacheTtlSsh
          ++ optional (cfg.pinentry.package != null) "pinentry-program ${lib.getExe' cfg.pinentry.package cfg.pinentry.program}"
          ++ [ cfg.extraConfig ]
        );
        "${homedir}/sshcontrol" = mkIf (cfg.sshKeys != null) { text = lib.concatLines cfg.sshKeys; };
      };
      sshAuthSock = mkIf cfg.enableSshSupport {
        enable = true;
        initialization = {
          bash = ''
            unset SSH_AGENT_PID
            if [ "''${gnupg_SSH_AUTH_SOCK_by:-0}" -ne $$ ]; then
              export SSH_AUTH_SOCK="$(${gpg}/bin/gpgconf --list-dirs agent-ssh-socket)"
            fi
          '';
          fish = ''
            set -e SSH_AGENT_PID

            begin
              set -l gnupg_val 0
              if set -q gnupg_SSH_AUTH_SOCK_by
                set gnupg_val $gnupg_SSH_AUTH_SOCK_by
              end

              if test $gnupg_val -ne %self
                set -x SSH_AUTH_SOCK (${gpg}/bin/gpgconf --list-dirs agent-ssh-socket)
              end
            end
          '';
          nushell = ''
            $env.SSH_AUTH_SOCK = $"(${gpg}/bin/gpgconf --list-dirs agent-ssh-socket)"
          '';
        };
        systemd.socketProviderUnit = "gpg-agent-ssh.socket";
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ("GPG_TTY=\"$(tty)\"\nexport GPG_TTY\n" + refresh);
        zsh.initContent = mkIf cfg.enableZshIntegration ("export GPG_TTY=$TTY\n" + refresh);
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ("set -gx GPG_TTY (tty)\n" + refresh);
        nushell.extraConfig = mkIf cfg.enableNushellIntegration (
          "$env.GPG_TTY = (tty)\n"
          + optionalString cfg.enableSshSupport "${gpg}/bin/gpg-connect-agent --quiet updatestartuptty /bye | ignore\n"
        );
      };
      systemd.user = {
        services.gpg-agent = {
          Unit = {
            Description = what;
            Documentation = "man:gpg-agent(1)";
            Requires = "gpg-agent.socket";
            After = "gpg-agent.socket";
            # The socket starts it.
            RefuseManualStart = true;
          };
          Service = {
            ExecStart = "${gpg}/bin/gpg-agent --supervised${optionalString cfg.verbose " --verbose"}";
            ExecReload = "${gpg}/bin/gpgconf --reload gpg-agent";
            Environment = [ "GNUPGHOME=${homedir}" ];
          };
        };
        sockets = {
          gpg-agent = socket {
            description = what;
            documentation = "man:gpg-agent(1)";
            stream = "S.gpg-agent";
            name = "std";
          };
          gpg-agent-ssh = mkIf cfg.enableSshSupport (socket {
            description = "GnuPG cryptographic agent (ssh-agent emulation)";
            documentation = "man:gpg-agent(1) man:ssh-add(1) man:ssh-agent(1) man:ssh(1)";
            stream = "S.gpg-agent.ssh";
            name = "ssh";
          });
          gpg-agent-extra = mkIf cfg.enableExtraSocket (socket {
            description = "${what} (restricted)";
            documentation = "man:gpg-agent(1) man:ssh(1)";
            stream = "S.gpg-agent.extra";
            name = "extra";
          });
        };
      };
    };
}
