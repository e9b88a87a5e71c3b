# `xdg.mime`: the databases of MIME types and of desktop files in the profile.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.xdg.mime;
  native = package: package.__spliced.buildHost or package;
  # Two packages with the same folders make the profile have real folders, which can be written to.
  folders = name: pkgs.runCommandLocal name { } "mkdir -p $out/share/{applications,mime/packages}\n";
in
{
  options.xdg.mime = {
    enable = lib.hm.library.described "true if host platform is Linux, false otherwise" (
      lib.hm.library.opt lib.types.bool pkgs.stdenv.hostPlatform.isLinux "Whether the databases of MIME types and desktop files are kept."
    );
    sharedMimeInfoPackage = lib.mkPackageOption pkgs "shared-mime-info" { };
    desktopFileUtilsPackage = lib.mkPackageOption pkgs "desktop-file-utils" { };
  };

  config = lib.mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "xdg.mime" pkgs lib.platforms.linux) ];
    home = {
      packages = [
        cfg.sharedMimeInfoPackage
        (folders "dummy-xdg-mime-dirs1")
        (folders "dummy-xdg-mime-dirs2")
      ];
      extraProfileCommands = ''
        if [[ -w $out/share/mime/packages && -d $out/share/mime/packages ]]; then
          XDG_DATA_DIRS=$out/share PKGSYSTEM_ENABLE_FSYNC=0 \
            ${lib.getExe (native cfg.sharedMimeInfoPackage)} -V $out/share/mime > /dev/null
        fi
        if [[ -w $out/share/applications ]]; then
          ${lib.getExe' (native cfg.desktopFileUtilsPackage) "update-desktop-database"} $out/share/applications
        fi
      '';
    };
  };
}
