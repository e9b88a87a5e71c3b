# `security`: sudo, polkit, certificates and so on.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib)
    concatStringsSep
    mkIf
    mkOption
    types
    ;
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
  cfg = config.security;

  id = types.listOf (types.either types.str types.int);
  command = types.either types.str (
    types.submodule {
      options = {
        command = need types.str "The command.";
        options = opt (types.listOf (types.enum [
          "NOPASSWD"
          "PASSWD"
          "NOEXEC"
          "EXEC"
          "SETENV"
          "NOSETENV"
          "LOG_INPUT"
          "NOLOG_INPUT"
          "LOG_OUTPUT"
          "NOLOG_OUTPUT"
          "MAIL"
          "NOMAIL"
          "FOLLOW"
          "NOFOLLOW"
          "INTERCEPT"
          "NOINTERCEPT"
        ])) [ ] "How it may be run.";
      };
    }
  );
  rule = types.submodule {
    options = {
      users = opt id [ ] "Users that it is for.";
      groups = opt id [ ] "Groups that it is for.";
      host = opt types.str "ALL" "Hosts that it is for.";
      runAs = opt types.str "ALL:ALL" "Users and groups that they may be.";
      commands = need (types.listOf command) "Commands that they may run.";
    };
  };

  showCommand =
    c:
    if lib.isString c then c else concatStringsSep " " (map (o: "${o}:") c.options ++ [ c.command ]);
  showId = prefix: i: if lib.isInt i then "${prefix}#${toString i}" else "${prefix}${i}";
  showRule =
    r:
    lib.concatMapStrings (
      who: "${who}\t${r.host}=(${r.runAs})\t${lib.concatMapStringsSep ", " showCommand r.commands}\n"
    ) (lib.optionals (r.commands != [ ]) (map (showId "") r.users ++ map (showId "%") r.groups));

  all = options: {
    commands = [
      {
        command = "ALL";
        inherit options;
      }
    ];
  };

  sudoers = name: {
    enable = opt types.bool (name == "sudo") "Whether {command}`sudo` is there.";
    wheelNeedsPassword = enabled "Whether the group `wheel` has to give a password.";
    execWheelOnly = flag "Whether only that group may run it.";
    defaultOptions = opt (types.listOf types.str) [ "SETENV" ] "How commands may be run.";
    keepTerminfo = enabled "Whether the terminal stays known.";
    configFile = text "The whole file." // { internal = true; };
    extraRules = opt (types.listOf rule) [ ] "More rules.";
    extraConfig = text "More text of the file.";
  };
in
{
  options.security = {
    sudo = sudoers "sudo" // { package = lib.mkPackageOption pkgs "sudo" { }; };
    sudo-rs = sudoers "sudo-rs" // { package = lib.mkPackageOption pkgs "sudo-rs" { }; };
    doas = {
      enable = flag "Whether {command}`doas` is there.";
      wheelNeedsPassword = enabled "Whether the group `wheel` has to give a password.";
      extraRules = opt (types.listOf types.attrs) [ ] "More rules.";
      extraConfig = text "More text of the file.";
    };
    polkit = {
      enable = flag "Whether polkit decides what users may do.";
      debug = flag "Whether it records more.";
      extraConfig = text "More rules.";
      adminIdentities = opt (types.listOf types.str) [ "unix-group:wheel" ] "Who administers.";
    };
    rtkit.enable = flag "Whether programs may ask to be on time.";
    tpm2.enable = flag "Whether the machine's safe is used.";
    apparmor.enable = flag "Whether AppArmor limits programs.";
    audit.enable = opt (types.enum [ false true "lock" ]) false "Whether the kernel records what happens.";
    auditd.enable = flag "Whether these records are kept.";
    protectKernelImage = flag "Whether the kernel cannot be replaced.";
    lockKernelModules = flag "Whether no more modules are loaded.";
    allowUserNamespaces = enabled "Whether users may have namespaces.";
    unprivilegedUsernsClone = flag "Whether all users may.";
    forcePageTableIsolation = flag "Whether the kernel's memory is always kept apart.";
    pki = {
      certificates = words "More authorities, as text.";
      certificateFiles = opt (types.listOf types.path) [ ] "Files with more authorities.";
      installCACerts = enabled "Whether the list of authorities is there.";
    };
    acme = {
      acceptTerms = flag "Whether the authority's terms are accepted.";
      defaults = attrs "Settings of all certificates.";
      certs = attrs "Certificates by name.";
    };
    pam = {
      services = opt (types.attrsOf (types.submodule { freeformType = types.attrsOf types.anything; })) { } "How programs let users in.";
      loginLimits = opt (types.listOf types.attrs) [ ] "What users may use.";
      u2f.enable = flag "Whether hardware keys let in.";
      sshAgentAuth.enable = flag "Whether the agent of SSH lets in.";
    };
    wrappers = attrs "Programs that run with more rights.";
    wrapperDir = opt types.path "/run/wrappers/bin" "Where these are." // { internal = true; };
  };

  config = mkIf cfg.sudo.enable {
    security.sudo = {
      extraRules = lib.mkBefore [
        (all cfg.sudo.defaultOptions // { users = [ "root" ]; })
        (
          all (cfg.sudo.defaultOptions ++ lib.optional (!cfg.sudo.wheelNeedsPassword) "NOPASSWD")
          // {
            groups = [ "wheel" ];
          }
        )
      ];
      extraConfig = mkIf cfg.sudo.keepTerminfo ''
        # Keep terminfo database for root and %wheel.
        Defaults:root,%wheel env_keep+=TERMINFO_DIRS
        Defaults:root,%wheel env_keep+=TERMINFO
      '';
      configFile = lib.concatStringsSep "\n" [
        "# Don't edit this file. Set the NixOS options ‘security.sudo.configFile’\n# or ‘security.sudo.extraRules’ instead."
        (lib.concatMapStrings showRule (lib.filter (r: r.commands != [ ]) cfg.sudo.extraRules))
        cfg.sudo.extraConfig
      ];
    };
    environment.systemPackages = [ cfg.sudo.package ];
    environment.etc.sudoers = {
      text = cfg.sudo.configFile;
      mode = "0440";
    };
  };
}
