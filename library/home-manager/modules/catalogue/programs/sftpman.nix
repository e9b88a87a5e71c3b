# `programs.sftpman`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described maybe need opt words;
  json = pkgs.formats.json { };
  mount = types.submodule {
    options = {
      host = need types.str "The server.";
      port = opt types.port 22 "Where it listens.";
      user = need types.str "The user there.";
      mountOptions = words "Arguments of sshfs.";
      mountPoint = need types.str "The folder there.";
      mountDestPath = maybe types.str "Where it is mounted.";
      authType = opt (types.enum [
        "password"
        "publickey"
        "hostbased"
        "keyboard-interactive"
        "gssapi-with-mic"
        "authentication-agent"
      ]) "publickey" "How the user is known.";
      sshKey = described "config.programs.sftpman.defaultSshKey" (
        opt (types.nullOr types.str) config.programs.sftpman.defaultSshKey "File of the key."
      );
      beforeMount = opt types.str "true" "Command in front of it.";
    };
  };
in
lib.hm.library.program args "sftpman" {
  nullable = true;
  options = {
    defaultSshKey = maybe types.str "File of the key where a mount has none.";
    mounts = opt (types.attrsOf mount) { } "Mounts by name.";
  };
  config =
    cfg:
    let
      bad = lib.filterAttrs (_: mount: mount.authType == "publickey" && mount.sshKey == null) cfg.mounts;
    in
    {
      assertions = [
        {
          assertion = bad == { };
          message = ''
            sftpman mounts using authentication type "publickey" but missing 'sshKey': ${lib.concatStringsSep ", " (lib.attrNames bad)}
          '';
        }
      ];
      xdg.configFile = lib.mapAttrs' (
        id: mount:
        lib.nameValuePair "sftpman/mounts/${id}.json" {
          source = json.generate "sftpman-${id}.json" (mount // { inherit id; });
        }
      ) cfg.mounts;
    };
}
