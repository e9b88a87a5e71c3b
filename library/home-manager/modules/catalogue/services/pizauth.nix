# `services.pizauth`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalString types;
  inherit (lib.hm.library) maybe need opt;
  account = types.submodule {
    options = {
      name = need types.str "Name of the account." // {
        readOnly = true;
      };
      authUri = need types.str "Where one logs in.";
      tokenUri = need types.str "Where tokens are.";
      clientId = need types.str "Name of the client.";
      clientSecret = maybe types.str "Its secret.";
      scopes = opt (types.nullOr (types.listOf types.str)) [ ] "What tokens are for.";
      loginHint = maybe types.str "Who logs in.";
      extraConfig = maybe types.str "More text of the account.";
    };
  };
  isSaid = value: value != null && value != "" && value != [ ];
  setting = key: value: optionalString (isSaid value) "  ${key} = ${value};\n";
  text = key: value: setting key (if isSaid value then "\"${value}\"" else null);
  list = values: "[\n${lib.concatMapStringsSep ",\n" (value: "    \"${value}\"") values}\n  ]";
  indented = lines: lib.concatMapStringsSep "\n" (line: optionalString (line != "") "  ${line}") (lib.splitString "\n" lines);
  accountText =
    name: a:
    "account \"${name}\" {\n"
    + text "auth_uri" a.authUri
    + text "token_uri" a.tokenUri
    + text "client_id" a.clientId
    + text "client_secret" a.clientSecret
    + setting "scopes" (if isSaid a.scopes then list a.scopes else null)
    + text "login_hint" a.loginHint
    + optionalString (isSaid a.extraConfig) (indented a.extraConfig)
    + "}\n";
in
lib.hm.library.service args "pizauth" {
  options = {
    extraConfig = maybe types.str "More text of {file}`pizauth.conf`.";
    accounts = opt (types.attrsOf account) { } "Accounts by name.";
  };
  config =
    cfg:
    let
      pizauth = lib.getExe cfg.package;
      file = pkgs.writeTextFile {
        name = "pizauth.conf";
        text =
          optionalString (isSaid cfg.extraConfig) "${cfg.extraConfig}\n"
          + lib.concatStringsSep "\n" (lib.mapAttrsToList accountText cfg.accounts);
      };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.pizauth" pkgs lib.platforms.linux) ];
      xdg.configFile."pizauth.conf".source = file;
      systemd.user.services.pizauth = {
        Unit = {
          Description = "Pizauth OAuth2 token manager";
          After = [ "network.target" ];
          X-Restart-Triggers = [ "${config.xdg.configFile."pizauth.conf".source}" ];
        };
        Service = {
          Type = "simple";
          ExecStart = "${pizauth} server -vvvv -d";
          ExecReload = "${pizauth} reload";
          ExecStop = "${pizauth} shutdown";
          Restart = "on-failure";
          LockPersonality = true;
          MemoryDenyWriteExecute = true;
          NoNewPrivileges = true;
          PrivateUsers = true;
          RestrictNamespaces = true;
          SystemCallArchitectures = "native";
          SystemCallFilter = "@system-service";
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
