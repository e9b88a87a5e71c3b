# `system.activationScripts` and `system.checks`: what runs when a configuration becomes the Mac's.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    described
    enabled
    internal
    opt
    text
    ;
  cfg = config.system;
  script = import ./file.nix { inherit lib; } (name: pkgs.writeScript "activate-${name}");

  # The scripts in the order in which they run.
  order = [
    "preActivation"
    "checks"
    "createRun"
    "extraActivation"
    "groups"
    "users"
    "applications"
    "pam"
    "patches"
    "openssh"
    "etc"
    "defaults"
    "userDefaults"
    "launchd"
    "userLaunchd"
    "nix-daemon"
    "time"
    "networking"
    "power"
    "keyboard"
    "fonts"
    "nvram"
    "homebrew"
    "postActivation"
  ];
  tools = [
    pkgs.gnugrep
    pkgs.coreutils
  ]
  ++ lib.optional config.nix.enable config.nix.package;

  stop = condition: message: ''
    if ${condition}; then
      printf >&2 'error: %s\n' ${lib.escapeShellArg message}
      exit 2
    fi
  '';
  inherit (config.ids) gids uids;
  user = lib.escapeShellArg cfg.primaryUser;
in
{
  imports = [
    (lib.mkRemovedOptionModule [ "system" "checks" "verifyNixChannels" ] "There is no such check any more.")
  ];

  options.system = {
    activationScripts = internal (opt (types.attrsOf (types.submodule script)) { } "Commands of the activation, by name.");
    checks = {
      verifyNixPath = opt types.bool config.nix.enable "Whether the search path is checked.";
      verifyBuildUsers =
        opt types.bool (config.nix.enable && !(config.nix.settings.auto-allocate-uids or false))
          "Whether the building users are checked.";
      verifyMacOSVersion = enabled "Whether the version of macOS is checked.";
      text = internal (text "Commands that stop the activation if something is not as it must be.");
    };
  };

  config = {
    assertions =
      map
        (name: {
          assertion = !cfg.activationScripts ? ${name};
          message = "`system.activationScripts.${name}` is gone: everything runs as `root`. Another script can do the same with `sudo --user`.";
        })
        [
          "extraUserActivation"
          "preUserActivation"
          "postUserActivation"
        ]
      ++ [
        {
          assertion = cfg.activationScripts.extraPostActivation.text == "";
          message = "`system.activationScripts.extraPostActivation` is `postActivation` now.";
        }
        {
          assertion = cfg.activationScripts.extraUserPostActivation.text == "";
          message = "`system.activationScripts.extraUserPostActivation` is `postActivation` now.";
        }
      ];

    system = {
      checks.text = lib.mkMerge [
        (lib.mkIf cfg.checks.verifyMacOSVersion (
          stop ''[[ "$(printf '11.3\n%s\n' "$(sw_vers -productVersion)" | sort -V | head -n 1)" != 11.3 ]]'' "macOS is older than 11.3"
        ))
        (lib.mkIf (cfg.primaryUser != null) (
          stop "! id -- ${user} >/dev/null 2>&1" "there is no user ${toString cfg.primaryUser}, which `system.primaryUser` names"
        ))
        (lib.mkIf config.nix.enable (
          stop "[[ -e /usr/local/bin/determinate-nixd ]]" "Determinate manages Nix here: set `nix.enable = false`"
        ))
        (lib.mkIf cfg.checks.verifyBuildUsers (
          stop "[[ $(dscl . -read /Users/_nixbld1 UniqueID | awk '{ print $2 }') != ${toString (uids.nixbld + 1)} ]]" "the building users have other numbers than `ids.uids.nixbld` says"
          + stop "[[ $(dscl . -read /Groups/nixbld PrimaryGroupID | awk '{ print $2 }') != ${toString gids.nixbld} ]]" "the group of the building users has another number than `ids.gids.nixbld` says"
        ))
        (lib.mkIf config.nix.enable (
          stop ''[[ "$(stat --format=%u /nix)" != 0 ]]'' "Nix belongs to a single user, which cannot be managed: set `nix.enable = false`"
        ))
        (stop "grep -q etc/profile.d/nix-daemon.sh /etc/profile" "/etc/profile sets up Nix: remove the line with nix-daemon.sh")
        (lib.mkIf cfg.checks.verifyNixPath (
          stop ''! nix-instantiate --find-file nixpkgs >/dev/null'' "<nixpkgs> is not found: see `nix.nixPath`"
        ))
        (stop "[[ -d /etc/ssh/authorized_keys.d ]]" "/etc/ssh/authorized_keys.d is not used any more and lets people in: remove it")
        (lib.mkIf config.homebrew.enable (
          stop ''[[ ! -f ${lib.escapeShellArg config.homebrew.prefix}/bin/brew && -z "''${INSTALLING_HOMEBREW:-}" ]]'' "Homebrew is not installed; see https://brew.sh"
        ))
        (lib.mkIf (config.power.restartAfterPowerFailure != null) (
          stop "systemsetup -getRestartPowerFailure | grep -q 'Not supported'" "this Mac has no `power.restartAfterPowerFailure`"
        ))
        (lib.mkAfter (
          stop ''! touch -c /Applications/"Nix Apps"/*.app 2>/dev/null && [[ -d /Applications/"Nix Apps" ]]'' "applications cannot be updated: allow it under Privacy & Security, App Management"
        ))
      ];
      activationScripts = {
        preActivation.text = lib.mkDefault "";
        extraActivation.text = lib.mkDefault "";
        postActivation.text = lib.mkDefault "";
        extraPostActivation.text = lib.mkDefault "";
        extraUserPostActivation.text = lib.mkDefault "";
        checks.text = ''
          ${cfg.checks.text}
          if [[ ''${checkActivation:-0} == 1 ]]; then
            echo "all is well" >&2
            exit 0
          fi
        '';
        createRun.text = ''
          if ! grep -q '^run\b' /etc/synthetic.conf 2>/dev/null; then
            printf 'run\tprivate/var/run\n' >> /etc/synthetic.conf
            chmod 644 /etc/synthetic.conf
          fi
          /System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util -t || true
        '';
        applications.text = ''
          echo "applications..." >&2
          mkdir -p '/Applications/Nix Apps'
          ${lib.getExe pkgs.rsync} --archive --checksum --copy-unsafe-links --delete --chmod=-w --no-group --no-owner \
            ${cfg.build.applications}/Applications/ '/Applications/Nix Apps'
        '';
        script.text = ''
          #!/usr/bin/env -i ${pkgs.stdenv.shell}
          # shellcheck shell=bash
          set -e -o pipefail
          export PATH="${lib.makeBinPath tools}:/usr/bin:/bin:/usr/sbin:/sbin"
          export USER=root LOGNAME=root HOME=~root MAIL=/var/mail/root SHELL=$BASH LANG=C LC_CTYPE=UTF-8
          systemConfig=@out@
          umask 0022
          cd /
          ${stop "[[ $(id -u) != 0 ]]" "this must run as root"}
          ${lib.concatMapStringsSep "\n" (name: cfg.activationScripts.${name}.text) order}
          ln -sfn "$(readlink -f "$systemConfig")" /run/current-system
          [[ ! -d /nix/var/nix/gcroots ]] || ln -sfn /run/current-system /nix/var/nix/gcroots/current-system
        '';
      };
      build.applications = pkgs.buildEnv {
        name = "system-applications";
        paths = config.environment.systemPackages;
        pathsToLink = [ "/Applications" ];
      };
    };
  };
}
