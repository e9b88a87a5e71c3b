# `programs.mcp`: servers of the Model Context Protocol.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    maybe
    need
    opt
    strings
    words
    ;
  json = pkgs.formats.json { };
  server = types.submodule {
    freeformType = json.type;
    options = {
      command = maybe types.str "Program of a server of this machine.";
      args = words "Its arguments.";
      env = opt (types.attrsOf (types.oneOf [
        types.str
        (types.submodule { options.file = need types.str "The file with the value."; })
      ])) { } "Its variables.";
      url = maybe types.str "Address of another server.";
      headers = strings "Headers for it.";
      enabled = maybe types.bool "Whether it is wanted.";
    };
  };
  rules = name: given: [
    {
      assertion = (given.command != null) != (given.url != null);
      message = "exactly one of `command` or `url` must be set.";
    }
    {
      assertion = given.url == null || (given.args == [ ] && given.env == { });
      message = "`args` and `env` are only valid for local servers (`command`).";
    }
    {
      assertion = given.headers == { } || given.url != null;
      message = "`headers` is only valid for remote servers (`url`).";
    }
    {
      assertion = given.enabled == null || given.disabled or null == null || given.enabled != given.disabled;
      message = "`enabled` and `disabled` are set to incompatible values.";
    }
  ];
in
lib.hm.library.program args "mcp" {
  package = null;
  options.servers = opt (types.attrsOf server) { } "The servers.";
  config = cfg: {
    assertions = lib.concatLists (
      lib.mapAttrsToList (
        name: given:
        map (rule: rule // { message = "programs.mcp.servers.${name}: ${rule.message}\n"; }) (rules name given)
      ) cfg.servers
    );
    xdg.configFile = lib.mkIf (cfg.servers != { }) {
      "mcp/mcp.json".source = json.generate "mcp.json" {
        mcpServers = lib.mapAttrs (
          _: server:
          lib.hm.mcp.transformMcpServer {
            inherit server;
            extraTransforms = [ lib.hm.mcp.addType ];
          }
        ) cfg.servers;
      };
    };
  };
}
