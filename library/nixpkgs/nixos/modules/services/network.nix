# Services of the network whose units the built-in library has: SSH, names, Tailscale, Syncthing.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    maybe
    need
    opt
    packages
    text
    words
    ;
  cfg = config.services;
  ssh = cfg.openssh;
  nullOr = type: value: opt (types.nullOr type) value;

  show =
    value:
    if value == true then
      "yes"
    else if value == false then
      "no"
    else if lib.isList value then
      lib.concatStringsSep "," value
    else
      toString value;

  knownHost =
    { name, config, ... }:
    {
      options = {
        certAuthority = flag "Whether the key is an authority's.";
        hostNames = opt (types.listOf types.str) ([ name ] ++ config.extraHostNames) "Names of the host.";
        extraHostNames = words "More names.";
        publicKey = maybe types.str "Its key.";
        publicKeyFile = maybe types.path "File with its key.";
      };
    };
  settings.options = {
    AllowGroups = maybe (types.listOf types.str) "Groups that may log in.";
    AllowUsers = maybe (types.listOf types.str) "Users that may log in.";
    AuthorizedPrincipalsFile = nullOr types.str "none" "File with names of certificates.";
    Ciphers = nullOr (types.listOf types.str) [
      "chacha20-poly1305@openssh.com"
      "aes256-gcm@openssh.com"
      "aes128-gcm@openssh.com"
      "aes256-ctr"
      "aes192-ctr"
      "aes128-ctr"
    ] "Ciphers.";
    DenyGroups = maybe (types.listOf types.str) "Groups that may not.";
    DenyUsers = maybe (types.listOf types.str) "Users that may not.";
    GatewayPorts = nullOr types.str "no" "Whether others may use forwarded ports.";
    KbdInteractiveAuthentication = nullOr types.bool true "Whether one logs in by questions.";
    KexAlgorithms = nullOr (types.listOf types.str) [
      "mlkem768x25519-sha256"
      "sntrup761x25519-sha512"
      "sntrup761x25519-sha512@openssh.com"
      "curve25519-sha256"
      "curve25519-sha256@libssh.org"
    ] "How keys are agreed on.";
    LogLevel = nullOr (types.enum [
      "QUIET"
      "FATAL"
      "ERROR"
      "INFO"
      "VERBOSE"
      "DEBUG"
      "DEBUG1"
      "DEBUG2"
      "DEBUG3"
    ]) "INFO" "What is recorded.";
    Macs = nullOr (types.listOf types.str) [
      "hmac-sha2-512-etm@openssh.com"
      "hmac-sha2-256-etm@openssh.com"
      "umac-128-etm@openssh.com"
    ] "Codes of messages.";
    PasswordAuthentication = nullOr types.bool true "Whether one logs in by password.";
    PermitRootLogin = nullOr (types.enum [
      "yes"
      "without-password"
      "prohibit-password"
      "forced-commands-only"
      "no"
    ]) "prohibit-password" "How root may log in.";
    PrintMotd = nullOr types.bool false "Whether the message is shown.";
    StrictModes = nullOr types.bool true "Whether others may not write to the user's files.";
    UseDns = nullOr types.bool false "Whether names are looked up.";
    UsePAM = nullOr types.bool true "Whether PAM is asked.";
    X11Forwarding = nullOr types.bool false "Whether windows are shown on the other machine.";
  };
