# `programs.senpai`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe need;
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
  settings = types.submodule {
    freeformType = types.attrsOf types.anything;
    options = {
      address = need types.str "The server, and where it listens.";
      nickname = need types.str "The nickname.";
      password = maybe types.str "The password; everybody can read it in the store.";
      password-cmd = maybe (types.listOf types.str) "Command that prints the password.";
    };
  };
  directives = lib.mapAttrsToList (
    name: value:
    {
      inherit name;
    }
    // (
      if !lib.isAttrs value then
        { params = lib.toList value; }
      else
        let
          children = removeAttrs value [ "_params" ];
        in
        lib.optionalAttrs (value ? _params) { params = value._params; }
        // lib.optionalAttrs (children != { }) { children = directives children; }
    )
  );
in
lib.hm.library.program args "senpai" {
  options.config = need settings "Contents of {file}`senpai/senpai.scfg`.";
  config =
    cfg:
    let
      former = old: new: {
        assertion = !cfg.config ? ${old};
        message = "senpai: ${old} is deprecated, use ${new} instead";
      };
    in
    {
      assertions = [
        {
          assertion = cfg.config.password-cmd == null || cfg.config.password == null;
          message = "senpai: password-cmd overrides password!";
        }
        (former "addr" "address")
        (former "nick" "nickname")
        (former "no-tls" "tls")
      ];
      home.file."${folder}/senpai/senpai.scfg".text = lib.hm.generators.toSCFG { } (directives cfg.config);
    };
}
