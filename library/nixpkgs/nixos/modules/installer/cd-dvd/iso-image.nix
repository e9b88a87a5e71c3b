# The options of an image on a CD, and its name. The image itself is not made here.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  cfg = config.isoImage;
  opt = type: default: description: mkOption { inherit type default description; };
  computed = option: text: option // { defaultText = lib.literalExpression text; };
  platform = pkgs.stdenv.hostPlatform;
  edition = lib.optionalString (cfg.edition != "") "-${cfg.edition}";
in
{
  options.isoImage = {
    isoName = computed (opt types.str "${cfg.isoBaseName}.iso" "Name of the file.") ''"''${config.isoImage.isoBaseName}.iso"'';
    isoBaseName = computed (opt types.str "nixos" "Name of the file without what follows.") "config.system.nixos.distroId";
    compressImage = opt types.bool false "Whether it is compressed.";
    squashfsCompression = opt (types.nullOr types.str) "zstd -Xcompression-level 19" "How the store in it is compressed.";
    edition = opt types.str "" "What its name says of it.";
    volumeID = computed (opt types.str "nixos${edition}-${lib.trivial.release}-${platform.uname.processor or platform.parsed.cpu.name}" "Name of the volume.") ''"nixos-EDITION-RELEASE-PROCESSOR"'';
    contents = opt (types.listOf types.attrs) [ ] "Files of it: `source` and `target`.";
    storeContents = opt (types.listOf types.package) [ ] "Packages of it.";
    includeSystemBuildDependencies = opt types.bool false "Whether what builds the host is on it.";
    makeBiosBootable = computed (opt types.bool platform.isx86 "Whether a BIOS starts it.") "pkgs.stdenv.hostPlatform.isx86";
    makeEfiBootable = opt types.bool false "Whether EFI starts it.";
    makeUsbBootable = opt types.bool false "Whether it starts from a stick.";
    efiSplashImage = opt (types.nullOr types.path) null "Picture behind the menu (EFI).";
    splashImage = opt (types.nullOr types.path) null "Picture behind the menu (BIOS).";
    grubTheme = opt (types.nullOr (types.either types.path types.package)) null "Theme of the menu (EFI).";
    syslinuxTheme = opt types.str "" "Theme of the menu (BIOS).";
    prependToMenuLabel = opt types.str "" "Text in front of the menu's entry.";
    appendToMenuLabel = opt types.str " Installer" "Text behind the menu's entry.";
    forceTextMode = opt types.bool false "Whether the menu is text.";
  };
  config = {
    assertions = [
      {
        assertion = cfg.makeBiosBootable -> platform.isx86;
        message = "isoImage.makeBiosBootable: only x86 has a BIOS.";
      }
      {
        assertion = builtins.stringLength cfg.volumeID <= 32;
        message = "isoImage.volumeID: `${cfg.volumeID}` is longer than 32 characters.";
      }
    ];
    boot.loader.grub.enable = false;
    fileSystems = {
      "/" = lib.mkImageMediaOverride {
        fsType = "tmpfs";
        options = [ "mode=0755" ];
      };
      "/iso" = lib.mkImageMediaOverride {
        device = "/dev/root";
        neededForBoot = true;
        noCheck = true;
      };
    };
    system.build.isoImage = pkgs.runCommand cfg.isoName { } ''
      echo "hmeval's built-in library makes no images" >&2
      exit 1
    '';
  };
}
