# `programs.ssh.matchBlocks`, the former way to write blocks, and what it is in directives.
{ lib }:
let
  inherit (lib) mkOption types;
  inherit (lib.hm.library)
    flag
    maybe
    opt
    words
    ;
  several =
    description:
    mkOption {
      inherit description;
      type = with types; either (listOf str) (nullOr str);
      default = [ ];
      apply = value: if value == null then [ ] else lib.toList value;
    };
  end =
    nullable:
    types.submodule {
      options = {
        address =
          if nullable then
            maybe types.str "The address or the socket."
          else
            opt types.str "localhost" "The address or the socket.";
        port = maybe types.port "The port.";
      };
    };
  forward = types.submodule {
    options = {
      bind = lib.hm.library.need (end false) "The near end.";
      host = lib.hm.library.need (end true) "The far end.";
    };
  };

  # Options that are directives of the same name, by their type.
  plain = {
    port = types.port;
    forwardAgent = types.bool;
    identitiesOnly = types.bool;
    user = types.str;
    serverAliveInterval = types.int;
    serverAliveCountMax = types.ints.positive;
    compression = types.bool;
    proxyCommand = types.str;
    proxyJump = types.str;
    addressFamily = types.enum [
      "any"
      "inet"
      "inet6"
    ];
    addKeysToAgent = types.str;
    hashKnownHosts = types.bool;
    userKnownHostsFile = types.str;
    controlMaster = types.enum [
      "yes"
      "no"
      "ask"
      "auto"
      "autoask"
    ];
    controlPath = types.str;
    controlPersist = types.str;
    kexAlgorithms = types.listOf types.str;
  };
  directiveOf = name: lib.toUpper (lib.substring 0 1 name) + lib.substring 1 (-1) name;
in
{
  type = types.submodule {
    options =
      lib.mapAttrs (name: type: maybe type "The directive `${directiveOf name}`.") plain
      // {
        host = maybe types.str "Pattern of the hosts.";
        match = maybe types.str "Conditions, in place of a pattern.";
        hostname = maybe types.str "The host's real name.";
        forwardX11 = flag "Whether windows of the remote machine are shown here.";
        forwardX11Trusted = flag "Whether they may do what local windows may.";
        checkHostIP = lib.hm.library.enabled "Whether the host's address is compared with the known one.";
        identityFile = several "Files with the user's identities.";
        identityAgent = several "Sockets of the agent.";
        certificateFile = several "Files with the user's certificates.";
        sendEnv = words "Variables to send.";
        setEnv = opt (with types; attrsOf (oneOf [ str path int float ])) { } "Variables to set on the remote machine.";
        localForwards = opt (types.listOf forward) [ ] "Ports of this machine that lead to the other.";
        remoteForwards = opt (types.listOf forward) [ ] "Ports of the other machine that lead here.";
        dynamicForwards = opt (types.listOf (end false)) [ ] "Ports of this machine that are proxies.";
        extraOptions = opt (types.attrsOf types.str) { } "Further directives." // {
          visible = false;
        };
      };
  };

  settings =
    b:
    let
      headers =
        lib.optional (b.match != null) "Match ${b.match}" ++ lib.optional (b.host != null) "Host ${b.host}";
      orNull = condition: value: if condition then value else null;
    in
    lib.filterAttrs (_: v: v != null && v != [ ] && v != { }) (
      lib.mapAttrs' (name: _: lib.nameValuePair (directiveOf name) b.${name}) plain
      // {
        header = lib.head (headers ++ [ null ]);
        HostName = b.hostname;
        ForwardX11 = orNull b.forwardX11 true;
        ForwardX11Trusted = orNull b.forwardX11Trusted true;
        CheckHostIP = orNull (!b.checkHostIP) false;
        IdentityFile = b.identityFile;
        IdentityAgent = b.identityAgent;
        CertificateFile = b.certificateFile;
        SendEnv = b.sendEnv;
        SetEnv = b.setEnv;
        LocalForward = b.localForwards;
        RemoteForward = b.remoteForwards;
        DynamicForward = b.dynamicForwards;
        __extraOptions = b.extraOptions;
      }
    );
}
