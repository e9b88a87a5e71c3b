# `programs.chromium`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt packages words;
  extension = types.coercedTo types.str (id: { inherit id; }) (types.submodule {
    options = {
      id = opt (types.strMatching "[a-zA-Z]{32}") "" "Its identity.";
      updateUrl = opt types.str "https://clients2.google.com/service/update2/crx" "Where it comes from.";
      crxPath = maybe types.path "Its file.";
      version = maybe types.str "Its version.";
    };
  });
in
lib.hm.library.program args "chromium" {
  nullable = true;
  options = {
    commandLineArgs = words "Arguments.";
    extensions = opt (types.listOf extension) [ ] "Extensions.";
    dictionaries = packages "Dictionaries.";
    nativeMessagingHosts = packages "Programs that it may talk to.";
  };
  config = cfg: {
    xdg.configFile = lib.listToAttrs (
      map (
        e:
        lib.nameValuePair "chromium/External Extensions/${e.id}.json" {
          text = builtins.toJSON (
            if e.crxPath != null then
              {
                external_crx = e.crxPath;
                external_version = e.version;
              }
            else
              { external_update_url = e.updateUrl; }
          );
        }
      ) cfg.extensions
    );
  };
}
