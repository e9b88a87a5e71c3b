# `security`: sudo, authorities, sandboxes.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    enabled
    flag
    internal
    need
    opt
    text
    words
    ;
  cfg = config.security;
  local = cfg.pam.services.sudo_local;
  unused = internal (lib.mkOption {
    default = null;
    description = "Not possible any more.";
  });

  paths = opt (types.listOf types.path) [ ];
  subpaths = lib.concatMapStringsSep " " (path: ''(subpath "${path}")'');
  literals = lib.concatMapStringsSep " " (path: ''(literal "${path}")'');
  profile =
    { config, ... }:
    {
      options = {
        profile = internal (need types.lines "The rules.") // {
          apply =
            rules:
            pkgs.runCommand "sandbox.sb" { inherit rules; } ''
              storePaths=$(sed 's/.*/(subpath "&")/' ${config.closure}/store-paths | tr -d '\n')
              printf '%s\n' "''${rules//\$storePaths/$storePaths}" > $out
            '';
        };
        closure = opt (types.listOf types.package) [ ] "Packages that it may use." // {
          apply = rootPaths: pkgs.closureInfo { inherit rootPaths; };
        };
        readablePaths = paths "Paths that it may read.";
        writablePaths = paths "Paths that it may write.";
        allowSystemPaths = flag "Whether it may read some of {file}`/etc` and {file}`/var`.";
        allowLocalNetworking = flag "Whether it may talk to this host.";
        allowNetworking = flag "Whether it may use the network.";
      };
      config = {
        allowSystemPaths = lib.mkDefault (config.allowLocalNetworking || config.allowNetworking);
        profile = lib.mkOrder 0 (
          lib.concatLines (
            [
              "(version 1)"
              "(deny default)"
              "(allow file-read* ${subpaths [ "/usr/lib" "/System/Library/Frameworks" "/System/Library/PrivateFrameworks" ]})"
              "(allow file-read-metadata ${literals [ "/dev" ]})"
              "(allow file* ${literals (map (name: "/dev/${name}") [ "null" "random" "stdin" "stdout" "tty" "urandom" "zero" ])} ${subpaths [ "/dev/fd" ]})"
              "(allow process-fork)"
              "(allow signal (target same-sandbox))"
              "(allow file-read* process-exec $storePaths)"
            ]
            ++ lib.optional (config.readablePaths != [ ]) "(allow file-read* ${subpaths config.readablePaths})"
            ++ lib.optional (config.writablePaths != [ ]) "(allow file* ${subpaths config.writablePaths})"
            ++ lib.optionals config.allowSystemPaths [
              "(allow file-read-metadata ${literals [ "/" "/etc" "/run" "/tmp" "/var" ]})"
              "(allow file-read* ${literals (map (name: "/private/${name}") [ "etc/group" "etc/hosts" "etc/passwd" "var/run/resolv.conf" ])})"
            ]
            ++ lib.optional config.allowLocalNetworking "(allow network* (local ip) (local tcp) (local udp))"
            ++ lib.optionals config.allowNetworking [
              "(allow network* (local ip) (remote ip))"
              ''(allow network-outbound (remote unix-socket (path-literal "/private/var/run/mDNSResponder")))''
            ]
          )
        );
      };
    };
in
{
  imports = [
    (lib.mkRemovedOptionModule [ "security" "pam" "enableSudoTouchIdAuth" ] "It is `security.pam.services.sudo_local.touchIdAuth` now.")
  ];

  options.security = {
    pam.services.sudo_local = {
      enable = enabled "Whether {command}`sudo` is set up.";
      touchIdAuth = flag "Whether a finger is enough.";
      watchIdAuth = flag "Whether a watch is enough.";
      reattach = flag "Whether also within tmux.";
      text = text "Text of its file.";
    };
    sudo.extraConfig = opt (types.nullOr types.lines) null "More text of {file}`sudoers`.";
    pki = {
      installCACerts = enabled "Whether the list of authorities is there.";
      certificateFiles = paths "Files with more authorities.";
      certificates = opt (types.listOf types.str) [ ] "More authorities.";
      caCertificateBlacklist = words "Authorities that are not trusted.";
    };
    sandbox.profiles = opt (types.attrsOf (types.submodule profile)) { } "What programs may do.";
    enableAccessibilityAccess = unused;
    accessibilityPrograms = unused;
  };

  config = {
    assertions = [
      {
        assertion = cfg.enableAccessibilityAccess == null;
        message = "`security.enableAccessibilityAccess` is not possible since macOS 10.12.";
      }
    ];
    security = {
      pam.services.sudo_local.text = lib.concatLines (
        lib.optional local.reattach "auth       optional       ${pkgs.pam-reattach}/lib/pam/pam_reattach.so"
        ++ lib.optional local.touchIdAuth "auth       sufficient     pam_tid.so"
        ++ lib.optional local.watchIdAuth "auth       sufficient     ${pkgs.pam-watchid}/lib/pam_watchid.so"
      );
      pki.certificateFiles = lib.mkIf cfg.pki.installCACerts [
        "${pkgs.cacert.override { blacklist = cfg.pki.caCertificateBlacklist; }}/etc/ssl/certs/ca-bundle.crt"
      ];
    };
    environment = {
      variables = lib.mkIf cfg.pki.installCACerts {
        NIX_SSL_CERT_FILE = lib.mkDefault "/etc/ssl/certs/ca-certificates.crt";
      };
      etc = {
        "pam.d/sudo_local" = { inherit (local) enable text; };
        "sudoers.d/10-nix-darwin-extra-config" = lib.mkIf (cfg.sudo.extraConfig != null) { text = cfg.sudo.extraConfig; };
        "ssl/certs/ca-certificates.crt" = lib.mkIf cfg.pki.installCACerts {
          source = pkgs.runCommand "ca-certificates.crt" {
            files = cfg.pki.certificateFiles ++ [
              (builtins.toFile "extra.crt" (lib.concatStringsSep "\n" cfg.pki.certificates))
            ];
          } "cat $files > $out";
        };
      };
    };
    system.activationScripts.pam.text = ''
      echo "sudo..." >&2
      ${
        if local.enable then
          "grep -q sudo_local /etc/pam.d/sudo || ${lib.getExe pkgs.gnused} -i '2iauth       include        sudo_local # nix-darwin: security.pam.services.sudo_local' /etc/pam.d/sudo"
        else
          "${lib.getExe pkgs.gnused} -i '/security.pam.services.sudo_local/d' /etc/pam.d/sudo"
      }
    '';
  };
}