in
{
  options.services = {
    openssh = {
      enable = flag "Whether one may log in by SSH.";
      package = mkOption {
        type = types.package;
        default = config.programs.ssh.package;
        defaultText = lib.literalExpression "programs.ssh.package";
        description = "Its package.";
      };
      startWhenNeeded = flag "Whether it starts for each connection.";
      allowSFTP = enabled "Whether files may be copied.";
      sftpFlags = words "Arguments for that.";
      ports = opt (types.listOf types.port) [ 22 ] "Where it listens.";
      openFirewall = enabled "Whether these ports are open.";
      listenAddresses = opt (types.listOf (types.submodule {
        options = {
          addr = maybe types.str "The address.";
          port = maybe types.int "The port.";
        };
      })) [ ] "Addresses where it listens.";
      hostKeys = opt (types.listOf types.attrs) [
        {
          type = "rsa";
          bits = 4096;
          path = "/etc/ssh/ssh_host_rsa_key";
        }
        {
          type = "ed25519";
          path = "/etc/ssh/ssh_host_ed25519_key";
        }
      ] "Its keys.";
      banner = maybe types.lines "Text before the login.";
      authorizedKeysFiles = words "Files with keys that may log in.";
      authorizedKeysInHomedir = enabled "Whether users may have such files.";
      authorizedKeysCommand = opt types.str "none" "Command that prints keys.";
      authorizedKeysCommandUser = opt types.str "nobody" "Who runs it.";
      knownHosts = opt (types.attrsOf (types.submodule knownHost)) { } "Keys of other hosts.";
      settings = opt (types.submodule (settings // { freeformType = types.attrsOf types.anything; })) { } "Settings of {manpage}`sshd_config(5)`.";
      extraConfig = text "More text of its file.";
      moduliFile = opt types.path "${ssh.package}/etc/ssh/moduli" "File with numbers.";
    };
    resolved = {
      enable = opt types.bool config.networking.useNetworkd "Whether systemd looks names up.";
      dnssec = opt types.str "false" "Whether answers are checked.";
      dnsovertls = opt types.str "false" "Whether questions are secret.";
      domains = words "Domains that names are looked for in.";
      fallbackDns = maybe (types.listOf types.str) "Servers if there is no other.";
      llmnr = opt types.str "true" "Whether the network is asked.";
      extraConfig = text "More text of its file.";
    };
    tailscale = {
      enable = flag "Whether the network of Tailscale is used.";
      port = opt types.port 41641 "Its port.";
      interfaceName = opt types.str "tailscale0" "Its interface.";
      authKeyFile = maybe types.path "File with its key.";
      useRoutingFeatures = opt (types.enum [ "none" "client" "server" "both" ]) "none" "What it routes.";
      extraUpFlags = words "Arguments of its start.";
      extraSetFlags = words "More arguments.";
      openFirewall = flag "Whether its port is open.";
      package = lib.mkPackageOption pkgs "tailscale" { };
      permitCertUid = maybe types.str "Who may have its certificates.";
    };
    syncthing = {
      enable = flag "Whether files are kept the same on several machines.";
      user = opt types.str "syncthing" "Whose files.";
      group = opt types.str "syncthing" "Their group.";
      dataDir = opt types.path "/var/lib/syncthing" "Their folder.";
      configDir = opt types.path "${cfg.syncthing.dataDir}/.config/syncthing" "Its folder.";
      guiAddress = opt types.str "127.0.0.1:8384" "Where it is administered.";
      openDefaultPorts = flag "Whether its ports are open.";
      overrideDevices = enabled "Whether other machines are forgotten.";
      overrideFolders = enabled "Whether other folders are forgotten.";
      settings = attrs "Its settings.";
      package = lib.mkPackageOption pkgs "syncthing" { };
    };
    userborn = {
      enable = flag "Whether userborn makes users.";
      package = lib.mkPackageOption pkgs "userborn" { };
      passwordFilesLocation = opt types.path (
        if config.users.mutableUsers && !config.system.etc.overlay.enable then "/etc" else "/var/lib/nixos"
      ) "Where its files are.";
      static = flag "Whether the files are made with the host.";
    };
    udev = {
      enable = enabled "Whether devices are named.";
      packages = opt (types.listOf types.path) [ ] "Packages with rules.";
      extraRules = text "More rules.";
      extraHwdb = text "More of its database.";
      path = opt (types.listOf types.path) [ ] "Packages for its rules.";
    };
    journald = {
      console = opt types.str "" "Console that shows messages.";
      extraConfig = text "More text of its file.";
      storage = opt (types.enum [ "persistent" "volatile" "auto" "none" ]) "persistent" "Where messages are kept.";
      rateLimitBurst = opt types.int 10000 "How many at once.";
      rateLimitInterval = opt types.str "30s" "In which time.";
      forwardToSyslog = flag "Whether others get them.";
    };
    logind = {
      lidSwitch = opt types.str "suspend" "What closing the machine does.";
      lidSwitchDocked = opt types.str "ignore" "What it does at a station.";
      lidSwitchExternalPower = opt types.str "suspend" "What it does with power.";
      powerKey = opt types.str "poweroff" "What its key does.";
      powerKeyLongPress = opt types.str "ignore" "What the same does when it is held.";
      rebootKey = opt types.str "reboot" "What the key for restarts does.";
      rebootKeyLongPress = opt types.str "poweroff" "What the same does when it is held.";
      suspendKey = opt types.str "suspend" "What the key for sleep does.";
      suspendKeyLongPress = opt types.str "hibernate" "What the same does when it is held.";
      hibernateKey = opt types.str "hibernate" "What the key for hibernation does.";
      hibernateKeyLongPress = opt types.str "ignore" "What the same does when it is held.";
      killUserProcesses = flag "Whether a logout ends all.";
      extraConfig = text "More text of its file.";
      settings.Login = attrs "Settings of {manpage}`logind.conf(5)`.";
    };
    getty = {
      autologinUser = maybe types.str "Who is logged in at once.";
      autologinOnce = flag "Whether only once.";
      greetingLine = opt types.str "<<< Welcome to NixOS ${config.system.nixos.label} (\\m) - \\l >>>" "Text before the login.";
      helpLine = text "Text below it.";
      extraArgs = words "More arguments.";
    };
  };

  config = lib.mkMerge [
    (mkIf ssh.enable {
      services.openssh.authorizedKeysFiles =
        lib.optional ssh.authorizedKeysInHomedir "%h/.ssh/authorized_keys"
        ++ [ "/etc/ssh/authorized_keys.d/%u" ];
      users.users.sshd = {
        isSystemUser = true;
        group = "sshd";
        description = "SSH privilege separation user";
      };
      users.groups.sshd = { };
      networking.firewall.allowedTCPPorts = mkIf ssh.openFirewall ssh.ports;
      systemd.services.sshd = mkIf (!ssh.startWhenNeeded) {
        description = "SSH Daemon";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        stopIfChanged = false;
        serviceConfig = {
          ExecStart = "${ssh.package}/bin/sshd -D -f /etc/ssh/sshd_config";
          KillMode = "process";
          Restart = "always";
          Type = "notify-reload";
        };
      };
      environment.etc = {
        "ssh/sshd_config".text =
          lib.concatStrings (
            lib.mapAttrsToList (name: value: "${name} ${show value}\n") (
              lib.filterAttrs (_: value: value != null) ssh.settings
            )
          )
          + lib.concatMapStrings (port: "Port ${toString port}\n") ssh.ports
          + lib.concatMapStrings (key: "HostKey ${key.path}\n") ssh.hostKeys
          + "AuthorizedKeysFile ${toString ssh.authorizedKeysFiles}\n"
          + lib.optionalString ssh.allowSFTP "Subsystem sftp ${ssh.package}/libexec/sftp-server ${lib.concatStringsSep " " ssh.sftpFlags}\n"
          + ssh.extraConfig;
      }
      // lib.concatMapAttrs (
        _: user:
        lib.optionalAttrs
          (user.openssh.authorizedKeys.keys != [ ] || user.openssh.authorizedKeys.keyFiles != [ ])
          {
            "ssh/authorized_keys.d/${user.name}" = {
              mode = "0444";
              text = lib.concatLines (
                user.openssh.authorizedKeys.keys ++ map builtins.readFile user.openssh.authorizedKeys.keyFiles
              );
            };
          }
      ) config.users.users;
    })
    (mkIf cfg.tailscale.enable {
      environment.systemPackages = [ cfg.tailscale.package ];
      systemd.packages = [ cfg.tailscale.package ];
      systemd.services.tailscaled.wantedBy = [ "multi-user.target" ];
    })
    (mkIf cfg.syncthing.enable {
      networking.firewall = mkIf cfg.syncthing.openDefaultPorts {
        allowedTCPPorts = [ 22000 ];
        allowedUDPPorts = [
          21027
          22000
        ];
      };
      systemd.services.syncthing = {
        description = "Syncthing service";
        after = [ "network.target" ];
        wantedBy = [ "multi-user.target" ];
        serviceConfig = {
          User = cfg.syncthing.user;
          Group = cfg.syncthing.group;
          ExecStart = "${cfg.syncthing.package}/bin/syncthing -no-browser -gui-address=${cfg.syncthing.guiAddress} -config=${cfg.syncthing.configDir} -data=${cfg.syncthing.dataDir}";
        };
      };
    })
    (mkIf cfg.userborn.enable {
      systemd.services.userborn = {
        description = "Manage Users and Groups";
        wantedBy = [ "sysinit.target" ];
        before = [
          "sysinit.target"
          "shutdown.target"
        ];
        conflicts = [ "shutdown.target" ];
        unitConfig.DefaultDependencies = false;
        restartTriggers = [ cfg.userborn.package ];
        stopIfChanged = false;
        serviceConfig = {
          Type = "oneshot";
          RemainAfterExit = true;
          TimeoutSec = "90s";
          ExecStart = "${lib.getExe cfg.userborn.package} ${
            pkgs.writeText "userborn.json" (
              builtins.toJSON {
                groups = lib.mapAttrsToList (_: g: { inherit (g) gid members name; }) config.users.groups;
                users = map (u: {
                  inherit (u)
                    description
                    group
                    home
                    name
                    uid
                    ;
                  isNormal = u.isNormalUser;
                  shell = toString u.shell;
                }) (lib.filter (u: u.enable) (lib.attrValues config.users.users));
              }
            )
          } ${cfg.userborn.passwordFilesLocation}";
        };
      };
    })
  ];
}
