# `programs.mujmap`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) notNull;
  format = pkgs.formats.toml { };
  accounts = lib.filter (a: a.enable && a.mujmap.enable) (lib.attrValues config.accounts.email.accounts);
  settings =
    a:
    let
      all =
        lib.optionalAttrs (a.jmap != null) (notNull {
          fqdn = a.jmap.host;
          session_url = a.jmap.sessionUrl;
        })
        // {
          username = a.userName;
          password_command = lib.escapeShellArgs a.passwordCommand;
        }
        // notNull a.mujmap.settings;
    in
    if all ? fqdn then removeAttrs all [ "session_url" ] else all;
in
lib.hm.library.program args "mujmap" {
  config = cfg: {
    warnings =
      lib.concatMap (a: a.warnings) accounts
      ++ import ../../parts/without-notmuch.nix {
        inherit accounts lib;
        name = "mujmap";
      };
    programs.notmuch.new.ignore = [ "/.*[.](toml|json|lock)$/" ];
    home.file = lib.mkMerge (
      map (a: {
        "${a.maildir.absPath}/mujmap.toml".source = format.generate "mujmap-${
          lib.replaceStrings [ "@" ] [ "_at_" ] a.address
        }.toml" (settings a);
      }) accounts
    );
  };
}
