# `targets.genericLinux`: homes on distributions other than NixOS.
{ config, pkgs, lib, ... }:
let
  cfg = config.targets.genericLinux;
  inherit (config.home) profileDirectory;
  nix = if config.nix.package == null then pkgs.nix else config.nix.package;
  profile = "${nix}/etc/profile.d/nix.sh";
  # Where distributions keep descriptions of terminals.
  terminals = [ "/etc/terminfo" "/lib/terminfo" "/usr/share/terminfo" ];
  channels = if config.nix.useXdg then "${config.xdg.stateHome}/nix/defexpr/channels" else "$HOME/.nix-defexpr/channels";
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "targets" "genericLinux" "extraXdgDataDirs" ] [ "xdg" "systemDirs" "data" ])
    ../parts/nixgl.nix
  ];
  options.targets.genericLinux.enable = lib.mkEnableOption "" // {
    description = "Whether the home is on a distribution other than NixOS.";
  };
  config = lib.mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "targets.genericLinux" pkgs lib.platforms.linux) ];
    xdg.systemDirs.data = [
      "\${NIX_STATE_DIR:-/nix/var/nix}/profiles/default/share"
      "${profileDirectory}/share"
      "/usr/share/ubuntu"
      "/usr/local/share"
      "/usr/share"
      "/var/lib/snapd/desktop"
    ];
    home.sessionSearchVariables.XCURSOR_PATH = [
      "${profileDirectory}/share/icons"
      "/usr/share/icons"
      "/usr/share/pixmaps"
    ];
    home.sessionVariablesExtra = ''
      . "${profile}"

      # reset TERM with new TERMINFO available (if any)
      export TERM="$TERM"
    '';
    programs.bash.initExtra = ''
      . "${profile}"
      . "${profileDirectory}/etc/profile.d/hm-session-vars.sh"
    '';
    programs.zsh.envExtra = ''
      # Make system functions available to zsh
      () {
        setopt LOCAL_OPTIONS CASE_GLOB EXTENDED_GLOB

        local system_fpaths=(
            # Package default
            /usr/share/zsh/site-functions(/-N)

            # Debian
            /usr/share/zsh/functions/**/*(/-N)
            /usr/share/zsh/vendor-completions/(/-N)
            /usr/share/zsh/vendor-functions/(/-N)
        )
        fpath=(''${fpath} ''${system_fpaths})
      }
    '';
    systemd.user.sessionVariables = {
      NIX_PATH = "${channels}\${NIX_PATH:+:}$NIX_PATH";
      TERMINFO_DIRS = "${profileDirectory}/share/terminfo:$TERMINFO_DIRS\${TERMINFO_DIRS:+:}${lib.concatStringsSep ":" terminals}";
    };
  };
}
