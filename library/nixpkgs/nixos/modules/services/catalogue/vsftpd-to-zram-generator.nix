# Options of services, vsftpd to zram-generator. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  vsftpd = {
    allowWriteableChroot = flag "Whether vsftpd has this: allow writeable chroot.";
    anonymousMkdirEnable = flag "Whether vsftpd has this: anonymous mkdir enable.";
    anonymousUmask = opt str "077" "Anonymous umask of vsftpd.";
    anonymousUploadEnable = flag "Whether vsftpd has this: anonymous upload enable.";
    anonymousUser = flag "Whether vsftpd has this: anonymous user.";
    anonymousUserHome = opt path "/home/ftp/" "Anonymous user home of vsftpd.";
    anonymousUserNoPassword = flag "Whether vsftpd has this: anonymous user no password.";
    chrootlocalUser = flag "Whether vsftpd has this: chrootlocal user.";
    enable = flag "Whether vsftpd is there.";
    enableVirtualUsers = flag "Whether vsftpd has this: virtual users.";
    extraConfig = opt lines "" "More text of its file.";
    forceLocalDataSSL = flag "Whether vsftpd has this: force local data SSL.";
    forceLocalLoginsSSL = flag "Whether vsftpd has this: force local logins SSL.";
    localRoot = maybe str "Local root of vsftpd.";
    localUsers = flag "Whether vsftpd has this: local users.";
    portPromiscuous = flag "Whether vsftpd has this: port promiscuous.";
    rsaCertFile = maybe path "Rsa cert file of vsftpd.";
    rsaKeyFile = maybe path "Rsa key file of vsftpd.";
    ssl_sslv2 = flag "Whether vsftpd has this: ssl sslv2.";
    ssl_sslv3 = flag "Whether vsftpd has this: ssl sslv3.";
    ssl_tlsv1 = enabled "Whether vsftpd has this: ssl tlsv1.";
    userDbPath = maybe str "User db path of vsftpd.";
    userlist = opt (listOf str) [ ] "Userlist of vsftpd.";
    userlistDeny = flag "Whether vsftpd has this: userlist deny.";
    userlistEnable = flag "Whether vsftpd has this: userlist enable.";
    userlistFile = maybe path "Userlist file of vsftpd.";
    virtualUseLocalPrivs = flag "Whether vsftpd has this: virtual use local privs.";
    writeEnable = flag "Whether vsftpd has this: write enable.";
  };
  wastebin = {
    enable = flag "Whether wastebin is there.";
    package = packaged "wastebin";
    secretFile = maybe path "Secret file of wastebin.";
    settings = opt (submodule {
      freeformType = (attrsOf (oneOf [ bool int str ]));
      options = {
        RUST_LOG = opt str "info" "RUST LOG of settings.";
        WASTEBIN_ADDRESS_PORT = opt str "0.0.0.0:8088" "WASTEBIN ADDRESS PORT of settings.";
        WASTEBIN_BASE_URL = opt str "http://localhost" "WASTEBIN BASE URL of settings.";
        WASTEBIN_CACHE_SIZE = opt int 128 "WASTEBIN CACHE SIZE of settings.";
        WASTEBIN_DATABASE_PATH = opt str "/var/lib/wastebin/sqlite3.db" "WASTEBIN DATABASE PATH of settings.";
        WASTEBIN_HTTP_TIMEOUT = opt int 5 "WASTEBIN HTTP TIMEOUT of settings.";
        WASTEBIN_MAX_BODY_SIZE = opt int 1024 "WASTEBIN MAX BODY SIZE of settings.";
        WASTEBIN_TITLE = opt str "wastebin" "WASTEBIN TITLE of settings.";
      };
    }) { } "Its settings.";
    stateDir = opt path "/var/lib/wastebin" "Folder of its state.";
  };
  woodpecker-server = {
    enable = flag "Whether woodpecker-server is there.";
    environment = opt (attrsOf str) { } "Its variables.";
    environmentFile = opt anything [ ] "File with variables that nobody else may read.";
    package = packaged "woodpecker-server";
  };
  xrdp = {
    audio = {
      enable = flag "Whether audio is there.";
      package = packaged "pulseaudio-module-xrdp";
    };
    defaultWindowManager = opt str "xterm" "Default window manager of xrdp.";
    enable = flag "Whether xrdp is there.";
    extraConfDirCommands = opt str "" "Extra conf dir commands of xrdp.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "xrdp";
    port = opt port 3389 "Its port.";
    sslCert = opt str "/etc/xrdp/cert.pem" "Ssl cert of xrdp.";
    sslKey = opt str "/etc/xrdp/key.pem" "Ssl key of xrdp.";
  };
  yubikey-agent = {
    enable = flag "Whether yubikey-agent is there.";
    package = packaged "yubikey-agent";
  };
  zerotierone = {
    enable = flag "Whether zerotierone is there.";
    joinNetworks = opt (listOf str) [ ] "Join networks of zerotierone.";
    localConf = opt json { } "Local conf of zerotierone.";
    package = packaged "zerotierone";
    port = opt port 9993 "Its port.";
  };
  zfs = {
    autoReplication = {
      enable = flag "Whether auto replication is there.";
      followDelete = enabled "Whether auto replication has this: follow delete.";
      host = need str "Where it listens.";
      identityFilePath = need path "Identity file path of auto replication.";
      localFilesystem = need str "Local filesystem of auto replication.";
      recursive = enabled "Whether auto replication has this: recursive.";
      remoteFilesystem = need str "Remote filesystem of auto replication.";
      username = need str "Username of auto replication.";
    };
    autoScrub = {
      enable = flag "Whether auto scrub is there.";
      interval = opt str "monthly" "How often.";
      pools = opt (listOf str) [ ] "Pools of auto scrub.";
      randomizedDelaySec = opt str "6h" "Randomized delay sec of auto scrub.";
    };
    autoSnapshot = {
      daily = opt int 7 "Daily of auto snapshot.";
      enable = flag "Whether auto snapshot is there.";
      flags = opt str "-k -p" "Flags of auto snapshot.";
      frequent = opt int 4 "Frequent of auto snapshot.";
      hourly = opt int 24 "Hourly of auto snapshot.";
      monthly = opt int 12 "Monthly of auto snapshot.";
      weekly = opt int 4 "Weekly of auto snapshot.";
    };
    expandOnBoot = opt (oneOf [ (enum [ "disabled" "all" ]) (listOf str) ]) "disabled" "Expand on boot of zfs.";
    trim = {
      enable = enabled "Whether trim is there.";
      interval = opt str "weekly" "How often.";
      randomizedDelaySec = opt str "6h" "Randomized delay sec of trim.";
    };
    zed = {
      enableMail = flag "Whether it sends mail.";
      settings = need (attrsOf (oneOf [ str int bool (listOf str) ])) "Its settings.";
    };
  };
  zigbee2mqtt = {
    dataDir = opt path "/var/lib/zigbee2mqtt" "Folder of its data.";
    enable = flag "Whether zigbee2mqtt is there.";
    package = packaged "zigbee2mqtt";
    settings = opt yaml { } "Its settings.";
  };
  znc = {
    confOptions = {
      extraZncConf = opt lines "" "Extra znc conf of conf options.";
      modules = opt (listOf str) [
  "webadmin"
  "adminlog"
] "Modules of conf options.";
      networks = opt (attrsOf (submodule {
        options = {
          channels = opt (listOf str) [ ] "Channels of networks.";
          extraConf = opt lines "" "Extra conf of networks.";
          hasBitlbeeControlChannel = flag "Whether networks has this: has bitlbee control channel.";
          modules = opt (listOf str) [ "simple_away" ] "Modules of networks.";
          password = opt str "" "Password of networks.";
          port = opt port 6697 "Its port.";
          server = need str "Server of networks.";
          useSSL = enabled "Whether networks has this: SSL.";
        };
      })) { } "Networks of conf options.";
      nick = opt str "znc-user" "Nick of conf options.";
      passBlock = need str "Pass block of conf options.";
      port = opt port 5000 "Its port.";
      uriPrefix = maybe str "Uri prefix of conf options.";
      useSSL = enabled "Whether conf options has this: SSL.";
      userModules = opt (listOf str) [
  "chansaver"
  "controlpanel"
] "User modules of conf options.";
      userName = opt str "znc" "User name of conf options.";
    };
    config = opt (attrsOf anything) { } "Its settings.";
    configFile = need path "Its file.";
    dataDir = opt path "/var/lib/znc" "Folder of its data.";
    enable = flag "Whether znc is there.";
    extraFlags = opt (listOf str) [ ] "More arguments.";
    group = opt str "znc" "The group that runs it.";
    modulePackages = opt (listOf package) [ ] "Module packages of znc.";
    mutable = enabled "Whether znc has this: mutable.";
    openFirewall = flag "Whether its ports are open.";
    useLegacyConfig = enabled "Whether znc has this: legacy config.";
    user = opt str "znc" "Who runs it.";
  };
  zram-generator = {
    enable = flag "Whether zram-generator is there.";
    package = packaged "zram-generator";
    settings = opt (attrsOf section) { } "Its settings.";
  };
}
