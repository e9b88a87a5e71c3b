# Rarer options of security.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  apparmor = {
    enableCache = flag "Whether apparmor has this: cache.";
    includes = opt (attrsOf lines) { } "Includes of apparmor.";
    killUnconfinedConfinables = flag "Whether apparmor has this: kill unconfined confinables.";
    packages = opt (listOf package) [ ] "Packages of apparmor.";
    policies = opt (attrsOf (submodule {
      options = {
        enable = enabled "Whether policies is there.";
        enforce = enabled "Whether policies has this: enforce.";
        path = maybe path "File with the profile.";
        profile = opt lines "" "The profile.";
        state = opt (enum [ "disable" "complain" "enforce" ]) "enforce" "What becomes of programs that break it.";
      };
    })) { } "Policies of apparmor.";
  };
  audit = {
    backlogLimit = opt int 64 "Backlog limit of audit.";
    failureMode = opt (enum [ "silent" "printk" "panic" ]) "printk" "Failure mode of audit.";
    rateLimit = opt int 0 "Rate limit of audit.";
    rules = words "Rules of audit.";
  };
  auditd = {
    settings = opt (attrsOf (nullOr (oneOf [ bool int str ]))) { } "Contents of {file}`auditd.conf`.";
  };
  googleOsLogin = {
    enable = flag "Whether googleOsLogin is there.";
  };
  isolate = {
    boxRoot = opt path "/var/lib/isolate/boxes" "Box root of isolate.";
    cgRoot = opt str "auto:/run/isolate/cgroup" "Cg root of isolate.";
    enable = flag "Whether isolate is there.";
    extraConfig = opt str "" "More text of its file.";
    firstGid = opt (numbers.between 1000 65533) 60000 "First gid of isolate.";
    firstUid = opt (numbers.between 1000 65533) 60000 "First uid of isolate.";
    lockRoot = opt path "/run/isolate/locks" "Lock root of isolate.";
    numBoxes = opt (numbers.between 1000 65533) 1000 "Num boxes of isolate.";
    package = packaged "isolate-unwrapped";
    restrictedInit = flag "Whether isolate has this: restricted init.";
  };
  loginDefs = {
    chfnRestrict = maybe str "Chfn restrict of login defs.";
    package = packaged "shadow";
    settings = opt (submodule {
      freeformType = attrsOf (nullOr (oneOf [ bool int float str ]));
      options = {
        DEFAULT_HOME = opt (enum [ "yes" "no" ]) "yes" "DEFAULT HOME of settings.";
        ENCRYPT_METHOD = opt (enum [ "YESCRYPT" "SHA512" "SHA256" "MD5" "DES" ]) "YESCRYPT" "ENCRYPT METHOD of settings.";
        GID_MAX = opt int 29999 "GID MAX of settings.";
        GID_MIN = opt int 1000 "GID MIN of settings.";
        SYS_GID_MAX = opt int 999 "SYS GID MAX of settings.";
        SYS_GID_MIN = opt int 400 "SYS GID MIN of settings.";
        SYS_UID_MAX = opt int 999 "SYS UID MAX of settings.";
        SYS_UID_MIN = opt int 400 "SYS UID MIN of settings.";
        TTYGROUP = opt str "tty" "TTYGROUP of settings.";
        TTYPERM = opt str "0620" "TTYPERM of settings.";
        UID_MAX = opt int 29999 "UID MAX of settings.";
        UID_MIN = opt int 1000 "UID MIN of settings.";
        UMASK = opt str "077" "UMASK of settings.";
      };
    }) { } "Its settings.";
  };
  pam = {
    dp9ik = {
      authserver = maybe str "Authserver of dp9ik.";
      control = opt str "sufficient" "Control of dp9ik.";
      enable = flag "Whether dp9ik is there.";
    };
    enableEcryptfs = flag "Whether pam has this: ecryptfs.";
    enableFscrypt = flag "Whether pam has this: fscrypt.";
    enableOTPW = flag "Whether pam has this: OTPW.";
    krb5 = {
      enable = described "config.security.krb5.enable" (opt bool config.security.krb5.enable "Whether krb5 is there.");
    };
    makeHomeDir = {
      skelDirectory = opt str "/var/empty" "Skel directory of make home dir.";
      umask = opt str "0077" "Umask of make home dir.";
    };
    mount = {
      additionalSearchPaths = opt (listOf package) [ ] "Additional search paths of mount.";
      createMountPoints = enabled "Whether mount has this: create mount points.";
      cryptMountOptions = words "Crypt mount options of mount.";
      debugLevel = opt int 0 "Debug level of mount.";
      enable = flag "Whether mount is there.";
      extraVolumes = words "Extra volumes of mount.";
      fuseMountOptions = words "Fuse mount options of mount.";
      logoutHup = flag "Whether mount has this: logout hup.";
      logoutKill = flag "Whether mount has this: logout kill.";
      logoutTerm = flag "Whether mount has this: logout term.";
      logoutWait = opt int 0 "Logout wait of mount.";
      removeCreatedMountPoints = enabled "Whether mount has this: remove created mount points.";
    };
    oath = {
      digits = opt (enum [ 6 7 8 ]) 6 "Digits of oath.";
      enable = flag "Whether oath is there.";
      usersFile = opt path "/etc/users.oath" "Users file of oath.";
      window = opt int 5 "Window of oath.";
    };
    p11 = {
      control = opt (enum [ "required" "requisite" "sufficient" "optional" ]) "sufficient" "Control of p11.";
      enable = flag "Whether p11 is there.";
    };
    package = packaged "pam";
    sshAgentAuth = {
      authorizedKeysFiles = opt (listOf str) [ "/etc/ssh/authorized_keys.d/%u" ] "Authorized keys files of ssh agent auth.";
    };
    u2f = {
      control = opt (enum [ "required" "requisite" "sufficient" "optional" ]) "sufficient" "Control of u2f.";
      settings = opt (submodule {
        freeformType = attrsOf (nullOr (oneOf [ bool str int path ]));
        options = {
          appid = maybe str "Appid of settings.";
          authfile = maybe path "Authfile of settings.";
          cue = flag "Whether settings has this: cue.";
          debug = flag "Whether settings has this: debug.";
          interactive = flag "Whether settings has this: interactive.";
          origin = maybe str "Origin of settings.";
        };
      }) { } "Its settings.";
    };
    ussh = {
      authorizedPrincipals = maybe commas "Authorized principals of ussh.";
      authorizedPrincipalsFile = maybe path "Authorized principals file of ussh.";
      caFile = maybe path "Ca file of ussh.";
      control = opt (enum [ "required" "requisite" "sufficient" "optional" ]) "sufficient" "Control of ussh.";
      enable = flag "Whether ussh is there.";
      group = maybe str "The group that runs it.";
    };
    yubico = {
      challengeResponsePath = maybe path "Challenge response path of yubico.";
      control = opt (enum [ "required" "requisite" "sufficient" "optional" ]) "sufficient" "Control of yubico.";
      debug = flag "Whether yubico has this: debug.";
      enable = flag "Whether yubico is there.";
      id = need str "Id of yubico.";
      mode = opt (enum [ "client" "challenge-response" ]) "client" "Mode of yubico.";
    };
    zfs = {
      enable = flag "Whether zfs is there.";
      homes = opt str "rpool/home" "Homes of zfs.";
      noUnmount = flag "Whether zfs has this: no unmount.";
    };
    howdy = {
      control = opt str "required" "What it decides.";
      enable = flag "Whether faces let in.";
    };
    rssh = {
      enable = flag "Whether the agent of SSH lets in.";
      settings = opt (attrsOf (nullOr (oneOf [ bool str int pathInStore ]))) { } "Its settings.";
    };
  };
  pki = {
    caCertificateBlacklist = words "Ca certificate blacklist of pki.";
    useCompatibleBundle = flag "Whether pki has this: use compatible bundle.";
  };
  run0 = {
    enableSudoAlias = flag "Whether {command}`sudo` is run0.";
    wheelNeedsPassword = enabled "Whether the group `wheel` has to give a password.";
  };
  shadow = {
    enable = enabled "Whether shadow is there.";
  };
  soteria = {
    enable = flag "Whether Soteria asks for passwords.";
    package = packaged "soteria";
  };
  tpm2 = {
    abrmd = {
      enable = flag "Whether abrmd is there.";
      package = packaged "tpm2-abrmd";
    };
    applyUdevRules = enabled "Whether tpm2 has this: apply udev rules.";
    pkcs11 = {
      enable = flag "Whether pkcs11 is there.";
      package = packaged "tpm2-pkcs11";
    };
    tctiEnvironment = {
      deviceConf = opt str "/dev/tpmrm0" "Device conf of tcti environment.";
      enable = flag "Whether tctiEnvironment is there.";
      interface = opt (enum [ "tabrmd" "device" ]) "device" "Its interface.";
      tabrmdConf = opt str "bus_name=com.intel.tss2.Tabrmd" "Tabrmd conf of tcti environment.";
    };
    tssGroup = opt (nullOr str) "tss" "Tss group of tpm2.";
    tssUser = opt (nullOr str) (if config.security.tpm2.abrmd.enable then "tss" else "root") "Who may use it.";
    fapi = {
      ekCertLess = flag "Whether the safe needs no certificate.";
      ekFingerprint = maybe str "Fingerprint of its key.";
      logDir = opt path "/var/log/tpm2-tss/eventlog/" "Folder of its records.";
      profileDir = opt path "/etc/tpm2-tss/fapi-profiles/" "Folder of profiles.";
      profileName = opt str "P_ECCP256SHA256" "The profile.";
      systemDir = opt path "/var/lib/tpm2-tss/keystore" "Folder of the system's keys.";
      systemPcrs = opt (listOf int) [ ] "Registers of the system.";
      tcti = opt str "device:/dev/tpmrm0" "How it is reached.";
      userDir = opt str "~/.local/share/tpm2-tss/user/keystore/" "Folder of users' keys.";
    };
  };
}
