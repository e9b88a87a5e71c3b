# `programs.irssi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) concatStringsSep mapAttrsToList optionalString types;
  inherit (lib.hm.library) enabled flag maybe need opt strings text words;
  inherit (lib.hm.booleans) yesNo;
  channel.options = {
    name = maybe types.str "Its name." // { visible = false; };
    autoJoin = flag "Whether it is joined at the start.";
  };
  network =
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name." // { visible = false; };
        nick = need types.str "The name to have there.";
        type = opt types.str "IRC" "Its kind.";
        autoCommands = words "Commands at the start.";
        server = {
          address = need types.str "Where it is.";
          port = opt types.port 6667 "Its port.";
          ssl = {
            enable = enabled "Whether it is encrypted.";
            verify = enabled "Whether its certificate is looked at.";
            certificateFile = maybe types.path "The certificate to show there.";
          };
          autoConnect = flag "Whether it is connected at the start.";
        };
        channels = opt (types.attrsOf (types.submodule channel)) { } "Channels by name.";
        saslExternal = flag "Whether the certificate is the password.";
      };
    };

  quoted = value: "\"${lib.escape [ "\"" ] value}\"";
  chatnet = name: net: ''
    ${name} = {
      type = "${net.type}";
      nick = ${quoted net.nick};
      autosendcmd = "${lib.concatMapStringsSep ";" (lib.escape [ "\"" ]) net.autoCommands}";
      ${optionalString net.saslExternal "sasl_username = ${quoted net.nick};\n  sasl_mechanism = \"EXTERNAL\";"}
    };
  '';
  server = name: net: ''
    {
      chatnet = "${name}";
      address = "${net.server.address}";
      port = "${toString net.server.port}";
      use_ssl = "${yesNo net.server.ssl.enable}";
      ssl_verify = "${yesNo net.server.ssl.verify}";
      autoconnect = "${yesNo net.server.autoConnect}";
      ${optionalString (net.server.ssl.certificateFile != null) "ssl_cert = \"${net.server.ssl.certificateFile}\";\n"}
    }
  '';
  channelsOf =
    network: net:
    mapAttrsToList (name: channel: ''
      {
        chatnet = "${network}";
        name = "${name}";
        autojoin = "${yesNo channel.autoJoin}";
      }
    '') net.channels;
in
lib.hm.library.program args "irssi" {
  nullable = true;
  options = {
    extraConfig = text "More text of {file}`.irssi/config`.";
    aliases = strings "Commands by their short names.";
    networks = opt (types.attrsOf (types.submodule network)) { } "Networks by name.";
  };
  config = cfg: {
    home.file.".irssi/config".text = ''
      settings = {
        core = {
          settings_autosave = "no";
        };
      };

      aliases = {
      ${concatStringsSep "\n" (mapAttrsToList (name: value: "  ${name} = ${quoted value};") cfg.aliases)}
      };

      chatnets = {
      ${concatStringsSep "\n" (mapAttrsToList chatnet cfg.networks)}
      };

      servers = (
      ${concatStringsSep ",\n" (mapAttrsToList server cfg.networks)}
      );

      channels = (
      ${concatStringsSep ",\n" (lib.concatLists (mapAttrsToList channelsOf cfg.networks))}
      );

      ${cfg.extraConfig}
    '';
  };
}
