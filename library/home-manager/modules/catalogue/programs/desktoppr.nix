# `programs.desktoppr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe opt;
  settings = types.submodule {
    freeformType = types.attrsOf types.anything;
    options = {
      picture = maybe (with types; either path (strMatching "^http(s)?://.*$")) "The picture, or its address.";
      sha256 = maybe (types.strMatching "^[a-f0-9]{64}$") "Hash of a picture from an address.";
      color = opt (types.strMatching "[0-9a-fA-F]{6}") "000000" "Colour behind it.";
      scale = opt (types.enum [ "fill" "stretch" "center" "fit" ]) "fill" "How it is fitted to the screen.";
      setOnlyOnce = flag "Whether it is left alone where it was set before.";
    };
  };
in
lib.hm.library.program args "desktoppr" {
  title = "the picture of the desktop of macOS";
  install = false;
  options.settings = opt settings { } "The picture.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.desktoppr" pkgs lib.platforms.darwin) ];
    targets.darwin.defaults.desktoppr = cfg.settings;
    home.activation.desktoppr = lib.hm.dag.entryAfter [ "setDarwinDefaults" ] ''
      verboseEcho "Setting the desktop picture/wallpaper"
      run "${lib.getExe cfg.package}" manage
    '';
  };
}
