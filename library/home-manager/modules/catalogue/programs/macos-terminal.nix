# `programs.macos-terminal`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkOptionDefault types;
  inherit (lib.hm.library) enabled flag opt;
  plist = pkgs.formats.plist { escape = true; };
  profile = types.submodule {
    options.settings = opt (types.attrsOf plist.type) { } "Its properties.";
    config.settings = lib.mapAttrs (_: mkOptionDefault) {
      type = "Window Settings";
      rowCount = 24;
      columnCount = 80;
      ProfileCurrentVersion = 2.07;
    };
  };
  preferences = types.submodule {
    options = {
      importSettings = enabled "Whether they are put among those that are there.";
      writeFile = flag "Whether the file is one of this home.";
    };
  };
in
lib.hm.library.program args "macos-terminal" {
  package = null;
  title = "the Terminal of macOS";
  options = {
    profiles = opt (types.attrsOf profile) { } "Profiles by name.";
    preferences = opt preferences { } "How the profiles get there.";
  };
  config =
    cfg:
    let
      file = plist.generate "com.apple.Terminal.plist" {
        "Window Settings" = lib.mapAttrs (name: profile: profile.settings // { inherit name; }) cfg.profiles;
      };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.macos-terminal" pkgs lib.platforms.darwin) ];
      home.file."Library/Preferences/com.apple.Terminal.plist" = mkIf cfg.preferences.writeFile { source = file; };
      home.activation.appleTerminal = mkIf cfg.preferences.importSettings (
        lib.hm.dag.entryAfter [ "writeBoundary" ] ''
          run /usr/bin/defaults import com.apple.Terminal "${file}"
        ''
      );
    };
}
