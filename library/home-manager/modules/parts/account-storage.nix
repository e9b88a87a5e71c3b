# Where a calendar or contacts are kept, here and on a server. `extension` is the ending of their files, `kinds` are the
# kinds of servers.
{ lib }:
{
  group,
  extension,
  kinds,
  basePath,
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe need opt;
in
{
  # Folder of all accounts.
  base = home: lib.mkOption {
    type = types.str;
    apply = path: if lib.hasPrefix "/" path then path else "${home}/${path}";
    description = "Folder of all accounts.";
  };
  options = name: {
    name = need types.str "Name of the account." // {
      readOnly = true;
    };
    local = opt (types.submodule {
      options = {
        path = opt types.str "${basePath}/${name}" "The folder, or the file." // {
          defaultText = lib.literalExpression "‹accounts.${group}.basePath›/‹name›";
        };
        type = opt (types.enum [ "filesystem" "singlefile" ]) "filesystem" "Whether it is a folder or a file.";
        fileExt = opt (types.nullOr types.str) extension "Ending of the files.";
        encoding = maybe types.str "Encoding of the files; none: UTF-8.";
      };
    }) { } "Where it is kept.";
    remote = maybe (types.submodule {
      options = {
        type = need (types.enum kinds) "Kind of the server.";
        url = maybe types.str "Its address.";
        userName = maybe types.str "Name to log in with.";
        passwordCommand = maybe (types.listOf types.str) "Command that prints the password.";
      };
    }) "The server.";
  };
}
