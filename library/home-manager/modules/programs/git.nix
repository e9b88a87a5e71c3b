# `programs.git`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib)
    concatStringsSep
    mkDefault
    mkIf
    mkMerge
    mkOptionDefault
    types
    ;
  inherit (lib.hm.library)
    flag
    maybe
    need
    opt
    words
    ;
  inherit (lib.generators) toGitINI;

  atom =
    with types;
    either str (either bool int);
  atoms = types.either atom (types.listOf atom);
  file = types.attrsOf (types.attrsOf (types.either atoms (types.attrsOf atoms)));

  format = lib.hm.deprecations.mkStateVersionOptionDefault {
    inherit (config.home) stateVersion;
    since = "25.05";
    optionPath = [
      "programs"
      "git"
      "signing"
      "format"
    ];
    legacy.value = "openpgp";
    current.value = null;
  };

  include = types.submodule (
    { config, ... }:
    {
      options = {
        condition = maybe types.str "Where the file is read, as {manpage}`git-config(1)` writes it; `null`: everywhere.";
        path = need (types.either types.str types.path) "The file.";
        contents = opt (types.attrsOf types.anything) { } "What the file has; makes it.";
        contentSuffix = opt types.str "gitconfig" "Name of the made file in the store.";
      };
      config.path = mkIf (config.contents != { }) (
        mkDefault (
          pkgs.writeText (lib.hm.strings.storeFileName config.contentSuffix) (toGitINI config.contents)
        )
      );
    }
  );

  # Settings may be a list of parts where their order matters.
  parts = cfg: lib.filter (part: part != { }) (lib.optionals (lib.isList cfg.settings) cfg.settings);
  isBlank = text: builtins.match "[[:space:]]*" text != null;

  # At most one program may show git's differences.
  pagers = {
    delta = [ "enableGitIntegration" ];
    diff-highlight = [ "enableGitIntegration" ];
    diff-so-fancy = [ "enableGitIntegration" ];
    difftastic = [ "git" "enable" ];
    patdiff = [ "enableGitIntegration" ];
    riff = [ "enableGitIntegration" ];
  };
  pagersInUse = lib.filter (name: name != null) (
    lib.mapAttrsToList (
      name: option:
      let
        program = config.programs.${name} or { enable = false; };
      in
      if program.enable && lib.getAttrFromPath option program then
        "`programs.${name}.${concatStringsSep "." option}'"
      else
        null
    ) pagers
  );

  program = cfg: if cfg.package == null then "git" else lib.getExe cfg.package;

  lfs =
    cfg:
    let
      exe = if cfg.package == null then "git-lfs" else lib.getExe cfg.package;
      skip = lib.optionalString cfg.skipSmudge " --skip";
    in
    {
      clean = "${exe} clean -- %f";
      process = "${exe} filter-process${skip}";
      required = true;
      smudge = "${exe} smudge${skip} -- %f";
    };

  signing =
    cfg:
    let
      inherit (cfg) signing;
      gpg = config.programs.gpg.package;
      signers = {
        openpgp = lib.getExe gpg;
        ssh = lib.getExe' pkgs.openssh "ssh-keygen";
        x509 = lib.getExe' gpg "gpgsm";
      };
    in
    {
      signing = {
        format = mkOptionDefault format.effectiveDefault;
        signer = mkIf (signing.format != null) (mkOptionDefault signers.${signing.format});
      };
      iniContent = mkMerge [
        (mkIf (signing.key != null) { user.signingKey = mkDefault signing.key; })
        (mkIf (signing.signByDefault != null) {
          commit.gpgSign = mkDefault signing.signByDefault;
          tag.gpgSign = mkDefault signing.signByDefault;
        })
        (mkIf (signing.format != null) {
          gpg = {
            format = mkDefault signing.format;
            ${signing.format}.program = mkDefault signing.signer;
          };
        })
      ];
    };

  sendEmail =
    name: account:
    let
      from = "${account.realName} <${account.address}>";
      inherit (account) smtp;
      starttls = smtp.tls.useStartTls || lib.versionOlder config.home.stateVersion "20.09";
    in
    lib.nameValuePair "sendemail.${name}" (
      if account.msmtp.enable then
        {
          inherit from;
          sendmailCmd = lib.getExe config.programs.msmtp.package;
          envelopeSender = "auto";
        }
      else
        {
          inherit from;
          smtpEncryption = if !smtp.tls.enable then "" else if starttls then "tls" else "ssl";
          smtpSslCertPath = mkIf smtp.tls.enable (toString smtp.tls.certificatesFile);
          smtpServer = smtp.host;
          smtpUser = account.userName;
        }
        // lib.optionalAttrs (smtp.port != null) { smtpServerPort = smtp.port; }
    );

  settingsOf = [
    "programs"
    "git"
  ];
