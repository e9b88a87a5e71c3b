# Containers of a profile of Firefox: the type of one, and the file that the browser keeps them in.
{ lib }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;

  # What the browser itself has, beside those of the user.
  internal = userContextId: name: {
    inherit userContextId;
    name = "userContextIdInternal.${name}";
    icon = "";
    color = "";
    accessKey = "";
    public = false;
  };
in
{
  type = types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name.";
        id = opt types.ints.unsigned 1 "Its number; each of a profile has its own.";
        color = opt (types.enum [ "blue" "turquoise" "green" "yellow" "orange" "red" "pink" "purple" "toolbar" ]) "pink" "Its color.";
        icon = opt (types.enum [ "briefcase" "cart" "circle" "dollar" "fence" "fingerprint" "gift" "vacation" "food" "fruit" "pet" "tree" "chill" ]) "fruit" "Its picture.";
      };
    }
  );

  text =
    containers:
    let
      all = lib.attrValues containers;
    in
    builtins.toJSON {
      version = 5;
      lastUserContextId = lib.foldl' lib.max 0 (map (c: c.id) all);
      identities =
        map (c: {
          userContextId = c.id;
          inherit (c) color icon name;
          public = true;
        }) all
        ++ [
          (internal 4294967294 "thumbnail")
          (internal 4294967295 "webextStorageLocal")
        ];
    }
    + "\n";
}
