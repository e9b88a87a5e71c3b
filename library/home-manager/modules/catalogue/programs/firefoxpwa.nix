# `programs.firefoxpwa`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) attrNames mapAttrs types;
  inherit (lib.hm.library) maybe need opt;
  format = pkgs.formats.json { };
  isLinux = pkgs.stdenv.hostPlatform.isLinux;

  site =
    profile:
    { config, name, ... }:
    {
      options = {
        name = opt types.str name "Its name.";
        url = need types.str "Its address.";
        manifestUrl = need types.str "Address of its manifest.";
        desktopEntry = {
          enable = lib.mkOption {
            type = types.bool;
            defaultText = "true if host platform is Linux";
            description = "Whether it is among the programs of the desktop.";
          };
          icon = maybe (with types; either str path) "Its icon there.";
          categories = maybe (types.listOf types.str) "Where it is there.";
        };
        settings = opt format.type { } "Its part of {file}`firefoxpwa/config.json`.";
      };
      config = {
        desktopEntry.enable = lib.mkDefault isLinux;
        settings = {
          ulid = name;
          inherit profile;
          config = {
            inherit (config) name;
            document_url = config.url;
            manifest_url = config.manifestUrl;
          };
          manifest = {
            inherit (config) name;
            start_url = config.url;
          };
        };
      };
    };
  profile =
    { config, name, ... }:
    {
      options = {
        name = opt types.str name "Its name.";
        sites = opt (types.attrsOf (types.submodule (site name))) { } "Sites by their ULID.";
        settings = opt format.type { } "Its part of {file}`firefoxpwa/config.json`.";
      };
      config.settings = {
        ulid = name;
        inherit (config) name;
        sites = attrNames config.sites;
      };
    };

  letters = lib.stringToCharacters "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  isULID =
    path: ulid:
    let
      wrong = lib.subtractLists letters (lib.stringToCharacters ulid);
      length = lib.stringLength ulid;
    in
    [
      {
        assertion = length == 26;
        message = "ULID '${ulid}' at 'programs.firefoxpwa.${lib.showOption path}' must be 26 characters, but is\n${toString length} characters long.\n";
      }
      {
        assertion = wrong == [ ];
        message = "ULID '${ulid}' at 'programs.firefoxpwa.profiles' must only contain characters\n'${lib.concatStrings letters}', but contains '${lib.concatStrings wrong}'.\n";
      }
    ];
in
lib.hm.library.program args "firefoxpwa" {
  title = "sites as programs, in Firefox";
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`firefoxpwa/config.json`.";
    profiles = opt (types.attrsOf (types.submodule profile)) { } "Profiles by their ULID.";
  };
  config =
    cfg:
    let
      sites = lib.concatMapAttrs (_: profile: profile.sites) cfg.profiles;
      settings = lib.recursiveUpdate {
        profiles = mapAttrs (_: profile: profile.settings) cfg.profiles;
        sites = mapAttrs (_: site: site.settings) sites;
      } cfg.settings;
      isOnce =
        ulid:
        let
          owners = attrNames (lib.filterAttrs (_: profile: profile.sites ? ${ulid}) cfg.profiles);
        in
        {
          assertion = lib.length owners == 1;
          message = "Site with ULID '${ulid}' must be present in exactly one profile, but is present\nin ${toString (lib.length owners)} profiles, namely ${lib.concatMapStringsSep ", " (name: "'${name}'") owners}.\n";
        };
    in
    {
      assertions =
        lib.concatMap (isULID [ "profiles" ]) (attrNames cfg.profiles)
        ++ lib.concatLists (
          lib.mapAttrsToList (
            name: profile: lib.concatMap (isULID [ "profiles" name "sites" ]) (attrNames profile.sites)
          ) cfg.profiles
        )
        ++ map isOnce (attrNames sites);
      xdg.dataFile."firefoxpwa/config.json".text = lib.generators.toJSON { } settings;
      xdg.desktopEntries = lib.mapAttrs' (
        ulid: site:
        lib.nameValuePair "FFPWA-${ulid}" (
          lib.mkIf site.desktopEntry.enable {
            inherit (site.desktopEntry) icon categories;
            inherit (site.settings.manifest) name;
            exec = "firefoxpwa site launch ${ulid} --protocol %u";
            terminal = false;
          }
        )
      ) sites;
    };
}
