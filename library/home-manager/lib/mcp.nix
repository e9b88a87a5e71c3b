# Servers of the Model Context Protocol in the forms of the programs that talk to them (`lib.hm.mcp`).
{ lib }:
let
  # A variable may be said to be read from a file: `{ file = "/path"; }`.
  isInFile = value: lib.isAttrs value && value ? file;
  given = server: name: if server.${name} or null == null then null else server.${name};
in
rec {
  renderEnv = reference: lib.mapAttrs (_: value: if isInFile value then reference value.file else value);

  # A script that reads variables from files and then runs the server.
  mkEnvFilesWrapper =
    {
      pkgs,
      name,
      server,
    }:
    let
      read = variable: value: ''
        if ${variable}=$(cat ${lib.escapeShellArg value.file}); then
          export ${variable}
        else
          printf '[${name} wrapper ] Failed to read env var %s from %s\n' \
            ${lib.escapeShellArg variable} \
            ${lib.escapeShellArg value.file} >&2
        fi
      '';
      inFiles = lib.filterAttrs (_: isInFile) (server.env or { });
    in
    pkgs.writeShellScript "mcp-${name}-wrapper" ''
      ${lib.concatStrings (lib.mapAttrsToList read inFiles)}
      exec ${lib.escapeShellArgs ([ server.command ] ++ server.args or [ ])}
    '';
  wrapEnvFilesCommand =
    { pkgs, name }:
    server:
    let
      sorted = lib.partition (variable: isInFile server.env.${variable}) (lib.attrNames (server.env or { }));
    in
    if sorted.right == [ ] then
      server
    else
      server
      // {
        command = mkEnvFilesWrapper { inherit pkgs name server; };
        args = [ ];
        env = lib.getAttrs sorted.wrong server.env;
      };

  # Whether it is wanted, where `enabled` or `disabled` says so; else null.
  resolveEnabled =
    server:
    if given server "enabled" != null then
      server.enabled
    else if given server "disabled" != null then
      !server.disabled
    else
      null;
  addType =
    server:
    {
      type = if given server "url" == null then "stdio" else "http";
    }
    // server;

  transformMcpServer =
    {
      server,
      exclude ? [ ],
      extraTransforms ? [ ],
      mkFileRef ? (path: "{file:${path}}"),
    }:
    let
      plain = server // {
        enabled = resolveEnabled server;
        url = if given server "url" != null then server.url else server.serverUrl or null;
      };
      changed = lib.foldl' (before: change: change before) plain extraTransforms;
      rendered = changed // lib.optionalAttrs (changed ? env) { env = renderEnv mkFileRef changed.env; };
    in
    lib.filterAttrs (_: value: value != null && value != [ ] && value != { }) (
      removeAttrs rendered ([ "disabled" "serverUrl" ] ++ exclude)
    );
}
