# The plugins of Claude Code: those given, and one with the servers that the configuration names.
{
  lib,
  pkgs,
  config,
  cfg,
}:
let
  json = pkgs.formats.json { };
  shared = lib.optionalAttrs (cfg.enableMcpIntegration && config.programs.mcp.enable) config.programs.mcp.servers;
  isOff = server: server.enabled or null == false || server.disabled or false == true;
  servers =
    lib.mapAttrs (
      name: server:
      lib.hm.mcp.transformMcpServer {
        inherit server;
        exclude = [ "enabled" ];
        extraTransforms = [
          lib.hm.mcp.addType
          (lib.hm.mcp.wrapEnvFilesCommand { inherit pkgs name; })
        ];
      }
    ) shared
    // lib.mapAttrs (_: server: removeAttrs (lib.hm.mcp.addType server) [ "enabled" ]) cfg.mcpServers;
  generatedFiles =
    lib.optional (servers != { }) {
      name = ".mcp.json";
      path = json.generate "claude-code-mcp.json" { mcpServers = servers; };
    }
    ++ lib.optional (cfg.lspServers != { }) {
      name = ".lsp.json";
      path = json.generate "claude-code-lsp.json" cfg.lspServers;
    };
  # Its short name is a part of the names of tools.
  generated = pkgs.runCommand "claude-code-hm-plugin" { } (
    "install -Dm644 ${json.generate "claude-code-plugin.json" { name = "hm"; }} $out/.claude-plugin/plugin.json\n"
    + lib.concatMapStrings (file: "install -Dm644 ${file.path} $out/${file.name}\n") generatedFiles
  );
  # A plugin as it is, with a manifest if it has none.
  withManifest = name: plugin: {
    inherit name;
    source = pkgs.runCommand "claude-code-${name}" { } ''
      mkdir -p "$out"
      shopt -s dotglob nullglob
      for entry in "${plugin}"/*; do
        ln -s "$entry" "$out/$(basename "$entry")"
      done
      if [[ ! -e $out/.claude-plugin/plugin.json ]]; then
        rm -f "$out/.claude-plugin"
        mkdir -p "$out/.claude-plugin"
        for entry in "${plugin}"/.claude-plugin/*; do
          ln -s "$entry" "$out/.claude-plugin/$(basename "$entry")"
        done
        install -m644 ${json.generate "claude-code-${name}.json" { inherit name; }} "$out/.claude-plugin/plugin.json"
      fi
    '';
  };
  nameOf =
    plugin:
    builtins.unsafeDiscardStringContext (lib.strings.sanitizeDerivationName (baseNameOf (toString plugin)));
in
{
  # Servers that are named and not wanted.
  off = lib.attrNames (lib.filterAttrs (_: isOff) (shared // cfg.mcpServers));
  # By name, as folders.
  entries =
    lib.optional (generatedFiles != [ ]) {
      name = "claude-code-home-manager";
      source = generated;
    }
    ++ (
      if lib.isList cfg.plugins then
        map (plugin: withManifest (nameOf plugin) plugin) cfg.plugins
      else
        lib.mapAttrsToList withManifest cfg.plugins
    );
  # As they are given.
  folders =
    lib.optional (generatedFiles != [ ]) generated
    ++ (if lib.isList cfg.plugins then cfg.plugins else lib.attrValues cfg.plugins);
}