in
lib.hm.library.program args "git" {
  title = "Git";
  nullable = true;
  imports = [
    (lib.mkRenamedOptionModule (settingsOf ++ [ "signing" "gpgPath" ]) (settingsOf ++ [ "signing" "signer" ]))
    (lib.mkRenamedOptionModule (settingsOf ++ [ "extraConfig" ]) (settingsOf ++ [ "settings" ]))
  ]
  ++
    lib.hm.deprecations.mkSettingsRenamedOptionModules settingsOf (settingsOf ++ [ "settings" ])
      { transform = x: x; }
      [
        {
          old = [ "userName" ];
          new = [ "user" "name" ];
        }
        {
          old = [ "userEmail" ];
          new = [ "user" "email" ];
        }
        {
          old = [ "aliases" ];
          new = [ "alias" ];
        }
      ];
  options = {
    signing = {
      key = maybe types.str "Fingerprint of the key; `null` leaves the choice to the signer.";
      format =
        need (types.nullOr (
          types.enum [
            "openpgp"
            "ssh"
            "x509"
          ]
        )) "How commits and tags are signed."
        // {
          inherit (format) defaultText;
        };
      signByDefault = maybe types.bool "Whether commits and tags are signed without asking.";
      signer = need (types.nullOr types.str) "The program that signs.";
    };
    settings = opt (types.either file (types.listOf file)) { } "Contents of {file}`git/config`: sections, or a list of parts where the order matters.";
    iniContent = need file "The contents as they are written first." // {
      internal = true;
    };
    hooks = opt (types.attrsOf types.path) { } "Hooks of every repository, by name.";
    ignores = words "Patterns of files that no repository tracks.";
    attributes = words "Attributes of files in every repository.";
    includes = opt (types.listOf include) [ ] "Further files that are read.";
    lfs = {
      enable = lib.mkEnableOption "Git Large File Storage";
      package = lib.mkPackageOption pkgs "git-lfs" { nullable = true; };
      skipSmudge = flag "Whether large files are left to {command}`git lfs pull`.";
    };
    maintenance = {
      enable = flag "Whether repositories are tended at regular times." // {
        example = true;
      };
      repositories = words "The repositories, as absolute paths.";
      timers = opt (types.attrsOf types.str) {
        daily = "Tue..Sun *-*-* 0:53:00";
        hourly = "*-*-* 1..23:53:00";
        weekly = "Mon 0:53:00";
      } "When each of git's schedules runs.";
    };
  };
  config =
    cfg:
    mkMerge [
      {
        assertions = [
          {
            assertion = lib.length pagersInUse <= 1;
            message = ''
              Only one of the following options can be enabled at a time.
                - ${concatStringsSep "\n  - " pagersInUse}
            '';
          }
        ];
        programs.git = mkMerge [
          (signing cfg)
          {
            iniContent = mkMerge [
              (lib.mapAttrs' sendEmail (
                lib.filterAttrs (_: account: account.enable && account.smtp != null) config.accounts.email.accounts
              ))
              (mkIf (cfg.hooks != { }) {
                core.hooksPath = toString (
                  pkgs.linkFarm "git-hooks" (lib.mapAttrsToList (name: path: { inherit name path; }) cfg.hooks)
                );
              })
              (mkIf (!lib.isList cfg.settings) cfg.settings)
              (mkIf cfg.lfs.enable { filter.lfs = lfs cfg.lfs; })
              (mkIf cfg.maintenance.enable { maintenance.repo = cfg.maintenance.repositories; })
            ];
          }
        ];
        home.packages = mkIf (cfg.lfs.enable && cfg.lfs.package != null) [ cfg.lfs.package ];
        xdg.configFile = {
          "git/config".text = mkMerge [
            (concatStringsSep "\n" (
              lib.filter (text: !isBlank text) (map toGitINI ([ cfg.iniContent ] ++ parts cfg))
            ))
            (mkIf (cfg.includes != [ ]) (
              lib.mkAfter (
                lib.concatMapStringsSep "\n" (
                  i:
                  toGitINI (
                    if i.condition == null then
                      { include.path = "${i.path}"; }
                    else
                      { includeIf.${i.condition}.path = "${i.path}"; }
                  )
                ) cfg.includes
              )
            ))
          ];
          "git/ignore" = mkIf (cfg.ignores != [ ]) { text = lib.concatLines cfg.ignores; };
          "git/attributes" = mkIf (cfg.attributes != [ ]) { text = lib.concatLines cfg.attributes; };
        };
      }
      (mkIf cfg.maintenance.enable (import ../parts/git-maintenance.nix { inherit cfg lib; exe = program cfg; }))
    ];
}
