# `pam`: the environment of the login session.
{ config, lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  cfg = config.pam;
  yubikey = types.addCheck types.str (id: lib.stringLength id == 12) // {
    name = "yubiKeyId";
    description = "string of length 12";
  };
  inherit (cfg.yubico) authorizedYubiKeys;
in
{
  options.pam = {
    sessionVariables = opt types.attrs { } "Variables that PAM sets, as {manpage}`pam_env.conf(5)` has them.";
    yubico.authorizedYubiKeys = {
      ids = opt (types.listOf yubikey) [ ] "Identities of the YubiKeys that may log in.";
      path = opt types.str ".yubico/authorized_yubikeys" "File for the identities, below the home directory.";
    };
  };

  config.home.file = lib.mkMerge [
    (lib.mkIf (cfg.sessionVariables != { }) {
      ".pam_environment".text = lib.concatLines (
        lib.mapAttrsToList (name: value: "${name} OVERRIDE=\"${toString value}\"") cfg.sessionVariables
      );
    })
    (lib.mkIf (authorizedYubiKeys.ids != [ ]) {
      ${authorizedYubiKeys.path}.text = lib.concatStringsSep ":" (
        [ config.home.username ] ++ authorizedYubiKeys.ids
      );
    })
  ];
}
